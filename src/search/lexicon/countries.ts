/** The names of countries and blocs, so that a question about somebody else is known for one; the catalogue's own parties are told apart from them by their names. */

/** A country or bloc: a code, and the lower-case names, demonyms, capitals, leaders and bodies that stand for it. */
export type Country = { readonly code: string; readonly en: readonly string[]; readonly zh: readonly string[] };

/** Countries whose own names are everyday words as well, as in "guinea pig". */
const NAMED_LIKE_WORDS = new Set(['GN']);

/** Returns every country and bloc that is known by name: what Node.js itself calls it, and the further names below. */
export function parseCountries(): Country[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const chinese = new Intl.DisplayNames('zh-Hans', { type: 'region', fallback: 'none' });
  return WORLD.trim()
    .split('\n')
    .map((line) => {
      const [code = '', rest = ''] = line.split(/ (.*)/u);
      const [en = '', zh = ''] = rest.split(' | ');
      const isCountry = /^[A-Z]{2}$/u.test(code) && !NAMED_LIKE_WORDS.has(code);
      const names = isCountry
        ? [english.of(code)?.toLowerCase().replaceAll('&', 'and') ?? '', chinese.of(code) ?? '']
        : [];
      return {
        code,
        en: [names[0] ?? '', ...en.split(', ')].filter((name) => name !== ''),
        zh: [names[1] ?? '', ...zh.split(' ')].filter((name) => name !== ''),
      };
    });
}

/** The one-character names that Chinese joins into pairs, such as 俄乌; the code is that of the place. */
export const CHINESE_SHORT: Readonly<Record<string, string>> = {
  俄: 'RU',
  乌: 'UA',
  日: 'JP',
  韩: 'KR',
  英: 'GB',
  法: 'FR',
  德: 'DE',
  印: 'IN',
  欧: 'EU',
  澳: 'AU',
  朝: 'KP',
  越: 'VN',
  菲: 'PH',
  巴: 'PK',
  伊: 'IR',
};

// One line a country or bloc: code, further names in English, a bar, further names in Chinese. Names that are everyday words as well (Victoria, Georgetown, Kingston) are left out.
const WORLD = `
AD andorran, andorra la vella
AE emirati, abu dhabi, uae, emirates, dubai | 阿联酋 迪拜
AF afghan, kabul, taliban | 塔利班 喀布尔
AFR africa, african, africans, african union, sub saharan | 非洲 非盟
AG antiguan, barbudan
AL albanian, tirana
AM armenian, yerevan
AO angolan, luanda
AR argentine, buenos aires, argentinian, milei | 米莱
ASEAN asean, southeast asia, southeast asian | 东盟 东南亚
AT austrian, vienna | 维也纳
AU australian, canberra, aussie, aussies, sydney, albanese, australasia | 澳洲 悉尼 堪培拉 阿尔巴尼斯
AZ azerbaijani, baku
BA bosnian, herzegovinian, sarajevo
BAL balkans, baltic, baltics, scandinavia, scandinavian, nordic | 巴尔干 波罗的海 北欧
BB barbadian
BD bangladeshi, dhaka
BE belgian
BF burkinabe, ouagadougou
BG bulgarian
BH bahraini, manama
BI burundian, gitega
BJ beninese, porto novo
BN bruneian, bandar seri begawan
BO bolivian, sucre
BR brazilian, brasilia, lula, bolsonaro, sao paulo, rio de janeiro | 卢拉 巴西利亚
BRICS brics | 金砖
BS bahamian
BT bhutanese, thimphu
BW motswana, gaborone
BY belarusian, minsk, lukashenko
BZ belizean, belmopan
CA canadian, ottawa, trudeau, carney, toronto, vancouver | 渥太华 特鲁多 卡尼 多伦多
CAS central asia, central asian | 中亚
CD dr congo, congolese, kinshasa, congo, drc, democratic republic of the congo | 刚果
CF bangui
CG republic of the congo, congolese, brazzaville
CH swiss, zurich | 伯尔尼
CI ivory coast, ivorian, yamoussoukro
CL chilean
CM cameroonian, yaounde
CN
CO colombian, bogota
CR costa rican
CU cuban, havana
CV cape verdian, praia
CY cypriot, nicosia
CZ czech, prague, czech republic | 布拉格
DE german, berlin, merkel, scholz, merz, bundestag, munich, frankfurt | 柏林 默克尔 朔尔茨 默茨 慕尼黑
DJ
DK danish, copenhagen, dane, danes
DM roseau
DO dominican, santo domingo
DZ algerian, algiers
EC ecuadorean, quito
EE estonian, tallinn
EG egyptian, cairo, sisi | 开罗
ER eritrean, asmara
ES spanish, madrid, spaniard, spaniards, catalonia, barcelona | 马德里 巴塞罗那
ET ethiopian, addis ababa
EU eu, e u, european commission, europe, european, europeans, eurozone, von der leyen, brussels | 欧洲 欧洲人 布鲁塞尔 冯德莱恩 欧委会
FI finnish, helsinki, finn, finns | 赫尔辛基
FJ fijian, suva
FM micronesian, palikir
FR french, paris, macron, frenchman, frenchmen, elysee | 巴黎 马克龙
G20 g20, g 20 | 二十国集团
G7 g7, g 7, group of seven | 七国集团
GA gabonese, libreville
GB british, london, uk, u k, britain, great britain, brit, brits, england, english government, scotland, scottish, wales, welsh, northern ireland, starmer, sunak, boris johnson, westminster, downing street, house of commons, house of lords, king charles, brexit | 伦敦 英格兰 苏格兰 大不列颠 斯塔默 苏纳克 唐宁街 脱欧
GD grenadian
GE tbilisi, georgian
GH ghanaian, accra
GL greenlandic, nuuk, greenlander | 格陵兰岛
GM gambian, banjul
GN guinean, conakry
GQ equatorial guinean, malabo
GR greek, athens | 雅典
GT guatemalan, guatemala city
GW guinea bissau, guinea bissauan, bissau
GY guyanese
HN honduran, tegucigalpa
HR croatian, zagreb
HT haitian, port au prince
HU hungarian, budapest, orban | 布达佩斯 欧尔班
ID indonesian, jakarta, prabowo, bali | 雅加达 印尼
IE irish, dublin
IL israeli, jerusalem, netanyahu, gaza, tel aviv, hamas, west bank, idf | 内塔尼亚胡 加沙 哈马斯 特拉维夫 耶路撒冷
IN indian, new delhi, modi, mumbai, delhi, bangalore, bharat, lok sabha | 莫迪 新德里 孟买
IQ iraqi, baghdad | 巴格达
IR iranian, tehran, ayatollah, khamenei | 德黑兰 哈梅内伊
IS icelander, reykjavik
IT italian, rome, meloni, milan | 罗马 梅洛尼
JM jamaican
JO jordanian, amman
JP japanese, tokyo, kishida, ishiba, takaichi, osaka, okinawa, hiroshima | 东京 高市早苗 石破茂 岸田 安倍 大阪 冲绳
KE kenyan, nairobi
KG kirghiz, bishkek, kyrgyz
KH cambodian, phnom penh | 金边 洪森
KI i kiribati, south tarawa
KM comoran, moroni
KN saint kitts and nevis, kittitian, nevisian, basseterre
KP north korean, pyongyang, dprk, kim jong un, kim jongun | 北韩 平壤 金正恩
KR south korean, seoul, korea, korean, koreans, rok, republic of korea, lee jae myung | 首尔 南韩 李在明 大韩民国
KW kuwaiti, kuwait city
KZ kazakhstani, astana, kazakh, kazakhs
LA laotian, vientiane
LAT latin america, latin american, south america, south american, central america, mercosur, caribbean | 拉美 南美 拉丁美洲 加勒比
LB lebanese, beirut, hezbollah | 真主党
LC saint lucia, saint lucian, castries
LI liechtensteiner, vaduz
LK sri lankan, colombo
LR liberian, monrovia
LS mosotho, maseru
LT lithuanian, vilnius
LU luxembourger
LV latvian, riga
LY libyan, tripoli
MA moroccan, rabat
MC monegasque
MD moldovan, chisinau
ME montenegrin, podgorica
MEA middle east, middle eastern, gulf states, arab, arabs | 中东 海湾国家 阿拉伯
MG malagasy, antananarivo
MH marshallese, majuro
MK macedonian, skopje
ML malian, bamako
MM myanmar, burmese, naypyidaw, burma | 内比都
MN mongolian, ulan bator | 乌兰巴托
MR mauritanian, nouakchott
MT maltese, valletta
MU mauritian
MV maldivan, male
MW malawian, lilongwe
MX mexican, mexico city, amlo, sheinbaum | 墨西哥城
MY malaysian, kuala lumpur, anwar ibrahim | 吉隆坡 大马
MZ mozambican, maputo
NA namibian, windhoek
NATO nato, otan | 北约
NE nigerien, niamey
NG nigerian, abuja, lagos
NI nicaraguan, managua
NL dutch, amsterdam, holland, dutchman, the hague, hague, rotterdam | 阿姆斯特丹 海牙
NO norwegian, oslo, norwegians | 奥斯陆
NP nepalese, kathmandu
NR nauruan, yaren
NZ new zealander, kiwis, auckland, kiwi, wellington | 惠灵顿 纽西兰 奥克兰
OM omani
OPEC opec | 欧佩克 石油输出国组织
PA panamanian, panama city
PE peruvian, lima
PG papua new guinean, port moresby
PH filipino, manila, philippine, marcos, duterte | 马尼拉 马科斯 杜特尔特
PK pakistani, islamabad, karachi | 伊斯兰堡
PL warsaw, poles, tusk, polish | 华沙
PS palestine, palestinian, ramallah, palestinians | 巴勒斯坦 巴以 以巴 中东和谈
PT portuguese, lisbon | 里斯本
PW palauan, ngerulmud
PY paraguayan, asuncion
QA qatari, doha
QUAD aukus, quad alliance | 奥库斯
RO romanian, bucharest
RS serbian, belgrade
RU russian, moscow, kremlin, putin, lavrov, siberia, st petersburg | 莫斯科 克里姆林宫 普京 普丁 拉夫罗夫 苏联
RW rwandan, kigali
SA saudi arabian, riyadh, saudi, saudis, mbs | 沙特 利雅得
SB solomon islander, honiara
SC seychellois
SD sudanese, khartoum
SE swedish, stockholm, swede, swedes | 斯德哥尔摩
SG singaporean, lee hsien loong, lawrence wong | 李显龙 黄循财
SI slovene, ljubljana
SK slovak, bratislava
SL sierra leonean
SM sammarinese, city of san marino
SN senegalese, dakar
SO somali, mogadishu
SR surinamer, paramaribo
SS south sudanese
ST sao tome and principe, sao tomean
SV salvadoran, san salvador
SY syrian, damascus, assad | 大马士革 阿萨德
SZ swazi
TD chadian, ndjamena
TG togolese, lome
TH thai, bangkok | 曼谷
TJ tadzhik, dushanbe
TL timor leste, east timorese, dili
TM turkmen, ashgabat
TN tunisian, tunis
TO tongan, nukualofa
TR turkiye, turkish, ankara, turkey, turk, turks, erdogan, istanbul | 安卡拉 埃尔多安 伊斯坦布尔
TT trinidadian, port of spain
TV tuvaluan, funafuti
TZ tanzanian, dodoma
UA ukrainian, kyiv, zelensky, zelenskyy, zelenskiy, kiev, crimea, donbas, kharkiv | 基辅 泽连斯基 克里米亚 顿巴斯
UG ugandan, kampala
UN un security council, security council, guterres | 安理会 古特雷斯
US
UY uruguayan, montevideo
UZ uzbekistani, tashkent
VA vatican, pope, holy see | 教皇 教宗
VC saint vincent and the grenadines, saint vincentian
VE venezuelan, caracas, maduro | 马杜罗
VN vietnamese, hanoi, saigon, ho chi minh | 河内 胡志明市
VU ni vanuatu, port vila
WS samoan, apia
XK kosovar, pristina
YE yemeni, sanaa
ZA south african, pretoria, bloemfontein, cape town, ramaphosa, johannesburg | 开普敦
ZM zambian, lusaka
ZW zimbabwean, harare
`;

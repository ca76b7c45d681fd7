/** The names of countries and blocs, so that a question about somebody else is known for one; the catalogue's own parties are told apart from them by their names. */

/** A country or bloc: a code, and the lower-case names, demonyms, capitals, leaders and bodies that stand for it. */
export type Country = { readonly code: string; readonly en: readonly string[]; readonly zh: readonly string[] };

/** Returns every place that is known by name. */
export function parseCountries(): Country[] {
  return WORLD.trim()
    .split('\n')
    .map((line) => {
      const [code = '', rest = ''] = line.split(/ (.*)/u);
      const [en = '', zh = ''] = rest.split(' | ');
      return { code, en: en.split(', '), zh: zh.split(' ').filter((name) => name !== '') };
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

// One line a place: code, names in English, a bar, names in Chinese. Names that are everyday words as well (Victoria, Georgetown, Kingston) are left out.
const WORLD = `
AD andorra, andorran, andorra la vella | 安道尔
AE united arab emirates, emirati, abu dhabi, uae, emirates, dubai | 阿拉伯联合酋长国 阿联酋 迪拜
AF afghanistan, afghan, kabul, taliban | 阿富汗 塔利班 喀布尔
AFR africa, african, africans, african union, sub saharan | 非洲 非盟
AG antigua and barbuda, antiguan, barbudan | 安提瓜和巴布达
AL albania, albanian, tirana | 阿尔巴尼亚
AM armenia, armenian, yerevan | 亚美尼亚
AO angola, angolan, luanda | 安哥拉
AR argentina, argentine, buenos aires, argentinian, milei | 阿根廷 米莱
ASEAN asean, southeast asia, southeast asian | 东盟 东南亚
AT austria, austrian, vienna | 奥地利 维也纳
AU australia, australian, canberra, aussie, aussies, sydney, albanese, australasia | 澳大利亚 澳洲 悉尼 堪培拉 阿尔巴尼斯
AZ azerbaijan, azerbaijani, baku | 阿塞拜疆
BA bosnia and herzegovina, bosnian, herzegovinian, sarajevo | 波斯尼亚和黑塞哥维那
BAL balkans, baltic, baltics, scandinavia, scandinavian, nordic | 巴尔干 波罗的海 北欧
BB barbados, barbadian | 巴巴多斯
BD bangladesh, bangladeshi, dhaka | 孟加拉国
BE belgium, belgian | 比利时
BF burkina faso, burkinabe, ouagadougou | 布基纳法索
BG bulgaria, bulgarian | 保加利亚
BH bahrain, bahraini, manama | 巴林
BI burundi, burundian, gitega | 布隆迪
BJ benin, beninese, porto novo | 贝宁
BN brunei, bruneian, bandar seri begawan | 文莱
BO bolivia, bolivian, sucre | 玻利维亚
BR brazil, brazilian, brasilia, lula, bolsonaro, sao paulo, rio de janeiro | 巴西 卢拉 巴西利亚
BRICS brics | 金砖
BS bahamas, bahamian | 巴哈马
BT bhutan, bhutanese, thimphu | 不丹
BW botswana, motswana, gaborone | 博茨瓦纳
BY belarus, belarusian, minsk, lukashenko | 白俄罗斯
BZ belize, belizean, belmopan | 伯利兹
CA canada, canadian, ottawa, trudeau, carney, toronto, vancouver | 加拿大 渥太华 特鲁多 卡尼 多伦多
CAS central asia, central asian | 中亚
CD dr congo, congolese, kinshasa, congo, drc, democratic republic of the congo | 刚果
CF central african republic, bangui | 中非共和国
CG republic of the congo, congolese, brazzaville
CH switzerland, swiss, zurich | 瑞士 伯尔尼
CI ivory coast, ivorian, yamoussoukro | 科特迪瓦
CL chile, chilean | 智利
CM cameroon, cameroonian, yaounde | 喀麦隆
CN china, xi, xi jinping, jinping, wang yi, he lifeng, li qiang, li chenggang, dong jun, pla, peoples liberation army, ccp, cpc, politburo, zhongnanhai, mofcom, shanghai, shenzhen, guangdong, xinjiang, huawei, smic, alibaba, tencent, byd, tsinghua, peking university, fudan, tiktok, temu, shein, renminbi, yuan, catl, deepseek | 中国 习近平 习主席 王毅 何立峰 李强 李成钢 董军 解放军 商务部 外交部 中南海 上海 深圳 广东 新疆 内蒙古 华为 中芯 人民币 清华 北大 共产党
CO colombia, colombian, bogota | 哥伦比亚
CR costa rica, costa rican | 哥斯达黎加
CU cuba, cuban, havana | 古巴
CV cape verde, cape verdian, praia | 佛得角
CY cyprus, cypriot, nicosia | 塞浦路斯
CZ czechia, czech, prague, czech republic | 捷克 布拉格
DE germany, german, berlin, merkel, scholz, merz, bundestag, munich, frankfurt | 德国 柏林 默克尔 朔尔茨 默茨 慕尼黑
DJ djibouti | 吉布提
DK denmark, danish, copenhagen, dane, danes | 丹麦
DM dominica, roseau | 多米尼克
DO dominican republic, dominican, santo domingo | 多米尼加共和国
DZ algeria, algerian, algiers | 阿尔及利亚
EC ecuador, ecuadorean, quito | 厄瓜多尔
EE estonia, estonian, tallinn | 爱沙尼亚
EG egypt, egyptian, cairo, sisi | 埃及 开罗
ER eritrea, eritrean, asmara | 厄立特里亚
ES spain, spanish, madrid, spaniard, spaniards, catalonia, barcelona | 西班牙 马德里 巴塞罗那
ET ethiopia, ethiopian, addis ababa | 埃塞俄比亚
EU eu, e u, european union, european commission, europe, european, europeans, eurozone, von der leyen, brussels | 欧盟 欧洲 欧洲人 布鲁塞尔 冯德莱恩 欧委会
FI finland, finnish, helsinki, finn, finns | 芬兰 赫尔辛基
FJ fiji, fijian, suva | 斐济
FM micronesia, micronesian, palikir | 密克罗尼西亚
FR france, french, paris, macron, frenchman, frenchmen, elysee | 法国 巴黎 马克龙
G20 g20, g 20 | 二十国集团
G7 g7, g 7, group of seven | 七国集团
GA gabon, gabonese, libreville | 加蓬
GB united kingdom, british, london, uk, u k, britain, great britain, brit, brits, england, english government, scotland, scottish, wales, welsh, northern ireland, starmer, sunak, boris johnson, westminster, downing street, house of commons, house of lords, king charles, brexit | 英国 伦敦 英格兰 苏格兰 大不列颠 斯塔默 苏纳克 唐宁街 脱欧
GD grenada, grenadian | 格林纳达
GE tbilisi, georgia, georgian | 格鲁吉亚
GH ghana, ghanaian, accra | 加纳
GL greenland, greenlandic, nuuk, greenlander | 格陵兰 格陵兰岛
GM gambia, gambian, banjul | 冈比亚
GN guinean, conakry | 几内亚
GQ equatorial guinea, equatorial guinean, malabo | 赤道几内亚
GR greece, greek, athens | 希腊 雅典
GT guatemala, guatemalan, guatemala city | 危地马拉
GW guinea bissau, guinea bissauan, bissau | 几内亚比绍
GY guyana, guyanese | 圭亚那
HN honduras, honduran, tegucigalpa | 洪都拉斯
HR croatia, croatian, zagreb | 克罗地亚
HT haiti, haitian, port au prince | 海地
HU hungary, hungarian, budapest, orban | 匈牙利 布达佩斯 欧尔班
ID indonesia, indonesian, jakarta, prabowo, bali | 印度尼西亚 雅加达 印尼
IE ireland, irish, dublin | 爱尔兰
IL israel, israeli, jerusalem, netanyahu, gaza, tel aviv, hamas, west bank, idf | 以色列 内塔尼亚胡 加沙 哈马斯 特拉维夫 耶路撒冷
IN india, indian, new delhi, modi, mumbai, delhi, bangalore, bharat, lok sabha | 印度 莫迪 新德里 孟买
IQ iraq, iraqi, baghdad | 伊拉克 巴格达
IR iran, iranian, tehran, ayatollah, khamenei | 伊朗 德黑兰 哈梅内伊
IS iceland, icelander, reykjavik | 冰岛
IT italy, italian, rome, meloni, milan | 意大利 罗马 梅洛尼
JM jamaica, jamaican | 牙买加
JO jordanian, amman, jordan | 约旦
JP japan, japanese, tokyo, kishida, ishiba, takaichi, osaka, okinawa, hiroshima | 日本 东京 高市早苗 石破茂 岸田 安倍 大阪 冲绳
KE kenya, kenyan, nairobi | 肯尼亚
KG kyrgyzstan, kirghiz, bishkek, kyrgyz | 吉尔吉斯斯坦
KH cambodia, cambodian, phnom penh | 柬埔寨 金边 洪森
KI kiribati, i kiribati, south tarawa | 基里巴斯
KM comoros, comoran, moroni | 科摩罗
KN saint kitts and nevis, kittitian, nevisian, basseterre | 圣基茨和尼维斯
KP north korea, north korean, pyongyang, dprk, kim jong un, kim jongun | 朝鲜 北韩 平壤 金正恩
KR south korea, south korean, seoul, korea, korean, koreans, rok, republic of korea, lee jae myung | 韩国 首尔 南韩 李在明 大韩民国
KW kuwait, kuwaiti, kuwait city | 科威特
KZ kazakhstan, kazakhstani, astana, kazakh, kazakhs | 哈萨克斯坦
LA laos, laotian, vientiane | 老挝
LAT latin america, latin american, south america, south american, central america, mercosur, caribbean | 拉美 南美 拉丁美洲 加勒比
LB lebanon, lebanese, beirut, hezbollah | 黎巴嫩 真主党
LC saint lucia, saint lucian, castries | 圣卢西亚
LI liechtenstein, liechtensteiner, vaduz | 列支敦士登
LK sri lanka, sri lankan, colombo | 斯里兰卡
LR liberia, liberian, monrovia | 利比里亚
LS lesotho, mosotho, maseru | 莱索托
LT lithuania, lithuanian, vilnius | 立陶宛
LU luxembourg, luxembourger | 卢森堡
LV latvia, latvian, riga | 拉脱维亚
LY libya, libyan, tripoli | 利比亚
MA morocco, moroccan, rabat | 摩洛哥
MC monaco, monegasque | 摩纳哥
MD moldova, moldovan, chisinau | 摩尔多瓦
ME montenegro, montenegrin, podgorica
MEA middle east, middle eastern, gulf states, arab, arabs | 中东 海湾国家 阿拉伯
MG madagascar, malagasy, antananarivo | 马达加斯加
MH marshall islands, marshallese, majuro | 马绍尔群岛
MK north macedonia, macedonian, skopje | 北马其顿
ML malian, bamako, mali
MM myanmar, burmese, naypyidaw, burma | 缅甸 内比都
MN mongolia, mongolian, ulan bator | 蒙古 乌兰巴托
MR mauritania, mauritanian, nouakchott | 毛里塔尼亚
MT malta, maltese, valletta | 马耳他
MU mauritius, mauritian | 毛里求斯
MV maldives, maldivan, male | 马尔代夫
MW malawi, malawian, lilongwe | 马拉维
MX mexico, mexican, mexico city, amlo, sheinbaum | 墨西哥 墨西哥城
MY malaysia, malaysian, kuala lumpur, anwar ibrahim | 马来西亚 吉隆坡 大马
MZ mozambique, mozambican, maputo | 莫桑比克
NA namibia, namibian, windhoek | 纳米比亚
NATO nato, otan | 北约
NE niger, nigerien, niamey | 尼日尔
NG nigeria, nigerian, abuja, lagos | 尼日利亚
NI nicaragua, nicaraguan, managua | 尼加拉瓜
NL netherlands, dutch, amsterdam, holland, dutchman, the hague, hague, rotterdam | 荷兰 阿姆斯特丹 海牙
NO norway, norwegian, oslo, norwegians | 挪威 奥斯陆
NP nepal, nepalese, kathmandu | 尼泊尔
NR nauru, nauruan, yaren | 瑙鲁
NZ new zealand, new zealander, kiwis, auckland, kiwi, wellington | 新西兰 惠灵顿 纽西兰 奥克兰
OM oman, omani
OPEC opec | 欧佩克 石油输出国组织
PA panama, panamanian, panama city | 巴拿马
PE peru, peruvian, lima | 秘鲁
PG papua new guinea, papua new guinean, port moresby | 巴布亚新几内亚
PH philippines, filipino, manila, philippine, marcos, duterte | 菲律宾 马尼拉 马科斯 杜特尔特
PK pakistan, pakistani, islamabad, karachi | 巴基斯坦 伊斯兰堡
PL poland, warsaw, poles, tusk, polish | 波兰 华沙
PS palestine, palestinian, ramallah, palestinians | 巴勒斯坦 巴以 以巴 中东和谈
PT portugal, portuguese, lisbon | 葡萄牙 里斯本
PW palau, palauan, ngerulmud | 帕劳
PY paraguay, paraguayan, asuncion | 巴拉圭
QA qatar, qatari, doha | 卡塔尔
QUAD aukus, quad alliance | 奥库斯
RO romania, romanian, bucharest | 罗马尼亚
RS serbia, serbian, belgrade | 塞尔维亚
RU russia, russian, moscow, kremlin, putin, lavrov, siberia, st petersburg | 俄罗斯 莫斯科 克里姆林宫 普京 普丁 拉夫罗夫 苏联
RW rwanda, rwandan, kigali | 卢旺达
SA saudi arabia, saudi arabian, riyadh, saudi, saudis, mbs | 沙特阿拉伯 沙特 利雅得
SB solomon islands, solomon islander, honiara | 所罗门群岛
SC seychelles, seychellois | 塞舌尔
SD sudan, sudanese, khartoum | 苏丹
SE sweden, swedish, stockholm, swede, swedes | 瑞典 斯德哥尔摩
SG singapore, singaporean, lee hsien loong, lawrence wong | 新加坡 李显龙 黄循财
SI slovenia, slovene, ljubljana | 斯洛文尼亚
SK slovakia, slovak, bratislava | 斯洛伐克
SL sierra leone, sierra leonean | 塞拉利昂
SM san marino, sammarinese, city of san marino | 圣马力诺
SN senegal, senegalese, dakar | 塞内加尔
SO somalia, somali, mogadishu | 索马里
SR suriname, surinamer, paramaribo | 苏里南
SS south sudan, south sudanese | 南苏丹
ST sao tome and principe, sao tomean | 圣多美和普林西比
SV el salvador, salvadoran, san salvador | 萨尔瓦多
SY syria, syrian, damascus, assad | 叙利亚 大马士革 阿萨德
SZ eswatini, swazi | 斯威士兰
TD chadian, ndjamena, chad | 乍得
TG togo, togolese, lome
TH thailand, thai, bangkok | 泰国 曼谷
TJ tajikistan, tadzhik, dushanbe | 塔吉克斯坦
TL timor leste, east timorese, dili | 东帝汶
TM turkmenistan, turkmen, ashgabat | 土库曼斯坦
TN tunisia, tunisian, tunis | 突尼斯
TO tonga, tongan, nukualofa | 汤加
TR turkiye, turkish, ankara, turkey, turk, turks, erdogan, istanbul | 土耳其 安卡拉 埃尔多安 伊斯坦布尔
TT trinidad and tobago, trinidadian, port of spain | 特立尼达和多巴哥
TV tuvalu, tuvaluan, funafuti | 图瓦卢
TZ tanzania, tanzanian, dodoma | 坦桑尼亚
UA ukraine, ukrainian, kyiv, zelensky, zelenskyy, zelenskiy, kiev, crimea, donbas, kharkiv | 乌克兰 基辅 泽连斯基 克里米亚 顿巴斯
UG uganda, ugandan, kampala | 乌干达
UN united nations, un security council, security council, guterres | 联合国 安理会 古特雷斯
US united states, trump, donald trump, potus, white house, vance, biden, obama, rubio, bessent, lutnick, hegseth, greer, ustr, pentagon, congress, capitol hill, state department, treasury, federal reserve, fbi, cia, doj, republicans, democrats, gop, maga, mar a lago, wall street, silicon valley, new york, california, texas, alaska, nvidia, harvard, oval office, american people | 美国 特朗普 川普 拜登 奥巴马 白宫 五角大楼 美国国会 国会山 鲁比奥 卢比奥 贝森特 万斯 纽约 加州 华尔街 硅谷 英伟达 美联储
UY uruguay, uruguayan, montevideo | 乌拉圭
UZ uzbekistan, uzbekistani, tashkent | 乌兹别克斯坦
VA vatican city, vatican, pope, holy see | 梵蒂冈 教皇 教宗
VC saint vincent and the grenadines, saint vincentian | 圣文森特和格林纳丁斯
VE venezuela, venezuelan, caracas, maduro | 委内瑞拉 马杜罗
VN vietnam, vietnamese, hanoi, saigon, ho chi minh | 越南 河内 胡志明市
VU vanuatu, ni vanuatu, port vila | 瓦努阿图
WS samoa, samoan, apia | 萨摩亚
XK kosovo, kosovar, pristina | 科索沃
YE yemen, yemeni, sanaa | 也门
ZA south africa, south african, pretoria, bloemfontein, cape town, ramaphosa, johannesburg | 南非 开普敦
ZM zambia, zambian, lusaka | 赞比亚
ZW zimbabwe, zimbabwean, harare | 津巴布韦
`;

/** The cities, countries and states that people name a time zone by, beside the cities in the zones' own ids. */

export type ZoneCities = {
  readonly zone: string;
  /** The zone's own city in Chinese. */
  readonly chinese: string;
  readonly names: readonly string[];
};

/** Returns the table, the zones that most people live by first. */
export function zoneCities(): ZoneCities[] {
  return CITIES.trim()
    .split('\n')
    .map((line) => {
      const [zone = '', chinese = '', en = '', zh = ''] = line.split(/ *\| */u);
      const names = [...en.split(', '), ...zh.split(' ')].filter((name) => name !== '');
      return { zone, chinese, names: [...names, chinese] };
    });
}

// zone | its own city in Chinese | names in English | names in Chinese
const CITIES = `
America/New_York | 纽约 | NYC, new york city, manhattan, brooklyn, washington, Washington DC, DC, boston, philadelphia, baltimore, pittsburgh, atlanta, miami, orlando, tampa, jacksonville, charlotte, raleigh, durham, richmond, cleveland, columbus, cincinnati, ann arbor, princeton, new haven, providence, hartford, newark, new jersey, new york state, pennsylvania, massachusetts, connecticut, rhode island, vermont, new hampshire, maine, virginia, maryland, delaware, north carolina, south carolina, ohio, west virginia, US Eastern, US East, eastern, Eastern US, east coast, US East Coast | 华盛顿 波士顿 费城 迈阿密 亚特兰大 巴尔的摩 匹兹堡 美东 美国东部 东岸 美国东岸 华盛顿特区 華盛頓特區
America/Chicago | 芝加哥 | houston, dallas, austin, san antonio, fort worth, new orleans, minneapolis, saint paul, st louis, saint louis, kansas city, milwaukee, memphis, nashville, oklahoma city, omaha, des moines, madison, illinois, texas, louisiana, minnesota, wisconsin, iowa, missouri, oklahoma, arkansas, alabama, mississippi, US Central, central | 休斯敦 休斯顿 达拉斯 奥斯汀 新奥尔良 明尼阿波利斯 圣路易斯 美国中部 美中 休士顿
America/Denver | 丹佛 | boulder, salt lake city, albuquerque, santa fe, el paso, colorado springs, cheyenne, colorado, utah, wyoming, montana, new mexico, US Mountain, mountain | 盐湖城 美国山区
America/Los_Angeles | 洛杉矶 | LA, san francisco, SF, bay area, silicon valley, san diego, sacramento, oakland, berkeley, palo alto, stanford, mountain view, seattle, redmond, las vegas, reno, california, nevada, washington state, US Pacific, US West, pacific, west coast, US West Coast | 旧金山 三藩市 硅谷 圣迭戈 西雅图 拉斯维加斯 加州 加利福尼亚 美西 美国西部 西岸 美国西岸 洛杉磯 矽谷
America/Phoenix | 凤凰城 | arizona, tucson, scottsdale | 菲尼克斯 亚利桑那
America/Anchorage | 安克雷奇 | alaska, fairbanks | 阿拉斯加
Pacific/Honolulu | 檀香山 | hawaii | 夏威夷 火奴鲁鲁
America/Toronto | 多伦多 | montreal, ottawa, quebec, quebec city, ontario, waterloo | 蒙特利尔 渥太华 魁北克 多倫多 蒙特婁
America/Vancouver | 温哥华 | british columbia | 卑诗
America/Edmonton | 埃德蒙顿 | calgary, alberta | 卡尔加里
America/Winnipeg | 温尼伯 | manitoba |
America/Regina | 里贾纳 | saskatchewan, saskatoon | 萨斯喀彻温
America/Halifax | 哈利法克斯 | nova scotia, atlantic canada |
America/St_Johns | 圣约翰斯 | newfoundland | 纽芬兰
America/Mexico_City | 墨西哥城 | guadalajara, puebla |
America/Sao_Paulo | 圣保罗 | rio, rio de janeiro, brasilia, belo horizonte, curitiba, porto alegre | 里约热内卢 里约 巴西利亚 里約熱內盧
America/Argentina/Buenos_Aires | 布宜诺斯艾利斯 | argentina | 阿根廷
America/Santiago | 圣地亚哥 | chile, valparaiso, santiago de chile | 智利
America/Bogota | 波哥大 | colombia, medellin, cali | 哥伦比亚
America/Lima | 利马 | peru | 秘鲁
America/Caracas | 加拉加斯 | venezuela | 委内瑞拉
America/La_Paz | 拉巴斯 | bolivia | 玻利维亚
America/Montevideo | 蒙得维的亚 | uruguay | 乌拉圭
America/Asuncion | 亚松森 | paraguay | 巴拉圭
America/Guayaquil | 瓜亚基尔 | quito, ecuador | 基多 厄瓜多尔
America/Havana | 哈瓦那 | cuba | 古巴
America/Panama | 巴拿马城 | panama city | 巴拿马
America/Costa_Rica | 哥斯达黎加 | san jose costa rica |
America/Guatemala | 危地马拉 | guatemala city |
America/Managua | 马那瓜 | nicaragua | 尼加拉瓜
America/Tegucigalpa | 特古西加尔巴 | honduras | 洪都拉斯
America/El_Salvador | 萨尔瓦多 | san salvador | 圣萨尔瓦多
America/Santo_Domingo | 圣多明各 | dominican republic | 多米尼加
America/Port-au-Prince | 太子港 | haiti | 海地
America/Jamaica | 牙买加 | kingston | 金斯敦
America/Puerto_Rico | 波多黎各 | san juan puerto rico |
Europe/London | 伦敦 | UK, united kingdom, great britain, britain, england, scotland, wales, northern ireland, edinburgh, glasgow, manchester, liverpool, leeds, bristol, oxford, cardiff, belfast | 英国 英格兰 爱丁堡 曼彻斯特 牛津 倫敦
Europe/Dublin | 都柏林 | ireland | 爱尔兰
Europe/Brussels | 布鲁塞尔 | belgium, antwerp, ghent, bruges, leuven, EU, european union, NATO | 比利时 安特卫普 欧盟 北约
Europe/Paris | 巴黎 | france, lyon, marseille, strasbourg, nice, toulouse | 法国 里昂 斯特拉斯堡
Europe/Berlin | 柏林 | germany, munich, frankfurt, hamburg, cologne, bonn, stuttgart, Düsseldorf, leipzig, dresden | 德国 慕尼黑 法兰克福 汉堡 波恩
Europe/Amsterdam | 阿姆斯特丹 | netherlands, holland, the hague, hague, rotterdam, eindhoven | 荷兰 海牙 鹿特丹
Europe/Luxembourg | 卢森堡 | luxemburg |
Europe/Zurich | 苏黎世 | switzerland, geneva, bern, berne, basel, lausanne, davos | 瑞士 日内瓦 伯尔尼 达沃斯
Europe/Vienna | 维也纳 | austria, salzburg, wien | 奥地利
Europe/Rome | 罗马 | italy, milan, turin, naples, florence, venice, bologna, roma, milano | 意大利 米兰 义大利
Europe/Madrid | 马德里 | barcelona, valencia, seville, bilbao | 巴塞罗那
Europe/Lisbon | 里斯本 | porto | 波尔图
Europe/Copenhagen | 哥本哈根 | denmark, aarhus | 丹麦
Europe/Stockholm | 斯德哥尔摩 | sweden, gothenburg | 瑞典
Europe/Oslo | 奥斯陆 | norway, bergen | 挪威
Europe/Helsinki | 赫尔辛基 | finland | 芬兰
Atlantic/Reykjavik | 雷克雅未克 | iceland | 冰岛
Europe/Warsaw | 华沙 | poland, krakow, gdansk | 波兰
Europe/Prague | 布拉格 | czechia, czech republic, brno | 捷克
Europe/Bratislava | 布拉迪斯拉发 | slovakia | 斯洛伐克
Europe/Budapest | 布达佩斯 | hungary | 匈牙利
Europe/Bucharest | 布加勒斯特 | romania | 罗马尼亚
Europe/Sofia | 索非亚 | bulgaria | 保加利亚
Europe/Athens | 雅典 | greece, thessaloniki | 希腊
Europe/Belgrade | 贝尔格莱德 | serbia, kosovo, pristina | 塞尔维亚 科索沃
Europe/Zagreb | 萨格勒布 | croatia | 克罗地亚
Europe/Ljubljana | 卢布尔雅那 | slovenia | 斯洛文尼亚
Europe/Sarajevo | 萨拉热窝 | bosnia | 波黑
Europe/Podgorica | 波德戈里察 | montenegro | 黑山
Europe/Skopje | 斯科普里 | north macedonia | 北马其顿
Europe/Tirane | 地拉那 | albania, tirana | 阿尔巴尼亚
Europe/Vilnius | 维尔纽斯 | lithuania | 立陶宛
Europe/Riga | 里加 | latvia | 拉脱维亚
Europe/Tallinn | 塔林 | estonia | 爱沙尼亚
Europe/Kyiv | 基辅 | ukraine, kiev, lviv, odesa, odessa, kharkiv | 乌克兰 基輔
Europe/Minsk | 明斯克 | belarus | 白俄罗斯
Europe/Chisinau | 基希讷乌 | moldova | 摩尔多瓦
Europe/Moscow | 莫斯科 | saint petersburg, st petersburg | 圣彼得堡
Europe/Istanbul | 伊斯坦布尔 | turkey, turkiye, ankara | 土耳其 安卡拉 伊斯坦堡
Europe/Malta | 马耳他 | valletta |
Asia/Nicosia | 尼科西亚 | cyprus | 塞浦路斯
Asia/Shanghai | 上海 | china, PRC, mainland china, beijing, peking, shenzhen, guangzhou, canton, chengdu, chongqing, wuhan, hangzhou, nanjing, tianjin, xian, suzhou, qingdao, dalian, xiamen, harbin, shenyang, changsha, zhengzhou, kunming, hainan, china coast | 中国 中国大陆 大陆 北京 深圳 广州 成都 重庆 武汉 杭州 南京 天津 西安 苏州 青岛 大连 厦门 哈尔滨 沈阳 长沙 郑州 昆明 海南 济南 合肥 福州 瀋陽
Asia/Urumqi | 乌鲁木齐 | xinjiang | 新疆
Asia/Hong_Kong | 香港 | HK, kowloon | 九龙 中国香港
Asia/Macau | 澳门 | macao | 中国澳门
Asia/Taipei | 台北 | taiwan, kaohsiung, taichung, hsinchu | 台湾 高雄 台中 新竹
Asia/Singapore | 新加坡 | SG | 狮城
Asia/Tokyo | 东京 | japan, osaka, kyoto, yokohama, nagoya, fukuoka, hiroshima, okinawa | 日本 大阪 京都 横滨
Asia/Seoul | 首尔 | korea, south korea, busan, incheon | 韩国 汉城 釜山
Asia/Pyongyang | 平壤 | north korea | 朝鲜
Asia/Ulaanbaatar | 乌兰巴托 | mongolia, ulan bator | 蒙古
Asia/Manila | 马尼拉 | philippines, cebu, quezon city | 菲律宾
Asia/Jakarta | 雅加达 | bandung, surabaya, java | 万隆
Asia/Makassar | 望加锡 | bali, denpasar | 巴厘岛
Asia/Kuala_Lumpur | 吉隆坡 | malaysia, KL, penang | 马来西亚 槟城
Asia/Bangkok | 曼谷 | thailand, chiang mai | 泰国
Asia/Ho_Chi_Minh | 胡志明市 | vietnam, hanoi, ho chi minh city, saigon | 越南 河内 西贡
Asia/Phnom_Penh | 金边 | cambodia | 柬埔寨
Asia/Vientiane | 万象 | laos | 老挝
Asia/Yangon | 仰光 | myanmar, burma, rangoon, naypyidaw | 缅甸
Asia/Kolkata | 加尔各答 | india, delhi, new delhi, mumbai, bombay, bangalore, bengaluru, chennai, madras, hyderabad, pune, ahmedabad, calcutta | 印度 新德里 德里 孟买 班加罗尔
Asia/Dhaka | 达卡 | bangladesh | 孟加拉国
Asia/Colombo | 科伦坡 | sri lanka | 斯里兰卡
Asia/Kathmandu | 加德满都 | nepal, katmandu | 尼泊尔
Asia/Thimphu | 廷布 | bhutan | 不丹
Asia/Karachi | 卡拉奇 | pakistan, islamabad, lahore | 巴基斯坦 伊斯兰堡
Asia/Kabul | 喀布尔 | afghanistan | 阿富汗
Asia/Tashkent | 塔什干 | uzbekistan | 乌兹别克斯坦
Asia/Almaty | 阿拉木图 | kazakhstan, astana | 哈萨克斯坦 阿斯塔纳
Asia/Bishkek | 比什凯克 | kyrgyzstan | 吉尔吉斯斯坦
Asia/Dushanbe | 杜尚别 | tajikistan | 塔吉克斯坦
Asia/Ashgabat | 阿什哈巴德 | turkmenistan | 土库曼斯坦
Asia/Tbilisi | 第比利斯 | | 格鲁吉亚
Asia/Yerevan | 埃里温 | armenia | 亚美尼亚
Asia/Baku | 巴库 | azerbaijan | 阿塞拜疆
Asia/Tehran | 德黑兰 | iran | 伊朗
Asia/Baghdad | 巴格达 | iraq | 伊拉克
Asia/Dubai | 迪拜 | UAE, emirates, united arab emirates, abu dhabi | 阿联酋 阿布扎比 杜拜
Asia/Riyadh | 利雅得 | saudi arabia, jeddah, mecca | 沙特 沙特阿拉伯 沙乌地阿拉伯
Asia/Qatar | 卡塔尔 | doha | 多哈
Asia/Kuwait | 科威特 | kuwait city |
Asia/Bahrain | 巴林 | manama | 麦纳麦
Asia/Muscat | 马斯喀特 | oman | 阿曼
Asia/Aden | 亚丁 | yemen, sanaa | 也门
Asia/Amman | 安曼 | jordan | 约旦
Asia/Beirut | 贝鲁特 | lebanon | 黎巴嫩
Asia/Damascus | 大马士革 | syria | 叙利亚
Asia/Jerusalem | 耶路撒冷 | israel, tel aviv, haifa | 以色列 特拉维夫
Asia/Gaza | 加沙 | palestine | 巴勒斯坦
Asia/Vladivostok | 符拉迪沃斯托克 | | 海参崴
Asia/Novosibirsk | 新西伯利亚 | siberia | 西伯利亚
Asia/Yekaterinburg | 叶卡捷琳堡 | ekaterinburg |
Africa/Cairo | 开罗 | egypt, alexandria | 埃及
Africa/Casablanca | 卡萨布兰卡 | morocco, rabat | 摩洛哥
Africa/Algiers | 阿尔及尔 | algeria | 阿尔及利亚
Africa/Tunis | 突尼斯 | tunisia |
Africa/Tripoli | 的黎波里 | libya | 利比亚
Africa/Lagos | 拉各斯 | nigeria, abuja | 尼日利亚
Africa/Accra | 阿克拉 | ghana | 加纳
Africa/Abidjan | 阿比让 | ivory coast, Côte d'Ivoire | 科特迪瓦
Africa/Dakar | 达喀尔 | senegal | 塞内加尔
Africa/Nairobi | 内罗毕 | kenya | 肯尼亚 奈洛比
Africa/Addis_Ababa | 亚的斯亚贝巴 | ethiopia | 埃塞俄比亚
Africa/Kampala | 坎帕拉 | uganda | 乌干达
Africa/Dar_es_Salaam | 达累斯萨拉姆 | tanzania | 坦桑尼亚
Africa/Kigali | 基加利 | rwanda | 卢旺达
Africa/Khartoum | 喀土穆 | sudan | 苏丹
Africa/Luanda | 罗安达 | angola | 安哥拉
Africa/Lusaka | 卢萨卡 | zambia | 赞比亚
Africa/Harare | 哈拉雷 | zimbabwe | 津巴布韦
Africa/Maputo | 马普托 | mozambique | 莫桑比克
Africa/Johannesburg | 约翰内斯堡 | south africa, cape town, pretoria, durban | 南非 开普敦 比勒陀利亚 约翰尼斯堡
Australia/Sydney | 悉尼 | canberra, new south wales, NSW | 雪梨 堪培拉
Australia/Melbourne | 墨尔本 | geelong |
Australia/Brisbane | 布里斯班 | queensland, gold coast, cairns | 昆士兰 布里斯本
Australia/Adelaide | 阿德莱德 | south australia | 南澳
Australia/Perth | 珀斯 | western australia, fremantle | 西澳
Australia/Darwin | 达尔文 | northern territory |
Australia/Hobart | 霍巴特 | tasmania | 塔斯马尼亚
Pacific/Auckland | 奥克兰 | new zealand, NZ, wellington, christchurch | 新西兰 惠灵顿 纽西兰
Pacific/Port_Moresby | 莫尔兹比港 | papua new guinea | 巴布亚新几内亚
Pacific/Fiji | 斐济 | suva | 苏瓦
Pacific/Guam | 关岛 | hagatna |
Pacific/Apia | 阿皮亚 | samoa | 萨摩亚
`;

/** Words of everyday matters that no brief on a relationship is about: they weigh against an answer. */
import { singular } from '../../shared/text.ts';

/** English words of everyday matters, by field; those that briefs use too count for the brief that names them. */
export const EVERYDAY_EN = `
food eat eating drink drinks drinking beverage beer wine vodka whisky whiskey cocktail coffee tea juice soda water milk cheese bread cake pizza pasta burger burgers fries fish chicken beef pork steak salad soup sauce noodle noodles rice dumpling dumplings sushi curry chocolate candy snack snacks potato tomato onion garlic fruit apple apples banana orange vegetable vegan vegetarian recipe recipes cook cooking bake baking oven grill kitchen breakfast lunch dinner brunch meal meals restaurant restaurants cafe bar pub takeaway takeout delivery menu chef calories diet keto protein vitamin vitamins supplement supplements mineral-water tasty delicious flavor flavour
sport sports football soccer basketball baseball hockey tennis golf cricket rugby chess olympics olympic marathon gym workout exercise fitness yoga swim swimming  match matches league premier nba nfl nhl mlb fifa championship tournament score scores  coach lakers yankees fantasy fixture ronaldo messi lebron verstappen wimbledon superbowl
weather rain raining snow sunny umbrella temperature degrees humidity  hurricane tornado typhoon forecast-weather
doctor hospital nurse dentist medicine medication pill pills pain headache fever flu cough cold-sore symptom symptoms sick illness disease diabetes cancer therapy therapist pregnancy pregnant baby sleep insomnia tired anxiety depression skin acne hair haircut allergy blood   lose-weight muscle back-pain vaccine surgery knee tooth teeth
movie movies film films cinema netflix hulu disney spotify youtube tiktoker  episode season actor actress cast celebrity oscar grammy concert song songs lyrics album band guitar piano drum music singer kpop bts blackpink anime manga comic comics novel poem poetry joke jokes riddle meme game games gaming playstation xbox nintendo switch steam minecraft fortnite pokemon zelda lego toy toys puzzle crossword trivia karaoke dance dancing party-games horoscope astrology zodiac tarot magazine  book books library museum theatre theater festival ticket tickets exhibition paint painting draw drawing
diary diaries notebook desert dessert angel costume costumes
computer laptop pc mac macbook windows linux ubuntu iphone ipad android phone-case smartphone printer keyboard mouse  screen battery charger usb bluetooth wifi wi-fi router password login log-in  email e-mail gmail inbox mailbox calendar-invite excel word-document powerpoint spreadsheet csv pdf doc docs google chrome safari firefox browser download upload install uninstall reboot update-driver driver app apps website webpage template font photoshop zoom teams-meeting slack discord whatsapp telegram instagram facebook twitter snapchat pinterest reddit linkedin wordpress shopify vpn backup folder file files icloud dropbox cloud onedrive sync spam attachment signature cursor emoji sticker webcam headphones headset speaker tv remote microsoft adobe canva notion jira figma paypal venmo crypto bitcoin ethereum dogecoin nft wallet blockchain
python javascript typescript java rust golang php html css sql regex code coding programming programmer  variable array loop string integer compile compiler debug bug algorithm algorithms  binary recursion database mongodb postgres mysql docker kubernetes k8s git github gitlab  merge-request branch npm pip angular vue django flask node api json yaml xml server localhost deploy aws azure terraform unit-test raft kafka redis bash shell terminal neural-net tensor pytorch keras scraper
shop shopping buy-online store stores supermarket grocery groceries mall discount coupon voucher sale sales cheap cheapest cheaper price-match refund receipt warranty amazon ebay walmart ikea costco clothes clothing shirt shoes sneakers dress jeans jacket bag handbag jewelry watch-strap makeup perfume shampoo furniture sofa mattress lamp brand brands ranking review-product flea-market farmers second-hand
hotel hotels hostel airbnb resort beach beaches cruise ferry luggage suitcase packing passport-photo itinerary sightseeing backpacking camping hiking hike trail mountain everest mount ski skiing snowboard bus subway metro taxi uber lyft train trains timetable parking traffic car-rental rental scooter bicycle bike motorcycle tire tires engine-oil brake brakes mechanic garage license-plate driving-test
rent landlord tenant apartment flat mortgage house houses plumber plumbing electrician toilet sink shower carpet wallpaper roof garden gardening lawn plant plants flower flowers tree trees seed compost heater heating radiator boiler fridge freezer dishwasher vacuum laundry washing bill-utility supplier-switch solar-panel-home bulb mold mould
salary resume cv cover-letter interview-tips job jobs hiring payroll paycheck pension retirement 401k tax-return irs taxes refund-tax mortgage-rate loan loans forgiveness credit-card debit savings-account checking overdraft insurance budget-personal atm bank-account invoice accountant freelance
homework-math math maths algebra calculus geometry equation formula physics kinetic chemistry periodic biology photosynthesis thermodynamics grammar spelling vocabulary pronunciation translate translation essay-topic kindergarten preschool daycare toddler nanny bedtime
cat cats dog dogs puppy kitten pet pets hamster parrot horse bird birds fish-tank aquarium zoo-hours vet
wedding birthday anniversary gift gifts present-ideas christmas halloween thanksgiving easter valentine date-night dating girlfriend boyfriend crush divorce love relationship-advice marriage tinder funeral baby-names
moon mars planet planets stars telescope nasa spacex astronaut asteroid galaxy dinosaur dinosaurs
god bible quran church prayer ghost magic
abortion gun guns shooting murder robbery theft stole stolen thief divorce-lawyer lawyer attorney lawsuit parking-ticket speeding ticket-traffic jury custody inheritance will-testament landlord-tenant
near-me nearby opening-hours how-to-become for-kids for-beginners for-sale open-late how-to-make how-to-fix trade-in-my trade-in-value my-old my-phone my-computer my-laptop my-car my-dog my-cat my-mac my-pc my-hair my-house my-garden farmers-market flea-market job-market meal-plan second-hand blood-pressure credit-card debit-card gift-card sim-card memory-card graphics-card solar-panels-for speed-limit speed-camera traffic-law tax-return real-estate fish-and-chips chip-and-pin chocolate-chip potato-chip potato-chips poker-chips stock-photo stock-photos stock-pot people-magazine people-skills energy-drink energy-drinks energy-bar kinetic-energy potential-energy dark-energy low-energy energy-bill energy-level energy-levels oil-painting olive-oil cooking-oil essential-oil engine-oil coconut-oil gas-station gas-stove gas-bill laughing-gas market-research super-market marketing trading-cards student-loan student-loans student-discount student-housing microsoft-outlook outlook-calendar outlook-email outlook-app weather-forecast military-diet military-haircut military-time youtube-channel youtube-channels tv-channel tv-channels slack-channel discord-channel telegram-channel channel-tunnel english-channel mineral-water vitamins-and self-confidence confidence-interval confidence-level education-minister law-school law-firm murphys-law law-of team-leader leader-election scout-leader group-leader summit-of mount-everest culture-shock cell-culture yogurt-culture pop-culture magnets-for fridge-magnets fridge-magnet data-mining police-academy wedding-invitation wedding-invite calendar-invite birthday-invite invite-link church-service great-wall export-my export-to magazine-cover book-cover cover-letter call-of-duty drug-store hacker-news training-course online-course student-council coin coins cheats wording quotes-about of-life in-life should-i-buy where-to-buy how-to-invest invest-in write-my write-me return-policy job-interview stock-up stocking-up directions address phone-number
self interview tips hobby hobbies motivation productivity meditation mindfulness journaling
camera photo photos picture pictures selfie video videos image images logo wallpaper icon generator
card cards visa-card mastercard pin stock-photo
hong-kong hongkong tibet tibetan dalai lama uyghur uyghurs xinjiang macau falun
cute funny lucky mandarin cantonese hsk duolingo alphabet calligraphy zodiac
cartel cartels royal monarchy king queen prince princess
lottery casino poker gambling betting
drone-photography telescope microwave blender toaster
`;

/** Chinese words of everyday matters. */
export const EVERYDAY_ZH = `
天气 下雨 下雪 气温 台风 好吃 好喝 饮料 喝酒 啤酒 咖啡 奶茶 茶叶 外卖 餐厅 饭店 火锅 菜谱 做菜 红烧 炒菜 怎么做菜 蛋糕 面包 牛奶 水果 蔬菜 零食 薯片 薯条 矿泉水 火腿 饺子 面条 减肥 健身 瑜伽 跑步 游泳 足球 篮球 网球 羽毛球 乒乓球 世界杯 奥运 球赛 比赛 冠军 球队 联赛 中超 英超 电影 电视剧 综艺 演员 明星 主演 票房 歌曲 歌词 演唱会 音乐 钢琴 吉他 动漫 漫画 小说 诗 写诗 笑话 段子 游戏 手游 王者荣耀 原神 抽卡 星座 运势 算命 占卜 八字
手机 电脑 笔记本 平板 打印机 键盘 鼠标 蓝牙 路由器 密码 登录 登陆 账号 邮箱 邮件 微信 支付宝 抖音 淘宝 京东 拼多多 小红书 浏览器 下载 安装 软件 导出pdf 导出 格式 文档 表格 幻灯片 截图 视频剪辑 剪辑 修图 绘画 壁纸 头像 编程 代码 爬虫 算法题 函数 报错 数据库 服务器 链表 排序
优惠 打折 折扣 便宜 团购 快递 退货 退款 发票 保修 牌子 品牌 买什么 哪款 推荐 性价比 衣服 裤子 鞋子 化妆品 护肤 口红 香水 家具 沙发 装修 租房 房租 买房 房贷 水电 电费 煤气费 燃气费 物业 搬家 马桶 空调 冰箱 洗衣机 维修 保养 修车 驾照 停车 违章 罚单 办理 地铁 公交 就业 毕业 专业 加油站 新能源汽车 电动车 燃气灶 天然气灶 山庄 打车 高铁票 火车票 机票 酒店 民宿 住哪 攻略 景点 门票 签证照 行李 附近 几点 地址 怎么走 菜市场 超市 商场
医生 医院 看病 感冒 发烧 咳嗽 头疼 牙疼 失眠 怀孕 宝宝 育儿 幼儿园 小学 中考 高考 作业 数学 物理 公式 化学 方程 英语 单词 翻译 作文 四级 六级 考研 面试 简历 工资 社保 公积金 个税 报税 开户 信用卡 银行卡 贷款 花呗 理财产品 彩票 保险 基金定投 炒股 选股 哪只股票 买股票 股票代码 比特币
猫 狗 宠物 养花 种菜 婚礼 生日 礼物 恋爱 男朋友 女朋友 相亲 结婚 离婚 春节 中秋 圣诞 过年 红包 对联 祝福语 旅行箱 军训 国庆阅兵 宿舍 食堂
西藏 达赖 喇嘛 香港 澳门 维吾尔 法轮功
月球 火星 宇宙 恐龙 鬼 神 佛 圣经 诗词 成语 谜语 周末 女王 国王 王室
招聘 岗位 求职 应聘 入职 离职 辞职 跳槽 裁员赔偿 加班 请假 调休 年假 团建 年会 会议室 例会 周会 周报 日报模板 会议纪要 报销 打卡 考勤 绩效 年终奖 市场部 销售部 人事部 财务部 行政部 前台 模板 公章 邀请函 请柬 信心不足 没信心 税后 退税 涨工资 工位 实习证明
入门 自学 教程 网课 课件 课表 课程表 培训班 补习 家教 班主任 导师 论文查重 查重 毕业论文 答辩 开题 学分 绩点 奖学金申请表 校园卡 图书馆 考试 考研 考公 公务员考试 雅思 托福 驾校 部署 本地部署 服务器配置 代码报错 安装包 激活码 会员 充值 闪退 卡顿 黑屏 死机 重装 系统更新 固件 充电 充电器 电池不耐用 信号不好 没信号 无线网 断网 宽带 话费 流量 套餐 客服 投诉 拉黑 朋友圈 公众号 小程序 群聊 表情包
水管 漏水 马桶堵 下水道 灯泡 门锁 钥匙 窗帘 床垫 地板 瓷砖 甲醛 煤气罐 煤气 天然气费 水费 物业费 停电 停水 小区 邻居 房东 房租押金 中介费 搬家公司 保洁 保姆 月嫂 奶粉 尿布 幼升小 兴趣班 婆婆 公公 丈母娘 老公 老婆 室友 同学聚会 闺蜜 前任 分手 表白 彩礼 婚纱 闹钟 梦见 起名
病情 手术 住院 挂号 体检 疫苗 过敏 口腔 牙齿 眼镜 近视 皮肤 痘痘 脱发 血压 血糖 胃疼 腰疼 颈椎 吃药 药店 骨折 坏死 养生 节食
火车 动车 机场 登机 改签 退票 托运 签证照片 照片尺寸 行程单 自驾 租车 堵车 限行 加油 洗车 车位 车险 年检 轮胎 电瓶车 自行车 共享单车 导航 景区 民宿 酒吧 夜市 烧烤 早餐 午饭 晚饭 夜宵 食谱 煮 豆浆 米饭 面馆 奶酪 巧克力 糖果 零嘴 批发市场 二手 闲鱼 转卖 砍价 包邮 尺码 鞋码 几折 满减 抢购 演出 话剧 展览 博物馆 滑雪 钓鱼 羊毛 剧透 追剧 番剧 男主 女主 明星八卦 选秀 好声音 队长 导演 影评
`;

const split = (text: string): string[] => text.trim().split(/\s+/u);
const everyday = new Set([...split(EVERYDAY_EN).filter((word) => !word.includes('-')), ...split(EVERYDAY_ZH)]);

/** Returns whether a word is one of everyday matters. */
export const isEveryday = (word: string): boolean => everyday.has(word) || everyday.has(singular(word));

/** Phrases of everyday matters whose words are innocent one by one, by their first word. */
export const EVERYDAY_PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(
  split(EVERYDAY_EN)
    .filter((word) => word.includes('-'))
    .map((phrase) => phrase.split('-')),
  ([first = '']) => first,
);

/** Chinese expressions of everyday matters that are longer than a pair of characters. */
export const EVERYDAY_LONG_ZH = split(EVERYDAY_ZH).filter(({ length }) => length > 2);

/** Words of everyday matters that no brief on a relationship is about: they weigh against an answer. */

/** English words of everyday matters, by field; those that briefs use too count for the brief that names them. */
export const EVERYDAY_EN = `
food eat eating drink drinks drinking beverage beer wine vodka whisky whiskey cocktail coffee tea juice soda water milk cheese bread cake pizza pasta burger burgers fries fish chicken beef pork steak salad soup sauce noodle noodles rice dumpling dumplings sushi curry chocolate candy snack snacks potato tomato onion garlic fruit apple apples banana orange vegetable vegan vegetarian recipe recipes cook cooking bake baking oven grill kitchen breakfast lunch dinner brunch meal meals restaurant restaurants cafe bar pub takeaway takeout delivery menu chef calories diet keto protein vitamin vitamins supplement supplements mineral-water tasty delicious flavor flavour
sport sports football soccer basketball baseball hockey tennis golf cricket rugby chess olympics olympic marathon gym workout exercise fitness yoga swim swimming running match matches league premier nba nfl nhl mlb fifa championship tournament score scores goal coach lakers yankees fantasy fixture ronaldo messi lebron verstappen wimbledon superbowl
weather rain raining snow sunny umbrella temperature degrees humidity storm hurricane tornado typhoon forecast-weather
doctor hospital nurse dentist medicine medication pill pills pain headache fever flu cough cold-sore symptom symptoms sick illness disease diabetes cancer therapy therapist pregnancy pregnant baby sleep insomnia tired anxiety depression skin acne hair haircut allergy blood pressure weight lose-weight muscle back-pain vaccine surgery knee tooth teeth
movie movies film films cinema netflix hulu disney spotify youtube tiktoker series episode season actor actress cast celebrity oscar grammy concert song songs lyrics album band guitar piano drum music singer kpop bts blackpink anime manga comic comics novel poem poetry joke jokes riddle meme game games gaming playstation xbox nintendo switch steam minecraft fortnite pokemon zelda lego toy toys puzzle crossword trivia karaoke dance dancing party-games horoscope astrology zodiac tarot magazine cover book books library museum theatre theater festival ticket tickets exhibition paint painting draw drawing
computer laptop pc mac macbook windows linux ubuntu iphone ipad android phone-case smartphone printer keyboard mouse monitor screen battery charger usb bluetooth wifi wi-fi router password login log-in account email e-mail gmail inbox mailbox calendar-invite excel word-document powerpoint spreadsheet csv pdf doc docs google chrome safari firefox browser download upload install uninstall reboot update-driver driver app apps website webpage template font photoshop zoom teams-meeting slack discord whatsapp telegram instagram facebook twitter snapchat pinterest reddit linkedin wordpress shopify vpn backup folder file files icloud dropbox cloud onedrive sync spam attachment signature cursor emoji sticker webcam headphones headset speaker tv remote microsoft adobe canva notion jira figma paypal venmo crypto bitcoin ethereum dogecoin nft wallet blockchain
python javascript typescript java rust golang php html css sql regex code coding programming programmer function variable array loop string integer compile compiler debug bug algorithm algorithms linked binary recursion database mongodb postgres mysql docker kubernetes k8s git github gitlab commit merge-request branch npm pip react angular vue django flask node api json yaml xml server localhost deploy aws azure terraform unit-test raft kafka redis bash shell terminal neural-net tensor pytorch keras scraper
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
near nearby opening-hours directions address phone-number
self interview tips hobby hobbies motivation productivity meditation mindfulness journaling
camera photo photos picture pictures selfie video videos image images logo wallpaper icon generator
card cards visa-card mastercard pin stock-photo
taiwan taiwanese taipei hong-kong hongkong tibet tibetan dalai lama uyghur uyghurs xinjiang macau falun
cute funny lucky mandarin cantonese hsk duolingo alphabet calligraphy zodiac
cartel cartels royal monarchy king queen prince princess
lottery casino poker gambling betting
drone-photography telescope microwave blender toaster
`;

/** Chinese words of everyday matters. */
export const EVERYDAY_ZH = `
天气 下雨 下雪 气温 台风 好吃 好喝 饮料 喝酒 啤酒 咖啡 奶茶 茶叶 外卖 餐厅 饭店 火锅 菜谱 做菜 红烧 炒菜 怎么做菜 蛋糕 面包 牛奶 水果 蔬菜 零食 薯片 薯条 矿泉水 火腿 饺子 面条 减肥 健身 瑜伽 跑步 游泳 足球 篮球 网球 羽毛球 乒乓球 世界杯 奥运 球赛 比赛 冠军 球队 联赛 中超 英超 电影 电视剧 综艺 演员 明星 主演 票房 歌曲 歌词 演唱会 音乐 钢琴 吉他 动漫 漫画 小说 诗 写诗 笑话 段子 游戏 手游 王者荣耀 原神 抽卡 星座 运势 算命 占卜 八字
手机 电脑 笔记本 平板 打印机 键盘 鼠标 蓝牙 路由器 密码 登录 登陆 账号 邮箱 邮件 微信 支付宝 抖音 淘宝 京东 拼多多 小红书 浏览器 下载 安装 软件 导出pdf 导出 格式 文档 表格 幻灯片 截图 视频剪辑 剪辑 修图 绘画 壁纸 头像 编程 代码 爬虫 算法题 函数 报错 数据库 服务器 链表 排序
优惠 打折 折扣 便宜 团购 快递 退货 退款 发票 保修 牌子 品牌 买什么 哪款 推荐 性价比 衣服 裤子 鞋子 化妆品 护肤 口红 香水 家具 沙发 装修 租房 房租 买房 房贷 水电 电费 煤气费 燃气费 物业 搬家 马桶 空调 冰箱 洗衣机 维修 保养 修车 驾照 停车 违章 罚单 地铁 公交 打车 高铁票 火车票 机票 酒店 民宿 住哪 攻略 景点 门票 签证照 行李 附近 几点 地址 怎么走 菜市场 超市 商场
医生 医院 看病 感冒 发烧 咳嗽 头疼 牙疼 失眠 怀孕 宝宝 育儿 幼儿园 小学 中考 高考 作业 数学 物理 公式 化学 方程 英语 单词 翻译 作文 四级 六级 考研 面试 简历 工资 社保 公积金 个税 报税 开户 信用卡 银行卡 贷款 花呗 理财产品 彩票 保险 基金定投 炒股 比特币
猫 狗 宠物 养花 种菜 婚礼 生日 礼物 恋爱 男朋友 女朋友 相亲 结婚 离婚 春节 中秋 圣诞 过年 红包 对联 祝福语 旅行箱 军训 国庆阅兵 宿舍 食堂
西藏 达赖 喇嘛 台湾 台独 台北 香港 澳门 维吾尔 法轮功
月球 火星 宇宙 恐龙 鬼 神 佛 圣经 诗词 成语 谜语 周末 女王 国王 王室
`;

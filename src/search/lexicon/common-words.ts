/** Words that say how somebody asks, not what about: they never count for a brief nor against one. */

/** English words that carry no topic. */
export const FILLER_EN = `
a an the this that these those it its it's he she they them their theirs his her hers him i im ive id ill me my mine we our ours you your yours u ur ya yall
us who whom whose what whats which when where wheres why how hows whether if then than so as at by for from in into of off on onto out over under up down to toward towards with within without about above across after again against ahead all along already also although always am among amid an and another any anybody anyone anything anyway anywhere are arent around away back be because been before being behind below between beyond both but can cant cannot could couldnt did didnt do does doesnt doing dont done during each either else enough even ever every everybody everyone everything few first for gonna gotta had has hasnt have havent having hence here heres however indeed instead is isnt just kinda last lately later least less lets like likely lot lots many may maybe might more most much must mustnt near nearly neither never nevertheless next no nobody none nor not nothing now nowadays often oh ok okay once one only or other others otherwise ought per perhaps quite rather really recently right same shall should shouldnt simply since some somebody somehow someone something sometimes soon still such sure surely thats thus there theres therefore though through throughout till today together tomorrow tonight too until unless upon very via vs versus was wasnt way well were werent wheather while will wont would wouldnt yes yep yeah yesterday yet
hello hi hey hiya howdy greetings dear morning afternoon evening please pls plz plse kindly thanks thank thx ty cheers sorry excuse attache bot team folks guys guy mate buddy sir madam lol haha hmm um uh btw fyi asap rn tbh imo tldr tl dr
ask asks asked asking tell tells told telling say says said saying speak speaks speaking explain explains explained explanation describe clarify elaborate brief briefs briefed briefing briefings summarize summarise summarized summary summaries summarised sumary sum overview recap background primer rundown digest gist notes memo reported reportedly article articles page pages paper papers essay speech class homework presentation slide slides write writes writing written wrote read reads reading show shows showing shown give gives gave given giving get gets got getting gotten need needs needed want wants wanted wanting know knows knew known knowing understand understood understanding think thinks thought thinking see sees saw seen seeing look looks looked looking find finds found finding hear hears heard hearing wonder wonders wondered wondering remind reminds reminder help helps helped helping helpful check checks checked checking follow followed following catch caught mean means meant meaning matter matters understand discuss discusses discussed discussing mention mentions mentioned remember learn figure update updates updated updating latest news new newest recent current currently status stand stands standing stood situation story details detail detailed info information facts fact question questions answer answers answered point points topic topics issue issues thing things stuff case cases part parts piece bit kind sort type example examples list lists number numbers figure figures quick quickly short simple plain easy hard long big biggest small little good better best bad worse worst great nice real true false sure certain clear important main major key general overall specific exactly actually basically really literally honestly probably possibly currently especially particularly finally
go goes going went gone come comes came coming happen happens happened happening happend make makes made making take takes took taken taking put puts set sets use uses used using try tries tried trying start starts started starting stop stops stopped stopping keep keeps kept keeping turn turned change changes changed changing move moves moved moving run runs ran running bring brings brought let leave left end ends ended ending begin began begun hold holds holding held stay stays stayed remain remains become becomes became seem seems seemed appear appears continue continues continued return returned name named care cares stands feel feels felt sit sat pick picked lose lost falls send sent offered allow allowed allows affect affects affected cause causes caused involve involved include included including concern concerns concerned decide decided decision decisions hope hopes worried worries afraid fear fears believe reckon guess suppose bet claim claims claimed
time times day days week weeks weekly month months monthly year years yearly daily hour hours minute minutes moment monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec decade ago earlier present period date dates quarter
boss manager colleague colleagues coworker client clients customer customers friend friends family mom dad mum wife husband kid kids son daughter sister brother parents cousin uncle aunt prof dean reader readers audience desk side sides player players country countries place places area areas
one two three four five six seven eight nine ten hundred thousand million billion half third second third single double couple several various different similar else rest whole full total entire extra another none zero percent
high low higher lower highest lowest old older fast slow close far dead alive ready able unable possible impossible necessary useful serious seriously
exact recent concise briefly please advise urgent urgently hurry sharing share shared assume confused confusing curious interested interesting interest wondering anymore any1 someone wat wut waht thier dis dat cuz cos coz bc tho thru abt bout btwn w wo n r y pl plss gimme lemme wanna dunno idk ppl govt gov thing's concerning regarding respect according apparently allegedly supposed supposedly due despite amidst versus among whilst thanks basically anytime sometime whatever whichever whoever whenever wherever
word words phrase term terms text quote sentence paragraph sources source cite link links thread channel's angle view views viewpoint position positions stance perspective perspectives take takeaway takeaways conclusion conclusions result results outcome outcomes consequence consequences effect effects implication implications significance reason reasons purpose role
difference differences compare compared comparison pros cons upside downside benefit benefits problem problems trouble chance chances odds step steps
giant giants anybody else's whats' thats gone nope yup alright seriously entirely totally completely mostly mainly largely partly half barely hardly almost roughly approximately apart aside besides except
big two both bigger handle handled follow-up followup inside outside itself themselves himself herself yourself ourselves myself own
boils boil sticking honest frank rough solid proper decent gone wrong mess messy fuzzy
involved actual everybody's year's today's week's
lecture seminar deadline editor newsroom intern exam assignment draft column op-ed oped interview panel workshop program programme programs programmes level levels amount create creates created
`;

/** Common English words that fit any topic: they count only for a brief that has them in a name. */
export const NEUTRAL_EN = `
note report reports reporting state data work works worked working call called lead live lives play fall fell rise rises rose grow grows growing pay pays paid buy buys bought buying sell sells sold selling meet met offer deal deals dealing expect expects expected plan plans planned planning worry spring summer autumn winter early late past future person people man men woman women teacher professor minister mayor ceo cfo director chief analyst public office department company companies firm firms business group groups organization organisation party parties nation nations world international global home abroad overseas local national foreign young younger strong weak free open closed wide deep light heavy hot cold safe line lines context opinion opinions impact impacts challenge challenges opportunity opportunities risk risks progress development developments stage phase process timeline schedule scheduled calendar agenda confirmed confirm announced announce announcement official officials officially statement statements board rate rates reactions reaction react mood
accept accepted accident accidents account achieve achieved act acted acting action actions active activity add added adding adjust admit advance advanced advantage advantages adverse agenda aim aimed aims alarm alarmed alter alternative alternatives ambitious analysis annoyed anxious apart apply applied approach approaches approve approved area arise arrange arrangement arrest arrested aspect aspects assess assessed assessment assumption attack attempt attempts attention attitude attitudes available average avoid avoided avoiding aware awkward
badly balance ban barrier barriers base based basic basis battle bear bearing behave behaviour behavior behind belong besides beyond blame block blocked blocking blow blows blowup bold boost bother bound break breaking breaks broad broader broke broken brought build building builds built bunch burden
calm calmer calming cancel cancelled capable careful carry carries carried cease celebrate chairman character charge charges cheat cheated chiefly choice choices choose clash clashes class classes clarity clearly climb collapse collapsed collide collapse collision come comfort comment comments commit committed common community compare complain complete complicated comply condition conditions conduct confident confirm confused connect connected connection consider considered considering consist constant constraint contain content context contrast contribute convince convinced cool cooled cooling cope correct corner costly count counter crack crackdown crash creation critic critics criticism cross cross-check crossed crossing crucial
damage damaged danger dangerous dare debate debates decade decline declined declining decrease deepen defend deliver delay delayed demand demands denied deny depend depends dependent deserve desire destroy detail determine develop developed developing devil die differ differently direct direction directly disagree disappear discover discovered dismiss display distant divide divided domain dominate dominated doubt doubts downturn dramatic dramatically drive driven drives driving drop dropped dropping
ease eased easier easily easing east edge effective effectively effort efforts elsewhere emerge emerged emerging emphasis enable encounter encounters encourage encouraged encouraging enemy enforce enforced enforcing engage engaged enhance enjoy enormous ensure enter entered environment equal equally era escape essential establish established estimate estimates evaluate event events eventually evidence evolve evolving examine excited exclude exist existing exists exit expand expanded expanding expensive experience expert experts explore expose exposed express extend extended extent external extra extreme extremely
face faced faces facing fail failed failing fails failure fair fairly faith falling false familiar fashion fate favor favour favorable feature features field fierce fight fighting fights fill final fine finish finished fire fit fits fix fixed flare flow flowing flows fluid focus focused focusing force forced forces forever forget form formal former forms forth fortune forum forward founded fragile frame free freely freeze frequent frequently fresh front frozen fruitful fuel fully function fundamental furious
gap gaps gain gained gains gather generally generate genuine genuinely gentle gesture goal goals grip ground grounds guarantee guaranteed guide guys
halt halted hand handful hands hang happy hardline harder harm harsh head headed heading headline headlines health healthy heat heated helped hesitant hidden hide highlight highlights highly hint hints historic historical history hit hits hitting hope hopeful hopes host hosted hostile hosting huge humans hurt hurting
idea ideas identify ignore ignored illegal image imagine immediate immediately importance impose imposed impress impression improve improved improvement improves improving incident incidents incline increase increased increases increasing increasingly incredible independent indicate indicates individual inevitable influence influences inform initial initially insider insiders insist inspire instance institution institutions intend intended intense intent intention intentions interact interests interfere interior intermediate internal internally interpret introduce introduced invest invitation involve involves involving isolated item items
join joined joining judge judged judging judgement justify
key keen kick kicked kill killed kinds knock knowledge
lack lacking land landed landscape language largely lasting lasts launch launched lay layer layers leverage lie lift lifted lifting light lighter likelihood limited lining link linked links loose loosen loosened loosening loss losses losing loud love lower lowered luck lying
main maintain maintained maintaining majority manage managed managing manner map margin mark marked marks mass massive material matter maximum meaningful means measure measures medium member members mention merely merit message messages method methods middle mind minds minimal minor miss missed missing mission mistake mix mixed mode model moderate modern modest momentum monitor mostly motive mouth moves multiple murky mysterious
narrow narrative natural naturally nature negative nervous network networks neutral nerves nice nobody normal normalise normalize normalized normally notable notice noticed nowhere nuance
object objective objectives obvious obviously occasion occasionally occur occurred odd older operate operates operation operations oppose opposed opposes opposing opposite optimistic optimist option options order ordered ordinary orient original outlet outline outsider outsiders overcome overly overnight overrule overruled overview owner
pace package paid painful panic parallel parked participate participants particular partner partners pass passed passing path pattern patience peak peer pending perceive perfect perform performance permanent permanently permit permitted permission persist personal personally persuade phenomenon picking picture pieces pile pillar place plain planned plausible play played playing pleased plenty plus poor popular portion portrait pose poses positive potential potentially practical practice precise precisely prefer preferred premature prepare prepared present preserve press pressed pressing pressure pressures presumably pretty prevent previous previously primary principle principles prior priorities priority private privately prize produce produced product productive products professional profile profit project projects prominent promise promised promises promising promote proof propose prospect protect protected protecting protection prove proved proven provide provided provides provision provoke public publicly publish published pull pulled pulling purely pursue pursued push pushed pushes pushing
quarrel quarter quiet quietly quit
race raise raised raises raising range rapid rapidly rare rarely ratio reach reached reaches reaching reality realise realistic realistically realize rebound rebuild rebuilt receive received recognise recognize recommend recommendation recommendations record recover recovered recovering recovery reduce reduced reducing reduction refer reference reflect reflected reflects refuse refused regard regarding regime region regional regular regularly reject rejected relate related relax relaxed release released relevant reliable relief relieve reluctant rely remaining remarkable remarks remove removed removing renew renewal renewed repair repeat repeated replace replaced represent representative request require required requirement requires research reserve resist resistance resolve resolved resource resources respond responded responding response responses responsible restore restored restoring retreat reveal revealed reverse reversed review reviewed revive revived rhetoric ride rival rivals road robust root roots route routine row ruin ruined rumor rumors rumour rumours rush
safely safer satisfy save scale scared scenario scene scope secret section secure seek seeking seeks select selected sense sensible sensitive separate separately sequence series settle settled settlement settling shake shaken shaky shape shaped shaping sharp sharply shift shifted shifting shifts shock shook shop short-term shortage shortages shortly shut sides sign signal signalled signaled signals signed significant significantly signing signs silence silent similarly sincere site situations size skeptical slight slightly slip slow slowed slowing slowly smaller smart smooth smoothly social soft soften softened softer softening solid solution solutions solve somewhat source space spark speculation speed spell spend spending spent spirit spite split spoke spoken spot spread square squeeze squeezed stake stakes standoff stark statement stated stick sticking stopgap store storm straight straightforward strain strained strange stranger stream strength strengthen strengthened stress stretch strict strictly strike strikes striking strong stronger strongest strongly structural structure struck struggle struggling stuck study style subject substance substantial substantive success successful successfully sudden suddenly suffer suffered suffering sufficient suggest suggested suggesting suggests suit suitable suffering surface surge surprise surprised surprising surround survive survived suspect suspicious sustain sustainable sustained swap sweep swing symbol symbolic system systems
table tackle tackled tackling tangible target targeted targeting targets task taste teams teeth temper temporary temporarily tend tends tense term theme themes theory thin thorough thoughts threat threaten threatened threatening threats throw thrown tie tied tight tighten tightened tightening tighter tiny tip title tone tools top total touch tough tougher track tracks traction tradeoff traditional transfer transform transition transparent trap treat treated treatment trend trends trigger triggered tricky trigger trust trusted truth turning twice type typical typically
ugly ultimate ultimately unclear uncertain uncertainty undermine undermined underlying understanding unexpected unfair unhappy uniform unique unit united unlikely unprecedented unstable unusual unwilling upcoming upper upset urge urged urgent useful usual usually
vague valid valuable value values vary vast version victory violate violent vision visible vital voice voices vulnerable
wait waiting walk walked walking wanna war warn warned warning warnings warm warmer warming watch watched watching wave waves weak weaken weakened weaker weakness weapon wears weekly weight welcome welcomed west western whatsoever whisper wider widely willing willingness win winner winners winning wins wish wishes withdraw withdrew withstand won wonder wonderful word worked worker workers worldwide worsen worsened worsening worthwhile worth wreck
yield yielded younger zero-sum
denying loosening looser visiting losing robbed based overseas teaming teamed shipping ship shipped running run-up collide crossing cross border borders
`;

/** English words of international affairs: a weak sign that the question is of this field, and little more. */
export const AFFAIRS_EN = `
talk talks deal agreement agreements agree agreed accord pact treaty consensus negotiation negotiations negotiate negotiating dialogue dialog cooperation cooperate cooperating collaborate collaboration partnership relations relation relationship relationships ties tie bilateral diplomacy diplomatic diplomat diplomats meeting meetings summit summits visit visits session round consultation consultations mechanism framework truce pause paused extension extended suspension suspended resume resumed resuming restart reopen ban bans banned curb curbs restriction restrictions restrict limits limit sanction sanctions control controls policy policies government governments administration authority authorities ministry ministries president presidents official officials bill law laws rule rules regulation regulations standard standards security strategic strategy rivalry rival competition compete competitor tension tensions friction frictions dispute disputes conflict confrontation thaw detente stability stabilize stabilise decoupling decouple engagement exchange exchanges contact contacts channel channels communication communications joint jointly mutual cross-border transnational export exports import imports shipment shipments purchase purchases supply supplies industry industries sector economic economy political politics geopolitical geopolitics superpower superpowers power powers
resumption rollback retaliation retaliate escalation escalate concession concessions pledge pledged commitment commitments implementation implement breakthrough stalemate deadlock proposal proposals proposed initiative initiatives initiative
`;

/** English words for the two sides of a relationship without their names. */
export const BOTH_EN = [
  'two countries',
  'both countries',
  'two nations',
  'both nations',
  'two sides',
  'both sides',
  'two governments',
  'both governments',
  'two presidents',
  'both presidents',
  'two leaders',
  'both leaders',
  'two powers',
  'two superpowers',
  'great powers',
  'two giants',
  'two big players',
  'two economies',
  'two largest economies',
  'two biggest economies',
  'two capitals',
  'two militaries',
  'both militaries',
  'two men',

  'each side',
  'either side',
  'each other',
  'one another',
  'bilateral',
  'bilaterally',
  'the two',
];

/** Chinese expressions that carry no topic, the longest first where one contains another. */
export const FILLER_ZH = `
动静 动向 风声 那边 这边
请问一下 请问 想问一下 想问下 问一下 问下 麻烦 劳驾 帮我 帮忙 给我 告诉我 介绍一下 介绍 讲一下 讲讲 说一下 说说 谈谈 聊聊 总结一下 总结 概括 简报 简要 简单 详细 解释一下 解释 看看 看一下 查一下 查查 了解一下 了解 知道 想知道 听说 据说 觉得 认为
什么时候 什么样 什么 啥时候 啥 怎么样 怎样 怎么 怎么办 如何 为什么 为何 为啥 是否 有没有 是不是 会不会 能不能 可不可以 要不要 算不算 还不还 多少 几次 几个 几 哪些 哪个 哪里 哪儿 哪 谁 吗 呢 吧 啊 呀 嘛 了没 没有 没 不
现在 目前 最近 最新 近期 今年 去年 明年 今天 昨天 明天 以后 之后 之前 以前 当时 那次 这次 上次 下次 刚才 已经 正在 一直 曾经 马上 即将 未来 到底 究竟 其实 真的 可能 应该 大概 也许 一下 一点 一些 有点 非常 很 太 更 最 都 也 还 又 再 就 才 只 却 被 把 让 给 对 对于 关于 至于 方面 这块 那块 这件 那件 这个 那个 这些 那些 这 那 此 该 其 的话 的 地 得 了 着 过 在 是 有 和 与 跟 及 或 以及 还是 但是 但 而 并 因为 所以 如果 虽然
情况 进展 状态 状况 消息 新闻 动态 结果 成果 内容 事情 事 问题 东西 说法 意思 态度 立场 看法 观点 建议 意见 影响 变化 作用 原因 意义 重点 要点 部分 方式 办法
我们 你们 他们 我 你 他 她 它 大家 人家 老板 领导让 同事 客户 孩子 朋友 家里 公司 好 行 要 想 会 能 可以 需要 打算 希望 准备 继续 开始 恢复 停 停了 做 搞 弄 谈了 谈成 谈到 谈得 谈 说了 说 讲 聊 看 听 写 发 来 去 到 从 向 往 为 于 之 等 等等 您好 你好 谢谢 多谢 早上好 晚上好 大家好 哈喽 嗨 两个 一个 多 少 大 小 新 老 年 月 日 号 个 以外 之外 负责人 联系人
怎么看 怎么说 怎么谈 怎么办 怎么回事 回事 是怎么回事 起来 下去 出来 之间 里面 中间 目前的 里 上 下 中的 内 外 前 后
咋样 咋办 咋说 咋看 咋回事 咋整 咋 啥情况 啥样 啥意思 啥说法 啥进展 了吗 了么 了吧 了呢 么 呗 啦 哈 哦 噢 嗯 唉 诶 欸 喂 亲 咱们 咱 俩 他俩 人家 各位 大佬 求 求问 求助 求科普 科普一下 科普 喺 讲咗 乜 乜嘢 同埋 有冇 嘅 系唔系 佢 咗 点解 点样 边个 唔 冇 咩 嗰 啲 喇 嚟 各说了 都说了 最后定 点名 请教一下 请教 请帮忙 烦请 劳烦 能否 可否 是否 不是 有无 有没 没有 不 别 如今 眼下 现如今 这阵子 这段时间 近来 日前 具体 主要 相关 有关 大致 大体 基本 整体 总体 简述 梳理一下 梳理 整理一下 整理 归纳 盘点 汇总 科普 一块儿 一起 一块 一同 咱俩 老是 总是 总 老 已 曾 将 会否 多不多 好不好 行不行 严不严 难不难 快不快 大不大 高不高 好办 好做 好弄 还能 还会 还有 还是不是 多久 多长时间 多大 多高 到哪一步了 哪一步 哪几点 哪几个 哪几条 哪几 几条 提了 到底是 最后 终于 反正 万一 要是 假如 若 倘若 化为
`;

/** Common Chinese words that fit any topic: where no brief has them, they are no sign of another topic. */
export const NEUTRAL_ZH = `
学者 作者 原文 这篇 加强 推动 推进 促进 提高 提升 增加 减少 降低 扩大 缩小 改善 改变 改进 加快 加速 放缓 放慢 受到 受 遭到 产生 造成 导致 引起 引发 带来 出现 发生 存在 形成 建立 成立 设立 取消 取得 达成 签署 签订 签 落实 执行 实施 实行 采取 进行 开展 展开 启动 重启 参加 参与 举行 举办 召开 安排 计划 打破 维持 保持 坚持 支持 反对 同意 拒绝 接受 承认 否认 宣布 公布 发布 发表 表示 表态 承诺 强调 指出 提到 提出 提及 涉及 包括 包含 属于 成为 作为 配合 协作 协调 帮助 努力 应对 处理 解决 回应 面对 面临 避免 防止 担心 担忧 关心 关注 期待 期望 希望 预计 估计 判断 分析 解读 评估 评价 讨论 研究 调查 比较 对比 区别 不同 相同 类似 因素 原因 理由 后果 目标 目的 措施 手段 方案 方向 方法 领域 范围 层面 角度 程度 水平 规模 数量 比例 数字 名单 案例 案子 案件 例子 事件 事项 项目 活动 机会 挑战 困难 障碍 压力 风险 危险 威胁 利益 好处 坏处 优势 劣势 代价 成本 效果 意图 想法 愿意 意愿 信任 互信 责任 义务 权利 规定 条件 要求 标准 原则 基础 核心 关键 特点 背景 历史 过程 阶段 环节 时间 时间表 日程 期间 时期 地方 地区 国家 社会 民众 公众 群众 人员 人士 专家 企业 公司 机构 组织 单位 团队 部分 全部 所有 每个 各自 各方 各国 双方 对方 彼此 自己 本身 严重 重要 重大 巨大 明显 显著 复杂 特殊 正常 普通 一般 真实 可靠 有效 有利 不利 积极 消极 主动 被动 直接 间接 公开 秘密 正式 强硬 灵活 容易 困难 难 方便 麻烦 严格 宽松 便利 顺利 成功 失败 胜利 放开 放宽 收紧 松动 松 严 卡 卡住 断 断了 涨 跌 升 降 变 变了 变得 动 行动 举动 动作 做法 写作 论文 作业 稿子 材料 汇报 报告 领导 记得 忘 猜 信 怕 想问 弄清 搞清 搞懂 搞定 明白 清楚 懂 值得 算 算是 属实 证实 传闻 传言 谣言 辟谣 截至 截止 以来 以内 以上 以下 左右 前后 前景 之类 云云 双向 单方 多方 第三方 国内 国外 海外 境外 境内 当地 本地 全面 部分 局部 直飞 往返 来往 往来 走动 参考 资料 文章 视频 直播 网上 论坛 微博 知乎 热搜 吵 闹 撑 扛 顶 拼 斗 拖 拖后腿 打交道 联手 合伙 一致 分歧 争议 争论 博弈 较量 筹码 底线 红线 让步 妥协 谈崩 谈拢 成不成 靠谱 好转 恶化 升级 降级 失控 爆发 结束 收场 落地 生效 到期 延期 推迟 提前 临时 永久 长久 短暂
`;

/** Chinese words of international affairs: a weak sign, as in English. */
export const AFFAIRS_ZH = `
合作 对话 会谈 会晤 谈判 协议 协定 共识 磋商 沟通 渠道 交流 关系 外交 双边 访问 政府 政策 制裁 管制 限制 禁令 禁止 出口 进口 采购 联合 共同 安全 竞争 对抗 冲突 摩擦 缓和 紧张 稳定 脱钩 规则 机制 总统 领导人 两边 官员 部门 国际 全球 世界 暂停 延长 放松 解除
`;

/** Chinese words for the two sides of a relationship without their names. */
export const BOTH_ZH = [
  '两国',
  '双方',
  '两军',
  '元首',
  '两边',
  '双边',
  '两大国',
  '两个大国',
  '两位总统',
  '两国元首',
  '双方领导人',
  '大国',
];

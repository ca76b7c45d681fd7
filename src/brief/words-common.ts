/** Words that say how somebody asks, not what about: they never count for a brief nor against one. */

/** English words that carry no topic. */
export const FILLER_EN = `
a an the this that these those it its it's he she they them their theirs his her hers him i im ive id ill me my mine we our ours you your yours u ur ya yall
us who whom whose what whats which when where wheres why how hows whether if then than so as at by for from in into of off on onto out over under up down to toward towards with within without about above across after again against ahead all along already also although always am among amid an and another any anybody anyone anything anyway anywhere are arent around away back be because been before being behind below between beyond both but can cant cannot could couldnt did didnt do does doesnt doing dont done during each either else enough even ever every everybody everyone everything few first for gonna gotta had has hasnt have havent having hence here heres however indeed instead is isnt just kinda last lately later least less lets like likely lot lots many may maybe might more most much must mustnt near nearly neither never nevertheless next no nobody none nor not nothing now nowadays often oh ok okay once one only or other others otherwise ought per perhaps quite rather really recently right same shall should shouldnt simply since some somebody somehow someone something sometimes soon still such sure surely thats thus there theres therefore though through throughout till today together tomorrow tonight too until unless upon very via vs versus was wasnt way well were werent wheather while will wont would wouldnt yes yep yeah yesterday yet
hello hi hey hiya howdy greetings dear morning afternoon evening please pls plz plse kindly thanks thank thx ty cheers sorry excuse attache bot team folks guys guy mate buddy sir madam lol haha hmm um uh btw fyi asap rn tbh imo tldr tl dr
ask asks asked asking tell tells told telling say says said saying speak speaks speaking explain explains explained explanation describe clarify elaborate brief briefs briefed briefing briefings summarize summarise summarized summary summaries summarised sumary sum overview recap background primer rundown digest gist note notes memo report reports reporting reported reportedly article articles page pages paper papers essay speech class homework presentation slide slides write writes writing written wrote read reads reading show shows showing shown give gives gave given giving get gets got getting gotten need needs needed want wants wanted wanting know knows knew known knowing understand understood understanding think thinks thought thinking see sees saw seen seeing look looks looked looking find finds found finding hear hears heard hearing wonder wonders wondered wondering remind reminds reminder help helps helped helping helpful check checks checked checking follow followed following catch caught mean means meant meaning matter matters understand discuss discusses discussed discussing mention mentions mentioned remember learn figure update updates updated updating latest news new newest recent current currently status state stand stands standing stood situation story details detail detailed info information facts fact question questions answer answers answered point points topic topics issue issues thing things stuff case cases part parts piece bit kind sort type example examples list lists number numbers figure figures data quick quickly short simple plain easy hard long big biggest small little good better best bad worse worst great nice real true false sure certain clear important main major key general overall specific exactly actually basically really literally honestly probably possibly currently especially particularly finally
go goes going went gone come comes came coming happen happens happened happening happend make makes made making take takes took taken taking put puts set sets work works worked working use uses used using try tries tried trying start starts started starting stop stops stopped stopping keep keeps kept keeping turn turned change changes changed changing move moves moved moving run runs ran running bring brings brought let leave left end ends ended ending begin began begun hold holds holding held stay stays stayed remain remains become becomes became seem seems seemed appear appears continue continues continued return returned call called name named care cares stands feel feels felt lead live lives play sit sat pick picked lose lost fall falls fell rise rises rose grow grows growing send sent pay pays paid buy buys bought buying sell sells sold selling meet met offer offered allow allowed allows affect affects affected cause causes caused deal deals dealing involve involved include included including concern concerns concerned expect expects expected plan plans planned planning decide decided decision decisions hope hopes worry worried worries afraid fear fears believe reckon guess suppose bet claim claims claimed
time times day days week weeks weekly month months monthly year years yearly daily hour hours minute minutes moment monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter decade ago early earlier late past future present period date dates quarter
person people man men woman women boss manager colleague colleagues coworker client clients customer customers friend friends family mom dad mum wife husband kid kids son daughter sister brother parents cousin uncle aunt teacher prof professor minister dean mayor ceo cfo director chief analyst reader readers audience public office desk department company companies firm firms business group groups organization organisation side sides party parties player players country countries nation nations place places area areas world international global home abroad overseas local national foreign
one two three four five six seven eight nine ten hundred thousand million billion half third second third single double couple several various different similar else rest whole full total entire extra another none zero percent
high low higher lower highest lowest old young older younger early fast slow strong weak free open closed close far wide deep light heavy hot cold dead alive ready able unable possible impossible necessary useful serious seriously safe
exact recent concise briefly please advise urgent urgently hurry sharing share shared assume confused confusing curious interested interesting interest wondering anymore any1 someone wat wut waht thier dis dat cuz cos coz bc tho thru abt bout btwn w wo n r y pl plss gimme lemme wanna dunno idk ppl govt gov thing's concerning regarding respect according apparently allegedly supposed supposedly due despite amidst versus among whilst thanks basically anytime sometime whatever whichever whoever whenever wherever
line lines note word words phrase term terms text quote sentence paragraph sources source cite link links thread channel's context angle view views viewpoint opinion opinions position positions stance perspective perspectives take takeaway takeaways conclusion conclusions result results outcome outcomes consequence consequences impact impacts effect effects implication implications significance reason reasons purpose role
difference differences compare compared comparison pros cons upside downside benefit benefits problem problems trouble challenge challenges opportunity opportunities chance chances odds risk risks progress development developments step steps stage phase process timeline schedule scheduled calendar agenda confirmed confirm announced announce announcement official officials officially statement statements
giant giants anybody else's whats' thats gone nope yup alright seriously entirely totally completely mostly mainly largely partly half barely hardly almost roughly approximately apart aside besides except
big two both bigger handle handled follow-up followup inside outside itself themselves himself herself yourself ourselves myself own
boils boil sticking honest frank rough solid proper decent gone wrong mess messy fuzzy
involved actual everybody's year's today's week's
lecture seminar deadline editor newsroom intern exam assignment draft column op-ed oped podcast interview panel workshop board
`;

/** English words of international affairs: a weak sign that the question is of this field, and little more. */
export const AFFAIRS_EN = `
talk talks deal agreement agreements agree agreed accord pact treaty consensus negotiation negotiations negotiate negotiating dialogue dialog cooperation cooperate cooperating collaborate collaboration partnership relations relation relationship relationships ties tie bilateral diplomacy diplomatic diplomat diplomats meeting meetings summit summits visit visits session round consultation consultations mechanism framework truce pause paused extension extended suspension suspended resume resumed resuming restart reopen ban bans banned curb curbs restriction restrictions restrict limits limit sanction sanctions control controls policy policies government governments administration authority authorities ministry ministries president presidents leader leaders official officials bill law laws rule rules regulation regulations standard standards security strategic strategy rivalry rival competition compete competitor tension tensions friction frictions dispute disputes conflict confrontation thaw detente stability stabilize stabilise decoupling decouple engagement exchange exchanges contact contacts channel channels communication communications joint jointly mutual cross-border transnational export exports import imports shipment shipments purchase purchases supply supplies industry industries sector economic economy political politics geopolitical geopolitics superpower superpowers power powers
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
  'heads of state',
  'each other',
  'one another',
  'bilateral',
  'bilaterally',
  'the two',
];

/** Chinese expressions that carry no topic, the longest first where one contains another. */
export const FILLER_ZH = `
请问一下 请问 想问一下 想问下 问一下 问下 麻烦 劳驾 帮我 帮忙 给我 告诉我 介绍一下 介绍 讲一下 讲讲 说一下 说说 谈谈 聊聊 总结一下 总结 概括 简报 简要 简单 详细 解释一下 解释 看看 看一下 查一下 查查 了解一下 了解 知道 想知道 听说 据说 觉得 认为
什么时候 什么样 什么 啥时候 啥 怎么样 怎样 怎么 怎么办 如何 为什么 为何 为啥 是否 有没有 是不是 会不会 能不能 可不可以 要不要 算不算 还不还 多少 几次 几个 几 哪些 哪个 哪里 哪儿 哪 谁 吗 呢 吧 啊 呀 嘛 了没 没有 没 不
现在 目前 最近 最新 近期 今年 去年 明年 今天 昨天 明天 以后 之后 之前 以前 当时 那次 这次 上次 下次 刚才 已经 正在 一直 曾经 马上 即将 未来 到底 究竟 其实 真的 可能 应该 大概 也许 一下 一点 一些 有点 非常 很 太 更 最 都 也 还 又 再 就 才 只 却 被 把 让 给 对于 关于 至于 方面 这块 那块 这件 那件 这个 那个 这些 那些 这 那 此 该 其 的话 的 地 得 了 着 过 在 是 有 和 与 跟 及 或 以及 还是 但是 但 而 并 因为 所以 如果 虽然
情况 进展 状态 状况 消息 新闻 动态 结果 成果 内容 事情 事 问题 东西 说法 意思 态度 立场 看法 观点 建议 意见 影响 变化 作用 原因 意义 重点 要点 部分 方式 办法
我们 你们 他们 我 你 他 她 它 大家 人家 老板 领导让 同事 客户 孩子 朋友 家里 公司 好 行 要 想 会 能 可以 需要 打算 希望 准备 继续 开始 恢复 停 停了 做 搞 弄 谈了 谈成 谈到 谈得 谈 说了 说 讲 聊 看 听 写 发 来 去 到 从 向 往 为 于 之 等 等等 您好 你好 谢谢 多谢 早上好 晚上好 大家好 哈喽 嗨 两个 一个 多 少 大 小 新 老 年 月 日 号
怎么看 怎么说 怎么谈 怎么办 怎么回事 回事 是怎么回事 起来 下去 出来 之间 里面 中间 目前的 里 上 下 中的 内 外 前 后
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

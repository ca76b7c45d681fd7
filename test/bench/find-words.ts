/** The words that made-up records and questions are put together from. */

const split = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const ABOUT = split(`
  advanced agricultural air allied antitrust arctic artificial autonomous bilateral biological border broadband capital
  carbon civil climate coastal commercial consular copyright critical cross-border cultural currency customs cyber data
  defence development digital diplomatic dual-use economic electric emergency energy environmental exchange export
  federal fentanyl financial fiscal fisheries food foreign freight genetic global green grid health high-tech hydrogen
  import industrial infrastructure insurance intellectual investment joint judicial labour land legal lithium local
  logistics maritime medical military mineral mobile monetary multilateral municipal national naval network nuclear
  ocean orbital overseas patent pharmaceutical polar port postal private procurement provincial public quantum rail
  rare-earth regional regulatory renewable retail river rural satellite science sea security semiconductor shipping
  social soybean space sports standards steel strategic student submarine supply-chain tariff tax technology telecom
  textile timber tourist trade transit transport treasury undersea university vaccine vehicle visa water wheat wildlife
`);
export const THING = split(`
  access accord accounts aid alliance arbitration assets audit auction ban bank base battery board bonds boycott budget
  cable cargo chips clearance coalition code commission compact compensation competition complaint consortium contract
  controls convoy corridor council credit crossing dam debt deficit delegation deposit dialogue dispute drill drones
  dumping duties election embargo embassy emissions entry envoy equipment exemption exercise exhibition expansion
  facility factory ferry fleet forum fraud fuel fund grant guarantee guidelines harbour hearing highway hospital hotline
  hub imports incident index inquiry inspection institute insurance inventory islands joint-venture judgment laboratory
  lawsuit leasing levy licences lines loan logistics mandate market mediation memorandum merger mine mission monitoring
  negotiations notice observers office orders outlook panel partnership passage patrol payments pension permit pilot
  pipeline platform policy pollution power prices prisoners privacy probe procurement programme project protocol quota
  radar ratings reactor reform refugees registry regulation relief repairs reserves resolution restrictions retaliation
  review rights route rules sanctions satellites scholarships screening seizure settlement shares shortage signals
  simulation station stockpile storage strike studies subsidies summit surplus surveillance swap talks targets tenders
  terminal testing tourism training transfer treaty tribunal truce tunnel turbines tuition vessels visit vote waiver
  warehouse warning waste weapons workers zone
`);

/** Chinese for what records are about, two characters each. */
export const ABOUT_ZH = split(`
  先进 农业 航空 北极 自主 双边 生物 边境 宽带 资本 碳排 民用 气候 沿海 商业 领事 版权 关键 跨境 文化 货币 海关 网络 数据 国防
  发展 数字 外交 两用 经济 电动 应急 能源 环境 交换 出口 联邦 金融 财政 渔业 粮食 对外 货运 基因 全球 绿色 电网 卫生 高科 氢能
  进口 工业 基建 保险 知识 投资 联合 司法 劳工 土地 法律 锂矿 地方 物流 海洋 医疗 军事 矿产 移动 多边 市政 国家 海军 核能 轨道
`);
export const THING_ZH = split(`
  准入 协定 账户 援助 联盟 仲裁 资产 审计 拍卖 禁令 银行 基地 电池 委会 债券 抵制 预算 电缆 货物 芯片 许可 联合 守则 补偿 竞争
  投诉 合同 管制 走廊 理事 信贷 口岸 大坝 债务 赤字 代表 存款 对话 争端 演习 无人 倾销 关税 选举 禁运 使馆 减排 特使 设备 豁免
  展览 扩建 设施 工厂 渡轮 船队 论坛 欺诈 燃料 基金 补助 担保 指南 港口 听证 公路 医院 热线 枢纽 事件 调查 检查 研究 库存 岛屿
`);

/** What questions begin and go on with, around what they are about. */
export const ASKING = [
  'what about the',
  'any news on',
  'tell me about',
  'whats going on with the',
  'did they agree on',
  'pls brief me on',
  'is there anything new about',
  'how will the two sides handle',
  'latest on the',
  'explain the',
  'what do we know of',
  'who is behind the',
] as const;
export const RAMBLING = [
  'a client of mine keeps calling about this and I have a meeting in an hour so could you tell me in a few words where they are with',
  'I was reading the paper on the train this morning and my colleague said that something had happened again, so what is the state of',
  'sorry if this has been asked before, I have been away for three weeks with the family and missed everything, but what came of',
  'my boss wants two slides by tomorrow morning and I know next to nothing about it, can you help me with',
] as const;
export const RAMBLING_ON = [
  'and please also say who said what because last time nobody could tell me and it was rather embarrassing in front of everyone',
  'because the numbers that people quote at lunch cannot all be right and I would like to have something to hold against them',
  'or whether it was all just talk as usual and we will hear nothing more of it before the end of the year',
] as const;
/** Questions that no record answers. */
export const NOTHING = [
  'who won the cup final last night',
  'best pasta recipe for six people',
  'how do I reset my password',
  'will it rain on saturday',
  'can you recommend a dentist',
  'what rhymes with orange',
  'how old is the universe',
  'lol good morning everyone',
  'my cat refuses to eat, what now',
  'translate hello into finnish',
  '今晚吃什么',
  '周末去哪里玩',
] as const;

/** Words that say how somebody asks, not what about: they find nothing. */
import { singular } from '../../shared/text.ts';

const STOP_EN = `
a an the this that these those it its he she they them their his her him i im ive me my we our you your u ur
who whom whose what whats which when where why how whether if then than so as at by for from in into of off on onto out over up down to toward towards with within without about above after again against all also although am among and any anybody anything are around away back be because been before being below between both but can cant cannot could couldnt did didnt do does doesnt doing dont done during each either else ever every few for get gets give gives given go goes going gone got had has hasnt have having here just kind know known lately latest let like likely many may maybe me might more most much must need new news no nor not now of oh ok on once one only or other our please pls plz really recent recently same say says said saying see shall should since some something soon sort still such sure tell tells told talk than thanks thank that thats there thing things think through till to today together tomorrow tonight too under until update updates upon us use very via want was wasnt way well were wont would yes yesterday yet
hello hi hey dear attache bot guys team folks explain describe brief briefing summary summarize summarise overview recap background primer rundown gist status situation details info information full sources source anyone someone exactly actually whats current currently stand stands come comes came happen happened happening happens make makes made take takes taken mean means matter matters regarding concerning side sides two both country countries question answer bottom line is isnt coming
`;

const words = new Set(STOP_EN.trim().split(/\s+/u));

/** Returns whether an English word only asks. "May" is a word more often than a month. */
export const isStopWord = (word: string): boolean => words.has(word) || words.has(singular(word));

const STRINGS_ZH = `
请问一下 请问 想问一下 问一下 麻烦 帮我 给我 告诉我 介绍一下 介绍 讲一下 讲讲 说一下 说说 谈谈 聊聊 总结一下 总结 概括 简报 简要 解释一下 解释 看看 了解一下 了解 想知道 知道 听说 据说 什么时候 什么样 什么 啥时候 啥 怎么样了 怎么样 怎样 怎么说 怎么看 怎么回事 怎么办 怎么 如何 为什么 为何 为啥 是否 有没有 是不是 会不会 能不能 要不要 多少 多久 哪些 哪个 哪里 哪 谁 吗 呢 吧 啊 呀 嘛 没有 现在 目前 最近 最新 近期 到底 究竟 其实 已经 一直 可能 应该 关于 对于 方面 这个 那个 这些 那些 情况 进展 状况 消息 新闻 动态 的话 的 了 以及 还是 但是 如果 我们 你们 他们 谢谢 你好 您好 一下 咋样 咋 了没 么 了解 双方 两国 两边 各自 各说
`;

/** Characters that join words: a pair that has one and stands nowhere says nothing. */
export const JOINING_ZH = /[和与跟及或也还又就才在是把被让给我你他着过都会能要想有没不为对从到向以这那其之来去上下]/u;

/** What Chinese questions are made of, the longest first. */
export const QUESTION_ZH = new RegExp(
  STRINGS_ZH.trim()
    .split(/\s+/u)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'u',
);

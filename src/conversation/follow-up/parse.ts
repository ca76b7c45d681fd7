/** What is asked after an answer, by what it says and by naming nothing itself: `why?`, `and China?`, `中方呢`. A question that names what it asks of is none. Pure. */
import type { BriefRequest } from '../../reply/button.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { nameKey } from '../../shared/text.ts';
import { languageNamed, LANGUAGE_NAMES } from '../language-names.ts';
import type { AnswerBefore } from './memory.ts';

/**
 * What is to be told of the last answer.
 * - `and`, `side`: what somebody named says of it, or something else that is named;
 * - `within`: a short question, which may be about what was told;
 * - `latest`: the newest of what was told;
 * - `nth`: one of the things that were told, by its place, from the last one where it is negative;
 * - `unclear`: it names nothing, and is asked back.
 */
export type FollowUp =
  | { readonly type: 'and' | 'side'; readonly name: string }
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'nth'; readonly at: number }
  | { readonly type: Told | 'within' | 'latest' | 'unclear' };

type Told = (typeof TOLD)[number]['type'];

/** A request that follows an answer; `otherwise` is what it asks for where there was none. */
export type FollowUpRequest = {
  readonly type: 'follow-up';
  readonly followUp: FollowUp;
  readonly otherwise: BriefRequest;
  /** The language that the text names or is written in. */
  readonly language: Language | undefined;
  /** What was answered before. */
  readonly after?: AnswerBefore | undefined;
};

/** A longer text is a question of its own. */
const MAX_CHARACTERS = 70;
/** With mentions and marks. */
const MAX_TEXT = 400;

/** The words that ask for something of the last answer, in the order in which they count. */
const TOLD = [
  {
    type: 'sources',
    en: 'source sources cite cited citation citations reference references link links evidence proof document documents',
    zh: '来源 出处 依据 证据 链接 原文 引用 参考 文件',
  },
  {
    type: 'why',
    en: 'why reason reasons rationale cause because',
    zh: '为什么 为何 为啥 原因 理由 怎么会 凭什么 何故',
  },
  {
    type: 'until',
    en: 'expire expires expired expiry expiration until due deadline lapse lapses end ends ending long',
    zh: '到期 过期 截止 期限 多久 失效 结束 终止 有效期 到什么时候 到何时 到哪天 为止',
  },
  {
    type: 'still',
    en: 'still valid active force effect apply applies standing status current finished completed fulfilled implemented delivered honored honoured binding',
    zh: '还有效 落实 兑现 履行 完成 有效 生效 执行 实施 作数 算数 还在 还有用 仍 依然 仍然 现状',
  },
  {
    type: 'shorter',
    en: 'shorter short line summary summarize summarise tldr tl dr concise simpler brief briefly sentence nutshell sum',
    zh: '简短 短 简单 简要 简明 概括 总结 一句话 精简 长话短说 太长',
  },
  {
    type: 'sides',
    en: 'sides both two side compare comparison differ differs difference differences disagree disagreement disagreements disputed each',
    zh: '双方 两边 两国 两方 各方 各自 分歧 对比 比较 区别 不同 差在 差别',
  },
  {
    type: 'next',
    en: 'next upcoming ahead watch',
    zh: '接下来 下一步 下次 下一次 下一轮 后面 后续 今后 未来 将来 往后',
  },
  {
    type: 'changed',
    en: 'changed change changes update updates updated since replaced replace replaces afterwards',
    zh: '变化 变了 改变 变动 更新 变过 改了 新进展 进展 修改 取代 替代 后来 之后 此后',
  },
  {
    type: 'more',
    en: 'more continue else detail details elaborate expand further rest longer result results outcome outcomes content',
    zh: '更多 细 仔细 多 有哪些 哪些 详细 详情 细节 继续 其他 别的 其它 展开 具体 详 还有 另外 结果 成果 内容',
  },
  { type: 'who', en: 'who whose whom speaker', zh: '谁 何人 哪位 什么人' },
  { type: 'amount', en: 'much many number numbers figure figures amount', zh: '多少 数量 金额 数额' },
  { type: 'when', en: 'when', zh: '什么时候 啥时候 何时 哪天 几号 时间 哪年' },
] as const;

/** Words that name nothing. */
const EMPTY_EN =
  'a an the it its that thats this they them their those these he she his her him i im me my we you your one ones is are was were be been am do does did doing done has have had will would can could should might must isnt doesnt didnt arent wasnt of on in at to for from with by about as into out up down off over run runs go on and or but so then after too also again now today here there what whats which how hows where wheres when whens who whos come comes came please pls plz thanks thank ok okay yes yeah no not really actually exactly right true sure mean means meaning meant say says said saying announce announced announces report reported publish published issued tell told give gives show get got make makes made see know think find put keep keeps going like take all any some same thing things stuff matter point part last answer reply question statement statements claim measure promise pledge commitment happen happens happened happening work works important good bad fact explain stand stands way just only other before thing anything something nothing everything';
const EMPTY_ZH =
  '它们 他们 她们 我们 你们 这个 那个 这些 那些 这条 那条 这项 那项 这样 那样 什么 怎么样 怎么 怎样 如何 哪里 哪儿 哪个 东西 另一个 上一个 那谁 咋整 咋样 公布 宣布 发布 提出 参加 真的假的 一下 一点 一些 一遍 可以 是否 能否 请问 麻烦 谢谢 告诉 知道 意思 真的 情况 事情 措施 承诺 说法 回答 答案 声明 目前 现在 然后 好的 没有 那么 这么 关于 对此 吗 呢 吧 啊 呀 嘛 了 的 地 得 是 有 没 在 还 也 都 会 能 可 要 不 又 就 再 请 问 你 我 他 她 它 这 那 此 其 哪 何 几 给 说 讲 话 看 来 去 到 从 被 把 和 跟 比 与 上 下 里 对 出 事 条 项 点 些 个 好 嗯 真 吗 各 做 想 算 为 发生 谈 开 发 会 啥 就 细 儿 自己 应该 到底 究竟 重要';

/** What a question calls that which was told, whatever that is: it says no more of it than "it" does. */
const GENERIC_EN =
  'round rounds meeting meetings session sessions talks talk event visit deal agreement rule rules program programme policy announcement extension decision step steps plan plans planned planning part parts earlier previous latest side country law day year month week action actions measures';
const GENERIC_ZH =
  '会谈 会议 会晤 磋商 协议 规定 规则 法律 计划 政策 决定 部分 一轮 一次 那次 上次 这次 最近 当天 同一天 去年 今年 上个月 上月 这个月 本月 立场 行动 那边 这边';

const words = (text: string): string[] => text.split(' ');
const runs = (all: readonly string[]): string => all.toSorted((a, b) => b.length - a.length).join('|');
const EMPTY = new Set(words(EMPTY_EN));
const GENERIC = new Set(words(GENERIC_EN));
const ASKING = TOLD.map(({ type, en, zh }) => ({ type, words: new Set([...words(en), ...words(zh)]) }));
const TOLD_EN = new Set(TOLD.flatMap(({ en }) => words(en)));
const ALL_ZH = [...TOLD.flatMap(({ zh }) => words(zh)), ...words(EMPTY_ZH)];
const CHINESE = new RegExp(runs(ALL_ZH), 'gu');
/** Single characters are part of a name as often as they are words: 国会, 何立峰. */
const CHINESE_WORDS = new RegExp(
  runs([...ALL_ZH.filter((word) => word.length > 1), ...words('吗 呢 吧 啊 呀 嘛 了 的 是 有 没')]),
  'gu',
);
const CHINESE_GENERIC = new RegExp(runs(words(GENERIC_ZH)), 'gu');
const NO_NAME_ZH = new RegExp(`^[${ALL_ZH.filter((word) => word.length === 1).join('')}]+$`, 'u');

/** Returns what the first of the words asks for that asks for anything. */
const toldBy = (all: readonly string[]): Told | undefined =>
  ASKING.find(({ words: its }) => all.some((word) => its.has(word)))?.type;

/** Another thing that is named behind the last one. */
const AND = [
  /^(?:and|so|but|ok|okay)? ?(?:what about|how about|and|same for) (?<name>.{2,40}?)(?: then| too| though)?$/u,
  /^(?:那么?|再说说?|还有|至于)?(?<name>.{1,10}?)(?:自己)?(?:方面|那边|这边|一方)?(?:的)?呢$/u,
];
/** What a side says. */
const SIDE = [
  /^(?:and |so |but |then )?(?:what (?:do|does|did|has|have|would)|whats|what is|how (?:do|does|did|has|is)|hows|did|does|has|have|is|are) (?<name>(?:the )?\S+(?: \S+){0,2}?)s?(?: (?:side|government))? (?:say|says|said|saying|think|thinks|claim|claims|want|see|view|position|stance|take|reply|respond|responded|react|reacted|response|reaction|version|account|side|confirm|confirmed|agree|agreed|deny|denied|dispute|admit)(?: (?:about|on|to|of|with|anything|so|it|that|this|them|those|these|same|the|numbers?|figures?|terms|deal))*$/u,
  /^(?:and |the )*(?<name>\S+(?: \S+)?)s? (?:side|position|view|views|version|response|reaction|stance|account|take)$/u,
  /^(?:那么?|而|再)?(?<name>[^对就在]{1,8}?)(?:方面|那边|政府)?(?:对此|对这个|又)?(?:是)?(?:怎么|如何|咋|怎样)(?:说|看|讲|想|回应|表态|表示|反应|评价|解释)(?:的)?(?:呢)?$/u,
  /^(?:那么?|而)?(?<name>[^对就在]{1,8}?)(?:方面|那边)?(?:对此)?(?:的|有?(?:什么|何)|有|是什么|持(?:什么|何))?(?:说法|版本|立场|回应|态度|看法|表态|反应|意见)(?:是什么|如何|怎么样)?(?:呢)?$/u,
  /^(?:那么?|而)?(?<name>[^对就在]{1,8}?)(?:方面)?(?:承认|同意|认可|否认|确认|证实|接受)(?:了)?(?:吗|没有|没)$/u,
];
/** One of the things that were told. */
const NTH_EN =
  /^(?:and |what about |how about |tell me (?:more )?about |more on |explain |show me )*(?:the )?(?<nth>first|second|third|1st|2nd|3rd|last)(?: (?:one|point|item|statement|topic|answer))?$/u;
const NTH_ZH =
  /^(?:那么?|说说|再说说?|讲讲|看看)?(?:第(?<nth>[一二三123])|(?<last>最后一?))[个条项点](?:呢|是什么|怎么说)?$/u;
const PLACES = ['first', 'second', 'third', '1st', '2nd', '3rd', '一', '二', '三', '1', '2', '3'];

/** Returns one of the things that were told, by the place that a text names. */
function parseNth(key: string): FollowUp | undefined {
  const { nth, last } = (NTH_EN.exec(key) ?? NTH_ZH.exec(key.replaceAll(' ', '')))?.groups ?? {};
  if (nth === undefined && last === undefined) return undefined;
  return { type: 'nth', at: nth === undefined || nth === 'last' ? -1 : PLACES.indexOf(nth) % 3 };
}

/** How a language is asked for and nothing else: each word ends in a space, so that no text can be read in two ways. */
const IN_ENGLISH_WORDS = new RegExp(
  `^(?:(?:${[...new Set([...EMPTY, ...words('translate translation translated write repeat switch version')])].join('|')}) )*(?<name>${[...LANGUAGE_NAMES.keys()].filter((name) => /^[a-z]{3,}$/u.test(name)).join('|')})(?: (?:please|pls|version|now|then|again))*$`,
  'u',
);
const NAME_ZH = new RegExp(runs([...LANGUAGE_NAMES.keys()].filter((name) => /\p{Script=Han}/u.test(name))), 'u');
const BESIDE_ZH = new RegExp(
  runs([...words(EMPTY_ZH), ...words('用 以 翻译 译 成 换 改 版 版本 答复 写 复述 重复 切换')]),
  'gu',
);
const ENGLISH_ALONE = /^(?:english|chinese|mandarin)$/u;

/** Returns a short text in one spelling, without mentions; a longer one, which is a question of its own, is empty. */
function keyOf(text: string): string {
  const key = text.length > MAX_TEXT ? '' : simplified(nameKey(text));
  return key.length > MAX_CHARACTERS ? '' : key;
}

/** Returns the request for a language in a text that asks for nothing else. */
function parseLanguageAlone(text: string): FollowUp | undefined {
  const key = keyOf(text);
  const [zh = ''] = NAME_ZH.exec(key) ?? [];
  const isAlone = zh !== '' && key.replace(zh, '').replaceAll(BESIDE_ZH, '') === '';
  const name = IN_ENGLISH_WORDS.exec(key)?.groups?.['name'] ?? (isAlone ? zh : '');
  const language = ENGLISH_ALONE.test(key) ? undefined : languageNamed(name);
  return language === undefined ? undefined : { type: 'language', language };
}

/** Returns what a text asks for after an answer; undefined where it is a question of its own. */
export function parseFollowUp(text: string): FollowUp | undefined {
  const key = keyOf(text);
  if (key === '') return undefined;
  const told = /\p{Script=Han}/u.test(key) ? toldInChinese(key.replaceAll(' ', '')) : toldInEnglish(key);
  const nth = parseNth(key);
  if (nth !== undefined) return nth;
  if (told !== undefined) return { type: told };
  for (const [type, patterns] of [
    ['side', SIDE],
    ['and', AND],
  ] as const)
    for (const pattern of patterns) {
      const name = pattern.exec(key)?.groups?.['name']?.trim();
      if (name !== undefined && !isEmpty(name)) return { type, name };
    }
  return undefined;
}

/** Whether something has happened. */
const YET = /\b(?:yet|already|so far|(?:is|are|was|were) (?:it|that|this|they|those) \S+)$|了(?:没有?|吗|么)|没有?$/u;

/** Returns what a question asks for by one of its words, whatever else it names. */
export function askedOf(question: string): Told | undefined {
  const key = simplified(nameKey(question));
  if (YET.test(key)) return 'still';
  return toldBy(/\p{Script=Han}/u.test(key) ? (key.match(CHINESE) ?? []) : words(key));
}

/** Returns what of a text names something. */
export const naming = (text: string): string => {
  const key = simplified(nameKey(text));
  return words(key.replaceAll(CHINESE_WORDS, ' '))
    .filter((word) => word !== '' && !EMPTY.has(word) && !TOLD_EN.has(word) && !NO_NAME_ZH.test(word))
    .join(' ');
};

/** Returns what of a text names something else than what was told. */
export const namingElse = (text: string): string =>
  words(naming(naming(text).replaceAll(CHINESE_GENERIC, ' ')))
    .filter((word) => word !== '' && !GENERIC.has(word))
    .join(' ');

/** Returns whether a text names nothing but what was told, whatever that is: the next round, the rules. */
export const isGeneric = (text: string): boolean =>
  words(namingElse(text)).every((word) => word === '' || /^[会能可要不没就都又]?\p{Script=Han}$/u.test(word));

const isEmpty = (name: string): boolean =>
  words(name).every((word) => EMPTY.has(word)) || name.replaceAll(CHINESE, '') === '';

/** Words that ask, or point at something. */
/** Where more words surround it, it is no question for a time. */
const MAX_WHEN_WORDS = 6;
const POINTS = /\b(?:it|that|this|they|them|those|these|what|how|which|where|who|really|sure|so|right|true|mean\w*)\b/u;

/** Returns what words ask for of which each asks for something or names nothing. */
function toldInEnglish(key: string): Told | 'unclear' | undefined {
  const all = words(key.replace(/\b(tell|give|show|get) us\b/u, '$1').replace(/^us /u, 'US '));
  if (!all.every((word) => TOLD_EN.has(word) || EMPTY.has(word))) return undefined;
  if (/\bsince when$/u.test(key)) return 'when';
  const found = toldBy(all);
  if (/\b(?:still|it|that|this|they) (?:is |are )?(?:still )?(?:on|over|off|alive)$/u.test(key)) return 'still';
  if (/^(?:where|how) .*\b(?:from|know)$/u.test(key)) return 'sources';
  if (found === 'when' && all.length > MAX_WHEN_WORDS) return 'unclear';
  return found ?? (POINTS.test(key) ? 'unclear' : undefined);
}

function toldInChinese(key: string): Told | 'unclear' | undefined {
  const found: readonly string[] = key.match(CHINESE) ?? [];
  if (found.join('').length !== key.length) return undefined;
  if (found.includes('那谁')) return 'unclear';
  return toldBy(found) ?? 'unclear';
}

/** The requests that a text makes whole, whatever was said before. */
const WHOLE: ReadonlySet<BriefRequest['type']> = new Set<BriefRequest['type']>([
  'status',
  'dates',
  'digests',
  'settings',
  'link',
  'desk',
  'thanks',
  'greeting',
  'sharing',
  'help',
  'topics',
  'about',
]);

/** Returns a short question as one that may be about what was told before; undefined where it is none. */
export const asFollowUp = (request: BriefRequest): FollowUpRequest | undefined =>
  request.type === 'ask' && keyOf(request.question) !== ''
    ? {
        type: 'follow-up',
        followUp: { type: 'within' },
        otherwise: request,
        language: /\p{Script=Han}/u.test(request.question) ? 'zh' : undefined,
      }
    : undefined;

/** Returns what a request asks for where nothing was said before. */
export const alone = (request: BriefRequest | FollowUpRequest): BriefRequest =>
  request.type === 'follow-up' ? request.otherwise : request;

/** Returns the request of a text: what it asks for after an answer, where it does not ask for something by itself; `rest` is the text without its language. */
export function withFollowUp(
  text: string,
  rest: string,
  request: BriefRequest,
  language: Language | undefined,
): BriefRequest | FollowUpRequest {
  const followUp = parseLanguageAlone(text) ?? parseFollowUp(rest);
  if (followUp === undefined) return request;
  const isOwn =
    followUp.type === 'unclear'
      ? request.type !== 'ask'
      : followUp.type !== 'language' &&
        (WHOLE.has(request.type) || ('topic' in request && request.topic !== undefined));
  return isOwn ? request : { type: 'follow-up', followUp, otherwise: request, language };
}

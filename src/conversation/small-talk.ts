/** What people say to a bot without naming a topic: greetings, thanks, what is new, who it is, and the commands of a chat by name; and what asks nothing at all. */
import type { BriefRequest } from '../reply/button.ts';
import { simplified } from '../shared/simplified.ts';
import { nameKey, plain } from '../shared/text.ts';

type Said = Extract<
  BriefRequest,
  { readonly type: 'greeting' | 'thanks' | 'about' | 'sharing' | 'news' | 'digests' | 'settings' | 'help' }
>;

/** The phrases by what they mean, without case and punctuation; nothing else may stand beside them but what `BEHIND` and `BEFORE` name. */
const PHRASES: readonly (readonly [Said['type'], ...string[]])[] = [
  [
    'greeting',
    'hi | hello | hey | hiya | howdy | good morning | good afternoon | good evening | good day | test',
    '你好 | 您好 | 嗨 | 哈喽 | 哈啰 | 在吗 | 早 | 早上好 | 上午好 | 下午好',
    '晚上好 | 大家好',
  ],
  [
    'thanks',
    'thanks | thank you | thx | ty | cheers | many thanks | thanks a lot | thank you very much | great',
    'great thanks | ok thanks | ok | okay | nice | cool | perfect | got it | well done | 谢谢',
    '谢谢你 | 谢谢您 | 多谢 | 感谢 | 非常感谢 | 辛苦了 | 好的 | 好的谢谢',
    '收到',
  ],
  [
    'news',
    'news | latest | the latest | latest news | the latest news | any news | any updates | any update',
    'whats new | what is new | what s new | anything new | is there anything new | new | updates',
    'update me | brief me | what changed | what has changed | whats changed | what happened',
    'what happened lately | whats the latest | what is the latest | whats happening | what is happening',
    'whats going on | what is going on | catch me up | recent changes | changes | whats the news',
    'what is the news | 最新 | 最新消息 | 最新内容 | 最新情况 | 最新动态',
    '最新进展 | 有什么新消息 | 有什么新内容 | 有什么新的 | 有什么更新',
    '有什么变化 | 有何变化 | 有何更新 | 最近有什么消息 | 最近有什么变化',
    '最近怎么样 | 新闻 | 动态 | 更新 | 变化 | 最近发生了什么 | 发生了什么',
    '给我简报 | 有新消息吗 | 有什么新闻',
  ],
  [
    'about',
    'who are you | what are you | who r u | are you an ai | are you ai | are you a bot',
    'are you a robot | are you human | are you a human | are you a person | are you real',
    'are you a model | are you chatgpt | are you an llm | are you a language model | what can you do',
    'what do you do | what can i ask | what can i ask you | what do you know | what is this',
    'whats this | what is attache | who made you | how do you work | how does this work',
    'what can this bot do | what does this bot do | about | who is this | can i trust you',
    'what is your name | whats your name | introduce yourself | 你是谁 | 您是谁 | 你是什么',
    '你是机器人吗 | 你是ai吗 | 你是人工智能吗 | 你是真人吗 | 你能做什么',
    '您能做什么 | 你会做什么 | 你会什么 | 你能干什么 | 你可以做什么',
    '你有什么用 | 能问你什么 | 可以问什么 | 介绍一下你自己 | 自我介绍',
    '你叫什么 | 你叫什么名字 | 关于 | 你是模型吗 | 你是大模型吗 | 这是什么',
  ],
  [
    'sharing',
    'share | sharing | share this | share it | share that | how do i share | how to share | can i share',
    'how do i share this | how can i share | how can i share this | how does sharing work | post this',
    '分享 | 如何分享 | 怎么分享 | 怎样分享 | 分享到频道 | 分享一下',
    '可以分享吗',
  ],
  [
    'digests',
    'digest | digests | my digests | my digest | list digests | digest list | digests list',
    'subscriptions | my subscriptions | subscribe | unsubscribe | show digests | show my digests',
    'which digests | 订阅 | 我的订阅 | 订阅列表 | 查看订阅 | 列出订阅 | 取消订阅',
    '退订 | 频道订阅',
  ],
  [
    'settings',
    'settings | setting | channel settings | my settings | show settings | preferences | 设置',
    '频道设置 | 查看设置 | 我的设置 | 设定',
  ],
  [
    'help',
    'help me | i need help | how do i ask | how do i use this | how to use this | how do i use you',
    'commands | usage | manual | 怎么用 | 如何使用 | 怎么使用 | 使用说明 | 使用方法',
    '怎么提问 | 如何提问 | 命令',
  ],
];

const MEANINGS: ReadonlyMap<string, Said['type']> = new Map(
  PHRASES.flatMap(([type, ...lines]) =>
    lines.flatMap((line) => line.split(' | ').map((phrase) => [phrase, type] as const)),
  ),
);

/** What people put behind such a phrase, and before it. */
const BEHIND =
  / (?:please|pls|plz|there|all|everyone|team|today|now|lately|recently|this week|bot|attache|then|so much|thanks|thank you)$|(?:呢|啊|吗|呀|了|吧|谢谢)$/u;
const BEFORE = /^(?:please|so|and|ok|okay|hi|hello|hey|thanks|attache|bot) |^(?:你好|您好|请问|请|嗨|告诉我) ?/u;
/** A longer text asks for something else. */
const MAX_PHRASE_CHARACTERS = 60;

/** Returns what a text without a topic means, undefined where it is a question. */
export function parseSmallTalk(text: string): Said | undefined {
  if (text.length > MAX_PHRASE_CHARACTERS) return undefined;
  for (let left = nameKey(simplified(text)); left !== '';) {
    const type = MEANINGS.get(left);
    if (type !== undefined) return { type };
    const shorter = BEHIND.test(left) ? left.replace(BEHIND, '') : left.replace(BEFORE, '');
    if (shorter === left) return undefined;
    left = shorter.trim();
  }
  return undefined;
}

/** Emoji of the chats by their names or numbers, emoji themselves, and smileys of marks. */
const EMOJI =
  /<a?:\w{1,40}:\d{1,24}>|:[\w+'-]{1,60}:|[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|[\u{200D}]|[\u{FE0F}]|[\u{20E3}]|(?<=^|\s)(?:[:;=]['-]?[()dpo3*|/]+|x-?d+|<3|\^_*\^)(?=\s|$)/giu;

/** Praise, laughter and assent, and what stands beside them. */
const PRAISE = new Set(
  'lol lmao rofl great good awesome amazing cool nice love loved loving perfect brilliant excellent fantastic wonderful best neat sweet wow superb bravo kudos congrats congratulations yay cute smart clever impressive impressed useful helpful fun funny hilarious genius ok okay lgtm gg'.split(
    ' ',
  ),
);
const BESIDE_PRAISE = new Set(
  'this that is are was it its so very really the a an such bot attache you your youre u work job done well one app tool my i we like much absolutely just too all everyone team guys what how thing here today answer and'.split(
    ' ',
  ),
);
const LAUGHTER = /^(?:a?(?:ha){2,}h?|(?:he){2,}h?|lo+l+|wo+w+)$/u;
const CHINESE_PRAISE = /[哈呵嘻]{2}|棒|厉害|赞|不错|好|给力|牛|优秀|完美|喜欢|爱|有意思|笑死|强|有用|实用|加油/u;
const ONLY_CHINESE_PRAISE =
  /^(?:[哈呵嘻嘿太真很好超这那个你您它的了啊呀吧哦哟是都又做干得棒赞点牛爱我强]|非常|特别|机器人|助手|回答|答案|厉害|不错|给力|优秀|完美|喜欢|有意思|笑死|可爱|有用|好用|实用|加油)+$/u;

const isPraise = (word: string): boolean => PRAISE.has(word) || LAUGHTER.test(word);

/** Returns whether a message to the bot asks nothing, so that a reply would only disturb: emoji, smileys and praise alone. A mention alone asks for help. */
export function asksNothing(text: string): boolean {
  if (text.length > MAX_PHRASE_CHARACTERS * 2 || /[?？]/u.test(text)) return false;
  const said = plain(text.replace(EMOJI, ' '));
  const left = nameKey(simplified(said));
  if (left === '') return said === '' && text.search(EMOJI) !== -1;
  const type = parseSmallTalk(said)?.type;
  if (type !== undefined && type !== 'thanks') return false;
  const words = left.split(' ');
  if (words.some(isPraise)) return words.every((word) => isPraise(word) || BESIDE_PRAISE.has(word));
  const joined = words.join('');
  return ONLY_CHINESE_PRAISE.test(joined) && CHINESE_PRAISE.test(joined);
}

/** Parses the text behind `/brief`, or of a message to the bot, once: into a request and the language it asks for. Pure. */
import type { Catalogue } from '../search/catalogue.ts';
import { isAskingWord } from '../search/lexicon/lexicon.ts';
import { topicsByNameOrTitle, topicNamed } from '../records/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { relationshipsNamed } from './relationship-names.ts';
import { simplified } from '../shared/simplified.ts';
import { nameKey, plain } from '../shared/text.ts';
import { withFollowUp, type FollowUpRequest } from './follow-up/parse.ts';
import { parseSettingsCommand, type ChannelSettingsInput } from './channel-settings/channel-settings.ts';
import { parseSmallTalk } from './small-talk.ts';
import { type BriefRequest } from '../reply/button.ts';
import { asSection, SECTIONS, type Section } from '../reply/section.ts';
import { CHINESE_LANGUAGE_NAMES, LANGUAGE_NAMES, languageNamed } from './language-names.ts';

/** Only the beginning and the end of a text are searched, so that a long text costs no more than a short one. */
const END_CHARACTERS = 60;

const named = (names: readonly string[]): string => `(?<name>${names.join('|')})`;

// "chinese" and "english" alone may be part of a question; after "in" or the name of the option they request a language.
const PATTERNS = [
  String.raw`(?:^|\s)--lang(?:uage)?(?:\s*[:=]\s*|\s+)${named([...LANGUAGE_NAMES.keys()])}`,
  String.raw`(?:^|\s)lang(?:uage)?\s*[:=]\s*${named([...LANGUAGE_NAMES.keys()])}`,
  String.raw`(?:^|[\s,.?!，。？！])in\s+${named(['english', 'chinese', 'mandarin', ...CHINESE_LANGUAGE_NAMES])}`,
  String.raw`(?:^|[\s,.?!，。？！])[用以]${named(CHINESE_LANGUAGE_NAMES)}(?:回答|答复|说)?`,
  String.raw`(?:^|\s)${named(['en', 'zh', 'zh-cn', ...CHINESE_LANGUAGE_NAMES])}`,
].map((source) => new RegExp(String.raw`${source}[\s.。!！?？]*$`, 'iu'));

// Behind a mention and the command, before a question, a language is its code or its Chinese name, or stands apart: "chinese energy" asks for no language.
const PATTERNS_BEFORE = [
  String.raw`--lang(?:uage)?(?:\s*[:=]\s*|\s+)${named([...LANGUAGE_NAMES.keys()])}(?:[\s:：,，]+|$)`,
  String.raw`lang(?:uage)?\s*[:=]\s*${named([...LANGUAGE_NAMES.keys()])}(?:[\s:：,，]+|$)`,
  String.raw`in\s+${named(['english', 'chinese', 'mandarin'])}\s*[:：,，]\s*`,
  String.raw`[用以]${named(CHINESE_LANGUAGE_NAMES)}(?:回答|答复|说)?\s*[:：,，]\s*`,
  String.raw`${named(['en', 'zh', 'zh-cn', ...CHINESE_LANGUAGE_NAMES])}(?:\s*[:：,，]\s*|\s+)`,
].map((source) => new RegExp(String.raw`(?<=^(?:\s*<@[^<>]{0,80}>)*\s*(?:\/?brief\s+)?)${source}`, 'iu'));

export type ParsedLanguage = {
  /** The text without the request for a language. */
  readonly text: string;
  /** The requested language, or Chinese where the text is Chinese; undefined otherwise. */
  readonly language: Language | undefined;
};

/** Returns Chinese for a text with Chinese characters, otherwise undefined. */
export const writtenIn = (text: string): Language | undefined => (/\p{Script=Han}/u.test(text) ? 'zh' : undefined);

/** Returns a text without its request for a language, and the language: `energy zh`, `zh energy`, `energy in Chinese`, `energy --language zh`, `稀土，用英文`. */
export function parseLanguage(text: string): ParsedLanguage {
  const end = text.slice(-END_CHARACTERS).normalize('NFKC');
  const behind = languageIn(PATTERNS, end);
  if (behind !== undefined)
    return { text: text.slice(0, -END_CHARACTERS) + end.slice(0, behind.at), language: behind.language };
  const beginning = text.slice(0, END_CHARACTERS).normalize('NFKC');
  const before = languageIn(PATTERNS_BEFORE, beginning);
  if (before !== undefined)
    return {
      text: beginning.slice(0, before.at) + beginning.slice(before.end) + text.slice(END_CHARACTERS),
      language: before.language,
    };
  return { text, language: writtenIn(text) };
}

/** Returns the language that the first pattern found in a text names, and where it begins and ends. */
function languageIn(
  patterns: readonly RegExp[],
  text: string,
): { readonly language: Language; readonly at: number; readonly end: number } | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    const language = languageNamed(found?.groups?.['name'] ?? '');
    if (found !== null && language !== undefined)
      return { language, at: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

/** What a text is parsed by: the names of topics and of parties. */
type NamedCatalogue = Pick<Catalogue, 'briefs'> & Partial<Pick<Catalogue, 'relationships'>>;

/** Of a longer question only the beginning is used: nobody needs more words to name a topic. */
export const MAX_QUESTION_CHARACTERS = 2_000;

type Part = 'brief' | 'sections' | 'related' | 'status' | 'dates' | Section;

/** By which words people name a part of a brief; each may stand before or behind the topic. */
const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ...SECTIONS.map((section) => [section, section] as const),
  ['summary', 'brief'],
  ['overview', 'brief'],
  ['bottom line', 'brief'],
  ['full', 'sections'],
  ['full brief', 'sections'],
  ['full text', 'sections'],
  ['key points', 'key-points'],
  ['both sides', 'sides'],
  ['disputes', 'disagreements'],
  ['differences', 'disagreements'],
  ['promises', 'commitments'],
  ['assessments', 'views'],
  ['what to watch', 'watch'],
  ['source', 'sources'],
  ['documents', 'sources'],
  ['changed', 'changes'],
  ['what changed', 'changes'],
  ['what changed in', 'changes'],
  ['what has changed in', 'changes'],
  ['related', 'related'],
  ['sections', 'sections'],
  ['status', 'status'],
  ['status of', 'status'],
  ['dates', 'dates'],
  ['dates of', 'dates'],
  ['摘要', 'brief'],
  ['概要', 'brief'],
  ['概况', 'brief'],
  ['总体情况', 'brief'],
  ['全文', 'sections'],
  ['完整简报', 'sections'],
  ['要点', 'key-points'],
  ['主要内容', 'key-points'],
  ['双方', 'sides'],
  ['双方说法', 'sides'],
  ['双方立场', 'sides'],
  ['分歧', 'disagreements'],
  ['说法分歧', 'disagreements'],
  ['措施', 'measures'],
  ['承诺', 'commitments'],
  ['观点', 'views'],
  ['各方观点', 'views'],
  ['关注', 'watch'],
  ['后续关注', 'watch'],
  ['空白', 'gaps'],
  ['信息空白', 'gaps'],
  ['来源', 'sources'],
  ['更新', 'changes'],
  ['变更', 'changes'],
  ['更新记录', 'changes'],
  ['相关', 'related'],
  ['现状', 'status'],
  ['状态', 'status'],
  ['日期', 'dates'],
  ['时间表', 'dates'],
  ['相关主题', 'related'],
]);
const isSection = (part: Part): part is Section => asSection(part) !== undefined;
/** The most words of a name above. */
const MAX_PART_WORDS = 4;

/** What somebody typed. */
export type ParsedText = {
  readonly request: BriefRequest | FollowUpRequest;
  /** The language that the text names or is written in. */
  readonly language: Language | undefined;
};

/** Returns what the text of a command asks for, and the change of the channel's settings where it is one. */
export function parseCommand(
  text: string,
  catalogue: NamedCatalogue,
): ParsedText & { readonly settings: ChannelSettingsInput | undefined } {
  const { text: rest, language } = parseLanguage(text);
  const request = withFollowUp(text, rest, parseRequest(rest, catalogue), language);
  return { request, language, settings: parseSettingsCommand(text) };
}

/** Returns what a message to the bot asks for: a bare mention asks for help; anything else is parsed as a command. */
export function parseMessage(text: string, catalogue: NamedCatalogue): ParsedText {
  const command = text.replace(/^(?:\s*<@[^<>]{0,80}>)*\s*\/?brief\b(?! me\b)/iu, ' ');
  const { text: rest, language } = parseLanguage(command);
  const isBare = command === text && plain(rest) === '';
  const request = isBare ? ({ type: 'help' } as const) : parseRequest(rest, catalogue);
  return { request: withFollowUp(command, rest, request, language), language };
}

/**
 * Returns the request in a text that names no language any more.
 * An empty text requests the topics. A topic's name, or an alias that its title holds, requests its card, with the name of a
 * part that part. What people say without a topic requests what they mean by it; anything else is a question.
 */
function parseRequest(text: string, catalogue: NamedCatalogue): BriefRequest {
  const question = plain(text.slice(0, MAX_QUESTION_CHARACTERS * 2))
    .slice(0, MAX_QUESTION_CHARACTERS)
    // The cut must not split a character.
    .replace(/[\uD800-\uDBFF]$/u, '');
  const bare = withoutRequest(question);
  if (bare !== question) {
    const topic = topicIn(bare.toLowerCase(), catalogue);
    return topic === undefined ? parseBare(bare, catalogue) : { type: 'brief', topic: topic.id };
  }
  return parseBare(question, catalogue);
}

/** What people put around the name of what they want a brief of. */
const BEFORE_TOPIC =
  /^(?:please|pls|can you|could you|would you|(?:brief|update|fill) (?:me|us)(?: in)? (?:on|about)|(?:give|show|get|send) (?:me|us)(?= (?:an?|the|your)\b.*\bbrief)|(?:i(?: would|'d)? (?:want|need|like)|an?|the|your)(?= .*\bbrief)|(?:full |short |quick )?brief(?:ing)? (?:on|about|for)(?: the)?)\s+|^(?:请|麻烦|帮我|给我(?:们)?(?:来|做|写)?(?:一?[份个下])?|来(?:一?[份个])|关于)(?=.*简报)|^请(?=给我)/iu;
/** “The brief” is all of “the energy brief” that asks for it, and nothing of “what is in brief”. */
const BRIEF_BEHIND = /^(?:the )?(?<topic>.+?) brief(?:ing)?[.!?]*$/iu;
const BEHIND_TOPIC = /[\s,，]+(?:please|pls)[.!?]*$|(?:的|问题)?简报[。！？]?$|[，,]?(?:谢谢|拜托了?)[。！]?$/iu;

/** Returns a question without what asks for a brief: all of it where nothing else would be left, or where nothing asks for one. */
function withoutRequest(question: string): string {
  let left = question;
  for (let before = ''; before !== left;) {
    before = left;
    left = simplified(left).replace(BEFORE_TOPIC, '').replace(BEHIND_TOPIC, '').trim();
    if (left !== before) left = left.replace(BRIEF_BEHIND, '$<topic>');
  }
  return left === '' || parseSmallTalk(question) !== undefined || left === simplified(question) ? question : left;
}

function parseBare(question: string, catalogue: NamedCatalogue): BriefRequest {
  const words = question.toLowerCase().split(' ').filter(Boolean);
  const [first = ''] = words;
  if (words.length === 0) return { type: 'topics' };
  if (words.length === 1) {
    if (['help', '?', '-h', '--help', '帮助'].includes(simplified(first))) return { type: 'help' };
    if (['topics', 'topic', 'list', 'all', '主题', '列表'].includes(simplified(first))) return { type: 'topics' };
    const board = BOARDS.get(simplified(first));
    if (board !== undefined) return { type: board };
    const brief = topicNamed(catalogue, first);
    if (brief !== undefined) return { type: 'brief', topic: brief.id };
    if (['desk', '工作台'].includes(simplified(first))) return { type: 'desk' };
  }
  const ofRelationship = topicOfPair(words, catalogue);
  if (ofRelationship !== undefined) return { type: 'brief', topic: ofRelationship.id };
  const link = LINK.exec(question);
  if (link !== null) return { type: 'link', code: link.groups?.['code'] };
  const titled = topicTitledBy(question, catalogue);
  if (titled !== undefined) return { type: 'brief', topic: titled.id };
  const said =
    parsePart(words, catalogue) ??
    parseBoard(question, catalogue) ??
    parseDisagreement(question, catalogue) ??
    parseSmallTalk(question);
  if (said !== undefined) return said;
  const digest = SUBSCRIBING.exec(question)?.groups?.['text'];
  if (digest !== undefined) return { type: 'digests', text: digest };
  const { unknown } = parseSettingsCommand(question) ?? {};
  return unknown === undefined ? { type: 'ask', question } : { type: 'settings', unknown };
}

/** A code that the desk shows has a digit among its letters, and its halves may be typed apart; what was mistyped is no question either. */
const LINK =
  /^(?:link|绑定|綁定)(?:[\s:]+["'“`<]*(?<code>(?=\S*\d)[\w-]{4,16}|(?=.*(?:\d[a-z]|[a-z]\d))[\da-z]{4,6}[\s\p{Pd}_.·]{1,3}[\da-z]{4,6})["'”`>.]*)?$/iu;

/** How people would subscribe in a message or behind `/brief`. */
const SUBSCRIBING = /^(?:\/?digest\s+(?=subscribe\s|订阅|訂閱))?(?<text>(?:subscribe\s|订阅|訂閱).+)$/iu;

/** By which single words people ask for a board of all topics. */
const BOARDS: ReadonlyMap<string, 'status' | 'dates'> = new Map([
  ['status', 'status'],
  ['dates', 'dates'],
  ['calendar', 'dates'],
  ['现状', 'status'],
  ['状态', 'status'],
  ['日期', 'dates'],
  ['时间表', 'dates'],
]);

const ENGLISH_MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** How people ask in a sentence for a board: what is in force, what ends or begins in a month, what is coming, what a side promised; each on all topics or on one. */
const BOARD_QUESTIONS = {
  inForce: [
    /^what(?:['’]s| is| are| measures are) (?:(?:currently|still|now) )?in (?:force|effect)(?: (?:now|today|currently))?(?: (?:on|in|for) (?<name>.{1,40}?))?\??$/iu,
    /^(?:(?:目前|现在|如今)?(?:有)?(?:哪些|什么)(?:措施|规定|关税)?|(?:目前|现在)有效的(?:措施)?(?:有)?(?:哪些|什么))(?:仍|还)?(?:然)?(?:有效|生效|在实施)?(?:的)?[?？]?$/u,
    /^(?:目前|现在|如今)?(?:仍|还)?(?:然)?(?:在)?(?:有效|生效|实施)(?:中)?的(?:措施|规定|关税)?(?:都|还)?(?:有|是)?(?:哪些|什么)[?？]?$/u,
  ],
  ends: [
    /^what (?:expires|ends|lapses|runs out|(?:is|falls|comes) due|is expiring|is ending)(?: in| by)? (?<month>(?:this|next) month|[a-z]{3,9})(?: (?<year>20\d\d))?\??$/iu,
    /^(?:(?<year>20\d\d)年)?(?<month>1[0-2]|[1-9]|[下这]个?|本)月(?:份)?(?:有)?(?:哪些|什么)(?:措施|承诺|内容)?(?:会|将|要)?(?:到期|截止|失效)(?:的)?[?？]?$/u,
  ],
  begins: [
    /^what(?: measures| rules| tariffs| duties)? (?:(?:will |is to |are to |is set to |are set to )?(?:takes? effect|comes? into (?:force|effect)|enters? into force|begins?|starts?)|(?:is|are) (?:taking effect|coming into (?:force|effect)|beginning|starting))(?: soon|(?: in| by)? (?<month>(?:this|next) month|[a-z]{3,9})(?: (?<year>20\d\d))?)?\??$/iu,
    /^(?:近期|接下来|(?:(?<year>20\d\d)年)?(?<month>1[0-2]|[1-9]|[下这]个?|本)月(?:份)?)(?:有)?(?:哪些|什么)(?:措施|规定|关税|内容)?(?:会|将|要)?(?:开始)?(?:生效|实施|施行|开始)(?:的)?[?？]?$/u,
  ],
  comes: [
    /^what(?:['’]s| is| will be)? (?:coming(?: up)?|ahead)(?: soon| (?:this|next) month)?\??$/iu,
    /^(?:近期|接下来)(?:有)?(?:哪些|什么)(?:重要)?(?:日期|时间节点)[?？]?$/u,
  ],
  promised: [
    /^what (?:did|has|have|does|do) (?<party>.{2,30}?) (?:promised?|commit(?:ted)?(?: to)?|pledged?|agreed? to)(?: to do)?(?: (?:on|about) (?<name>.{1,40}?))?\??$/iu,
    /^(?<party>.{1,12}?)(?:都|已|已经)?(?:承诺|答应|许诺)(?:了|过)?(?:哪些|什么|啥)(?:事|内容)?[?？]?$/u,
  ],
} as const;

/** Returns the request for a board that a sentence asks for as a whole; undefined where it asks anything else. */
function parseBoard(question: string, catalogue: NamedCatalogue): BriefRequest | undefined {
  const text = simplified(question);
  const ask = (patterns: readonly RegExp[]): Readonly<Record<string, string | undefined>> | undefined => {
    const found = patterns.map((pattern) => pattern.exec(text)).find((one) => one !== null);
    return found === undefined || found === null ? undefined : { ...found.groups };
  };
  /** The topic that is named; null where a name is none of a topic. */
  const topicOfName = (name: string | undefined): { readonly topic?: string } | null => {
    if (name === undefined) return {};
    const [titled] = topicsByNameOrTitle(catalogue, name.trim().toLowerCase());
    const topic = titled ?? topicTitledBy(name.trim(), catalogue);
    return topic === undefined ? null : { topic: topic.id };
  };
  const inForce = ask(BOARD_QUESTIONS.inForce);
  if (inForce !== undefined && /force|effect|有效|生效|实施/iu.test(text)) {
    const about = topicOfName(inForce['name']);
    return about === null ? undefined : { type: 'status', ...about, kind: 'in-force' };
  }
  if (ask(BOARD_QUESTIONS.comes) !== undefined) return { type: 'dates' };
  const ends = ask(BOARD_QUESTIONS.ends);
  const begins = ask(BOARD_QUESTIONS.begins);
  const inMonth = ends ?? begins;
  if (inMonth !== undefined) {
    const { month: name, year } = inMonth;
    const month = name === undefined ? undefined : monthNamed(name);
    if (name !== undefined && month === undefined) return undefined;
    const of = year === undefined ? month : `${year}-${month}`;
    return { type: 'dates', ...(of !== undefined && { month: of }), kind: ends === undefined ? 'begins' : 'ends' };
  }
  const promised = ask(BOARD_QUESTIONS.promised);
  if (promised === undefined) return undefined;
  const party = partyNamed(promised['party'] ?? '', catalogue);
  const about = topicOfName(promised['name']);
  return party === undefined || about === null ? undefined : { type: 'status', ...about, party, kind: 'commitment' };
}

/** Returns a month as two digits, of its English name or its beginning, or of its number; `this` and `next` as they are called. */
function monthNamed(name: string): string | undefined {
  if (/^(?:this|next) month$/iu.test(name)) return name.toLowerCase().split(' ')[0];
  if (/^[下这本]/u.test(name)) return name.startsWith('下') ? 'next' : 'this';
  const number = /^\d/u.test(name)
    ? Number(name)
    : ENGLISH_MONTHS.findIndex((month) => month === name.toLowerCase() || month.slice(0, 3) === name.toLowerCase()) + 1;
  return number < 1 || number > 12 ? undefined : String(number).padStart(2, '0');
}

/** Returns the party that a name means in every relationship that has it. */
function partyNamed(name: string, { relationships }: NamedCatalogue): string | undefined {
  const key = nameKey(name.replace(/^the /iu, ''));
  const meant = [...(relationships?.values() ?? [])]
    .flatMap(({ parties }) => parties)
    .filter(({ name: { en, zh = '' }, aliases }) =>
      [en.replace(/^the /iu, ''), zh, ...aliases.en, ...(aliases.zh ?? [])].some((one) => nameKey(one) === key),
    );
  return new Set(meant.map(({ id }) => id)).size === 1 ? meant[0]?.id : undefined;
}

/** How people ask in a sentence what the two sides disagree on, whatever they call the sides. */
const DISAGREEMENT = [
  /^(?:.{0,8}?[在就对])?(?<name>.{1,12}?)(?:问题)?(?:[上里]|方面)?的?(?:都?有|存在)(?:什么|哪些|啥|多大)(?:的?分歧|不同看法)[?？]?$/u,
  /^(?:what|where) do .{2,40}? (?:disagree|differ)(?: (?:on|about|over)){0,2} (?<name>.{1,40}?)\??$/iu,
  /^what are the disagreements (?:on|about|over) (?<name>.{1,40}?)\??$/iu,
];

/** Returns the request for the disagreements of a topic. */
function parseDisagreement(question: string, catalogue: NamedCatalogue): BriefRequest | undefined {
  const text = simplified(question);
  for (const pattern of DISAGREEMENT) {
    const name = pattern.exec(text)?.groups?.['name'];
    const topic = name === undefined ? undefined : topicIn(name.trim(), catalogue)?.id;
    if (topic !== undefined) return { type: 'section', topic, section: 'disagreements' };
  }
  return undefined;
}

/** Returns the topic that a word of its title alone means, where no other title of its relationship has the word: trade, 教育. Other aliases ask for what is said of them. */
function topicTitledBy(question: string, catalogue: NamedCatalogue): Brief | undefined {
  const key = nameKey(simplified(question));
  if (key.length < 2 || isAskingWord(key) || partyNamed(key, catalogue) !== undefined) return undefined;
  const holds = ({ status, title: { en, zh = '' } }: Brief): boolean =>
    status === 'published' &&
    (/\p{Script=Han}/u.test(key) ? nameKey(zh).includes(key) : ` ${nameKey(en)} `.includes(` ${key} `));
  return onlyOrFirst([...catalogue.briefs.values()].filter(holds), catalogue);
}

/** Returns the request of a topic's name and a part of its brief, in either order. */
function parsePart(words: readonly string[], catalogue: NamedCatalogue): BriefRequest | undefined {
  for (const [part, name] of splits(words)) {
    const type = PARTS.get(part);
    const [pair, ...others] = relationshipsNamed(name, catalogue);
    if (pair !== undefined && (type === 'status' || type === 'dates'))
      return { type, ...(others.length === 0 && { relationship: pair.id }) };
    const topic = type === undefined ? undefined : topicIn(name, catalogue)?.id;
    if (type === undefined || topic === undefined) continue;
    return isSection(type) ? { type: 'section', topic, section: type } : { type, topic };
  }
  return undefined;
}

/** Returns the beginnings and the ends of a text, each with the rest of it: of whole words, and of Chinese written without spaces. */
function splits(words: readonly string[]): (readonly [part: string, name: string])[] {
  const text = words
    .join(' ')
    .replace(/(?<=\p{Script=Han}\s?)(?:是什么|有哪些|有什么|怎么样|如何)?[?？]?$|[?？]$/u, '')
    .trimEnd();
  const all = text.split(' ');
  const [only = ''] = all;
  if (all.length > 1)
    return Array.from({ length: Math.min(MAX_PART_WORDS, all.length - 1) }, (_, index) => index + 1).flatMap((at) => [
      [all.slice(0, at).join(' '), all.slice(at).join(' ')] as const,
      [all.slice(-at).join(' '), all.slice(0, -at).join(' ')] as const,
    ]);
  return [...PARTS.keys()]
    .filter((part) => /\p{Script=Han}/u.test(part) && only.endsWith(part))
    .map((part) => [part, only.slice(0, -part.length).replace(/的$/u, '')] as const);
}

/** Returns the topic of a name or of a title, or else of an alias, or of a word of its title. */
function topicIn(name: string, catalogue: NamedCatalogue): Brief | undefined {
  const titled = topicsByNameOrTitle(catalogue, name);
  const called = titled.length === 0 ? topicsWithAlias(catalogue, name) : titled;
  return called.length > 0 ? onlyOrFirst(called, catalogue) : topicTitledBy(name, catalogue);
}

/** Returns the one of some topics, or, where each relationship has one at most, that of the first relationship; undefined where one has several. */
function onlyOrFirst(briefs: readonly Brief[], { relationships }: NamedCatalogue): Brief | undefined {
  const byRelationship = Map.groupBy(briefs, ({ relationship }) => relationship);
  if ([...byRelationship.values()].some(({ length }) => length > 1)) return undefined;
  const order = [...(relationships?.keys() ?? [])];
  return briefs.toSorted((a, b) => order.indexOf(a.relationship) - order.indexOf(b.relationship))[0];
}

/** Returns the topic that a text names with its pair before or behind it: in-us trade, India trade, energy India. */
function topicOfPair(words: readonly string[], catalogue: NamedCatalogue): Brief | undefined {
  for (const [part, name] of words.length > 1 ? splits(words) : []) {
    const [pair, ...others] = relationshipsNamed(part, catalogue);
    if (pair === undefined || others.length > 0) continue;
    const own = [...catalogue.briefs].filter(([, { relationship }]) => relationship === pair.id);
    const topic = topicNamed(catalogue, `${pair.id}/${name}`) ?? topicIn(name, { ...catalogue, briefs: new Map(own) });
    if (topic !== undefined) return topic;
  }
  return undefined;
}

/** Returns the topics that have a text as an alias, or among the questions that lead to them. */
function topicsWithAlias({ briefs }: Pick<Catalogue, 'briefs'>, text: string): Brief[] {
  const key = nameKey(simplified(text));
  const isCalled = ({ status, aliases, questions }: Brief): boolean =>
    status === 'published' &&
    [aliases, questions].some(({ en, zh = [] }) => [...en, ...zh].some((name) => nameKey(name) === key));
  return key === '' ? [] : [...briefs.values()].filter(isCalled);
}

/** Parses what people type without naming the fields, such as "energy weekdays 9am Beijing in Chinese": days, time, zone, language and what is done when nothing is new; topics are what is left. What is not understood is returned, never dropped. Pure. */
import { DAYS_IN_TEXT } from '../../digest/schedule/days.ts';
import { TIME_IN_TEXT } from '../../digest/schedule/parse-time.ts';
import { isZoneName } from '../../digest/schedule/zone.ts';
import { simplified } from '../../shared/simplified.ts';
import { CHINESE_LANGUAGE_NAMES, LANGUAGE_NAMES } from '../language-names.ts';
import type { SubscriptionInput } from './subscription-input.ts';
import type { TopicNames } from './topic-names.ts';

export type ParsedDigestRequest = {
  readonly input: Pick<SubscriptionInput, 'topics' | 'days' | 'time' | 'zone' | 'language' | 'whenQuiet'>;
  /** What was not understood, as typed. */
  readonly unknown: readonly string[];
};

/** `either` is a topic or a zone, as Taiwan is. */
type PartKind = 'topic' | 'either' | 'zone' | 'days' | 'weekly' | 'time' | 'language' | 'whenQuiet' | 'unknown';
type RequestPart = {
  readonly kind: PartKind;
  readonly text: string;
  /** What stands in the input for it. */
  readonly value: string;
  /** Whether a comma or a part of the schedule stands before it, or else only a word such as "and". */
  readonly apart: 'comma' | 'and' | undefined;
};
type PartMatch = Pick<RequestPart, 'kind' | 'value'> & { readonly length: number };

/** A Latin word ends here; "monday.com" is no day. */
const END = String.raw`(?![a-z0-9]|[.'’-][a-z0-9])`;
const sticky = (...sources: readonly string[]): RegExp => new RegExp(sources.join('|'), 'iuy');

const QUIET = String.raw`(?:when|if)\s+(?:it(?:\s+is|['’]s)\s+)?(?:quiet|(?:there\s+is\s+)?nothing(?:\s+is|['’]s)?\s+new)${END}`;
const CHINESE_QUIET = '(?:没有?|无)(?:新内容|新消息|动态|更新)(?:时|的时候)?[，,]?';
const PATTERNS: readonly (readonly [PartKind, RegExp])[] = [
  ['time', TIME_IN_TEXT],
  ['days', DAYS_IN_TEXT],
  [
    'weekly',
    sticky(String.raw`(?:weekly|(?:every|each)\s+week|once\s+(?:a|per|each|every)\s+week)${END}|每个?(?:周|星期)`),
  ],
  [
    'whenQuiet',
    sticky(
      String.raw`(?:skip|(?:post\s+)?nothing(?:\s+is\s+posted)?|silent|not)\s+${QUIET}`,
      String.raw`(?:rotate|(?:post\s+)?(?:one|a)\s+brief(?:\s+in\s+turn)?)\s+${QUIET}`,
      `${CHINESE_QUIET}(?:不发布?|跳过|轮换(?:发布)?(?:一份简报)?)`,
    ),
  ],
  [
    'language',
    sticky(
      String.raw`(?:in|to|into|language)\s+(?:simplified\s+)?(?:${[...LANGUAGE_NAMES.keys()].join('|')})${END}`,
      String.raw`(?:en|zh|zh-cn)${END}`,
      String.raw`(?:english|chinese)\s*$`,
      `[用以]?(?:${CHINESE_LANGUAGE_NAMES.join('|')})版?`,
    ),
  ],
];
/** Words that only join or ask. */
const FILLER = sticky(
  String.raw`(?:and|on|at|in|for|about|of|the|an?|with|please|every|each|only|plus|also|send|post|me|thanks|thank\s+you|digests?|briefs?|updates?|news|topics?|days?|times?|here|to|(?:my|our|local)\s+time)${END}`,
  '订阅|关于|有关|谢谢|主题|星期|日期|时间|发送|发布|推送|本地时间|当地时间|[请在和与及的用按以逢]',
);
const AND = /^(?:and|plus|also|[和与及])$/iu;
const SEPARATOR = /[\s·,;、，；/&+|()（）。!！?？]+/uy;
const WORD = /[^\s,;、，；()（）\p{Script=Han}]+/uy;
const HAN = /\p{Script=Han}/u;
/** What says that a zone follows, and what says that a zone was before. */
const ZONE_FOLLOWS = sticky(String.raw`(?:time\s*zone|zone|tz)\s+(?:of\s+|in\s+)?|时区[:：]?\s*`);
const IN = sticky(String.raw`(?:in|by)\s+`);
const TIME_FOLLOWS = sticky(
  String.raw`\s*(?:standard\s+|daylight\s+|local\s+)?time(?:\s*zone)?${END}|\s*(?:标准|当地)?(?:时间|时区)`,
);
const MAX_NAME_WORDS = 7;
const MAX_NAME_HAN = 14;

/** Words that tell a time, and numbers: nobody would name a topic by them. */
const OF_TIME =
  /\d|\b(?:today|tonight|tomorrow|yesterday|next|last|weeks?|months?|mornings?|afternoons?|evenings?|nights?|starting|until|till|except|o'?clock|minutes?|hours?)\b|今天|明天|后天|下周|上周|本周|早上|晚上|下午|上午/iu;

/** Returns the fields that a text contains without labels, and all words of it that are none. */
export function parseDigestRequest(typed: string, names: TopicNames): ParsedDigestRequest {
  const text = simplified(typed.normalize('NFKC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')).trim();
  const parts = settle([...partsOf(text, names)]);
  const { topics, unknown } = topicsIn(parts, names);
  const valuesOf = (kind: PartKind): string[] => parts.flatMap((part) => (part.kind === kind ? [part.value] : []));
  const input: { -readonly [Field in keyof ParsedDigestRequest['input']]: string } = {};
  if (topics.size > 0) input.topics = topics.has('all') ? 'all' : [...topics].join(', ');
  const days = valuesOf('days').join(' ');
  if (days !== '') input.days = days;
  // "weekly" alone names no day.
  else unknown.push(...valuesOf('weekly'));
  for (const kind of ['time', 'zone', 'language', 'whenQuiet'] as const) {
    const [first, ...more] = new Set(valuesOf(kind));
    if (first !== undefined) input[kind] = first;
    unknown.push(...more);
  }
  return { input, unknown };
}

/** The topics that are named, and what is left: each run of words between the parts of a schedule is one name or, where it is none, several joined by "and". */
function topicsIn(parts: readonly RequestPart[], names: TopicNames) {
  const topics = new Set<string>();
  const unknown: string[] = [];
  const take = (piece: readonly RequestPart[]): void => {
    const known = piece.flatMap(({ kind, value }) => (kind === 'topic' ? [value] : []));
    const whole = joined(piece);
    // Beside a topic's name a search would pass over what it does not know.
    const found = known.length > 0 || OF_TIME.test(whole) ? undefined : names.found(whole);
    const [first, ...others] = divide(piece, (part) => part.apart === 'and');
    if (found !== undefined) topics.add(found);
    else if (first !== undefined && others.length > 0) for (const one of [first, ...others]) take(one);
    else {
      for (const one of known) topics.add(one);
      for (const run of divide(piece, (part, before) => part.kind !== before.kind))
        if (run[0]?.kind === 'unknown') unknown.push(joined(run));
    }
  };
  const words = parts.filter(({ kind }) => kind === 'topic' || kind === 'unknown');
  for (const piece of divide(words, ({ apart }) => apart === 'comma')) take(piece);
  return { topics, unknown };
}

/** Divides parts into runs: a new one begins where `begins` says so. */
function divide(
  parts: readonly RequestPart[],
  begins: (part: RequestPart, before: RequestPart) => boolean,
): RequestPart[][] {
  const runs: RequestPart[][] = [];
  for (const [at, part] of parts.entries()) {
    const before = parts[at - 1];
    if (before === undefined || begins(part, before)) runs.push([part]);
    else runs.at(-1)?.push(part);
  }
  return runs;
}

const joined = (parts: readonly RequestPart[]): string =>
  parts.map(({ text }) => text).join(HAN.test(parts[0]?.text ?? '') ? '' : ' ');

function* partsOf(text: string, names: TopicNames): Generator<RequestPart> {
  let apart: RequestPart['apart'] = 'comma';
  let before: PartKind | undefined;
  for (let at = 0; at < text.length;) {
    const skipped = matchAt(SEPARATOR, text, at);
    if (skipped !== '') {
      if (/[·,;、，；]/u.test(skipped)) apart = 'comma';
      else if (/[&+/|]/u.test(skipped)) apart ??= 'and';
      at += skipped.length;
      continue;
    }
    const match = matchOf(text, at, names, before);
    const filler = match === undefined ? matchAt(FILLER, text, at) : '';
    if (filler !== '') {
      if (AND.test(filler)) apart ??= 'and';
      at += filler.length;
      continue;
    }
    const length = match?.length ?? (matchAt(WORD, text, at).length || 1);
    const part = text.slice(at, at + length).trim();
    const { kind, value }: Pick<RequestPart, 'kind' | 'value'> = match ?? { kind: 'unknown', value: part };
    yield { kind, value, text: part, apart };
    apart = kind === 'topic' || kind === 'unknown' ? undefined : 'comma';
    before = kind;
    at += length;
  }
}

/** What begins at a place: of a part of the schedule, a zone and a topic the longest. */
function matchOf(text: string, at: number, names: TopicNames, before: PartKind | undefined): PartMatch | undefined {
  const topic = topicAt(text, at, names);
  const field = fieldAt(text, at);
  if (field !== undefined && field.length >= (topic?.length ?? 0)) return field;
  // "weekdays 9": a number right behind days is an hour.
  const hour =
    before === 'days' ? /^(?:[01]?\d|2[0-3])(?![\w.:%\p{Script=Han}-])/u.exec(text.slice(at, at + 4))?.[0] : undefined;
  if (hour !== undefined) return { kind: 'time', value: hour, length: hour.length };
  const zone = zoneAt(text, at, before);
  if (zone !== undefined && topic !== undefined && zone.length === topic.length)
    return { ...topic, kind: before === 'time' ? 'either' : 'topic', value: `${topic.value}\n${zone.value}` };
  return zone !== undefined && zone.length > (topic?.length ?? 0) ? zone : topic;
}

function fieldAt(text: string, at: number): PartMatch | undefined {
  for (const [kind, pattern] of PATTERNS) {
    const found = matchAt(pattern, text, at);
    if (found !== '') return { kind, value: valueOf(kind, found.trim()), length: found.length };
  }
  return undefined;
}

/** What the parsers of the fields take. */
function valueOf(kind: PartKind, found: string): string {
  if (kind === 'language') return /en|英/iu.test(found.replace(/^(?:in|into|language)\s+/iu, '')) ? 'en' : 'zh';
  if (kind === 'whenQuiet') return /brief|rotate|轮换/iu.test(found) ? 'rotate' : 'skip';
  return kind === 'time' ? found.replace(/^(?:at\s+|@\s*)/iu, '') : found;
}

/** The longest name of a topic that begins here. */
function topicAt(text: string, at: number, names: TopicNames): PartMatch | undefined {
  for (const candidate of beginnings(text, at, /^[^,;、，；()（）]+/u)) {
    const value = names.named(candidate);
    if (value !== undefined) return { kind: 'topic', value, length: candidate.length };
  }
  return undefined;
}

/** The longest name of a zone that begins here, with what says that it is one. */
function zoneAt(text: string, at: number, before: PartKind | undefined): PartMatch | undefined {
  const announced = matchAt(ZONE_FOLLOWS, text, at);
  const lead = announced === '' ? matchAt(IN, text, at) : announced;
  const start = at + lead.length;
  // A comma is within a name such as "Knox, Indiana".
  for (const candidate of beginnings(text, start, /^[^;、，；()（）]+/u)) {
    const behind = matchAt(TIME_FOLLOWS, text, start + candidate.length);
    const isSure = lead !== '' || behind !== '' || before === 'time';
    if (isZoneName(candidate, isSure))
      return { kind: 'zone', value: candidate, length: lead.length + candidate.length + behind.length };
  }
  if (announced === '') return undefined;
  // A zone was announced: what follows is no topic, and the parser of zones says what it may be instead.
  const value = /^[^,;、，；]+/u.exec(text.slice(start))?.[0].trim() ?? '';
  return value === '' ? undefined : { kind: 'zone', value, length: lead.length + value.length };
}

/** The texts that begin at a place, longest first: of whole words, or of Chinese characters. */
function beginnings(text: string, at: number, words: RegExp): readonly string[] {
  const rest = text.slice(at, at + 120);
  if (HAN.test(rest.charAt(0))) {
    const [run = ''] = /^[\p{Script=Han}\d·]+/u.exec(rest) ?? [];
    return Array.from({ length: Math.min(run.length, MAX_NAME_HAN) }, (_, index) =>
      run.slice(0, index + 1),
    ).toReversed();
  }
  const [run = ''] = words.exec(rest) ?? [];
  const ends = [...run.matchAll(/[^\s,\p{Script=Han}](?=[\s,]|\p{Script=Han}|$)/gu)].slice(0, MAX_NAME_WORDS);
  return ends.map(({ index }) => run.slice(0, index + 1)).toReversed();
}

/** Decides what may be a topic or a zone: a zone right behind a time where another topic could be meant, a topic otherwise. */
function settle(parts: readonly RequestPart[]): RequestPart[] {
  let isTaken = parts.some(({ kind }) => kind === 'zone') || !parts.some(({ kind }) => kind === 'topic');
  return parts.map((part) => {
    const [topic = '', zone = ''] = part.value.split('\n');
    if (part.kind !== 'topic' && part.kind !== 'either') return part;
    const isTopic = part.kind === 'topic' || isTaken;
    isTaken ||= part.kind === 'either';
    return Object.assign({}, part, isTopic ? { kind: 'topic', value: topic } : { kind: 'zone', value: zone });
  });
}

/** What a pattern finds right at a place of a text; nothing is an empty text. */
function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

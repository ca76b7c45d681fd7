/** Parses what people type without naming the fields, such as "energy weekdays 9am Beijing in Chinese"; what is not understood is returned, never dropped. Pure. */
import { simplified } from '../../shared/simplified.ts';
import { zoneIndex, zoneKey } from '../../digest/zones/index-of-names.ts';
import { parseOffset } from '../../digest/zones/offset.ts';
import type { SubscriptionInput } from './subscription-input.ts';
import { END, FILLER, matchAt, PATTERNS, sticky, type PartKind } from './schedule-patterns.ts';
import type { TopicNames } from './topic-names.ts';

export type UnlabelledText = {
  readonly input: Pick<SubscriptionInput, 'topics' | 'days' | 'time' | 'zone' | 'language'>;
  /** What was not understood, as typed. */
  readonly unknown: readonly string[];
  /** How often a digest was wanted, where it is understood but cannot be done, such as "every 2 weeks". */
  readonly unsupported: readonly string[];
};

type ScheduleItem = {
  readonly kind: PartKind;
  readonly text: string;
  /** Whether a comma, or something that belongs to the schedule, parts it from the item before. */
  readonly parted: boolean;
  /** What stands in the input for it. */
  readonly value: string;
};
type Match = Pick<ScheduleItem, 'kind' | 'value'> & { readonly length: number };

const SEPARATOR = /[\s,;、，；/&+|()（）。!！?？]+/uy;
const COMMA = /[,;、，；]/u;
const WORD = /[^\s,;、，；()（）\p{Script=Han}]+/uy;
const HAN = /\p{Script=Han}/u;
/** What says that a zone follows, and what says that a zone was before. */
const ZONE_FOLLOWS = sticky(String.raw`(?:time\s*zone|zone|tz)\s+(?:of\s+|in\s+)?|时区[:：]?\s*`);
const IN = sticky(String.raw`(?:in|by)\s+`);
const TIME_FOLLOWS = sticky(
  String.raw`\s*(?:standard\s+|daylight\s+|local\s+)?time(?:\s*zone)?${END}|\s*(?:标准|当地)?(?:时间|时区)`,
);
const NAME_WORDS_MOST = 7;
const NAME_HAN_MOST = 14;
const ZONE_WORDS_MOST = 4;

/** Words that tell a time, and numbers: nobody would name a topic by them. */
const OF_TIME =
  /\d|\b(?:today|tonight|tomorrow|yesterday|next|last|weeks?|months?|mornings?|afternoons?|evenings?|nights?|starting|until|till|except|o'?clock|minutes?|hours?)\b|今天|明天|后天|下周|上周|本周|早上|晚上|下午|上午/iu;

/** Returns the fields that a text contains without labels, and all words of it that are none. */
export function parseUnlabelled(typed: string, names: TopicNames): UnlabelledText {
  const text = simplified(typed.normalize('NFKC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')).trim();
  const items = settle([...itemsOf(text, names)]);
  const topics = new Set<string>();
  const unknown: string[] = [];
  for (const piece of piecesOf(items)) {
    const known = piece.flatMap(({ kind, value }) => (kind === 'topic' ? [value] : []));
    const whole = piece.map((item) => item.text).join(HAN.test(piece[0]?.text ?? '') ? '' : ' ');
    // Beside a topic's name a search would pass over what it does not know.
    const found = known.length > 0 || OF_TIME.test(whole) ? undefined : names.found(whole);
    if (found !== undefined) topics.add(found);
    else {
      for (const one of known) topics.add(one);
      unknown.push(...runsOf(piece));
    }
  }
  const valuesOf = (kind: PartKind): string[] => items.flatMap((item) => (item.kind === kind ? [item.value] : []));
  const [zone, ...moreZones] = valuesOf('zone');
  const [time, ...moreTimes] = valuesOf('time');
  const [language, ...moreLanguages] = new Set(valuesOf('language'));
  const days = valuesOf('days').join(' ');
  // "weekly" alone names no day.
  const weekly = days === '' ? valuesOf('weekly') : [];
  return {
    input: {
      ...(topics.size > 0 && { topics: topics.has('all') ? 'all' : [...topics].join(', ') }),
      ...(days !== '' && { days }),
      ...(time !== undefined && { time }),
      ...(zone !== undefined && { zone }),
      ...(language !== undefined && { language }),
    },
    unknown: [...unknown, ...weekly, ...moreTimes, ...moreZones, ...moreLanguages],
    unsupported: valuesOf('unsupported'),
  };
}

function* itemsOf(text: string, names: TopicNames): Generator<ScheduleItem> {
  let parted = true;
  let before: PartKind | undefined;
  for (let at = 0; at < text.length;) {
    const skipped = matchAt(SEPARATOR, text, at);
    if (skipped !== '') {
      parted ||= COMMA.test(skipped);
      at += skipped.length;
      continue;
    }
    const match = matchOf(text, at, names, before);
    if (match === undefined) {
      const filler = matchAt(FILLER, text, at);
      if (filler !== '') {
        at += filler.length;
        continue;
      }
    }
    const length = match?.length ?? (matchAt(WORD, text, at).length || 1);
    const part = text.slice(at, at + length).trim();
    const { kind, value }: Pick<ScheduleItem, 'kind' | 'value'> = match ?? { kind: 'unknown', value: part };
    yield { kind, value, text: part, parted };
    parted = kind !== 'topic' && kind !== 'unknown';
    before = kind;
    at += length;
  }
}

function matchOf(text: string, at: number, names: TopicNames, before: PartKind | undefined): Match | undefined {
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

function fieldAt(text: string, at: number): Match | undefined {
  for (const [kind, pattern] of PATTERNS) {
    const found = matchAt(pattern, text, at);
    if (found !== '') return { kind, value: valueOf(kind, found.trim()), length: found.length };
  }
  return undefined;
}

/** What the readers of days, times and languages take. */
function valueOf(kind: PartKind, found: string): string {
  switch (kind) {
    case 'time': {
      const time = found.replace(/^(?:at|@)\s*/iu, '').replace(/^(\d{1,2})h(\d{2})/iu, '$1:$2');
      const [, clock, part] = /^([\d:.]+).*?(morning|afternoon|evening|night)$/iu.exec(time) ?? [];
      return clock === undefined
        ? time
        : `${clock.replace('.', ':')} ${part?.toLowerCase() === 'morning' ? 'am' : 'pm'}`;
    }
    case 'days':
      return /^once/iu.test(found) ? 'daily' : found;
    case 'language':
      return /en|英/iu.test(found.replace(/^(?:in|language)\s+/iu, '')) ? 'en' : 'zh';
    default:
      return found;
  }
}

/** The longest name of a topic that begins here. */
function topicAt(text: string, at: number, names: TopicNames): Match | undefined {
  for (const candidate of beginnings(text, at, NAME_WORDS_MOST, NAME_HAN_MOST)) {
    const value = names.named(candidate);
    if (value !== undefined) return { kind: 'topic', value, length: candidate.length };
  }
  return undefined;
}

/** The longest name of a zone that begins here, with what says that it is one. */
function zoneAt(text: string, at: number, before: PartKind | undefined): Match | undefined {
  const announced = matchAt(ZONE_FOLLOWS, text, at);
  const lead = announced === '' ? matchAt(IN, text, at) : announced;
  const start = at + lead.length;
  for (const candidate of beginnings(text, start, ZONE_WORDS_MOST, NAME_HAN_MOST)) {
    const behind = matchAt(TIME_FOLLOWS, text, start + candidate.length);
    const isSure = lead !== '' || behind !== '' || before === 'time';
    const isNamed = isZone(candidate, isSure);
    if (isNamed) return { kind: 'zone', value: candidate, length: lead.length + candidate.length + behind.length };
  }
  if (announced === '') return undefined;
  // A zone was announced: what follows is no topic, and the reader of zones says what it may be instead.
  const value = /^[^,;、，；]+/u.exec(text.slice(start))?.[0].trim() ?? '';
  return value === '' ? undefined : { kind: 'zone', value, length: lead.length + value.length };
}

/** Whether a text names a zone; short forms such as "art" and "us" only where something else says so, or in capitals. */
function isZone(text: string, isSure: boolean): boolean {
  const offset = parseOffset(text);
  if (offset !== undefined) return isSure || /[a-z]/iu.test(text);
  const key = zoneKey(text);
  const entry = zoneIndex().byKey.get(key);
  if (entry === undefined) return key === 'utc' || key === 'gmt';
  const isShort = entry.kind === 'abbreviation' || /^[a-z]{1,2}$/iu.test(text);
  return isSure || !isShort || text === text.toUpperCase();
}

/** The texts that begin at a place, longest first: of whole words, or of Chinese characters. */
function beginnings(text: string, at: number, wordsMost: number, hanMost: number): readonly string[] {
  const rest = text.slice(at, at + 120);
  if (HAN.test(rest.charAt(0))) {
    const [run = ''] = /^[\p{Script=Han}\d·]+/u.exec(rest) ?? [];
    return Array.from({ length: Math.min(run.length, hanMost) }, (_, index) => run.slice(0, index + 1)).toReversed();
  }
  const [run = ''] = /^[^,;、，；()（）]+/u.exec(rest) ?? [];
  const ends = [...run.matchAll(/[^\s\p{Script=Han}](?=\s|\p{Script=Han}|$)/gu)].slice(0, wordsMost);
  return ends.map(({ index }) => run.slice(0, index + 1)).toReversed();
}

/** Decides what may be a topic or a zone: a zone right behind a time where another topic or none could be meant, a topic otherwise. */
function settle(items: readonly ScheduleItem[]): ScheduleItem[] {
  const hasZone = items.some(({ kind }) => kind === 'zone');
  const hasTopic = items.some(({ kind }) => kind === 'topic');
  let isTaken = hasZone || !hasTopic;
  return items.map((item) => {
    const [topic = '', zone = ''] = item.value.split('\n');
    if (item.kind === 'topic') return { ...item, value: topic };
    if (item.kind !== 'either') return item;
    const kind = isTaken ? 'topic' : 'zone';
    isTaken = true;
    return { ...item, kind, value: kind === 'topic' ? topic : zone };
  });
}

/** The topics and unknown words between commas and the parts of a schedule. */
function piecesOf(items: readonly ScheduleItem[]): ScheduleItem[][] {
  const pieces: ScheduleItem[][] = [];
  for (const item of items) {
    if (item.kind !== 'topic' && item.kind !== 'unknown') continue;
    if (item.parted || pieces.length === 0) pieces.push([item]);
    else pieces.at(-1)?.push(item);
  }
  return pieces;
}

/** The unknown words of a piece, those side by side together. */
function runsOf(piece: readonly ScheduleItem[]): string[] {
  const runs: string[][] = [[]];
  for (const { kind, text } of piece) {
    if (kind === 'unknown') runs.at(-1)?.push(text);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0).map((run) => run.join(HAN.test(run[0] ?? '') ? '' : ' '));
}

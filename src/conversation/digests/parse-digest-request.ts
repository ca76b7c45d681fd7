/** Parses a digest typed in one line: topics, days, time, zone and language in this order, such as "energy weekdays 9am Beijing in Chinese". Every word goes into a field, whose own parser refuses what it does not know. Pure. */
import { daysAt } from '../../digest/schedule/days.ts';
import { timeAt } from '../../digest/schedule/parse-time.ts';
import { simplified } from '../../shared/simplified.ts';
import { CHINESE_LANGUAGE_NAMES, LANGUAGE_NAMES, languageNamed } from '../language-names.ts';
import type { SubscriptionInput } from './subscription-input.ts';
import type { TopicNames } from './topic-names.ts';

/** Days, a time and what stands around them, each as typed. */
type ScheduleParts = {
  readonly before: string;
  readonly days: string | undefined;
  readonly time: string | undefined;
  readonly after: string;
};

const LANGUAGE = new RegExp(
  String.raw`(?:(?<![a-z-])(?:(?:in|to|into)\s+)?(${[...LANGUAGE_NAMES.keys()].join('|')})|[用以]?(${CHINESE_LANGUAGE_NAMES.join('|')})版?)$`,
  'iu',
);
/** A schedule begins with a word, or with a Chinese character. */
const BEGINNINGS = /(?<![a-z0-9.'’-])[a-z0-9@]|\p{Script=Han}/giu;
const AT = /^(?:at\s+|@\s*)/iu;
const BARE_NUMBER = /^\d+$/u;
const JOINING = /^[\s,，、;；·]+|[\s,，、;；·]+$/gu;
const ZONE_FOLLOWS = /^(?:in\s+)?(?:(?:time\s*)?zone\s+|时区\s*)?/iu;

/** One line in simplified characters. */
const normalized = (text: string): string =>
  simplified(text.normalize('NFKC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s]+/gu, ' ')).trim();

/** Returns the days and the time in a text, in either order; a bare number is a time only behind days. */
export function scheduleIn(typed: string): ScheduleParts {
  const text = normalized(typed);
  for (const { index } of text.matchAll(BEGINNINGS)) {
    const [atFirst, timeFirst] = [daysAt(text, index), timeAt(text, index)];
    if (atFirst === '' && (timeFirst === '' || BARE_NUMBER.test(timeFirst))) continue;
    let after = text.slice(index);
    const take = (part: string): string | undefined => {
      after = after.slice(part.length).replace(JOINING, '');
      return part === '' ? undefined : part;
    };
    const first = take(atFirst);
    const time = take(timeAt(after));
    const days = first ?? take(daysAt(after));
    return { before: text.slice(0, index).replace(JOINING, ''), days, time: time?.replace(AT, ''), after };
  }
  return { before: text, days: undefined, time: undefined, after: '' };
}

/** Returns the fields that a text without labels fills. */
export function parseDigestRequest(typed: string, names: TopicNames): SubscriptionInput {
  const text = normalized(typed);
  const spoken = LANGUAGE.exec(text);
  const { before, days, time, after } = scheduleIn(text.slice(0, spoken?.index));
  const zone = after.replace(ZONE_FOLLOWS, '');
  // "daily 9am Taiwan": where no topic stands in front, a place that is one is meant as that.
  const isTopic = before === '' && names.named(zone) !== undefined;
  const given = {
    topics: isTopic ? zone : before,
    days,
    time,
    zone: isTopic ? '' : zone,
    language: languageNamed(spoken?.[1] ?? spoken?.[2] ?? ''),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ''));
}

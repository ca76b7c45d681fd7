/** What is understood of a text about a digest, to fill its form with: the longest words that name a topic, days, a time, a place or a language, each as its own field takes it. Pure. */
import { daysAt } from '../../digest/schedule/days.ts';
import { timeAt } from '../../digest/schedule/parse-time.ts';
import { zonesNamed } from '../../digest/schedule/zone.ts';
import { simplified } from '../../shared/simplified.ts';
import { languageNamed } from '../language-names.ts';
import type { SubscriptionInput } from './subscription-input.ts';
import { ALL, type TopicNames } from './topic-names.ts';

/** What a text says of a digest, and the words that say nothing. */
export type Understood = { readonly input: SubscriptionInput; readonly unknown: readonly string[] };

type Field = 'topics' | 'days' | 'time' | 'zone' | 'language';

const MAX_CHARACTERS = 200;
/** No name, days or time have more words, or Chinese characters. */
const MAX_WORDS = 16;
/** A Chinese character, or what stands between spaces, commas and Chinese. */
const WORD = /\p{Script=Han}|[^\s,;，、；·|\p{Script=Han}]+/gu;
const BETWEEN = /^(?:and|at|in|on|the|for|to|[&+]|[和与及在的])$/iu;
const CHANNEL = /<#([A-Z0-9]+)(?:\|[^<>]*)?>/iu;
/** Asks for a digest by direct message. */
const PERSONAL = /(?:^|\s)(?:to|for) me\s*$|(?:发)?给我(?:本人)?\s*$|(?:发)?私信(?:给)?我?\s*$/iu;
const BARE_NUMBER = /^\d+$/u;

/** Returns what is understood of a text; a name that several topics have, or that is misspelt, stays as typed. */
export function understand(typed: string, names?: TopicNames): Understood {
  const channel = CHANNEL.exec(typed)?.[1];
  const whole = typed.normalize('NFKC').replace(CHANNEL, ' ').slice(0, MAX_CHARACTERS);
  const text = whole.replace(PERSONAL, '');
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
  const fields: { [Name in Field]?: string } = {};
  const topics: string[] = [];
  const unknown: { readonly from: number; readonly to: number; readonly next: number }[] = [];
  let last: Field | undefined;

  /** Takes the longest phrase that fills a field from a word on; returns how many words it has, 0 where there is none. */
  const take = (at: number): number => {
    const from = words[at]?.from;
    for (let count = Math.min(MAX_WORDS, words.length - at); count > 0; count -= 1) {
      const phrase = text.slice(from, words[at + count - 1]?.to);
      const field = fieldOf(phrase, last, names);
      if (field === undefined || (field !== 'topics' && fields[field] !== undefined)) continue;
      const ids = field === 'topics' ? (names?.named(phrase) ?? []) : [];
      if (field === 'topics') topics.push(ids.length === 1 ? (ids[0] ?? phrase) : phrase);
      else fields[field] = phrase;
      last = field;
      return count;
    }
    return 0;
  };

  for (let at = 0; at < words.length;) {
    const { from = 0, to = 0 } = words[at] ?? {};
    const count = take(at);
    at += Math.max(1, count);
    if (count > 0) continue;
    const before = unknown.at(-1);
    if (before?.next === at - 1) unknown.splice(-1, 1, { from: before.from, to, next: at });
    else if (!BETWEEN.test(text.slice(from, to))) unknown.push({ from, to, next: at });
  }

  const phrases = unknown.map((one) => text.slice(one.from, one.to));
  const slips = phrases.filter((phrase) => (names?.misspelt(phrase) ?? []).length > 0);
  // Whoever writes "all" beside a name means all of that.
  const meant = [...new Set([...topics, ...slips])].filter((topic, _, all) => topic !== ALL || all.length === 1);
  return {
    input: {
      ...fields,
      ...(meant.length > 0 && { topics: meant.join(', ') }),
      ...(channel !== undefined && { channel }),
      ...(text !== whole && { isPersonal: true }),
    },
    unknown: phrases.filter((phrase) => !slips.includes(phrase)),
  };
}

/** Returns the field that a phrase fills as a whole: a place behind a time is a zone, and a bare number is a time behind days alone. */
function fieldOf(phrase: string, last: Field | undefined, names: TopicNames | undefined): Field | undefined {
  const text = simplified(phrase);
  // Behind a comma stands another thing, but for "Boston, MA" behind a time.
  const isZone = (last === 'time' || !/[,，]/u.test(text)) && zonesNamed(phrase).length > 0;
  if (isZone && last === 'time') return 'zone';
  if ((names?.named(phrase) ?? []).length > 0) return 'topics';
  if (daysAt(text) === text) return 'days';
  if (timeAt(text) === text && (last === 'days' || !BARE_NUMBER.test(text))) return 'time';
  if (isZone) return 'zone';
  return languageNamed(phrase) === undefined ? undefined : 'language';
}

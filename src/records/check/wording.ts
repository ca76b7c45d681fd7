/** Whether two texts say the same in other words: the same figures, names, hedges, negations and directions. Pure. */
import { figuresOf, type Figure } from '../figures.ts';
import type { Language } from '../schema.ts';
import wordGroups from './wording.json' with { type: 'json' };

/** What of the meaning of a text a change of its wording must leave alone. */
type WordingPart = 'figures' | 'names' | 'hedges' | 'negations' | 'directions';

/** Within a group another form is only wording. */
const groups = ({ en, zh }: { readonly en: readonly string[]; readonly zh: readonly string[] }) => ({
  en: en.map((group) => new RegExp(`\\b(?:${group})\\b`, 'giu')),
  zh: zh.map((group) => new RegExp(group, 'gu')),
});
const GROUPS = {
  hedges: groups({ en: wordGroups.en.hedges, zh: wordGroups.zh.hedges }),
  negations: groups({ en: wordGroups.en.negations, zh: wordGroups.zh.negations }),
  directions: groups({ en: wordGroups.en.directions, zh: wordGroups.zh.directions }),
} as const;

/** Returns what two texts of one language do not have in common that no change of wording may touch, each with the words; `names` are names of the relationship, which Chinese does not write otherwise than words. */
export function wordingChanges(
  before: string,
  after: string,
  language: Language,
  names: readonly string[] = [],
): { readonly part: WordingPart; readonly words: readonly string[] }[] {
  const [old, now] = [figuresOf(before, language), figuresOf(after, language)];
  const isNamed = (name: string): boolean =>
    /\p{Script=Han}/u.test(name) && before.includes(name) !== after.includes(name);
  const found: { readonly part: WordingPart; readonly words: readonly string[] }[] = [
    { part: 'figures', words: [...lostFigures(old, now), ...lostFigures(now, old)] },
    {
      part: 'names',
      words: [...new Set([...lostNames(before, after), ...lostNames(after, before), ...names.filter(isNamed)])],
    },
    ...(['hedges', 'negations', 'directions'] as const).map((part) => ({
      part,
      words: otherCounts(before, after, GROUPS[part][language]),
    })),
  ];
  return found.filter(({ words }) => words.length > 0);
}

/** Figures of a text that another one does not have as often. */
function lostFigures(from: readonly Figure[], against: readonly Figure[]): string[] {
  const left = against.map(({ readings }) => readings.join('|'));
  return from.flatMap(({ readings, written }) => {
    const at = left.indexOf(readings.join('|'));
    if (at === -1) return [written];
    left.splice(at, 1);
    return [];
  });
}

/** Words with which an English sentence begins that are no names. */
const BEGINNINGS = new Set(
  'a an the this that these those it its they their there he she his her we our in on at by for from of to as with while when where after before since until during under over both each all some most many few no not and but or if although though because despite also only such other another neither either'.split(
    ' ',
  ),
);
const WORD = /\p{Script=Latin}[\p{Script=Latin}\p{N}'’.-]*/gu;
const BEGINS = /(?:^|[.!?:;。！？：；“"(（])\s*$/u;

/** A word without its possessive ending and the mark behind it. */
const bare = (word: string): string => word.replace(/['’]s$|[.'’-]+$/u, '');

/** Names in capital letters and titles in quotation marks that a text has and another one has not. */
function lostNames(from: string, there: string): string[] {
  const words = new Set([...there.matchAll(WORD)].map(([word]) => bare(word)));
  const lower = new Set([...words].map((word) => word.toLowerCase()));
  const names = [...from.matchAll(WORD)].flatMap(({ 0: written, index }) => {
    const word = bare(written);
    if (!/^\p{Lu}/u.test(word) || words.has(word)) return [];
    // The first word of a sentence may be any word; that it stands in the other text in small letters shows that it is none of a name.
    const isWord = BEGINNINGS.has(word.toLowerCase()) || lower.has(word.toLowerCase());
    return isWord && BEGINS.test(from.slice(0, index)) ? [] : [word];
  });
  const titles = [...from.matchAll(/[《“「][^》”」]*[》”」]/gu)].map(([title]) => title);
  return [...names, ...titles.filter((title) => !there.includes(title))];
}

function otherCounts(before: string, after: string, words: readonly RegExp[]): string[] {
  return words.flatMap((group) => {
    const [old, now] = [before.match(group) ?? [], after.match(group) ?? []];
    return old.length === now.length ? [] : [...new Set([...old, ...now].map((word) => word.toLowerCase()))];
  });
}

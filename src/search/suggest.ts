/** Suggestions: type-ahead for a few letters, and the ids nearest to a misspelt one. */
import { namesOf } from './units.ts';
import { distance } from './spelling.ts';
import { fullName, inTitleOrder } from '../records/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { simplified } from '../shared/simplified.ts';
import { nameKey, compareTexts } from '../shared/text.ts';

type Ranked = (question: string) => readonly {
  readonly brief: Brief;
  readonly score: number;
  readonly names: readonly string[];
}[];
export type Suggester = {
  readonly suggest: (typed: string, language: Language, most: number) => readonly Brief[];
  readonly nearest: (id: string) => readonly Brief[];
};

/** Where a name or a word inside it begins, its brief by its number, and whether it is the whole name. */
type Beginning = readonly [start: string, brief: number, isWhole: boolean];

const MAX_TYPED = 100;
const MAX_NEAREST = 3;
/** Of the names that begin with a letter or two, so many are compared. */
const MAX_BEGUN = 1_000;

const idKey = (id: string): string => nameKey(id).replaceAll(' ', '-');
const typedKey = (text: string): string => simplified(nameKey(text));

/** Returns the names of a topic behind its relationship: by its id, and by its title. */
const fullNames = (brief: Brief): string[] => [fullName(brief), `${brief.relationship}/${brief.title.en}`];

/** Returns the type-ahead over briefs by their names; `rank` supplies what the beginnings of names do not. */
export function createSuggester(briefs: readonly Brief[], rank: Ranked): Suggester {
  let beginnings: readonly Beginning[] | undefined;
  const byTitle = new Map<Language, readonly Brief[]>();

  const titles = (language: Language): readonly Brief[] => {
    let sorted = byTitle.get(language);
    if (sorted === undefined) {
      sorted = inTitleOrder(briefs, language);
      byTitle.set(language, sorted);
    }
    return sorted;
  };

  /** Where names, and the words inside names, begin: sorted, so that a prefix is one stretch. */
  const beginningsOf = (): readonly Beginning[] => {
    beginnings ??= briefs
      .flatMap((brief, position) => {
        const starts = new Map<string, boolean>();
        const add = (start: string, isWhole: boolean): void =>
          void starts.set(start, isWhole || starts.get(start) === true);
        for (const name of fullNames(brief)) add(typedKey(name), true);
        for (const name of namesOf(brief)) {
          const key = typedKey(name);
          add(key, true);
          for (let at = key.indexOf(' '); at >= 0; at = key.indexOf(' ', at + 1)) add(key.slice(at + 1), false);
        }
        return [...starts].map(([start, isWhole]): Beginning => [start, position, isWhole]);
      })
      .toSorted(([a], [b]) => compareTexts(a, b));
    return beginnings;
  };

  const beginningWith = (typed: string, most: number): Brief[] => {
    const list = beginningsOf();
    let low = 0;
    for (let high = list.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.[0] ?? '') < typed) low = middle + 1;
      else high = middle;
    }
    let high = low;
    while (high < list.length && high - low < MAX_BEGUN && list[high]?.[0].startsWith(typed) === true) high += 1;
    // Names before words inside names, and short ones first: "chi" is the beginning of chips before it is that of Chinese goods.
    const begun = list
      .slice(low, high)
      .toSorted(([a, , isA], [b, , isB]) => Number(isB) - Number(isA) || a.length - b.length);
    return [...new Set(begun.map(([, at]) => at))].slice(0, most).flatMap((at) => briefs.slice(at, at + 1));
  };

  return {
    suggest: (typed, language, most) => {
      const key = typedKey(typed.slice(0, MAX_TYPED));
      if (key === '') return titles(language).slice(0, most);
      const begun = beginningWith(key, most);
      const ranked = begun.length < most ? rank(typed.slice(0, MAX_TYPED)).filter(({ score }) => score > 0) : [];
      return [...new Set([...begun, ...ranked.map(({ brief }) => brief)])].slice(0, most);
    },
    nearest: (id) => {
      const typed = id.slice(0, MAX_TYPED);
      const key = idKey(typed);
      if (key === '') return [];
      // Only the topic's part may be far off: of two relationships' topics the one of the relationship named is meant.
      const most = Math.max(1, Math.floor(idKey(typed.slice(typed.lastIndexOf('/') + 1)).length / 3));
      const near = briefs
        .map((brief) => ({
          brief,
          edits: Math.min(...[brief.id, ...fullNames(brief)].map((name) => distance(key, idKey(name), most))),
        }))
        .filter(({ edits }) => edits <= most)
        .toSorted((a, b) => a.edits - b.edits)
        .map(({ brief }) => brief);
      const ranked =
        near.length < MAX_NEAREST
          ? rank(key)
              .filter(({ names }) => names.length > 0)
              .map(({ brief }) => brief)
          : [];
      return [...new Set([...near, ...beginningWith(key.replaceAll('-', ' '), MAX_NEAREST), ...ranked])].slice(
        0,
        MAX_NEAREST,
      );
    },
  };
}

/** Decides whether a message that names none of the parties is about the topics all the same, and not about everyday matters that share a word with them. */
import type { Index } from './inverted-index.ts';
import { BOTH, type PartyNames } from './parties.ts';
import { everydayIn, type Clause } from './parse-question.ts';

/** The weight of a topic's name: several words of which one is unambiguous, one unambiguous word, several ambiguous words, one ambiguous word. */
const NAME_WEIGHT = { several: 1, one: 0.6, severalAmbiguous: 0.5, oneAmbiguous: 0.4 } as const;
/** What each further name of the same topic adds, and how many may. */
const FURTHER = 0.2;
const MAX_FURTHER = 3;
/** What a word of international affairs adds, or a mention of two sides, and the most in all. */
const AFFAIRS = 0.2;
const MAX_AFFAIRS = 0.4;
/** The cost of an everyday word. */
const EVERYDAY = 0.5;
/** Two topics support each other; a single one needs more evidence. */
const NEEDED = { two: 1, one: 1.4 } as const;

/** Returns whether the clauses of a message clearly name topics; never where it names a country other than the parties. */
export function isAboutParties(clauses: readonly Clause[], { partyNames }: Index): boolean {
  const { ours, isAmbiguous } = partyNames;
  if (clauses.some((clause) => namesOthers(clause, ours))) return false;
  const names = new Map<number, Map<string, number>>();
  const affairs = new Set<string>();
  let everyday = 0;
  for (const clause of clauses) {
    for (const name of clause.names) {
      const [brief] = name.briefs;
      if (brief === undefined || name.contentWords === 0) continue;
      const known = names.get(brief) ?? new Map<string, number>();
      names.set(brief, known.set(name.text, topicWeight(clause, name, isAmbiguous)));
    }
    for (const { kind, key, country } of clause.row) if (kind === 'affairs' || country !== undefined) affairs.add(key);
    everyday += everydayIn(clause).length;
  }
  // Ambiguous words alone are no evidence, however many they are.
  if (![...names.values()].some((known) => Math.max(...known.values()) >= NAME_WEIGHT.one)) return false;
  const topics = [...names.values()].map(
    (known) => Math.max(...known.values()) + FURTHER * Math.min(known.size - 1, MAX_FURTHER),
  );
  const nameWeight = topics.reduce((sum, one) => sum + one, 0) - EVERYDAY * everyday;
  if (topics.length > 1 && nameWeight >= NEEDED.two) return true;
  return nameWeight + Math.min(AFFAIRS * affairs.size, MAX_AFFAIRS) >= NEEDED.one;
}

/** Returns whether a clause names a country that is neither a party nor part of a topic's name, as in "met in South Korea". */
export function namesOthers({ row, names }: Clause, ours: ReadonlySet<string>): boolean {
  // The bare name of a place may be a topic's too, and says no more for that.
  const wider = names.filter(({ from, to }) =>
    row.slice(from, to).some(({ country, kind }) => country === undefined && kind !== 'filler'),
  );
  return row.some(
    ({ country }, at) =>
      country?.codes.some((code) => code !== BOTH && !ours.has(code)) === true &&
      !wider.some(({ from, to }) => from <= at && at < to),
  );
}

function topicWeight(
  { row }: Clause,
  { from, to, contentWords }: Clause['names'][number],
  isAmbiguous: PartyNames['isAmbiguous'],
): number {
  const ambiguous = row
    .slice(from, to)
    .every(({ text, key, kind }) => kind === 'filler' || isAmbiguous(text) || isAmbiguous(key));
  if (contentWords > 1) return ambiguous ? NAME_WEIGHT.severalAmbiguous : NAME_WEIGHT.several;
  return ambiguous ? NAME_WEIGHT.oneAmbiguous : NAME_WEIGHT.one;
}

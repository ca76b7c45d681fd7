/** Tells whether a message that names none of the parties speaks of our topics all the same, and not of everyday matters that share a word with them. */
import { BOTH, type PartyNames } from './parties.ts';
import { everydayIn, type Clause } from './parse-question.ts';

/** What a topic's name tells: several words of which one means nothing else, one word that means nothing else, several that may mean other things, one that may. */
const NAME_WEIGHT = { several: 1, one: 0.6, severalAmbiguous: 0.5, oneAmbiguous: 0.4 } as const;
/** What each further name of the same topic adds, and how many may. */
const FURTHER = 0.2;
const MOST_FURTHER = 3;
/** What a word of international affairs adds, or that two sides are spoken of, and how much in all. */
const AFFAIRS = 0.2;
const MOST_AFFAIRS = 0.4;
/** What a word of everyday matters takes away. */
const EVERYDAY = 0.5;
/** Two topics bear each other out; of one more must be said. */
const NEEDED = { two: 1, one: 1.4 } as const;

/** Returns whether the clauses of a message name topics among some briefs so clearly that they are spoken of; never where it names a place beside ours. */
export function isAboutParties(
  clauses: readonly Clause[],
  isCandidate: (brief: number) => boolean,
  ours: ReadonlySet<string>,
  isAmbiguous: PartyNames['isAmbiguous'],
): boolean {
  if (clauses.some((clause) => namesOthers(clause, ours))) return false;
  const names = new Map<number, Map<string, number>>();
  const affairs = new Set<string>();
  let everyday = 0;
  for (const clause of clauses) {
    for (const name of clause.names) {
      const brief = name.briefs.find(isCandidate);
      if (brief === undefined || name.contentWords === 0) continue;
      const known = names.get(brief) ?? new Map<string, number>();
      names.set(brief, known.set(name.text, topicWeight(clause, name, isAmbiguous)));
    }
    for (const { kind, key, country } of clause.row) if (kind === 'affairs' || country !== undefined) affairs.add(key);
    everyday += everydayIn(clause).length;
  }
  // Words that may all mean other things bear nothing out, however many they are.
  if (![...names.values()].some((known) => Math.max(...known.values()) >= NAME_WEIGHT.one)) return false;
  const topics = [...names.values()].map(
    (known) => Math.max(...known.values()) + FURTHER * Math.min(known.size - 1, MOST_FURTHER),
  );
  const nameWeight = topics.reduce((sum, one) => sum + one, 0) - EVERYDAY * everyday;
  if (topics.length > 1 && nameWeight >= NEEDED.two) return true;
  return nameWeight + Math.min(AFFAIRS * affairs.size, MOST_AFFAIRS) >= NEEDED.one;
}

/** Tells whether a clause names a place that is neither ours nor part of what a topic is called, as in "met in South Korea". */
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

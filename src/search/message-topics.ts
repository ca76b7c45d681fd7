/** Finds the topics of a relationship that a whole message is about, such as a pasted news item; prefers none to one that is only mentioned in passing. */
import { doubt } from './decide.ts';
import type { Index } from './inverted-index.ts';
import { BOTH } from './parties.ts';
import { parseClause, parseWhole, type Clause } from './parse-question.ts';
import { scoreNamedTopics } from './rank.ts';
import { namesOthers, isAboutParties } from './unnamed-parties.ts';

/** Characters of a message that are read. */
const MAX_MESSAGE_CHARACTERS = 4_000;
/** No clause counts for more than this, however many names of one topic stand in it. */
const MAX_CLAUSE = 3;
/** A second topic in the same clause counts if it stands there this close to the first. */
const CLOSE = 0.7;
/** What a topic needs, by whether one of the parties is named in the message or both; less than one word that is a name of it. */
const NEEDED = { one: 2.1, both: 1.5 } as const;
/** Beside a topic that a message is full of, another needs this share of it, but no more than a clause can give. */
const SHARE = 0.4;

type NamedTopic = keyof typeof NEEDED | 'none';

/** A brief by its number, and the points that a message has for it. */
type MessageTopic = { readonly brief: number; readonly points: number };

/** Returns the briefs of an index that a message of at most 4,000 characters is about, the highest scored first. */
export function topicsOf(message: string, index: Index): readonly MessageTopic[] {
  const sentences = sentencesOf(message.slice(0, MAX_MESSAGE_CHARACTERS)).map((sentence) =>
    clausesOf(sentence).map((clause) => parseClause(clause, index)),
  );
  const { ours } = index.partyNames;
  const clauses = sentences.flat();
  const codes = codesOf(clauses);
  const said = namedOf(codes, ours);
  const named = said !== 'both' && isAboutParties(clauses, index) ? 'both' : said;
  if (named === 'none') return [];
  // A party named anywhere in a message is the subject of every sentence that names nobody else.
  const mentioned = [...ours].filter((code) => codes.has(code) || named === 'both');
  const points = new Map<number, number>();
  for (const sentence of sentences) {
    const here = codesOf(sentence);
    const elsewhere = sentence.some((clause) => namesOthers(clause, ours)) && ![...here].some((code) => ours.has(code));
    if (!elsewhere) for (const clause of sentence) count(clause, mentioned, index, points);
  }

  const most = Math.max(0, ...points.values());
  return [...points]
    .filter(([, sum]) => sum >= Math.max(NEEDED[named], Math.min(SHARE * most, MAX_CLAUSE)))
    .toSorted(([a, first], [b, second]) => second - first || a - b)
    .map(([brief, sum]) => ({ brief, points: sum }));
}

const codesOf = (clauses: readonly Clause[]): ReadonlySet<string> =>
  new Set(clauses.flatMap(({ countries }) => [...countries.keys()]));

/** Which of the parties a message names: "the two sides" are they only where nobody else is mentioned. */
function namedOf(codes: ReadonlySet<string>, ours: ReadonlySet<string>): NamedTopic {
  const named = [...ours].filter((code) => codes.has(code)).length;
  if (named >= 2) return 'both';
  const others = [...codes].some((code) => code !== BOTH && !ours.has(code));
  if (named === 0 || others) return 'none';
  return codes.has(BOTH) ? 'both' : 'one';
}

/** Adds what a clause says for the briefs that it names: a word that only some brief happens to have says too little here. */
function count(clause: Clause, mentioned: readonly string[], index: Index, points: Map<number, number>): void {
  if (clause.names.length === 0) return;
  const countries = new Map(clause.countries);
  for (const code of mentioned) countries.set(code, { keys: [], cues: [], ...countries.get(code), bare: true });
  const reading = { ...parseWhole(clause, index), countries };
  const accepted = scoreNamedTopics(reading, index).flatMap((evidence) => {
    const { cost, refused } = doubt(evidence, reading, index);
    return refused === undefined ? [{ brief: evidence.brief, left: evidence.points - cost }] : [];
  });
  const most = Math.max(0, ...accepted.map(({ left }) => left));
  const apart = apartIn(clause);
  for (const { brief, left } of accepted)
    if (left >= most * CLOSE || apart.has(brief))
      points.set(brief, (points.get(brief) ?? 0) + Math.min(left, MAX_CLAUSE));
}

/** The briefs with a name in a clause that touches no name of another: "tariffs and rare earths" are two topics, "chip tariffs" may be one. */
function apartIn({ names }: Clause): ReadonlySet<number> {
  const apart = names.filter(
    ({ briefs, from, to }) =>
      !names.some(
        (other) => (other.to === from || other.from === to) && !other.briefs.some((one) => briefs.includes(one)),
      ),
  );
  return new Set(apart.flatMap(({ briefs }) => briefs));
}

/** Sentences end with a mark and white space, so that neither "U.S." nor "3.5" ends one inside; Chinese marks, and any behind Chinese characters, need none. */
const sentencesOf = (text: string): string[] =>
  text.split(/[。！？\n]+|(?<=\p{Script=Han})[.!?]+|(?<!\b\p{L})[.!?]+(?=\s|$)/u);
const clausesOf = (sentence: string): string[] => sentence.split(/[，；：、]+|(?<=\p{Script=Han})[,;:]+|[,;:](?=\s)/u);

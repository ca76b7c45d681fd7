/** Finds what answers a question, or a message bears on; each relationship is searched by itself. */
import { answerOf, answerOfSearched, candidateRelationships } from './answer.ts';
import { createPart, partsOf, type RelationshipIndex, type Records } from './part.ts';
import { BOTH } from './parties.ts';
import type { AskedIn, FindResult, TopicAnswer, Unit } from './result.ts';
import { search, sharesWords, type SearchResult } from './search.ts';
import { isOfCountry, readQuestion, type QuestionTerm } from './question.ts';
import { createSuggester } from './suggest.ts';
import { byRelevance } from './units.ts';
import type { Brief, Language } from '../records/schema.ts';
import { fullName } from '../records/catalogue.ts';
import { wordCount } from '../shared/text.ts';

export type { FindResult } from './result.ts';

/** Returns the briefs that a result answers with or offers, in their order. */
export function briefsOf(found: FindResult): readonly Brief[] {
  switch (found.result) {
    case 'found':
      return [found.brief];
    case 'several':
      return found.answers.map(({ brief }) => brief);
    case 'near':
      return found.briefs;
    case 'none':
      return [];
  }
}

/** A topic that a question speaks for, from 0 on, with its names that stand in the question. */
export type Candidate = { readonly brief: Brief; readonly score: number; readonly names: readonly string[] };

/** A search result with its explanation. */
export type Explained = {
  readonly found: FindResult;
  /** How sure it is that something here answers, from 0 to 1. */
  readonly confidence: number;
  /** The found briefs first, then by score, at most ten. */
  readonly candidates: readonly Candidate[];
  /** The words of the question, as typed, that something here has, and those that nothing has. */
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
};

/** What speaks for it, the strongest last: a common word, telling words, the name of a topic or a track, that of another party. */
export type BearingBy = 'word' | 'words' | 'name' | 'party';
export type Bearing = { readonly briefs: readonly Brief[]; readonly by: BearingBy };

export type Finder = {
  /** Returns the answer to a question, those of several topics, topics to choose from, or what is nearest; it never throws. */
  readonly find: (question: string, asked?: AskedIn) => FindResult;
  /** Returns the units nearest to a question, whether or not they answer it: those of its answer first, then by score. */
  readonly candidates: (question: string, asked?: AskedIn, most?: number) => readonly Unit[];
  /** Returns the answer that one topic has to a question, whatever else the question may mean; without units where it has none, undefined where no such topic is published. */
  readonly within: (topic: string, question: string, asked?: AskedIn) => TopicAnswer | undefined;
  /** Returns the briefs that a message is about, at most five, those of most sentences first; text beyond 4,000 characters is ignored. */
  readonly topics: (message: string) => readonly Brief[];
  /** Returns the briefs of a relationship that what a party has published may bear on, as `topics` does, and what speaks for that; `by` is that party, or ''. */
  readonly bearing: (published: string, by: string, relationship: string) => Bearing;
  /** Whether a text names a party of a relationship other than the one given, its people and institutions too, or a topic or a track as a title does. */
  readonly tells: (text: string, by: string, relationship: string) => boolean;
  /** Returns the briefs that a question speaks for at all, best first, at most ten. */
  readonly rank: (question: string) => readonly Candidate[];
  /** Returns what `find` does, with what was weighed. */
  readonly explain: (question: string) => Explained;
  /** Returns briefs for what has been typed so far: by the beginning of an id, title or alias, then as found; all by title for ''. */
  readonly suggest: (typed: string, language: Language, most: number) => readonly Brief[];
  /** Returns up to three briefs whose ids a misspelt id may have meant. */
  readonly nearest: (id: string) => readonly Brief[];
};

const MAX_CANDIDATES = 16;
const MAX_MESSAGE = 4_000;
const MAX_SENTENCES = 120;
const MAX_RANKED = 10;
const MAX_TOPICS = 5;
/** A name of one term alone, such as “outlook”, is a word of everything. */
const MIN_NAME_TERMS = 2;
/** An amount in dollars names no country. */
const CURRENCY = /\bU\.?S\.? ?(?=dollars?\b|\$)/gu;

/** Returns the sentences of a message, at most 120. */
const sentencesOf = (message: string): readonly string[] =>
  message
    .slice(0, MAX_MESSAGE)
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}"“])|(?<=[。！？；])|\n+/u)
    .map((text) => text.trim())
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, MAX_SENTENCES);

/** Returns a finder over records; drafts must have been left out before. Parts that were built of them can be given, one for each relationship. */
export function createFinder(records: Records, built?: readonly RelationshipIndex[]): Finder {
  const parts = built ?? partsOf(records).map((own) => createPart(own, records.relationships));
  const find: Finder['find'] = (question, asked) => answerOfSearched(question, searched(question, parts, asked), asked);
  const searched = (question: string, own = parts, asked: AskedIn = {}): readonly SearchResult[] =>
    own.map((part) => search(question, part, asked));
  const rank = (question: string): readonly Candidate[] => candidatesOf(searched(question)).slice(0, MAX_RANKED);
  const explain = (question: string): Explained => {
    const all = searched(question);
    const found = answerOfSearched(question, all);
    const chosen = briefsOf(found);
    const own = all.flatMap(({ asked }) => asked.own);
    const matched = new Set(own.flatMap(({ text, isKnown }) => (isKnown ? [text] : [])));
    return {
      found,
      confidence: Math.max(0, ...all.map(({ confidence }) => confidence)),
      matched: [...matched],
      unknown: [...new Set(own.flatMap(({ text }) => (matched.has(text) ? [] : [text])))],
      candidates: candidatesOf(all)
        .toSorted((a, b) => Number(chosen.includes(b.brief)) - Number(chosen.includes(a.brief)))
        .slice(0, MAX_RANKED),
    };
  };
  const within: Finder['within'] = (topic, question, asked = {}) => {
    const part = parts.find(({ briefs }) => briefs.some(({ id }) => id === topic));
    return (
      part &&
      answerOf(
        search(
          question,
          part,
          asked,
          part.briefs.findIndex(({ id }) => id === topic),
        ),
        true,
      )
    );
  };
  const candidates: Finder['candidates'] = (question, asked = {}, most = MAX_CANDIDATES) => {
    const all = searched(question, parts, asked);
    const found = answerOfSearched(question, all, asked);
    const answers = found.result === 'found' ? [found] : found.result === 'several' ? found.answers : [];
    const meant = candidateRelationships(all);
    const own = meant.filter(({ part }) => part.briefs[0]?.relationship === asked.relationship);
    const hits = (own.length > 0 ? own : meant)
      .flatMap(({ hits: its, part }) => its.map((hit) => ({ ...hit, part })))
      .toSorted(byRelevance)
      .flatMap(({ entry, part }) => part.briefs.slice(entry.topics[0], (entry.topics[0] ?? 0) + 1).map(entry.in));
    const units = new Map([...answers.flatMap((one) => one.units), ...hits].map((unit) => [keyOfUnit(unit), unit]));
    return [...units.values()].slice(0, most);
  };
  return {
    find,
    candidates,
    within,
    topics: (message) => {
      let meant: readonly RelationshipIndex[] | undefined;
      return topicsOf(message, (text, asks) => {
        meant ??= asks ? parts : parts.filter((part) => isAbout(message, part));
        const all = searched(text, meant);
        return { briefs: chosenOf(answerOfSearched(text, all, {}, asks ? 'answer' : 'message')), all };
      });
    },
    bearing: (published, by, relationship) => {
      const read: SearchResult[] = [];
      const briefs = topicsOf(published.replaceAll(CURRENCY, ''), (text, asks) => {
        const all = searched(text);
        read.push(...all.filter(({ part }) => part.briefs[0]?.relationship === relationship));
        // Where it names another party, what it finds may be less sure.
        if (all.some((one) => namesAnother(one, by)))
          return { briefs: chosenOf(answerOfSearched(text, all, {}, 'published')), all };
        const telling = all.filter((one) => topicNames(one).length > 0 || sharesWords(one));
        const chosen = chosenOf(answerOfSearched(text, all, {}, asks ? 'answer' : 'message'));
        return { briefs: chosen.filter((brief) => telling.some((one) => isOf(one, [brief]))), all };
      }).filter((brief) => brief.relationship === relationship);
      // What names third countries alone is mostly about these.
      const isElsewhere = read.some(namesThird);
      return {
        briefs,
        by: read.some((one) => namesAnother(one, by))
          ? 'party'
          : isElsewhere
            ? 'word'
            : read.some(namesTopic)
              ? 'name'
              : read.some(sharesWords)
                ? 'words'
                : 'word',
      };
    },
    tells: (text, by, relationship) =>
      parts
        .filter(({ briefs }) => briefs[0]?.relationship === relationship)
        .map((part) => ({ part, asked: readQuestion(text.replaceAll(CURRENCY, ''), part) }))
        .some((one) => namesAnother(one, by) || (namesTopic(one) && !namesThird(one))),
    rank,
    explain,
    ...createSuggester(records.briefs, rank),
  };
}

/** Statements and tracks of several topics are one unit each. */
const keyOfUnit = (unit: Unit): unknown =>
  unit.unit === 'statement'
    ? unit.statement
    : unit.unit === 'track'
      ? unit.track
      : `${fullName(unit.brief)} ${unit.unit} ${'at' in unit ? unit.at : ''}`;

/** Returns the topics that the sentences of a message are about, those of most sentences first; each as it is chosen from what was searched. */
function topicsOf(message: string, choose: (text: string, asks: boolean) => Chosen): readonly Brief[] {
  const sentences = sentencesOf(message);
  const asks = isQuestion(sentences);
  const counts = new Map<Brief, number>();
  for (const text of sentences) {
    const { briefs, all } = choose(text, asks);
    for (const brief of new Set([...briefs, ...namedIn(all.filter((one) => isOf(one, briefs)))]))
      counts.set(brief, (counts.get(brief) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MAX_TOPICS)
    .map(([brief]) => brief);
}

/** Returns the briefs that a result answers with. */
const chosenOf = (found: FindResult): readonly Brief[] => (found.result === 'near' ? [] : briefsOf(found));

/** A message of one sentence and so many words can be a question, which need not name anybody. */
const MAX_QUESTION_WORDS = 15;
const isQuestion = ([only = '', ...others]: readonly string[]): boolean =>
  others.length === 0 && wordCount(only) <= MAX_QUESTION_WORDS;

/** A message that names no party is about a relationship where it has so many names of its topics that mean nothing else, and no everyday word. */
const MIN_NAMES = 2;

function isAbout(message: string, part: RelationshipIndex): boolean {
  const { countries, names, own, everyday } = readQuestion(message.slice(0, MAX_MESSAGE), part);
  if (countries.some(({ codes }) => codes.some((code) => part.partyNames.ours.has(code)))) return true;
  if (countries.length > 0 || everyday.length > 0) return false;
  const texts = names.flatMap(({ from, to }) => {
    const words = own.slice(from, to).map(({ text }) => text);
    return words.every((word) => part.partyNames.isAmbiguous(word)) ? [] : [words.join(' ')];
  });
  return new Set(texts).size >= MIN_NAMES;
}

type Read = Pick<SearchResult, 'asked' | 'part'>;
type TopicName = { readonly terms: readonly QuestionTerm[]; readonly isTitle: boolean };
/** The topics of a sentence, and what was searched for them. */
type Chosen = { readonly briefs: readonly Brief[]; readonly all: readonly SearchResult[] };

const isOf = ({ part }: Read, briefs: readonly Brief[]): boolean => briefs.some((one) => part.briefs.includes(one));

/** Whether a party of a relationship is named other than the one given. */
const namesAnother = ({ asked, part: { partyNames } }: Read, by: string): boolean =>
  asked.countries.some(({ codes }) =>
    codes.some((code) => partyNames.ours.has(code) && partyNames.partyOf.get(code) !== by),
  );

/** Whether a country is named that is no party of the relationship. */
const namesThird = ({ asked, part: { partyNames } }: Read): boolean =>
  asked.countries.some(({ codes }) => codes.every((code) => code !== BOTH && !partyNames.ours.has(code)));

/** Returns the names of topics and tracks in a sentence, without those that a country's name or its ministry's is part of. */
const topicNames = ({ asked: { own, names, tracks, countries } }: Read): readonly TopicName[] =>
  [...names, ...tracks.map(({ from, to }) => ({ from, to, isTitle: false }))]
    .map(({ from, to, isTitle }) => ({ terms: own.slice(from, to), isTitle }))
    .filter(({ terms }) => !terms.some((term) => isOfCountry(term, countries)));

/** Whether a topic or a track is named by more than a common word: by several, or by a title without everyday meanings. */
const namesTopic = (one: Read): boolean =>
  topicNames(one).some(
    ({ terms, isTitle }) =>
      terms.length >= MIN_NAME_TERMS || (isTitle && !terms.some(({ text }) => one.part.partyNames.isAmbiguous(text))),
  );

/** Returns the topics that a sentence names, whole. */
const namedIn = (all: readonly Read[]): readonly Brief[] =>
  all.flatMap(({ part, asked }) =>
    asked.names.flatMap(({ topics: [first, ...others] }) =>
      first === undefined || others.length > 0 ? [] : part.briefs.slice(first, first + 1),
    ),
  );

const candidatesOf = (all: readonly SearchResult[]): Candidate[] =>
  all
    .flatMap(({ part, topics, asked }) =>
      topics.flatMap((score, at): Candidate[] => {
        const brief = part.briefs[at];
        if (brief === undefined || score <= 0) return [];
        const names = asked.names.filter((name) => name.topics.includes(at));
        return [
          {
            brief,
            score: Math.round(score * 100) / 100,
            names: names.map(({ from, to }) => nameText(asked.own.slice(from, to).map(({ text }) => text))),
          },
        ];
      }),
    )
    .toSorted((a, b) => b.score - a.score);

/** Neighbouring pairs of Chinese characters overlap. */
const nameText = (texts: readonly string[]): string =>
  texts
    .reduce((name, text) =>
      /^\p{Script=Han}/u.test(text) && name.at(-1) === text[0] ? name + text.slice(1) : `${name} ${text}`,
    )
    .trim();

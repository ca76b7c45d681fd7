/** The searchable part of one relationship: its units, its topics and their names. */
import { createTextIndex, createTextReader, type TextIndex, type TextReader } from './text-index.ts';
import { aliasesOf, titlesOf, topicFields, unitsOfRelationship, type Entry, type Searchable } from './units.ts';
import { termsOf } from './terms.ts';
import { createPartyNames, type PartyNames } from './parties.ts';
import { createSounds } from './sounds.ts';
import { createSpelling, type Spelling } from './spelling.ts';
import type { Brief, Relationship, Source, Track } from '../records/schema.ts';
import { fullName } from '../records/catalogue.ts';
import { simplified } from '../shared/simplified.ts';
import { nameKey, words } from '../shared/text.ts';

/** What a finder searches. */
export type Records = {
  readonly briefs: readonly Brief[];
  readonly relationships: readonly Relationship[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly tracks: readonly Track[];
};

/** Returns what each relationship has that is searched by itself. */
export const partsOf = ({ briefs, sources, tracks }: Records): readonly Searchable[] =>
  [...Map.groupBy(briefs, ({ relationship }) => relationship)].map(([relationship, own]) => ({
    briefs: own,
    sources,
    tracks: tracks.filter((track) => track.relationship === relationship),
  }));

/** A name of topics: those that have it, and whether as their title or id. */
export type TopicName = { readonly topics: number[]; isTitle: boolean; readonly length: number };

/** A name as it is written: the topics that have it, and whether as their title or id. */
export type WrittenName = { readonly topics: readonly number[]; readonly isTitle: boolean };

/** Returns the key of a name as it is written. */
export const writtenKey = (name: string): string => simplified(nameKey(name));

export type RelationshipIndex = {
  readonly briefs: readonly Brief[];
  readonly entries: readonly Entry[];
  readonly units: TextIndex;
  readonly topics: TextIndex;
  readonly reader: TextReader;
  readonly partyNames: PartyNames;
  readonly names: ReadonlyMap<string, TopicName>;
  readonly written: ReadonlyMap<string, WrittenName>;
  /** For each topic the terms of its titles. */
  readonly titles: readonly ReadonlySet<string>[];
  /** For each topic the terms of its names and its summary. */
  readonly topicTerms: readonly ReadonlySet<number>[];
  /** The listed questions of topics. */
  readonly questions: ReadonlyMap<string, readonly number[]>;
  readonly longestName: number;
  /** The names of tracks, as they are compared whole. */
  readonly trackNames: ReadonlySet<string>;
  /** The most terms of one of them. */
  readonly longestTrackName: number;
  readonly spelling: Spelling;
  readonly correctSounds: (run: string) => string;
  /** Whether any text here has a term. */
  readonly knows: (term: string) => boolean;
  readonly entryOf: ReadonlyMap<string, number>;
  /** The newest day of a document. */
  readonly newest: string;
};

/** Returns the terms of a name or a question by which it is compared whole: without countries, dates and single characters beside pairs. */
export const wholeTerms = (text: string, names: PartyNames): string[] =>
  termsOf(text, names, true)
    .terms.filter(({ sort, text: one }) => sort === 'word' || sort === 'pair' || (sort === 'single' && one === text))
    .map(({ term }) => term);

/** Whether a name has more words than those by which it is compared whole. */
const isMore = (text: string, names: PartyNames): boolean => {
  const { terms } = termsOf(text, names, true);
  const row = words(text);
  return (
    terms.some(({ sort }) => sort === 'date') ||
    row.some(({ chinese, text: one }) => !chinese && !terms.some((term) => term.text === one)) ||
    (row.some(({ chinese }) => chinese) && !terms.some(({ sort }) => sort === 'pair'))
  );
};

/** Returns the key of a whole question. */
export const questionKey = (text: string, names: PartyNames): string =>
  termsOf(text, names)
    .terms.map(({ term }) => term)
    .join(' ');

/** Returns the part of a relationship; a reader that is given keeps the texts that it has read. */
export function createPart(
  searchable: Searchable,
  relationships: readonly Relationship[],
  known?: Pick<RelationshipIndex, 'reader' | 'partyNames'>,
): RelationshipIndex {
  const { briefs } = searchable;
  const partyNames = known?.partyNames ?? createPartyNames(relationships, briefs[0]?.relationship ?? '');
  const reader = known?.reader ?? createTextReader(partyNames);
  const entries = unitsOfRelationship(searchable);
  const units = createTextIndex(
    entries.map(({ fields }) => fields),
    reader,
  );
  const topics = createTextIndex(briefs.map(topicFields), reader);
  const names = new Map<string, TopicName>();
  const written = new Map<string, WrittenName>();
  const write = (name: string, at: number, isTitle: boolean): void => {
    const key = writtenKey(name);
    const before = written.get(key);
    if (key === '' || before?.topics.includes(at) === true || (before?.isTitle === true && !isTitle)) return;
    const beside = before?.isTitle === isTitle ? before.topics : [];
    written.set(key, { topics: [...beside, at], isTitle });
  };
  const chinese = new Set<string>();
  const questions = new Map<string, number[]>();
  const titles = briefs.map((brief, at) => {
    const own = new Set<string>();
    const add = (text: string, isTitle: boolean): void => {
      const terms = wholeTerms(text, partyNames);
      write(text, at, isTitle);
      if (/^\p{Script=Han}+$/u.test(text)) chinese.add(simplified(text));
      if (isTitle) for (const term of terms) own.add(term);
      // What is a name by its small words or its date is found as it is written.
      if (terms.length === 0 || (!isTitle && isMore(text, partyNames))) return;
      const key = terms.join(' ');
      const before = names.get(key);
      if (before === undefined) names.set(key, { topics: [at], isTitle, length: terms.length });
      else if (before.isTitle === isTitle) before.topics.push(at);
      else if (isTitle) names.set(key, { topics: [at], isTitle, length: terms.length });
    };
    write(fullName(brief), at, true);
    for (const text of titlesOf(brief)) add(text, true);
    for (const text of aliasesOf(brief)) add(text, false);
    for (const question of [...brief.questions.en, ...(brief.questions.zh ?? [])]) {
      const key = questionKey(question, partyNames);
      questions.set(key, [...(questions.get(key) ?? []), at]);
    }
    return own;
  });
  const trackNames = new Set<string>();
  for (const { track, texts } of entries)
    if (track !== undefined)
      for (const name of texts) {
        const terms = wholeTerms(name, partyNames);
        const key = terms.join(' ');
        // What is left of "Beijing summit" without the place is no name.
        if (terms.length < 2 && isMore(name, partyNames)) continue;
        if (key !== '') trackNames.add(key);
      }
  reader.forget();
  for (const one of names.values()) one.topics.splice(0, one.topics.length, ...new Set(one.topics));
  const knows = (term: string): boolean => {
    const number = reader.numberOf(term);
    return units.has(number) || topics.has(number);
  };
  return {
    briefs,
    entries,
    units,
    topics,
    reader,
    partyNames,
    names,
    written,
    titles,
    topicTerms: briefs.map(
      (brief) =>
        new Set(
          [...titlesOf(brief), ...aliasesOf(brief), brief.summary.en, brief.summary.zh ?? ''].flatMap((text) =>
            reader.read(text),
          ),
        ),
    ),
    questions,
    longestName: Math.max(1, ...[...names.values()].map(({ length }) => length)),
    trackNames,
    longestTrackName: Math.max(1, ...[...trackNames].map((key) => key.split(' ').length)),
    spelling: createSpelling(reader.words),
    correctSounds: createSounds(chinese, knows),
    knows,
    entryOf: new Map(
      entries.flatMap(({ statement }, at) => (statement === undefined ? [] : [[statement.id, at] as const])),
    ),
    newest: entries.reduce((day, { published }) => (published > day ? published : day), ''),
  };
}

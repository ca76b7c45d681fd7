/** The questions that topics list as their own test: which of them a change touches, and those that fail. Each is asked again only where a searchable text of its relationship has changed. */
import { DOCUMENTS } from '../records/folder.ts';
import { fullName, publishedOf, recordCatalogueOf, valuesOf, type RecordValues } from '../records/catalogue.ts';
import { finding, type Fault, type Finding } from '../records/fault.ts';
import type { ReplacedRecord, LoadedRecords } from '../records/load.ts';
import type { Brief, DocumentRecord, Language, Topic } from '../records/schema.ts';
import { type Finder, createFinder } from './finder.ts';
import type { FindResult } from './result.ts';
import { searchedOf } from './catalogue.ts';
import type { Records } from './part.ts';
import { createHash } from 'node:crypto';

/** Which questions are asked: of no topic, of all, of those that the changed texts touch, of some named relationship/topic, or of so many topics that were not asked yet. */
export type Asks = 'none' | 'all' | 'touched' | number | readonly string[];

/** A question that did not find its brief. */
type Failed = { readonly language: Language; readonly at: number; readonly what: Finding };

/** What was asked of a relationship whose searchable texts have a key. */
type AskedPart = {
  readonly key: string;
  /** Returns a finder that has not seen the listed questions. */
  readonly finder: () => Finder;
  /** What failed of each topic that was asked, by its id. */
  readonly asked: Map<string, readonly Failed[]>;
};

/** Two of each relationship: the texts in service, and those being edited. */
const PARTS_REMEMBERED = 2;

export type AskedQuestions = (
  records: LoadedRecords,
  asks: Exclude<Asks, 'none' | 'touched'>,
) => { readonly failed: readonly Fault[]; readonly unasked: number };

/** Returns what asks the questions of records, and tells every one that is known to fail. */
export function createAskedQuestions(): AskedQuestions {
  const remembered = new Map<string, readonly AskedPart[]>();
  return (records, asks) => {
    const values = valuesOf(records);
    const catalogue = recordCatalogueOf(values);
    const keys = searchedKeys(values);
    const searched = searchedOf(catalogue);
    const partOf = (relationship: string, briefs: readonly Brief[]): AskedPart => {
      const key = keys.get(relationship) ?? '';
      const before = remembered.get(relationship) ?? [];
      let finder: Finder | undefined;
      const part = before.find((one) => one.key === key) ?? {
        key,
        finder: () => (finder ??= unpromptedFinder({ ...searched, briefs })),
        asked: new Map(),
      };
      remembered.set(relationship, [part, ...before.filter((one) => one !== part)].slice(0, PARTS_REMEMBERED));
      return part;
    };
    const named = typeof asks === 'object' ? new Set(asks) : undefined;
    let left = typeof asks === 'number' ? asks : Infinity;
    const failed: Fault[] = [];
    let unasked = 0;
    for (const [relationship, briefs] of Map.groupBy(catalogue.briefs.values(), (one) => one.relationship)) {
      const { finder, asked } = partOf(relationship, briefs);
      for (const brief of publishedOf(briefs)) {
        if (!asked.has(brief.id) && left > 0 && (named === undefined || named.has(nameOf(brief)))) {
          asked.set(brief.id, failuresOf(brief, finder()));
          left -= 1;
        }
        const known = asked.get(brief.id);
        if (known === undefined) unasked += 1;
        if (known === undefined || known.length === 0) continue;
        const record = records.topics.find(({ id, relationship: its }) => `${its}/${id}` === nameOf(brief));
        for (const { language, at, what } of known)
          if (record !== undefined) failed.push(record.fault(['questions', language, at], what));
      }
    }
    return { failed, unasked };
  };
}

const nameOf = (brief: Brief): string => fullName(brief);

/** Whether a topic answers a question or, where nothing is sure enough to answer, comes nearest: listed as it is, it will answer. */
const finds = (found: FindResult, id: string): boolean =>
  found.result === 'found' ? found.brief.id === id : found.result === 'none' && found.briefs[0]?.id === id;

function failuresOf({ id, questions }: Brief, finder: Finder): Failed[] {
  return (['en', 'zh'] as const).flatMap((language) =>
    (questions[language] ?? []).flatMap((question, at) => {
      const found = finder.find(question);
      if (finds(found, id)) return [];
      const what =
        found.result === 'found'
          ? finding('question-finds-another', { topic: found.brief.id })
          : found.result === 'near'
            ? finding('question-undecided', { topics: found.briefs.map((one) => one.id) })
            : finding('question-finds-nothing');
      return [{ language, at, what }];
    }),
  );
}

/** Returns the topics, as relationship/topic, whose questions changed records touch: those that a changed statement bears on, and all of a relationship where the names or questions of a topic change. */
export function touchedTopics(replaced: readonly ReplacedRecord[], { topics }: LoadedRecords): string[] {
  const touched = new Set<string>();
  for (const { kind, relationship, before, after } of replaced) {
    if (kind === 'document' && before !== 'unknown') {
      const changed = topicsOfChange(documentOf(before), documentOf(after));
      for (const topic of topics) if (changed.has(topic.id)) touched.add(fullName(topic));
    } else if (kind !== 'topic' || before === 'unknown' || keyOf(before) !== keyOf(after))
      for (const topic of topics)
        // The names of parties are read in the texts of every relationship.
        if (kind === 'relationship' || relationship === DOCUMENTS || topic.relationship === relationship)
          touched.add(fullName(topic));
  }
  return [...touched];
}

type AnyLoaded = Exclude<ReplacedRecord['after'], undefined>;

const documentOf = (record: AnyLoaded | undefined): DocumentRecord | undefined =>
  record?.value !== undefined && 'statements' in record.value ? record.value : undefined;

const keyOf = (record: AnyLoaded | undefined): string =>
  record?.value !== undefined && 'keyPoints' in record.value ? topicKey(record.value satisfies Topic) : '';

function topicsOfChange(before: DocumentRecord | undefined, after: DocumentRecord | undefined): Set<string> {
  const all = [before, after].flatMap((one) => one?.statements ?? []);
  if (before === undefined || after === undefined || titleKey(before) !== titleKey(after))
    return new Set(all.flatMap(({ topics }) => topics));
  const [old, now] = [before, after].map(({ statements }) => new Set(statements.map((one) => JSON.stringify(one))));
  return new Set(
    all.flatMap((one) => (old?.has(JSON.stringify(one)) === now?.has(JSON.stringify(one)) ? [] : one.topics)),
  );
}

/**
 * Returns the finder that the listed questions of the briefs of one relationship are asked of.
 * It has not seen the listed questions: word for word each of them finds its own brief and proves nothing.
 * It knows the topics of the briefs' relationship only: "what about energy" is a fair question of two relationships, and whoever writes the one need not know of the other.
 */
export const unpromptedFinder = (records: Records): Finder =>
  createFinder({
    ...records,
    briefs: records.briefs.map((brief) => Object.assign({}, brief, { questions: { en: [] } })),
  });

/** Returns the searchable texts of a topic as one key; a draft is searched by nobody. */
export const topicKey = ({ id, relationship, status, title, summary, aliases, questions, ...topic }: Topic): string => {
  const { gaps, bottomLine, whyItMatters, watch, disagreements } = topic;
  const texts = [id, relationship, status, title, summary, aliases, questions];
  return status === 'draft' ? '' : JSON.stringify([...texts, gaps, bottomLine, whyItMatters, watch, disagreements]);
};

/** Returns what search knows of a document, its statements aside, as one key. */
export const titleKey = ({ id, relationship, title, publisher, authors, publishedOn }: DocumentRecord): string =>
  JSON.stringify([id, relationship, title, publisher, authors, publishedOn]);

/** Returns the key of each relationship that has topics. */
export function searchedKeys({ relationships, topics, documents, tracks }: RecordValues): ReadonlyMap<string, string> {
  // A relationship is read with the names of all: they tell other countries from its own.
  const names = JSON.stringify(relationships);
  const documentsOf = Map.groupBy(documents, ({ relationship }) => relationship);
  return new Map(
    [...Map.groupBy(topics, ({ relationship }) => relationship)].map(([relationship, own]) => {
      const hash = createHash('sha256').update(names);
      hash.update(JSON.stringify(tracks.filter((one) => one.relationship === relationship)));
      for (const topic of own) hash.update(topicKey(topic));
      for (const document of [...(documentsOf.get(relationship) ?? []), ...(documentsOf.get(DOCUMENTS) ?? [])])
        hash.update(titleKey(document)).update(JSON.stringify(document.statements));
      return [relationship, hash.digest('hex')];
    }),
  );
}

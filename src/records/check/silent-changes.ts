/** What must not change in silence: published statements against what was published before. Pure. */
import { finding, type Finding } from '../fault.ts';
import { span } from '../dates.ts';
import { isPublished, type RecordCatalogue } from '../catalogue.ts';
import {
  DateSchema,
  type Brief,
  type Language,
  type Relationship,
  type Statement,
  type Translated,
} from '../schema.ts';
import { wordingChanges } from './wording.ts';

/** What readers would not be told of: a published statement that changed or vanished without a word, or a correction of a topic that reaches nobody. */
export type SilentChange = Finding & {
  /** The id of the statement in service. */
  readonly statement: string;
  /** The id of the document, or of the topic, in whose record it is. */
  readonly document?: string;
  readonly topic?: string;
  readonly relationship: string;
  /** The field in that record as it is to be; empty where the whole document is gone. */
  readonly path: readonly PropertyKey[];
};

type Published = Pick<RecordCatalogue, 'briefs' | 'sources' | 'statements' | 'withdrawn' | 'relationships'>;

/** The fields that place a statement among others, of which nobody is told by a correction. */
const UNTOLD = new Set(['id', 'document', 'relationship', 'topics', 'relations', 'corrections', 'track', 'splitFrom']);
/** The same of a statement that orders nothing itself: what it tells of its track. */
const UNTOLD_OF_TRACK = new Set(['effect', 'until']);

/** What of published statements may change without a correction. */
export type Wording = {
  /** The ids of statements of which only the words may differ. */
  readonly words?: ReadonlySet<string>;
  /** Those that were written anew, as a second reader signed: their text, their quotation and their citations may differ. */
  readonly signed?: ReadonlySet<string>;
};

/** Returns every published statement that differs from before without an entry of its corrections and by more than its wording, or that is gone and was not withdrawn. */
export function silentChanges(before: Published, after: Published, { words, signed }: Wording = {}): SilentChange[] {
  const split = new Set(
    [...after.statements.values()].flatMap(({ document, splitFrom }) =>
      splitFrom === undefined ? [] : [`${document}/${splitFrom}`],
    ),
  );
  return [...before.statements.values()].flatMap((old): SilentChange[] => {
    if (!isPublished(old, before)) return [];
    const now = after.statements.get(old.id);
    // Of many records a change touches few; the others are the same objects.
    if (old === now && isPublished(now, after)) return [];
    const source = after.sources.get(old.document);
    const relationship = (source ?? before.sources.get(old.document))?.relationship ?? '';
    const at = source?.statements.findIndex(({ id }) => id === old.id) ?? -1;
    const found = (path: readonly PropertyKey[], what: Finding): SilentChange => ({
      statement: old.id,
      document: old.document,
      relationship,
      path: source === undefined ? [] : at === -1 ? ['statements'] : ['statements', at, ...path],
      ...what,
    });
    const statement = old.id;
    if (now === undefined)
      return isRetracted(old, after) || after.withdrawn.has(old.id)
        ? []
        : [found([], finding('statement-gone', { statement }))];
    if (!isPublished(now, after) && !isRetracted(old, after))
      return [found(['topics'], finding('statement-without-topic', { statement }))];
    const isSigned = signed?.has(old.id) === true;
    const isAllowed = (field: string): boolean =>
      isSigned && (REWRITTEN.has(field) || (split.has(old.id) && isNarrower(valueOf(old, field), valueOf(now, field))));
    const isWording = words?.has(old.id) === true;
    return changesOf(old, now, isWording, isAllowed, namesOf(after.relationships.get(old.relationship))).map(
      ([path, what]) => found(path, what),
    );
  });
}

/** Returns every statement that a new correction of a published topic names and that neither was there nor is: messages that showed what is meant would not be corrected. */
export function unknownCorrected(before: Published, after: Published): SilentChange[] {
  return [...after.briefs.values()].flatMap((now) => {
    const old = before.briefs.get(now.id);
    if (old === undefined || old === now || now.status !== 'published') return [];
    return now.corrections.flatMap(({ id, statements = [] }, entry) => {
      const named = old.corrections.find((one) => one.id === id)?.statements ?? [];
      return statements.flatMap((statement, at): SilentChange[] =>
        named.includes(statement) || before.statements.has(statement) || after.statements.has(statement)
          ? []
          : [unknownIn(now, statement, ['corrections', entry, 'statements', at])],
      );
    });
  });
}

const unknownIn = (
  { id: topic, relationship }: Pick<Brief, 'id' | 'relationship'>,
  statement: string,
  path: readonly PropertyKey[],
): SilentChange => ({
  statement,
  topic,
  relationship,
  path,
  ...finding('corrects-nothing', { statement: statement }),
});

/** Returns the fields of a statement that differ and that readers are told, in the order in which they stand. */
export function fieldsShownToReaders(old: Statement, now: Statement): string[] {
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields]
    .filter((field) => !UNTOLD.has(field) && (now.kind === 'measure' || !UNTOLD_OF_TRACK.has(field)))
    .filter((field) => !isSame(valueOf(old, field), valueOf(now, field)));
}

/** Returns the entries of corrections that a statement has and did not have before. */
export const newCorrections = (old: Statement, now: Statement): NonNullable<Statement['corrections']> =>
  (now.corrections ?? []).filter(({ id }) => !(old.corrections ?? []).some((one) => one.id === id));

/** Whether every topic that told a statement is retracted, which tells readers that it no longer holds. */
const isRetracted = ({ topics }: Statement, { briefs }: Published): boolean =>
  topics.some((topic) => briefs.get(topic)?.status === 'retracted') &&
  topics.every((topic) => briefs.get(topic)?.status !== 'published');

/** The fields that a second reader reads against the paragraphs. */
const REWRITTEN = new Set(['text', 'quote', 'citations']);

/** Whether a date lies within the one before: of a statement that was split, the other part has the rest of it. */
function isNarrower(old: unknown, now: unknown): boolean {
  const [before, after] = [DateSchema.safeParse(old).data, DateSchema.safeParse(now).data];
  if (before === undefined || after === undefined) return false;
  return span(before).first <= span(after).first && span(after).last <= span(before).last;
}

type FieldFault = readonly [path: readonly PropertyKey[], what: Finding];

function changesOf(
  old: Statement,
  now: Statement,
  isWording: boolean,
  isAllowed: (field: string) => boolean,
  names: readonly string[],
): FieldFault[] {
  const kept = (old.corrections ?? []).flatMap((entry): FieldFault[] =>
    (now.corrections ?? []).some((one) => isSame(one, entry))
      ? []
      : [[['corrections'], finding('correction-changed', { entry: entry.id })]],
  );
  const fields = fieldsShownToReaders(old, now).filter((field) => !isAllowed(field));
  if (fields.length === 0) return kept;
  const entries = newCorrections(old, now);
  if (entries.length === 0)
    return [...kept, ...(isWording ? onlyWording(old, now, fields, names) : fields.map(unsaid))];
  const isTold = entries.some(({ before }) => before.en === old.text.en && before.zh === old.text.zh);
  return isTold ? kept : [...kept, [['corrections'], finding('correction-without-before', { text: old.text.en })]];
}

const unsaid = (field: string): FieldFault => [[field], finding('change-untold')];

/** Returns why a change is more than one of wording. */
function onlyWording(
  old: Statement,
  now: Statement,
  fields: readonly string[],
  names: readonly string[],
): FieldFault[] {
  return fields.flatMap((field): FieldFault[] => {
    if (field === 'text')
      return (['en', 'zh'] as const).flatMap((language) => textFaults(old.text, now.text, language, names));
    if (field === 'citations' && isSame(old.citations.map(placeOf), now.citations.map(placeOf))) return [];
    return [[[field], finding('more-than-wording')]];
  });
}

const placeOf = ({ source, paragraph }: Statement['citations'][number]): string => `${source} ${paragraph}`;

function textFaults(old: Translated, now: Translated, language: Language, names: readonly string[]): FieldFault[] {
  const [before, after] = [old[language], now[language]];
  // A translation that was missing tells nobody anything else.
  if (before === undefined || before === after) return [];
  const path = ['text', language];
  if (after === undefined) return [[path, finding('translation-gone')]];
  return wordingChanges(before, after, language, names).map(({ part, words }): FieldFault => [
    path,
    finding('more-than-words', { part, words }),
  ]);
}

function namesOf(relationship: Relationship | undefined): string[] {
  return (relationship?.parties ?? []).flatMap(({ name, aliases, cues }) =>
    [name.zh ?? []].concat(aliases.zh ?? [], cues?.zh ?? []).flat(),
  );
}

const valueOf = (statement: Statement, field: string): unknown =>
  Object.entries(statement).find(([key]) => key === field)?.[1];

/** Whether two values of records are the same, whatever the order of their fields. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [own, its] = [new Map(entriesOf(one)), new Map(entriesOf(other))];
  return own.size === its.size && [...own].every(([key, value]) => its.has(key) && isSame(value, its.get(key)));
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, field]) => field !== undefined);

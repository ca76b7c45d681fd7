/** A statement while it is being written, the record that it makes, and what this tab of the browser keeps of it. */
import { formatWhen } from '../../../records/dates.ts';
import { normalized, occurrences } from '../../../records/find-words.ts';
import type { DateWithPrecision, Language, Translated, StatementKind } from '../../../records/schema.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { wordAt } from '../../../records/text-edit/edit-value.ts';
import { branchFor } from '../record-schema.ts';
import type { ReaderStatement, ReaderView } from '../../server/reading/reader.ts';
import { loadOfTab, saveOfTab } from '../storage.ts';

export type CitationDraft = { readonly source?: string | undefined; readonly paragraph: number; readonly find: string };

export type RelationType = 'supports' | 'disputes' | 'supersedes' | 'resolves';
export type RelationDraft = {
  readonly type: RelationType;
  readonly statement: string;
  readonly outcome?: string | undefined;
};

export type StatementDraft = {
  /** Empty where it is to be made of the English text. */
  readonly id: string;
  readonly kind: StatementKind | '';
  readonly en: string;
  readonly zh: string;
  readonly topics: readonly string[];
  readonly citations: readonly CitationDraft[];
  readonly relations: readonly RelationDraft[];
  /** The fields of all kinds: what was filled in for one stays while another is tried. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The statement that it takes the place of. */
  readonly replaces: string | undefined;
};

/** Returns a statement that cites some words. */
export const newDraft = (citation: CitationDraft): StatementDraft => ({
  id: '',
  kind: '',
  en: '',
  zh: '',
  topics: [],
  citations: [citation],
  relations: [],
  fields: {},
  replaces: undefined,
});

/** Returns the topics of a statement with one that was chosen from the list of others and not added; as they are where none is, or it is among those that are ticked by themselves. */
export const withChosenTopic = (
  topics: readonly string[],
  other: string,
  proposed: readonly string[],
): readonly string[] =>
  other === '' || topics.includes(other) || proposed.includes(other) ? topics : [...topics, other];

/** Returns a statement of the record, to be changed. */
export function draftOf({ id, kind, text, citations, record }: ReaderStatement): StatementDraft {
  const { id: _, kind: __, text: ___, citations: ____, topics, relations, ...fields } = record;
  return {
    id,
    kind,
    en: text.en,
    zh: text.zh ?? '',
    topics: (topics ?? []) as readonly string[],
    citations,
    relations: (relations ?? []) as readonly RelationDraft[],
    fields,
    replaces: id,
  };
}

/** Returns a draft as the record that its form edits, with the fields of all kinds. */
export const entryOf = ({ id, kind, en, zh, topics, citations, relations, fields }: StatementDraft) => ({
  ...fields,
  id,
  kind,
  topics,
  text: { en, ...(zh !== '' && { zh }) },
  citations,
  relations,
});

/** Returns a draft with what its form has made of its record. */
export function withEntry(draft: StatementDraft, entry: Readonly<Record<string, unknown>>): StatementDraft {
  const { id, kind: _, topics, text, citations, relations, ...fields } = entry as ReturnType<typeof entryOf>;
  return { ...draft, id, en: wordAt(text, ['en']), zh: wordAt(text, ['zh']), topics, citations, relations, fields };
}

/** What a statement keeps though its form does not ask for it. */
const KEPT = ['corrections', 'splitFrom', 'withdrawn'] as const;

/** What the form of a statement has a place of its own for, whatever the kind, or does not ask for. */
const COMMON: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'topics',
  'text',
  'citations',
  'relations',
  'track',
  ...KEPT,
]);

/** Returns the fields of a kind beyond those of all statements, in the order of the schema. */
export const fieldsOfKind = (schema: RecordSchema, kind: string): readonly string[] =>
  Object.keys(branchFor(schema, { kind }).properties ?? {}).filter((name) => kind !== '' && !COMMON.has(name));

/** The field by which a statement of a kind says when it happened or was said. */
export const DATE_OF_KIND: Readonly<Partial<Record<StatementDraft['kind'], string>>> = {
  'reported-fact': 'eventOn',
  position: 'saidOn',
  measure: 'from',
  commitment: 'saidOn',
  assessment: 'madeOn',
  recommendation: 'madeOn',
  forecast: 'madeOn',
};

/** Returns whether a field says nothing yet. */
export const isUnsaid = (value: unknown): boolean => said(value) === undefined;

/** Returns in words who said something, and when: what a person sees before taking it over. */
export function attributionText(
  { speaker, by, party, saidOn, madeOn }: Readonly<Record<string, unknown>>,
  { authors, parties }: Pick<ReaderView, 'authors' | 'parties'>,
  language: Language,
): string {
  const named = (value: unknown): string | undefined => {
    if (Array.isArray(value)) return value.map((one) => named(one) ?? '').join(', ');
    if (typeof value === 'string') {
      const known = [...authors, ...parties].find(({ id }) => id === value)?.name;
      return known === undefined ? value : (known[language] ?? known.en);
    }
    const { name, ...told } = (value ?? {}) as { readonly name?: Translated } & Partial<Translated>;
    return name === undefined ? (told[language] ?? told.en) : (name[language] ?? name.en);
  };
  const when = (saidOn ?? madeOn) as DateWithPrecision | undefined;
  return [named(speaker) ?? named(by) ?? named(party), when && formatWhen(when, language)]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Returns a value without what was left empty; undefined where nothing of it is left. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.replaceAll(/\s+/gu, ' ').trim();
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty).filter((one) => one !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([name, part]) => [name, withoutEmpty(part)] as const)
    .filter(([, part]) => part !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Returns a value without what was left empty; undefined too where it says only how a date would be known. */
function said(value: unknown): unknown {
  const rest = withoutEmpty(value);
  return typeof rest === 'object' && rest !== null && Object.keys(rest).join() === 'precision' ? undefined : rest;
}

/** Returns the statement as its record has it, with the fields of its kind alone, in the order of the schema. */
export function statementOf(
  { id, kind, en, zh, topics, citations, relations, fields }: StatementDraft,
  schema: RecordSchema,
): Record<string, unknown> {
  const own = fieldsOfKind(schema, kind).flatMap((name) => {
    const value = said(fields[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id,
    kind,
    topics,
    ...(fields.track !== undefined && fields.track !== '' && { track: fields.track }),
    ...Object.fromEntries(own),
    text: { en: withoutEmpty(en) ?? '', ...(withoutEmpty(zh) !== undefined && { zh: withoutEmpty(zh) }) },
    citations,
    ...(relations.length > 0 && { relations }),
    ...Object.fromEntries(KEPT.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]] as const]))),
  };
}

/** Returns a statement with some words cited beside those that it cites, at most four. */
export function withCitation(draft: StatementDraft, citation: CitationDraft): StatementDraft {
  const { citations } = draft;
  const isThere = citations.some((one) => one.paragraph === citation.paragraph && one.find === citation.find);
  return isThere || citations.length >= MAX_CITATIONS ? draft : { ...draft, citations: [...citations, citation] };
}

export const MAX_CITATIONS = 4;

/** Returns the texts of the paragraphs of this document that a statement cites; of one that is not held there is none. */
const citedTexts = ({ citations }: StatementDraft, view: ReaderView): readonly (string | undefined)[] =>
  citations.map(({ source, paragraph }) =>
    source === undefined ? view.paragraphs.find(({ number }) => number === paragraph)?.text : undefined,
  );

/** Returns the paragraphs of this document that a statement cites, as far as their text is held, a line each. */
export const paragraphsOf = (draft: StatementDraft, view: ReaderView): string =>
  [...new Set(citedTexts(draft, view))].filter((one) => one !== undefined).join('\n');

/** Returns the sentences of this document that a statement cites words of, as far as their text is held, a line each. */
export const sentencesOf = ({ citations }: StatementDraft, view: ReaderView): string =>
  [
    ...new Set(
      citations.flatMap(({ source, paragraph, find }) => {
        const text = view.paragraphs.find(({ number }) => number === paragraph)?.text;
        return source !== undefined || text === undefined ? [] : [sentenceAround(text, find)];
      }),
    ),
  ].join('\n');

/** Where a sentence ends: not behind the capitals of U.S. or E.O. */
const SENTENCE_END = /(?<=[。！？；])|(?<=[\p{Ll}\d)%][.!?;]["”’]?)\s+(?=["“‘(]?[\p{Lu}\d])/u;

/** Returns the sentence of a text that has some words; the whole text where none has. */
export const sentenceAround = (text: string, words: string): string =>
  text.split(SENTENCE_END).find((one) => occurrences(normalized(one), normalized(words)) > 0) ?? text;

const nameOf = (at: string): string => `statement.${at}`;

/** Returns the statement that was being written of a document, or undefined. */
export const loadDraft = (at: string): StatementDraft | undefined =>
  loadOfTab(nameOf(at)) as StatementDraft | undefined;

/** Keeps a statement, or forgets the one that was kept; where the browser keeps nothing, leaving warns all the same. */
export const saveDraft = (at: string, draft: StatementDraft | undefined): void => void saveOfTab(nameOf(at), draft);

/** Compares statements with the text of the document that they cite: the words of citations, quotations, and wording that is copied. */
import { align, type Aligned } from '../align-paragraphs.ts';
import { words, type Comparable, runsOf, SHARED_RUN_WORDS } from '../paragraphs.ts';
import { finding, type Finding } from '../fault.ts';
import { uncitedFigures } from '../figures.ts';
import { warning, type WarningFinding } from './style.ts';
import type { Citation, DocumentRecord, Language, Relationship, Source } from '../schema.ts';
import { normalized, occurrences } from '../find-words.ts';
import type { RecordCatalogue } from '../catalogue.ts';

type ComparedText = Comparable & {
  /** Its number as faults give it. */
  readonly number: string;
  readonly lower: string;
  readonly spaced: string;
};

/** The text of a document as it is compared with what cites it. */
export type ComparedDocument = Aligned & {
  /** The paragraphs that the record counts, in their places. */
  readonly texts: readonly ComparedText[];
  /** These, and the others of the document. */
  readonly whole: readonly ComparedText[];
};

const NOTHING: Comparable = { text: '', fingerprint: '', words: [] };

/** Words between single spaces, so that one text is looked for in another word by word, Chinese character by character. */
const spaced = (all: readonly string[]): string => ` ${all.join(' ')} `;

const compared = (number: string, { text, fingerprint, words: all }: Comparable = NOTHING): ComparedText => ({
  text,
  fingerprint,
  words: all,
  number,
  lower: text.toLowerCase(),
  spaced: spaced(all),
});

/** Returns the paragraphs of a document in the places of its record's, by whose fingerprints they are known. */
export function comparedDocument(document: readonly string[], recorded: readonly string[]): ComparedDocument {
  const { paragraphs, beside } = align(document, recorded);
  const texts = paragraphs.map((one, index) => compared(String(index + 1), one?.forms));
  // A link leads to the first place in the whole document, also where the record does not count it.
  const whole = [...texts, ...beside.map(({ number, forms }) => compared(`${number} of the document`, forms))];
  return { paragraphs, beside, texts, whole };
}

/** Returns what is wrong with the words of a citation; undefined where they stand in its paragraph, and nowhere else. */
export function misplaced(
  { find, paragraph }: Pick<Citation, 'find' | 'paragraph'>,
  { texts, whole }: Pick<ComparedDocument, 'texts' | 'whole'>,
): Finding | undefined {
  // Browsers look for whole words as they are displayed, upper and lower case alike.
  const needle = normalized(find).toLowerCase();
  const own = String(paragraph);
  const among = whole.flatMap(({ lower, number }) => Array<string>(occurrences(lower, needle)).fill(number));
  if (among.length === 1 && among[0] === own) return undefined;
  if (among.includes(own)) return finding('find-ambiguous', { find, count: among.length, paragraphs: among });
  const loosely = spaced(words(find));
  if (texts[paragraph - 1]?.spaced.includes(loosely) === true) return finding('find-punctuation', { find });
  const paragraphs = whole.flatMap(({ spaced: text, number }) => (text.includes(loosely) ? [number] : []));
  return paragraphs.length > 0 ? finding('find-elsewhere', { find, paragraphs }) : finding('find-nowhere', { find });
}

/** A statement by its own fields, with citations that name their documents. */
type Quoting = { readonly citations: readonly Citation[]; readonly quote?: string | undefined };

/** Returns the document in which the quotation of a statement is to be looked for: its own, or where it cites that nowhere, the first that it cites; undefined where it quotes nothing. */
export function quotedFrom(statement: Quoting, own: string): string | undefined {
  if (statement.quote === undefined) return undefined;
  const cited = statement.citations.map(({ source }) => source);
  return cited.includes(own) ? own : cited[0];
}

/** Returns what is wrong with the quotation of a statement in the document that it is from; undefined where it stands in one of the paragraphs that are cited. */
export function misquoted(
  { quote = '' }: Quoting,
  cited: readonly Pick<Citation, 'paragraph'>[],
  { texts }: Pick<ComparedDocument, 'texts'>,
): Finding | undefined {
  if (cited.some(({ paragraph }) => occurrences(texts[paragraph - 1]?.text ?? '', normalized(quote)) > 0))
    return undefined;
  return finding('quote-not-there', { quote });
}

/** What is wrong with a statement beside the text that it cites, at a path in the record of its document. */
export type HeldFault = Finding & { readonly path: readonly (string | number)[] };

/** What is compared of a statement; other fields may be missing yet. */
export type HeldStatement = {
  readonly citations: readonly (Omit<Citation, 'source'> & { readonly source?: string | undefined })[];
  readonly quote?: string | undefined;
};

/** What is compared of the record of a document. */
export type HeldRecord = Pick<DocumentRecord, 'id' | 'title'> & { readonly statements: readonly HeldStatement[] };

/** Returns the documents that the statements of a record cite, by their ids in its relationship: itself too, where it has statements. */
export const citedDocuments = (record: HeldRecord): ReadonlySet<string> =>
  new Set(
    record.statements.flatMap((one) =>
      citationsOf(one, record.id)
        .map(({ source }) => source)
        .concat(record.id),
    ),
  );

/** Returns what is wrong with the citations, quotations and texts of a record's statements beside the texts that they cite, formulas of the field left out; of a document that is not among these nothing can be said. */
export function heldFaults(
  record: HeldRecord,
  documents: ReadonlyMap<string, ComparedDocument>,
  formulas: readonly string[] = [],
): HeldFault[] {
  const faults: HeldFault[] = [];
  const placed: { readonly where: string; readonly text: string }[] = [];
  for (const [index, statement] of record.statements.entries()) {
    const path = ['statements', index];
    const citations = citationsOf(statement, record.id);
    for (const [at, citation] of citations.entries()) {
      const document = documents.get(citation.source);
      const wrong = document && misplaced(citation, document);
      if (wrong !== undefined) faults.push({ path: [...path, 'citations', at, 'find'], ...wrong });
    }
    const quoting = { citations, quote: statement.quote };
    const from = quotedFrom(quoting, record.id);
    const quoted = from === undefined ? undefined : documents.get(from);
    const cited = citations.filter(({ source }) => source === from);
    const wrong = quoted && misquoted(quoting, cited, quoted);
    if (wrong !== undefined) faults.push({ path: [...path, 'quote'], ...wrong });
    placed.push(...textsWithin(statement, path.join('.')));
  }
  const copied = createCopyFinder(placed, formulas);
  for (const { texts } of documents.values())
    for (const { where, run, paragraph } of copied(texts, record))
      faults.push({
        path: where.split('.').map((step) => (/^\d+$/u.test(step) ? Number(step) : step)),
        ...copying(run, paragraph),
      });
  return faults;
}

/** A record of which it may not be known yet in which language its document is, and of which day. */
export type DatedRecord = HeldRecord & {
  readonly language?: Language | undefined;
  readonly publishedOn?: string | undefined;
};

/** What is compared of a statement beside its citations: its text, in the languages that it has. */
type WithText = { readonly text?: { readonly en?: string | undefined; readonly zh?: string | undefined } | undefined };

export type HeldWarning = WarningFinding & { readonly path: readonly (string | number)[] };

/** Returns the figures of statements that are in none of the paragraphs that they cite; nothing of one that cites a document that is not among these. */
export function heldWarnings(record: DatedRecord, documents: ReadonlyMap<string, ComparedDocument>): HeldWarning[] {
  const { language, publishedOn } = record;
  if (language === undefined || publishedOn === undefined) return [];
  return record.statements.flatMap((statement: HeldStatement & WithText, index): HeldWarning[] => {
    const { en = '', zh = '' } = statement.text ?? {};
    const cited = citationsOf(statement, record.id).map(
      ({ source, paragraph }) => documents.get(source)?.texts[paragraph - 1]?.text,
    );
    if (!cited.every((one) => one !== undefined)) return [];
    const figures = uncitedFigures({ en, zh }, cited, { language, publishedOn });
    return figures.length === 0
      ? []
      : [
          {
            path: ['statements', index, 'text', en.trim() === '' ? 'zh' : 'en'],
            ...warning('figures-uncited', { figures }),
          },
        ];
  });
}

const citationsOf = ({ citations }: HeldStatement, own: string): Citation[] =>
  citations.map(({ source = own, paragraph, find }) => ({ source, paragraph, find }));

/** A text that shares a run of words with a document: where it stands, the paragraph counted from 1, and the words. */
export type Copied = { readonly where: string; readonly paragraph: number; readonly run: string };

/** Fields that hold the document's own words, names or addresses: none of them can be said otherwise. */
const EXACT = new Set([
  'find',
  'quote',
  'title',
  'url',
  'publisher',
  'authors',
  'name',
  'other',
  'speaker',
  'role',
  'instrument',
]);

/** A text of a record with where it stands, as a path of fields between points. */
export type PlacedText = { readonly where: string; readonly text: string };

/** Returns a function that returns the texts which share a run of words with a document, each once. A formula of the field belongs to no document, and quoted words are marked as its own: a run ends where either begins. The runs of the texts are made once, for any number of documents. */
export function createCopyFinder(
  texts: readonly PlacedText[],
  formulas: readonly string[] = [],
): (document: readonly Pick<Comparable, 'words'>[], source: Pick<Source, 'title'>) => Copied[] {
  const textsOf = new Map<string, string[]>();
  const known = formulas.map((formula) => spaced(words(formula)));
  const ownParts = (text: string): readonly string[] =>
    known.reduce(
      (parts, formula) => parts.flatMap((part) => part.split(formula).map((one) => ` ${one} `)),
      unquoted(text).map((part) => spaced(words(part))),
    );
  for (const { where, text } of texts)
    for (const run of new Set(ownParts(text).flatMap((part) => runsOf(words(part))))) {
      const places = textsOf.get(run);
      if (places === undefined) textsOf.set(run, [where]);
      else places.push(where);
    }
  return (document, { title }) => {
    const named = new Set([title.en, title.zh ?? ''].flatMap((text) => runsOf(words(text))));
    const found = new Map<string, Copied>();
    for (const [index, paragraph] of document.entries())
      for (const run of runsOf(paragraph.words))
        for (const where of named.has(run) ? [] : (textsOf.get(run) ?? []))
          if (!found.has(where)) found.set(where, { where, paragraph: index + 1, run });
    return [...found.values()];
  };
}

/** A longer quotation within a text is copying all the same, and fewer words between marks are a term. */
const QUOTED = /“([^“”]{1,200})”|"([^"]{1,200})"/gu;
const QUOTED_WORDS = 4;

/** Returns the parts of a text around what it quotes. */
const unquoted = (text: string): string[] =>
  text
    .replaceAll(QUOTED, (whole, curly?: string, straight?: string) =>
      runsOf(words(curly ?? straight ?? ''), QUOTED_WORDS).length > 0 ? '\n' : whole,
    )
    .split('\n');

/** Returns what is wrong with a text that shares a run of words, with how many they are, and the paragraph where that is not told otherwise. */
export function copying(run: string, paragraph?: number): Finding {
  const isHan = /\p{Script=Han}/u.test(run);
  const shared = {
    run: run.replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, ''),
    count: isHan ? SHARED_RUN_WORDS * 2 : SHARED_RUN_WORDS,
    script: isHan ? 'han' : 'other',
  } as const;
  return paragraph === undefined
    ? finding('copied', shared)
    : finding('copied-from-paragraph', { ...shared, paragraph });
}

/** Returns the texts within a part of a record, those left out that are to be the document's own. */
export function textsWithin(part: unknown, path: string): PlacedText[] {
  if (typeof part === 'string') return [{ where: path, text: part }];
  if (Array.isArray(part)) return part.flatMap((item, index) => textsWithin(item, `${path}.${index}`));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, item]) => (EXACT.has(key) ? [] : textsWithin(item, `${path}.${key}`)));
}

/** Returns the formulas of relationships, which a text may share with a document. */
export const formulasOf = (relationships: Iterable<Pick<Relationship, 'formulas'>>): string[] =>
  [...relationships].flatMap(({ formulas }) => (formulas?.en ?? []).concat(formulas?.zh ?? []));

/** Returns every text of the documents' and the topics' records. */
export function recordTexts({ briefs, sources }: Pick<RecordCatalogue, 'briefs' | 'sources'>): PlacedText[] {
  return [
    ...[...sources.values()].flatMap(({ statements, ...source }) =>
      textsWithin(source, source.id).concat(statements.flatMap((one) => textsWithin(one, one.id))),
    ),
    // A topic's statements are those of the documents.
    ...[...briefs.values()].flatMap((topic) => textsWithin({ ...topic, statements: undefined }, topic.id)),
  ];
}

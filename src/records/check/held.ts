/** Compares citations with the text of the document that they cite, where that is held or read. */
import { align, type Aligned } from '../align.ts';
import { words, type Comparable } from '../document.ts';
import { finding, type Finding } from '../fault.ts';
import type { Citation } from '../fields.ts';
import { normalized, occurrences } from '../held/find-words.ts';
import type { DocumentRecord } from '../schema.ts';
import { copying, createCopyFinder, textsWithin } from './copied.ts';

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

/** Returns what is wrong with the citations, quotations and texts of a record's statements beside the texts that they cite; of a document that is not among these nothing can be said. */
export function heldFaults(record: HeldRecord, documents: ReadonlyMap<string, ComparedDocument>): HeldFault[] {
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
  const copied = createCopyFinder(placed);
  for (const { texts } of documents.values())
    for (const { where, run, paragraph } of copied(texts, record))
      faults.push({
        path: where.split('.').map((step) => (/^\d+$/u.test(step) ? Number(step) : step)),
        ...copying(run, paragraph),
      });
  return faults;
}

const citationsOf = ({ citations }: HeldStatement, own: string): Citation[] =>
  citations.map(({ source = own, paragraph, find }) => ({ source, paragraph, find }));

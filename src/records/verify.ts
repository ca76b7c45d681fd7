/** Compares documents with their records and with every statement that cites them. */
import type { RecordCatalogue } from './catalogue.ts';
import { align, type Aligned } from './align.ts';
import { createCopyFinder } from './check/copied.ts';
import { uncited } from './check/must-cite.ts';
import { normalized, SHARED_RUN_WORDS, words, type Comparable } from './document.ts';
import type { Citation } from './fields.ts';
import type { Source, Statement } from './schema.ts';

/** What was found in one document: its discrepancies, one line each, and how much of it was compared and holds. */
export type Verification = {
  readonly faults: readonly string[];
  readonly statements: number;
  readonly citations: number;
  readonly quotes: number;
  /** The paragraphs of the document that the record leaves out, counted from 1: dropped when it was made, or added since. */
  readonly beside: readonly number[];
};

/** Returns a function that compares a document with its record and with what cites it; what the records hold is indexed once, for any number of documents. */
export function createVerifier(
  catalogue: RecordCatalogue,
): (document: readonly string[], source: Source) => Verification {
  const copied = createCopyFinder(catalogue);
  const citing = Map.groupBy(
    [...catalogue.statements.values()].flatMap((statement) =>
      [...new Set(statement.citations.map(({ source }) => source))].map((source) => ({ source, statement })),
    ),
    ({ source }) => source,
  );

  return (document, source) => {
    const { paragraphs, beside } = align(document, source.paragraphs);
    const faults = changed(paragraphs, source);
    const texts = paragraphs.map((one, index): Paragraph => compared(String(index + 1), one?.forms));
    // A link leads to the first place in the whole document, also where the record does not count it.
    const whole = [...texts, ...beside.map(({ number, forms }) => compared(`${number} of the document`, forms))];
    let citations = 0;
    let quotes = 0;
    for (const { statement } of citing.get(source.id) ?? []) {
      const cited = statement.citations.filter((citation) => citation.source === source.id);
      for (const citation of cited) {
        const fault = misplaced(citation, texts, whole);
        if (fault === undefined) citations += 1;
        else faults.push(`${source.id} paragraph ${citation.paragraph}: ${statement.id}: ${fault}`);
      }
      const quote = quoteIn(statement, source.id);
      if (quote === undefined) continue;
      if (cited.some(({ paragraph }) => occurrences(texts[paragraph - 1]?.text ?? '', normalized(quote)) > 0))
        quotes += 1;
      else
        faults.push(
          `${source.id} paragraph ${[...new Set(cited.map(({ paragraph }) => paragraph))].join(', ')}: ${statement.id}: the quotation "${quote}" is not there word by word; copy it as it stands, or cite its paragraph`,
        );
    }
    for (const paragraph of uncited(source))
      faults.push(
        `${source.id} paragraph ${paragraph}: must be cited, and no statement cites it; add one, or narrow mustCite`,
      );
    for (const { where, paragraph, run } of copied(texts, source))
      faults.push(`${source.id} paragraph ${paragraph}: ${where} shares ${rowOf(run)}; say it in your own words`);
    const numbers = beside.map(({ number }) => number);
    return { faults, statements: source.statements.length, citations, quotes, beside: numbers };
  };
}

type Paragraph = Comparable & {
  /** Its number as faults give it. */
  readonly number: string;
  readonly lower: string;
  readonly spaced: string;
};

const NOTHING: Comparable = { text: '', fingerprint: '', words: [] };

function compared(number: string, forms: Comparable = NOTHING): Paragraph {
  return { ...forms, number, lower: forms.text.toLowerCase(), spaced: spaced(forms.words) };
}

/** Words between single spaces, so that one text is looked for in another word by word, Chinese character by character. */
const spaced = (all: readonly string[]): string => ` ${all.join(' ')} `;

/** Returns the differences between a document and the fingerprints of its record. */
function changed(document: Aligned['paragraphs'], source: Source): string[] {
  const same = document.filter((one) => one?.isSame === true).length;
  const faults =
    same * 2 >= document.length
      ? []
      : [`${source.id}: only ${same} of ${document.length} paragraphs are in the document; is it the same one?`];
  for (const [index, expected] of source.paragraphs.entries()) {
    const found = document[index];
    if (found?.isSame === true) continue;
    const what =
      found === undefined
        ? `is not in the document (recorded ${expected})`
        : `the text differs from what was cited (fingerprint ${found.forms.fingerprint}, recorded ${expected})`;
    faults.push(`${source.id} paragraph ${index + 1}: ${what}; read it again and renew what cites it`);
  }
  return faults;
}

/** Returns what is wrong with the words of a citation; undefined where they stand in its paragraph, and nowhere else. */
function misplaced(
  { find, paragraph }: Citation,
  document: readonly Paragraph[],
  whole: readonly Paragraph[],
): string | undefined {
  // Browsers look for whole words as they are displayed, upper and lower case alike.
  const needle = normalized(find).toLowerCase();
  const own = String(paragraph);
  const among = whole.flatMap(({ lower, number }) => Array<string>(occurrences(lower, needle)).fill(number));
  if (among.length === 1 && among[0] === own) return undefined;
  if (among.includes(own))
    return `"${find}" occurs ${among.length} times in the document (paragraphs ${among.join(', ')}); choose words that occur once`;
  const loosely = spaced(words(find));
  if (document[paragraph - 1]?.spaced.includes(loosely) === true)
    return `"${find}" stands there with other punctuation, so that the link would not find it; copy the words as they stand`;
  const elsewhere = whole.flatMap(({ spaced: text, number }) => (text.includes(loosely) ? [number] : []));
  return `"${find}" is not there${elsewhere.length > 0 ? `, but in paragraph ${elsewhere.join(', ')}` : ' nor anywhere in the document'}; correct the words or the paragraph`;
}

/** How often a text holds another that begins and ends where words do, those that overlap included. */
function occurrences(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (![at, end].some((edge) => edge > 0 && WITHIN_WORD.test(text.slice(edge - 1, edge + 1)))) count += 1;
  }
  return count;
}

/** Two letters or digits of one word; Chinese has no marks between words. */
const WITHIN_WORD = /^[[\p{L}\p{N}]--\p{Script=Han}]{2}$/v;

/** Returns the quotation of a statement that is to be looked for in a document: its own, or where it cites that nowhere, the first that it cites. */
function quoteIn(statement: Statement, document: string): string | undefined {
  if (statement.kind !== 'position' || statement.quote === undefined) return undefined;
  const cited = statement.citations.map(({ source }) => source);
  return document === (cited.includes(statement.document) ? statement.document : cited[0])
    ? statement.quote
    : undefined;
}

/** Returns the words that a text shares, with how many they are. */
function rowOf(run: string): string {
  const shown = run.replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
  return /\p{Script=Han}/u.test(run)
    ? `${SHARED_RUN_WORDS * 2} characters in a row ("${shown}")`
    : `${SHARED_RUN_WORDS} words in a row ("${shown}")`;
}

/** Compares a document with its source record and with every record that cites it. */
import type { RecordCatalogue } from './catalogue.ts';
import { uncited } from './check/must-cite.ts';
import { fingerprint, normalized, runs, SHARED_RUN_WORDS, words } from './document.ts';
import type { Source } from './schema.ts';

/** Returns the discrepancies, one line each, and the number of citations that were verified. */
export function verifyDocument(
  document: readonly string[],
  source: Source,
  catalogue: RecordCatalogue,
  folder: string,
): { readonly faults: readonly string[]; readonly cited: number } {
  const faults: string[] = [];
  const briefs = [...catalogue.briefs.values()];

  if (document.length !== source.paragraphs.length) {
    faults.push(
      `${source.id}: the document has ${document.length} paragraphs, the record ${source.paragraphs.length}; is it the same document?`,
    );
  }
  for (const [index, expected] of source.paragraphs.entries()) {
    const paragraph = document[index];
    if (paragraph !== undefined && fingerprint(paragraph) !== expected) {
      faults.push(
        `${source.id} paragraph ${index + 1}: the text differs from what was cited (fingerprint ${fingerprint(paragraph)}, recorded ${expected}); read it again and renew what cites it`,
      );
    }
  }

  const texts = document.map((paragraph) => spaced(paragraph));
  let cited = 0;
  for (const brief of briefs) {
    for (const statement of brief.statements) {
      for (const citation of statement.citations) {
        if (citation.source !== source.id) continue;
        const label = `${brief.id} ${statement.id}: "${citation.find}"`;
        const needle = spaced(citation.find);
        const containing = texts.flatMap((text, index) => Array<number>(occurrences(text, needle)).fill(index + 1));
        if (!containing.includes(citation.paragraph)) {
          faults.push(
            `${label} is not in paragraph ${citation.paragraph}${containing.length > 0 ? `, but in ${containing.join(', ')}` : ' nor anywhere in the document'}; correct the words or the paragraph`,
          );
        } else if (containing.length > 1) {
          faults.push(
            `${label} occurs ${containing.length} times in the document (paragraphs ${containing.join(', ')}); choose words that occur once`,
          );
        } else if (!literal(document[citation.paragraph - 1] ?? '').includes(literal(citation.find))) {
          faults.push(
            `${label} stands in paragraph ${citation.paragraph} with other punctuation, so that the link would not find it; copy the words as they stand`,
          );
        } else cited += 1;
      }
    }
  }

  for (const paragraph of uncited(source))
    faults.push(
      `${source.id} paragraph ${paragraph}: must be cited, and no statement cites it; add one, or narrow mustCite`,
    );

  const borrowed = new Map<string, number>();
  for (const [index, paragraph] of document.entries())
    for (const run of runs(paragraph)) if (!borrowed.has(run)) borrowed.set(run, index + 1);
  for (const { where, text } of recordTexts(catalogue)) {
    const run = runs(text).find((one) => borrowed.has(one));
    if (run !== undefined)
      faults.push(
        `${folder}: ${where}: shares ${SHARED_RUN_WORDS} words in a row with paragraph ${borrowed.get(run)} ("${run}"); say it in your own words`,
      );
  }
  return { faults, cited };
}

/** Words of a text between single spaces, so that one text is looked for in another word by word. */
const spaced = (text: string): string => ` ${words(text).join(' ')} `;

/** A text as browsers look for it: case aside, but with its punctuation. */
const literal = (text: string): string => normalized(text).toLowerCase();

/** How often a text holds another, those that overlap included. */
function occurrences(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) count += 1;
  return count;
}

/** Every text of every record, with where it stands; locators are not texts, since they must be the document's own words. */
function recordTexts({
  briefs,
  sources,
  relationships,
}: RecordCatalogue): { readonly where: string; readonly text: string }[] {
  const found: { where: string; text: string }[] = [];
  const walk = (value: unknown, where: string): void => {
    if (typeof value === 'string') found.push({ where, text: value });
    else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${where}.${index}`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value))
        if (key !== 'find') walk(item, where === '' ? key : `${where}.${key}`);
  };
  for (const [id, record] of [...briefs, ...sources, ...relationships]) walk(record, id);
  return found;
}

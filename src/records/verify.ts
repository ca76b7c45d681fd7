/** Compares documents with their records and with every statement that cites them. */
import type { RecordCatalogue } from './catalogue.ts';
import type { Aligned } from './align-paragraphs.ts';
import {
  copying,
  createCopyFinder,
  formulasOf,
  recordTexts,
  comparedDocument,
  misplaced,
  misquoted,
  quotedFrom,
} from './check/cited-text.ts';
import { uncited } from './check/document.ts';
import { findingText } from './fault.ts';
import type { Source } from './schema.ts';

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
  const copied = createCopyFinder(recordTexts(catalogue), formulasOf(catalogue.relationships.values()));
  const citing = Map.groupBy(
    [...catalogue.statements.values()].flatMap((statement) =>
      [...new Set(statement.citations.map(({ source }) => source))].map((source) => ({ source, statement })),
    ),
    ({ source }) => source,
  );

  return (document, source) => {
    const compared = comparedDocument(document, source.paragraphs);
    const { paragraphs, beside } = compared;
    const faults = changed(paragraphs, source);
    let citations = 0;
    let quotes = 0;
    for (const { statement } of citing.get(source.id) ?? []) {
      const cited = statement.citations.filter((citation) => citation.source === source.id);
      for (const citation of cited) {
        const fault = misplaced(citation, compared);
        if (fault === undefined) citations += 1;
        else faults.push(`${source.id} paragraph ${citation.paragraph}: ${statement.id}: ${findingText(fault, 'en')}`);
      }
      if (quotedFrom(statement, statement.document) !== source.id) continue;
      const misquoting = misquoted(statement, cited, compared);
      if (misquoting === undefined) quotes += 1;
      else
        faults.push(
          `${source.id} paragraph ${[...new Set(cited.map(({ paragraph }) => paragraph))].join(', ')}: ${statement.id}: ${findingText(misquoting, 'en')}`,
        );
    }
    for (const paragraph of uncited(source))
      faults.push(
        `${source.id} paragraph ${paragraph}: must be cited, and no statement cites it; add one, or narrow mustCite`,
      );
    for (const { where, paragraph, run } of copied(compared.texts, source))
      faults.push(`${source.id} paragraph ${paragraph}: ${where} ${findingText(copying(run), 'en')}`);
    const numbers = beside.map(({ number }) => number);
    return { faults, statements: source.statements.length, citations, quotes, beside: numbers };
  };
}

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

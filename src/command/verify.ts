/** `verify DOCUMENT`: a document held against the source record and against everything that cites it. */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Catalogue } from '../brief/catalogue.ts';
import { fingerprint, paragraphs } from '../brief/document.ts';
import type { Source } from '../brief/schema.ts';
import { verifyDocument } from '../brief/verify.ts';
import { AttacheError } from '../errors.ts';
import { complain, EXIT, print, type Io } from './io.ts';
import { briefsDir, catalogueOf, count } from './records.ts';

/** Far above any document that is read by people; a larger file is a mistake. */
const DOCUMENT_MOST_BYTES = 20_000_000;

export const verify = {
  usage: 'verify DOCUMENT [--source ID | --fingerprints]',
  about:
    'a source document (plain text) against its record: fingerprints, citations, paragraphs not cited, borrowed wording; --fingerprints prints what a new record needs',
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { source: { type: 'string' }, fingerprints: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new AttacheError('usage', 'name one document, a plain text file');
    if (values.fingerprints === true) {
      // Before there is a record: it is what the record is made of.
      const made = paragraphsOf(file).map((one) => `  - '${fingerprint(one)}'`);
      await print(io.output, ['paragraphs:', ...made].join('\n'));
      return EXIT.ok;
    }
    const catalogue = catalogueOf(io);
    const document = paragraphsOf(file);
    const source = sourceOf(document, values.source, catalogue);
    const { faults, cited } = verifyDocument(document, source, catalogue, briefsDir(io));
    if (faults.length > 0) {
      await complain(
        io,
        `${faults.join('\n')}\n\n${count(faults.length, 'fault')} in ${source.id}, held against ${file}.`,
      );
      return EXIT.failed;
    }
    const must =
      source.mustCite === undefined
        ? ''
        : `; paragraphs ${source.mustCite.from} to ${source.mustCite.to} are all cited`;
    await print(
      io.output,
      `${source.id}: all ${document.length} paragraphs match their fingerprints; ${count(cited, 'citation')} stand where they say${must}; no text of a record shares eight words in a row with the document.`,
    );
    return EXIT.ok;
  },
};

function paragraphsOf(file: string): string[] {
  const document = paragraphs(read(file));
  if (document.length > 0) return document;
  throw new AttacheError('usage', `${file} has no paragraph; name the plain text of the document`);
}

function read(file: string): string {
  try {
    if (statSync(file).size > DOCUMENT_MOST_BYTES)
      throw new AttacheError(
        'usage',
        `${file} is larger than ${DOCUMENT_MOST_BYTES} bytes; name the plain text of the document`,
      );
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof AttacheError) throw error;
    throw new AttacheError(
      'usage',
      `${file} cannot be read as text: ${error instanceof Error ? error.message : String(error)}; name a plain text file in UTF-8`,
      { cause: error },
    );
  }
}

/** The source record meant: the one named, the only one there is, or the one most of whose paragraphs the document has. */
function sourceOf(document: readonly string[], id: string | undefined, { sources }: Catalogue): Source {
  if (id !== undefined) {
    const named = sources.get(id);
    if (named === undefined)
      throw new AttacheError('usage', `there is no source "${id}"; there is ${[...sources.keys()].join(', ')}`);
    return named;
  }
  const scored = [...sources.values()]
    .map((source) => ({ source, score: matches(document, source) }))
    .toSorted((a, b) => b.score - a.score);
  const best = scored[0];
  if (best === undefined)
    throw new AttacheError('usage', 'there is no source record to verify against; add one under briefs/sources');
  if (best.score === 0 && scored.length > 1)
    throw new AttacheError('usage', 'no source record fits this document; name one with --source');
  return best.source;
}

function matches(document: readonly string[], source: Source): number {
  const known = new Set(source.paragraphs);
  return document.filter((paragraph) => known.has(fingerprint(paragraph))).length;
}

/** `verify DOCUMENT`: checks a document against its source record and against everything that cites it. */
import { parseArgs } from 'node:util';
import type { Catalogue } from '../search/catalogue.ts';
import { fingerprint } from '../records/document.ts';
import type { Source } from '../records/schema.ts';
import { verifyDocument } from '../records/verify.ts';
import { importDocument } from '../records/import/document.ts';
import { AttacheError } from '../shared/errors.ts';
import { EXIT } from '../app/exit.ts';
import { complain, print, type Io } from './io.ts';
import { briefsDir, loadCatalogue, count } from './load-catalogue.ts';

export const verify = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { source: { type: 'string' }, fingerprints: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new AttacheError('usage', 'name one document: a text, HTML or PDF file');
    if (values.fingerprints === true) {
      // Printed also before there is a record, which is written with these values.
      const made = (await importDocument(file)).map((one) => `  - '${fingerprint(one)}'`);
      await print(io.output, ['paragraphs:', ...made].join('\n'));
      return EXIT.ok;
    }
    const catalogue = await loadCatalogue(io);
    const document = await importDocument(file);
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

/** Finds the source record: the named one, the only one, or the one with most of its paragraphs in the document. */
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

/** `verify DOCUMENT` and `verify --all FOLDER`: check documents against their records and against everything that cites them. */
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { shortId, type RecordCatalogue } from '../records/catalogue.ts';
import { fingerprint } from '../records/paragraphs.ts';
import { formatFault } from '../records/fault.ts';
import type { Source } from '../records/schema.ts';
import { createVerifier } from '../records/verify.ts';
import { AttacheError } from '../shared/errors.ts';
import { createImportThread } from '../app/documents/import-thread.ts';
import { readDocumentFile } from '../records/import/import-document.ts';
import { EXIT } from '../app/process.ts';
import { filesIn, printError, print, type Io } from './io.ts';
import { briefsDir, loadCatalogue, count, withDrafts, type WithDrafts } from './load-catalogue.ts';

/** Starts with the first document. */
const thread = createImportThread();

type ReadDocument = {
  readonly paragraphs: readonly string[];
  /** The numbers, from 1, of those that look like no part of the document: nobody misses them in the record. */
  readonly furniture: ReadonlySet<number>;
};

async function read(file: string): Promise<ReadDocument> {
  const { paragraphs } = await thread.read(readDocumentFile(file));
  return {
    paragraphs: paragraphs.map(({ text }) => text),
    furniture: new Set(paragraphs.flatMap((one, index) => (one.furniture === undefined ? [] : [index + 1]))),
  };
}

export const verify = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { source: { type: 'string' }, fingerprints: { type: 'boolean' }, all: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (values.all !== undefined) {
      if (file !== undefined || values.source !== undefined || values.fingerprints === true)
        throw new AttacheError('usage', '--all takes a folder, and nothing beside it');
      return await verifyFolder(values.all, io);
    }
    if (file === undefined || more.length > 0)
      throw new AttacheError(
        'usage',
        'name one document: a text, HTML, PDF or DOCX file, or --all and a folder of them',
      );
    if (values.fingerprints === true) {
      // Printed also before there is a record, which is written with these values.
      const { paragraphs, furniture } = await read(file);
      const own = paragraphs.filter((_, index) => !furniture.has(index + 1));
      const made = own.map((one) => `  - '${fingerprint(one)}'`);
      await print(io.output, ['paragraphs:', ...made].join('\n'));
      return EXIT.ok;
    }
    return await verifyOne(file, values.source, io);
  },
};

async function verifyOne(file: string, id: string | undefined, io: Io): Promise<number> {
  const all = withDrafts(briefsDir(io), await loadCatalogue(io));
  const document = await read(file);
  const source = sourceOf(file, document.paragraphs, id, all);
  const { faults, beside, ...checked } = createVerifier(all.catalogue)(document.paragraphs, source);
  const draft = all.drafts.get(source.id);
  const own = draft === undefined ? '' : ` ${source.id} is a draft, ${draft}, and not in service yet.`;
  if (faults.length > 0) {
    await printError(
      io,
      `${faults.join('\n')}\n\n${count(faults.length, 'fault')} in ${source.id}, held against ${file}.${own}`,
    );
    return EXIT.failed;
  }
  const must =
    source.mustCite === undefined ? '' : `; paragraphs ${source.mustCite.from} to ${source.mustCite.to} are all cited`;
  await print(
    io.output,
    `${source.id}: all ${source.paragraphs.length} paragraphs match their fingerprints${leftOut(beside, document)}; ${count(checked.statements, 'statement')}: ${count(checked.citations, 'citation')} and ${count(checked.quotes, 'quotation')} stand where they say${must}; ${NOTHING_COPIED} the document.${own}`,
  );
  return EXIT.ok;
}

/** Returns what of a document its record does not count, furniture aside; empty where there is nothing. */
function leftOut(beside: readonly number[], { furniture }: ReadDocument): string {
  const told = beside.filter((number) => !furniture.has(number));
  return told.length === 0
    ? ''
    : ` (${count(told.length, 'paragraph')} of the document not in the record: ${told.join(', ')}; left out, or added since)`;
}

const NOTHING_COPIED = 'no text of a record shares eight words, or sixteen Chinese characters, in a row with';

/** Checks each document of a folder; a record without a document and a file without a record are told, and are no faults. */
async function verifyFolder(folder: string, io: Io): Promise<number> {
  const { catalogue, drafts } = withDrafts(briefsDir(io), await loadCatalogue(io));
  const { documents, others } = documentsIn(folder, catalogue.sources);
  if (documents.length === 0)
    throw new AttacheError(
      'usage',
      `${folder} holds no document of a record; a document is named by the id of its record, such as ${[...catalogue.sources.keys()][0] ?? 'ID'}.txt`,
    );
  const check = createVerifier(catalogue);
  const faults: string[] = [];
  const total = { paragraphs: 0, statements: 0, citations: 0, quotes: 0 };
  let faulty = 0;
  for (const [index, { file, source }] of documents.entries()) {
    if (io.errors.isTTY === true) io.errors.write(`\r\u001B[K${index + 1} of ${documents.length}: ${source.id}`);
    // oxlint-disable-next-line no-await-in-loop -- one document at a time is in memory
    const found = await checkFile(join(folder, file), source, check);
    faults.push(...found.faults);
    if (found.faults.length > 0) faulty += 1;
    for (const part of ['paragraphs', 'statements', 'citations', 'quotes'] as const) total[part] += found[part];
  }
  if (io.errors.isTTY === true) io.errors.write('\r\u001B[K');
  if (faults.length > 0)
    await printError(
      io,
      `${faults.join('\n')}\n\n${count(faults.length, 'fault')} in ${faulty} of ${count(documents.length, 'document')}.`,
    );
  const present = new Set(documents.map(({ source }) => source.id));
  const absent = [...catalogue.sources.keys()].filter((id) => !present.has(id) && !drafts.has(id));
  await print(
    io.output,
    [
      `checked: ${count(documents.length, 'document')} of ${count(total.paragraphs, 'paragraph')}, ${count(total.statements, 'statement')}`,
      `stand where they say: ${count(total.citations, 'citation')}, ${count(total.quotes, 'quotation')}`,
      ...(faults.length === 0 ? [`no fault; ${NOTHING_COPIED} one of them`] : []),
      ...listed('records without a document here', absent),
      ...listed('files here without a record', others),
    ].join('\n'),
  );
  return faults.length === 0 ? EXIT.ok : EXIT.failed;
}

const listed = (what: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`${what}: ${names.length} (${names.join(', ')})`];

async function checkFile(file: string, source: Source, check: ReturnType<typeof createVerifier>) {
  try {
    const document = await read(file);
    return { ...check(document.paragraphs, source), paragraphs: source.paragraphs.length };
  } catch (error) {
    if (!(error instanceof AttacheError)) throw error;
    return { faults: [`${source.id}: ${error.message}`], paragraphs: 0, statements: 0, citations: 0, quotes: 0 };
  }
}

/** Returns the files of a folder that are documents of records, in the order of the records, and those that look like documents and have no record. */
function documentsIn(folder: string, sources: RecordCatalogue['sources']) {
  const documents: { readonly file: string; readonly source: Source }[] = [];
  const others: string[] = [];
  for (const file of filesIn(folder)) {
    const [, id, ending] = /^(.+)\.([a-z]+)$/iu.exec(file) ?? [];
    if (id === undefined || ending === undefined) continue;
    // Notes are written as .md too, so that such a file is a document only where a record has its name.
    const source = /^(?:txt|html?|pdf|docx|md)$/iu.test(ending) ? sources.get(id) : undefined;
    if (source !== undefined) documents.push({ file, source });
    else if (/^(?:txt|html?|pdf|docx)$/iu.test(ending)) others.push(file);
  }
  return { documents, others };
}

/** Finds the record of a document: the named one, the one of the file's name, the only one, or the one with most of its paragraphs in the document. */
function sourceOf(
  file: string,
  document: readonly string[],
  id: string | undefined,
  { catalogue: { sources }, unread }: WithDrafts,
): Source {
  const called = id ?? basename(file).replace(/\.[a-z]+$/iu, '');
  const faults = unread.get(called);
  if (faults !== undefined)
    throw new AttacheError(
      'records',
      `the draft ${called} cannot be read as a record yet; mend it first:\n${faults.map(formatFault).join('\n')}`,
    );
  if (id !== undefined) {
    const named = ofShort(sources, id);
    if (named === undefined) throw new AttacheError('usage', `there is no source "${id}"; see briefs/*/documents`);
    return named;
  }
  const ofName = sources.get(called);
  if (ofName !== undefined) return ofName;
  const known = new Set(document.map((paragraph) => fingerprint(paragraph)));
  const [best] = [...sources.values()]
    .map((source) => ({ source, score: source.paragraphs.filter((paragraph) => known.has(paragraph)).length }))
    .toSorted((a, b) => b.score - a.score);
  if (best === undefined)
    throw new AttacheError('usage', 'there is no document record to verify against; add one with: draft DOCUMENT');
  if (best.score === 0 && sources.size > 1)
    throw new AttacheError(
      'usage',
      `no document record fits this file; name one with --source${unread.size > 0 ? `. Drafts with faults were not looked at: ${[...unread.keys()].join(', ')}` : ''}`,
    );
  return best.source;
}

/** Returns the document of an id or, of a relationship that puts its name in front, of the one it has there, where only one has it. */
function ofShort(sources: RecordCatalogue['sources'], id: string): Source | undefined {
  const [only, ...more] = [...sources.values()].filter((source) => shortId(source) === id);
  return sources.get(id) ?? (more.length === 0 ? only : undefined);
}

/** `draft DOCUMENT`: writes the draft of a record, to be filled with statements, and holds the text of the document for checking. */
import { errorMessage, AttacheError } from '../shared/errors.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { formatFault } from '../records/fault.ts';
import { slugSchema } from '../records/schema.ts';
import { DOCUMENTS, DRAFTS } from '../records/folder.ts';
import { findDuplicates, type Duplicate } from '../records/import/duplicates.ts';
import type { ImportedDocument, ProposedDetails } from '../records/import/imported-document.ts';
import { createHeldTexts, heldFolderOf, type HeldText } from '../records/held-texts.ts';
import { idOf, type DocumentDetails } from '../records/import/draft-record.ts';
import { draftDocument, missingChinese, type DraftedDocument } from '../search/draft-document.ts';
import { createImportThread } from '../app/documents/import-thread.ts';
import { readDocumentFile } from '../records/import/import-document.ts';
import { EXIT } from '../app/process.ts';
import { print, type Io } from './io.ts';
import { briefsDir, count, loadValidCatalogue, languageOf, withDrafts } from './load-catalogue.ts';
import { knownPublishers, publisherNamed } from '../records/import/known-publishers.ts';
import { mkdirSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/** The pages between two lines of progress. */
const PROGRESS_PAGES = 25;

export const draft = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const asked = readDraftArguments(args);
    const catalogue = await loadValidCatalogue(io);
    const relationship = relationshipOf(asked.values.relationship, catalogue);
    const imported = await read(asked.file, io);
    const taken = imported.paragraphs.filter(({ furniture }) => asked.values.all || furniture === undefined);
    const paragraphs = taken.map(({ text }) => text);

    const details = detailsOf(asked, imported.proposed, catalogue, relationship);
    const chinese = missingChinese(details, catalogue.relationships.get(relationship) ?? {});
    if (chinese.length > 0)
      throw new AttacheError(
        'usage',
        `give ${chinese.map((name) => `--${name}-zh`).join(', ')} too: ${relationship} is in English and Chinese`,
      );
    const id = asked.values.id ?? idOf(details.title.en);
    if (id === undefined || !slugSchema.safeParse(id).success)
      throw new AttacheError(
        'usage',
        `${id === undefined ? 'the title makes no id' : `"${id}" is no id`}; give --id as lower-case words joined by hyphens, of at most 80 characters`,
      );
    const path = join(briefsDir(io), DRAFTS, `${id}.yaml`);
    const home = join(briefsDir(io), relationship, DOCUMENTS);
    for (const file of [path, join(home, `${id}.yaml`)])
      if (existsSync(file))
        throw new AttacheError(
          'usage',
          `${file} is there already; nothing was written. Give another --id, or remove it`,
        );
    const accessedOn = io.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
    const drafted = await draftDocument({ path, paragraphs, details, relationship, accessedOn }, catalogue);
    if (drafted.faults.length > 0)
      throw new AttacheError(
        'usage',
        `the record would have faults; nothing was written.\n${drafted.faults.map(formatFault).join('\n')}`,
      );
    const candidate = { url: details.url, title: details.title.en, publishedOn: details.publishedOn, paragraphs };
    const held = createHeldTexts(heldFolderOf(io.env.DATA_DIR ?? 'data'));
    const { catalogue: all, drafts } = withDrafts(briefsDir(io), catalogue);
    const known = [...all.sources.values()].map((source) =>
      Object.assign({}, source, { isDraft: drafts.has(source.id) }),
    );
    const duplicates = await findDuplicates(candidate, known, held);

    writeAtomically(path, drafted.text);
    const readAt = io.now().toString({ smallestUnit: 'second' });
    const kept = await holdText(
      { relationship, id, paragraphs, readAt, from: isAddress(asked.file) ? 'address' : 'file' },
      held,
    );
    await print(
      io.output,
      [
        `${path}: ${count(paragraphs.length, 'paragraph')}, each with its fingerprint; its statements are to be written, and it is not in service. ${kept}`,
        ...droppedLines(imported, asked.values.all),
        ...duplicates.map(duplicateLine),
        ...pointerLines(drafted, paragraphs.length),
        `Next: write its statements, move it to ${home}/, then: npm run -s attache -- check, and: npm run -s attache -- verify ${isAddress(asked.file) ? 'DOCUMENT' : asked.file} --source ${id}`,
      ].join('\n'),
    );
    return EXIT.ok;
  },
};

const isAddress = (file: string): boolean => /^https?:\/\//iu.test(file);

/** Reads a file, or fetches and reads what stands at an address. */
async function read(file: string, io: Io): Promise<ImportedDocument> {
  const thread = createImportThread();
  if (isAddress(file)) {
    const { fetchDocument } = await import('../app/documents/fetch-document.ts');
    return await thread.read(await fetchDocument(file));
  }
  return await thread.read(readDocumentFile(file), (done, of, unit) => {
    if (done % PROGRESS_PAGES === 0 && done < of) io.errors.write(`${file}: read ${done} of ${of} ${unit}s\n`);
  });
}

/** Keeps the text of a document, and returns what became of it: the record is there without it, too. */
async function holdText(text: HeldText, held: ReturnType<typeof createHeldTexts>): Promise<string> {
  try {
    await held.put(text);
    return 'Its text is kept privately in DATA_DIR/documents, for reading and checking; it is never in the records.';
  } catch (error) {
    return `Its text could not be kept for checking: ${errorMessage(error)}.`;
  }
}

const droppedLines = ({ paragraphs }: ImportedDocument, keepsAll: boolean): string[] => {
  const dropped = keepsAll ? [] : paragraphs.filter(({ furniture }) => furniture !== undefined);
  return dropped.length === 0
    ? []
    : [
        'Left out as no part of the document (--all keeps all):',
        ...dropped.map(({ furniture, text }) => `  ${furniture}: ${text.slice(0, 80)}`),
      ];
};

function duplicateLine(one: Duplicate): string {
  const name = one.isDraft ? `the draft ${one.id}` : `${one.relationship}/${one.id}`;
  switch (one.because) {
    case 'address':
      return `${name} has the same address: is it the same document?`;
    case 'title':
      return `${name} has the same title and day: is it the same document?`;
    case 'text':
      return `${Math.round(one.share * 100)}% of it stands in ${name} too: is it another copy?`;
  }
}

function pointerLines({ pointers }: DraftedDocument, paragraphs: number): string[] {
  const pointed = Map.groupBy(
    pointers.flatMap(({ paragraph, topics }) => topics.map((topic) => ({ topic, paragraph }))),
    ({ topic }) => topic,
  );
  return [
    'Paragraphs by topic:',
    ...[...pointed].map(([topic, places]) => `  ${topic}: ${places.map(({ paragraph }) => paragraph).join(', ')}`),
    `  none: ${count(paragraphs - pointers.length, 'paragraph')}`,
  ];
}

/** Returns the relationship that a document is for: the named one, or the only one. */
function relationshipOf(asked: string | undefined, { relationships }: Catalogue): string {
  const there = [...relationships.keys()];
  const [only, ...more] = there;
  if (asked === undefined && only !== undefined && more.length === 0) return only;
  if (asked !== undefined && relationships.has(asked)) return asked;
  if (only === undefined)
    throw new AttacheError(
      'usage',
      'there is no relationship that could take the document; make one first: npm run -s attache -- new COUNTRY COUNTRY, or mend its relationship.yaml (npm run -s attache -- check)',
    );
  throw new AttacheError(
    'usage',
    `${asked === undefined ? 'give --relationship' : `there is no relationship "${asked}"`}; there is ${there.join(', ')}`,
  );
}

/** Writes a file or none: it is complete under another name before it gets its own. */
function writeAtomically(path: string, text: string): void {
  const part = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw new AttacheError('usage', `nothing was written: ${errorMessage(error)}`, { cause: error });
  }
}

const KINDS = ['official', 'news', 'commentary', 'think-tank', 'data'] as const;
const COPIES = ['original', 'mirror', 'archive'] as const;
const NOT_LOOKED_INTO = {
  en: 'Who stands behind the publisher has not been looked into yet.',
  zh: '出版方的背景尚未查明。',
};

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      'title-zh': { type: 'string' },
      publisher: { type: 'string' },
      'publisher-zh': { type: 'string' },
      url: { type: 'string' },
      published: { type: 'string' },
      author: { type: 'string', multiple: true, default: [] },
      kind: { type: 'string' },
      party: { type: 'string' },
      language: { type: 'string' },
      disclosure: { type: 'string' },
      'disclosure-zh': { type: 'string' },
      copy: { type: 'string', default: 'original' },
      relationship: { type: 'string' },
      id: { type: 'string' },
      all: { type: 'boolean', default: false },
    },
  });

type DraftArguments = {
  /** A path, or an address that begins with http. */
  readonly file: string;
  readonly values: ReturnType<typeof parse>['values'];
};

/** Returns the arguments; throws AttacheError('usage') where they are none. */
function readDraftArguments(args: readonly string[]): DraftArguments {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new AttacheError('usage', 'name one document: a text, HTML, PDF or DOCX file, or an address');
  return { file, values };
}

/** Returns the details of a document: as they are given, else as the document or the records tell them; throws AttacheError('usage') where one is missing or not known. */
function detailsOf(
  { values }: DraftArguments,
  proposed: ProposedDetails,
  { sources }: Catalogue,
  relationship: string,
): DocumentDetails {
  // What a Chinese document says of itself is no English.
  const own: Partial<ProposedDetails> = proposed.language === 'en' ? proposed : {};
  const known = publisherNamed(
    values.publisher ?? proposed.publisher ?? '',
    knownPublishers(sources.values(), relationship),
  );
  const title = values.title ?? own.title;
  const publisher = known?.publisher.en ?? values.publisher ?? own.publisher;
  const url = values.url ?? proposed.url;
  const published = values.published ?? proposed.publishedOn;
  const missing = Object.entries({ title, publisher, url, published }).flatMap(([name, value]) =>
    value ? [] : [`--${name}`],
  );
  if (
    title === undefined ||
    publisher === undefined ||
    url === undefined ||
    published === undefined ||
    missing.length > 0
  )
    throw new AttacheError('usage', `give ${missing.join(', ')} too: readers see where each claim comes from`);
  const kind = KINDS.find((one) => one === (values.kind ?? known?.kind ?? 'commentary'));
  if (kind === undefined)
    throw new AttacheError('usage', `there is no kind "${values.kind}"; --kind takes ${KINDS.join(', ')}`);
  const copy = COPIES.find((one) => one === values.copy);
  if (copy === undefined)
    throw new AttacheError('usage', `there is no copy "${values.copy}"; --copy takes ${COPIES.join(', ')}`);
  const { disclosure = known?.disclosure.en } = values;
  return {
    title: inBoth(title, values['title-zh'] ?? (proposed.language === 'zh' ? proposed.title : undefined)),
    publisher: inBoth(publisher, values['publisher-zh'] ?? known?.publisher.zh),
    authors: values.author.length > 0 ? values.author : proposed.authors,
    kind,
    copy,
    party: values.party ?? known?.party,
    url,
    publishedOn: published,
    language: languageOf(values.language) ?? proposed.language,
    disclosure:
      disclosure === undefined
        ? NOT_LOOKED_INTO
        : inBoth(
            disclosure,
            values['disclosure-zh'] ?? (values.disclosure === undefined ? known?.disclosure.zh : undefined),
          ),
  };
}

const inBoth = (en: string, zh: string | undefined): DocumentDetails['title'] =>
  zh === undefined ? { en } : { en, zh };

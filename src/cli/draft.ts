/** `draft DOCUMENT`: writes the draft of a document's record, to be filled with statements. */
import { shortId } from '../records/catalogue.ts';
import { errorMessage } from '../shared/error-code.ts';
import { mkdirSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalogue } from '../search/catalogue.ts';
import { parseRecord } from '../records/parse-record.ts';
import { formatFault } from '../records/fault.ts';
import { slug } from '../records/fields.ts';
import { withRelationship } from '../records/draft-place.ts';
import { DOCUMENTS, DRAFTS } from '../records/folder.ts';
import { Source as DocumentSchema } from '../records/schema.ts';
import { draftYaml, idOf, type DocumentDetails, type Pointer } from '../records/import/draft-record.ts';
import { AttacheError } from '../shared/errors.ts';
import { EXIT } from '../app/exit.ts';
import { createImportThread } from './import-thread.ts';
import { print, type Io } from './io.ts';
import { briefsDir, loadWhole, count, languageOf } from './load-catalogue.ts';

const KINDS = ['official', 'news', 'commentary', 'think-tank', 'data'] as const;
const COPIES = ['original', 'mirror', 'archive'] as const;
const NOT_LOOKED_INTO = {
  en: 'Who stands behind the publisher has not been looked into yet.',
  zh: '出版方的背景尚未查明。',
};
/** The pages between two lines of progress. */
const PROGRESS_PAGES = 25;

export const draft = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { file, id, details, relationship: asked } = readArguments(args);
    const catalogue = await loadWhole(io);
    const folder = briefsDir(io);
    const relationship = relationshipOf(asked, catalogue);
    const path = join(folder, DRAFTS, `${id}.yaml`);
    const home = join(folder, relationship, DOCUMENTS);
    for (const taken of [path, join(home, `${id}.yaml`)])
      if (existsSync(taken))
        throw new AttacheError(
          'usage',
          `${taken} is there already; nothing was written. Give another --id, or remove it`,
        );

    const document = await createImportThread().read(file, (done, of, unit) => {
      if (done % PROGRESS_PAGES === 0 && done < of) io.errors.write(`${file}: read ${done} of ${of} ${unit}s\n`);
    });
    const today = io.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
    const recordWith = (pointers: readonly Pointer[]): string => {
      const record = withRelationship(draftYaml(document, details, pointers, today), relationship);
      const { faults } = parseRecord(path, record, DocumentSchema);
      if (faults.length === 0) return record;
      throw new AttacheError(
        'usage',
        `the record would have faults; nothing was written.\n${faults.map(formatFault).join('\n')}`,
      );
    };
    // What is too long for a record is refused before each of its paragraphs is searched.
    recordWith([]);
    const pointers = pointersOf(document, relationship, catalogue);
    writeWhole(path, recordWith(pointers));
    const pointed = Map.groupBy(
      pointers.flatMap(({ paragraph, topics }) => topics.map((topic) => ({ topic, paragraph }))),
      ({ topic }) => topic,
    );
    const rest = document.length - pointers.length;
    await print(
      io.output,
      [
        `${path}: ${count(document.length, 'paragraph')}, each with its fingerprint; its statements are to be written, and it is not in service. Paragraphs by topic:`,
        ...[...pointed].map(([topic, places]) => `  ${topic}: ${places.map(({ paragraph }) => paragraph).join(', ')}`),
        `  none: ${count(rest, 'paragraph')}`,
        `Next: write its statements, move it to ${home}/, then: npm run -s attache -- check, and: npm run -s attache -- verify ${file} --source ${id}`,
      ].join('\n'),
    );
    return EXIT.ok;
  },
};

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

function readArguments(args: readonly string[]): {
  readonly file: string;
  readonly id: string;
  readonly relationship: string | undefined;
  readonly details: DocumentDetails;
} {
  const { values, positionals } = parseArgs({
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
      kind: { type: 'string', default: 'commentary' },
      party: { type: 'string' },
      language: { type: 'string', default: 'en' },
      disclosure: { type: 'string' },
      'disclosure-zh': { type: 'string' },
      copy: { type: 'string', default: 'original' },
      relationship: { type: 'string' },
      id: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new AttacheError('usage', 'name one document: a text, HTML or PDF file');
  const { title, publisher, url, published } = values;
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
  const kind = KINDS.find((one) => one === values.kind);
  if (kind === undefined)
    throw new AttacheError('usage', `there is no kind "${values.kind}"; --kind takes ${KINDS.join(', ')}`);
  const copy = COPIES.find((one) => one === values.copy);
  if (copy === undefined)
    throw new AttacheError('usage', `there is no copy "${values.copy}"; --copy takes ${COPIES.join(', ')}`);
  const id = values.id ?? idOf(title);
  if (id === undefined || !slug.safeParse(id).success)
    throw new AttacheError(
      'usage',
      `${id === undefined ? 'the title makes no id' : `"${id}" is no id`}; give --id as lower-case words joined by hyphens, of at most 80 characters`,
    );
  return {
    file,
    id,
    relationship: values.relationship,
    details: {
      title: inBoth(title, values['title-zh']),
      publisher: inBoth(publisher, values['publisher-zh']),
      authors: values.author,
      kind,
      copy,
      party: values.party,
      url,
      publishedOn: published,
      language: languageOf(values.language) ?? 'en',
      disclosure:
        values.disclosure === undefined ? NOT_LOOKED_INTO : inBoth(values.disclosure, values['disclosure-zh']),
    },
  };
}

const inBoth = (en: string, zh: string | undefined): DocumentDetails['title'] =>
  zh === undefined ? { en } : { en, zh };

/** The least score at which a paragraph counts as on a topic: one of its names. */
const POINTS_LEAST = 1;

/** Returns the paragraphs in which topics of a relationship have words, with the ids of those topics in its files. */
function pointersOf(document: readonly string[], relationship: string, { finder }: Catalogue): Pointer[] {
  return document.flatMap((paragraph, index) => {
    const topics = finder
      .rank(paragraph)
      .filter(({ brief, score }) => score >= POINTS_LEAST && brief.relationship === relationship)
      // A relationship that puts its own name in front does so in service only.
      .map(({ brief }) => shortId(brief));
    return topics.length === 0 ? [] : [{ paragraph: index + 1, topics }];
  });
}

/** Writes a file or none: it is complete under another name before it gets its own. */
function writeWhole(path: string, text: string): void {
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

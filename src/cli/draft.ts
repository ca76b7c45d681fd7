/** `draft DOCUMENT`: writes the source record of a new document, and a draft of a brief on it. */
import { errorMessage } from '../shared/error-code.ts';
import { mkdirSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalogue } from '../search/catalogue.ts';
import { parseRecord } from '../records/parse-record.ts';
import { formatFault } from '../records/fault.ts';
import { Source as SourceSchema, type Brief } from '../records/schema.ts';
import { importDocument } from '../records/import/document.ts';
import { idOf, skeletonYaml, sourceYaml, type Pointer, type DocumentDetails } from '../records/import/draft-records.ts';
import { AttacheError } from '../shared/errors.ts';
import { EXIT } from '../app/exit.ts';
import { print, type Io } from './io.ts';
import { briefsDir, loadCatalogue, count, languageOf } from './load-catalogue.ts';

const KINDS = ['official', 'news', 'commentary', 'think-tank', 'data'] as const;
const NOT_LOOKED_INTO = {
  en: 'Who stands behind the publisher has not been looked into yet.',
  zh: '出版方的背景尚未查明。',
};
/** The pages between two lines of progress. */
const PROGRESS_PAGES = 25;

export const draft = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { file, id, details } = readArguments(args);
    const catalogue = await loadCatalogue(io);
    const folder = briefsDir(io);
    const paths = { source: join(folder, 'sources', `${id}.yaml`), brief: join(folder, 'drafts', `${id}.yaml`) };
    for (const path of Object.values(paths))
      if (existsSync(path))
        throw new AttacheError(
          'usage',
          `${path} is there already; nothing was written. Give another --id, or remove it`,
        );

    const document = await importDocument(file, (done, of, unit) => {
      if (done % PROGRESS_PAGES === 0 && done < of) io.errors.write(`${file}: read ${done} of ${of} ${unit}s\n`);
    });
    const today = io.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
    const source = sourceYaml(document, details, today);
    const { faults } = parseRecord(paths.source, source, SourceSchema);
    if (faults.length > 0)
      throw new AttacheError(
        'usage',
        `the source record would have faults; nothing was written.\n${faults.map(formatFault).join('\n')}`,
      );

    const pointers = pointersOf(document, catalogue);
    const pointed = new Set(pointers.flatMap(({ paragraphs }) => paragraphs));
    const rest = document.flatMap((_, index) => (pointed.has(index + 1) ? [] : [index + 1]));
    writeBoth([
      [paths.source, source],
      [paths.brief, skeletonYaml(id, pointers, rest, today)],
    ]);
    await print(
      io.output,
      [
        `${paths.source}: ${count(document.length, 'paragraph')}, each with its fingerprint.`,
        `${paths.brief}: a brief to be written; it is not in service. Paragraphs by topic:`,
        ...pointers.map(({ topic, paragraphs }) => `  ${topic.id}: ${paragraphs.join(', ')}`),
        `  none: ${rest.length === 0 ? '-' : rest.join(', ')}`,
        `Next: fill it in, move it to the folder of its relationship, then: npm run -s attache -- verify ${file} --source ${id}`,
      ].join('\n'),
    );
    return EXIT.ok;
  },
};

function readArguments(args: readonly string[]): {
  readonly file: string;
  readonly id: string;
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
  const id = values.id ?? idOf(title);
  if (id === undefined || idOf(id) !== id)
    throw new AttacheError(
      'usage',
      `${id === undefined ? 'the title makes no id' : `"${id}" is no id`}; give --id as lower-case words joined by hyphens, of at most 40 characters`,
    );
  return {
    file,
    id,
    details: {
      title: inBoth(title, values['title-zh']),
      publisher: inBoth(publisher, values['publisher-zh']),
      authors: values.author,
      kind,
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

/** Returns the paragraphs that mention each topic, topics in the order of the catalogue. */
function pointersOf(document: readonly string[], { finder, briefs }: Catalogue): Pointer[] {
  const pointed = new Map<Brief, number[]>([...briefs.values()].map((brief) => [brief, []]));
  for (const [index, paragraph] of document.entries())
    for (const { brief, score } of finder.rank(paragraph))
      if (score >= POINTS_LEAST) pointed.get(brief)?.push(index + 1);
  return [...pointed].flatMap(([topic, paragraphs]) => (paragraphs.length === 0 ? [] : [{ topic, paragraphs }]));
}

/** Writes both files or none: each is complete under another name before either gets its own. */
function writeBoth(files: readonly (readonly [path: string, text: string])[]): void {
  const made: string[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(`${path}.part`, text, { flag: 'wx' });
      made.push(`${path}.part`);
    }
    for (const [path] of files) {
      renameSync(`${path}.part`, path);
      made.push(path);
    }
  } catch (error) {
    for (const path of made) rmSync(path, { force: true });
    throw new AttacheError('usage', `nothing was written: ${errorMessage(error)}`, {
      cause: error,
    });
  }
}

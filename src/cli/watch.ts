/** `watch`: lists the sources of new documents, looks at them now, tries each once, switches them on and off, and holds and reads again the texts of documents. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { createLogger } from '../app/log.ts';
import { readWatchContact } from '../app/settings.ts';
import { createReader, createWatching, type SourceReader, type Watching } from '../app/watching/watching.ts';
import { codedText } from '../locales/coded.ts';
import { messages } from '../locales/messages.ts';
import { fullName } from '../records/catalogue.ts';
import { formatFault, type Fault } from '../records/fault.ts';
import { readDocumentFile, type DocumentImport } from '../records/import/import-document.ts';
import { unreadable, UnreadableDocument } from '../records/import/unreadable-document.ts';
import { holdText, matcherOf } from '../records/match-text.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { AttacheError, errorMessage } from '../shared/errors.ts';
import { newState, WatchFault } from '../watch/health.ts';
import type { Entry } from '../watch/items.ts';
import type { SourceStatus, Watch } from '../watch/port.ts';
import { readSource, wanted } from '../watch/run.ts';
import { sourceKey, type WatchSource } from '../watch/sources.ts';
import { filesIn, print, printError, type Io } from './io.ts';
import { briefsDir, count, loadValidCatalogue } from './load-catalogue.ts';

const SHOWN_TITLES = 3;
const MAX_SHOWN = 100;

export const watch = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
    const [act, ...ids] = positionals;
    const acts = { list, run: look, probe, on: switchOn, off: switchOff, hold, reread };
    if (act === undefined || !Object.hasOwn(acts, act))
      throw new AttacheError(
        'usage',
        `watch takes ${Object.keys(acts).join(', ')}${act === undefined ? '' : `, not "${act.slice(0, 40)}"`}`,
      );
    return await acts[act as keyof typeof acts](ids, io);
  },
};

/** What a command works on beside the watch. */
type Opened = { readonly catalogue: Catalogue; readonly documents: DocumentImport };

/** Opens the watch over the store, and closes both when the work is done. */
async function withWatching(io: Io, work: (watching: Watching & Opened) => Promise<number>): Promise<number> {
  const catalogue = await loadValidCatalogue(io);
  const dataDir = io.env.DATA_DIR ?? 'data';
  const [{ openStore }, { createDocumentImport }] = await Promise.all([
    import('../store/open.ts'),
    import('../app/documents/document-import.ts'),
  ]);
  const reader = readerOf(io);
  const store = await openStore(io.env.DATABASE_URL, { dataDir });
  const documents = createDocumentImport(dataDir);
  const log = createLogger('error', [], (text) => void io.errors.write(text));
  try {
    const watching = createWatching({
      reader,
      store,
      dataDir,
      documents,
      catalogue: () => catalogue,
      now: io.now,
      log,
    });
    return await work({ ...watching, catalogue, documents });
  } finally {
    await reader.stop();
    await documents.stop();
    await store.close();
  }
}

const withWatch = async (io: Io, work: (watched: Watch) => Promise<number>): Promise<number> =>
  await withWatching(io, async ({ watch: watched }) => await work(watched));

function readerOf(io: Io): SourceReader {
  const contact = readWatchContact(io.env.WATCH_CONTACT);
  if (contact === null)
    throw new AttacheError('usage', 'WATCH_CONTACT is neither a web address nor a mail address; see .env.example');
  return createReader({ briefsDir: briefsDir(io), now: io.now, contact });
}

async function list(ids: readonly string[], io: Io): Promise<number> {
  return await withWatch(io, async (watched) => {
    const statuses = (await watched.sources()).filter((one) => isNamed(one, ids));
    if (statuses.length === 0 && watched.faults().length === 0) await print(io.output, noSources(ids, io));
    const reach = await watched.reach();
    for (const status of statuses) await print(io.output, statusText(status));
    for (const [relationship, sides] of reach)
      await print(
        io.output,
        `${relationship}: sources read to ${sides.map(({ party, readTo }) => `${readTo ?? 'no day yet'} (${party})`).join(', ')}`,
      );
    return await faultsOf(watched.faults(), io);
  });
}

function statusText({ relationship, id, party, health, waiting, readTo, nextAt, source }: SourceStatus): string {
  const lines = [
    `${relationship}/${id}  ${party || '-'}  ${stateText(health.state)}  ${codedText('watch', health.words, 'en')}`,
    ...health.notes.map((note) => `    ${codedText('watch', note, 'en')}`),
  ];
  const times = [
    ...(readTo === undefined ? [] : [`read to ${readTo}`]),
    ...(nextAt === undefined || health.state === 'off' ? [] : [`next look ${nextAt.round('minute').toString()}`]),
    ...(waiting === 0 ? [] : [`${count(waiting, 'item')} waiting`]),
    ...(source === undefined ? [] : [source.url]),
  ];
  return [...lines, `    ${times.join(', ')}`].join('\n');
}

const stateText = (state: SourceStatus['health']['state']): string => messages('en')(`watchState.${state}`);

const isNamed = ({ relationship, id }: Pick<SourceStatus, 'relationship' | 'id'>, ids: readonly string[]): boolean =>
  ids.length === 0 || ids.includes(id) || ids.includes(sourceKey({ relationship, id }));

const noSources = (ids: readonly string[], io: Io): string =>
  ids.length > 0
    ? `There is no source ${ids.join(' or ')}. \`attache watch list\` names them.`
    : `Nothing is watched: no relationship in ${briefsDir(io)} has a watch.yaml.`;

async function faultsOf(faults: readonly Fault[], io: Io): Promise<number> {
  if (faults.length === 0) return EXIT.ok;
  await printError(io, faults.map(formatFault).join('\n'));
  return EXIT.failed;
}

async function look(ids: readonly string[], io: Io): Promise<number> {
  return await withWatch(io, async (watched) => {
    const looked = await watched.round(ids.length === 0 ? undefined : new Set(ids));
    await print(io.output, `${count(looked, 'source')} looked at.`);
    for (const status of await watched.sources())
      if (status.isOn && isNamed(status, ids)) await print(io.output, statusText(status));
    const { items, total } = await watched.newItems({ limit: MAX_SHOWN });
    for (const item of items)
      await print(io.output, `  ${item.day ?? 'no day'}  ${item.source}  ${item.title}  ${item.address}`);
    await print(io.output, `${count(total, 'item')} waiting.`);
    return await faultsOf(watched.faults(), io);
  });
}

async function switchOn(ids: readonly string[], io: Io): Promise<number> {
  return await setOn(ids, true, io);
}

async function switchOff(ids: readonly string[], io: Io): Promise<number> {
  return await setOn(ids, false, io);
}

const setOn = (ids: readonly string[], on: boolean, io: Io): Promise<number> =>
  eachNamed(ids, `to switch ${on ? 'on' : 'off'}`, io, async (watched, { relationship, id }) => {
    await watched.switchSource(relationship, id, on);
    return `is ${on ? 'on' : 'off'}`;
  });

/** Does something with each source that is named, and prints what became of it. */
async function eachNamed(
  ids: readonly string[],
  which: string,
  io: Io,
  work: (watched: Watch, source: SourceStatus) => Promise<string>,
): Promise<number> {
  if (ids.length === 0) throw new AttacheError('usage', `name the sources ${which}`);
  return await withWatch(io, async (watched) => {
    const named = (await watched.sources()).filter((one) => one.source !== undefined && isNamed(one, ids));
    for (const status of named) await print(io.output, `${sourceKey(status)} ${await work(watched, status)}.`);
    if (named.length > 0) return EXIT.ok;
    await printError(io, noSources(ids, io));
    return EXIT.failed;
  });
}

/** Fetches the texts of documents that are not held, or takes them from files, folders and zip archives. */
async function hold(paths: readonly string[], io: Io): Promise<number> {
  return await withWatching(io, async ({ texts, catalogue, documents }) => {
    if (paths.length === 0) {
      await texts.want();
      await texts.round();
    }
    const match = matcherOf(catalogue);
    for (const path of paths)
      for await (const { name, read } of filesAt(path)) {
        const { outcome, document } = await read().then(
          (bytes) => holdText({ bytes, name }, 'file', { ...documents, match, now: io.now }),
          (error: unknown) => {
            if (error instanceof UnreadableDocument) return { outcome: 'unreadable', document: '' };
            throw error;
          },
        );
        if (outcome === 'held') await print(io.output, `${name}: held, the text of ${document}`);
        if (outcome === 'unreadable') await print(io.output, `${name}: cannot be read`);
      }
    const { all, held, failed, isDiskFull } = await texts.progress();
    for (const { source, words } of failed)
      await print(io.output, `${fullName(source)}  ${codedText('watch', words, 'en')}\n    ${source.url}`);
    await print(io.output, `${held} of ${count(all, 'text')} held.`);
    if (!isDiskFull) return EXIT.ok;
    await printError(io, codedText('watch', { code: 'disk-full', params: {} }, 'en'));
    return EXIT.failed;
  });
}

/** A file by its name, and what reads it. */
type GivenFile = { readonly name: string; readonly read: () => Promise<Uint8Array> };

/** Returns the files of a path: itself, those of a folder and the folders in it, and what is in their archives. */
async function* filesAt(path: string): AsyncGenerator<GivenFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new AttacheError('usage', `there is no file or folder ${path}`);
  const files = stats.isDirectory()
    ? filesIn(path).map((name) => ({ name, file: join(path, name) }))
    : [{ name: path, file: path }];
  for (const { name, file } of files)
    if (/\.zip$/iu.test(name)) yield* filesOfArchive(name, file);
    else yield { name, read: async () => readDocumentFile(file).bytes };
}

/** Returns the files of an archive; one that is no archive is a file that cannot be read. */
async function* filesOfArchive(name: string, file: string): AsyncGenerator<GivenFile> {
  // Loaded where an archive is given.
  const { default: Zip } = await import('jszip');
  try {
    const archive = await Zip.loadAsync(readFileSync(file));
    for (const entry of Object.values(archive.files))
      if (!entry.dir) yield { name: `${name}/${entry.name}`, read: () => entry.async('uint8array') };
  } catch (error) {
    const why = unreadable('missing', { file: name, why: errorMessage(error) });
    yield { name, read: () => Promise.reject(new UnreadableDocument(why, { cause: error })) };
  }
}

/** Fetches documents whose texts are held again, those that are named or those that are due, and says what was found. */
async function reread(ids: readonly string[], io: Io): Promise<number> {
  return await withWatching(io, async ({ texts }) => {
    const asked = await texts.round(ids.length === 0 ? undefined : new Set(ids));
    await print(io.output, `${count(asked, 'document')} read again.`);
    const findings = await texts.findings();
    for (const finding of findings) {
      const name = fullName(finding.source);
      if (finding.movedTo !== '') await print(io.output, `${name}  has moved for good to ${finding.movedTo}`);
      if (finding.type === 'lost') await print(io.output, `${name}  ${codedText('watch', finding.words, 'en')}`);
      else
        await print(
          io.output,
          [
            `${name}  ${count(finding.differences.length, 'paragraph')} differ`,
            ...finding.citations
              .filter(({ state }) => state !== 'holds')
              .map(({ statement, paragraph, find, state, to }) =>
                state === 'moved'
                  ? `    moved to paragraph ${to} from ${paragraph}: “${find}” (${statement})`
                  : `    gone from paragraph ${paragraph}: “${find}” (${statement})`,
              ),
          ].join('\n'),
        );
    }
    return findings.length === 0 ? EXIT.ok : EXIT.failed;
  });
}

/** Reads each source once, whether it is on or not, and says what it found. Nothing is noted anywhere. */
async function probe(ids: readonly string[], io: Io): Promise<number> {
  const reader = readerOf(io);
  try {
    const files = reader.sources();
    const sources = files.sources.filter((source) => isNamed(source, ids));
    if (sources.length === 0) {
      if (files.faults.length > 0) return await faultsOf(files.faults, io);
      await print(io.output, noSources(ids, io));
      return ids.length > 0 ? EXIT.failed : EXIT.ok;
    }
    const outcomes = await Promise.all(
      sources.map(async (source) => {
        const outcome = await probeOne(source, reader, io);
        await print(io.output, outcome.text);
        return outcome.isGood;
      }),
    );
    const good = outcomes.filter(Boolean).length;
    await print(
      io.output,
      `${good} of ${count(sources.length, 'source')} can be read. Nothing was noted: switch on what is right with \`attache watch on ID\`, or with probed: true in watch.yaml.`,
    );
    const faulty = await faultsOf(files.faults, io);
    return good === sources.length ? faulty : EXIT.failed;
  } finally {
    await reader.stop();
  }
}

async function probeOne(
  source: WatchSource,
  { fetcher, parse }: SourceReader,
  io: Io,
): Promise<{ readonly isGood: boolean; readonly text: string }> {
  const head = `${sourceKey(source)}  ${source.party ?? '-'}  ${source.title.en}`;
  try {
    const reading = await readSource(source, newState(source), { fetcher, parse, now: io.now });
    const all: readonly Entry[] = reading.type === 'read' ? reading.entries : [];
    const entries = wanted(source, all);
    const without = entries.filter(({ day }) => day === undefined).length;
    const found = [
      entries.length === all.length ? `${all.length} listed` : `${entries.length} of ${all.length} listed`,
      ...(without === 0 ? [] : [`${without} without a day`]),
      ...(reading.movedTo === '' ? [] : [`moved for good to ${reading.movedTo}`]),
    ];
    return {
      isGood: true,
      text: [
        `${head}  OK: ${found.join(', ')}`,
        ...entries.slice(0, SHOWN_TITLES).map(({ day, title }) => `    ${day ?? 'no day'}  ${title}`),
      ].join('\n'),
    };
  } catch (error) {
    if (!(error instanceof WatchFault)) throw error;
    return {
      isGood: false,
      text: `${head}  ${stateText(error.state)}: ${codedText('watch', error.words, 'en')}\n    ${source.url}`,
    };
  }
}

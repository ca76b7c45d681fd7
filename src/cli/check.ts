/** `check`: checks records against their schema, each other and the held texts, shows the balance of each topic, and with `--against` what changed in silence. */
import { parseArgs } from 'node:util';
import { checkCatalogue } from '../search/check-catalogue.ts';
import { balanceOf, type SideBalance, type TopicBalance } from '../records/balance.ts';
import { finding, sortFaults, type Fault, faultWords, formatFault } from '../records/fault.ts';
import { valuesOf, recordCatalogueOf, type RecordCatalogue } from '../records/catalogue.ts';
import { formulasOf, heldFaults, heldWarnings } from '../records/check/cited-text.ts';
import { heldDocuments } from '../records/publish/compare-held.ts';
import { createHeldTexts, heldFolderOf } from '../records/held-texts.ts';
import { type LoadedRecords, createRecordLoader } from '../records/load.ts';
import { freshness } from '../records/dates.ts';
import { EXIT } from '../app/process.ts';
import { printError, print, type Io } from './io.ts';
import { briefsDir, count } from './load-catalogue.ts';
import { git } from '../app/records/records-git.ts';
import { checkWarnings, sortWarnings, type Warning } from '../records/check/warnings.ts';
import { readWordList } from '../records/check/word-list.ts';
import { isPublicAddress } from '../app/documents/pinned-request.ts';
import { readSources } from '../watch/sources.ts';
import { codedText } from '../locales/coded.ts';
import { readEditions, type Editions } from '../records/check/wording-editions.ts';
import { silentChanges, unknownCorrected } from '../records/check/silent-changes.ts';
import { documentPath, TOPICS } from '../records/folder.ts';
import { AttacheError } from '../shared/errors.ts';
import { STATEMENT_KINDS, type StatementKind } from '../records/schema.ts';
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A fault as one line, with what could stand there. */
function withExample(fault: Fault): string {
  const { example } = faultWords(fault, 'en');
  return `${formatFault(fault)}${example === undefined ? '' : `, such as ${example}`}`;
}

/** Returns what the records cite of texts that are held and that is not there, and the number of documents whose texts were compared. */
async function compareWithHeld(
  records: LoadedRecords,
  io: Io,
): Promise<{ readonly faults: readonly Fault[]; readonly warnings: readonly Warning[]; readonly compared: number }> {
  const held = createHeldTexts(heldFolderOf(io.env.DATA_DIR ?? 'data'));
  const { documents, relationships } = valuesOf(records);
  const formulas = formulasOf(relationships);
  const faults: Fault[] = [];
  const warnings: Warning[] = [];
  const compared = new Set<string>();
  for (const { value, fault } of records.documents) {
    if (value === undefined) continue;
    const texts = await heldDocuments(value, documents, held);
    for (const id of texts.keys()) compared.add(id);
    for (const found of heldFaults(value, texts, formulas)) faults.push(fault(found.path, found));
    for (const { path, ...what } of heldWarnings(value, texts)) {
      const topic = value.statements[Number(path[1])]?.topics[0];
      warnings.push({ ...fault(path, finding('missing')), ...what, topic });
    }
  }
  return { faults, warnings, compared: compared.size };
}

export const check = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values } = parseArgs({
      args: [...args],
      options: { against: { type: 'string' }, wording: { type: 'string', multiple: true } },
    });
    const folder = briefsDir(io);
    const { catalogue, records, faults: wrong } = checkCatalogue(folder, io.now());
    const beside = await compareWithHeld(records, io);
    const editions = readEditions(folder);
    const { words, faults: wrongWords } = readWordList(folder);
    const relationships = new Map(valuesOf(records).relationships.map((one) => [one.id, one]));
    const { isSelector } = await import('../watch/parse.ts');
    const watched = readSources(folder, { relationships, isPublic: isPublicAddress, isSelector });
    const faults = sortFaults([...wrong, ...beside.faults, ...editions.faults, ...wrongWords, ...watched.faults]);
    if (catalogue === undefined || faults.length > 0) {
      await printError(io, `${faults.map(withExample).join('\n')}\n\n${count(faults.length, 'fault')} in ${folder}.`);
      return EXIT.failed;
    }
    const warnings = sortWarnings([...checkWarnings(records, catalogue, words, io.now()), ...beside.warnings]);
    const balance = balanceOf(catalogue);
    const topics = balance.map(({ brief }) => brief);
    const statements = [...catalogue.statements.values()];
    const relations = statements.reduce((sum, statement) => sum + statement.relations.length, 0);
    const questions = topics.reduce((sum, { questions: { en, zh = [] } }) => sum + en.length + zh.length, 0);
    const overdue = topics.filter((topic) => freshness(topic, io.now()).overdue).length;
    const counted = [
      count(topics.length, 'topic'),
      count(statements.length, 'statement'),
      count(catalogue.sources.size, 'document'),
      count(relations, 'relation'),
      count(questions, 'question'),
    ].join(', ');
    await print(
      io.output,
      `${counted}: no faults.${beside.compared > 0 ? ` Citations of ${count(beside.compared, 'document')} were compared with the held text.` : ''}${overdue > 0 ? ` ${count(overdue, 'topic')} overdue for review by a person.` : ''}${warnings.length > 0 ? ` ${count(warnings.length, 'warning')}, below.` : ''}`,
    );
    if (balance.length > 0) await print(io.output, `\n${formatBalance(balance)}`);
    if (warnings.length > 0) await print(io.output, `\n${formatWarnings(warnings)}`);
    if (values.against === undefined) return EXIT.ok;
    return await checkAgainst(
      { previous: values.against, wording: values.wording ?? [], folder, catalogue, records },
      io,
    );
  },
};

/** Returns warnings as lines under the topics that they belong to. */
function formatWarnings(warnings: readonly Warning[]): string {
  return [...Map.groupBy(warnings, ({ topic }) => topic)]
    .flatMap(([topic = 'the records', own]) =>
      [`${topic}: ${count(own.length, 'warning')}`].concat(own.map(warningLine)),
    )
    .join('\n');
}

const warningLine = ({ file, line, column, field, ...what }: Warning): string =>
  `  ${file}:${line}:${column}  ${field}: ${codedText('warning', what, 'en')}`;

/** The id that a statement of a relationship has in service, undefined where there is none. */
function inService(
  { statements, withdrawn }: Pick<RecordCatalogue, 'statements' | 'withdrawn'>,
  relationship: string,
  id: string,
): string | undefined {
  return [id, `${relationship}/${id}`].find((one) => statements.has(one) || withdrawn.has(one));
}

type Against = {
  /** A folder of records, or `git:` and a revision of the repository that the records stand in. */
  readonly previous: string;
  /** The ids of statements of which only the wording changed. */
  readonly wording: readonly string[];
  readonly folder: string;
  readonly catalogue: RecordCatalogue;
  readonly records: LoadedRecords;
};

/** Prints what changed in silence since an earlier version, and returns the exit code: a failure where anything did. */
async function checkAgainst({ previous, wording, folder, catalogue, records }: Against, io: Io): Promise<number> {
  const before = await loadPrevious(previous, folder);
  const compared = before.catalogue.statements.size;
  if (compared === 0) {
    await printError(io, `Against ${previous}: nothing was compared, since no statement can be read there.`);
    return EXIT.failed;
  }
  const unknown = wording.filter((one) => !catalogue.statements.has(one));
  if (unknown.length > 0)
    throw new AttacheError(
      'usage',
      `there is no statement ${unknown.join(', ')} for --wording; name it as DOCUMENT/STATEMENT`,
    );
  if (before.unread.length > 0)
    await printError(
      io,
      `${count(before.unread.length, 'record')} of ${previous} cannot be read by the rules of today and ${before.unread.length === 1 ? 'was' : 'were'} not compared: ${before.unread.join(', ')}`,
    );
  const editions = readEditions(folder, (relationship, statement) =>
    [catalogue, before.catalogue].some((one) => inService(one, relationship, statement) !== undefined),
  );
  // An edition that was there before covers what changed then, and nothing that changed since.
  const since = [...editions.statements].filter(([name]) => !before.editions.statements.has(name));
  const signed = new Set(
    since.flatMap(([, { relationship, ids }]) =>
      [...ids].flatMap((id) => inService(catalogue, relationship, id) ?? []),
    ),
  );
  const silent = [
    ...silentChanges(before.catalogue, catalogue, { words: new Set(wording), signed }),
    ...unknownCorrected(before.catalogue, catalogue),
  ];
  const faults = silent.map(({ document = '', topic, relationship, path, code, params }) => {
    const record = [...(topic === undefined ? records.documents : records.topics)].find(
      ({ id }) => id === (topic ?? document),
    );
    const place =
      topic === undefined ? documentPath({ relationship, id: document }) : `${relationship}/${TOPICS}/${topic}.yaml`;
    const file = join(folder, place);
    return record?.fault(path, { code, params }) ?? { file, line: 1, column: 1, field: '', code, params };
  });
  faults.push(...editions.faults);
  if (faults.length === 0) {
    await print(
      io.output,
      `\nAgainst ${previous}: ${count(compared, 'statement')}, none changed in silence.${since.length === 0 ? '' : ` ${count(signed.size, 'statement')} written anew and signed by a second reader (${since.map(([name]) => name).join(', ')}).`}`,
    );
    return EXIT.ok;
  }
  await printError(
    io,
    `${sortFaults(faults).map(formatFault).join('\n')}\n\n${count(faults.length, 'fault')} against ${previous}.`,
  );
  return EXIT.failed;
}

type Previous = {
  readonly catalogue: RecordCatalogue;
  readonly unread: readonly string[];
  readonly editions: Editions;
};

async function loadPrevious(previous: string, folder: string): Promise<Previous> {
  if (!previous.startsWith('git:')) {
    if (statSync(previous, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new AttacheError('usage', `--against takes a folder of records, or git:REVISION; ${previous} is no folder`);
    return loadFolder(previous);
  }
  const made = mkdtempSync(join(tmpdir(), 'attache-against-'));
  try {
    await extract(previous.slice('git:'.length), folder, made);
    return loadFolder(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function loadFolder(folder: string): Previous {
  const records = createRecordLoader(folder).read();
  const unread = [...records.documents, ...records.topics, ...records.relationships]
    .filter(({ value }) => value === undefined)
    .map(({ file }) => relative(folder, file));
  return { catalogue: recordCatalogueOf(valuesOf(records)), unread, editions: readEditions(folder) };
}

/** Writes the records of a revision into another folder. */
async function extract(revision: string, folder: string, into: string): Promise<void> {
  const failed = (error: unknown): never => {
    throw new AttacheError(
      'usage',
      `--against git:${revision} cannot be read (${error instanceof Error ? error.message : String(error)})`,
    );
  };
  // A revision never begins with a dash: it would be taken for an option.
  if (revision === '' || revision.startsWith('-'))
    throw new AttacheError('usage', '--against git: needs a revision, such as git:HEAD');
  const records = realpathSync(folder);
  const prefix = (await git(records, ['rev-parse', '--show-prefix']).catch(failed)).trim();
  // In a subfolder, only what the index has below that folder would be written.
  const root = (await git(records, ['rev-parse', '--show-toplevel']).catch(failed)).trim();
  // An index of its own: that of the repository stays as it is.
  const index = { GIT_INDEX_FILE: join(into, '.index') };
  await git(root, ['read-tree', `${revision}:${prefix}`], index).catch(failed);
  await git(root, ['checkout-index', '-a', `--prefix=${into}/`], index).catch(failed);
}

const HEADINGS: Readonly<Record<StatementKind, string>> = {
  'reported-fact': 'fact',
  position: 'pos',
  measure: 'meas',
  commitment: 'comm',
  assessment: 'assess',
  recommendation: 'rec',
  forecast: 'fcst',
};
const INDEPENDENT = 'independent';

const NO_DOCUMENT = 'no document held';

const widest = (...texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
const cells = (cell: (kind: StatementKind) => string): string =>
  STATEMENT_KINDS.map((kind) => cell(kind).padStart(Math.max(4, HEADINGS[kind].length))).join(' ');

/** Returns the table, without a last line break: for each topic and side the number of documents, the day of the newest one, and the statements by kind. */
export function formatBalance(balance: readonly TopicBalance[]): string {
  const topicWidth = widest('topic', ...balance.map(({ brief }) => brief.id));
  const sideWidth = widest(INDEPENDENT, ...balance.flatMap(({ sides }) => sides.flatMap(({ party }) => party ?? [])));
  const line = (topic: string, side: string, documents: string, rest: string): string =>
    `${topic.padEnd(topicWidth)}  ${side.padEnd(sideWidth)}  ${documents.padStart(4)}  ${rest}`;
  const contents = ({ party, newest, kinds }: SideBalance, missing: readonly string[]): string => {
    if (newest !== undefined) return `${newest}  ${cells((kind) => (kinds[kind] === 0 ? '-' : String(kinds[kind])))}`;
    return party !== undefined && missing.includes(party) ? `${NO_DOCUMENT}; a gap of the topic says so` : NO_DOCUMENT;
  };
  return [
    line('topic', 'side', 'docs', `${'newest'.padEnd(10)}  ${cells((kind) => HEADINGS[kind])}`),
    ...balance.flatMap(({ brief, sides, missing }) =>
      sides.map((side, at) =>
        line(at === 0 ? brief.id : '', side.party ?? INDEPENDENT, String(side.documents), contents(side, missing)),
      ),
    ),
  ].join('\n');
}

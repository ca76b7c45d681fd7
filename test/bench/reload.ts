/** How long the bot takes to take one saved record among 10,000 into service, and the desk to check one text, against reading them all. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createCatalogueChecker, type CatalogueChecker } from '../../src/search/check-catalogue.ts';
import type { Changed } from '../../src/records/folder.ts';
import type { Bench, Row } from './bench.ts';
import { createRecords } from './find-records.ts';
import { documentOf, statementOf, topicOf, writeRelationship } from './made-up-files.ts';
import { median, quartiles } from './statistics.ts';
import { number } from './table.ts';

const RECORDS = 10_000;
/** So many more are made, since some go. */
const SPARE = 500;
const SEED = 20_262;
const ROUNDS = 9;
/** A person who has saved waits about a second before their thoughts go elsewhere: https://www.nngroup.com/articles/response-times-3-important-limits/ */
const AT_MOST_MILLISECONDS = 1_000;
/** The tick in which a file may change twice has passed when it is read. */
const LATER_MILLISECONDS = 60_000;
const NOW = Temporal.Instant.from('2026-11-25T00:00:00Z');

export const bench: Bench = {
  name: 'reload',
  about:
    'one record among 10,000 made-up ones, saved or being written, until the records are checked and ready to be found; the rest is as it was',
  goal: 'at most 1 s where a statement or a date has changed: about as long as a person who has saved waits without thinking of something else',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    try {
      const written = write(folder);
      const checker = createCatalogueChecker(folder, () => Date.now() + LATER_MILLISECONDS);
      const first = timed(() => void checker.check(NOW));
      const files = removeFaulty(checker, written);
      if (files.length < RECORDS) throw new Error(`only ${files.length} of the made-up records are whole`);
      const saved = rounds((round) => saveStatement(files, round, checker));
      const typed = rounds((round) => checkText(files, round, checker));
      const renamed = rounds((round) => saveName(files, round, checker), 1);
      const row = (what: string, took: readonly Took[], atMost?: number): Row => {
        const milliseconds = took.map((one) => one.milliseconds);
        const worked = median(took.map((one) => one.worked));
        return {
          what,
          figure: median(milliseconds),
          unit: 'ms',
          spread: quartiles(milliseconds),
          ...(atMost !== undefined && { atMost }),
          detail: `${number(worked)} ms of processor time; reading all of them for the first time took ${number(first.worked)}`,
        };
      };
      return [
        row('a saved statement is in service', saved, AT_MOST_MILLISECONDS),
        row('a text that is being written is checked', typed, AT_MOST_MILLISECONDS),
        row('a saved alias is in service, all questions asked again', renamed),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type File = {
  /** The path inside the folder of records, and the whole one. */
  readonly name: string;
  readonly path: string;
  /** The document whose statements bear on the topic. */
  readonly document: string;
};

/** Writes the records: the names of made-up topics, each on a document of its own. */
function write(folder: string): File[] {
  const { briefs, relationships } = createRecords(RECORDS + SPARE, SEED);
  for (const relationship of relationships) writeRelationship(folder, relationship);
  const partiesOf = new Map(relationships.map(({ id, parties }) => [id, parties.map((party) => party.id)]));
  return briefs.map((brief, at) => {
    const { relationship } = brief;
    const id = `notes-${at}`;
    const restsOn = STATEMENTS.slice(0, 2).map((one) => `${id}/${one}`);
    const topic = topicOf(brief, [id], restsOn, partiesOf.get(relationship) ?? []);
    const statements = STATEMENTS.map((one, index) =>
      statementOf(one, `record-${at}`, { en: `Point ${index + 1} was agreed on October 30, 2025.` }, index + 1),
    );
    const name = `${relationship}/topics/record-${at}.yaml`;
    const path = join(folder, name);
    const document = join(folder, relationship, 'documents', `${id}.yaml`);
    writeFileSync(path, stringify(topic, { lineWidth: 120, aliasDuplicateObjects: false }));
    writeFileSync(document, stringify(documentOf(id, statements), { lineWidth: 120 }));
    return { name, path, document };
  });
}

const STATEMENTS = ['one', 'two', 'three', 'four', 'five'];

/** Made-up names collide or mislead now and then: a topic that has faults is removed with its document, until there are none. */
function removeFaulty(checker: CatalogueChecker, files: readonly File[]): File[] {
  for (let left = 5; left > 0; left -= 1) {
    const { faults: shapes, questions } = checker.check(NOW);
    const faults = [...shapes, ...questions];
    if (faults.length === 0) return files.filter(({ path }) => existsSync(path));
    const faulty = new Set(faults.map(({ file }) => file));
    for (const { path, document } of files)
      if (faulty.has(path) || faulty.has(document)) for (const one of [path, document]) rmSync(one, { force: true });
  }
  throw new Error('the made-up records keep having faults');
}

/** How long something took, and how long the processor worked on it: on a busy machine they differ. */
type Took = { readonly milliseconds: number; readonly worked: number };

function timed(work: () => void): Took {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: performance.now() - startedAt, worked: (user + system) / 1_000 };
}

const rounds = (work: (round: number) => Took, count = ROUNDS): Took[] =>
  Array.from({ length: count }, (_, round) => work(round));

function check(checker: CatalogueChecker, ...changed: readonly Changed[]): void {
  const { faults, questions } = checker.check(NOW, changed);
  const [fault] = [...faults, ...questions];
  if (fault !== undefined) throw new Error(JSON.stringify(fault));
}

const nth = (files: readonly File[], round: number): File => {
  const file = files[(round + 1) * Math.floor(files.length / (ROUNDS + 2))];
  if (file === undefined) throw new Error('there are fewer records');
  return file;
};

function saveStatement(files: readonly File[], round: number, checker: CatalogueChecker): Took {
  const { path } = nth(files, round);
  writeFileSync(path, readFileSync(path, 'utf8').replace('reviewEveryDays: 90', `reviewEveryDays: ${91 + round}`));
  return timed(() => check(checker));
}

function checkText(files: readonly File[], round: number, checker: CatalogueChecker): Took {
  const { name, path } = nth(files, round);
  const text = readFileSync(path, 'utf8').replace('asOf: 2025-11-03', 'asOf: 2025-11-04');
  return timed(() => check(checker, { path: name, text }));
}

function saveName(files: readonly File[], round: number, checker: CatalogueChecker): Took {
  const { path } = nth(files, round);
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('aliases:\n  en:\n', 'aliases:\n  en:\n    - Quuxelian porcelain\n'),
  );
  return timed(() => check(checker));
}

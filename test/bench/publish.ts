/** How long it takes to publish one statement among 400 topics and 20,000 statements until it is in service, and how long the process answers nobody meanwhile. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'yaml';
import { createCheckThread } from '../../src/app/check-thread.ts';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records-in-service.ts';
import type { RecordEditor, RecordName } from '../../src/records/edit/editor.ts';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import type { Bench, Row } from './bench.ts';
import { createRandom, createRecords } from './find-records.ts';
import { documentOf, statementOf, topicOf, writeRelationship } from './made-up-files.ts';
import { median, quartiles } from './statistics.ts';
import { number } from './table.ts';

const TOPICS = 400;
/** So many more are made, since some go. */
const SPARE = 60;
const DOCUMENTS_A_TOPIC = 5;
const STATEMENTS_A_DOCUMENT = 10;
const SEED = 20_263;
const ROUNDS = 7;
const NOW = Temporal.Instant.from('2026-11-26T12:00:00Z');
/** A person who has published waits about a second before their thoughts go elsewhere; whoever asks in a chat waits less. */
const AT_MOST = { service: 1_000, held: 200 } as const;
const TICK_MILLISECONDS = 5;

export const bench: Bench = {
  name: 'publish',
  about:
    'one new statement published among 400 made-up topics and 20,000 statements, until it is in service; and the longest time in which the process did nothing else meanwhile',
  goal: 'under 1 s until in service, the process answering within 200 ms meanwhile',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const versionsFolder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const thread = createCheckThread(folder, { mostMegabytes: 2_048, mostMilliseconds: 300_000 });
    try {
      const files = write(folder);
      const records = await openRecords({
        folder,
        versionsFolder,
        cacheFolders: [],
        now: () => NOW,
        log: createLogger('silent'),
        checkElsewhere: thread.check,
      });
      const { statements, briefs } = records.current();
      const done: Published[] = [];
      // The first fills what is kept between one and the next.
      for (let round = 0; round <= ROUNDS; round += 1)
        done.push(await publishOne(records.editor, files[(round * 37) % files.length], round));
      await wait(500);
      records.stop();
      const rest = done.slice(1);
      const row = (what: string, figures: readonly number[], atMost: number, detail: string): Row => ({
        what: `${briefs.size} topics, ${statements.size.toLocaleString('en')} statements: ${what}`,
        figure: median(figures),
        unit: 'ms',
        spread: quartiles(figures),
        atMost,
        detail,
      });
      return [
        row(
          'a new statement is in service',
          rest.map((one) => one.service),
          AT_MOST.service,
          `${number(median(rest.map((one) => one.worked)))} ms of processor time in all threads; the first took ${number(done[0]?.service ?? 0)} ms`,
        ),
        row(
          'the process did nothing else for',
          rest.map((one) => one.held),
          AT_MOST.held,
          `of which the processor worked at most ${number(median(rest.map((one) => one.busy)))} ms`,
        ),
      ];
    } finally {
      thread.stop();
      for (const one of [folder, versionsFolder]) rmSync(one, { recursive: true, force: true });
    }
  },
};

/** Milliseconds until in service, the longest in which nothing else ran and what the processor worked of them, and its work in all threads. */
type Published = { readonly service: number; readonly held: number; readonly busy: number; readonly worked: number };

/** The work of the processor on this thread: on a busy machine time passes without it. */
function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function publishOne(editor: RecordEditor, name: RecordName | undefined, round: number): Promise<Published> {
  const opened = name && editor.open(name);
  if (name === undefined || opened?.ok !== true) throw new Error('there is no such document');
  const text = `${opened.text}${stringify([statementOf(`new-${round}`, topicIn(opened.text), NEW, 1)])
    .replaceAll(/^/gmu, '  ')
    .trimEnd()}\n`;
  let held = 0;
  let busy = 0;
  let last = performance.now();
  let used = threadMilliseconds();
  const timer = setInterval(() => {
    const [now, own] = [performance.now(), threadMilliseconds()];
    held = Math.max(held, now - last - TICK_MILLISECONDS);
    busy = Math.max(busy, own - used);
    [last, used] = [now, own];
  }, TICK_MILLISECONDS);
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const done = await editor.publish({ texts: [{ ...name, text, version: opened.version }], author: { name: 'bench' } });
  const service = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  // What follows, such as the event of the file, holds nobody up either.
  await wait(600);
  clearInterval(timer);
  if (!done.ok) throw new Error(`${done.detail} ${JSON.stringify(done.faults.slice(0, 3))}`);
  return { service, held, busy, worked: (user + system) / 1_000 };
}

const NEW = {
  en: 'Inspectors found lacquered porcelain in the zeppelin hangar.',
  zh: '检查员在飞艇机库发现了漆瓷。',
};

const topicIn = (text: string): string => /topics:\n\s+- (\S+)/u.exec(text)?.[1] ?? '';

/** Writes the records and returns the documents: topics with made-up names, and statements with the texts of the own ones. */
function write(folder: string): RecordName[] {
  const own = createCatalogueChecker(join(import.meta.dirname, '..', '..', 'briefs')).read(NOW).catalogue;
  if (own === undefined) throw new Error('the records have faults');
  const texts = [...own.statements.values()];
  const random = createRandom(SEED);
  const { briefs, relationships } = createRecords(TOPICS + SPARE, SEED);
  const partiesOf = new Map(relationships.map(({ id, parties }) => [id, parties.map((party) => party.id)]));
  for (const relationship of relationships) writeRelationship(folder, relationship);
  const written = briefs.map((brief, at) => {
    const { relationship } = brief;
    const documents = Array.from({ length: DOCUMENTS_A_TOPIC }, (_, index) => `notes-${at}-${index}`);
    const restsOn = [`${documents[0]}/s0`, `${documents[0]}/s1`];
    const topic = topicOf(brief, documents, restsOn, partiesOf.get(relationship) ?? []);
    const path = join(folder, relationship, 'topics', `record-${at}.yaml`);
    writeFileSync(path, stringify(topic, { lineWidth: 120, aliasDuplicateObjects: false }));
    for (const document of documents) {
      const statements = Array.from({ length: STATEMENTS_A_DOCUMENT }, (_, index) =>
        statementOf(`s${index}`, `record-${at}`, texts[Math.floor(random() * texts.length)]?.text ?? NEW, index + 1),
      );
      const file = join(folder, relationship, 'documents', `${document}.yaml`);
      writeFileSync(
        file,
        stringify(documentOf(document, statements), { lineWidth: 120, aliasDuplicateObjects: false }),
      );
    }
    return { relationship, path, documents };
  });
  removeFaulty(folder, written);
  return written
    .filter(({ path }) => existsSync(path))
    .slice(0, TOPICS)
    .flatMap(({ relationship, documents }) =>
      documents.map((document) => ({ folder: `${relationship}/documents`, file: `${document}.yaml` })),
    );
}

type Written = { readonly relationship: string; readonly path: string; readonly documents: readonly string[] };

/** Made-up names mislead now and then, and some topics are too many: they go, with their documents. */
function removeFaulty(folder: string, written: readonly Written[]): void {
  const checker = createCatalogueChecker(folder, () => Date.now() + 60_000);
  const remove = ({ relationship, path, documents }: Written): void => {
    for (const one of [path, ...documents.map((id) => join(folder, relationship, 'documents', `${id}.yaml`))])
      rmSync(one, { force: true });
  };
  for (let left = 6; left > 0; left -= 1) {
    const { faults, questions } = checker.check(NOW);
    const faulty = new Set([...faults, ...questions].map(({ file }) => file));
    const rest = written.filter(({ path }) => existsSync(path));
    if (faulty.size === 0) {
      for (const one of rest.slice(TOPICS)) remove(one);
      if (rest.length < TOPICS) throw new Error(`only ${rest.length} of the made-up topics are whole`);
      return;
    }
    for (const one of rest)
      if (
        faulty.has(one.path) ||
        one.documents.some((id) => faulty.has(join(folder, one.relationship, 'documents', `${id}.yaml`)))
      )
        remove(one);
  }
  const { faults, questions } = checker.check(NOW);
  throw new Error(
    `the made-up records keep having faults: ${JSON.stringify([faults.length, questions.length, [...faults, ...questions].slice(0, 3)])}`,
  );
}

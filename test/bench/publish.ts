/** How long it takes to publish one statement among five thousand until it is in service, and how long the process answers nobody meanwhile. */
import { refusalText } from '../../src/records/publish/refusal.ts';
import { createCheckThread } from '../../src/app/check-thread.ts';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import type { RecordEditor } from '../../src/records/publish/record-editor-contract.ts';
import type { RecordName } from '../../src/records/publish/change-set.ts';
import type { Bench, Row } from './bench.ts';
import { copyRecords, MANY_TIMES } from './many-records.ts';
import { median, quartiles } from './statistics.ts';
import { number } from './table.ts';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ROUNDS = 7;
const NOW = Temporal.Instant.from('2026-11-26T12:00:00Z');
/** A person who has published waits about a second before their thoughts go elsewhere; whoever asks in a chat waits less. */
const MAX_AT = { service: 1_000, held: 200 } as const;
const TICK_MS = 5;

export const bench: Bench = {
  name: 'publish',
  about:
    'one new statement published among five thousand of seven relationships, until it is in service; and the longest time in which the process did nothing else meanwhile',
  goal: 'under 1 s until in service, the process answering within 200 ms meanwhile',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const versionsFolder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const thread = createCheckThread(folder);
    try {
      copyRecords(folder, MANY_TIMES);
      const records = await openRecords({
        folder,
        versionsFolder,
        now: () => NOW,
        log: createLogger('silent'),
        checkInThread: thread.check,
      });
      const { statements, briefs } = records.current();
      const done: Published[] = [];
      // The first fills what is kept between one and the next.
      for (let round = 0; round <= ROUNDS; round += 1)
        done.push(await publishOne(records.editor, documentAt(folder, round), round));
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
          MAX_AT.service,
          `${number(median(rest.map((one) => one.worked)))} ms of processor time in all threads; the first took ${number(done[0]?.service ?? 0)} ms`,
        ),
        row(
          'the process did nothing else for',
          rest.map((one) => one.held),
          MAX_AT.held,
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

/** Returns one of the documents, of another relationship each time. */
function documentAt(folder: string, round: number): RecordName {
  const relationship = round % MANY_TIMES === 0 ? 'cn-us' : `copy-${round % MANY_TIMES}`;
  const files = readdirSync(join(folder, relationship, 'documents')).toSorted();
  return { folder: `${relationship}/documents`, file: files[(round * 37) % files.length] ?? '' };
}

/** Returns a statement to be added to a document, on a topic of its last one and with that one's citation. */
function newStatement(text: string, round: number): string {
  const topic = text.match(/topics: \[ ?([\w-]+)/u)?.[1] ?? '';
  const [citation = ''] = text.match(/\{ paragraph: .*\}$/gmu)?.slice(-1) ?? [];
  return `  - id: new-${round}
    kind: reported-fact
    topics: [${topic}]
    text:
      en: Inspectors found lacquered porcelain in the zeppelin hangar.
      zh: 检查员在飞艇机库发现了漆瓷。
    eventOn: { precision: day, on: 2025-10-30 }
    citations:
      - ${citation}
`;
}

async function publishOne(editor: RecordEditor, name: RecordName, round: number): Promise<Published> {
  const opened = editor.open(name);
  if (!opened.ok) throw new Error(`${name.folder}/${name.file} is no document`);
  const text = `${opened.text}${newStatement(opened.text, round)}`;
  let held = 0;
  let busy = 0;
  let last = performance.now();
  let used = threadMilliseconds();
  const timer = setInterval(() => {
    const [now, own] = [performance.now(), threadMilliseconds()];
    held = Math.max(held, now - last - TICK_MS);
    busy = Math.max(busy, own - used);
    [last, used] = [now, own];
  }, TICK_MS);
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const done = await editor.publish({ texts: [{ ...name, text, version: opened.version }], author: { name: 'bench' } });
  const service = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(before);
  // What follows, such as the event of the file, holds nobody up either.
  await wait(600);
  clearInterval(timer);
  if (!done.ok) throw new Error(`${refusalText(done, 'en')} ${JSON.stringify(done.faults.slice(0, 3))}`);
  return { service, held, busy, worked: (user + system) / 1_000 };
}

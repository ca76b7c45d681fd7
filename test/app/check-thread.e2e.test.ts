/** Records are checked beside the thread that answers. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCheckThread } from '../../src/app/check-thread.ts';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import { folderOf, NOW, recordFiles } from '../support/records.ts';
import { savingOne } from '../support/curating.ts';
import { WRITTEN } from '../support/written.ts';

const run = promisify(execFile);

const TEA = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
const PATH = 'north-south/topics/tea-trade.yaml';

const thread = (...[folder, limits]: Parameters<typeof createCheckThread>) => {
  const made = createCheckThread(folder, limits);
  onTestFinished(made.stop);
  return made;
};

const spent = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;

/** Returns the processor time in milliseconds of the longest turn of this thread while something was done, and that of all threads: other processes may hold up a turn, but do not work in it. */
async function heldWhile(work: () => Promise<unknown>): Promise<{ readonly longest: number; readonly all: number }> {
  const before = process.cpuUsage();
  let longest = 0;
  let last = process.threadCpuUsage();
  const turn = (): void => {
    longest = Math.max(longest, spent(process.threadCpuUsage(last)));
    last = process.threadCpuUsage();
  };
  const ticker = setInterval(turn, 5);
  await work();
  turn();
  clearInterval(ticker);
  return { longest, all: spent(process.cpuUsage(before)) };
}

/** What takes long is done elsewhere, or in many turns: no turn has half of the work. What is too short to be measured may be done at once. */
const MEASURABLE_MS = 50;
const expectNotHeld = ({ longest, all }: Awaited<ReturnType<typeof heldWhile>>): void =>
  expect(longest).toBeLessThan(Math.max(MEASURABLE_MS, all / 2));

/** The shapes of what a curator's page can send that took the longest. */
const HOSTILE = [
  Array.from({ length: 19_000 }, (_, at) => `field${at}: 1\n`).join(''),
  `statements:\n${'- {kind: measure}\n'.repeat(2_400)}`,
  `keyPoints: [${'a, '.repeat(20_000)}]\n`,
  '- '.repeat(39_000),
  '{a: '.repeat(200_000),
  `title: {en: "${'x'.repeat(900_000)}"}\n`,
];

test('checking records of any size or shape holds nobody else up, and what is saved is in service', async () => {
  const folder = folderOf(recordFiles({ [PATH]: WRITTEN }));
  const { check } = thread(folder);
  const records = await openRecords({
    folder,
    versionsFolder: folderOf({}),
    now: () => NOW,
    log: createLogger('silent'),
    checkInThread: check,
  });
  onTestFinished(records.stop);
  const editor = savingOne(records.editor);
  for (const text of HOSTILE) {
    let checked: unknown;
    const held = await heldWhile(async () => (checked = await editor.check([{ ...TEA, text }])));
    expect(checked).toMatchObject({ ok: true, faults: expect.any(Array) as unknown });
    expectNotHeld(held);
  }
  // The difference of a set reads none of these, and others in turn.
  const references = `a: &a 1\nb: [${'*a, '.repeat(19_000)}]\n`;
  const set = Array.from({ length: 12 }, (_, at) => ({ ...TEA, file: `tea-${at}.yaml`, text: references }));
  let difference: unknown;
  const heldByDifference = await heldWhile(async () => (difference = await records.editor.difference(set)));
  expect(difference).toMatchObject({ ok: true, records: { length: 12 } });
  expectNotHeld(heldByDifference);
  const opened = editor.open(TEA);
  const text = WRITTEN.replace('Tea is traded.', 'Tea is sold.');
  expect(await editor.save(TEA, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true, faults: [] });
  expect(records.current().briefs.get('tea-trade')?.bottomLine.text.en).toContain('Tea is sold.');
  // What others write is read in that thread too.
  writeFileSync(join(folder, PATH), readFileSync(join(folder, PATH), 'utf8').replace('Tea is sold.', 'Tea is given.'));
  await records.reload();
  expect(records.current().briefs.get('tea-trade')?.bottomLine.text.en).toContain('Tea is given.');
}, 120_000);

test('a check that takes too long or too much memory is given up, and the next one is answered', async () => {
  const folder = folderOf(recordFiles({ [PATH]: WRITTEN }));
  const { check } = thread(folder, { mostMilliseconds: 1, mostMegabytes: 512 });
  await expect(check(NOW, { asks: 'all' })).rejects.toThrow('the records were not checked within 1 ms');
  const small = thread(folder, { mostMegabytes: 8 });
  await expect(small.check(NOW, { asks: 'all' })).rejects.toThrow(/thread that checks records has ended: .*memory/u);

  const again = thread(folder, { idleMilliseconds: 100, mostWaiting: 1 });
  const [first, second] = await Promise.allSettled([check, check].map(() => again.check(NOW, { asks: 'none' })));
  expect(first).toMatchObject({ status: 'fulfilled', value: { faults: [] } });
  expect(second).toMatchObject({
    status: 'rejected',
    reason: { code: 'busy', message: 'As many checks of records are waiting as may (1); try again in a minute.' },
  });
  // Ended when idle, with what it had read, and started again.
  await vi.waitFor(async () => expect(await again.check(NOW, { asks: 'all' })).toMatchObject({ faults: [] }));
});

test('the thread keeps the process alive only while a check waits', async () => {
  const folder = folderOf(recordFiles({ [PATH]: WRITTEN }));
  const entry = new URL('../../src/app/check-thread.ts', import.meta.url).href;
  const script = `const { createCheckThread } = await import(${JSON.stringify(entry)});
    const { check } = createCheckThread(${JSON.stringify(folder)});
    for (const asks of ['none', 'all']) console.log((await check(Temporal.Now.instant(), { asks })).topics.length);`;
  // It ends by itself, long before the thread is ended for being idle.
  const { stdout } = await run(process.execPath, [join(folderOf({ 'check.mjs': script }), 'check.mjs')], {
    timeout: 200_000,
  });
  expect(stdout).toBe('2\n2\n');
});

test('a stop gives up the check that waits, and no other thread starts after it', async () => {
  const folder = folderOf(recordFiles({ [PATH]: WRITTEN }));
  const { check, stop } = thread(folder);
  const given = check(NOW, { asks: 'none' });
  stop();
  await expect(given).rejects.toThrow('the bot has stopped');
  await expect(check(NOW, { asks: 'none' })).rejects.toThrow('the bot has stopped');
});

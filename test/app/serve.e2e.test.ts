/** Serving: what happens to connections when the process is asked to end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { serve } from '../../src/app/serve.ts';
import { openStore } from '../../src/store/open.ts';
import { createLogger } from '../../src/app/log.ts';
import { AttacheError } from '../../src/shared/errors.ts';
import type { Connection } from '../../src/chat/platform.ts';
import { folderOf, recordFiles } from '../support/records.ts';

afterEach(() => void vi.useRealTimers());

/** Serves platforms that connect when the test says so. */
function served(...names: string[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-serve-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const { catalogue } = checkCatalogue(folderOf(recordFiles()), Temporal.Now.instant());
  if (catalogue === undefined) throw new Error('the records have faults');
  const stopped = Promise.withResolvers<'stop'>();
  const ended: string[] = [];
  const asked: string[] = [];
  const connections = new Map(names.map((name) => [name, Promise.withResolvers<Connection>()]));
  const lines: string[] = [];
  const code = serve(
    {
      briefsDir: '',
      recordsGit: undefined,
      databaseUrl: undefined,
      dataDir,
      logLevel: 'info',
      health: undefined,
      isMeasured: false,
      curators: undefined,
      desk: { missing: 'DESK' },
      keepsQuestions: false,
      review: 'anybody',
      isFallback: false,
      secrets: [],
      unknown: [],
      connect: new Map(
        names.map((name) => [
          name,
          async () => {
            asked.push(name);
            return await (connections.get(name)?.promise ?? Promise.reject(new Error('no such platform')));
          },
        ]),
      ),
    },
    {
      store: openStore(undefined, { dataDir, serves: true }),
      catalogue: () => catalogue,
      log: createLogger('info', [], (line) => void lines.push(line)),
      now: () => Temporal.Now.instant(),
      stopped: stopped.promise,
    },
  );
  return {
    code,
    ended,
    asked,
    stop: () => stopped.resolve('stop'),
    connect: (name: string) =>
      connections.get(name)?.resolve({
        stop: async () => {
          ended.push(name);
        },
      }),
    refuse: (name: string, error = new Error('refused')) => {
      connections.get(name)?.reject(error);
      connections.set(name, Promise.withResolvers<Connection>());
    },
    lines,
  };
}

test('asked to end while it connects it stops what is connected and what still comes, and is not begun', async () => {
  const { code, ended, asked, stop, connect } = served('slack', 'discord');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  connect('slack');
  stop();
  await vi.waitFor(() => expect(ended).toStrictEqual(['slack']));
  connect('discord');
  expect(await code).toBe(0);
  expect(ended).toStrictEqual(['slack', 'discord']);
});

test('a connection that comes when nobody waits for it any more is stopped all the same', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { code, ended, asked, stop, connect } = served('slack');
  while (asked.length === 0) await new Promise(setImmediate);
  stop();
  await new Promise(setImmediate);
  await vi.advanceTimersByTimeAsync(13_000);
  expect(await code).toBe(0);
  expect(ended).toStrictEqual([]);
  connect('slack');
  await vi.waitFor(() => expect(ended).toStrictEqual(['slack']));
});

test('what refuses while it is asked to end keeps it from nothing', async () => {
  const { code, ended, asked, stop, connect, refuse } = served('slack', 'discord');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  stop();
  refuse('slack');
  connect('discord');
  expect(await code).toBe(0);
  expect(ended).toStrictEqual(['discord']);
});

test('what cannot be reached is tried again, while the others run', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { code, ended, asked, lines, stop, connect, refuse } = served('slack', 'discord');
  while (asked.length < 2) await new Promise(setImmediate);
  connect('discord');
  refuse('slack', new AttacheError('unreachable', 'Slack asks to wait'));
  while (!lines.some((line) => line.includes('trying again'))) await new Promise(setImmediate);
  expect(lines.join('')).toContain('Slack asks to wait');
  await vi.advanceTimersByTimeAsync(5_000);
  while (asked.length < 3) await new Promise(setImmediate);
  connect('slack');
  while (!lines.some((line) => line.includes('"platform":"slack"') && line.includes('"connected"')))
    await new Promise(setImmediate);
  stop();
  vi.useRealTimers();
  expect(await code).toBe(0);
  expect(ended.toSorted()).toStrictEqual(['discord', 'slack']);
});

test('where all are refused nothing runs, and the exit code says so', async () => {
  const { code, asked, lines, refuse } = served('slack', 'discord');
  await vi.waitFor(() => expect(asked).toHaveLength(2));
  refuse('slack', new AttacheError('refused-token', 'Slack refused SLACK_BOT_TOKEN'));
  refuse('discord');
  expect(await code).toBe(1);
  expect(lines.join('')).toContain('nothing is running');
});

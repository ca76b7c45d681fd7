/** The desk as people run it, on a port of its own, over a real store and records that a test may change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { putEmptyStore } from './empty-store.ts';
import { openLink } from './linked.ts';
import { noteDataDir } from './people.ts';
import { folderOf, OWN, recordFiles } from './records.ts';
import { serveDesk, type DeskOptions, type ServedDesk } from './serve-desk.ts';

export type DeskOfTest = ServedDesk & { readonly briefsDir: string; readonly dataDir: string };

type Options = Partial<
  Pick<DeskOptions, 'env' | 'briefsDir' | 'anyPort' | 'fetchRules' | 'checkElsewhere' | 'reading' | 'chats'>
> & {
  /** A folder that stays when the desk is stopped, for starting another over it. */
  readonly dataDir?: string;
};

/** Returns a desk that is stopped with the test; `briefsDir` holds records other than those of the tests. */
export async function deskOfTest(options: Options = {}): Promise<DeskOfTest> {
  const { desk, end } = await start(options);
  onTestFinished(end);
  return desk;
}

/** Returns what opens a desk over the project's own records, one for all tests of a file that change none of them; it is stopped with the last. */
export function deskOfFile(env: DeskOptions['env'] = {}): () => Promise<DeskOfTest> {
  let started: ReturnType<typeof start> | undefined;
  afterAll(async () => await (await started)?.end());
  return async () => (await (started ??= start({ briefsDir: OWN, env }))).desk;
}

async function start({
  env = {},
  briefsDir = folderOf(recordFiles()),
  dataDir,
  anyPort = true,
  fetchRules = {},
  checkElsewhere,
  reading,
  chats = new Map(),
}: Options): Promise<{ readonly desk: DeskOfTest; readonly end: () => Promise<void> }> {
  const data = dataDir ?? mkdtempSync(join(tmpdir(), 'attache-desk-'));
  if (dataDir === undefined) await putEmptyStore(data);
  const desk = await serveDesk({
    env,
    briefsDir,
    dataDir: data,
    anyPort,
    fetchRules,
    checkElsewhere,
    chats,
    ...(reading && { reading }),
  });
  noteDataDir(desk.url, data);
  await openLink(desk.url, desk.notice);
  return {
    desk: { ...desk, briefsDir, dataDir: data },
    end: async () => {
      await desk.stop();
      if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

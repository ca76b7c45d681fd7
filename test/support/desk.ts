/** The desk as people run it, on a port of its own, over a real store and records that a test may change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { versionsFolderOf, openRecords } from '../../src/app/records-in-service.ts';
import { serve } from '../../src/app/serve.ts';
import { previewsOf } from '../../src/cli/start.ts';
import { createLogger } from '../../src/app/log.ts';
import { connect } from '../../src/platforms/desk/server/connect.ts';
import { parseSettings } from '../../src/platforms/desk/server/settings.ts';
import { platforms } from '../../src/platforms/index.ts';
import { putEmptyStore } from './empty-store.ts';
import { folderOf, keepOwnRecords, OWN, recordFiles } from './records.ts';

const now = (): Temporal.Instant => Temporal.Now.instant();

export type DeskOfTest = {
  readonly url: string;
  readonly briefsDir: string;
  readonly dataDir: string;
  /** What the log has told so far, one JSON object a line. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Returns a desk that is stopped with the test; `env` holds settings of the desk's, `briefsDir` records other than those of the tests. */
export async function deskOfTest({
  env = {},
  briefsDir = folderOf(recordFiles()),
  dataDir,
}: {
  readonly env?: Readonly<Record<string, string>>;
  readonly briefsDir?: string;
  /** A folder that stays when the desk is stopped, for starting another over it. */
  readonly dataDir?: string;
} = {}): Promise<DeskOfTest> {
  const data = dataDir ?? mkdtempSync(join(tmpdir(), 'attache-desk-'));
  if (dataDir === undefined) await putEmptyStore(data);
  // Checked before, as at most starts.
  if (briefsDir === OWN) keepOwnRecords(data);
  const log: string[] = [];
  const logger = createLogger('info', [], (line) => void log.push(line));
  const kept = await openRecords({
    folder: briefsDir,
    versionsFolder: versionsFolderOf(data),
    cacheFolders: briefsDir === OWN ? [join(data, 'cache')] : [],
    now,
    log: logger,
  });
  const { settings, faults: wrong } = parseSettings({ DESK: 'on', ...env });
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const stopped = Promise.withResolvers<'stop'>();
  const open = Promise.withResolvers<string>();
  const served = serve(
    {
      briefsDir,
      recordsGit: undefined,
      databaseUrl: undefined,
      dataDir: data,
      logLevel: 'info',
      health: undefined,
      isMeasured: true,
      curators: undefined,
      keepsQuestions: true,
      isFallback: false,
      secrets: [],
      // Any port that is free.
      connect: new Map([['desk', (bot) => connect({ ...settings, port: 0 }, bot)]]),
    },
    {
      catalogue: kept.current,
      recordEditor: kept.editor,
      log: logger,
      now,
      stopped: stopped.promise,
      previews: previewsOf(await platforms()),
      connected: ({ address }) => open.resolve(address ?? ''),
    },
  );
  const stop = async (): Promise<void> => {
    stopped.resolve('stop');
    await served;
    kept.stop();
  };
  onTestFinished(async () => {
    await stop();
    if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
  });
  void served.then(() => open.reject(new Error(`the desk ended: ${log.join('\n')}`)));
  return { url: await open.promise, briefsDir, dataDir: data, log, stop };
}

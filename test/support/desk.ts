/** The desk as people run it, on a port of its own, over a real store and records that a test may change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { versionsFolderOf, openRecords } from '../../src/app/records-in-service.ts';
import { createDocumentImport } from '../../src/app/documents/documents.ts';
import type { FetchRules } from '../../src/app/documents/pinned-request.ts';
import { serve } from '../../src/app/serve.ts';
import { previewsOf } from '../../src/cli/start.ts';
import { createLogger } from '../../src/app/log.ts';
import { createHeldTexts, heldFolderOf } from '../../src/records/held/held-text.ts';
import { connect } from '../../src/platforms/desk/server/connect.ts';
import { asReviewPolicy } from '../../src/people/roles.ts';
import { parseSettings } from '../../src/platforms/desk/server/settings.ts';
import { platforms } from '../../src/platforms/index.ts';
import { putEmptyStore } from './empty-store.ts';
import { folderOf, keepOwnRecords, OWN, recordFiles } from './records.ts';

const now = (): Temporal.Instant => Temporal.Now.instant();

export type DeskOfTest = {
  readonly url: string;
  readonly briefsDir: string;
  readonly dataDir: string;
  /** What whoever started it is told, such as the link for the first admin. */
  readonly notice: string | undefined;
  /** What the log has told so far, one JSON object a line. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
};

/** Returns a desk that is stopped with the test; `env` holds settings of the desk's, `briefsDir` records other than those of the tests. */
export async function deskOfTest({
  env = {},
  briefsDir = folderOf(recordFiles()),
  dataDir,
  anyPort = true,
  fetchRules = {},
}: {
  readonly env?: Readonly<Record<string, string>>;
  readonly briefsDir?: string;
  /** A folder that stays when the desk is stopped, for starting another over it. */
  readonly dataDir?: string;
  /** Whether it takes any port that is free, instead of that of `env`. */
  readonly anyPort?: boolean;
  /** What documents may be fetched from, beside public hosts. */
  readonly fetchRules?: Partial<FetchRules>;
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
    held: createHeldTexts(heldFolderOf(data)),
  });
  const { settings, faults: wrong } = parseSettings({ DESK: 'on', ...env });
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const documents = createDocumentImport(data, fetchRules);
  const stopped = Promise.withResolvers<'stop'>();
  const open = Promise.withResolvers<{ readonly address: string; readonly notice: string | undefined }>();
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
      review: asReviewPolicy(env.DESK_REVIEW) ?? 'anybody',
      isFallback: false,
      secrets: [],
      connect: new Map([['desk', (bot) => connect(anyPort ? { ...settings, port: 0 } : settings, bot)]]),
    },
    {
      catalogue: kept.current,
      recordEditor: kept.editor,
      documents,
      log: logger,
      now,
      stopped: stopped.promise,
      previews: previewsOf(await platforms()),
      connected: ({ address, notice }) => open.resolve({ address: address ?? '', notice }),
    },
  );
  const stop = async (): Promise<void> => {
    stopped.resolve('stop');
    await served;
    kept.stop();
    await documents.stop();
  };
  onTestFinished(async () => {
    await stop();
    if (dataDir === undefined) rmSync(data, { recursive: true, force: true });
  });
  void served.then(() => open.reject(new Error(`the desk ended: ${log.join('\n')}`)));
  const { address, notice } = await open.promise;
  return { url: address, notice, briefsDir, dataDir: data, log, stop };
}

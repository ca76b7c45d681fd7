/** The desk as people run it, with the chats that are given beside it, over records that may be changed. */
import type { ReaderOptions } from '../../src/app/watching/watching.ts';
import { createDocumentImport } from '../../src/app/documents/document-import.ts';
import type { FetchRules } from '../../src/app/documents/pinned-request.ts';
import { createLogger } from '../../src/app/log.ts';
import { openRecords, versionsFolderOf } from '../../src/app/records/records-in-service.ts';
import { serve } from '../../src/app/serve.ts';
import type { Settings } from '../../src/app/settings.ts';
import { openStore } from '../../src/store/open.ts';
import { asReviewPolicy } from '../../src/people/roles.ts';
import { connect } from '../../src/desk/server/connect.ts';
import { parseSettings } from '../../src/desk/server/settings.ts';
import type { Bot, Connection } from '../../src/chat/platform.ts';
import { createHeldTexts, heldFolderOf } from '../../src/records/held-texts.ts';
import type { CheckRecords } from '../../src/search/load-catalogue.ts';

const now = (): Temporal.Instant => Temporal.Now.instant();

export type ServedDesk = {
  readonly url: string;
  /** What whoever started it is told, such as the link for the first admin. */
  readonly notice: string | undefined;
  /** What the log has told so far, one JSON object a line. */
  readonly log: readonly string[];
  readonly stop: () => Promise<void>;
};

export type DeskOptions = {
  /** Settings of the desk's. */
  readonly env: Readonly<Record<string, string>>;
  readonly briefsDir: string;
  readonly dataDir: string;
  /** Whether it takes any port that is free, instead of that of `env`. */
  readonly anyPort: boolean;
  /** What documents may be fetched from, beside public hosts. */
  readonly fetchRules: Partial<FetchRules>;
  /** Other settings of the bot. */
  readonly settings?: Partial<Settings>;
  /** What is watched, and how, in place of the files and of the public web. */
  readonly reading?: Partial<ReaderOptions>;
  /** What checks records, in place of the process that serves. */
  readonly checkElsewhere?: CheckRecords | undefined;
  /** What connects chats, by their names. */
  readonly chats?: ReadonlyMap<string, (bot: Bot) => Promise<Connection>>;
};

/** Serves a desk until it is stopped; rejects where it cannot be served. */
export async function serveDesk(options: DeskOptions): Promise<ServedDesk> {
  const {
    env,
    briefsDir,
    dataDir,
    anyPort,
    fetchRules,
    checkElsewhere,
    chats = new Map(),
    reading,
    settings: more,
  } = options;
  const log: string[] = [];
  const logger = createLogger('info', [], (line) => void log.push(line));
  const kept = await openRecords({
    folder: briefsDir,
    versionsFolder: versionsFolderOf(dataDir),
    now,
    log: logger,
    heldTexts: createHeldTexts(heldFolderOf(dataDir)),
    checkInThread: checkElsewhere,
  });
  const { settings, faults: wrong } = parseSettings({ DESK: 'on', DATA_DIR: dataDir, ...env });
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const documents = createDocumentImport(dataDir, fetchRules);
  const stopped = Promise.withResolvers<'stop'>();
  const open = Promise.withResolvers<{ readonly address: string; readonly notice: string | undefined }>();
  const served = serve(
    {
      briefsDir,
      recordsGit: undefined,
      databaseUrl: undefined,
      dataDir,
      logLevel: 'info',
      health: undefined,
      isMeasured: true,
      curators: undefined,
      desk: { missing: 'DESK_HOSTS' },
      keepsQuestions: true,
      review: asReviewPolicy(env.DESK_REVIEW) ?? 'anybody',
      isFallback: false,
      secrets: [],
      unknown: [],
      connect: new Map([['desk', (bot) => connect(anyPort ? { ...settings, port: 0 } : settings, bot)], ...chats]),
      ...more,
    },
    {
      store: openStore(undefined, { dataDir, serves: true }),
      catalogue: kept.current,
      recordEditor: kept.editor,
      documents,
      log: logger,
      now,
      stopped: stopped.promise,
      reading: { rules: fetchRules, gapMs: 1, ...reading },
      connected: ({ address, notice }) => {
        if (address !== undefined) open.resolve({ address, notice });
      },
    },
  );
  const stop = async (): Promise<void> => {
    stopped.resolve('stop');
    await served;
    kept.stop();
    await documents.stop();
  };
  void served.then(() => open.reject(new Error(`the desk ended: ${log.join('\n')}`)));
  const { address, notice } = await open.promise;
  return { url: address, notice, log, stop };
}

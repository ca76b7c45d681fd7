/** Opens the store that DATABASE_URL names: PostgreSQL, or a file where it is unset. */
import { AttacheError } from '../shared/errors.ts';
import type { Engine } from './engine.ts';
import { createSchema } from './create-schema.ts';
import { alertQueries } from './queries/alerts.ts';
import { deliveryQueries } from './queries/deliveries.ts';
import { installationQueries } from './queries/installations.ts';
import { accessTokenQueries } from './queries/access-tokens.ts';
import { accountQueries, auditQueries, sessionQueries } from './queries/accounts.ts';
import { changeQueries } from './queries/changes.ts';
import { generationQueries } from './queries/generations.ts';
import { inboxQueries } from './queries/inbox.ts';
import { channelSettingsQueries } from './queries/channel-settings.ts';
import { conversationQueries } from './queries/conversations.ts';
import { lastSeenQueries } from './queries/last-seen.ts';
import { modelRequestQueries } from './queries/model-requests.ts';
import { planQueries } from './queries/planning.ts';
import { replicaQueries } from './queries/replicas.ts';
import { recallQueries } from './queries/recalls.ts';
import { answerQueries } from './queries/answers.ts';
import { reviewQueries } from './queries/reviews.ts';
import { shareQueries } from './queries/shares.ts';
import { subscriptionQueries } from './queries/subscriptions.ts';
import { textQueries } from './queries/texts.ts';
import { watchQueries } from './queries/watch.ts';
import type { Store } from './store.ts';

export type OpenOptions = {
  /** The folder of the file; created with access for this user only if it does not exist. */
  readonly dataDir: string;
  readonly now?: () => Temporal.Instant;
  /** Whether this process answers and delivers from it: of those only one may use a file, which it holds in a thread of its own. */
  readonly serves?: boolean;
};

/** Opens the store, creating its tables in an empty database; rejects with an AttacheError that says what to do, and then leaves no connection open. */
export async function openStore(
  databaseUrl: string | undefined,
  { dataDir, now = () => Temporal.Now.instant(), serves = false }: OpenOptions,
): Promise<Store & AsyncDisposable> {
  if (databaseUrl === undefined) await refuseOtherStore(dataDir);
  const store = await createStore(await openEngine(databaseUrl, dataDir, serves), now());
  return { ...store, [Symbol.asyncDispose]: store.close };
}

/** Rejects with an AttacheError that says what to do where the file of a folder is the store of another version; changes nothing in the folder. */
export async function refuseOtherStore(dataDir: string): Promise<void> {
  await (await import('./sqlite/sqlite.ts')).refuseOtherFile(dataDir);
}

/** Opens an empty store in memory, which ends with the process. */
export async function openMemory(now: Temporal.Instant): Promise<Store> {
  const { IN_MEMORY, openSqlite } = await import('./sqlite/sqlite.ts');
  return createStore(openSqlite(IN_MEMORY), now);
}

/** Returns the store over an engine and owns it: closing the store closes the engine, and so does a failure here. */
export async function createStore(engine: Engine, now: Temporal.Instant): Promise<Store> {
  try {
    await createSchema(engine, now);
    await engine.onReady?.();
  } catch (error) {
    await engine.close();
    throw error;
  }
  return {
    shared: engine.isShared,
    fault: () => engine.fault?.(),
    ...subscriptionQueries(engine),
    ...planQueries(engine),
    ...deliveryQueries(engine),
    ...generationQueries(engine),
    ...shareQueries(engine),
    ...answerQueries(engine),
    ...recallQueries(engine),
    ...alertQueries(engine),
    ...installationQueries(engine),
    ...inboxQueries(engine),
    ...channelSettingsQueries(engine),
    ...lastSeenQueries(engine),
    ...modelRequestQueries(engine),
    ...conversationQueries(engine),
    ...accountQueries(engine),
    ...sessionQueries(engine),
    ...auditQueries(engine),
    ...accessTokenQueries(engine),
    ...reviewQueries(engine),
    ...changeQueries(engine),
    ...watchQueries(engine),
    ...textQueries(engine),
    ...replicaQueries(engine),
    close: engine.close,
  };
}

// Each engine is loaded only where it is used.
async function openEngine(databaseUrl: string | undefined, dataDir: string, serves: boolean): Promise<Engine> {
  if (databaseUrl === undefined) {
    if (serves) return await (await import('./sqlite/serving.ts')).openServing(dataDir);
    return (await import('./sqlite/sqlite.ts')).openStoreFile(dataDir);
  }
  if (/^postgres(?:ql)?:\/\//iu.test(databaseUrl)) return (await import('./postgres.ts')).openPostgres(databaseUrl);
  // Without what follows the scheme: it may contain a password.
  const scheme = /^[a-z][a-z0-9+.-]*:/iu.exec(databaseUrl)?.[0] ?? 'something else';
  throw new AttacheError(
    'settings',
    `DATABASE_URL begins with ${scheme}; write postgres://user:password@host:5432/database, or leave it out to keep the digests in a file.`,
  );
}

/** Migrates a database to this version's tables, step by step; refuses one that a newer version or another program created. */
import { sql } from 'kysely';
import { AttacheError } from '../shared/errors.ts';
import { run, type Engine, inTransaction } from './engine.ts';
import { noteFirst } from './queries/generations.ts';
import { MIGRATIONS } from './migrations.ts';

/** Every table with the bot's own data. */
export const TABLES: ReadonlySet<string> = new Set([
  'subscriptions',
  'deliveries',
  'shares',
  'shown',
  'recalls',
  'heard',
  'alerts',
  'events',
  'leases',
  'replicas',
  'installations',
  'flags',
  'questions',
  'places',
  'board',
  'generations',
  'home_looks',
  'people',
  'people_links',
  'sessions',
  'audit',
  'review_notes',
  'chat_ties',
  'tie_codes',
  'changes',
]);

/** Returns the version of a database's tables, 0 for an empty one; throws an AttacheError for one that a newer version or another program created. Changes nothing. */
async function loadVersion(engine: Engine): Promise<number> {
  const names = await run(engine, engine.tables);
  if (!names.has('attache_schema')) {
    const foreign = [...TABLES].find((name) => names.has(name));
    if (foreign === undefined) return 0;
    throw new AttacheError(
      'store-foreign',
      `${engine.name} has a table "${foreign}" that is not Attaché's; nothing was changed. Give Attaché a database of its own.`,
    );
  }
  const latest = await run(engine, (db) =>
    db.selectFrom('attache_schema').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst(),
  );
  const version = latest?.version ?? 0;
  if (version > MIGRATIONS.length) {
    throw new AttacheError(
      'store-newer',
      `${engine.name} was made by a newer version of Attaché (its tables are version ${version}, this one knows ${MIGRATIONS.length}); nothing was changed. Run the newer version, or name another database.`,
    );
  }
  return version;
}

/** Applies the missing steps, all or none; of several processes that open the database at once, one applies them and the others wait. */
export async function migrate(engine: Engine, now: Temporal.Instant): Promise<void> {
  const version = await loadVersion(engine);
  await run(engine, engine.prepare);
  if (version === MIGRATIONS.length) return;
  await inTransaction(engine, async (db) => {
    await engine.lock(db, 'attache migrations');
    await sql`create table if not exists attache_schema (version integer not null primary key, applied_at bigint not null)`.execute(
      db,
    );
    const applied = await db.selectFrom('attache_schema').select('version').execute();
    const latest = Math.max(0, ...applied.map((step) => step.version));
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < latest) continue;
      for (const statement of statements) await sql.raw(statement).execute(db);
      await db
        .insertInto('attache_schema')
        .values({ version: index + 1, applied_at: now.epochMilliseconds })
        .execute();
    }
    // With the tables, so that a server that loses the first commits of a bot is known to be another one.
    await noteFirst(engine, db);
  });
}

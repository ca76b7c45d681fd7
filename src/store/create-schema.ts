/** Creates the tables of the store, whole and once; a database of another version or another program is refused and left as it is. */
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { AttacheError } from '../shared/errors.ts';
import { type Engine, inTransaction } from './engine.ts';
import { noteFirstGeneration } from './queries/generations.ts';
import { ONE_PER_CHANNEL, type Tables } from './schema.ts';

/** Raise it when the same columns mean something else, such as a JSON text of another shape; a changed statement is another version by itself. */
const CONTENT_VERSION = 1;

/**
 * The tables with their indexes, in statements that both engines read.
 * The indexes that the work of each minute uses are partial: they hold only pending rows, so that its cost does not grow with the log.
 */
const STATEMENTS: Readonly<Record<Exclude<keyof Tables, 'attache_schema'>, readonly string[]>> = {
  subscriptions: [
    `create table subscriptions (
      id text not null primary key,
      platform text not null,
      workspace text not null,
      channel text not null,
      topics text not null,
      schedule text not null,
      language text not null,
      when_quiet text not null,
      owner text not null,
      created_at bigint not null,
      paused_because text,
      paused_detail text not null,
      due_at bigint,
      baseline text not null,
      introduced integer not null,
      rotated text,
      constraint paused_or_due check ((paused_because is null) = (due_at is not null))
    )`,
    'create index subscriptions_due on subscriptions (due_at) where due_at is not null',
    'create index subscriptions_place on subscriptions (platform, workspace, channel)',
    // An owner's subscriptions, in display order, among all of a large workspace.
    'create index subscriptions_owner on subscriptions (platform, workspace, owner, created_at, id)',
  ],
  deliveries: [
    // No foreign key to the subscription: the log of a removed one is kept.
    `create table deliveries (
      id text not null primary key,
      kind text not null,
      subscription text not null,
      platform text not null,
      workspace text not null,
      channel text not null,
      in_reply_to text,
      slot text not null,
      slot_at bigint not null,
      late integer not null,
      state text not null,
      attempts integer not null,
      next_at bigint,
      claimed_by text,
      begun integer not null,
      begun_at bigint,
      settled_at bigint,
      message text,
      reason text not null,
      carried text,
      holds integer not null,
      look_first integer not null,
      compositions integer not null,
      constraint one_a_slot unique (subscription, slot),
      constraint timed check (state not in ('waiting', 'claimed') or next_at is not null)
    )`,
    "create index deliveries_waiting on deliveries (platform, next_at, id) where state = 'waiting'",
    "create index deliveries_waiting_place on deliveries (platform, workspace, channel, next_at, id) where state = 'waiting'",
    "create index deliveries_unknown on deliveries (platform, next_at, id) where state = 'unknown'",
    "create index deliveries_claimed on deliveries (next_at) where state = 'claimed'",
    `create unique index ${ONE_PER_CHANNEL} on deliveries (platform, workspace, channel) where holds = 1`,
    'create index deliveries_place on deliveries (platform, workspace, channel, slot_at)',
    'create index deliveries_slot on deliveries (slot_at)',
    // Failed deliveries are queried among far more that were sent.
    "create index deliveries_amiss on deliveries (state, slot_at, id) where state in ('refused', 'skipped', 'missed')",
    'create index deliveries_message on deliveries (message, channel) where message is not null',
  ],
  shares: [
    `create table shares (
      id text not null primary key,
      topic text not null,
      request text not null,
      language text not null,
      person text not null,
      name text not null,
      deleted_at bigint
    )`,
  ],
  shown: [
    `create table shown (
      delivery text not null,
      shown text not null,
      version text not null,
      primary key (delivery, shown)
    )`,
    'create index shown_version on shown (shown, delivery, version)',
  ],
  recalls: [
    'create table recalls (id text not null primary key, correction text not null, message_of text not null)',
    'create unique index recalls_once on recalls (message_of, correction)',
    'create index recalls_correction on recalls (correction)',
  ],
  heard: [
    `create table heard (
      platform text not null,
      workspace text not null,
      channel text not null,
      key text not null,
      primary key (platform, workspace, channel, key)
    )`,
  ],
  alerts: [
    `create table alerts (
      id text not null primary key,
      subscription text not null,
      owner text not null,
      reason text not null,
      detail text not null,
      created_at bigint not null
    )`,
    'create index alerts_subscription on alerts (subscription, created_at)',
  ],
  events: [
    'create table events (id text not null primary key, seen_at bigint not null)',
    'create index events_seen on events (seen_at)',
  ],
  leases: ['create table leases (name text not null primary key, holder text not null, until_at bigint not null)'],
  replicas: ['create table replicas (id text not null primary key, seen_at bigint not null)'],
  generations: [
    'create table generations (name text not null primary key, mark text not null, look_at bigint not null)',
  ],
  installations: [
    `create table installations (
      platform text not null,
      workspace text not null,
      sealed text not null,
      installed_at bigint not null,
      primary key (platform, workspace)
    )`,
  ],
  flags: [
    `create table flags (
      id text not null primary key,
      topic text not null,
      statement text not null,
      text text not null,
      link text not null,
      language text not null,
      platform text not null,
      workspace text not null,
      channel text not null,
      person text not null,
      created_at bigint not null,
      done_at bigint
    )`,
    'create index flags_open on flags (created_at, id) where done_at is null',
    "create index flags_person on flags (platform, workspace, person, created_at) where person <> ''",
  ],
  questions: [
    'create table questions (day text not null, text text not null, count integer not null, primary key (day, text))',
  ],
  places: [
    `create table places (
      platform text not null,
      workspace text not null,
      channel text not null,
      language text,
      audience text not null,
      model text,
      primary key (platform, workspace, channel)
    )`,
  ],
  model_requests: [
    `create table model_requests (
      day text not null,
      workspace text not null,
      count integer not null,
      primary key (day, workspace)
    )`,
  ],
  home_looks: [
    `create table home_looks (
      platform text not null,
      workspace text not null,
      person text not null,
      new_since bigint,
      looked_at bigint not null,
      primary key (platform, workspace, person)
    )`,
    'create index home_looks_time on home_looks (looked_at)',
  ],
  conversations: [
    `create table conversations (
      platform text not null,
      workspace text not null,
      channel text not null,
      key text not null,
      person text not null,
      about text not null,
      said_at bigint not null,
      primary key (platform, workspace, channel, key)
    )`,
    'create index conversations_time on conversations (said_at)',
  ],
  people: [
    `create table people (
      id text not null primary key,
      name text not null,
      name_key text not null,
      role text not null,
      subject text,
      created_at bigint not null,
      removed_at bigint
    )`,
    'create unique index people_name on people (name_key) where removed_at is null',
    'create unique index people_subject on people (subject) where subject is not null',
  ],
  people_links: [
    `create table people_links (
      id text not null primary key,
      hash text not null,
      person text,
      expires_at bigint not null,
      ended text,
      wrong integer not null
    )`,
  ],
  sessions: [
    `create table sessions (
      hash text not null primary key,
      person text not null,
      created_at bigint not null,
      seen_at bigint not null
    )`,
    'create index sessions_person on sessions (person)',
  ],
  audit: [
    `create table audit (
      id text not null primary key,
      at bigint not null,
      person text not null,
      name text not null,
      act text not null,
      about text not null,
      detail text not null
    )`,
    'create index audit_time on audit (at, id)',
  ],
  access_tokens: [
    `create table access_tokens (
      id text not null primary key,
      name text not null,
      place text not null,
      hash text not null unique,
      made_by text not null,
      created_at bigint not null,
      expires_at bigint not null,
      used_at bigint,
      withdrawn_at bigint
    )`,
    'create unique index access_tokens_in_use on access_tokens (name) where withdrawn_at is null',
  ],
  date_answers: [
    `create table date_answers (
      key text not null primary key,
      ask_on text not null,
      answered_by text not null,
      answered_at bigint not null
    )`,
  ],
  chat_ties: [
    `create table chat_ties (
      platform text not null,
      identity text not null,
      person text not null,
      name text not null,
      tied_at bigint not null,
      primary key (platform, identity)
    )`,
    'create index chat_ties_person on chat_ties (person)',
  ],
  tie_codes: [
    'create table tie_codes (hash text not null primary key, person text not null, expires_at bigint not null)',
  ],
  changes: [
    `create table changes (
      person text not null,
      folder text not null,
      file text not null,
      version text,
      base text,
      text text,
      writer text not null,
      number integer not null,
      updated_at bigint not null,
      primary key (person, folder, file)
    )`,
  ],
  watch_sources: [
    `create table watch_sources (
      relationship text not null,
      source text not null,
      switched integer,
      gap_from text,
      state text not null,
      primary key (relationship, source)
    )`,
  ],
  watch_items: [
    // A row whose texts are gone keeps an item from coming back as new.
    `create table watch_items (
      id text not null primary key,
      relationship text not null,
      source text not null,
      party text not null,
      address text not null,
      address_key text not null,
      guid text not null,
      title_key text not null,
      fingerprint text not null,
      title text not null,
      day text not null,
      modified text not null,
      summary text not null,
      language text not null,
      first_seen bigint not null,
      last_seen bigint not null,
      state text not null,
      reason text not null,
      copy_of text not null,
      looks_like text not null,
      decided_by text not null,
      decided_at bigint,
      revised_at bigint,
      topics text not null,
      score double precision not null,
      text_state text not null,
      text_fault text not null
    )`,
    'create index watch_items_address on watch_items (relationship, address_key)',
    'create index watch_items_guid on watch_items (relationship, source, guid)',
    'create index watch_items_title on watch_items (relationship, title_key)',
    "create index watch_items_waiting on watch_items (relationship, source, party) where state in ('new', 'later')",
    "create index watch_items_ranked on watch_items (score desc, day desc, first_seen desc, id) where state in ('new', 'later')",
  ],
  watch_revisions: [
    `create table watch_revisions (
      item text not null,
      number integer not null,
      seen_at bigint not null,
      title text not null,
      day text not null,
      summary text not null,
      primary key (item, number)
    )`,
  ],
  document_texts: [
    `create table document_texts (
      relationship text not null,
      document text not null,
      wanted integer not null,
      state text not null,
      version text not null,
      decided text not null,
      decided_by text not null,
      primary key (relationship, document)
    )`,
  ],
  unchecked_citations: [
    `create table unchecked_citations (
      statement text not null,
      source text not null,
      paragraph integer not null,
      find text not null,
      published_by text not null,
      published_at bigint not null,
      primary key (statement, source, paragraph, find)
    )`,
  ],
};

/** Every table with the bot's own data. */
export const TABLE_NAMES: readonly string[] = Object.keys(STATEMENTS);

const CREATE_ALL = Object.values(STATEMENTS).flat();

/** The version of the tables, by which a database of another one is known. */
const SCHEMA_VERSION = createHash('sha256')
  .update(`${CONTENT_VERSION} ${CREATE_ALL.join('; ').replaceAll(/\s+/gu, ' ')}`)
  .digest('hex')
  .slice(0, 12);

/** Returns whether a database has the tables of this version, false for an empty one; throws an AttacheError for one of another version or program. Changes nothing. */
export async function hasSchema(engine: Engine, db: Kysely<Tables> = engine.db): Promise<boolean> {
  const existing = await engine.tables(db);
  if (!existing.has('attache_schema')) {
    const foreign = TABLE_NAMES.find((name) => existing.has(name));
    if (foreign === undefined) return false;
    throw new AttacheError(
      'store-foreign',
      `${engine.name} has a table "${foreign}" that is not Attaché's; nothing was changed. Give Attaché a database of its own.`,
    );
  }
  const versions = await db.selectFrom('attache_schema').select('version').execute();
  if (versions.length === 1 && versions[0]?.version === SCHEMA_VERSION) return true;
  throw new AttacheError(
    'store-other-version',
    `${engine.name} was made by another version of Attaché, and nothing in it was changed: until 1.0 no version reads the store of another, so set ${
      engine.isShared ? 'DATABASE_URL to an empty database or schema' : 'DATA_DIR to a new folder'
    } and start again.`,
  );
}

/** Creates the tables in an empty database, all or none; of several processes that open it at once, one creates them and the others wait. */
export async function createSchema(engine: Engine, now: Temporal.Instant): Promise<void> {
  const exists = await hasSchema(engine);
  await engine.prepare();
  if (exists) return;
  await inTransaction(engine, async (db) => {
    await engine.lock(db, 'attache schema');
    if (await hasSchema(engine, db)) return;
    await sql`create table attache_schema (version text not null primary key, created_at bigint not null)`.execute(db);
    for (const statement of CREATE_ALL) await sql.raw(statement).execute(db);
    await db.insertInto('attache_schema').values({ version: SCHEMA_VERSION, createdAt: now }).execute();
    // With the tables, so that a server that loses the first commits of a bot is known to be another one.
    await noteFirstGeneration(engine, db);
  });
}

/** The migrations, by which the tables came to be what they are, and applying them; a database of a newer version or another program is refused. */
import { ONE_PER_CHANNEL } from './schema.ts';
import { sql } from 'kysely';
import { AttacheError } from '../shared/errors.ts';
import { type Engine, inTransaction } from './engine.ts';
import { noteFirstGeneration } from './queries/generations.ts';

/** A step of the tables: its name, for people alone, and statements that both engines read. */
type Migration = { readonly name: string; readonly statements: readonly string[] };

/**
 * Steps in order; the version of a database is the number of its steps. A step that was released is never edited: a change is a new step.
 * The indexes that the work of each minute uses are partial: they hold only pending rows, so that its cost does not grow with the log.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: 'digests',
    statements: [
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
      // No foreign key to the subscription: the log of a removed one is kept.
      `create table deliveries (
      id text not null primary key,
      subscription text not null,
      platform text not null,
      workspace text not null,
      channel text not null,
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
      constraint one_a_slot unique (subscription, slot),
      constraint timed check (state not in ('waiting', 'claimed') or next_at is not null)
    )`,
      "create index deliveries_waiting on deliveries (platform, next_at, id) where state = 'waiting'",
      "create index deliveries_unknown on deliveries (platform, next_at, id) where state = 'unknown'",
      "create index deliveries_claimed on deliveries (next_at) where state = 'claimed'",
      'create index deliveries_place on deliveries (platform, workspace, channel, slot_at)',
      `create table heard (
      platform text not null,
      workspace text not null,
      channel text not null,
      key text not null,
      primary key (platform, workspace, channel, key)
    )`,
      `create table alerts (
      id text not null primary key,
      subscription text not null,
      platform text not null,
      owner text not null,
      reason text not null,
      state text not null,
      detail text not null,
      created_at bigint not null,
      next_at bigint not null
    )`,
      "create index alerts_open on alerts (platform, next_at, id) where state in ('waiting', 'claimed')",
      "create unique index alerts_once on alerts (subscription, reason) where state in ('waiting', 'claimed')",
      'create index alerts_subscription on alerts (subscription, created_at)',
      'create table events (id text not null primary key, seen_at bigint not null)',
      'create index events_seen on events (seen_at)',
      'create table leases (name text not null primary key, holder text not null, until_at bigint not null)',
      'create table replicas (id text not null primary key, seen_at bigint not null)',
    ],
  },
  {
    name: 'slack-installations',
    statements: [
      `create table installations (
      platform text not null,
      workspace text not null,
      sealed text not null,
      installed_at bigint not null,
      primary key (platform, workspace)
    )`,
    ],
  },
  {
    name: 'one-delivery-per-channel',
    statements: [
      'alter table deliveries add column holds integer not null default 0',
      // Claims were not limited to one per channel before: those not begun wait again, those begun are looked up.
      "update deliveries set state = 'waiting', claimed_by = null where state = 'claimed' and begun = 0",
      `update deliveries set state = 'unknown', next_at = next_at + 60000, claimed_by = null,
      reason = 'no-answer: the process that was sending it ended or stalled' where state = 'claimed'`,
      `update deliveries set holds = 1 where id in (
      select min(id) from deliveries where state = 'unknown' and next_at is not null group by platform, workspace, channel
    )`,
      `create unique index ${ONE_PER_CHANNEL} on deliveries (platform, workspace, channel) where holds = 1`,
      "create index deliveries_waiting_place on deliveries (platform, workspace, channel, next_at, id) where state = 'waiting'",
      'create index deliveries_slot on deliveries (slot_at)',
    ],
  },
  {
    name: 'flags-and-questions',
    statements: [
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
      next_at bigint,
      begun_at bigint,
      posted_at bigint,
      done_at bigint
    )`,
      'create index flags_due on flags (next_at, id) where next_at is not null',
      'create index flags_open on flags (created_at, id) where done_at is null',
      "create index flags_person on flags (platform, workspace, person, created_at) where person <> ''",
      'create table questions (day text not null, text text not null, count integer not null, primary key (day, text))',
      `create table places (
      platform text not null,
      workspace text not null,
      channel text not null,
      language text,
      audience text not null,
      primary key (platform, workspace, channel)
    )`,
    ],
  },
  {
    name: 'deliveries-amiss',
    statements: [
      // Failed deliveries are queried among far more that were sent.
      "create index deliveries_amiss on deliveries (state, slot_at, id) where state in ('refused', 'skipped', 'missed')",
    ],
  },
  {
    name: 'desk-messages',
    statements: [
      `create table board (
      number bigint not null primary key,
      id text not null unique,
      channel text not null,
      posted_at bigint not null,
      reply text not null
    )`,
      'create index board_channel on board (channel, number)',
    ],
  },
  {
    name: 'subscriptions-of-owner',
    statements: [
      // An owner's subscriptions, in display order, among all of a large workspace.
      'create index subscriptions_owner on subscriptions (platform, workspace, owner, created_at, id)',
    ],
  },
  {
    name: 'shares',
    statements: [
      // Shared cards are deliveries too, of no subscription: their slot is what identifies them, so that each is written once.
      "alter table deliveries add column kind text not null default 'digest'",
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
  },
  {
    name: 'last-seen',
    statements: [
      // The message below which a shared card stands; null where it stands in the channel itself.
      'alter table deliveries add column in_reply_to text',
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
  },
  {
    name: 'alerts-and-flags-as-deliveries',
    statements: [
      // Alerts and the curators' posts are deliveries too. An alert's id is the marker of its message, at most 24 characters.
      'drop index alerts_open',
      'drop index alerts_once',
      "update alerts set id = substr(replace(id, '-', ''), 1, 24)",
      `insert into deliveries (id, kind, subscription, platform, workspace, channel, slot, slot_at, late, state, attempts,
        next_at, begun, settled_at, reason, holds)
      select alerts.id, 'alert', alerts.subscription, alerts.platform, coalesce(subscriptions.workspace, ''),
        coalesce(subscriptions.channel, ''), 'alert-' || alerts.id, alerts.created_at, 0,
        case alerts.state when 'sent' then 'sent' when 'failed' then 'refused' else 'waiting' end,
        case when alerts.state in ('sent', 'failed') then 1 else 0 end,
        case when alerts.state in ('sent', 'failed') then null else alerts.next_at end, 0,
        case when alerts.state in ('sent', 'failed') then alerts.created_at end,
        case alerts.state when 'failed' then 'not-told: ' || alerts.detail else '' end, 0
      from alerts left join subscriptions on subscriptions.id = alerts.subscription`,
      'alter table alerts drop column state',
      'alter table alerts drop column next_at',
      'alter table alerts drop column platform',
      // Where curators read is a setting: rows without a platform get it at the next start.
      `insert into deliveries (id, kind, subscription, platform, workspace, channel, slot, slot_at, late, state, attempts,
        next_at, begun, begun_at, settled_at, reason, holds)
      select id, 'flag', '', '', '', '', 'flag-' || id, created_at, 0,
        case when posted_at is not null then 'sent' when begun_at is not null then 'unknown' else 'waiting' end,
        case when begun_at is not null then 1 else 0 end,
        case when posted_at is null then next_at end, 0, begun_at, posted_at, '', 0
      from flags where posted_at is not null or next_at is not null`,
      'drop index flags_due',
      'alter table flags drop column next_at',
      'alter table flags drop column begun_at',
      'alter table flags drop column posted_at',
    ],
  },
  {
    name: 'recalls',
    statements: [
      // What messages show, so that they can be corrected; of messages that were sent before, it is not known.
      `create table shown (
      delivery text not null,
      shown text not null,
      version text not null,
      primary key (delivery, shown)
    )`,
      'create index shown_version on shown (shown, delivery, version)',
      'create table recalls (id text not null primary key, correction text not null, message_of text not null)',
      'create unique index recalls_once on recalls (message_of, correction)',
      'create index recalls_correction on recalls (correction)',
    ],
  },
  {
    name: 'generations',
    statements: [
      'alter table deliveries add column look_first integer not null default 0',
      'create table generations (name text not null primary key, mark text not null, look_at bigint not null)',
    ],
  },
  {
    name: 'accounts',
    statements: [
      `create table people (
      id text not null primary key,
      name text not null,
      name_key text not null,
      role text not null,
      password text,
      subject text,
      created_at bigint not null,
      removed_at bigint
    )`,
      'create unique index people_name on people (name_key) where removed_at is null',
      'create unique index people_subject on people (subject) where subject is not null',
      `create table people_links (
      hash text not null primary key,
      person text,
      expires_at bigint not null,
      used_at bigint
    )`,
      `create table sessions (
      hash text not null primary key,
      person text not null,
      created_at bigint not null,
      seen_at bigint not null
    )`,
      'create index sessions_person on sessions (person)',
      `create table audit (
      id text not null primary key,
      at bigint not null,
      person text not null,
      name text not null,
      name_key text not null,
      act text not null,
      about text not null,
      detail text not null
    )`,
      'create index audit_time on audit (at, id)',
    ],
  },
  {
    name: 'reviews-and-chat-ties',
    statements: [
      `create table review_notes (id text not null primary key, topic text not null, statement text not null, version text not null,
      text text not null, reviewer text not null, author text not null, created_at bigint not null, done_at bigint)`,
      'create index review_notes_open on review_notes (created_at, id) where done_at is null',
      `create table chat_ties (platform text not null, identity text not null, person text not null, name text not null,
      tied_at bigint not null, primary key (platform, identity))`,
      'create index chat_ties_person on chat_ties (person)',
      'create table tie_codes (hash text not null primary key, person text not null, expires_at bigint not null)',
    ],
  },
  {
    name: 'unpublished-changes',
    statements: [
      // What people have changed in records and not published; without a text where it was dropped, so that a late write does not bring it back.
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
  },
  {
    name: 'compositions',
    statements: ['alter table deliveries add column compositions integer not null default 0'],
  },
  {
    name: 'conversations',
    statements: [
      // What the last answers were about, by ids: what is asked after one is understood by it.
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
      'create index deliveries_message on deliveries (message, channel) where message is not null',
    ],
  },
  {
    name: 'watch',
    statements: [
      // What is known of each source that is watched, as JSON; what the bot asks for has a column.
      `create table watch_sources (relationship text not null, source text not null, switched integer, gap_from text,
      state text not null, primary key (relationship, source))`,
      // What sources have published. A row whose texts are gone keeps an item from coming back as new.
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
      `create index watch_items_waiting on watch_items (relationship, source, party) where state in ('new', 'later')`,
      `create index watch_items_ranked on watch_items (score desc, day desc, first_seen desc, id) where state in ('new', 'later')`,
      `create table watch_revisions (item text not null, number integer not null, seen_at bigint not null, title text not null,
      day text not null, summary text not null, primary key (item, number))`,
    ],
  },
  {
    name: 'date-answers',
    statements: [
      'create table date_answers (key text not null primary key, ask_on text not null, answered_by text not null, answered_at bigint not null)',
    ],
  },
  {
    name: 'document-texts',
    statements: [
      `create table document_texts (relationship text not null, document text not null, wanted integer not null, state text not null,
      version text not null, decided text not null, decided_by text not null, primary key (relationship, document))`,
      'create table given_texts (file text not null primary key, outcome text not null, document text not null)',
      `create table unchecked_citations (statement text not null, source text not null, paragraph integer not null, find text not null,
      published_by text not null, published_at bigint not null, primary key (statement, source, paragraph, find))`,
    ],
  },
  {
    name: 'access-tokens',
    statements: [
      `create table access_tokens (id text not null primary key, name text not null, place text not null, hash text not null unique,
      created_at bigint not null, expires_at bigint not null, used_at bigint, withdrawn_at bigint)`,
      'create unique index access_tokens_in_use on access_tokens (name) where withdrawn_at is null',
    ],
  },
  {
    name: 'who-made-access-tokens',
    statements: ["alter table access_tokens add column made_by text not null default ''"],
  },
];

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
  'conversations',
  'watch_sources',
  'watch_items',
  'watch_revisions',
  'date_answers',
  'document_texts',
  'given_texts',
  'unchecked_citations',
  'access_tokens',
]);

/** Returns the version of a database's tables, 0 for an empty one; throws an AttacheError for one that a newer version or another program created. Changes nothing. */
async function loadVersion(engine: Engine): Promise<number> {
  const names = await engine.tables(engine.db);
  if (!names.has('attache_schema')) {
    const foreign = [...TABLES].find((name) => names.has(name));
    if (foreign === undefined) return 0;
    throw new AttacheError(
      'store-foreign',
      `${engine.name} has a table "${foreign}" that is not Attaché's; nothing was changed. Give Attaché a database of its own.`,
    );
  }
  const latest = await engine.db
    .selectFrom('attache_schema')
    .select('version')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
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
  await engine.prepare();
  if (version === MIGRATIONS.length) return;
  await inTransaction(engine, async (db) => {
    await engine.lock(db, 'attache migrations');
    await sql`create table if not exists attache_schema (version integer not null primary key, applied_at bigint not null)`.execute(
      db,
    );
    const applied = await db.selectFrom('attache_schema').select('version').execute();
    const latest = Math.max(0, ...applied.map((step) => step.version));
    for (const [index, { statements }] of MIGRATIONS.entries()) {
      if (index < latest) continue;
      for (const statement of statements) await sql.raw(statement).execute(db);
      await db
        .insertInto('attache_schema')
        .values({ version: index + 1, appliedAt: now })
        .execute();
    }
    // With the tables, so that a server that loses the first commits of a bot is known to be another one.
    await noteFirstGeneration(engine, db);
  });
}

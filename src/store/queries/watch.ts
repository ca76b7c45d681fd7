/** What is watched, in the store: the state of each source, and the items that it has published. */
import { sql, type Kysely } from 'kysely';
import type { SourceState, WatchWords } from '../../watch/health.ts';
import { BY_TITLE, WAITING, type ItemKeys, type KnownEntry, type WatchItem } from '../../watch/items.ts';
import type { NewItem, WatchStore } from '../../watch/store.ts';
import { type Engine, inTransaction } from '../engine.ts';
import type { Tables, WatchItemRow, WatchSourceRow } from '../schema.ts';
import { chunks } from '../../shared/chunks.ts';

/** Both engines limit the number of bound values. */
const MAX_BOUND = 200;
const MAX_REVISIONS = 20;
/** How much of the text that a source gives is kept. */
const MAX_SUMMARY = 600;

/** As the index on what waits has it, word for word. */
const IN_INDEX = sql<'new'>`('new', 'later')`;

const INSTANTS = ['triedAt', 'nextAt', 'newestAt', 'failingSince'] as const;

function toState({ relationship, source, switched, gapFrom, state }: WatchSourceRow): SourceState {
  const stored = JSON.parse(state) as SourceState & Readonly<Record<(typeof INSTANTS)[number], string | undefined>>;
  const instants = INSTANTS.map((name) => {
    const at = stored[name];
    return [name, at === undefined ? undefined : Temporal.Instant.from(at)] as const;
  });
  return {
    ...stored,
    ...(Object.fromEntries(instants) as Pick<SourceState, (typeof INSTANTS)[number]>),
    // JSON leaves out what is undefined.
    readTo: stored.readTo,
    fault: stored.fault,
    relationship,
    source,
    on: switched === undefined ? undefined : switched === 1,
    gapFrom,
  };
}

function toItem(row: WatchItemRow): WatchItem {
  const { guid: _g, addressKey: _a, titleKey: _t, fingerprint: _f, modified: _m, lastSeen: _l, ...item } = row;
  const { copyOf: of, textState: text, textFault, ...same } = item;
  return {
    ...same,
    of,
    text,
    day: row.day || undefined,
    topics: JSON.parse(row.topics) as readonly string[],
    textFault: textFault === '' ? undefined : (JSON.parse(textFault) as WatchWords),
  };
}

function shown({ entry, keys: all }: KnownEntry) {
  const { id: _, ...keys } = all;
  return {
    ...keys,
    address: entry.address ?? '',
    title: entry.title,
    day: entry.day ?? '',
    modified: entry.modified.slice(0, 100),
    summary: entry.summary.slice(0, MAX_SUMMARY).toWellFormed(),
  };
}

const newRow = (item: NewItem, { relationship, source }: SourceState, at: Temporal.Instant): WatchItemRow => ({
  id: item.keys.id,
  relationship,
  source,
  party: item.party,
  ...shown(item),
  language: item.language,
  firstSeen: at,
  lastSeen: at,
  state: item.state,
  reason: item.reason,
  copyOf: '',
  looksLike: '',
  decidedBy: '',
  decidedAt: undefined,
  revisedAt: undefined,
  topics: JSON.stringify(item.topics),
  score: item.score,
  textState: 'unread',
  textFault: '',
});

/** Writes the state of a source; of one that is there, what a reading tells or, by a person, whether it is on: either may have been written meanwhile. */
async function writeState(db: Kysely<Tables>, state: SourceState, by: 'reading' | 'person'): Promise<void> {
  const { relationship, source, on, gapFrom, ...rest } = state;
  const switched = on === undefined ? null : Number(on);
  const read = { state: JSON.stringify(rest), gapFrom: gapFrom ?? null };
  await db
    .insertInto('watch_sources')
    .values({ relationship, source, switched, ...read })
    .onConflict((conflict) =>
      conflict.columns(['relationship', 'source']).doUpdateSet(by === 'person' ? { switched } : read),
    )
    .execute();
}

/** Adds what another item has at the same address as its copy. */
async function related(db: Kysely<Tables>, rows: WatchItemRow[]): Promise<WatchItemRow[]> {
  const relationship = rows[0]?.relationship ?? '';
  const addresses = new Map<string, string>();
  for (const chunk of chunks(
    rows.flatMap((row) => row.addressKey || []),
    MAX_BOUND,
  ))
    for (const row of await db
      .selectFrom('watch_items')
      .select(['id', 'addressKey'])
      .where('relationship', '=', relationship)
      .where('addressKey', 'in', chunk)
      .where('state', '<>', 'same-as')
      .execute())
      addresses.set(row.addressKey, row.id);
  return rows.map((row) => {
    const same = addresses.get(row.addressKey);
    return same !== undefined && same !== row.id && row.state === 'new'
      ? { ...row, state: 'same-as' as const, copyOf: same }
      : row;
  });
}

/** Returns the store's methods on what is watched. */
export function watchQueries(engine: Engine): WatchStore {
  return {
    watchStates: async () => {
      const rows = await engine.db
        .selectFrom('watch_sources')
        .selectAll()
        .orderBy('relationship')
        .orderBy('source')
        .execute();
      return rows.map(toState);
    },

    switchSource: (state, on) => writeState(engine.db, { ...state, on }, 'person'),

    closeGap: async (relationship, source) => {
      await engine.db
        .updateTable('watch_sources')
        .set({ gapFrom: null })
        .where((where) => where.and({ relationship, source }))
        .execute();
    },

    renameSource: (relationship, from, to) =>
      inTransaction(engine, async (db) => {
        await engine.lock(db, JSON.stringify(['watch', relationship, to]));
        const of = (table: 'watch_sources' | 'watch_items', source: string) =>
          db.selectFrom(table).select('source').where('relationship', '=', relationship).where('source', '=', source);
        if ((await of('watch_sources', to).limit(1).executeTakeFirst()) !== undefined) return false;
        const [state] = await of('watch_sources', from).limit(1).execute();
        const [item] = await of('watch_items', from).limit(1).execute();
        for (const table of ['watch_sources', 'watch_items'] as const)
          await db
            .updateTable(table)
            .set({ source: to })
            .where((where) => where.and({ relationship, source: from }))
            .execute();
        return state !== undefined || item !== undefined;
      }),

    knownItems: async (relationship, source, entries) => {
      const found = new Map<string, ItemKeys>();
      for (const chunk of chunks(entries, MAX_BOUND)) {
        const keys = chunk.map((one) => one.keys);
        const some = (name: 'id' | 'addressKey' | 'guid' | 'titleKey'): string[] => [
          '-',
          ...keys.flatMap((one) => one[name] || []),
        ];
        const rows = await engine.db
          .selectFrom('watch_items')
          .select(['id', 'addressKey', 'guid', 'titleKey', 'fingerprint'])
          .where((where) => where.and({ relationship, source }))
          .where((where) =>
            where.or([
              where('id', 'in', some('id')),
              where('addressKey', 'in', some('addressKey')),
              where('guid', 'in', some('guid')),
              where('titleKey', 'in', some('titleKey')),
            ]),
          )
          // Of several at one address the newest stands last, and counts.
          .orderBy('firstSeen')
          .orderBy('id')
          .execute();
        for (const row of rows) found.set(row.id, row);
      }
      return [...found.values()];
    },

    saveReading: ({ state, added, seen, changed }, now) =>
      inTransaction(engine, async (db) => {
        const { relationship } = state;
        await engine.lock(db, JSON.stringify(['watch items', relationship]));
        await writeState(db, state, 'reading');
        const waiting: string[] = [];
        const rows = await related(
          db,
          added.map((item) => newRow(item, state, now)),
        );
        for (const chunk of chunks(rows, MAX_BOUND)) {
          const written = await db
            .insertInto('watch_items')
            .values(chunk)
            .onConflict((conflict) => conflict.column('id').doNothing())
            .returning(['id', 'state'])
            .execute();
          waiting.push(...written.flatMap((one) => (WAITING.includes(one.state) ? one.id : [])));
        }
        for (const chunk of chunks(seen, MAX_BOUND)) {
          const ids = chunk.map(({ keys }) => keys.id);
          const stored = await db
            .updateTable('watch_items')
            .set({ lastSeen: now })
            .where('id', 'in', ids)
            .returning(['id', 'addressKey', 'guid'])
            .execute();
          const byId = new Map(stored.map((row) => [row.id, row]));
          // What is known of its address and its identifier may be new, though nothing that people read has changed.
          for (const { entry, keys } of chunk) {
            const row = byId.get(keys.id);
            if (row === undefined || (row.addressKey === keys.addressKey && row.guid === keys.guid)) continue;
            await db
              .updateTable('watch_items')
              .set({ address: entry.address ?? '', addressKey: keys.addressKey, guid: keys.guid })
              .where('id', '=', keys.id)
              .execute();
          }
        }
        for (const one of changed) {
          const before = await db
            .selectFrom('watch_items')
            .select(['title', 'day', 'summary', 'fingerprint'])
            .where('id', '=', one.keys.id)
            .executeTakeFirst();
          if (before === undefined || before.fingerprint === one.keys.fingerprint) continue;
          const { fingerprint: _, ...revision } = before;
          const number = sql<number>`(select coalesce(max(number), 0) + 1 from watch_revisions where item = ${one.keys.id})`;
          await db
            .insertInto('watch_revisions')
            .values({ item: one.keys.id, number, seenAt: now, ...revision })
            .execute();
          await sql`delete from watch_revisions where item = ${one.keys.id}
            and number <= (select max(number) from watch_revisions where item = ${one.keys.id}) - ${MAX_REVISIONS}`.execute(
            db,
          );
          await db
            .updateTable('watch_items')
            .set({ ...shown(one), lastSeen: now, revisedAt: now, textState: 'unread', textFault: '' })
            .where('id', '=', one.keys.id)
            .execute();
        }
        return waiting;
      }),

    watchItems: async ({ relationship, states, limit }) => {
      const isWaiting = states.length === WAITING.length && WAITING.every((state) => states.includes(state));
      const matching = (db: Kysely<Tables>) =>
        db
          .selectFrom('watch_items')
          .where('state', 'in', isWaiting ? IN_INDEX : states)
          .$if(relationship !== undefined, (query) => query.where('relationship', '=', relationship ?? ''));
      const rows = await matching(engine.db)
        .selectAll()
        .orderBy('score', 'desc')
        .orderBy('day', 'desc')
        .orderBy('firstSeen', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      const count = await matching(engine.db)
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow();
      return { items: rows.map(toItem), total: count.count };
    },

    watchItem: async (id) => {
      const row = await engine.db.selectFrom('watch_items').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toItem(row);
    },

    itemRevisions: async (id) => {
      const rows = await engine.db
        .selectFrom('watch_revisions')
        .select(['seenAt', 'title', 'day', 'summary'])
        .where('item', '=', id)
        .orderBy('number')
        .execute();
      return rows.map(({ day, ...row }) => Object.assign(row, { day: day || undefined }));
    },

    decideItem: async (id, { state, reason, of, by, at }, expected) => {
      const { numUpdatedRows } = await engine.db
        .updateTable('watch_items')
        .set({
          state,
          reason,
          copyOf: of,
          decidedBy: by,
          decidedAt: at,
        })
        .where('id', '=', id)
        .where('state', 'in', expected)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    takeDocuments: async (relationship, documents, at) => {
      let taken = 0;
      for (const chunk of chunks([...documents.keys()], MAX_BOUND)) {
        const rows = await engine.db
          .selectFrom('watch_items')
          .select(['id', 'addressKey'])
          .where('relationship', '=', relationship)
          .where('addressKey', 'in', chunk)
          .where('state', 'in', [...WAITING])
          .execute();
        for (const { id, addressKey: key } of rows) {
          const { numUpdatedRows } = await engine.db
            .updateTable('watch_items')
            .set({ state: 'document', copyOf: documents.get(key) ?? '', decidedAt: at })
            .where('id', '=', id)
            .where('state', 'in', [...WAITING])
            .executeTakeFirst();
          taken += Number(numUpdatedRows);
        }
      }
      return taken;
    },

    oldestWaiting: async () => {
      const rows = await engine.db
        .selectFrom('watch_items')
        .select(['relationship', 'party'])
        .select(sql<string | undefined>`min(nullif(day, ''))`.as('day'))
        .select(sql<Temporal.Instant | undefined>`min(case when day = '' then first_seen end)`.as('firstSeen'))
        .where('state', 'in', IN_INDEX)
        .groupBy(['relationship', 'party'])
        .execute();
      return rows.flatMap(({ relationship, party, day, firstSeen }) => {
        const first = firstSeen?.toZonedDateTimeISO('UTC').toPlainDate();
        const days = [day, first?.toString()].filter((one): one is string => typeof one === 'string').toSorted();
        return days[0] === undefined ? [] : [{ relationship, party, day: days[0] }];
      });
    },

    waitingAt: (only) =>
      engine.db
        .selectFrom('watch_items')
        .select(['relationship', 'source'])
        .select(sql<string>`max(party)`.as('party'))
        .select(sql<number>`count(*)`.as('waiting'))
        .where('state', 'in', IN_INDEX)
        .$if(only !== undefined, (query) =>
          query.where('relationship', '=', only?.relationship ?? '').where('source', '=', only?.id ?? ''),
        )
        .groupBy(['relationship', 'source'])
        .execute(),

    unreadTexts: async (each) => {
      const unread = engine.db
        .selectFrom('watch_items')
        .selectAll()
        .select(
          sql<number>`row_number() over (partition by relationship, source
            order by case when score < ${BY_TITLE} then 0 else 1 end, score desc, first_seen desc, id)`.as('place'),
        )
        .where('state', '=', 'new')
        .where('score', '>', 0)
        .where('textState', '=', 'unread')
        .where('address', '<>', '');
      const rows = await engine.db
        .selectFrom(unread.as('unread'))
        .selectAll()
        .where('place', '<=', each)
        .orderBy('place')
        .orderBy('id')
        .execute();
      return rows.map(toItem);
    },

    noteText: async (id, text, fault, bears) => {
      await engine.db
        .updateTable('watch_items')
        .set({
          textState: text,
          textFault: fault === undefined ? '' : JSON.stringify(fault),
          ...(bears && { topics: JSON.stringify(bears.topics), score: bears.score }),
        })
        .where('id', '=', id)
        .execute();
    },

    noteCopy: async (id, of) => {
      await engine.db.updateTable('watch_items').set({ looksLike: of }).where('id', '=', id).execute();
    },

    tidyWatch: async (before) => {
      await inTransaction(engine, async (db) => {
        await sql`delete from watch_revisions where item in (select id from watch_items
          where last_seen < ${before} and decided_at < ${before} and state not in ('new', 'later'))`.execute(db);
        await db
          .deleteFrom('watch_items')
          .where('lastSeen', '<', before)
          .where((where) => where.or([where('decidedAt', '<', before), where('decidedAt', 'is', null)]))
          .where('state', 'not in', [...WAITING])
          .execute();
      });
    },
  };
}

/** The inbox in the store: what people flagged, and questions that found nothing. */
import { sql } from 'kysely';
import { type Engine, inTransaction } from '../engine.ts';
import { fromFlag, newDeliveryRow, toFlag } from '../rows.ts';
import { FLAG_CLOSED } from '../../people/inbox.ts';
import type { Store } from '../store.ts';

/** Returns the store's methods on the inbox. */
export function inboxQueries(engine: Engine) {
  return {
    addFlag: (flag, since, most, curators) =>
      inTransaction(engine, async (db) => {
        const row = fromFlag(flag);
        await engine.lock(db, JSON.stringify(['flags', row.platform, row.workspace, row.person]));
        const { platform, workspace, person, topic, statement, text } = row;
        const before = db
          .selectFrom('flags')
          .select('id')
          .where((where) => where.and({ platform, workspace, person }))
          .where('person', '<>', sql.lit(''))
          .where('createdAt', '>', since);
        // Compared by the store, as it keeps texts.
        const same = await before.where((where) => where.and({ topic, statement, text })).executeTakeFirst();
        if (same !== undefined) return 'kept-already';
        if ((await before.limit(most).execute()).length >= most) return 'too-many';
        await db.insertInto('flags').values(row).execute();
        if (curators !== undefined) {
          const { id, createdAt: at } = flag;
          const slot = {
            id,
            slot: `flag-${id}`,
            slotAt: at,
            late: false,
            state: 'waiting',
            nextAt: at,
            reason: '',
          } as const;
          await db
            .insertInto('deliveries')
            .values(newDeliveryRow('flag', '', curators, slot))
            .execute();
        }
        return 'added';
      }),

    openFlags: async (most) => {
      const rows = await engine.db
        .selectFrom('flags')
        .selectAll()
        .where('doneAt', 'is', null)
        .orderBy('createdAt')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(toFlag);
    },

    flag: async (id) => {
      const row = await engine.db.selectFrom('flags').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFlag(row);
    },

    directFlags: (curators, now) =>
      inTransaction(engine, async (db) => {
        const ofFlags = db.updateTable('deliveries').where('kind', 'in', ['flag', 'morning']);
        const NO_CHANNEL = 'no-channel: the curators have no channel';
        if (curators === undefined) {
          await ofFlags
            .set({ state: 'skipped', reason: NO_CHANNEL, nextAt: null, settledAt: now })
            .where('state', '=', sql.lit('waiting'))
            .execute();
          return;
        }
        await ofFlags
          .set({ state: 'waiting', reason: '', nextAt: now, settledAt: null })
          .where('state', '=', sql.lit('skipped'))
          .where('reason', '=', NO_CHANNEL)
          .where('id', 'in', (of) => of.selectFrom('flags').select('flags.id').where('flags.doneAt', 'is', null))
          .execute();
        await ofFlags
          .set(curators)
          // What is not in the former channel for certain goes to the new one; what was kept before channels were goes there too.
          .where((where) => where.or([where('state', '=', sql.lit('waiting')), where('platform', '=', '')]))
          .execute();
      }),

    finishFlag: (id, now) =>
      inTransaction(engine, async (db) => {
        const finished = await db
          .updateTable('flags')
          .set({ doneAt: now })
          .where('id', '=', id)
          .where('doneAt', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (finished === undefined) return false;
        await db
          .updateTable('deliveries')
          .set({ state: 'skipped', reason: FLAG_CLOSED, nextAt: null, settledAt: now })
          .where('id', '=', id)
          .where('kind', '=', 'flag')
          .where('state', '=', sql.lit('waiting'))
          .execute();
        return true;
      }),

    reopenFlag: async (id) => {
      const opened = await engine.db
        .updateTable('flags')
        .set({ doneAt: null })
        .where('id', '=', id)
        .where('doneAt', 'is not', null)
        .returning('id')
        .executeTakeFirst();
      return opened !== undefined;
    },

    countQuestion: async (text, on, most, times = 1) => {
      await sql`
          insert into questions (day, text, count)
          select cast(${on} as text), cast(${text} as text), cast(${times} as integer)
          where (select count(*) from questions where day = ${on}) < ${most}
            or exists (select 1 from questions where day = ${on} and text = ${text})
          on conflict (day, text) do update set count = questions.count + cast(${times} as integer)`.execute(engine.db);
    },

    questions: async (from, most) => {
      const rows = await engine.db
        .selectFrom('questions')
        .select(['text', sql<number>`cast(sum(count) as bigint)`.as('count'), sql<string>`max(day)`.as('lastOn')])
        .where('day', '>=', from)
        .groupBy('text')
        .orderBy('count', 'desc')
        .orderBy('text')
        .limit(most)
        .execute();
      return rows.map(({ text, count, lastOn }) => ({ text, count, lastOn }));
    },

    forgetQuestion: async (text) => {
      const forgotten = await engine.db.deleteFrom('questions').where('text', '=', text).returning('text').execute();
      return forgotten.length > 0;
    },

    tidyInbox: async ({ persons, done, questions }) => {
      await engine.db
        .updateTable('flags')
        .set({ person: '' })
        .where('person', '<>', sql.lit(''))
        .where('createdAt', '<', persons)
        .execute();
      await engine.db.deleteFrom('flags').where('doneAt', '<', done).execute();
      await engine.db.deleteFrom('questions').where('day', '<', questions).execute();
    },
  } satisfies Partial<Store>;
}

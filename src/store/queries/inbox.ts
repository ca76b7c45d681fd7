/** The inbox in the store: what people flagged, and questions that found nothing. */
import { sql } from 'kysely';
import { type Engine, run, inTransaction } from '../engine.ts';
import { fromFlag, plain, toFlag } from '../rows.ts';
import type { FlagRow } from '../schema.ts';
import type { Store } from '../store.ts';

type InboxQueries = Pick<
  Store,
  | 'addFlag'
  | 'openFlags'
  | 'finishFlag'
  | 'claimFlag'
  | 'beginFlag'
  | 'settleFlag'
  | 'countQuestion'
  | 'questions'
  | 'forgetQuestion'
  | 'tidyInbox'
>;

/** Returns the store's methods on the inbox. */
export function inboxQueries(engine: Engine): InboxQueries {
  return {
    addFlag: (flag, since, most) =>
      inTransaction(engine, async (db) => {
        const row = fromFlag(flag);
        await engine.lock(db, JSON.stringify(['flags', row.platform, row.workspace, row.person]));
        const before = await db
          .selectFrom('flags')
          .select(['topic', 'statement', 'text'])
          .where('platform', '=', row.platform)
          .where('workspace', '=', row.workspace)
          .where('person', '=', row.person)
          .where('person', '<>', sql.lit(''))
          .where('created_at', '>', since.epochMilliseconds)
          .execute();
        const isSame = (one: (typeof before)[number]): boolean =>
          one.topic === row.topic && one.statement === row.statement && one.text === row.text;
        if (before.some(isSame)) return 'kept-already';
        if (before.length >= most) return 'too-many';
        await db.insertInto('flags').values(row).execute();
        return 'added';
      }),

    openFlags: async (most) => {
      const rows = await run(engine, (db) =>
        db
          .selectFrom('flags')
          .selectAll()
          .where('done_at', 'is', null)
          .orderBy('created_at')
          .orderBy('id')
          .limit(most)
          .execute(),
      );
      return rows.map(toFlag);
    },

    finishFlag: async (id, now) => {
      const finished = await run(engine, (db) =>
        db
          .updateTable('flags')
          .set({ done_at: now.epochMilliseconds, next_at: null })
          .where('id', '=', id)
          .where('done_at', 'is', null)
          .returning('id')
          .executeTakeFirst(),
      );
      return finished !== undefined;
    },

    claimFlag: async (now, until) => {
      const { rows } = await run(engine, (db) =>
        sql<FlagRow>`
          update flags set next_at = ${until.epochMilliseconds} where id = (
            select id from flags where next_at is not null and next_at <= ${now.epochMilliseconds}
            order by next_at, id limit 1 ${engine.rowLocks ? sql`for update skip locked` : sql``}
          ) returning *`.execute(db),
      );
      return rows[0] && toFlag(rows[0]);
    },

    beginFlag: async ({ id, nextAt }, now) => {
      const begun = await run(engine, (db) =>
        db
          .updateTable('flags')
          .set({ begun_at: now.epochMilliseconds })
          .where('id', '=', id)
          .where('next_at', '=', nextAt?.epochMilliseconds ?? null)
          .where('next_at', '>', now.epochMilliseconds)
          .where('begun_at', 'is', null)
          .returning('id')
          .executeTakeFirst(),
      );
      return begun !== undefined;
    },

    settleFlag: async ({ id, nextAt }, outcome) => {
      const settled = await run(engine, (db) =>
        db
          .updateTable('flags')
          .set({
            next_at: outcome.nextAt?.epochMilliseconds ?? null,
            begun_at: outcome.begunAt?.epochMilliseconds ?? null,
            posted_at: outcome.postedAt?.epochMilliseconds ?? null,
          })
          .where('id', '=', id)
          .where('next_at', '=', nextAt?.epochMilliseconds ?? null)
          .returning('id')
          .executeTakeFirst(),
      );
      return settled !== undefined;
    },

    countQuestion: async (text, on, most) => {
      await run(engine, (db) =>
        sql`
          insert into questions (day, text, count)
          select cast(${on} as text), cast(${plain(text)} as text), 1
          where (select count(*) from questions where day = ${on}) < ${most}
            or exists (select 1 from questions where day = ${on} and text = ${plain(text)})
          on conflict (day, text) do update set count = questions.count + 1`.execute(db),
      );
    },

    questions: async (from, most) => {
      const rows = await run(engine, (db) =>
        db
          .selectFrom('questions')
          .select(['text', sql<number>`cast(sum(count) as bigint)`.as('count'), sql<string>`max(day)`.as('lastOn')])
          .where('day', '>=', from)
          .groupBy('text')
          .orderBy('count', 'desc')
          .orderBy('text')
          .limit(most)
          .execute(),
      );
      return rows.map(({ text, count, lastOn }) => ({ text, count, lastOn }));
    },

    forgetQuestion: async (text) => {
      const forgotten = await run(engine, (db) =>
        db.deleteFrom('questions').where('text', '=', plain(text)).returning('text').execute(),
      );
      return forgotten.length > 0;
    },

    tidyInbox: async ({ persons, done, questions }) => {
      await run(engine, (db) =>
        db
          .updateTable('flags')
          .set({ person: '' })
          .where('person', '<>', sql.lit(''))
          .where('created_at', '<', persons.epochMilliseconds)
          .execute(),
      );
      await run(engine, (db) => db.deleteFrom('flags').where('done_at', '<', done.epochMilliseconds).execute());
      await run(engine, (db) => db.deleteFrom('questions').where('day', '<', questions).execute());
    },
  };
}

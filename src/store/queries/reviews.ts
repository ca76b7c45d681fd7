/** In the store: what was said of days that passed, and which chat identities are whose. */
import type { Account } from '../../people/roles.ts';
import type { ChatTieStore } from '../../people/chat-ties.ts';
import type { DateAnswerStore } from '../../people/passed-dates.ts';
import { type Engine, inTransaction } from '../engine.ts';
import { endAccess, insertAudit } from './accounts.ts';

/** Returns the store's methods on dates that passed and on chat identities. */
export function reviewQueries(engine: Engine): DateAnswerStore & ChatTieStore {
  return {
    dateAnswers: async () =>
      await engine.db
        .selectFrom('date_answers')
        .select(['key', 'askOn', 'answeredBy as by', 'answeredAt as at'])
        .execute(),

    answerDate: ({ key, askOn, by, at }, before) =>
      inTransaction(engine, async (db) => {
        await engine.lock(db, JSON.stringify(['date answers', key]));
        const there = await db.selectFrom('date_answers').select('askOn').where('key', '=', key).executeTakeFirst();
        if (there?.askOn !== before) return false;
        const row = { askOn, answeredBy: by, answeredAt: at };
        await db
          .insertInto('date_answers')
          .values({ key, ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
        return true;
      }),

    removeDateAnswer: async (key, askOn) => {
      const removed = await engine.db
        .deleteFrom('date_answers')
        .where((where) => where.and({ key, askOn }))
        .returning('key')
        .execute();
      return removed.length > 0;
    },

    addTieCode: ({ hash, account, expiresAt }) =>
      inTransaction(engine, async (db) => {
        await db.deleteFrom('tie_codes').where('person', '=', account).execute();
        await db.insertInto('tie_codes').values({ hash, person: account, expiresAt }).execute();
      }),

    tieByCode: (hash, { platform, identity, name, tiedAt }, entryFor) =>
      inTransaction(engine, async (db) => {
        const code = await db.selectFrom('tie_codes').selectAll().where('hash', '=', hash).executeTakeFirst();
        if (code === undefined) return undefined;
        // Of two who type it at once, one has deleted it.
        const { numDeletedRows } = await db.deleteFrom('tie_codes').where('hash', '=', hash).executeTakeFirst();
        if (numDeletedRows === 0n || Temporal.Instant.compare(tiedAt, code.expiresAt) >= 0) return undefined;
        const account: Account | undefined = await db
          .selectFrom('people')
          .select(['id', 'name', 'role'])
          .where('id', '=', code.person)
          .where('removedAt', 'is', null)
          .executeTakeFirst();
        if (account === undefined) return undefined;
        const before = await db
          .selectFrom('chat_ties')
          .select('person')
          .where((where) => where.and({ platform, identity }))
          .executeTakeFirst();
        if (before !== undefined && before.person !== account.id) await endAccess(db, before.person);
        const row = { person: account.id, name, tiedAt };
        await db
          .insertInto('chat_ties')
          .values({ platform, identity, ...row })
          .onConflict((conflict) => conflict.columns(['platform', 'identity']).doUpdateSet(row))
          .execute();
        await insertAudit(db, entryFor(account));
        return account;
      }),

    burnTieCode: async (hash) => {
      await engine.db.deleteFrom('tie_codes').where('hash', '=', hash).execute();
    },

    tiedAccount: ({ platform, identity }) =>
      engine.db
        .selectFrom('chat_ties')
        .innerJoin('people', 'people.id', 'chat_ties.person')
        .select(['people.id', 'people.name', 'people.role'])
        .where((where) => where.and({ 'chat_ties.platform': platform, 'chat_ties.identity': identity }))
        .where('people.removedAt', 'is', null)
        .executeTakeFirst(),

    ties: async (account) =>
      await engine.db
        .selectFrom('chat_ties')
        .select(['platform', 'identity', 'name', 'tiedAt'])
        .where('person', '=', account)
        .orderBy('platform')
        .orderBy('name')
        .execute(),

    untie: (account, { platform, identity }, entry) =>
      inTransaction(engine, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('chat_ties')
          .where('platform', '=', platform)
          .where((where) => where.and({ identity, person: account }))
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await endAccess(db, account);
        await insertAudit(db, entry);
        return true;
      }),

    tidyChatTies: async (now) => {
      await engine.db.deleteFrom('tie_codes').where('expiresAt', '<', now).execute();
      await engine.db
        .deleteFrom('chat_ties')
        .where('person', 'in', (of) => of.selectFrom('people').select('id').where('removedAt', 'is not', null))
        .execute();
    },
  };
}

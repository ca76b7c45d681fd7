/** Reviews in the store: the notes of reviewers, what was said of days that passed, and which chat identities are whose. */
import type { Account } from '../../people/roles.ts';
import type { ChatTieStore } from '../../people/chat-ties.ts';
import type { DateAnswerStore } from '../../people/passed-dates.ts';
import type { ReviewStore } from '../../people/reviews.ts';
import { type Engine, inTransaction } from '../engine.ts';
import { withoutNul } from '../rows.ts';
import { insertAudit } from './accounts.ts';

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

/** Returns the store's methods on reviews. */
export function reviewQueries(engine: Engine): ReviewStore & DateAnswerStore & ChatTieStore {
  return {
    dateAnswers: async () => {
      const rows = await engine.db.selectFrom('date_answers').selectAll().execute();
      return rows.map(({ key, ask_on: askOn, answered_by: by, answered_at: at }) => ({
        key,
        askOn,
        by,
        at: instant(at),
      }));
    },

    answerDate: ({ key, askOn, by, at }, before) =>
      inTransaction(engine, async (db) => {
        await engine.lock(db, JSON.stringify(['date answers', key]));
        const there = await db
          .selectFrom('date_answers')
          .select('ask_on')
          .where('key', '=', withoutNul(key))
          .executeTakeFirst();
        if (there?.ask_on !== before) return false;
        const row = { ask_on: askOn, answered_by: withoutNul(by), answered_at: at.epochMilliseconds };
        await db
          .insertInto('date_answers')
          .values({ key: withoutNul(key), ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
        return true;
      }),

    removeDateAnswer: async (key, askOn) => {
      const removed = await engine.db
        .deleteFrom('date_answers')
        .where((where) => where.and({ key: withoutNul(key), ask_on: askOn }))
        .returning('key')
        .execute();
      return removed.length > 0;
    },

    addReviewNote: (note, entry) =>
      inTransaction(engine, async (db) => {
        const row = {
          id: note.id,
          topic: withoutNul(note.topic),
          statement: withoutNul(note.statement),
          version: withoutNul(note.version),
          text: withoutNul(note.text),
          reviewer: withoutNul(note.by),
          author: withoutNul(note.author),
          created_at: note.createdAt.epochMilliseconds,
          done_at: null,
        };
        await engine.lock(db, JSON.stringify(['review notes', row.topic, row.reviewer]));
        const same = await db
          .selectFrom('review_notes')
          .select('id')
          .where('topic', '=', row.topic)
          .where('statement', '=', row.statement)
          .where((where) => where.and({ version: row.version, text: row.text, reviewer: row.reviewer }))
          .where('done_at', 'is', null)
          .executeTakeFirst();
        if (same !== undefined) return false;
        await db.insertInto('review_notes').values(row).execute();
        await insertAudit(db, entry);
        return true;
      }),

    openReviewNotes: async (most) => {
      const rows = await engine.db
        .selectFrom('review_notes')
        .selectAll()
        .where('done_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id, topic, statement, version, text, reviewer: by, author, created_at }) => ({
        id,
        topic,
        statement,
        version,
        text,
        by,
        author,
        createdAt: instant(created_at),
      }));
    },

    finishReviewNote: (id, entry) =>
      inTransaction(engine, async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('review_notes')
          .set({ done_at: entry.at.epochMilliseconds })
          .where('id', '=', withoutNul(id))
          .where('done_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await insertAudit(db, entry);
        return true;
      }),

    addTieCode: ({ hash, account, expiresAt }) =>
      inTransaction(engine, async (db) => {
        await db.deleteFrom('tie_codes').where('person', '=', account).execute();
        await db
          .insertInto('tie_codes')
          .values({ hash, person: account, expires_at: expiresAt.epochMilliseconds })
          .execute();
      }),

    tieByCode: (hash, { platform, identity, name, tiedAt }, entryFor) =>
      inTransaction(engine, async (db) => {
        const code = await db.selectFrom('tie_codes').selectAll().where('hash', '=', hash).executeTakeFirst();
        if (code === undefined) return undefined;
        // Of two who type it at once, one has deleted it.
        const { numDeletedRows } = await db.deleteFrom('tie_codes').where('hash', '=', hash).executeTakeFirst();
        const at = tiedAt.epochMilliseconds;
        if (numDeletedRows === 0n || at >= code.expires_at) return undefined;
        const account: Account | undefined = await db
          .selectFrom('people')
          .select(['id', 'name', 'role'])
          .where('id', '=', code.person)
          .where('removed_at', 'is', null)
          .executeTakeFirst();
        if (account === undefined) return undefined;
        const row = {
          platform,
          identity: withoutNul(identity),
          person: account.id,
          name: withoutNul(name),
          tied_at: at,
        };
        await db
          .insertInto('chat_ties')
          .values(row)
          .onConflict((conflict) =>
            conflict
              .columns(['platform', 'identity'])
              .doUpdateSet({ person: row.person, name: row.name, tied_at: row.tied_at }),
          )
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
        .where((where) => where.and({ 'chat_ties.platform': platform, 'chat_ties.identity': withoutNul(identity) }))
        .where('people.removed_at', 'is', null)
        .executeTakeFirst(),

    ties: async (account) => {
      const rows = await engine.db
        .selectFrom('chat_ties')
        .selectAll()
        .where('person', '=', account)
        .orderBy('platform')
        .orderBy('name')
        .execute();
      return rows.map(({ platform, identity, name, tied_at }) => ({
        platform,
        identity,
        name,
        tiedAt: instant(tied_at),
      }));
    },

    untie: (account, { platform, identity }, entry) =>
      inTransaction(engine, async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('chat_ties')
          .where('platform', '=', withoutNul(platform))
          .where((where) => where.and({ identity: withoutNul(identity), person: account }))
          .executeTakeFirst();
        if (numDeletedRows === 0n) return false;
        await insertAudit(db, entry);
        return true;
      }),

    tidyReviews: async ({ done, codes }) => {
      await engine.db.deleteFrom('review_notes').where('done_at', '<', done.epochMilliseconds).execute();
      await engine.db.deleteFrom('tie_codes').where('expires_at', '<', codes.epochMilliseconds).execute();
      await engine.db
        .deleteFrom('chat_ties')
        .where('person', 'in', (of) => of.selectFrom('people').select('id').where('removed_at', 'is not', null))
        .execute();
    },
  };
}

/** The desk's channels in the store: messages in posting order, each once. */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { DeskMessageStore, NumberedDeskMessage } from '../../digest/delivery/desk-messages.ts';
import type { Reply } from '../../reply/reply.ts';
import { type Engine, inTransaction } from '../engine.ts';
import type { BoardRow, Tables } from '../schema.ts';

/** Returns the store's board. */
export function boardQueries(engine: Engine): DeskMessageStore {
  return {
    post: ({ id, channel, postedAt, reply }) =>
      inTransaction(engine, async (db) => {
        // Serialised, so that a reader who has seen a number has missed none below it.
        await engine.lock(db, 'attache board');
        const there = await byId(db, id);
        if (there !== undefined) return there;
        const { last } = await db
          .selectFrom('board')
          .select(sql<number>`coalesce(max(number), 0)`.as('last'))
          .executeTakeFirstOrThrow();
        const row: BoardRow = {
          number: last + 1,
          id,
          channel,
          postedAt,
          // As JSON, which escapes the one character that PostgreSQL cannot store.
          reply: JSON.stringify(reply),
        };
        await db.insertInto('board').values(row).execute();
        return toPosted(row);
      }),

    newest: async (channel, most, after = 0) => {
      const rows = await engine.db
        .selectFrom('board')
        .selectAll()
        .where('channel', '=', channel)
        .where('number', '>', after)
        .orderBy('number', 'desc')
        .limit(most)
        .execute();
      return rows.toReversed().map(toPosted);
    },

    posted: (id) => byId(engine.db, id),

    remove: async (id) => {
      // Its row stays, in no channel, so that its number is not given to another message, which who has seen it would miss.
      await engine.db.updateTable('board').set({ channel: '', reply: '{}' }).where('id', '=', id).execute();
    },

    prune: async (before, keep) => {
      await engine.db
        .deleteFrom('board')
        .where('postedAt', '<', before)
        .where('number', 'not in', (of) =>
          of
            .selectFrom(
              of
                .selectFrom('board')
                .select([
                  'number',
                  sql<number>`row_number() over (partition by channel order by number desc)`.as('place'),
                ])
                .as('ranked'),
            )
            .select('ranked.number')
            .where('ranked.place', '<=', keep),
        )
        .execute();
    },
  };
}

async function byId(db: Kysely<Tables> | Transaction<Tables>, id: string): Promise<NumberedDeskMessage | undefined> {
  const row = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toPosted(row);
}

const toPosted = (row: BoardRow): NumberedDeskMessage => ({ ...row, reply: JSON.parse(row.reply) as Reply });

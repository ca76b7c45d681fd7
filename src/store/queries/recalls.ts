/** Recalls in the store: what messages show, and which of them are told of a correction, each written once with its delivery. */
import { type Kysely, sql } from 'kysely';
import { versionsShown } from '../../digest/recall/corrections.ts';
import type { Recall } from '../../digest/recall/store.ts';
import { type Engine, inTransaction, MAX_ROWS_WRITTEN } from '../engine.ts';
import { columnsIfPossiblySent } from './generations.ts';
import { newDeliveryRow, toCarried, toDelivery } from '../rows.ts';
import type { DeliveryRow, RecallRecord, Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { compareTexts } from '../../shared/text.ts';
import { chunks } from '../../shared/chunks.ts';

/** The kinds whose messages are corrected. */
const CORRECTED: ReadonlySet<DeliveryRow['kind']> = new Set(['digest', 'share', 'answer']);

/** Writes what a sent message shows, so that it can be corrected later. */
export async function recordShown(db: Kysely<Tables>, { id, kind, message, carried }: DeliveryRow): Promise<void> {
  if (carried === undefined || message === undefined || !CORRECTED.has(kind)) return;
  const rows = new Map(
    toCarried(carried)
      .briefs.flatMap(versionsShown)
      .map(({ shown, version }) => [shown, { delivery: id, shown, version }] as const),
  );
  for (const some of chunks([...rows.values()], MAX_ROWS_WRITTEN))
    await db
      .insertInto('shown')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Only the oldest recall of a message may be claimed, and none while another one of it is under way: each reads the message, and writes back what it read. */
export const OLDEST_OF_ITS_MESSAGE = sql<boolean>`
  (deliveries.kind = 'recall' and not exists (
    select 1 from recalls as own
    inner join recalls as rival on rival.message_of = own.message_of
    inner join deliveries as older on older.id = rival.id
    where own.id = deliveries.id
      and (older.state in ('waiting', 'claimed') or (older.state = 'unknown' and older.next_at is not null))
      and (older.slot_at, older.id) < (deliveries.slot_at, deliveries.id)
  ))`;

/** Returns the store's methods on recalls. */
export function recallQueries(engine: Engine) {
  return {
    shownBefore: async ({ shown, version, correction, channelRef }, after, most) => {
      const rows = await engine.db
        .selectFrom('shown')
        .innerJoin('deliveries', 'deliveries.id', 'shown.delivery')
        .selectAll('deliveries')
        .select('shown.version as version')
        .where('shown.shown', '=', shown)
        .where('shown.delivery', '>', after)
        .where('deliveries.state', '=', sql.lit('sent'))
        .$if(channelRef !== undefined, (query) =>
          query
            .where('deliveries.platform', '=', channelRef?.platform ?? '')
            .where('deliveries.workspace', '=', channelRef?.workspace ?? '')
            .where('deliveries.channel', '=', channelRef?.channel ?? ''),
        )
        .$if(version !== undefined, (query) => query.where('shown.version', '<>', version ?? ''))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('recalls')
                .select('recalls.id')
                .whereRef('recalls.messageOf', '=', 'shown.delivery')
                .where('recalls.correction', '=', correction),
            ),
          ),
        )
        .orderBy('shown.delivery')
        .limit(most)
        .execute();
      return rows.map(({ version: of, ...row }) => ({ message: toDelivery(row), version: of }));
    },

    addRecalls: (recalls, now) =>
      inTransaction(engine, async (db) => {
        let added = 0;
        const doubtful = await columnsIfPossiblySent(engine, db, now);
        // In one order everywhere, so that two replicas that plan the same cannot deadlock.
        for (const { id, correction, of, message } of recalls.toSorted((a, b) => compareTexts(a.id, b.id))) {
          const slot = { slot: `${correction}/${of}`, slotAt: now, nextAt: now } as const;
          const { channelRef, inReplyTo, message: target } = message;
          const row: DeliveryRow = {
            ...newDeliveryRow('recall', '', channelRef, { id, ...slot, late: false, state: 'waiting', reason: '' }),
            // An answer to a reply stands beside it.
            inReplyTo: inReplyTo ?? target,
            ...doubtful,
          };
          const written = await db
            .insertInto('deliveries')
            .values(row)
            .onConflict((conflict) => conflict.doNothing())
            .returning('id')
            .executeTakeFirst();
          if (written === undefined) continue;
          await db.insertInto('recalls').values({ id, correction, messageOf: of }).execute();
          added += 1;
        }
        return added;
      }),

    recall: async (id) => {
      const row = await engine.db.selectFrom('recalls').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRecall(row);
    },

    recalls: async (correction, most) => {
      const rows = await engine.db
        .selectFrom('recalls')
        .innerJoin('deliveries', 'deliveries.id', 'recalls.id')
        .leftJoin('deliveries as messages', 'messages.id', 'recalls.messageOf')
        .select(['recalls.correction', 'recalls.messageOf'])
        .selectAll('deliveries')
        .where('recalls.correction', '=', correction)
        .orderBy('messages.slotAt')
        .orderBy('recalls.messageOf')
        .limit(most)
        .execute();
      const messages = await engine.db
        .selectFrom('deliveries')
        .selectAll()
        .where('id', 'in', (of) =>
          of.selectFrom('recalls').select('recalls.messageOf').where('recalls.correction', '=', correction),
        )
        .execute();
      const byId = new Map(messages.map((row) => [row.id, toDelivery(row)]));
      return rows.map(({ correction: key, messageOf: of, ...row }) => ({
        id: row.id,
        correction: key,
        of,
        delivery: toDelivery(row),
        message: byId.get(of),
      }));
    },
  } satisfies Partial<Store>;
}

const toRecall = ({ id, correction, messageOf: of }: RecallRecord): Recall => ({ id, correction, of });

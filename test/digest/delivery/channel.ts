/** A channel to deliver to in a test: a real store in a file, a clock that the test moves, and a platform that does what the test says. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { onTestFinished } from 'vitest';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../../src/digest/delivery/tick.ts';
import { TIMING, type Timing } from '../../../src/digest/delivery/timing.ts';
import { newId } from '../../../src/digest/ids.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { ChannelRef } from '../../../src/digest/subscription.ts';
import { createLogger } from '../../../src/app/log.ts';
import { inTransaction } from '../../../src/store/engine.ts';
import { createStore } from '../../../src/store/open.ts';
import { openStoreFile } from '../../../src/store/sqlite/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Alert } from '../../../src/digest/store.ts';
import { subscription } from '../../store/samples.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import { contentsOf } from '../../support/contents.ts';
import { createCourier } from '../../support/courier.ts';

const CHANNEL: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };

type Platform = Pick<Courier, 'send' | 'look' | 'remove' | 'openDirectMessages' | 'edit' | 'check'>;

export type Channel = {
  readonly store: Store;
  readonly clock: { now: Temporal.Instant };
  readonly lines: readonly string[];
  /** Does as the platform does; a test puts its own steps here. */
  readonly platform: { -readonly [Step in keyof Platform]: Platform[Step] };
  /** Queues a digest that somebody asked for; returns its delivery's id. */
  readonly ask: () => Promise<string>;
  readonly delivery: (id: string) => Promise<Delivery>;
  readonly alerts: () => Promise<readonly Alert[]>;
  /** Makes the database forget all that became of a delivery, as a server does that loses its last commits. */
  readonly forget: (id: string) => Promise<void>;
  /** Makes the database forget every correction of a message, as a server does that loses its last commits. */
  readonly forgetRecalls: () => Promise<void>;
  /** Starts another replica. */
  readonly replica: (catalogue?: () => Catalogue) => Deliverer;
};

const generation = (): RawBuilder<string> => sql<string>`(select started from server)`;

/** Returns a channel with one subscription that is not due, for the running test. */
export async function newChannel(timing: Partial<Timing> = {}): Promise<Channel> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-channel-'));
  const engine = openStoreFile(folder);
  // In the place of a server that tells when it was started.
  await sql`create table server (started text)`.execute(engine.db);
  await sql`insert into server values ('first')`.execute(engine.db);
  const store = await createStore({ ...engine, generation }, Temporal.Now.instant());
  const clock = { now: Temporal.Instant.from('2026-11-24T01:00:00Z') };
  const now = (): Temporal.Instant => clock.now;
  const catalogue = catalogueOf(recordFiles(), clock.now);
  const lines: string[] = [];
  const deliverers: Deliverer[] = [];
  onTestFinished(async () => {
    await Promise.all(deliverers.map(({ stop }) => stop()));
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const platform: Channel['platform'] = createCourier({
    send: async (_delivery, _reply, begin) =>
      (await begin()) ? { type: 'sent', message: 'm' } : { type: 'not-begun' },
  });
  await store.addSubscription(
    subscription('s1', { channelRef: CHANNEL, whenQuiet: 'rotate', dueAt: clock.now.add({ hours: 9_999 }) }),
    9,
  );
  return {
    store,
    clock,
    lines,
    platform,
    ask: async () => {
      const id = newId();
      const at = clock.now;
      const added = {
        id,
        slot: `now-${id}`,
        slotAt: at,
        late: false,
        state: 'waiting',
        nextAt: at,
        reason: '',
      } as const;
      await store.addDigest('s1', added);
      return id;
    },
    delivery: async (id) => {
      const found = await store.delivery(id);
      if (found === undefined) throw new Error(`there is no delivery ${id}`);
      return found;
    },
    alerts: () => store.alerts('s1'),
    forget: async (id) => {
      await inTransaction(engine, async (db) => {
        const unknown = { attempts: 0, begun: 0, begunAt: null, settledAt: null, message: null, carried: null };
        await db
          .updateTable('deliveries')
          .set({ ...unknown, state: 'waiting', nextAt: clock.now })
          .where('id', '=', id)
          .execute();
        await db.deleteFrom('heard').execute();
        await db.updateTable('subscriptions').set({ introduced: 0, rotated: null }).execute();
        await sql`update server set started = 'again'`.execute(db);
      });
    },
    forgetRecalls: async () => {
      await inTransaction(engine, async (db) => {
        await db.deleteFrom('recalls').execute();
        await db.deleteFrom('deliveries').where('kind', '=', 'recall').execute();
        await sql`update server set started = 'again'`.execute(db);
      });
    },
    replica: (briefs = () => catalogue) => {
      const deliverer = startDelivering({
        store,
        catalogue: briefs,
        couriers: [
          createCourier({
            send: (...args) => platform.send(...args),
            look: (...args) => platform.look(...args),
            remove: (...args) => platform.remove(...args),
            openDirectMessages: (...args) => platform.openDirectMessages(...args),
            edit: (...args) => platform.edit(...args),
            check: (...args) => platform.check(...args),
          }),
        ],
        now,
        log: createLogger('debug', [], (line) => void lines.push(line)),
        replica: newId(),
        contents: contentsOf({ store, catalogue: briefs, now }),
        newId,
        timing: { ...TIMING, pollMilliseconds: 10, ...timing },
      });
      deliverers.push(deliverer);
      return deliverer;
    },
  };
}

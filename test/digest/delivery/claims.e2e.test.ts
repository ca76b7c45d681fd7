/** How often delivering looks into the store while much is due. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { DAYS } from '../../../src/digest/schedule/days.ts';
import { startDelivering } from '../../../src/digest/delivery/tick.ts';
import { newId } from '../../../src/digest/ids.ts';
import { createLogger } from '../../../src/app/log.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { subscription } from '../../store/samples.ts';
import { catalogueOf } from '../../support/records.ts';
import { contentsOf } from '../../support/contents.ts';
import { createCourier } from '../../support/courier.ts';

const DUE = 60;
const AT_ONCE = 12;
const now = (): Temporal.Instant => Temporal.Now.instant();

test('several deliveries are claimed at a time, though they end one by one, and all are sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'attache-claims-'));
  const catalogue = catalogueOf();
  const store = await openStore(undefined, { dataDir: folder });
  const dueAt = now().round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const time = dueAt.toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' });
  for (let each = 0; each < DUE; each++) {
    const place = { platform: 'slack', workspace: 'T1', channel: `C${each}` };
    const schedule = { days: [...DAYS], time, zone: 'UTC' };
    await store.addSubscription(subscription(`s${each}`, { channelRef: place, schedule, dueAt }), 9);
  }
  const claims = vi.fn<Store['claimDeliveries']>(store.claimDeliveries);
  let inHand = 0;
  let most = 0;
  let turn = Promise.resolve();
  const courier = createCourier({
    concurrency: AT_ONCE,
    send: async (delivery, _reply, begin) => {
      most = Math.max(most, ++inHand);
      turn = turn.then(() => wait(20));
      await turn;
      inHand -= 1;
      return (await begin()) ? { type: 'sent', message: delivery.id } : { type: 'not-begun' };
    },
  });
  const deliverer = startDelivering({
    store: { ...store, claimDeliveries: claims },
    catalogue: () => catalogue,
    couriers: [courier],
    now,
    log: createLogger('silent'),
    replica: 'r1',
    contents: contentsOf({ store, catalogue: () => catalogue, now }),
    newId,
  });
  try {
    await vi.waitFor(async () => {
      const sent = (await store.digestLog({}, DUE)).filter(({ state }) => state === 'sent');
      expect(sent).toHaveLength(DUE);
    }, 20_000);
    expect(most).toBeGreaterThan(AT_ONCE / 2);
    expect(most).toBeLessThanOrEqual(AT_ONCE);
    // A quarter of what may be in hand at a time, and a few looks more in which nothing was due.
    expect(claims.mock.calls.filter(([{ recalls }]) => recalls !== true).length).toBeLessThan(DUE / 2);
  } finally {
    await deliverer.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Deliveries that wait for their channel's turn longer than a claim lasts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startDelivering } from '../../../src/digest/delivery/tick.ts';
import { createLogger } from '../../../src/app/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { createRandom } from '../../chaos/random.ts';
import { createWork } from '../../chaos/work.ts';
import { contentsOf } from '../../support/contents.ts';
import { ownCatalogue } from '../../support/records.ts';
import { createCourier } from '../../support/courier.ts';

const DUE = 12;
/** Nine of them outlast a claim. */
const SECONDS_A_MESSAGE = 10;

test('a delivery whose claim ran out before its turn takes no turn, so that the others of its channel get theirs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'attache-turns-'));
  const store = await openStore(undefined, { dataDir: folder });
  let clock = Temporal.Now.instant();
  let turns = 0;
  const courier = createCourier({
    concurrency: 200,
    send: async (_delivery, _reply, begin) => {
      turns += 1;
      clock = clock.add({ seconds: SECONDS_A_MESSAGE });
      return (await begin()) ? { type: 'sent', message: String(turns) } : { type: 'not-begun' };
    },
  });
  const catalogue = ownCatalogue();
  const work = createWork(store, [{ platform: 'slack', workspace: 'T1', channel: 'C1' }], createRandom(1));
  await work.add(DUE);
  clock = clock.add({ seconds: 1 });
  const deliverer = startDelivering({
    store,
    catalogue: () => catalogue,
    couriers: [courier],
    now: () => clock,
    log: createLogger('silent'),
    replica: 'r1',
    contents: contentsOf({ store, catalogue: () => catalogue, now: () => clock }),
    newId: () => `planned${++ids}`,
  });
  try {
    await vi.waitFor(async () => {
      const sent = (await store.digestLog({}, 100)).filter(({ state }) => state === 'sent');
      expect(sent).toHaveLength(DUE);
    }, 10_000);
    // One turn a message, but for the one whose claim ends while it has its turn.
    expect(turns).toBeLessThanOrEqual(DUE + 2);
  } finally {
    await deliverer.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

let ids = 0;

/** Digests while records are being repaired: nothing is passed over as if it did not exist. */
import { expect, onTestFinished, test } from 'vitest';
import { createDigests } from '../../../src/conversation/digests/digests.ts';
import { digestContent } from '../../../src/digest/delivery/digest-content.ts';
import { newId } from '../../../src/digest/ids.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import { catalogueOf, NOW } from '../../support/records.ts';

const HERE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const ACTOR = { person: 'U1', language: 'en', zone: 'UTC' } as const;

function keeping() {
  const store = memoryStore(() => NOW);
  onTestFinished(async () => await store.close());
  const whole = catalogueOf();
  const partial: Catalogue = {
    ...whole,
    withheld: { topics: ['north-south/tea-trade'], documents: [], statements: 0, unread: ['north-south'] },
  };
  let catalogue = whole;
  const digests = createDigests({
    store,
    catalogue: () => catalogue,
    couriers: () => new Map(),
    now: () => NOW,
    newId,
    wake: () => {},
  });
  return {
    store,
    digests,
    serve: (isWhole: boolean): void => void (catalogue = isWhole ? whole : partial),
    content: async (subscription: string, slot: string) =>
      await digestContent(
        {
          id: 'd1',
          kind: 'digest',
          subscription,
          channelRef: HERE,
          slot,
          slotAt: NOW,
          late: false,
          state: 'claimed',
          reason: '',
          attempts: 0,
        } as never,
        { store, catalogue: () => catalogue, now: () => NOW },
      ),
  };
}

test('one that is due waits until all records are in service', async () => {
  const { digests, serve, content } = keeping();
  const made = await digests.subscribe(HERE, { topics: 'all', zone: 'UTC' }, ACTOR);
  if (!made.ok || made.subscription === undefined) throw new Error(JSON.stringify(made));
  serve(false);
  expect(await content(made.subscription.id, 'slot-1')).toMatchObject({ type: 'later', reason: /^repair: /u });
  // What a person asks for is posted, of what there is.
  const told = await content(made.subscription.id, 'now-1');
  expect(told).toMatchObject({ type: 'message' });
  expect(JSON.stringify(told)).toContain('A document on Northland and Southland cannot be read just now');
  serve(true);
  expect(await content(made.subscription.id, 'slot-1')).toMatchObject({ type: 'message' });
});

test('none is made, and no topic is added, while what counts as received cannot be known', async () => {
  const { digests, serve } = keeping();
  const made = await digests.subscribe(HERE, { topics: 'all', zone: 'UTC' }, ACTOR);
  if (!made.ok || made.subscription === undefined) throw new Error(JSON.stringify(made));
  serve(false);
  const barred = {
    ok: false,
    faults: [{ field: 'topics', message: expect.stringContaining('being repaired') as string }],
  };
  expect(await digests.subscribe({ ...HERE, channel: 'C2' }, { topics: 'all', zone: 'UTC' }, ACTOR)).toMatchObject(
    barred,
  );
  expect(await digests.change(made.subscription.id, { topics: 'grain-corridor' }, ACTOR)).toMatchObject(barred);
  expect(await digests.change(made.subscription.id, { time: '10:00' }, ACTOR)).toMatchObject({ ok: true });
});

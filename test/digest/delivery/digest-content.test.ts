/** What a digest carries where its subscription was paused since it was written. */
import { expect, test } from 'vitest';
import { digestContent } from '../../../src/digest/delivery/digest-content.ts';
import type { Delivery, DeliveryState } from '../../../src/digest/delivery/delivery.ts';
import type { DeliveryContext } from '../../../src/digest/delivery/context.ts';
import { delivery, subscription } from '../../store/samples.ts';
import { catalogueOf, NOW, recordFiles } from '../../support/records.ts';

const slot = delivery('d', { slotAt: NOW, nextAt: NOW });
const written = (state: DeliveryState): Delivery => ({
  ...slot,
  kind: 'digest',
  subscription: 's',
  channelRef: subscription('s').channelRef,
  state,
  attempts: 0,
  begunAt: undefined,
  settledAt: undefined,
  message: undefined,
  carried: undefined,
  inReplyTo: undefined,
});

test('a digest that was called off is not sent, but looked up as what it was', async () => {
  const paused = { ...subscription('s'), topics: 'all', pausedBecause: 'asked' } as const;
  const store = { subscription: async () => paused, carriedKeys: async () => new Set(), deliveries: async () => [] };
  const context = {
    store: store as unknown as DeliveryContext['store'],
    catalogue: () => catalogue,
    now: () => NOW,
  };
  const catalogue = catalogueOf(recordFiles(), NOW);
  expect(await digestContent(written('claimed'), context)).toMatchObject({ type: 'nothing', reason: 'paused: asked' });
  // What is found in its channel counts as told.
  expect(await digestContent(written('unknown'), context)).toMatchObject({
    type: 'message',
    carried: { introduces: true },
  });
});

test('a digest that was planned before a change, and before its time, is left out', async () => {
  const store = {
    subscription: async () => ({ ...subscription('s'), topics: 'all' }) as const,
    carriedKeys: async () => new Set(),
    deliveries: async () => [],
  };
  const of = async (minutes: number): Promise<unknown> =>
    await digestContent(
      { ...written('claimed'), slotAt: NOW.add({ minutes }) },
      { store: store as unknown as DeliveryContext['store'], catalogue: () => catalogue, now: () => NOW },
    );
  const catalogue = catalogueOf(recordFiles(), NOW);
  expect(await of(1_440)).toMatchObject({ type: 'nothing', reason: 'changed-before' });
  // Two clocks may differ by so much.
  expect(await of(1)).toMatchObject({ type: 'message' });
});

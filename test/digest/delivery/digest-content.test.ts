/** What a digest carries where its subscription was paused since it was written. */
import { expect, test } from 'vitest';
import { digestContent } from '../../../src/digest/delivery/digest-content.ts';
import type { Delivery, DeliveryState } from '../../../src/digest/delivery/delivery.ts';
import type { DeliveryContext } from '../../../src/digest/delivery/context.ts';
import { delivery, subscription } from '../../store/samples.ts';
import { allNews } from '../../../src/digest/news.ts';
import { versionOf } from '../../../src/digest/recall/corrections.ts';
import { packKeys } from '../../../src/digest/seen-news.ts';
import { catalogueOf, documentRecord, NOW, recordFiles, STATEMENTS } from '../../support/records.ts';

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

test('a correction is told only where the channel was shown what was corrected, and counts as received elsewhere', async () => {
  const corrections = [
    { id: 'room', on: '2026-10-01', what: { en: 'Wrong.' }, before: { en: 'They met in the inn.' } },
  ];
  const statements = Object.values(STATEMENTS).map((one) =>
    Object.assign({ topics: ['grain-corridor'] }, one, one.id === 'hands-shaken' ? { corrections } : {}),
  );
  const records = catalogueOf(
    recordFiles({ 'north-south/documents/harbour-notes.yaml': documentRecord({ statements }) }),
    NOW,
  );
  const heard = packKeys(allNews(catalogueOf(recordFiles(), NOW), 'all', NOW));
  const contentFor = async (version: string): Promise<unknown> => {
    const message = { ...written('sent'), begunAt: NOW };
    const store = {
      subscription: async () => ({
        ...subscription('s'),
        topics: 'all',
        introduced: true,
        baseline: heard,
        whenQuiet: 'skip',
      }),
      carriedKeys: async () => new Set(),
      shownBefore: async ({ shown }: { readonly shown: string }) =>
        shown === 'harbour-notes/hands-shaken' ? [{ message, version }] : [],
    };
    return digestContent(written('claimed'), {
      store: store as unknown as DeliveryContext['store'],
      catalogue: () => records,
      now: () => NOW,
    });
  };
  expect(await contentFor(versionOf({ text: { en: 'They met in the inn.' }, citations: [] }))).toMatchObject({
    type: 'message',
    carried: { keys: ['statement/harbour-notes/hands-shaken/correction/room'] },
  });
  expect(await contentFor(versionOf({ text: { en: 'In other words.' }, citations: [] }))).toMatchObject({
    type: 'nothing',
    reason: 'nothing-new',
  });
});

/** What goes on by itself, and what only a person lets go on. */
import { expect, test, vi } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { encodeAdvice } from '../../src/digest/refusal-advice.ts';
import { createResumption } from '../../src/digest/resume-paused.ts';
import type { PauseReason } from '../../src/digest/subscription.ts';
import { subscription } from '../store/samples.ts';
import { storeOfTest } from '../support/store.ts';

const NOW = Temporal.Instant.from('2026-11-24T01:00:00Z');
const channelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;

async function paused(because: PauseReason, detail = '', ending?: AbortSignal) {
  const { store } = await storeOfTest();
  await store.addSubscription(subscription('s1', { channelRef, dueAt: NOW, pausedBecause: undefined }), 9);
  await store.pause('s1', because, detail, NOW);
  const platform = { checked: { ok: true } as Awaited<ReturnType<Courier['check']>>, checks: 0 };
  const courier = {
    check: async () => {
      platform.checks += 1;
      return platform.checked;
    },
  } as unknown as Courier;
  const later: (() => void)[] = [];
  const resumption = createResumption({
    store,
    couriers: () => new Map([['slack', courier]]),
    now: () => NOW,
    log: createLogger('silent'),
    timers: { after: (_, work) => (later.push(work), () => {}), every: () => () => {} },
    ...(ending && { ending }),
  });
  return { store, platform, resumption, later, goOn: () => resumption.resumePaused({ platform: 'slack' }) };
}

test.each<[PauseReason, string]>([
  ['bot-removed', ''],
  ['channel-gone', encodeAdvice('archived')],
  ['token-revoked', 'invalid_auth'],
  ['no-permission', encodeAdvice('role')],
])(
  'a digest paused for %s goes on once its channel takes messages, and its owner is told once',
  async (because, detail) => {
    const { store, platform, goOn } = await paused(because, detail);
    platform.checked = { ok: false, because, detail };
    expect(await goOn()).toBe(0);
    platform.checked = { ok: true };
    expect(await goOn()).toBe(1);
    expect(await goOn()).toBe(0);
    const resumed = await store.subscription('s1');
    expect(resumed?.pausedBecause).toBeUndefined();
    expect(resumed && Temporal.Instant.compare(resumed.dueAt ?? NOW, NOW)).toBe(1);
    // The alert of the pause was not sent yet: only that it goes on is still true.
    expect((await store.alerts('s1')).map(({ reason }) => reason)).toEqual(['goes-on']);
  },
);

test.each<[PauseReason, string]>([
  ['asked', ''],
  // A platform's own words: a check does not look at what they are about.
  ['no-permission', 'restricted_action'],
])('one paused for %s (%s) waits for a person', async (because, detail) => {
  const { store, platform, goOn } = await paused(because, detail);
  expect(await goOn()).toBe(0);
  expect(platform.checks).toBe(0);
  expect((await store.subscription('s1'))?.pausedBecause).toBe(because);
});

test('nothing goes on while the platform does not say whether it takes messages', async () => {
  const { platform, goOn } = await paused('bot-removed');
  platform.checked = { ok: true, isUnsure: true };
  expect(await goOn()).toBe(0);
});

test('what is reported is looked at once a little later, and not any more where the process stops', async () => {
  const ending = new AbortController();
  const { platform, resumption, later } = await paused('bot-removed', '', ending.signal);
  const report = (): void => {
    for (let times = 0; times < 3; times += 1) resumption.resumeSoon({ platform: 'slack', channel: 'C1' });
  };
  report();
  expect(later).toHaveLength(1);
  later[0]?.();
  await vi.waitFor(() => expect(platform.checks).toBe(1));
  report();
  ending.abort();
  later[1]?.();
  await new Promise((resolve) => void setImmediate(resolve));
  expect(platform.checks).toBe(1);
});

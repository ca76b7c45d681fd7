/** A process that stands still between a claim's begin and the moment at which its connection stands: another one sends meanwhile, and it sends nothing when it goes on. */
import dns from 'node:dns';
import { webApi } from '@slack/bolt';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { startDelivering } from '../../../src/digest/delivery/tick.ts';
import { TIMING } from '../../../src/digest/delivery/timing.ts';
import { sendDelivery } from '../../../src/digest/delivery/send.ts';
import type { ChannelRef } from '../../../src/digest/subscription.ts';
import { createCourier as createDiscordCourier } from '../../../src/chat/discord/delivery/courier.ts';
import { createGuards } from '../../../src/chat/guarded.ts';
import { createCourier as createSlackCourier } from '../../../src/chat/slack/delivery/courier.ts';
import { DISCORD_IDS } from '../../peers/discord.ts';
import { SLACK_DIGEST, startSlackDigestPeer } from '../../peers/slack-digest.ts';
import { newPeer } from '../../chat/discord/serve.ts';
import { delivery, subscription } from '../../store/samples.ts';
import { contentsOf } from '../../support/contents.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import { storeOfTest } from '../../support/store.ts';

type Chat = {
  readonly channelRef: ChannelRef;
  /** Returns a courier of one more process, which looks its address up. */
  readonly courier: (now: () => Temporal.Instant) => Courier;
  readonly messages: () => number;
};

const named = (url: string): string => url.replace('127.0.0.1', 'localhost');

async function slack(): Promise<Chat> {
  const peer = await startSlackDigestPeer({ channelMilliseconds: 0 });
  onTestFinished(peer.close);
  const ending = new AbortController().signal;
  return {
    channelRef: { platform: 'slack', workspace: SLACK_DIGEST.team, channel: 'C1' },
    courier: (now) => {
      const guards = createGuards();
      const client = new webApi.WebClient(SLACK_DIGEST.botToken, {
        slackApiUrl: named(peer.apiUrl),
        retryConfig: { retries: 0 },
        fetch: (url, init) =>
          (typeof init?.body === 'string' ? guards.fetch(url, { ...init, body: init.body }) : undefined) ??
          fetch(url, init),
      });
      return createSlackCourier({ client, during: guards.during, name: 'attache', now, ending });
    },
    messages: () => peer.stored.length,
  };
}

async function discord(): Promise<Chat> {
  const peer = await newPeer();
  const { guild, channel } = DISCORD_IDS;
  const ending = new AbortController().signal;
  return {
    channelRef: { platform: 'discord', workspace: guild, channel },
    courier: (now) => createDiscordCourier({ token: peer.token, apiUrl: named(peer.url), now, ending }),
    // Discord itself would keep one of two with the same nonce.
    messages: () =>
      peer.requests.filter(({ method, path }) => method === 'POST' && path === `/channels/${channel}/messages`).length,
  };
}

test.each([
  ['Slack', 'goes on', false, slack],
  ['Discord', 'goes on', false, discord],
  ['Slack', 'stands still too', true, slack],
  ['Discord', 'stands still too', true, discord],
] as const)('on %s one message comes of it, where its clock %s', async (_, _clock, isStill, chatOf) => {
  const { channelRef, courier, messages } = await chatOf();
  const { store } = await storeOfTest();
  const clock = { now: Temporal.Now.instant() };
  const now = (): Temporal.Instant => clock.now;
  // As that of a paused virtual machine does; the database's goes on.
  const stillNow = clock.now;
  const own = isStill ? (): Temporal.Instant => stillNow : now;
  const catalogue = catalogueOf(recordFiles(), clock.now);
  const later = clock.now.add({ hours: 999 });
  await store.addSubscription(subscription('s1', { channelRef, whenQuiet: 'rotate', dueAt: later }), 9);
  await store.addDigest('s1', delivery('d1', { slot: 'now-1', slotAt: clock.now, nextAt: clock.now }));
  const context = {
    store,
    catalogue: () => catalogue,
    now,
    log: createLogger('silent'),
    newId: () => 'n',
    contents: contentsOf({ store, catalogue: () => catalogue, now }),
    timing: { ...TIMING, pollMilliseconds: 10 },
  };
  const [claimed] = await store.claimDeliveries({
    platforms: [channelRef.platform],
    now: clock.now,
    until: clock.now.add({ seconds: 90 }),
    most: 1,
    by: 'frozen',
  });
  if (claimed === undefined) throw new Error('nothing was claimed');

  const lookup = dns.lookup;
  const awake = Promise.withResolvers<void>();
  let isFrozen = false;
  const stubbed = vi.spyOn(dns, 'lookup').mockImplementation((...args: Parameters<typeof dns.lookup>) => {
    if (isFrozen) return lookup(...args);
    isFrozen = true;
    void awake.promise.then(() => lookup(...args));
  });
  onTestFinished(() => stubbed.mockRestore());
  const sending = sendDelivery(claimed, courier(own), {
    ...context,
    now: own,
    askTime: async () => clock.now,
    contentOf: context.contents.digest,
    replica: 'frozen',
  });
  await vi.waitFor(() => expect(isFrozen).toBe(true));
  expect(await store.delivery('d1')).toMatchObject({ state: 'claimed', attempts: 1 });

  clock.now = clock.now.add({ seconds: 91 });
  const other = startDelivering({ ...context, couriers: [courier(now)], replica: 'other' });
  onTestFinished(() => other.stop());
  await vi.waitFor(async () => expect(await store.delivery('d1')).toMatchObject({ state: 'unknown' }));
  clock.now = clock.now.add({ seconds: 61 });
  await vi.waitFor(async () => expect(await store.delivery('d1')).toMatchObject({ state: 'sent', attempts: 2 }));
  expect(messages()).toBe(1);

  awake.resolve();
  await sending;
  expect(messages()).toBe(1);
  expect(await store.delivery('d1')).toMatchObject({ state: 'sent', attempts: 2 });
});

/** Digests whose next time cannot be computed, such as by a zone that this system does not know: the others are planned and sent. */
import { expect, test, vi } from 'vitest';
import { DAYS } from '../../../src/digest/schedule/days.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import { subscription } from '../../store/samples.ts';
import { newChannel } from './channel.ts';

/** Returns a subscription of a channel of its own that is due at a time of the test's day. */
const due = (id: string, zone: string, time: string): Subscription =>
  subscription(id, {
    channelRef: { platform: 'slack', workspace: 'T1', channel: id },
    schedule: { days: [...DAYS], time, zone },
    whenQuiet: 'rotate',
    dueAt: Temporal.Instant.from(`2026-11-24T${time}Z`),
  });

test('digests that cannot be planned are logged by their ids, and hold up no other', async () => {
  const channel = await newChannel();
  // More than are planned at a time, and due before the one that can be.
  const broken = Array.from({ length: 25 }, (_, index) => `broken${index}`);
  for (const id of broken) await channel.store.addSubscription(due(id, 'Mars/Olympus', '00:58'), 9);
  await channel.store.addSubscription(due('whole', 'UTC', '00:59'), 9);
  const asked = await channel.ask();
  channel.replica();
  await vi.waitFor(async () => expect(await channel.delivery(asked)).toMatchObject({ state: 'sent' }));
  await vi.waitFor(async () =>
    expect(await channel.store.digestLog({ subscription: 'whole' }, 9)).toMatchObject([{ state: 'sent' }]),
  );
  for (const id of broken)
    expect(channel.lines).toContainEqual(
      expect.stringMatching(new RegExp(`"subscription":"${id}".*could not be planned`, 'u')),
    );
  // They stay due, so that they come once they can be planned.
  expect(await channel.store.subscription('broken0')).toStrictEqual(due('broken0', 'Mars/Olympus', '00:58'));
});

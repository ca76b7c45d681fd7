/** A flag as a reader sends it, to test with. */
import type { ChannelRef } from '../../src/digest/subscription.ts';
import type { Flag } from '../../src/people/inbox.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW } from './records.ts';

/** Returns a flag on the made-up brief, kept and nothing more, with some fields replaced. */
export const flagOf = (id: string, over: Partial<Flag> = {}): Flag => ({
  id,
  topic: 'grain-corridor',
  statement: 'harbour-notes/hands-shaken',
  text: `It was not so: ${id}`,
  link: '',
  language: 'en',
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  person: 'U777',
  createdAt: NOW,
  doneAt: undefined,
  ...over,
});

/** Where the curators of the tests read. */
export const CURATORS: ChannelRef = { platform: 'slack', workspace: '', channel: 'C9' };

/** Adds a flag for the curators and settles its delivery as sent. */
export async function addPosted(store: Store, flag: Flag, now = NOW): Promise<void> {
  await store.addFlag(flag, flag.createdAt, 9_999, CURATORS);
  const delivery = await store.delivery(flag.id);
  if (delivery === undefined) throw new Error('the flag has no delivery');
  await store.settle(delivery, { state: 'sent', reason: '', message: 'm' }, now);
}

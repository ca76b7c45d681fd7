import { describe, expect, test, vi } from 'vitest';
import type { Courier, SendOutcome, OutgoingMessage, LookupResult } from '../../src/digest/delivery/courier.ts';
import type { Flag } from '../../src/inbox/flag.ts';
import { startPosting, type Poster } from '../../src/inbox/post.ts';
import { createLogger } from '../../src/app/log.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Store } from '../../src/store/store.ts';
import { flagOf } from '../support/flag.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

const CURATORS = { platform: 'slack', workspace: '', channel: 'C9' };

const flag = (id: string, over: Partial<Flag> = {}): Flag =>
  flagOf(id, { channelRef: { platform: 'discord', workspace: 'G1', channel: 'C1' }, nextAt: NOW, ...over });

/** A channel that stores what is posted, and does with each attempt what the script says: first for the first, and so on. */
class Channel {
  readonly stored: string[] = [];
  readonly sent: { readonly message: OutgoingMessage; readonly reply: Reply }[] = [];
  readonly looked: OutgoingMessage[] = [];
  outcomes: ((stored: () => void) => SendOutcome)[] = [];
  sightings: LookupResult[] = [];

  readonly courier: Courier = {
    platform: 'slack',
    concurrency: 1,
    send: async (message, reply, begin) => {
      if (!(await begin())) return { type: 'not-begun' };
      this.sent.push({ message, reply });
      const store = (): void => void this.stored.push(reply.marker ?? '');
      const outcome = this.outcomes.shift();
      if (outcome !== undefined) return outcome(store);
      store();
      return { type: 'sent', message: '1' };
    },
    look: async (message) => {
      this.looked.push(message);
      return (
        this.sightings.shift() ??
        (this.stored.includes(message.id) ? { type: 'found', message: '1' } : { type: 'absent' })
      );
    },
    remove: async () => ({ type: 'removed' }),
    link: async () => undefined,
    notify: async () => ({ type: 'sent' }),
    check: async () => ({ ok: true }),
    share: () => {},
  };
}

type Set = {
  readonly store: Store;
  readonly channel: Channel;
  readonly lines: string[];
  readonly poster: (over?: Partial<Store>) => Poster;
  /** Posts what is due so many seconds after the beginning. */
  readonly at: (seconds: number) => Promise<void>;
};

async function set(): Promise<Set> {
  const { store } = await storeOfTest();
  const catalogue = catalogueOf();
  const channel = new Channel();
  const lines: string[] = [];
  let now = NOW;
  const poster = (over: Partial<Store> = {}): Poster =>
    startPosting({
      store: { ...store, ...over },
      catalogue: () => catalogue,
      courier: channel.courier,
      channelRef: CURATORS,
      now: () => now,
      log: createLogger('info', [], (line) => void lines.push(line)),
    });
  return {
    store,
    channel,
    lines,
    poster,
    at: async (seconds) => {
      now = NOW.add({ seconds });
      // Stopped at once, a poster finishes the one that it has begun with.
      while (!(await isQuiet(store, now))) await poster().stop();
    },
  };
}

/** Whether nothing is due: claiming would disturb what is measured, so the open flags are looked at. */
const isQuiet = async (store: Store, now: Temporal.Instant): Promise<boolean> =>
  (await store.openFlags(99)).every(({ nextAt }) => nextAt === undefined || Temporal.Instant.compare(nextAt, now) > 0);

const postedAt = async (store: Store): Promise<unknown[]> => (await store.openFlags(99)).map((one) => one.postedAt);
const hour = { seconds: 3_600 };

describe('a flag', () => {
  test('is posted once, with its id as the marker, in the channel of the curators', async () => {
    const { store, channel, at } = await set();
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    await store.addFlag(flag('b'), NOW.subtract(hour), 5);
    await at(0);
    await at(60);
    expect(channel.stored.toSorted()).toEqual(['a', 'b']);
    expect(channel.sent[0]?.message).toMatchObject({ id: 'a', channelRef: CURATORS });
    expect(await postedAt(store)).toEqual([NOW, NOW]);
  });
  test('that is not to be posted is not', async () => {
    const { store, channel, at } = await set();
    await store.addFlag(flag('a', { nextAt: undefined }), NOW.subtract(hour), 5);
    await at(9_999);
    expect(channel.sent).toEqual([]);
  });
  test.each<[string, SendOutcome, number]>([
    ['told to wait', { type: 'wait', until: NOW.add({ seconds: 30 }), detail: 'slow down' }, 30],
    ['refused', { type: 'refused', because: 'bot-removed', detail: 'not_in_channel' }, 600],
    ['not understood', { type: 'invalid', detail: 'invalid_blocks' }, 600],
  ])('whose posting is %s is kept, told in the log, and posted later', async (_what, outcome, seconds) => {
    const { store, channel, lines, at } = await set();
    channel.outcomes = [() => outcome];
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    await at(0);
    expect(channel.stored).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('It was not so');
    await at(seconds - 1);
    expect(channel.stored).toEqual([]);
    await at(seconds);
    expect(channel.stored).toEqual(['a']);
    expect(await postedAt(store)).toEqual([NOW.add({ seconds })]);
  });
  test('that arrived without an answer is looked for after a minute, and not posted again', async () => {
    const { store, channel, at } = await set();
    channel.outcomes = [
      (stored) => {
        stored();
        return { type: 'unknown', detail: 'ECONNRESET' };
      },
    ];
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    await at(0);
    await at(59);
    expect(channel.looked).toEqual([]);
    await at(60);
    expect(channel.looked).toMatchObject([{ id: 'a', channelRef: CURATORS, begunAt: NOW }]);
    expect(channel.stored).toEqual(['a']);
    expect(await postedAt(store)).toEqual([NOW.add({ seconds: 60 })]);
  });
  test('that got lost without an answer is looked for, and posted again', async () => {
    const { store, channel, at } = await set();
    channel.outcomes = [() => ({ type: 'unknown', detail: 'ECONNRESET' })];
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    await at(0);
    await at(60);
    expect(channel.stored).toEqual(['a']);
    expect(channel.sent).toHaveLength(2);
  });
  test('that a process was posting when it died is looked for by the next', async () => {
    const { store, channel, at } = await set();
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    const claimed = await store.claimFlag(NOW, NOW.add({ seconds: 600 }));
    if (claimed === undefined) throw new Error('nothing could be claimed');
    await store.beginFlag(claimed, NOW);
    channel.stored.push('a');
    await at(599);
    expect(channel.looked).toEqual([]);
    await at(600);
    expect(channel.looked).toHaveLength(1);
    expect(channel.stored).toEqual(['a']);
    expect(channel.sent).toEqual([]);
  });
  test('that can neither be found nor missed is looked for again and again, never posted blindly, and given up after three days', async () => {
    const { store, channel, lines, at } = await set();
    channel.outcomes = [() => ({ type: 'unknown', detail: 'ECONNRESET' })];
    channel.sightings = [
      { type: 'unreadable', because: 'no-history', detail: 'missing_scope' },
      { type: 'wait', until: NOW.add({ seconds: 900 }), detail: 'slow down' },
      { type: 'unreadable', because: 'no-history', detail: 'missing_scope' },
    ];
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    for (const seconds of [0, 60, 660, 73 * 3_600]) await at(seconds);
    expect(channel.looked).toHaveLength(3);
    await at(99 * 3_600);
    expect(channel.looked).toHaveLength(3);
    expect(channel.sent).toHaveLength(1);
    expect(await store.openFlags(9)).toMatchObject([{ id: 'a', nextAt: undefined, postedAt: undefined }]);
    expect(lines.at(-1)).toContain('it stays unknown whether a flag was posted');
  });
  test('that is done with is posted no more', async () => {
    const { store, channel, at } = await set();
    channel.outcomes = [() => ({ type: 'refused', because: 'bot-removed', detail: 'not_in_channel' })];
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    await at(0);
    await store.finishFlag('a', NOW);
    await at(9_999);
    expect(channel.sent).toHaveLength(1);
  });
  test('is posted once by several replicas', async () => {
    const { store, channel, poster } = await set();
    for (let index = 0; index < 20; index += 1)
      await store.addFlag(flag(`f${index}`, { person: '' }), NOW.subtract(hour), 5);
    const posters = [poster(), poster(), poster()];
    await vi.waitFor(() => expect(channel.stored).toHaveLength(20));
    await Promise.all(posters.map(({ stop }) => stop()));
    expect(new Set(channel.stored).size).toBe(20);
  });
});

describe('posting', () => {
  test('goes on after the store could not be used', async () => {
    const { store, channel, lines, poster } = await set();
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    let failing = true;
    const one = poster({
      claimFlag: async (...claim) => {
        if (failing) throw new Error('the disk is full');
        return store.claimFlag(...claim);
      },
    });
    await vi.waitFor(() => expect(lines.join('')).toContain('the disk is full'));
    failing = false;
    await vi.waitFor(() => {
      one.wake();
      expect(channel.stored).toEqual(['a']);
    });
    await one.stop();
  });
  test('takes up what is kept while it posts', async () => {
    const { store, channel, poster } = await set();
    await store.addFlag(flag('a'), NOW.subtract(hour), 5);
    const one = poster();
    await vi.waitFor(() => expect(channel.stored).toEqual(['a']));
    await store.addFlag(flag('b'), NOW.subtract(hour), 5);
    one.wake();
    await vi.waitFor(() => expect(channel.stored).toEqual(['a', 'b']));
    await one.stop();
    await store.addFlag(flag('c'), NOW.subtract(hour), 5);
    one.wake();
    await one.stop();
    expect(channel.stored).toEqual(['a', 'b']);
  });
});

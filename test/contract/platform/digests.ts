/** What every chat platform does with digests. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import { messages } from '../../../src/locales/messages.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

export function digestsContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  /** What was posted but for the notice that somebody subscribed the channel. */
  const posted = () => session.posted().filter(({ text }) => !text.includes(messages('en')('digests.announced.title')));

  const only = async (): Promise<Subscription> => {
    const [first, ...more] = await session.store().subscriptions({});
    if (first === undefined || more.length > 0) throw new Error(`${more.length} digests too many`);
    return first;
  };
  /** Waits until so many deliveries are in a state, and returns all of them, newest first. */
  const deliveries = async (state: Delivery['state'], count = 1): Promise<readonly Delivery[]> =>
    await vi.waitFor(
      async () => {
        const all = await session.store().digestLog({}, 9);
        expect(all.filter((delivery) => delivery.state === state)).toHaveLength(count);
        return all;
      },
      { timeout: 10_000 },
    );

  test('subscribes, privately, and delivers a digest once, also past a restart', async () => {
    const answer = await session.subscribe();
    expect(answer).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(answer.text).toContain('Digest subscribed');
    await only();
    expect(posted()).toEqual([]);
    expect(session.posted()).toHaveLength(1);

    session.toSlot();
    expect(await deliveries('sent')).toMatchObject([{ attempts: 1, late: false }]);
    const [digest, ...more] = posted();
    expect(more).toEqual([]);
    expect(digest).toMatchObject({ isPrivate: false, pings: false, faults: [] });
    expect(digest?.text).toContain('Energy');

    await session.restart();
    // There is nothing new on the next day; once that is known, all before it is settled too.
    session.toSlot(1);
    await deliveries('skipped');
    expect(posted()).toHaveLength(1);
  });

  test('looks an unknown outcome up instead of sending again, also past a restart', async () => {
    await session.subscribe();
    session.loseAcknowledgement();
    session.toSlot();
    await deliveries('unknown');
    await session.restart();
    session.aMinuteLater();
    expect(await deliveries('sent')).toMatchObject([{ attempts: 1 }]);
    expect(posted()).toHaveLength(1);
  });

  test('refuses who may not manage digests, and changes nothing', async () => {
    await session.subscribe();
    const before = await only();
    for (const act of ['pause', 'remove'] as const) {
      const refused = await session.manage(act, before.id, 'stranger');
      expect(refused).toMatchObject({ isPrivate: true, faults: [] });
      expect(refused.text).toMatch(/a member of that channel|Manage Server/u);
    }
    expect(await only()).toEqual(before);
    expect((await session.manage('pause', before.id, 'manager')).text).toContain(
      'Nothing is posted until it is resumed',
    );
    expect((await only()).pausedBecause).toBe('asked');
  });

  test('tells an owner once, privately, that a channel takes no digests any more', async () => {
    await session.subscribe();
    session.closeChannel();
    session.toSlot();
    await deliveries('refused');
    const alert = await vi.waitFor(() => {
      const [first] = session.direct();
      if (first === undefined) throw new Error('no alert yet');
      return first;
    });
    expect(alert).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(alert.text).toContain('“Energy, every day 09:00');
    expect(await only()).toMatchObject({ pausedBecause: 'no-permission', dueAt: undefined });

    await session.restart();
    session.toSlot(1);
    session.openChannel();
    // The channel has such a digest: the first answer asks.
    expect((await session.subscribe()).text).toContain('on the same topics');
    await session.subscribe();
    session.toSlot(2);
    // What came behind is done with, so all before it is too.
    await deliveries('sent');
    expect(session.direct()).toHaveLength(1);
    expect(posted()).toHaveLength(1);
  });

  test.each(['removed and brought back', 'archived and restored'])(
    'lets a digest go on when the bot or the channel was %s, and tells its owner so once',
    async (what) => {
      const [end, mend] =
        what === 'archived and restored' ? [session.archive, session.restore] : [session.removeBot, session.inviteBot];
      await session.subscribe();
      end();
      session.toSlot();
      await deliveries('refused');
      await vi.waitFor(async () => expect((await only()).pausedBecause).toBeDefined());
      await mend();
      await vi.waitFor(async () => expect((await only()).pausedBecause).toBeUndefined());
      // That it is paused says, too, that it has resumed once that is mended; whether it is told depends on how soon that is.
      const goesOn = (): readonly string[] =>
        session.direct().flatMap(({ text }) => (text.includes('has resumed: the channel accepts') ? [text] : []));
      await vi.waitFor(() => expect(goesOn()).toHaveLength(1));
      session.toSlot(1);
      await deliveries('sent');
      // A server that the bot comes back to may be welcomed beside it.
      expect(posted().filter(({ text }) => text.includes('first digest, on Energy'))).toHaveLength(1);
      expect(goesOn()).toHaveLength(1);
    },
  );
}

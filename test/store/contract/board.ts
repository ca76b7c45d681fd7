/** What both engines keep of the desk's channels. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskMessage } from '../../../src/digest/delivery/desk-messages.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at, ids } from '../samples.ts';

const reply = (title: string): Reply => ({
  title,
  language: 'en',
  audience: 'everyone',
  blocks: [{ type: 'note', text: 'It says so.', tone: 'plain' }],
  actions: [],
});

const message = (id: string, over: Partial<DeskMessage> = {}): DeskMessage => ({
  id,
  channel: 'desk',
  postedAt: at(0),
  reply: reply(id),
  ...over,
});

export function boardContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });

  describe('the board', () => {
    it('gives every process what was posted, as it was', async () => {
      const awkward = message('d1', { reply: reply('a\u0000b \uD800 "中文"') });
      const posted = await store.board.post(awkward);
      expect(posted).toStrictEqual({ ...awkward, number: posted.number });
      expect(await other.board.posted('d1')).toStrictEqual(posted);
      expect(await other.board.posted('d2')).toBeUndefined();
    });

    it('keeps the first message of an id', async () => {
      const first = await store.board.post(message('d1'));
      const again = await other.board.post(message('d1', { reply: reply('another'), postedAt: at(5) }));
      expect(again).toStrictEqual(first);
      expect(await store.board.newest('desk', 10)).toStrictEqual([first]);
    });

    it('posts an id once, and gives each message a number of its own, whoever posts at the same time', async () => {
      const posts = ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c'].map((id, index) =>
        (index % 2 === 0 ? store : other).board.post(message(id)),
      );
      await Promise.all(posts);
      const there = await store.board.newest('desk', 10);
      expect(ids(there).toSorted()).toStrictEqual(['a', 'b', 'c']);
      expect(new Set(there.map(({ number }) => number)).size).toBe(3);
    });

    it('reads the newest of a channel in the order in which they were posted, and what came after a number', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await store.board.post(message(id));
      await store.board.post(message('elsewhere', { channel: 'other' }));
      expect(ids(await store.board.newest('desk', 3))).toStrictEqual(['b', 'c', 'd']);
      const [, b] = await store.board.newest('desk', 10);
      expect(ids(await other.board.newest('desk', 10, b?.number))).toStrictEqual(['c', 'd']);
      expect(await store.board.newest('none', 10)).toStrictEqual([]);
    });

    it('shows no message that was removed, posts none of its id again, and gives its number to no other', async () => {
      for (const id of ['a', 'b']) await store.board.post(message(id));
      const removed = await store.board.posted('b');
      await store.board.remove('b');
      await store.board.remove('none');
      await store.board.post(message('b'));
      expect(ids(await other.board.newest('desk', 9))).toStrictEqual(['a']);
      expect((await store.board.post(message('c'))).number).toBeGreaterThan(removed?.number ?? Infinity);
    });

    it('forgets what is old, but for the newest of each channel, and gives no number twice', async () => {
      for (const id of ['a', 'b', 'c']) await store.board.post(message(id));
      await store.board.post(message('x', { channel: 'other' }));
      const late = await store.board.post(message('late', { postedAt: at(10) }));
      await store.board.prune(at(5), 2);
      expect(ids(await store.board.newest('desk', 10))).toStrictEqual(['c', 'late']);
      expect(ids(await store.board.newest('other', 10))).toStrictEqual(['x']);
      await store.board.prune(at(10), 1);
      expect(ids(await store.board.newest('desk', 10))).toStrictEqual(['late']);
      const next = await store.board.post(message('next'));
      expect(next.number).toBeGreaterThan(late.number);
    });
  });
}

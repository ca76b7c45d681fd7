/** A correction while messages carry the statement, with the process killed in the middle: each message is edited or answered, once. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ownCatalogue } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import { discordChat, slackChat } from './recall-chats.ts';
import { RIGHT, runRecall, WHAT, type RecallRan, type RecallRun } from './recall-run.ts';

const MESSAGES = 20;
const HEADING = 'Corrected after this was posted';

const run = async (over: Pick<RecallRun, 'chat' | 'killAfter'>): Promise<RecallRan> =>
  await runRecall({
    ...over,
    store: (await storeOfTest()).store,
    catalogue: ownCatalogue(),
    until: async (check) => await vi.waitFor(check, { timeout: 60_000, interval: 50 }),
  });
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('on Slack', () => {
  test('edits each message once, with the wording that was wrong struck, and answers those that cannot be edited', async () => {
    const chat = await slackChat(MESSAGES);
    onTestFinished(() => chat.fake.close());
    // The first closed their window when the correction came.
    const closed = 3;
    chat.fake.fail('chat.update', ...Array.from({ length: closed }, () => ({ error: 'edit_window_closed' })));
    const { rows, statement } = await run({ chat, killAfter: 10 });
    expect(rows.map(({ delivery }) => delivery.state)).toEqual(rows.map(() => 'sent'));
    const messages = chat.places.map((place) => chat.said(place));
    const answered = messages.filter(({ length }) => length === 2);
    expect(answered).toHaveLength(closed);
    for (const [card = '', answer] of messages) {
      const wrong = answer === undefined ? `~~${statement.text.en}~~` : statement.text.en;
      expect(card).toContain(wrong);
      const told = answer ?? card;
      expect(count(told, HEADING)).toBe(1);
      expect(told).toContain(WHAT);
      expect(told).toContain(RIGHT.en);
      // Where it is answered, the message stays as it was.
      expect(count([card, answer].join(' '), HEADING)).toBe(1);
    }
    expect(chat.fake.kept.filter(({ thread_ts }) => thread_ts !== undefined)).toHaveLength(closed);
    expect(chat.fake.problems).toEqual([]);
    // One that had been written and was not noted was read again, not written again.
    const updates = chat.fake.calls.filter(({ method }) => method === 'chat.update');
    expect(updates).toHaveLength(MESSAGES);
  }, 90_000);
});

describe('on Discord', () => {
  test('edits each message once, with the wording that was wrong struck, and pings nobody', async () => {
    const chat = await discordChat(MESSAGES);
    onTestFinished(() => chat.peer.close());
    const { rows, statement } = await run({ chat, killAfter: 10 });
    expect(rows.map(({ delivery }) => delivery.state)).toEqual(rows.map(() => 'sent'));
    for (const place of chat.places) {
      const [card = '', ...more] = chat.said(place);
      expect(more).toEqual([]);
      expect(card).toContain(`~~${statement.text.en}~~`);
      expect(count(card, HEADING)).toBe(1);
      expect(card).toContain(WHAT);
      expect(card).toContain(RIGHT.en);
    }
    // A process that starts does not know what the killed one sent within the same second: what the peer's limit refuses was not written.
    const edits = chat.peer.requests.filter(({ method, status }) => method === 'PATCH' && status !== 429);
    const written = edits.map(({ path, status }) => `${path.split('/')[2]} ${status}`);
    expect(written.toSorted()).toEqual(chat.places.map(({ channel }) => `${channel} 200`));
    for (const { body } of edits) expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
    expect([...chat.peer.violations, ...chat.peer.unknownRoutes]).toEqual([]);
  }, 90_000);
});

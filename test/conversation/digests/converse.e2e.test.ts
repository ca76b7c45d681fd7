import { describe, expect, test } from 'vitest';
import { onClick } from '../../../src/conversation/converse.ts';
import {
  onDigestCommand,
  onDigestText,
  openDigestForm,
  submitDigestForm,
} from '../../../src/conversation/digests/converse.ts';
import type { Asker, Managed } from '../../../src/conversation/event.ts';
import { composeDigest } from '../../../src/digest/compose.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import type { Bot } from '../../../src/platforms/platform.ts';
import type { DigestButtonAction } from '../../../src/reply/button.ts';
import { NOW } from '../../support/records.ts';
import { asker, HERE, newBot, REFUSED } from '../asking.ts';

const help = () => ({ ...REFUSED, title: 'How to' });
const isPerson = (text: string): boolean => text === 'bob';
const typed = (text: string, bot: Bot, who: Asker = asker()) => onDigestText(text, who, bot, { help });
const clicked = (action: DigestButtonAction, subscription: string, bot: Bot, who: Asker = asker()) =>
  onClick({ verb: 'digest', action, subscription, language: 'en' }, who, bot);

/** A bot with one digest in the channel, owned by alice. */
async function withDigest(): Promise<{
  readonly bot: Bot;
  readonly id: string;
  readonly now: () => Promise<Subscription>;
}> {
  const bot = newBot();
  await typed('subscribe topics: energy', bot);
  const [made] = await bot.digests.subscriptions(HERE);
  const now = async () => (await bot.digests.subscriptions(HERE))[0] ?? Promise.reject(new Error('no digest'));
  return { bot, id: made?.id ?? '', now };
}

describe('what is typed about digests', () => {
  test.each(['', 'subscribe'])('%j opens the form of a new one, with the zone of the asker', async (text) => {
    expect(await typed(text, newBot())).toEqual({
      type: 'form',
      form: { type: 'digest', language: 'en', subscription: undefined, zone: 'Asia/Shanghai' },
    });
  });

  test('subscribes the channel, in the zone of the asker unless it names one', async () => {
    const { now } = await withDigest();
    expect(await now()).toMatchObject({ channelRef: HERE, owner: 'alice', schedule: { zone: 'Asia/Shanghai' } });
    const bot = newBot();
    expect(await typed('subscribe zone: New York', bot)).toMatchObject({ type: 'reply', isDone: true });
    expect(await bot.digests.subscriptions(HERE)).toMatchObject([{ schedule: { zone: 'America/New_York' } }]);
  });

  test('that is no act says how to ask', async () => {
    expect(await typed('whatever', newBot())).toMatchObject({ type: 'reply', reply: { title: 'How to' } });
  });

  test('changes one by its fields, or by the form where it names none', async () => {
    const { bot, id, now } = await withDigest();
    await typed('change at: 10:00', bot);
    expect((await now()).schedule.time).toBe('10:00');
    expect(await typed('change', bot)).toMatchObject({ type: 'form', form: { subscription: { id } } });
    expect(await typed('change nosuch', bot)).toMatchObject({ type: 'reply', isDone: false });
  });

  test('names a new owner only by an id of the platform', async () => {
    const { bot, now } = await withDigest();
    await onDigestText('handover to: somebody', asker(), bot, { help, isPerson });
    expect((await now()).owner).toBe('alice');
    await onDigestText('handover to: bob', asker(), bot, { help, isPerson });
    expect((await now()).owner).toBe('bob');
  });
});

describe('rights', () => {
  test('are asked for with what is to be managed, and what is refused is not done', async () => {
    const { bot, id, now } = await withDigest();
    const asked: Managed[] = [];
    const stranger = asker({ person: 'eve', refusal: async (managed) => (asked.push(managed), REFUSED) });
    const before = await now();
    expect(await clicked('remove', id, bot, stranger)).toMatchObject({ type: 'reply', reply: REFUSED, isDone: false });
    expect(await clicked('change', id, bot, stranger)).toMatchObject({ type: 'reply', reply: REFUSED });
    expect(await typed('', bot, stranger)).toMatchObject({ type: 'reply', reply: REFUSED });
    const sent = await submitDigestForm({ id, input: { time: '11:00' } }, stranger, bot);
    expect(sent).toEqual({ reply: REFUSED, faults: [{ field: 'channel', message: 'Not by you.' }] });
    expect(await now()).toEqual(before);
    const owned = { channelRef: HERE, owner: 'alice' };
    expect(asked).toEqual([
      { action: 'remove', ...owned },
      { action: 'change', ...owned },
      { action: 'subscribe', channelRef: HERE, owner: undefined },
      { action: 'change', ...owned },
    ]);
  });

  test('end at the workspace: a digest of another is as good as none', async () => {
    const { bot, id, now } = await withDigest();
    const elsewhere = asker({ channelRef: { ...HERE, workspace: 'w2' } });
    for (const action of ['remove', 'change'] as const)
      expect(JSON.stringify(await clicked(action, id, bot, elsewhere))).toContain(`no digest “${id}”`);
    expect((await now()).id).toBe(id);
  });
});

describe('a button of a digest', () => {
  test('does what it says, and tells whose digests have changed, but not of what only reads', async () => {
    const { bot, id, now } = await withDigest();
    const told: (readonly string[])[] = [];
    const bob = asker({ person: 'bob', changed: (people) => void told.push(people) });
    for (const action of ['list', 'log', 'preview'] as const) await clicked(action, id, bot, bob);
    expect(told).toEqual([]);
    expect(await clicked('pause', id, bot, bob)).toMatchObject({ type: 'reply', isDone: true });
    expect((await now()).pausedBecause).toBe('asked');
    expect(told).toEqual([['bob', 'alice']]);
  });

  test('sends once, however often its event is repeated', async () => {
    const { bot, id } = await withDigest();
    for (const eventId of ['e1', 'e1', 'e2']) await clicked('now', id, bot, asker({ eventId }));
    expect((await bot.deliveries.page({ language: 'en' }))?.lines).toHaveLength(2);
  });

  test('in a private conversation is for the owner alone, who needs no right', async () => {
    const { bot, id, now } = await withDigest();
    const alone = {
      isPrivate: true,
      channelRef: { ...HERE, workspace: '', channel: '' },
      refusal: async () => REFUSED,
    };
    expect(JSON.stringify(await clicked('pause', id, bot, asker({ ...alone, person: 'eve' })))).toContain('no digest');
    expect((await now()).pausedBecause).toBeUndefined();
    expect(await clicked('pause', id, bot, asker(alone))).toMatchObject({ isDone: true });
    expect(await clicked('change', id, bot, asker(alone))).toMatchObject({ type: 'form' });
  });
});

test('a command whose fields are known does the same as one that is typed', async () => {
  const bot = newBot();
  const made = await onDigestCommand({ action: 'subscribe', input: { zone: 'Beijing' } }, asker(), bot);
  expect(made).toMatchObject({ type: 'reply', isDone: true });
  expect(await onDigestCommand({ action: 'handover', input: {} }, asker(), bot)).toMatchObject({ isDone: false });
});

describe('the form of a digest', () => {
  test('opens to everybody, since its channel is chosen in it', async () => {
    expect(await openDigestForm(asker({ refusal: async () => REFUSED }))).toMatchObject({ type: 'form' });
  });

  test('that was sent makes one, or changes the one it is of, and tells each fault at its field', async () => {
    const bot = newBot();
    const told: (readonly string[])[] = [];
    const alice = asker({ changed: (people) => void told.push(people) });
    const wrong = await submitDigestForm({ id: undefined, input: { zone: 'Atlantis', time: 'noonish' } }, alice, bot);
    expect(wrong.faults.map(({ field }) => field)).toEqual(['time', 'zone']);
    expect(told).toEqual([]);
    expect((await submitDigestForm({ id: undefined, input: { zone: 'Beijing' } }, alice, bot)).faults).toEqual([]);
    const [made] = await bot.digests.subscriptions(HERE);
    await submitDigestForm({ id: made?.id, input: { time: '07:30' } }, alice, bot);
    expect(await bot.digests.subscriptions(HERE)).toMatchObject([{ id: made?.id, schedule: { time: '07:30' } }]);
    expect(told).toEqual([['alice'], ['alice']]);
  });
});

/** The keys of what a digest would carry in a channel that has received nothing else. */
const composed = async (bot: Bot, one: Subscription) =>
  composeDigest({
    catalogue: bot.catalogue(),
    subscription: { ...one, introduced: true },
    carriedKeys: new Set(),
    now: NOW,
  })?.carried.keys ?? [];
const ofStatements = (keys: readonly string[]): string[] =>
  keys.filter((key) => key.startsWith('statement') && !key.includes('/due/'));

describe('what a digest counts as received', () => {
  test('is what there is when it is made, and what topics have that are added later', async () => {
    const { bot, now } = await withDigest();
    expect(ofStatements(await composed(bot, await now()))).toEqual([]);
    const { baseline } = await now();
    await typed('change topics: cn-us', bot);
    expect((await now()).topics).toEqual(['cn-us']);
    expect(ofStatements(await composed(bot, await now()))).toEqual([]);
    expect((await now()).baseline.join('').length).toBeGreaterThan(baseline.join('').length * 5);
    expect((await now()).baseline.join('').length).toBeLessThan(9_000);
    // Without what was added with the topics, their statements would all be news.
    expect(ofStatements(await composed(bot, { ...(await now()), baseline })).length).toBeGreaterThan(100);
  });
});

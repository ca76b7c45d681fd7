import { describe, expect, test } from 'vitest';
import { onClick } from '../../../src/conversation/handle.ts';
import { requestDigestAction, openDigestForm, submitDigestForm } from '../../../src/conversation/digests/handle.ts';
import { onDigestText } from '../../../src/conversation/digests/typed-command.ts';
import type { Asker, Managed } from '../../../src/conversation/conversation.ts';
import { composeDigest } from '../../../src/digest/compose.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import type { DigestButtonAction } from '../../../src/reply/button.ts';
import type { DeliveryLog } from '../../../src/conversation/digests/delivery-log.ts';
import { NOW } from '../../support/records.ts';
import { asker, HERE, newBot, newConversation, REFUSED } from '../asking.ts';

const help = () => ({ ...REFUSED, title: 'How to' });
const isPerson = (text: string): boolean => text === 'bob';
const typed = (text: string, conversation: Conversation, who: Asker = asker()) =>
  onDigestText(text, who, conversation, { help });
const clicked = (action: DigestButtonAction, subscription: string, conversation: Conversation, who: Asker = asker()) =>
  onClick({ verb: 'digest', action, subscription, language: 'en' }, who, conversation);

/** A conversation with one digest in the channel, owned by alice. */
async function withDigest(): Promise<{
  readonly conversation: Conversation;
  readonly deliveryLog: DeliveryLog;
  readonly id: string;
  readonly now: () => Promise<Subscription>;
}> {
  const { conversation, deliveryLog } = newBot();
  await typed('subscribe topics: energy', conversation);
  const [made] = await conversation.digests.subscriptions(HERE);
  const now = async () => (await conversation.digests.subscriptions(HERE))[0] ?? Promise.reject(new Error('no digest'));
  return { conversation, deliveryLog, id: made?.id ?? '', now };
}

/** The title of a reply to a text, and its first sentence. */
async function said(text: string) {
  const result = await typed(text, newConversation());
  const [first] = result.type === 'reply' ? result.reply.blocks : [];
  return [result.type === 'reply' && result.reply.title, first?.type === 'note' ? first.text : ''];
}

describe('what is typed about digests', () => {
  test.each(['', 'subscribe'])('%j opens the form of a new one, with the zone of the asker', async (text) => {
    expect(await typed(text, newConversation())).toEqual({
      type: 'form',
      form: { type: 'digest', language: 'en', subscription: undefined, zone: 'Asia/Shanghai' },
    });
  });

  test('subscribes the channel, in the zone of the asker unless it names one', async () => {
    const { now } = await withDigest();
    expect(await now()).toMatchObject({ channelRef: HERE, owner: 'alice', schedule: { zone: 'Asia/Shanghai' } });
    const conversation = newConversation();
    expect(await typed('subscribe zone: New York', conversation)).toMatchObject({ type: 'reply', isDone: true });
    expect(await conversation.digests.subscriptions(HERE)).toMatchObject([{ schedule: { zone: 'America/New_York' } }]);
  });

  test('a removal that is typed is asked about, and carried out by its button', async () => {
    const { conversation, id, now } = await withDigest();
    const asked = await typed('remove energy', conversation);
    expect(asked).toMatchObject({
      isDone: false,
      reply: { actions: [{ target: { verb: 'digest', action: 'remove', subscription: id } }] },
    });
    expect((await now()).id).toBe(id);
    expect(await clicked('remove', id, conversation)).toMatchObject({ isDone: true });
    await expect(now()).rejects.toThrow('no digest');
  });

  test('“all” and “everything” mean every digest of the channel, named before anything is done', async () => {
    const { conversation } = await withDigest();
    await typed('subscribe topics: taiwan', conversation);
    await typed('subscribe topics: all', conversation);
    const paused = async () =>
      (await conversation.digests.subscriptions(HERE)).flatMap(({ pausedBecause, topics }) =>
        pausedBecause === 'asked' ? [String(topics)] : [],
      );
    const asked = await typed('stop everything', conversation);
    const named = [/^Energy/u, /^Taiwan/u, /^All topics/u].map((name) =>
      expect.objectContaining({ label: expect.stringMatching(name) }),
    );
    expect(asked).toMatchObject({
      isDone: false,
      reply: {
        blocks: [{ text: 'Pause all 3 digests of this channel?' }, { items: expect.arrayContaining(named) }],
        actions: [{ target: { verb: 'digest', action: 'pause', subscription: 'all' } }],
      },
    });
    expect(await paused()).toEqual([]);
    expect(await clicked('pause', 'all', conversation)).toMatchObject({
      isDone: true,
      reply: { blocks: [{ text: '3 digests are paused. Nothing is posted until they are resumed.' }, {}] },
    });
    expect(await paused()).toHaveLength(3);
    expect(await typed('pause all', conversation)).toMatchObject({ isDone: false, reply: { actions: [] } });
    // By its name, one of all topics is meant.
    await typed('resume all topics', conversation);
    expect((await paused()).toSorted()).toEqual(['energy', 'taiwan']);
    const others = asker({ refusal: async ({ owner }) => (owner === 'alice' ? REFUSED : undefined) });
    expect(await clicked('remove', 'all', conversation, others)).toMatchObject({ isDone: false, reply: REFUSED });
    await clicked('remove', 'all', conversation);
    expect(await conversation.digests.subscriptions(HERE)).toEqual([]);
  });

  test('that is no act says so, what may have been meant, and how to ask', async () => {
    expect(await said('nonsense')).toEqual(['How to', 'Unknown action: “nonsense”.']);
    const meant = 'Unknown action: “subcribe”. Did you mean /digest subscribe?';
    expect(await said('subcribe')).toEqual(['How to', meant]);
  });

  test('without an act, but of a schedule, opens the form filled with it', async () => {
    expect(await typed('energy mon wed 9am Beijing', newConversation())).toMatchObject({
      type: 'form',
      form: {
        subscription: undefined,
        filled: { topics: ['energy'], days: ['mon', 'wed'], time: '09:00', zone: 'Asia/Shanghai' },
      },
    });
  });

  test.each([
    ['subscribe energy bananas weekdays 9am tokyo', /“bananas”/u],
    ['subscribe energy every 2 weeks 9am tokyo', /“every 2 weeks”.*such as “energy weekdays 9am Beijing”/u],
    ['subscribe energy weekdays 9am zone Tokoy', /No city or time zone called “Tokoy”/u],
    ['subscribe energy 25:00 tokyo', /“25:00” is not a time/u],
    ['订阅 能源 香蕉 每天9点 東京', /“香蕉”/u],
  ])('%s: what is not understood is named, and the form holds the rest', async (text, named) => {
    const conversation = newConversation();
    const result = await typed(text, conversation);
    expect(result).toMatchObject({
      type: 'form',
      form: { note: expect.stringMatching(named), filled: { topics: ['energy'] } },
    });
    expect(await conversation.digests.subscriptions(HERE)).toEqual([]);
  });

  test('names a digest by its topic, for whatever is to be done with it', async () => {
    const { conversation, id } = await withDigest();
    await typed('subscribe taiwan daily 7:00', conversation);
    await typed('subscribe trade daily 8:00', conversation);
    await typed('pause energy', conversation);
    const stateOf = async (topic: string) =>
      (await conversation.digests.subscriptions(HERE)).find(({ topics }) => topics.includes(topic))?.pausedBecause;
    expect([await stateOf('energy'), await stateOf('taiwan')]).toEqual(['asked', undefined]);
    // Subscribed by a word that only a search finds, it is found by the same.
    await typed('pause trade', conversation);
    expect(await stateOf('trade-and-tariffs')).toBe('asked');
    await typed('change energy at 10:00', conversation);
    expect(await conversation.digests.find(id, { person: 'alice', language: 'en' })).toMatchObject({
      topics: ['energy'],
      schedule: { time: '10:00' },
    });
    await typed('change trade to chinese', conversation);
    const trade = (await conversation.digests.subscriptions(HERE)).find(({ topics }) =>
      topics.includes('trade-and-tariffs'),
    );
    expect(trade).toMatchObject({ language: 'zh', topics: ['trade-and-tariffs'] });
    expect(await typed('pause bananas', conversation)).toMatchObject({ isDone: false });
    expect(JSON.stringify(await typed('list bananas', conversation))).toContain('Not understood: “bananas”');
  });

  test('changes nothing where nothing is given, and says so', async () => {
    const { conversation, id, now } = await withDigest();
    const before = await now();
    expect(
      await requestDigestAction({ action: 'change', id, input: { days: undefined } }, asker(), conversation),
    ).toMatchObject({
      type: 'form',
      form: { note: 'Nothing was changed yet: choose what is to change.' },
    });
    expect(await typed('change weekdays 9:00', conversation)).toMatchObject({
      reply: { title: 'Nothing was changed' },
    });
    expect(await now()).toEqual(before);
  });

  test('asks before a second digest of the same topics, and makes it when asked for the same again', async () => {
    const { conversation, id } = await withDigest();
    const again = () => typed('subscribe energy daily 7:00', conversation);
    const asked = await again();
    expect(asked).toMatchObject({
      isDone: false,
      reply: {
        actions: [{ label: 'Change', target: { action: 'change', subscription: id } }, { label: 'All digests' }],
      },
    });
    expect(JSON.stringify(asked)).toContain('This channel already has “Energy, weekdays 09:00 Beijing”');
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(1);
    // Another person is asked themselves, and another schedule is another question.
    await typed('subscribe energy daily 7:00', conversation, asker({ person: 'bob' }));
    await typed('subscribe energy daily 8:00', conversation);
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(1);
    expect(await again()).toMatchObject({ isDone: true });
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(2);
    // A third one is asked about anew.
    expect(await again()).toMatchObject({ isDone: false });
    expect(await typed('subscribe taiwan daily 7:00', conversation)).toMatchObject({ isDone: true });
  });

  test('moves a digest to another channel, where it begins anew, if the asker may manage both', async () => {
    const { conversation, id, now } = await withDigest();
    const asked: Managed[] = [];
    const barred = asker({
      refusal: async (managed) => (asked.push(managed), managed.channelRef.channel === 'C2' ? REFUSED : undefined),
    });
    expect(await typed('change channel: <#C2|ops>', conversation, barred)).toMatchObject({
      reply: REFUSED,
      isDone: false,
    });
    const form = { id, input: { channel: 'C2' } };
    expect(await submitDigestForm(form, barred, conversation)).toMatchObject({ faults: [{ field: 'channel' }] });
    expect(asked.slice(0, 2)).toMatchObject([
      { action: 'change', channelRef: HERE },
      { action: 'subscribe', channelRef: { ...HERE, channel: 'C2' } },
    ]);
    expect((await now()).channelRef).toEqual(HERE);
    const moved = await typed('change channel: <#C2|ops> at 7:00', conversation);
    expect(moved).toMatchObject({ isDone: true, reply: { title: 'Digest changed' } });
    expect(JSON.stringify(moved)).toContain('posted in another channel from now on');
    expect(await conversation.digests.subscriptions({ ...HERE, channel: 'C2' })).toMatchObject([
      { id, introduced: false, schedule: { time: '07:00' } },
    ]);
  });

  test('lists the digests of all channels that the asker may manage', async () => {
    const { conversation } = await withDigest();
    await typed('subscribe taiwan daily 7:00 <#C2|ops>', conversation);
    await typed('subscribe trade daily 7:00 <#C3|secret>', conversation);
    const manager = asker({
      refusal: async ({ channelRef }) => (channelRef.channel === 'C3' ? REFUSED : undefined),
    });
    for (const listed of [
      await typed('list all', conversation, manager),
      await clicked('everywhere', '', conversation, manager),
    ]) {
      const [list] = listed.type === 'reply' ? listed.reply.blocks : [];
      const items = list?.type === 'list' ? list.items : [];
      expect(items.map(({ label, channel }) => `${label} in ${channel}`).toSorted()).toEqual([
        'Energy, weekdays 09:00 Beijing in c1',
        'Taiwan, every day 07:00 Beijing in C2',
      ]);
    }
    expect(JSON.stringify(await typed('list all', conversation, asker({ refusal: async () => REFUSED })))).toContain(
      'no digests here that you can manage',
    );
  });

  test('changes one by its fields, or by the form where it names none', async () => {
    const { conversation, id, now } = await withDigest();
    await typed('change at: 10:00', conversation);
    expect((await now()).schedule.time).toBe('10:00');
    expect(await typed('change', conversation)).toMatchObject({ type: 'form', form: { subscription: { id } } });
    expect(await typed('change nosuch', conversation)).toMatchObject({ type: 'reply', isDone: false });
  });

  test('names a new owner only by an id of the platform', async () => {
    const { conversation, now } = await withDigest();
    await onDigestText('handover to: somebody', asker(), conversation, { help, isPerson });
    expect((await now()).owner).toBe('alice');
    await onDigestText('handover to: bob', asker(), conversation, { help, isPerson });
    expect((await now()).owner).toBe('bob');
  });

  test('hands over to nobody who may not manage, and names both owners', async () => {
    const { conversation, now } = await withDigest();
    const asked: Managed[] = [];
    const alice = asker({
      refusal: async (managed) => (asked.push(managed), managed.person === 'B0BOT' ? REFUSED : undefined),
    });
    const refused = await typed('handover <@B0BOT>', conversation, alice);
    expect(refused).toMatchObject({ isDone: false });
    expect(JSON.stringify(refused)).toMatch(/may not manage digests there.*"person":"B0BOT".*Not by you/u);
    expect((await now()).owner).toBe('alice');
    expect(asked.at(-1)).toEqual({ action: 'handover', channelRef: HERE, person: 'B0BOT' });
    const done = await typed('handover energy to <@U02BOB|bob>', conversation, alice);
    expect((await now()).owner).toBe('U02BOB');
    expect(done).toMatchObject({
      isDone: true,
      reply: {
        blocks: [
          { type: 'note', text: expect.stringContaining('could not be notified') },
          {
            items: [
              { channel: 'c1' },
              { label: 'Owner', person: 'U02BOB' },
              { label: 'Owner before', person: 'alice' },
            ],
          },
        ],
      },
    });
  });
});

describe('rights', () => {
  test('are asked for with what is to be managed, and what is refused is not done', async () => {
    const { conversation, id, now } = await withDigest();
    const asked: Managed[] = [];
    const stranger = asker({ person: 'eve', refusal: async (managed) => (asked.push(managed), REFUSED) });
    const before = await now();
    expect(await clicked('remove', id, conversation, stranger)).toMatchObject({
      type: 'reply',
      reply: REFUSED,
      isDone: false,
    });
    expect(await clicked('change', id, conversation, stranger)).toMatchObject({ type: 'reply', reply: REFUSED });
    expect(await typed('', conversation, stranger)).toMatchObject({ type: 'reply', reply: REFUSED });
    const sent = await submitDigestForm({ id, input: { time: '11:00' } }, stranger, conversation);
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
    const { conversation, id, now } = await withDigest();
    const elsewhere = asker({ channelRef: { ...HERE, workspace: 'w2' } });
    for (const action of ['remove', 'change'] as const)
      expect(JSON.stringify(await clicked(action, id, conversation, elsewhere))).toContain(`no digest “${id}”`);
    expect((await now()).id).toBe(id);
  });
});

describe('a button of a digest', () => {
  test('does what it says, and tells whose digests have changed, but not of what only reads', async () => {
    const { conversation, id, now } = await withDigest();
    const told: (readonly string[])[] = [];
    const bob = asker({ person: 'bob', changed: (people) => void told.push(people) });
    for (const action of ['list', 'log', 'preview'] as const) await clicked(action, id, conversation, bob);
    expect(told).toEqual([]);
    expect(await clicked('pause', id, conversation, bob)).toMatchObject({ type: 'reply', isDone: true });
    expect((await now()).pausedBecause).toBe('asked');
    expect(told).toEqual([['bob', 'alice']]);
  });

  test('sends once, however often its event is repeated', async () => {
    const { conversation, deliveryLog, id } = await withDigest();
    for (const eventId of ['e1', 'e1', 'e2']) await clicked('now', id, conversation, asker({ eventId }));
    expect((await deliveryLog.page({ language: 'en' }))?.lines).toHaveLength(2);
  });

  test('in a private conversation is for the owner alone, who still needs the right', async () => {
    const { conversation, id, now } = await withDigest();
    const alone = {
      isPrivate: true,
      channelRef: { ...HERE, workspace: '', channel: '' },
    };
    const barred = asker({ ...alone, refusal: async () => REFUSED });
    expect(JSON.stringify(await clicked('pause', id, conversation, asker({ ...alone, person: 'eve' })))).toContain(
      'no digest',
    );
    expect(await clicked('pause', id, conversation, barred)).toMatchObject({ reply: REFUSED, isDone: false });
    expect((await now()).pausedBecause).toBeUndefined();
    expect(await clicked('pause', id, conversation, asker(alone))).toMatchObject({ isDone: true });
    expect(await clicked('change', id, conversation, asker(alone))).toMatchObject({ type: 'form' });
  });
});

test('a command whose fields are known does the same as one that is typed', async () => {
  const conversation = newConversation();
  const made = await requestDigestAction({ action: 'subscribe', input: { zone: 'Beijing' } }, asker(), conversation);
  expect(made).toMatchObject({ type: 'reply', isDone: true });
  expect(await requestDigestAction({ action: 'handover', input: {} }, asker(), conversation)).toMatchObject({
    isDone: false,
  });
});

describe('the form of a digest', () => {
  test('opens to everybody, since its channel is chosen in it', async () => {
    expect(await openDigestForm(asker({ refusal: async () => REFUSED }))).toMatchObject({ type: 'form' });
  });

  test('that was sent makes one, or changes the one it is of, and tells each fault at its field', async () => {
    const conversation = newConversation();
    const told: (readonly string[])[] = [];
    const alice = asker({ changed: (people) => void told.push(people) });
    const wrong = await submitDigestForm(
      { id: undefined, input: { zone: 'Atlantis', time: 'noonish' } },
      alice,
      conversation,
    );
    expect(wrong.faults.map(({ field }) => field)).toEqual(['time', 'zone']);
    expect(told).toEqual([]);
    expect((await submitDigestForm({ id: undefined, input: { zone: 'Beijing' } }, alice, conversation)).faults).toEqual(
      [],
    );
    const [made] = await conversation.digests.subscriptions(HERE);
    await submitDigestForm({ id: made?.id, input: { time: '07:30' } }, alice, conversation);
    expect(await conversation.digests.subscriptions(HERE)).toMatchObject([
      { id: made?.id, schedule: { time: '07:30' } },
    ]);
    expect(told).toEqual([['alice'], ['alice']]);
  });
});

/** The keys of what a digest would carry in a channel that has received nothing else. */
const composed = async (conversation: Conversation, one: Subscription) =>
  composeDigest({
    catalogue: conversation.catalogue(),
    subscription: { ...one, introduced: true },
    carriedKeys: new Set(),
    now: NOW,
  })?.carried.keys ?? [];
const ofStatements = (keys: readonly string[]): string[] =>
  keys.filter((key) => key.startsWith('statement') && !key.includes('/due/'));

describe('what a digest counts as received', () => {
  test('is what there is when it is made, and what topics have that are added later', async () => {
    const { conversation, now } = await withDigest();
    expect(ofStatements(await composed(conversation, await now()))).toEqual([]);
    const { baseline } = await now();
    await typed('change topics: cn-us', conversation);
    expect((await now()).topics).toEqual(['cn-us']);
    expect(ofStatements(await composed(conversation, await now()))).toEqual([]);
    expect((await now()).baseline.join('').length).toBeGreaterThan(baseline.join('').length * 5);
    expect((await now()).baseline.join('').length).toBeLessThan(10_000);
    // Without what was added with the topics, their statements would all be news.
    expect(ofStatements(await composed(conversation, { ...(await now()), baseline })).length).toBeGreaterThan(100);
  });
});

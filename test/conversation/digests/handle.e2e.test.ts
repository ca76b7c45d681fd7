import { describe, expect, test } from 'vitest';
import { onClick } from '../../../src/conversation/handle.ts';
import { requestDigestAction, openDigestForm, submitDigestForm } from '../../../src/conversation/digests/handle.ts';
import { onDigestText } from '../../../src/conversation/digests/typed-command.ts';
import type { Asker, ConversationResult, Managed } from '../../../src/conversation/conversation.ts';
import type { Form } from '../../../src/conversation/form.ts';
import { composeDigest } from '../../../src/digest/compose.ts';
import type { Subscription } from '../../../src/digest/subscription.ts';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import type { DigestButtonAction } from '../../../src/reply/button.ts';
import type { DeliveryLog } from '../../../src/conversation/digests/delivery-log.ts';
import { standing } from '../../support/form.ts';
import { NOW } from '../../support/records.ts';
import { asker, HERE, newBot, newConversation, REFUSED } from '../asking.ts';

const help = () => ({ ...REFUSED, title: 'How to' });
const typed = (text: string, conversation: Conversation, who: Asker = asker()) =>
  onDigestText(text, who, conversation, help);
/** Subscribes by fields, as Discord's command does, daily in Beijing. */
const subscribed = (topics: string, time: string, conversation: Conversation, who: Asker = asker(), channel?: string) =>
  requestDigestAction(
    { action: 'subscribe', input: { topics, days: 'daily', time, zone: 'Beijing', channel } },
    who,
    conversation,
  );
const clicked = (action: DigestButtonAction, subscription: string, conversation: Conversation, who: Asker = asker()) =>
  onClick({ verb: 'digest', action, subscription, language: 'en' }, who, conversation);

/** Returns the form that something results in. */
const formIn = (result: ConversationResult): Form => {
  if (result.type !== 'form') throw new Error('there is no form');
  return result.form;
};

/** A conversation with one digest in the channel, owned by alice. */
async function withDigest(): Promise<{
  readonly conversation: Conversation;
  readonly deliveryLog: DeliveryLog;
  readonly id: string;
  readonly now: () => Promise<Subscription>;
}> {
  const { conversation, deliveryLog } = newBot();
  await typed('subscribe energy', conversation);
  const [made] = await conversation.digests.subscriptions(HERE);
  const now = async () => (await conversation.digests.subscriptions(HERE))[0] ?? Promise.reject(new Error('no digest'));
  return { conversation, deliveryLog, id: made?.id ?? '', now };
}

describe('what is typed about digests', () => {
  test.each(['', 'subscribe'])('%j opens the form of a new one, with the zone of the asker', async (text) => {
    const form = formIn(await typed(text, newConversation()));
    expect(form).toMatchObject({ button: { verb: 'digest', subscription: '' }, about: ['', ''] });
    expect(standing(form)).toMatchObject({ topics: [], days: ['mon'], time: '09:00', zone: 'Asia/Shanghai' });
  });

  test('subscribes the channel to topics, in the zone of the asker; without a zone it opens the form', async () => {
    const { now } = await withDigest();
    expect(await now()).toMatchObject({ channelRef: HERE, owner: 'alice', schedule: { zone: 'Asia/Shanghai' } });
    const conversation = newConversation();
    const form = formIn(await typed('subscribe energy', conversation, asker({ zone: async () => undefined })));
    expect(form.about).toEqual(['You typed: “subscribe energy”.', '']);
    expect(standing(form)).toMatchObject({ topics: ['energy'], zone: undefined });
    expect(await conversation.digests.subscriptions(HERE)).toEqual([]);
    expect(await typed('subscribe energy, taiwan and trade', conversation)).toMatchObject({ isDone: true });
    expect(await conversation.digests.subscriptions(HERE)).toMatchObject([
      { topics: ['energy', 'taiwan', 'trade-and-tariffs'] },
    ]);
    await typed('订阅能源', conversation);
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(2);
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
    await typed('subscribe taiwan', conversation);
    await typed('subscribe all', conversation);
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

  test.each([
    [
      'energy mon wed 9am Beijing',
      { topics: ['energy'], days: ['mon', 'wed'], time: '09:00', zone: 'Asia/Shanghai' },
      '',
    ],
    ['subscribe energy weekdays 9am Tokyo', { topics: ['energy'], time: '09:00', zone: 'Asia/Tokyo' }, ''],
    ['subscribe energy bananas', { topics: ['energy'] }, 'Not understood: “bananas”.'],
    [
      'subscribe energy every 2 weeks 9am tokyo',
      { topics: ['energy'], time: '09:00' },
      'Not understood: “every 2 weeks”.',
    ],
    ['subscribe energy 25:00', { topics: ['energy'] }, '“25:00” is not a time'],
    ['subscribe taiwn', { topics: ['taiwan'] }, 'Did you mean: Taiwan?'],
    ['subscribe energy <#C2|ops>', { topics: ['energy'], channel: 'C2' }, ''],
    ['订阅 能源 香蕉', { topics: ['energy'] }, 'Not understood: “香蕉”.'],
    ['nonsense', {}, 'Not understood: “nonsense”.'],
  ])('%s: opens the form with what is understood, and with what was typed', async (text, filled, note) => {
    const conversation = newConversation();
    const form = formIn(await typed(text, conversation));
    expect(form.about).toEqual([expect.stringContaining(text), expect.stringContaining(note)]);
    expect(standing(form)).toMatchObject(filled);
    expect(await conversation.digests.subscriptions(HERE)).toEqual([]);
  });

  test('is of no topics where none is understood, and the form leaves the zone to that of the asker', async () => {
    const form = formIn(await typed('subscribe unicorns', newConversation()));
    expect(standing(form)).toMatchObject({ topics: [], zone: 'Asia/Shanghai' });
  });

  test('names a digest by its topic, for whatever is to be done with it', async () => {
    const { conversation, id } = await withDigest();
    await typed('subscribe taiwan', conversation);
    await typed('subscribe trade', conversation);
    await typed('pause energy', conversation);
    const stateOf = async (topic: string) =>
      (await conversation.digests.subscriptions(HERE)).find(({ topics }) => topics.includes(topic))?.pausedBecause;
    expect([await stateOf('energy'), await stateOf('taiwan')]).toEqual(['asked', undefined]);
    await typed('暂停贸易与关税', conversation);
    expect(await stateOf('trade-and-tariffs')).toBe('asked');
    expect(await typed('change energy', conversation)).toMatchObject({
      type: 'form',
      form: { button: { subscription: id } },
    });
    expect(await typed('change energy at 10:00 tonight', conversation)).toMatchObject({
      form: {
        button: { subscription: id },
        about: [expect.any(String), 'Not understood: “tonight”.'],
        fields: expect.arrayContaining([
          expect.objectContaining({ id: 'when', value: expect.stringMatching(/10:00$/u) }),
        ]),
      },
    });
    expect(await typed('pause bananas', conversation)).toMatchObject({ isDone: false });
  });

  test('names one of a relationship by its countries, in Chinese too', async () => {
    const conversation = newConversation();
    await typed('subscribe china', conversation);
    expect(await conversation.digests.subscriptions(HERE)).toMatchObject([{ topics: ['cn-us'] }]);
    await typed('subscribe energy', conversation);
    for (const name of ['china', 'us-china', '中国', '中美']) {
      const previewed = await typed(`preview ${name}`, conversation);
      expect(JSON.stringify(previewed)).toContain('All China–U.S., Mon 09:00 Beijing');
    }
  });

  test('changes nothing where nothing is given, and says so', async () => {
    const { conversation, id, now } = await withDigest();
    const before = await now();
    expect(
      await requestDigestAction({ action: 'change', id, input: { days: undefined } }, asker(), conversation),
    ).toMatchObject({
      type: 'form',
      form: { button: { subscription: id } },
    });
    const form = { id, input: { days: 'mon', time: '9:00' } };
    expect(await submitDigestForm(form, asker(), conversation)).toMatchObject({
      reply: { title: 'Nothing was changed' },
    });
    expect(await now()).toEqual(before);
  });

  test('asks before a second digest of the same topics, and makes it when asked for the same again', async () => {
    const { conversation, id } = await withDigest();
    const again = () => subscribed('energy', '7:00', conversation);
    const asked = await again();
    expect(asked).toMatchObject({
      isDone: false,
      reply: {
        actions: [{ label: 'Change', target: { action: 'change', subscription: id } }, { label: 'All digests' }],
      },
    });
    expect(JSON.stringify(asked)).toContain('This channel already has “Energy, Mon 09:00 Beijing”');
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(1);
    // Another person is asked themselves, and another schedule is another question.
    await subscribed('energy', '7:00', conversation, asker({ person: 'bob' }));
    await subscribed('energy', '8:00', conversation);
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(1);
    expect(await again()).toMatchObject({ isDone: true });
    expect(await conversation.digests.subscriptions(HERE)).toHaveLength(2);
    // A third one is asked about anew.
    expect(await again()).toMatchObject({ isDone: false });
    expect(await subscribed('taiwan', '7:00', conversation)).toMatchObject({ isDone: true });
  });

  test('moves a digest to another channel, where it begins anew, if the asker may manage both', async () => {
    const { conversation, id, now } = await withDigest();
    const asked: Managed[] = [];
    const barred = asker({
      refusal: async (managed) => (asked.push(managed), managed.channelRef.channel === 'C2' ? REFUSED : undefined),
    });
    expect(
      await requestDigestAction({ action: 'change', input: { channel: 'C2' } }, barred, conversation),
    ).toMatchObject({
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
    const moved = await requestDigestAction(
      { action: 'change', input: { channel: 'C2', time: '7:00' } },
      asker(),
      conversation,
    );
    expect(moved).toMatchObject({ isDone: true, reply: { title: 'Digest changed' } });
    expect(JSON.stringify(moved)).toContain('posted in another channel from now on');
    expect(await conversation.digests.subscriptions({ ...HERE, channel: 'C2' })).toMatchObject([
      { id, introduced: false, schedule: { time: '07:00' } },
    ]);
  });

  test('lists the digests of all channels that the asker may manage', async () => {
    const { conversation } = await withDigest();
    await subscribed('taiwan', '7:00', conversation, asker(), 'C2');
    await subscribed('trade', '7:00', conversation, asker(), 'C3');
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
        'Energy, Mon 09:00 Beijing in c1',
        'Taiwan, every day 07:00 Beijing in C2',
      ]);
    }
    expect(JSON.stringify(await typed('list all', conversation, asker({ refusal: async () => REFUSED })))).toContain(
      'no digests here that you can manage',
    );
  });

  test('changes one by its fields, or by the form where it names none', async () => {
    const { conversation, id, now } = await withDigest();
    await requestDigestAction({ action: 'change', input: { time: '10:00' } }, asker(), conversation);
    expect((await now()).schedule.time).toBe('10:00');
    expect(await typed('change', conversation)).toMatchObject({ type: 'form', form: { button: { subscription: id } } });
    expect(await typed('change nosuch', conversation)).toMatchObject({
      form: { button: { subscription: id }, about: [expect.any(String), 'Not understood: “nosuch”.'] },
    });
  });

  test('names a new owner only by a mention', async () => {
    const { conversation, now } = await withDigest();
    await typed('handover somebody', conversation);
    expect((await now()).owner).toBe('alice');
    await typed('移交 能源 给 <@U02BOB>', conversation);
    expect((await now()).owner).toBe('U02BOB');
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
    const anybody = asker({ refusal: async () => REFUSED });
    expect(await openDigestForm(undefined, anybody, newConversation())).toMatchObject({ type: 'form' });
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
  });
const ofStatements = (digest: Awaited<ReturnType<typeof composed>>): string[] =>
  (digest?.carried.keys ?? []).filter((key) => key.startsWith('statement') && !key.includes('/due/'));

describe('what a digest counts as received', () => {
  test('is what there is when it is made, and what topics have that are added later', async () => {
    const { conversation, now } = await withDigest();
    expect(ofStatements(await composed(conversation, await now()))).toEqual([]);
    const { baseline } = await now();
    await requestDigestAction({ action: 'change', input: { topics: 'cn-us' } }, asker(), conversation);
    expect((await now()).topics).toEqual(['cn-us']);
    expect(ofStatements(await composed(conversation, await now()))).toEqual([]);
    expect((await now()).baseline.join('').length).toBeGreaterThan(baseline.join('').length * 5);
    expect((await now()).baseline.join('').length).toBeLessThan(12_000);
    // Without what was added with the topics, their statements would all be news.
    const all = await composed(conversation, { ...(await now()), baseline });
    expect(JSON.stringify(all?.reply)).toMatch(
      /told in the next digests: \d\d+ more changes and \d\d+ more documents/u,
    );
  });
});

/** The form of a digest over real sockets: opened with what is known, saved, and given back with what is wrong. */
import { expect, test } from 'vitest';
import type { Interaction, Message, Modal } from '../../../peers/discord.ts';
import { said, seen } from '../reading.ts';
import { alice, bob, channel, otherChannel, serveDigests, subscribe, type ServedDigests } from '../digest-serving.ts';

async function opened(interaction: Interaction): Promise<Modal> {
  await interaction.response;
  const modal = interaction.modal();
  if (modal === undefined) throw new Error('no form was opened');
  return modal;
}

const sent = ({ peer }: ServedDigests, { custom_id: customId }: Modal, fields: Record<string, string | string[]>) =>
  peer.modalSubmit({ customId, fields, user: alice }).settled();

/** What stands in the fields of a form, by their ids. */
function filled({ components }: Modal): Record<string, unknown> {
  return Object.fromEntries(
    components.flatMap(({ component }) => {
      if (component?.custom_id === undefined) return [];
      const {
        custom_id: id,
        value,
        options,
        default_values: channels,
      } = component as typeof component & {
        readonly value?: string;
        readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
        readonly default_values?: readonly { readonly id: string }[];
      };
      const chosen = options?.filter((one) => one.default === true).map((one) => one.value);
      return [[id, value ?? chosen ?? channels?.map((one) => one.id)]];
    }),
  );
}

const again = ({ peer }: ServedDigests, message: Message): Interaction =>
  peer.click({
    message,
    user: alice,
    customId: seen(message).buttons.find(({ label }) => label === 'Edit and send again')?.custom_id ?? '',
  });

test('what stands in the option of topics is read as people write it, and what is not understood is named', async () => {
  const { ask, told, store, clock } = await serveDigests();
  expect(filled(await opened(ask('subscribe', { topics: '能源 每周一三五 9点' })))).toMatchObject({
    topics: ['energy'],
    when: '每周一三五 9点',
  });
  const strange = await opened(ask('subscribe', { topics: 'taiwan every fortnight 9am' }));
  expect(filled(strange)).toMatchObject({ topics: ['taiwan'], when: '9am' });
  expect(JSON.stringify(strange)).toContain('There is no topic “every fortnight”');
  // So is what stands in the other options.
  const often = await opened(ask('subscribe', { topics: 'taiwan', days: 'every 2 weeks', at: '9am' }));
  expect(filled(often)).toMatchObject({ topics: ['taiwan'], when: 'every 2 weeks 9am' });
  expect(JSON.stringify(often)).toContain('“every 2 weeks” is not a day');
  const when = await opened(ask('subscribe', { topics: 'taiwan', at: '25:00' }));
  expect(JSON.stringify(when)).toContain('“25:00” is not a time');
  // Nothing but an unknown word must not become all topics.
  expect(filled(await opened(ask('subscribe', { topics: 'qwertz' })))).toMatchObject({ topics: [] });

  expect(await told('subscribe', { topics: 'energy weekdays 9am Beijing in Chinese', at: '10:00' })).toContain('10:00');
  expect(await store.subscriptions({})).toMatchObject([
    { topics: ['energy'], language: 'zh', schedule: { zone: 'Asia/Shanghai', time: '10:00' } },
  ]);
  clock.move({ minutes: 1 });
  expect(await told('change', { topics: 'taiwan every day 8am' })).toContain('every day at 08:00');
  expect(await store.subscriptions({})).toMatchObject([{ topics: ['taiwan'], schedule: { time: '08:00' } }]);
});

test('subscribing without a zone opens it with what was given; what is wrong comes back with all that was filled in', async () => {
  const served = await serveDigests();
  const { ask, store } = served;
  const modal = await opened(ask('subscribe', { topics: 'energy', at: '18:30', days: 'fri', 'when-quiet': 'rotate' }));
  expect(filled(modal)).toEqual({
    channel: [channel],
    topics: ['energy'],
    when: 'fri 18:30',
    zone: undefined,
    language: ['en'],
  });
  const wrong = await sent(served, modal, {
    channel: [otherChannel],
    topics: ['energy', 'busan-summit'],
    when: 'fri teatime',
    zone: 'Qwertz',
    language: ['zh'],
  });
  expect(said(wrong)).toContain('teatime');
  expect(said(wrong)).toContain('Qwertz');
  expect(await store.subscriptions({})).toEqual([]);

  const second = await opened(again(served, wrong));
  expect(filled(second)).toEqual({
    channel: [otherChannel],
    topics: ['busan-summit', 'energy'],
    when: 'fri teatime',
    zone: 'Qwertz',
    language: ['zh'],
  });
  const right = { channel: [otherChannel], topics: ['energy'], when: 'fri 18:30', zone: 'Beijing', language: ['zh'] };
  const done = await sent(served, second, right);
  // It takes the place of the message that said what was wrong.
  expect(done.id).toBe(wrong.id);
  expect(said(done)).toContain('Digest subscribed');
  expect(await store.subscriptions({})).toMatchObject([
    {
      channelRef: { channel: otherChannel },
      topics: ['energy'],
      language: 'zh',
      whenQuiet: 'rotate',
      schedule: { days: ['fri'], time: '18:30', zone: 'Asia/Shanghai' },
    },
  ]);
});

test('a command that is not understood names what it is, and a button opens the form with all that was given', async () => {
  const served = await serveDigests();
  const given = { topics: 'energy', days: 'monthly', at: '9am', zone: 'Beijing', language: 'zh' };
  const wrong = await served.ask('subscribe', given).settled();
  expect(said(wrong)).toContain('“monthly” is not');
  expect(said(wrong)).toContain('Nothing was subscribed');
  expect(filled(await opened(again(served, wrong)))).toEqual({
    channel: [channel],
    topics: ['energy'],
    when: 'monthly 9am',
    zone: 'Beijing',
    language: ['zh'],
  });
  // Who may not subscribe is not asked to correct it.
  const refused = await served.ask('subscribe', given, { user: bob, forged: true }).settled();
  expect(seen(refused).buttons).toEqual([]);
});

test('a text that is partly understood is answered by what was, and a button opens the form filled in with that', async () => {
  const served = await serveDigests();
  const { ask, store } = served;
  const text = 'trade and taiwan xyzzy mon wed fri 8:30 New York in Chinese';
  const wrong = await ask('subscribe', { topics: text, 'when-quiet': 'rotate' }).settled();
  expect(said(wrong)).toContain('There is no topic “xyzzy”');
  for (const shown of ['You wrote', 'Trade and tariffs', 'Taiwan', 'mon wed fri 8:30', 'New York'])
    expect(said(wrong)).toContain(shown);
  const modal = await opened(again(served, wrong));
  const right = {
    channel: [channel],
    topics: ['taiwan', 'trade-and-tariffs'],
    when: 'mon wed fri 8:30',
    zone: 'New York',
    language: ['zh'],
  };
  expect(filled(modal)).toEqual(right);
  expect(await store.subscriptions({})).toEqual([]);
  await sent(served, modal, right);
  expect(await store.subscriptions({})).toMatchObject([
    { topics: ['taiwan', 'trade-and-tariffs'], language: 'zh', whenQuiet: 'rotate', schedule: { time: '08:30' } },
  ]);

  const change = await ask('change', { topics: 'energy xyzzy daily' }).settled();
  expect(said(change)).toContain('It stays as it is');
  expect(filled(await opened(again(served, change)))).toMatchObject({
    topics: ['energy'],
    when: 'daily',
    zone: 'New York',
    'when-quiet': ['rotate'],
  });
});

test('a change of nothing opens it filled with the settings, twice too, and saves what is changed', async () => {
  const served = await serveDigests();
  const { ask, store } = served;
  const id = await subscribe(served, { topics: 'energy, busan-summit' });
  const modal = await opened(ask('change'));
  expect(filled(modal)).toEqual({
    topics: ['busan-summit', 'energy'],
    when: 'every day 09:00',
    zone: 'Beijing',
    language: ['en'],
    'when-quiet': ['skip'],
  });
  await opened(ask('change', { digest: id }));
  const fields = { topics: ['all'], when: 'weekdays 7:30', zone: 'Shanghai', language: ['en'], 'when-quiet': ['skip'] };
  expect(said(await sent(served, modal, fields))).toContain('Digest changed');
  expect(await store.subscription(id)).toMatchObject({ topics: 'all', schedule: { time: '07:30' } });
});

test('a form of a digest that is gone by then says so, and who may not manage gets none', async () => {
  const served = await serveDigests();
  const { ask, told, store } = served;
  const id = await subscribe(served);
  const modal = await opened(ask('change'));
  await store.removeSubscription(id);
  const fields = { topics: ['all'], when: 'fri 9', zone: 'Tokyo', language: ['en'], 'when-quiet': ['skip'] };
  expect(said(await sent(served, modal, fields))).toContain('There is no digest');
  expect(await told('subscribe', {}, { user: bob, forged: true })).toContain('needs the permission Manage Server');
});

/** The form of a digest over real sockets: opened with what is known, saved, and given back with what is wrong. */
import { expect, test } from 'vitest';
import type { Interaction, Message, Modal } from '../../../peers/discord.ts';
import { said, seen } from '../reading.ts';
import {
  alice,
  bob,
  channel,
  opened,
  otherChannel,
  posted,
  serveDigests,
  subscribe,
  type ServedDigests,
} from '../digest-serving.ts';

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

test('a sentence in the option of topics opens it with what is understood, and tells the rest', async () => {
  const { ask, store } = await serveDigests();
  expect(filled(await opened(ask('subscribe', { topics: '能源 每周一三五 9点' })))).toMatchObject({
    topics: ['energy'],
    when: '每周一三五 9点',
  });
  const strange = await opened(ask('subscribe', { topics: 'taiwan every fortnight 9am Beijing' }));
  expect(filled(strange)).toMatchObject({ topics: ['taiwan'], when: '9am', zone: 'Beijing' });
  for (const told of ['You typed: “taiwan every fortnight 9am Beijing”', 'Not understood: “every fortnight”'])
    expect(JSON.stringify(strange)).toContain(told);
  // Understood whole, it is no less a guess.
  await opened(ask('subscribe', { topics: 'energy weekdays 9am Beijing' }));
  const often = await opened(ask('subscribe', { topics: 'taiwan', days: 'every 2 weeks', at: '9am' }));
  expect(filled(often)).toMatchObject({ topics: ['taiwan'], when: 'every 2 weeks 9am' });
  expect(JSON.stringify(often)).toContain('“every 2 weeks” is not a day');
  const when = await opened(ask('subscribe', { topics: 'taiwan', at: '25:00' }));
  expect(JSON.stringify(when)).toContain('“25:00” is not a time');
  // Nothing but an unknown word must not become all topics; what is misspelt is chosen.
  expect(filled(await opened(ask('subscribe', { topics: 'qwertz', zone: 'Beijing' })))).toMatchObject({ topics: [] });
  expect(filled(await opened(ask('subscribe', { topics: 'taiwn', zone: 'Beijing' })))).toMatchObject({
    topics: ['taiwan'],
  });
  expect(await store.subscriptions({})).toEqual([]);
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

test('a command that is not understood opens it with all that was given, of a change too', async () => {
  const served = await serveDigests();
  const given = { topics: 'energy', days: 'monthly', at: '9am', zone: 'Beijing', language: 'zh' };
  expect(filled(await opened(served.ask('subscribe', given)))).toEqual({
    channel: [channel],
    topics: ['energy'],
    when: 'monthly 9am',
    zone: 'Beijing',
    language: ['zh'],
  });
  // Who may not subscribe is not asked to correct it.
  const refused = await served.ask('subscribe', given, { user: bob, forged: true }).settled();
  expect(seen(refused).buttons).toEqual([]);
  await subscribe(served);
  expect(filled(await opened(served.ask('change', { topics: 'energy xyzzy daily' })))).toMatchObject({
    topics: ['energy'],
    when: 'daily',
    zone: 'Beijing',
  });
});

test('a mention that would subscribe is answered by a button that opens it, for those who may', async () => {
  const served = await serveDigests();
  const { peer, store } = served;
  const content = `<@${peer.bot.id}> subscribe energy every 2 weeks 9am Beijing`;
  peer.message({ channelId: channel, author: alice, content });
  const answer = await peer.waitFor(() => posted(served)[0]);
  expect(said(answer)).toContain('You typed: “subscribe energy every 2 weeks 9am Beijing”');
  const customId = seen(answer).buttons.find(({ label }) => label === 'Open the form')?.custom_id ?? '';
  const modal = await opened(peer.click({ message: answer, user: alice, customId }));
  expect(filled(modal)).toMatchObject({ topics: ['energy'], when: 'Monday 09:00', zone: 'Asia/Shanghai' });
  expect(JSON.stringify(modal)).toContain('Not understood: “every 2 weeks”');
  const refused = await peer.click({ message: answer, user: bob, customId }).settled();
  expect(said(refused)).toContain('Manage Server');
  expect(await store.subscriptions({})).toEqual([]);
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
    whenQuiet: ['skip'],
  });
  await opened(ask('change', { digest: id }));
  const fields = { topics: ['all'], when: 'weekdays 7:30', zone: 'Shanghai', language: ['en'], whenQuiet: ['skip'] };
  expect(said(await sent(served, modal, fields))).toContain('Digest changed');
  expect(await store.subscription(id)).toMatchObject({ topics: 'all', schedule: { time: '07:30' } });
});

test('a form of a digest that is gone by then says so, and who may not manage gets none', async () => {
  const served = await serveDigests();
  const { ask, told, store } = served;
  const id = await subscribe(served);
  const modal = await opened(ask('change'));
  await store.removeSubscription(id);
  const fields = { topics: ['all'], when: 'fri 9', zone: 'Tokyo', language: ['en'], whenQuiet: ['skip'] };
  expect(said(await sent(served, modal, fields))).toContain('There is no digest');
  expect(await told('subscribe', {}, { user: bob, forged: true })).toContain('needs the permission Manage Server');
});

/** "Something wrong?" from button to confirmation, over real sockets against the strict fake Discord. */
import { describe, expect, test } from 'vitest';
import type { FlagFault } from '../../../../src/conversation/flags/flags.ts';
import { BUTTON_PREFIX } from '../../../../src/reply/button.ts';
import {
  DISCORD_IDS,
  everyComponent,
  type Component,
  type Interaction,
  type Message,
  type Modal,
} from '../../../peers/discord.ts';
import { ALL } from '../../../reply/awkward.ts';
import { newForm, newInbox, newReply } from '../../../support/flag-form.ts';
import { limitFaults } from '../render/limits-check.ts';
import { said } from '../reading.ts';
import { answerTo as answer, HERE, mention, answersIn, press, serve, topic, type Served } from '../serve.ts';

const { alice, guild, channel } = DISCORD_IDS;
const WRONG = {
  statement: ['met-in-busan'],
  text: 'The date is\nwrong: *see* the link.',
  link: 'https://a.example/b_c',
};

const tooShort = (field: FlagFault['field']) => () => [{ field, message: `The ${field} cannot be used.` }];

async function openedFrom(served: Served, message: Message, label = 'Something wrong?'): Promise<Modal> {
  const click = press(served, message, label);
  expect((await click.response).type).toBe(9);
  return click.modal()!;
}

async function briefed(served: Served, locale = 'en-US'): Promise<Message> {
  return answer(served, served.peer.slash({ ...HERE, ...topic('busan-summit'), locale }));
}

function submitted(served: Served, modal: Modal, fields: Record<string, string | string[]> = WRONG): Interaction {
  return served.peer.modalSubmit({ customId: modal.custom_id, fields, user: alice });
}

const field = (modal: Modal, id: string): Component | undefined =>
  everyComponent(modal.components).find(({ custom_id: one }) => one === id);

describe('the form', () => {
  test('opens from below a brief: which statement, what, a link', async () => {
    const served = await serve({ bot: () => ({ flags: newInbox() }) });
    const modal = await openedFrom(served, await briefed(served));
    expect(modal.title).toBe('Something wrong?');
    expect(modal.components.map(({ type, label }) => [type, label])).toEqual([
      [10, undefined],
      [18, 'Which statement?'],
      [18, 'What is wrong?'],
      [18, 'A link that shows it'],
    ]);
    expect(field(modal, 'statement')).toMatchObject({ type: 3, required: true });
    expect(field(modal, 'text')).toMatchObject({
      type: 4,
      style: 2,
      required: true,
      min_length: 10,
      max_length: 2_000,
    });
    expect(field(modal, 'link')).toMatchObject({ type: 4, style: 1, required: false, max_length: 500 });
  });

  test('opens from a message for everyone, for whoever presses', async () => {
    const served = await serve({ bot: () => ({ flags: newInbox() }) });
    mention(served.peer);
    const message = await served.peer.waitFor(() => answersIn(served.peer)[0]);
    const modal = await openedFrom(served, message);
    expect(said(await answer(served, submitted(served, modal)))).toContain('it was kept');
    expect(served.peer.messageStates(message.id)).toHaveLength(1);
  });

  test('that is sent is kept with its place, and the sender is told alone', async () => {
    const flags = newInbox();
    const served = await serve({ bot: () => ({ flags: flags }) });
    const modal = await openedFrom(served, await briefed(served));
    const told = await answer(served, submitted(served, modal));
    expect(said(told)).toContain('it was kept');
    expect(flags.kept).toEqual([
      {
        given: { topic: 'busan-summit', statement: 'met-in-busan', text: WRONG.text, link: WRONG.link },
        by: { channelRef: { platform: 'discord', workspace: guild, channel }, person: alice, language: 'en' },
      },
    ]);
  });

  test('without a link is kept without one; in a direct message it is not kept which', async () => {
    const flags = newInbox();
    const served = await serve({ bot: () => ({ flags: flags }) });
    const conversation = served.peer.dmWith(served.peer.user(alice));
    const message = await served.peer.slash({ ...HERE, channelId: conversation, ...topic('busan-summit') }).settled();
    const modal = await openedFrom(served, message);
    await submitted(served, modal, { statement: ['brief'], text: 'Quite wrong, all of it.' }).settled();
    expect(flags.kept).toMatchObject([
      { given: { statement: 'brief', link: '' }, by: { channelRef: { workspace: '', channel: '' } } },
    ]);
  });

  test('that comes twice is kept once', async () => {
    const flags = newInbox();
    const served = await serve({ bot: () => ({ flags: flags }) });
    const sent = submitted(served, await openedFrom(served, await briefed(served)));
    served.peer.resend(sent);
    await answer(served, sent);
    await briefed(served);
    expect(flags.kept).toHaveLength(1);
    expect(sent.callbacks).toHaveLength(1);
  });

  test('of a brief with more statements than Discord lists says so, and takes the first', async () => {
    const options = Array.from({ length: 60 }, (_, at) => ({ value: `s-${at}`, label: 'x'.repeat(300) }));
    const form = newForm({}, { options, about: [ALL], title: 'y'.repeat(80) });
    const served = await serve({ bot: () => ({ flags: { ...newInbox(), form: () => ({ ok: true, form }) } }) });
    const modal = await openedFrom(served, await briefed(served));
    expect(field(modal, 'statement')?.options).toHaveLength(25);
    expect(modal.components[1]?.['description']).toContain('Not all fit here');
  });

  test.each<[string, object, string]>([
    ['a brief that is gone', { form: () => ({ ok: false, reply: newReply('That brief is gone.') }) }, 'is gone'],
    [
      'a form that fails',
      {
        form: () => {
          throw new Error('broken form');
        },
      },
      'reference:',
    ],
  ])('of %s is an answer instead', async (_, broken, words) => {
    const served = await serve({ bot: () => ({ flags: { ...newInbox(), ...broken } }) });
    expect(said(await answer(served, press(served, await briefed(served), 'Something wrong?')))).toContain(words);
  });
});

describe('a form that cannot be kept', () => {
  test.each(['statement', 'text', 'link', 'form'] as const)(
    'for its %s tells why privately, shows what was typed, and opens again with it',
    async (fault) => {
      const flags = newInbox(tooShort(fault));
      const served = await serve({ bot: () => ({ flags: flags }) });
      const refused = await answer(served, submitted(served, await openedFrom(served, await briefed(served))));
      expect(said(refused)).toContain(`The ${fault} cannot be used.`);
      expect(said(refused)).toContain(WRONG.text);
      expect(
        limitFaults({ ...refused, content: undefined, embeds: undefined, allowed_mentions: { parse: [] } }),
      ).toEqual([]);
      const again = await openedFrom(served, refused, 'Edit and send again');
      expect(field(again, 'text')?.['value']).toBe(WRONG.text);
      expect(field(again, 'link')?.['value']).toBe(WRONG.link);
      expect(
        field(again, 'statement')
          ?.options?.filter((one) => one.default)
          .map(({ value }) => value),
      ).toEqual(['met-in-busan']);
      expect(flags.kept).toEqual([]);
    },
  );

  test('is replaced by what comes of it the next time', async () => {
    let isWrong = true;
    const flags = newInbox(() => (isWrong ? [{ field: 'link', message: 'No link.' }] : []));
    const served = await serve({ bot: () => ({ flags: flags }) });
    const refused = await answer(served, submitted(served, await openedFrom(served, await briefed(served))));
    const second = submitted(served, await openedFrom(served, refused, 'Edit'));
    expect((await second.response).type).toBe(7);
    expect(said(served.peer.messageNow(refused.id)!)).toContain('No link.');
    isWrong = false;
    const third = submitted(served, await openedFrom(served, served.peer.messageNow(refused.id)!, 'Edit'));
    expect((await third.response).type).toBe(7);
    expect(said(served.peer.messageNow(refused.id)!)).toBe('Thank you: it was kept.');
    expect(flags.kept).toHaveLength(1);
  });

  test('because the store fails keeps what was typed before one’s eyes', async () => {
    let isBroken = false;
    const flags = newInbox(tooShort('link'));
    const served = await serve({
      bot: () => ({
        flags: {
          ...flags,
          flag: (...given) => (isBroken ? Promise.reject(new Error('no store')) : flags.flag(...given)),
        },
      }),
    });
    const refused = await answer(served, submitted(served, await openedFrom(served, await briefed(served))));
    isBroken = true;
    const again = submitted(served, await openedFrom(served, refused, 'Edit'));
    expect(said(await answer(served, again))).toMatch(/reference: \S{8}/u);
    expect(said(served.peer.messageNow(refused.id)!)).toContain(WRONG.text);
  });

  test.each([
    ['everything awkward', ALL.slice(0, 1_500)],
    ['nothing but marks', '*'.repeat(2_000)],
    ['nothing but Chinese', '字'.repeat(2_000)],
    ['4,000 characters, which no client sends', 'word '.repeat(800)],
    ['mentions', `<@${alice}> @everyone <@&${guild}>`],
  ])('of %s keeps the limits and pings nobody', async (_, text) => {
    const served = await serve({ bot: () => ({ flags: newInbox(tooShort('text')) }) });
    const modal = await openedFrom(served, await briefed(served));
    const sent = served.peer.modalSubmit({
      customId: modal.custom_id,
      fields: { text, link: text, statement: text },
      user: alice,
      channelId: channel,
      forged: true,
    });
    const refused = await answer(served, sent);
    expect(refused.mention_everyone).toBe(false);
    const again = await openedFrom(served, refused, 'Edit');
    expect(String(field(again, 'text')?.['value']).length).toBeLessThanOrEqual(2_000);
  });
});

describe('a form of another version', () => {
  test.each([
    'x',
    'attache0/flag/busan-summit/en',
    `${BUTTON_PREFIX}/flag/../en`,
    `${BUTTON_PREFIX}/flag/busan-summit/fr`,
  ])('%s keeps nothing, says so and shows what was typed', async (customId) => {
    const flags = newInbox();
    const served = await serve({ bot: () => ({ flags: flags }) });
    const sent = served.peer.modalSubmit({
      customId,
      fields: WRONG,
      user: alice,
      channelId: channel,
      forged: true,
    });
    const told = said(await answer(served, sent));
    expect(told).toContain('nothing was saved');
    expect(told).toContain(WRONG.text);
    expect(flags.kept).toEqual([]);
  });

  test('of which the fields are unknown is held against what is asked', async () => {
    const flags = newInbox(({ text }) => (text === undefined ? [{ field: 'text', message: 'Say what.' }] : []));
    const served = await serve({ bot: () => ({ flags: flags }) });
    const customId = `${BUTTON_PREFIX}/flag/busan-summit/zh`;
    const sent = served.peer.modalSubmit({
      customId,
      fields: { other: 'x' },
      user: alice,
      channelId: channel,
      forged: true,
    });
    expect(said(await answer(served, sent))).toContain('Say what.');
  });
});

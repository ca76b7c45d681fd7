/** Digests in Slack from the command to the posted message: the form, the text, the buttons and the clock, against local-slack. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ALICE,
  GENERAL,
  localSlackExists,
  startLocalSlack,
  type LocalSlack,
  type StoredMessage,
} from '../../../peers/slack.ts';
import type { Subscription } from '../../../../src/digest/subscription.ts';
import { filledForm } from '../digest-form-values.ts';
import { startDigestBot, type DigestBot } from './digest-session.ts';
import { until } from '../harness.ts';
import { checkMessage } from '../render/limits-check.ts';
import { targetsOf, textOf } from '../read-message.ts';
import { checkView } from '../render/view-check.ts';

type View = { readonly title: { readonly text: string }; readonly blocks: readonly Record<string, unknown>[] };
type UiEvent = { readonly t: string; readonly stack?: readonly View[]; readonly errors?: Record<string, string> };

/** 09:00 in New York on the day that the tests begin, and on the day after. */
const SLOT = '2026-11-24T14:00:00Z';
const NEXT_SLOT = '2026-11-25T14:00:00Z';

describe.runIf(localSlackExists('digests against local-slack'))('a digest', () => {
  let slack: LocalSlack;
  let bot: DigestBot;
  let ui: WebSocket;
  let uiEvents: UiEvent[];

  beforeEach(async () => {
    slack = await startLocalSlack({ mode: 'socket' });
    bot = await startDigestBot(slack.apiUrl);
    uiEvents = [];
    ui = new WebSocket(`${slack.url.replace('http', 'ws')}/ui`);
    ui.addEventListener('message', ({ data }) => void uiEvents.push(JSON.parse(String(data)) as UiEvent));
    await new Promise((resolve) => ui.addEventListener('open', resolve));
  });
  afterEach(async () => {
    ui.close();
    await bot.close();
    await slack.close();
    const errors = bot.lines.filter((line) => line.includes('"level":"error"'));
    if (errors.length > 0) throw new Error(`faults in the log: ${errors.join('')}`);
  });

  const messages = async (): Promise<readonly StoredMessage[]> => await slack.messages(GENERAL);
  const posted = async (): Promise<StoredMessage[]> =>
    (await messages()).filter(
      ({ subtype, user, text }) =>
        subtype === undefined && user !== ALICE && !text?.startsWith('This channel has a digest'),
    );
  const command = async (text: string): Promise<void> => {
    const body = JSON.stringify({ channel: GENERAL, user: ALICE, command: '/digest', text });
    await fetch(`${slack.url}/_control/command`, { method: 'POST', body });
  };
  /** Does something and returns the one private message that answers it. */
  const answerTo = async (act: () => Promise<unknown>): Promise<StoredMessage> => {
    const before = (await messages()).filter(({ subtype }) => subtype === 'ephemeral').length;
    await act();
    const message = await until('a private answer', async () =>
      (await messages()).filter(({ subtype }) => subtype === 'ephemeral').at(before),
    );
    expect(message.ephemeral_to).toBe(ALICE);
    expect(checkMessage({ text: message.text, blocks: message.blocks })).toEqual([]);
    return message;
  };
  const say = async (text: string): Promise<string> => textOf(await answerTo(async () => await command(text)));
  const click = async (message: StoredMessage, label: string): Promise<StoredMessage> => {
    const value = targetsOf(message).get(label);
    if (value === undefined) throw new Error(`no button ${label} in ${[...targetsOf(message).keys()].join()}`);
    return await answerTo(async () => await slack.press(GENERAL, message.ts, { value }));
  };
  const all = async (): Promise<readonly Subscription[]> => await bot.store().subscriptions({});
  const only = async (): Promise<Subscription> => {
    const [first, ...rest] = await all();
    if (first === undefined || rest.length > 0) throw new Error(`${rest.length} too many digests`);
    return first;
  };
  const view = async (what: string, act: () => Promise<unknown> | void): Promise<View> => {
    uiEvents = [];
    await act();
    const opened = await until(
      what,
      () => uiEvents.findLast(({ t, stack }) => t === 'view' && stack?.length === 1)?.stack?.[0],
    );
    expect(checkView(opened)).toEqual([]);
    return opened;
  };
  const submit = (over: object = {}): void =>
    ui.send(JSON.stringify({ t: 'view_submit', user: ALICE, values: filledForm(over) }));
  const errors = async (act: () => void): Promise<Record<string, string>> => {
    uiEvents = [];
    act();
    return (await until('errors', () => uiEvents.find(({ t }) => t === 'view_errors')?.errors)) ?? {};
  };

  /** Subscribes the channel by the form, to energy on weekdays at 09:00 in New York unless `over` says otherwise. */
  const subscribe = async (over: object = {}): Promise<View> => {
    await view('a form', async () => await command(''));
    return await view('the result', () => submit(over));
  };
  const asks = async (list: StoredMessage, label: string): Promise<void> =>
    await slack.press(GENERAL, list.ts, { value: targetsOf(list).get(label) ?? '' });
  const confirm = (): void => ui.send(JSON.stringify({ t: 'view_submit', user: ALICE, values: {} }));

  describe('by the form', () => {
    test('opens with the zone of the person and the channel, and when sent tells the next three times', async () => {
      const form = await view('a form', async () => await command(''));
      expect(element(form, 'zone')).toMatchObject({ initial_value: 'America/Los_Angeles' });
      expect(element(form, 'channel')).toMatchObject({ initial_conversation: GENERAL });
      const done = await view('the result', submit);
      const said = textOf(done);
      expect(done.title.text).toBe('Digest subscribed');
      for (const time of [
        'Tue November 24, 2026, 09:00',
        'Wed November 25, 2026, 09:00',
        'Thu November 26, 2026, 09:00',
      ])
        expect(said).toContain(time);
      expect(await only()).toMatchObject({ topics: ['energy'], owner: ALICE, channelRef: { channel: GENERAL } });
    });

    test('sent with a zone that nobody knows or without one is refused at its field, and can be mended there', async () => {
      await view('a form', async () => await command('subscribe'));
      const unknown = await errors(() => submit(zone('Atlantis')));
      expect(Object.keys(unknown)).toEqual(['zone']);
      expect(unknown['zone']).toContain('Atlantis');
      expect(Object.keys(await errors(() => submit(zone(null))))).toEqual(['zone']);
      expect(await all()).toEqual([]);
      expect((await view('the result', () => submit(zone('Beijing')))).title.text).toBe('Digest subscribed');
    });

    test('sent for a channel that the bot cannot see is refused at that field with what to do', async () => {
      await view('a form', async () => await command(''));
      const refused = await errors(() =>
        submit({ channel: { channel: { type: 'conversations_select', selected_conversation: 'C0NOWHERE' } } }),
      );
      expect(Object.keys(refused)).toEqual(['channel']);
      expect(refused['channel']).toContain('/invite @');
    });

    test('changes a digest from its own settings', async () => {
      await subscribe();
      const { id } = await only();
      const form = await view('a form', async () => await command(`change ${id}`));
      expect(element(form, 'zone')).toMatchObject({ initial_value: 'New York' });
      expect(element(form, 'topics')).toMatchObject({ initial_options: [{ value: 'energy' }] });
      const done = await view('the result', () =>
        submit({ time: { time: { type: 'timepicker', selected_time: '10:30' } } }),
      );
      expect(done.title.text).toBe('Digest changed');
      expect((await only()).schedule).toMatchObject({ time: '10:30', zone: 'America/New_York' });
    });
  });

  describe('by text', () => {
    test('is subscribed to topics, on weekdays in the zone of the person, which is told', async () => {
      expect(await say('subscribe energy')).toContain('Los Angeles');
      expect(await only()).toMatchObject({
        topics: ['energy'],
        schedule: { time: '09:00', zone: 'America/Los_Angeles' },
      });
      expect(await say('subscribe 台湾')).toContain('订阅成功');
      expect(await all()).toHaveLength(2);
    });

    test('is not subscribed by a sentence: the form opens with what is understood of it, and tells the rest', async () => {
      const form = await view('a form', async () => await command('subscribe energy every 2 weeks 9am Beijing'));
      expect(JSON.stringify(form)).toContain(
        'You typed: “subscribe energy every 2 weeks 9am Beijing”. Not understood: “every 2 weeks”.',
      );
      expect(element(form, 'topics')).toMatchObject({ initial_options: [{ value: 'energy' }] });
      expect(element(form, 'zone')).toMatchObject({ initial_value: 'Asia/Shanghai' });
      expect(await all()).toEqual([]);
    });

    test('is of nothing where no topic is understood: sent so, it is refused, and all topics are a choice', async () => {
      const form = await view('a form', async () => await command('subscribe unicorns'));
      expect(element(form, 'topics')).toMatchObject({
        options: expect.arrayContaining([expect.objectContaining({ value: 'all' })]),
      });
      expect(element(form, 'topics')).not.toHaveProperty('initial_options');
      const none = { topics: { topics: { type: 'multi_static_select', selected_options: [] } } };
      expect(Object.keys(await errors(() => submit(none)))).toEqual(['topics']);
      expect(await all()).toEqual([]);
      const every = { topics: { topics: { type: 'multi_static_select', selected_options: [{ value: 'all' }] } } };
      await view('the result', () => submit(every));
      expect((await only()).topics).toBe('all');
    });

    test('is paused, resumed and removed, with its id and without', async () => {
      await subscribe();
      const { id } = await only();
      for (const about of ['', ` ${id}`, ` ${id.toUpperCase()}`]) {
        expect(await say(`pause${about}`)).toContain('Nothing is posted until it is resumed');
        expect((await only()).pausedBecause).toBe('asked');
        expect(await say(`resume${about}`)).toContain('Digest resumed');
        expect((await only()).pausedBecause).toBeUndefined();
      }
      // What is typed is asked about, as what is pressed is.
      expect(await say('remove')).toContain('Remove “Energy');
      expect((await only()).id).toBe(id);
    });

    test('of two in a channel must be named', async () => {
      await say('subscribe energy');
      expect(await say('subscribe energy')).toContain('on the same topics');
      await say('subscribe energy');
      const said = await say('pause');
      for (const { id, pausedBecause } of await all()) {
        expect(said).toContain(id);
        expect(pausedBecause).toBeUndefined();
      }
    });

    test('is handed over to nobody who may not manage it', async () => {
      await subscribe();
      expect(await say('handover')).toContain('Name the new owner');
      expect((await only()).owner).toBe(ALICE);
      // Bob is no member of the channel.
      expect(await say('handover energy to <@U02BOB|bob>')).toContain('may not manage');
      expect((await only()).owner).toBe(ALICE);
    });

    test.each([
      ['help', '/digest handover'],
      ['帮助', '/digest 移交'],
    ])('with %s tells how it is used', async (word, row) => {
      expect(await say(word)).toContain(row);
      expect(await all()).toEqual([]);
    });

    test.each(['pause', 'remove', 'now', 'preview', 'log', 'resume', 'change'])(
      'cannot be reached by %s with the id of one in another workspace',
      async (act) => {
        await subscribe();
        const mine = await only();
        const channelRef = { ...mine.channelRef, workspace: 'T99OTHER' };
        await bot.store().addSubscription({ ...mine, id: 'foreign1', channelRef: channelRef }, 9);
        await bot.store().removeSubscription(mine.id);
        expect(await say(`${act} foreign1`)).toContain('no digest “foreign1”');
        const forged = await answerTo(
          async () => await slack.press(GENERAL, '1.1', { value: `attache1/digest/${act}/foreign1/en` }),
        );
        expect(textOf(forged)).toContain('no digest “foreign1”');
        expect(await only()).toMatchObject({ id: 'foreign1', pausedBecause: undefined });
      },
    );
  });

  describe('by the buttons of its list', () => {
    test('is previewed privately and unchanged, paused, resumed, changed and removed', async () => {
      await subscribe();
      const before = await only();
      const list = await answerTo(async () => await command('list'));
      expect(textOf(list)).toContain('Energy, weekdays 09:00 New York');
      expect(JSON.stringify(list.blocks)).toContain(`<#${GENERAL}> · <@${ALICE}>`);
      expect(textOf(await click(list, 'Preview'))).toContain('Nothing was posted');
      expect(await posted()).toEqual([]);
      expect(await only()).toEqual(before);
      const paused = await click(list, 'Pause');
      expect(textOf(await click(paused, 'Resume'))).toContain('Digest resumed');
      const value = targetsOf(list).get('Change') ?? '';
      const form = await view('a form', async () => await slack.press(GENERAL, list.ts, { value }));
      expect(element(form, 'zone')).toMatchObject({ initial_value: 'New York' });
      const asked = await view('a question', async () => await asks(list, 'Remove'));
      expect(JSON.stringify(asked)).toContain('Energy, weekdays 09:00 New York');
      expect(await all()).toHaveLength(1);
      expect(textOf(await view('the result', confirm))).toContain('Removed.');
      expect(await all()).toEqual([]);
    });

    test('is posted now, once, and told in its log', async () => {
      await subscribe();
      const list = await answerTo(async () => await command('list'));
      await view('a question', async () => await asks(list, 'Send now'));
      expect(await posted()).toEqual([]);
      expect(textOf(await view('the result', confirm))).toContain('Posting now');
      await until('the digest', async () => ((await posted()).length === 1 ? true : undefined));
      await until('the settlement', async () => ((await only()).introduced ? true : undefined));
      expect(await say('log')).toContain('sent');
    });
  });

  test('is posted at its minute, once, carries its marker, and not again after a restart', async () => {
    // A topic in which nothing falls due in these weeks, so that the next slot has no news.
    await subscribe({
      topics: { topics: { type: 'multi_static_select', selected_options: [{ value: 'law-enforcement' }] } },
    });
    bot.moveTo('2026-11-24T13:59:59Z');
    expect(await posted()).toEqual([]);
    bot.moveTo(SLOT);
    const [first] = await until('the digest', async () => ((await posted()).length > 0 ? await posted() : undefined));
    bot.deliverer().wake();
    const [delivery] = await until('the settlement', async () => {
      const deliveries = await bot.store().digestLog({}, 5);
      return deliveries[0]?.state === 'sent' ? deliveries : undefined;
    });
    expect(first?.blocks?.[0]).toMatchObject({ block_id: delivery?.id });
    expect(delivery).toMatchObject({ message: first?.ts, attempts: 1, slot: '2026-11-24T14:00Z' });
    expect(checkMessage({ text: first?.text, blocks: first?.blocks })).toEqual([]);

    await bot.restart();
    bot.moveTo('2026-11-24T14:05:00Z');
    bot.moveTo(NEXT_SLOT);
    // The next slot has been settled, so all that came before it has too.
    await until('the next slot', async () => {
      const [newest] = await bot.store().digestLog({}, 1);
      return newest?.slot === '2026-11-25T14:00Z' && newest.settledAt !== undefined ? true : undefined;
    });
    expect((await bot.store().digestLog({}, 9)).map(({ slot, state }) => [slot, state])).toEqual([
      ['2026-11-25T14:00Z', 'skipped'],
      ['2026-11-24T14:00Z', 'sent'],
    ]);
    expect(await posted()).toHaveLength(1);
  });
});

const zone = (value: string | null) => ({ zone: { zone: { type: 'plain_text_input', value } } });
const element = ({ blocks }: View, id: string): unknown => blocks.find(({ block_id }) => block_id === id)?.['element'];

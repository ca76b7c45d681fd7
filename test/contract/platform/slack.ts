/** Drives real Bolt against our fake Slack. */
import { messages } from '../../../src/locales/messages.ts';
import { expect, onTestFinished } from 'vitest';
import { parseText } from '../../../src/chat/slack/render/escape.ts';
import { SHORTCUTS } from '../../../src/chat/slack/events/shortcut.ts';
import { startSlackFake } from '../../peers/slack-faults.ts';
import { filledForm } from '../../chat/slack/digest-form-values.ts';
import { DAYS } from '../../../src/digest/schedule/days.ts';
import { startDigestBot } from '../../chat/slack/events/digest-session.ts';
import { until } from '../../chat/slack/harness.ts';
import { targetsOf, textOf } from '../../chat/slack/read-message.ts';
import { checkMessage } from '../../chat/slack/render/limits-check.ts';
import { checkView } from '../../chat/slack/render/view-check.ts';
import {
  FLAG_LABELS,
  type Flagged,
  type Person,
  type PlatformDriver,
  type PlatformSession,
  type Shown,
} from './driver.ts';

type Json = Record<string, unknown>;
type SlackMenu = { readonly options?: readonly SlackOption[]; readonly initial_option?: SlackOption };
type SlackOption = { readonly text: { readonly text: string }; readonly value: string };

const TEAM = 'T01TEST';
const CHANNEL = 'C01GEN';
/** A channel of the stranger's, who is not a member of the other. */
const ELSEWHERE = 'C02';
const USERS: Readonly<Record<Person, string>> = { manager: 'U1', chinese: 'UZH', stranger: 'U2' };
const MEMBERS: Readonly<Record<string, readonly string[]>> = { [CHANNEL]: ['U1', 'UZH'], [ELSEWHERE]: ['U2'] };

const labelOf = ({ text }: SlackOption): string => parseText(text.text);

/** What a person types reaches the bot escaped. */
const typed = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const slackDriver: PlatformDriver = { name: 'Slack', start };

async function start(): Promise<PlatformSession> {
  const views: Json[] = [];
  const show = ({ view, view_id: id = `V${views.length}` }: Json): Json => {
    views.push({ ...(JSON.parse(String(view)) as Json), id });
    return { ok: true, view: views.at(-1) };
  };
  const fake = await startSlackFake({
    'users.info': ({ user }) => ({
      ok: true,
      user: { id: user, tz: 'Europe/Brussels', locale: user === USERS.chinese ? 'zh-CN' : 'en-US' },
    }),
    'conversations.members': ({ channel }) => ({
      ok: true,
      members: MEMBERS[String(channel)] ?? [],
      response_metadata: { next_cursor: '' },
    }),
    'conversations.info': ({ channel }) => ({ ok: true, channel: { id: channel, is_member: true } }),
    'views.open': show,
    'views.push': show,
    'views.update': show,
  });
  // Not moved there afterwards: a clock that was set back by weeks is one that the bot is careful with.
  const bot = await startDigestBot(fake.apiUrl, {}, undefined, '2026-11-03T12:00:00Z');
  onTestFinished(async () => {
    await bot.close();
    await fake.close();
    if (fake.problems.length > 0) throw new Error(`beyond Slack's limits: ${fake.problems.join('; ')}`);
  });

  let number = 0;
  /** Delivers what a person does, and returns its answer: the acknowledgement or what is sent to the response address. */
  const answerTo = async (type: string, payload: (name: string) => Json): Promise<Shown> => {
    const name = `t${++number}`;
    const { payload: acknowledged } = await fake.deliver(type, payload(name));
    const answer =
      acknowledged.blocks === undefined
        ? await until('an answer', () => fake.responses.find(({ to }) => to === name))
        : acknowledged;
    return shown(answer, answer.response_type === 'ephemeral');
  };
  const command = async (name: string, text: string, by: Person): Promise<Shown> =>
    await answerTo('slash_commands', (id) => ({
      command: name,
      text: typed(text),
      team_id: TEAM,
      channel_id: by === 'stranger' ? ELSEWHERE : CHANNEL,
      user_id: USERS[by],
      trigger_id: id,
      response_url: fake.responseUrl(id),
    }));
  const clicked = (id: string, value: string, container: Json, by: Person = 'manager'): Json => ({
    type: 'block_actions',
    team: { id: TEAM },
    user: { id: USERS[by], name: 'one' },
    channel: { id: CHANNEL, name: 'general' },
    container: { type: 'message', channel_id: CHANNEL, ...container },
    trigger_id: id,
    response_url: fake.responseUrl(id),
    actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
  });

  function shown(message: Json, isPrivate: boolean): Shown {
    const targets = targetsOf(message);
    const container: Json = isPrivate
      ? { message_ts: `${++number}.1`, is_ephemeral: true }
      : { message_ts: message.ts };
    const target = (label: string): string => {
      const value = targets.get(label);
      if (value === undefined) throw new Error(`no ${label} among ${[...targets.keys()].join(', ')}`);
      return value;
    };
    return {
      text: textOf(message),
      labels: [...targets.keys()],
      isPrivate,
      pings: /<[!@]|"type":"(?:user|usergroup|broadcast)"/u.test(JSON.stringify(message)),
      faults: checkMessage(message),
      follow: async (text, by) => await mention(text, by, String(message.thread_ts ?? message.ts)),
      click: async (label, by) => await answerTo('interactive', (id) => clicked(id, target(label), container, by)),
      flag: async (text, by = 'manager') =>
        await flagged(clicked(`t${++number}`, target(FLAG_LABELS[by]), container, by), text, by),
      clickTwice: async (label) =>
        await Promise.all(
          [1, 2].map(async () => await answerTo('interactive', (id) => clicked(id, target(label), container))),
        ),
      clickId: async (value) => await answerTo('interactive', (id) => clicked(id, value, container)),
      clickDeliveredTwice: async (label) => {
        const payload = clicked(`t${++number}`, target(label), container);
        await Promise.all([1, 2].map(async () => await fake.deliver('interactive', { ...payload })));
        await until('the answer', () => fake.responses.find(({ to }) => to === payload.trigger_id));
      },
    };
  }

  /** Delivers what a person does, and returns the modal that it shows. */
  const viewAfter = async (payload: Json, times = 1): Promise<Shown> => {
    const before = views.length;
    await Promise.all(Array.from({ length: times }, async () => await fake.deliver('interactive', { ...payload })));
    return shownView(await until('a view', () => views[before]));
  };
  function shownView(view: Json): Shown {
    const targets = targetsOf(view);
    const pressed = (value = '', by: Person = 'manager'): Json => ({
      type: 'block_actions',
      team: { id: TEAM },
      user: { id: USERS[by], name: 'one' },
      container: { type: 'view', view_id: view.id },
      view,
      trigger_id: `t${++number}`,
      actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
    });
    return {
      text: textOf(view),
      labels: [...targets.keys()],
      isPrivate: true,
      pings: false,
      faults: [],
      follow: async () => await Promise.reject(new Error('a form has no thread')),
      click: async (label, by) => await viewAfter(pressed(targets.get(label), by)),
      flag: async (text, by = 'manager') => await flagged(pressed(targets.get(FLAG_LABELS[by]), by), text, by),
      // Both answers come as views, in any order.
      clickTwice: async (label) => {
        const before = views.length;
        const both = [1, 2].map(async () => await fake.deliver('interactive', pressed(targets.get(label))));
        await Promise.all(both);
        await until('both', () => views[before + 1]);
        return views.slice(before).map(shownView);
      },
      clickId: async (value) => await viewAfter(pressed(value)),
      clickDeliveredTwice: async (label) => void (await viewAfter(pressed(targets.get(label)), 2)),
    };
  }

  /** Submits a form with the values of its fields, and returns what Slack is answered. */
  const submitted = async (view: Json, values: object, by: Person = 'manager'): Promise<Json> => {
    const { payload } = await fake.deliver('interactive', {
      type: 'view_submission',
      team: { id: TEAM },
      user: { id: USERS[by] },
      trigger_id: `t${++number}`,
      view: { ...view, state: { values } },
    });
    return payload;
  };

  /** Opens the form of a flag, says what is wrong, and returns what the form offers and the view that takes its place. */
  const flagged = async (payload: Json, text: string, by: Person): Promise<Flagged> => {
    const before = views.length;
    await fake.deliver('interactive', payload);
    const view = await until('a form', () => views[before]);
    expect(checkView(view)).toEqual([]);
    const fields = view['blocks'] as readonly { readonly block_id?: string; readonly element?: SlackMenu }[];
    const { options = [], initial_option: chosen } =
      fields.find(({ block_id: id }) => id === 'statement')?.element ?? {};
    const values = {
      statement: { statement: { type: 'static_select', selected_option: chosen ?? null } },
      text: { text: { type: 'plain_text_input', value: text } },
      link: { link: { type: 'plain_text_input', value: null } },
    };
    const answer = await submitted(view, values, by);
    return {
      offered: options.map(labelOf),
      chosen: chosen && labelOf(chosen),
      answer: shownView({ ...(answer['view'] as Json), id: view['id'] }),
    };
  };

  const said = (channel: string): Shown[] =>
    fake.kept.filter((message) => message.channel === channel).map((message) => shown(message, channel !== CHANNEL));
  const event = (over: Json, id = `Ev${++number}`): Json => ({
    type: 'event_callback',
    team_id: TEAM,
    event_id: id,
    event_time: bot.clock.now.epochMilliseconds / 1_000,
    event: over,
  });
  async function mention(text: string, by: Person = 'manager', thread?: string): Promise<Shown> {
    const ts = `${++number}.1`;
    const before = fake.kept.length;
    const mentioned = { type: 'app_mention', user: USERS[by], channel: CHANNEL, ts, thread_ts: thread };
    await fake.deliver('events_api', event({ ...mentioned, text: `<@U0BOT> ${typed(text)}` }));
    const isAnswer = ({ thread_ts }: Json): boolean => thread_ts === (thread ?? ts);
    return shown(await until('the answer', () => fake.kept.slice(before).find(isAnswer)), false);
  }
  const moveBy = (by: Temporal.DurationLike): void => bot.moveTo(bot.clock.now.add(by).toString());

  return {
    command: async (text, by = 'manager') => await command('/brief', text, by),
    briefThis: async (text) => {
      const ts = `${++number}.1`;
      const name = `t${++number}`;
      const card = await viewAfter({
        type: 'message_action',
        callback_id: SHORTCUTS.message,
        trigger_id: name,
        message_ts: ts,
        response_url: fake.responseUrl(name),
        message: { type: 'message', ts, user: USERS.stranger, text: typed(text) },
        user: { id: USERS.manager, name: 'one' },
        channel: { id: CHANNEL, name: 'general' },
        team: { id: TEAM, domain: 't' },
        action_ts: '1',
      });
      return { card, message: ts };
    },
    replyLabel: messages('en')('sharing.inThread'),
    replies: (message) =>
      fake.kept
        .filter(({ channel, thread_ts }) => channel === CHANNEL && thread_ts === message)
        .map((one) => shown(one, false)),
    forget: (message) => {
      fake.erase(message);
      fake.fail('chat.postMessage', { error: 'cannot_reply_to_message' });
    },
    ask: async (text) => {
      const ts = `${++number}.1`;
      const message = { user: USERS.manager, channel: CHANNEL, ts, text: `<@U0BOT> ${typed(text)}` };
      fake.write(message);
      const again = async (): Promise<void> =>
        void (await fake.deliver('events_api', event({ type: 'app_mention', ...message })));
      await again();
      return { message: ts, again };
    },
    log: () => bot.lines.join(''),
    mention,
    subscribe: async () => {
      const before = views.length;
      await fake.deliver('slash_commands', {
        command: '/digest',
        text: '',
        team_id: TEAM,
        channel_id: CHANNEL,
        user_id: USERS.manager,
        trigger_id: `t${++number}`,
      });
      const view = await until('a form', () => views[before]);
      const everyDay = DAYS.map((value) => ({ value }));
      const values = filledForm({ days: { days: { type: 'checkboxes', selected_options: everyDay } } });
      const answer = await submitted(view, values);
      // Faults stand in the form, which stays open.
      const { errors = {}, view: done } = answer as { readonly errors?: Json; readonly view?: Json };
      const told = done === undefined ? Object.values(errors) : [(done['title'] as Json).text, textOf(done)];
      return { ...shownView({ blocks: [], ...done }), text: told.join(' ') };
    },
    manage: async (act, id, by) => await command('/digest', `${act} ${id}`, by),
    posted: () => said(CHANNEL),
    direct: () => said(`D${USERS.manager}`),
    join: async () => {
      const joined = {
        type: 'member_joined_channel',
        user: 'U0BOT',
        channel_type: 'C',
        team: TEAM,
        inviter: USERS.manager,
        event_ts: '1',
      };
      for (const channel of ['CNEW', 'CNEW', 'CLAST']) await fake.deliver('events_api', event({ ...joined, channel }));
      await until('the last greeting', () => said('CLAST')[0]);
      return said('CNEW');
    },
    // Nine in New York, in a week in which no date of the topic comes up.
    toSlot: (days = 0) =>
      bot.moveTo(
        Temporal.Instant.from('2026-11-03T14:00:00Z')
          .add({ hours: 24 * days })
          .toString(),
      ),
    aMinuteLater: () => moveBy({ seconds: 61 }),
    loseAcknowledgement: () => fake.fail('chat.postMessage', 'cut-after'),
    loseMessage: () => fake.fail('chat.postMessage', 'cut-before'),
    replaceRecords: bot.replaceRecords,
    closeChannel: () => fake.refuse(CHANNEL, 'restricted_action'),
    openChannel: () => fake.accept(CHANNEL),
    removeBot: () => fake.refuse(CHANNEL, 'not_in_channel'),
    inviteBot: async () => {
      fake.accept(CHANNEL);
      const joined = { user: 'U0BOT', channel: CHANNEL, channel_type: 'C', team: TEAM, event_ts: '1' };
      await fake.deliver('events_api', event({ type: 'member_joined_channel', ...joined }));
    },
    archive: () => fake.refuse(CHANNEL, 'is_archived'),
    restore: async () => {
      fake.accept(CHANNEL);
      await fake.deliver('events_api', event({ type: 'channel_unarchive', channel: CHANNEL, user: USERS.manager }));
    },
    restart: async () => await bot.restart(),
    store: () => bot.store(),
  };
}

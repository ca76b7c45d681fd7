/** A session with our fake Slack for views: the Home tab, modals on each other, shortcuts; with a bot that has digests. */
import { afterEach, beforeEach } from 'vitest';
import type { Bot } from '../../../src/chat/platform.ts';
import type { BotChange } from '../../support/bot.ts';
import { startSlackFake, type SlackFake } from '../../peers/slack-faults.ts';
import { startDigestBot, type DigestBot } from './events/digest-session.ts';
import { until } from './harness.ts';
import { checkView } from './render/view-check.ts';

export type Json = Readonly<Record<string, unknown>>;

export const CHANNEL = 'C01GEN';
export const WORKSPACE = 'T01TEST';
/** People by what Slack knows of them. */
export const READER = 'U1';
export const CHINESE = 'UZH';

/** A view as Slack was sent it, with the method, and for whom or on which trigger. */
export type Sent = { readonly method: string; readonly view: Json; readonly id: string; readonly for: string };

export type ViewSession = {
  readonly fake: SlackFake;
  readonly bot: DigestBot;
  readonly sent: readonly Sent[];
  /** Opens the Home tab, and returns it as published. */
  readonly home: (user?: string) => Promise<Json>;
  /** Presses a button of a view by its label, and returns the next view that is sent. */
  readonly press: (view: Json, label: string, over?: Json) => Promise<Sent>;
  /** The press itself, for those that need to say more. */
  readonly pressed: (view: Json, value: string, over?: Json) => Json;
  readonly deliver: (payload: Json) => Promise<void>;
  /** Does something and returns the next view that is sent. */
  readonly next: (act: () => Promise<unknown>) => Promise<Sent>;
  /** A view that was sent, as Slack hands it back with a press in it. */
  readonly handed: (sent: Sent) => Json;
};

/** Gives each test of a file a session of its own, whose Slack answers some methods otherwise; the returned function returns it. */
export function useViews(
  over: (bot: Bot) => BotChange = () => ({}),
  env: Record<string, string> = {},
  methods: Parameters<typeof startSlackFake>[0] = {},
): () => ViewSession {
  let session: ViewSession | undefined;
  beforeEach(async () => {
    session = await openSession(over, env, methods);
  });
  afterEach(async () => {
    if (session === undefined) return;
    await session.bot.close();
    await session.fake.close();
    const problems = [...session.fake.problems, ...session.sent.flatMap(({ view }) => checkView(view))];
    if (problems.length > 0) throw new Error(`beyond Slack's limits: ${problems.join('; ')}`);
  });
  return () => {
    if (session === undefined) throw new Error('no session outside a test');
    return session;
  };
}

async function openSession(
  over: (bot: Bot) => BotChange,
  env: Record<string, string>,
  methods: Parameters<typeof startSlackFake>[0],
): Promise<ViewSession> {
  const sent: Sent[] = [];
  let number = 0;
  const show = (method: string) => (args: Record<string, unknown>) => {
    const view = JSON.parse(String(args.view)) as Json;
    const id = typeof args.view_id === 'string' ? args.view_id : `V${++number}`;
    sent.push({ method, view, id, for: String(args.user_id ?? args.view_id ?? args.trigger_id) });
    return { ok: true, view: { ...view, id } };
  };
  const fake = await startSlackFake({
    'users.info': ({ user }) => ({
      ok: true,
      user: {
        id: user,
        tz: user === CHINESE ? 'Asia/Shanghai' : 'America/New_York',
        locale: user === CHINESE ? 'zh-CN' : 'en-US',
      },
    }),
    'conversations.members': () => ({ ok: true, members: [READER, CHINESE], response_metadata: { next_cursor: '' } }),
    'views.open': show('views.open'),
    'views.push': show('views.push'),
    'views.update': show('views.update'),
    'views.publish': show('views.publish'),
    'assistant.threads.setSuggestedPrompts': () => ({ ok: true }),
    'assistant.threads.setStatus': () => ({ ok: true }),
    ...methods,
  });
  const bot = await startDigestBot(fake.apiUrl, env, over);
  const next: ViewSession['next'] = async (act) => {
    const before = sent.length;
    await act();
    return await until('a view', () => sent[before]);
  };
  const pressed: ViewSession['pressed'] = (view, value, more = {}) => ({
    type: 'block_actions',
    team: { id: WORKSPACE },
    user: { id: READER, name: 'one' },
    container: { type: 'view', view_id: view.id },
    view,
    trigger_id: `t${++number}`,
    actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
    ...more,
  });
  const deliver = async (payload: Json): Promise<void> => void (await fake.deliver('interactive', { ...payload }));
  const handed = ({ view, id }: Sent): Json => ({ ...view, id });
  return {
    fake,
    bot,
    sent,
    next,
    pressed,
    deliver,
    handed,
    home: async (user = READER) => {
      const event = { type: 'app_home_opened', user, channel: 'D1', tab: 'home', event_ts: '1' };
      const published = await next(async () => await fake.deliver('events_api', envelope(event)));
      return handed(published);
    },
    press: async (view, label, more) => {
      const value = valuesOf(view).get(label);
      if (value === undefined) throw new Error(`no ${label} among ${[...valuesOf(view).keys()].join(', ')}`);
      return await next(async () => await deliver(pressed(view, value, more)));
    },
  };
}

let eventNumber = 0;

/** Returns an event as Slack sends it, new unless an id is given. */
export const envelope = (
  event: Json,
  id = `Ev${++eventNumber}`,
  atSeconds = 1_795_521_600,
): Record<string, unknown> => ({
  type: 'event_callback',
  team_id: WORKSPACE,
  event_id: id,
  event_time: atSeconds,
  event,
});

/** Returns the values of all buttons of a view by their labels; of several with the same label, the first. */
export function valuesOf(view: Json): Map<string, string> {
  const found = new Map<string, string>();
  for (const block of view.blocks as readonly Json[]) {
    const elements = [
      ...((block.elements ?? []) as readonly Json[]),
      ...(block.accessory ? [block.accessory as Json] : []),
    ];
    for (const element of elements)
      for (const { text, value } of element.type === 'button'
        ? [element]
        : ((element.options ?? []) as readonly Json[])) {
        const label = String((text as Json | undefined)?.text);
        if (!found.has(label)) found.set(label, String(value));
      }
  }
  return found;
}

/** A session with our fake Slack for the tests of faults: a fresh one for each test, and what Slack would send. */
import { afterEach, beforeEach } from 'vitest';
import type { Bot, Connection } from '../../../src/chat/platform.ts';
import { changed, type BotChange } from '../../support/bot.ts';
import { startSlackFake, type SlackFake } from '../../peers/slack-faults.ts';
import { TOKENS } from '../../peers/slack.ts';
import { connectWith, realBot, until } from './harness.ts';
import { textOf } from './read-message.ts';

/** What is pressed to share a brief. */
export const SHARE = 'attache1/share/brief/energy/1/en';
export const CHANNEL = 'C01GEN';

type Json = Record<string, unknown>;

export type Session = {
  readonly fake: SlackFake;
  readonly bot: Bot;
  readonly lines: readonly string[];
  readonly settings: () => Record<string, string>;
  /** Connects the bot over the socket, some of its parts replaced. */
  readonly connect: (over?: BotChange) => Promise<void>;
  /** Stops the bot, so that all that was delivered is done with. */
  readonly stop: () => Promise<void>;
  /** Returns the responses once there are so many. */
  readonly replies: (count: number) => Promise<readonly Json[]>;
  /** Returns what the first response says. */
  readonly told: () => Promise<string>;
  /** How often the bot asked for a socket. */
  readonly opens: () => number;
  readonly command: (name: string, text?: string) => Json;
  readonly press: (name: string, value: string, over?: object) => Json;
};

/** Gives each test of a file a session of its own, whose Slack answers further methods; the returned function returns it. */
export function useSession(further: Parameters<typeof startSlackFake>[0] = {}): () => Session {
  let session: Session | undefined;
  beforeEach(async () => {
    session = await openSession(further);
  });
  afterEach(async () => {
    if (session === undefined) return;
    await session.stop();
    await session.fake.close();
    const { problems } = session.fake;
    if (problems.length > 0) throw new Error(`messages beyond Slack's limits: ${problems.join('; ')}`);
  });
  return () => {
    if (session === undefined) throw new Error('no session outside a test');
    return session;
  };
}

async function openSession(further: Parameters<typeof startSlackFake>[0]): Promise<Session> {
  const fake = await startSlackFake(further);
  const { bot, lines, couriers } = realBot();
  let connection: Connection | undefined;
  const settings = (): Record<string, string> => ({
    SLACK_BOT_TOKEN: TOKENS.botToken,
    SLACK_APP_TOKEN: TOKENS.appToken,
    SLACK_API_URL: fake.apiUrl,
  });
  const replies = async (count: number): Promise<readonly Json[]> =>
    await until(`${count} responses`, () => (fake.responses.length >= count ? fake.responses : undefined));
  return {
    fake,
    bot,
    lines,
    settings,
    connect: async (over = {}) => {
      connection = await connectWith(settings(), changed(bot, over));
      if (connection.courier !== undefined) couriers.set('slack', connection.courier);
    },
    stop: async () => {
      await connection?.stop();
      connection = undefined;
    },
    replies,
    told: async () => textOf((await replies(1))[0]),
    opens: () => fake.calls.filter(({ method }) => method === 'apps.connections.open').length,
    command: (name, text = 'energy') => ({
      command: '/brief',
      text,
      team_id: 'T01TEST',
      channel_id: CHANNEL,
      user_id: 'U1',
      trigger_id: name,
      response_url: fake.responseUrl(name),
    }),
    press: (name, value, over = {}) => ({
      type: 'block_actions',
      team: { id: 'T01TEST' },
      user: { id: 'U1', name: '<!channel> & co' },
      channel: { id: CHANNEL, name: 'general' },
      container: { type: 'message', message_ts: '1.1', channel_id: CHANNEL, is_ephemeral: true },
      trigger_id: name,
      response_url: fake.responseUrl(name),
      actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
      ...over,
    }),
  };
}

let eventNumber = 0;

/** Returns the event of a mention, new unless an id is given. */
export const mention = (over: object = {}, id = `Ev${++eventNumber}`): Json => ({
  type: 'event_callback',
  team_id: 'T01TEST',
  event_id: id,
  event: {
    type: 'app_mention',
    user: 'U1',
    channel: CHANNEL,
    ts: `${++eventNumber}.1`,
    text: '<@U0BOT> energy',
    ...over,
  },
});

/** Returns the event of a direct message. */
export const direct = (over: object = {}): Json =>
  mention({ type: 'message', channel_type: 'im', channel: 'D1', text: 'energy', ...over });

/** Waits, where only time itself is the matter. */
export const wait = async (milliseconds: number): Promise<void> =>
  await new Promise((resolve) => void setTimeout(resolve, milliseconds));

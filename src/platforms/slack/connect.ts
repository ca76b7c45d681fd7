/** Connects the bot to Slack with Bolt: over a socket or by signed requests, and stops without leaving an answer behind. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ReceiverEvent, webApi as WebApi } from '@slack/bolt';
import type { Bot, Connection } from '../platform.ts';
import { createCourier } from './courier.ts';
import { enterByHttp, enterBySocket } from './entrance.ts';
import { LIMITS } from './limits.ts';
import { listen } from './listen.ts';
import { createBoltLogger } from './logger.ts';
import type { SlackSettings } from './settings.ts';
import type { Slack } from './slack.ts';
import { identify } from './start.ts';

/** What is in hand is waited for this long when the bot stops. */
const GRACE_MILLISECONDS = 8_000;

/** An answer of Slack's takes at most this long; three of them stay within the 20 seconds of a start. */
const REQUEST_MILLISECONDS = 6_000;

/** Where Slack sends its requests in HTTP mode: the path in the app's manifest. */
export const REQUEST_PATH = '/slack/events';

/** Returns a connection to Slack; rejects with an AttacheError where a token is refused, Slack is out of reach or the port is taken. */
export async function connect({ botToken, entrance, apiUrl, managers }: SlackSettings, bot: Bot): Promise<Connection> {
  const { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } = await import('@slack/bolt');
  const ending = new AbortController();
  const log = bot.log.child({ platform: 'slack' });
  const bounded: NonNullable<WebApi.WebClientOptions['fetch']> = async (url, init) =>
    await fetch(url, {
      ...init,
      signal: AbortSignal.any([ending.signal, AbortSignal.timeout(REQUEST_MILLISECONDS)]),
    });
  const logger = createBoltLogger(log, LogLevel.INFO);
  const options = {
    logger,
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    // Never the SDK's own retries and waits: they double a message whose response was lost, and hold up every channel for one.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: bounded,
  };

  const starting = new webApi.WebClient(botToken, { ...options, retryConfig: { retries: 2, factor: 1 } });
  const self = await identify(starting);
  const client = new webApi.WebClient(botToken, options);
  const slack: Slack = { bot, client, self, ending: ending.signal };

  const receiver =
    entrance.mode === 'socket'
      ? new SocketModeReceiver({
          appToken: entrance.appToken,
          logger,
          autoReconnectEnabled: false,
          installerOptions: { clientOptions: options },
        })
      : new HTTPReceiver({
          signingSecret: entrance.signingSecret,
          endpoints: [REQUEST_PATH],
          bodyLimit: LIMITS.requestBytes,
          logger,
        });
  const app = new App({
    token: botToken,
    // Known from auth.test: Bolt would ask again, and its rejection would be nobody's.
    botId: self.botId,
    botUserId: self.userId,
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    // Its filter knows the bot itself only; ours passes over every bot.
    ignoreSelf: false,
  });

  const inHand = new Set<Promise<void>>();
  let stopping = false;
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent): Promise<void> => {
    // Unacknowledged, so that Slack brings it again to whoever runs next.
    if (stopping) return;
    const work = processEvent(event);
    inHand.add(work);
    try {
      await work;
    } finally {
      inHand.delete(work);
    }
  };

  listen(app, slack, managers);

  const entered =
    entrance.mode === 'http' && receiver instanceof HTTPReceiver
      ? await enterByHttp(receiver, entrance.host, entrance.port)
      : receiver instanceof SocketModeReceiver
        ? await enterBySocket(receiver, client.slackApiUrl, log, ending.signal)
        : undefined;
  log.info({ mode: entrance.mode, user: self.name }, 'connected');

  return {
    courier: createCourier({ client, name: self.name, now: bot.now, ending: ending.signal }),
    stop: async () => {
      stopping = true;
      entered?.refuse();
      await Promise.race([Promise.allSettled(inHand), wait(GRACE_MILLISECONDS, undefined, { ref: false })]);
      ending.abort();
      await entered?.leave();
    },
  };
}

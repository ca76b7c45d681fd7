/** Connects the bot to Slack with Bolt, over a socket or by signed requests, and stops without leaving an answer unsent. */
import { setTimeout as wait } from 'node:timers/promises';
import { HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { createGuards } from '../../guarded.ts';
import type { Bot, Connection } from '../../platform.ts';
import { openHttpTransport, openSocketTransport, openPages, type Transport } from './transport.ts';
import { routesOf, type InstallRoutes } from '../install/install.ts';
import { withoutContent } from '../delivery/outcome.ts';
import { acknowledgeWhenDone } from './acknowledge.ts';
import { createWorkInHand } from './context.ts';
import { createBoltLogger, withClientLogger } from './logger.ts';
import { createRefuse } from './signed-requests.ts';
import type { SlackSettings } from './settings.ts';
import { askToken, checkClient, identify } from './preflight.ts';
import { heldByToken, watchToken, type TokenWatch } from '../../token-watch.ts';
import { createWorkspace, type WorkspaceOptions, type Workspace } from './workspace.ts';
import { createFetch } from './outgoing-requests.ts';

/** When stopping, the time to wait for pending answers. */
const GRACE_MS = 8_000;

/** The path in the app's manifest to which Slack sends its requests in HTTP mode. */
export const REQUEST_PATH = '/slack/events';

/** Returns a connection to Slack; rejects with an AttacheError where a token is refused, Slack cannot be reached or a port is taken. */
export async function connect(settings: SlackSettings, given: Bot): Promise<Connection> {
  const bot: Bot = { ...given, fault: (error, about) => given.fault(withoutContent(error), about) };
  const { transport, apiUrl, managers } = settings;
  const ending = new AbortController();
  const log = bot.log.child({ platform: 'slack' });
  const guards = createGuards();
  const datedFetch = createFetch(guards, bot, ending.signal);
  const logger = createBoltLogger(log, LogLevel.INFO);
  const options = withClientLogger(logger, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    // Without the SDK's own retries and waits: they post a message twice when its response was lost, and delay every channel because of one.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: datedFetch,
  });
  const common: WorkspaceOptions = {
    bot,
    log,
    logger,
    options,
    during: guards.during,
    managers,
    ending: ending.signal,
  };
  const inHand = createWorkInHand();

  const service = await serve(settings, common);
  const { pages: answer } = service;
  const pages: InstallRoutes | undefined = answer && ((...args) => inHand.track(answer(...args)));
  const refuse = createRefuse(log);
  const receiver =
    transport.mode === 'socket'
      ? new SocketModeReceiver({
          appToken: transport.appToken,
          logger,
          autoReconnectEnabled: false,
          installerOptions: { clientOptions: options },
        })
      : new HTTPReceiver({
          signingSecret: transport.signingSecret,
          endpoints: [REQUEST_PATH],
          logger,
          // Bolt would tell of each in a line of its own.
          dispatchErrorHandler: ({ response }) => refuse('unknown-path', response),
          customRoutes: pages === undefined ? [] : routesOf(pages),
        });
  const { app, courier } = service.over(receiver);

  // What is not acknowledged Slack sends again to the next process.
  app.processEvent = inHand.untilStopped(acknowledgeWhenDone(app.processEvent.bind(app)));

  const transports: Transport[] = [];
  const closeAll = async (): Promise<void> => {
    ending.abort();
    for (const one of transports) await one.close();
  };
  try {
    if (receiver instanceof HTTPReceiver && transport.mode === 'http')
      transports.push(await openHttpTransport(receiver, { ...transport, path: REQUEST_PATH, refuse }));
    if (receiver instanceof SocketModeReceiver) {
      if (pages !== undefined && settings.workspaces !== undefined)
        transports.push(await openPages(pages, settings.workspaces.host, settings.workspaces.port));
      transports.push(await openSocketTransport(receiver, service.apiUrl, log, ending.signal));
    }
  } catch (error) {
    for (const one of transports) one.refuse();
    await closeAll();
    throw error;
  }
  log.info({ mode: transport.mode, ...service.logFields }, 'connected');

  return {
    courier,
    isUp: () => (service.token?.state() ?? 'taken') === 'taken' && transports.every(({ isUp }) => isUp()),
    stop: async () => {
      const done = inHand.stop();
      for (const one of transports) one.refuse();
      await Promise.race([done, wait(GRACE_MS, undefined, { ref: false })]);
      await closeAll();
    },
  };
}

/** The service over a receiver that is created later. */
type Service = {
  readonly over: (receiver: Receiver) => Pick<Workspace, 'app' | 'courier'>;
  readonly pages?: InstallRoutes;
  readonly apiUrl: string;
  /** Whether Slack takes the token; left out where each workspace has its own. */
  readonly token?: TokenWatch;
  /** The fields for the log. */
  readonly logFields: Readonly<Record<string, unknown>>;
};

/** Verifies the connection to Slack, and returns the service for the one workspace of a token, or for every workspace that installs the app. */
async function serve(settings: SlackSettings, common: WorkspaceOptions): Promise<Service> {
  const { bot, options } = common;
  const client = new webApi.WebClient(settings.botToken, { ...options, retryConfig: { retries: 2, factor: 1 } });
  const apiUrl = client.slackApiUrl;
  if (settings.workspaces === undefined) {
    const { botToken } = settings;
    const self = await identify(client);
    const token = watchToken(() => askToken(client), common.log, common.ending);
    return {
      over: (receiver) => {
        const { app, courier } = createWorkspace(common, botToken, self, receiver);
        return { app, courier: heldByToken(courier, token, bot.now) };
      },
      apiUrl,
      token,
      logFields: { user: self.name },
    };
  }
  await checkClient(client, settings.workspaces);
  const { createWorkspaces } = await import('./many-workspaces.ts');
  const workspaces = await createWorkspaces(common, settings.workspaces, bot.deliveries.installations('slack'));
  return {
    over: (receiver) => ({ app: workspaces.createApp(receiver), courier: workspaces.courier }),
    pages: workspaces.pages,
    apiUrl,
    logFields: { workspaces: workspaces.count },
  };
}

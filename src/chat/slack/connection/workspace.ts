/** Serves one workspace: an app with its token that receives events, and a courier that posts there. */
import { App, type Logger as BoltLogger, type Receiver, webApi } from '@slack/bolt';
import type { Courier } from '../../../digest/delivery/courier.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { Guards } from '../../guarded.ts';
import type { Bot } from '../../platform.ts';
import { createCourier } from '../delivery/courier.ts';
import { listen } from '../events/listen.ts';
import { createPeople } from '../events/asker.ts';
import { greetInstaller } from '../events/welcome.ts';
import type { Managers } from '../events/rights.ts';
import type { Self } from './context.ts';

/** The options shared by all workspaces. */
export type WorkspaceOptions = {
  readonly bot: Bot;
  readonly log: Logger;
  readonly logger: BoltLogger;
  readonly options: webApi.WebClientOptions;
  /** Guards the requests of clients that are made with these options. */
  readonly during: Guards['during'];
  readonly managers: Managers;
  /** Aborts pending waits when the bot has stopped. */
  readonly ending: AbortSignal;
};

export type Workspace = {
  readonly app: App;
  readonly courier: Courier;
  /** Tells who has installed the app, directly, what to do with it; never rejects. */
  readonly greet: (workspace: string, user: string) => Promise<void>;
};

/** Returns the app and the courier of a token's workspace. */
export function createWorkspace(
  { bot, log, logger, options, during, managers, ending }: WorkspaceOptions,
  token: string,
  self: Self,
  receiver: Receiver,
): Workspace {
  const client = new webApi.WebClient(token, options);
  const app = new App({
    token,
    // Passed in, since Bolt would request them again, and nobody would handle its rejection.
    botId: self.botId,
    botUserId: self.userId,
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    // Bolt's filter recognizes only the bot itself; ours ignores every bot.
    ignoreSelf: false,
  });
  // The couriers limit their requests themselves; one that waited in the SDK's queue would leave under the guard of another.
  const posting = new webApi.WebClient(token, { ...options, maxRequestConcurrency: Infinity });
  const common = { client: posting, during, name: self.name, now: bot.now, ending };
  // Slack takes short bursts in a channel, which budgets keep short: https://docs.slack.dev/apis/web-api/rate-limits#posting
  const poster = createCourier({ ...common, channelMilliseconds: 0 });
  const slack = { bot, client, self, people: createPeople(client, log), poster, ending };
  listen(app, slack, managers);
  const languageOf: Courier['languageOf'] = (person) => slack.people.language(person);
  const greet: Workspace['greet'] = (workspace, user) => greetInstaller(slack, workspace, user);
  return { app, greet, courier: { ...createCourier(common), languageOf } };
}

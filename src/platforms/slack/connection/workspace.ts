/** Serves one workspace: an app with its token that hears, and a courier that posts there. */
import type { App, Logger as BoltLogger, Receiver, webApi as WebApi } from '@slack/bolt';
import type { Courier } from '../../../digest/delivery/courier.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { Bot } from '../../platform.ts';
import { createCourier } from '../delivery/courier.ts';
import { listen } from '../events/listen.ts';
import { createPeople } from '../events/person.ts';
import type { Managers } from '../events/rights.ts';
import type { Self } from './context.ts';

/** What all workspaces have in common. */
export type WorkspaceOptions = {
  readonly kit: Pick<typeof import('@slack/bolt'), 'App' | 'webApi'>;
  readonly bot: Bot;
  readonly log: Logger;
  readonly logger: BoltLogger;
  readonly options: WebApi.WebClientOptions;
  readonly managers: Managers;
  /** Ends what still waits when the bot has stopped. */
  readonly ending: AbortSignal;
};

export type Workspace = { readonly app: App; readonly courier: Courier };

/** Returns what serves the workspace of a token. */
export function createWorkspace(
  { kit, bot, log, logger, options, managers, ending }: WorkspaceOptions,
  token: string,
  self: Self,
  receiver: Receiver,
): Workspace {
  const client = new kit.webApi.WebClient(token, options);
  const app = new kit.App({
    token,
    // Known already: Bolt would ask again, and its rejection would be nobody's.
    botId: self.botId,
    botUserId: self.userId,
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    // Its filter knows the bot itself only; ours passes over every bot.
    ignoreSelf: false,
  });
  listen(app, { bot, client, self, people: createPeople(client, log), ending }, managers);
  return { app, courier: createCourier({ client, name: self.name, now: bot.now, ending }) };
}

/** The desk: the bot in a browser, with no token; it stands in where nothing else is configured. */
import type { Platform } from '../chat/platform.ts';
import type { DeskBot } from './bot.ts';
import { addressOf, parseSettings, VARIABLES } from './server/settings.ts';

export const platform: Platform<DeskBot> = {
  name: 'desk',
  showsHealth: true,
  variables: VARIABLES,
  secrets: ['OIDC_CLIENT_SECRET'],
  addressOf: (env) => {
    const { settings } = parseSettings(env);
    return addressOf(settings, settings.port);
  },
  firstLink: async (env, accounts) => {
    const { settings } = parseSettings(env);
    const { firstLink } = await import('./server/access/first-link.ts');
    return await firstLink(settings, accounts, addressOf(settings, settings.port));
  },
  configure: (env) => {
    const { wanted, faults, settings } = parseSettings(env);
    const connect: NonNullable<ReturnType<Platform<DeskBot>['configure']>['connect']> = async (bot) =>
      (await import('./server/connect.ts')).connect(settings, bot);
    if (wanted === undefined) return { faults: [], connect: undefined, fallback: { faults, connect } };
    return { faults, connect: wanted ? connect : undefined };
  },
  // The page draws a reply as the chats show it, from their payloads; what it is handed is the reply itself.
  render: async () => (reply) => [reply],
};

/** The desk: the bot in a browser, with no token; it stands in where nothing else is configured. */
import type { Platform } from '../platform.ts';
import { parseSettings, VARIABLES } from './server/settings.ts';

export const platform: Platform = {
  name: 'desk',
  showsHealth: true,
  variables: VARIABLES,
  secrets: ['DESK_PASSWORD'],
  configure: (env) => {
    const { wanted, faults, settings } = parseSettings(env);
    const connect: NonNullable<ReturnType<Platform['configure']>['connect']> = async (bot) =>
      (await import('./server/connect.ts')).connect(settings, bot);
    if (wanted === undefined) return { faults: [], connect: undefined, fallback: { faults, connect } };
    return { faults, connect: wanted ? connect : undefined };
  },
  // The page draws a reply as the chats show it, from their payloads; what it is handed is the reply itself.
  render: async () => (reply) => [reply],
};

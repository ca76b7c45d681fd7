/** Slack: a slash command, mentions, direct messages and buttons, over Socket Mode or signed HTTP. */
import type { Platform } from '../platform.ts';
import { parseSettings, VARIABLES } from './connection/settings.ts';

export const platform: Platform = {
  name: 'slack',
  variables: VARIABLES,
  secrets: [
    'SLACK_BOT_TOKEN',
    'SLACK_APP_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_CLIENT_SECRET',
    'SLACK_STATE_SECRET',
    'SLACK_TOKEN_KEY',
  ],
  configure: (env) => {
    const { settings, faults } = parseSettings(env);
    return {
      faults,
      connect: settings && (async (bot) => (await import('./connection/connect.ts')).connect(settings, bot)),
    };
  },
  render: async () => (await import('./render/render.ts')).render,
};

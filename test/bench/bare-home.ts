/** A Bolt app with nothing behind it: it publishes the Home tabs that it is given, by the person who opens theirs. */
import { readFileSync } from 'node:fs';
import { App, type types } from '@slack/bolt';

const [file = '', apiUrl = ''] = process.argv.slice(2);
const constants = JSON.parse(readFileSync(file, 'utf8')) as Record<string, types.HomeView>;
const app = new App({
  token: 'xoxb-bare',
  socketMode: true,
  appToken: 'xapp-bare',
  clientOptions: { slackApiUrl: apiUrl },
});
app.event('app_home_opened', async ({ event, client }) => {
  const view = constants[event.user];
  if (view !== undefined) await client.views.publish({ user_id: event.user, view });
});
await app.start();
process.stderr.write('bare connected\n');

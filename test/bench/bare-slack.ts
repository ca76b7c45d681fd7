/** A Bolt app with nothing behind it: it acknowledges /brief with the constants that it is given, by what was typed. */
import { readFileSync } from 'node:fs';
import { App, type RespondArguments } from '@slack/bolt';

const [file = '', entrance = '', port = '', apiUrl = '', secret = ''] = process.argv.slice(2);
const constants = JSON.parse(readFileSync(file, 'utf8')) as Record<string, RespondArguments>;
const app = new App({
  token: 'xoxb-bare',
  ...(entrance === 'socket' ? { socketMode: true, appToken: 'xapp-bare' } : { signingSecret: secret }),
  clientOptions: { slackApiUrl: apiUrl },
});
app.command('/brief', async ({ command, ack }) => await ack(constants[command.text]));
await app.start({ port: Number(port), host: '127.0.0.1' });
process.stderr.write('bare connected\n');

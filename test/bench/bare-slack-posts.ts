/** Slack's own client with nothing behind it: posts the messages of a file as quickly as so many requests at once allow. */
import { readFileSync } from 'node:fs';
import { webApi } from '@slack/bolt';

const [file = '', apiUrl = '', token = '', atOnce = ''] = process.argv.slice(2);
const messages = JSON.parse(readFileSync(file, 'utf8')) as webApi.ChatPostMessageArguments[];
const client = new webApi.WebClient(token, {
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  maxRequestConcurrency: Number(atOnce),
});
await client.auth.test();
const waiting = messages.values();
const work = async (): Promise<void> => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is about a browser's windows
  for (const message of waiting) await client.chat.postMessage(message);
};
await Promise.all(Array.from({ length: Number(atOnce) }, work));
process.stderr.write('bare posted\n');

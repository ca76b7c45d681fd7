/**
 * A bot on the Chat SDK with nothing behind it: it answers /brief with the constants that it is given, by what was typed.
 *
 * The SDK acknowledges a command with an empty body, and handlers answer by the Web API: that is `posted`. Its own messages
 * hold no blocks of Slack's kind as they are, so the answer goes by the client of Slack's that it hands out. `acknowledged` is
 * what it does not offer: the server puts the answer into the acknowledgement and spares the request to the Web API.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { createSlackAdapter } from '@chat-adapter/slack';
import { createMemoryState } from '@chat-adapter/state-memory';
import { serve } from '@hono/node-server';
import { Chat, type Adapter } from 'chat';

const [file = '', way = '', port = '', apiUrl = '', secret = ''] = process.argv.slice(2);
const slack = createSlackAdapter({ botToken: 'xoxb-bare', signingSecret: secret, apiUrl });
type Post = Parameters<typeof slack.webClient.chat.postEphemeral>[0];
type Constant = { readonly text: string; readonly blocks: NonNullable<Extract<Post, { blocks: unknown }>['blocks']> };
const constants = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Constant>>;

// Its own types do not agree where optional properties are taken exactly.
const adapters = { slack: slack as Adapter };
const bot = new Chat({ userName: 'bare', adapters, state: createMemoryState() });
const found = new AsyncLocalStorage<{ constant?: Constant }>();
bot.onSlashCommand('/brief', async ({ text, channel, user }) => {
  const constant = constants[text];
  if (constant === undefined) throw new Error(`nothing is there for "${text}"`);
  const answer = found.getStore();
  if (answer !== undefined) {
    answer.constant = constant;
    return;
  }
  const { text: said, blocks } = constant;
  await slack.webClient.chat.postEphemeral({
    channel: channel.id.replace(/^slack:/u, ''),
    user: user.userId,
    text: said,
    blocks,
  });
});

const posted = async (request: Request): Promise<Response> => await bot.webhooks.slack(request);
const acknowledged = async (request: Request): Promise<Response> => {
  const answer: { constant?: Constant } = {};
  const tasks: Promise<unknown>[] = [];
  return await found.run(answer, async () => {
    const response = await bot.webhooks.slack(request, { waitUntil: (task) => void tasks.push(task) });
    await Promise.all(tasks);
    return answer.constant === undefined ? response : Response.json(answer.constant);
  });
};

await bot.initialize();
serve({ fetch: way === 'posted' ? posted : acknowledged, hostname: '127.0.0.1', port: Number(port) }, () =>
  process.stderr.write('bare connected\n'),
);
// An end that Node sees, so that it keeps what it has compiled, as it does for ours.
process.once('SIGTERM', () => void bot.shutdown().finally(() => process.exit()));

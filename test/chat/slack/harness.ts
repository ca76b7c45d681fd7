/** What the tests of a connected Slack share: a bot from the real records, its log, and waiting for what comes later. */
import { createHmac } from 'node:crypto';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { createLogger } from '../../../src/app/log.ts';
import { platform } from '../../../src/chat/slack/index.ts';
import type { Bot, Connection, Environment } from '../../../src/chat/platform.ts';
import { TOKENS } from '../../peers/slack.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { botInMemory } from '../../support/bot.ts';

/** Read before any test, since a bot that reads first answers late. */
const catalogue = ownCatalogue();

/** Returns a bot with the real records, the lines it logs, and the couriers that it shares by: those of what a test connects. */
export function realBot(): { readonly bot: Bot; readonly lines: string[]; readonly couriers: Map<string, Courier> } {
  const lines: string[] = [];
  const log = createLogger('debug', Object.values(TOKENS), (line) => void lines.push(line));
  const couriers = new Map<string, Courier>();
  return { bot: botInMemory({ catalogue: () => catalogue, log, now: () => NOW, couriers }), lines, couriers };
}

/** Connects a bot with the given settings; throws where they are not enough. */
export async function connectWith(env: Environment, bot: Bot): Promise<Connection> {
  const { connect, faults } = platform.configure(env);
  if (connect === undefined) throw new Error(`not configured: ${JSON.stringify(faults)}`);
  return await connect(bot);
}

/** Returns what a check finds as soon as it finds anything; rejects after a minute. */
export async function until<Found>(
  what: string,
  check: () => Promise<Found | undefined> | Found | undefined,
): Promise<Found> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => void setTimeout(resolve, 15));
  }
}

/** Sends a request to the bot as Slack would: signed over its body, at a time. */
export async function signed(
  url: string,
  body: string,
  over: {
    readonly secret?: string;
    readonly secondsAgo?: number;
    readonly type?: string;
    readonly retry?: number;
  } = {},
): Promise<Response> {
  const timestamp = String(Math.floor(Date.now() / 1_000) - (over.secondsAgo ?? 0));
  const digest = createHmac('sha256', over.secret ?? TOKENS.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': over.type ?? 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...(over.retry !== undefined && {
        'x-slack-retry-num': String(over.retry),
        'x-slack-retry-reason': 'http_timeout',
      }),
    },
    body,
  });
}

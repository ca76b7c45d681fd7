/** `npm run chaos:recall`: corrects a statement while many messages of both chats carry it, with the process killed in the middle, and counts what was told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { outcomeOf } from '../../src/cli/recall.ts';
import { openStore } from '../../src/store/open.ts';
import { discordChat, slackChat } from '../contract/recall-chats.ts';
import { runRecall, type RecallChat } from '../contract/recall-run.ts';
import { ownCatalogue } from '../support/records.ts';

const HEADING = 'Corrected after this was posted';
/** Some of Slack's messages can no longer be edited. */
const CLOSED = 0.1;
/** Where nothing goes on for so long, nothing will. */
const STUCK_MS = 300_000;

const { values } = parseArgs({ options: { messages: { type: 'string', default: '500' } } });
const messages = Number(values.messages);
const catalogue = ownCatalogue();

/** Calls it until it no longer throws; rejects with what it throws where that stays the same for too long. */
async function until(check: () => Promise<void>): Promise<void> {
  let last: unknown;
  let since = performance.now();
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (String(error) !== String(last)) since = performance.now();
      else if (performance.now() - since > STUCK_MS) throw error;
      last = error;
      await wait(200);
    }
  }
}

async function count(name: string, chat: RecallChat): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-recall-'));
  const store = await openStore(undefined, { dataDir });
  const began = performance.now();
  const { rows, key } = await runRecall({ chat, store, catalogue, killAfter: Math.floor(messages / 2), until });
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const outcomes = Map.groupBy(rows, (row) => outcomeOf(row).outcome);
  const told = chat.places.map((place) => chat.said(place).join('\n').split(HEADING).length - 1);
  const [never, twice] = [told.filter((times) => times === 0).length, told.filter((times) => times > 1).length];
  console.log(
    `${name}: ${messages} messages, killed after ${Math.floor(messages / 2)}; ` +
      [...outcomes].map(([outcome, all]) => `${all.length} ${outcome}`).join(', ') +
      `; never told ${never}, told twice ${twice}; ${seconds} s (${key})`,
  );
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
  return never === 0 && twice === 0 && rows.length === messages;
}

const slack = await slackChat(messages);
slack.fake.fail(
  'chat.update',
  ...Array.from({ length: Math.floor(messages * CLOSED) }, () => ({ error: 'edit_window_closed' })),
);
const isSlackRight = await count('Slack', slack);
await slack.fake.close();
const discord = await discordChat(messages);
const isDiscordRight = await count('Discord', discord);
await discord.peer.close();
process.exit(isSlackRight && isDiscordRight ? 0 : 1);

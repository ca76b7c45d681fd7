/** What a day of a curator needs: the real desk over a copy of the records, a Slack beside it, a site with a document, and a browser. */
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { platform as slackPlatform } from '../../src/chat/slack/index.ts';
import { ALICE, GENERAL, startLocalSlack, TOKENS, type LocalSlack } from '../peers/slack.ts';
import { findBrowser } from '../support/find-browser.ts';
import { addPeople, codeFor } from '../support/people.ts';
import { serveDesk, type ServedDesk } from '../support/serve-desk.ts';
import { until } from './until.ts';

const OWN = join(import.meta.dirname, '..', '..', 'briefs');
/** A name that no resolver knows: only the desk of the day finds it. */
const HOST = 'gazette.invalid';

export type Started = {
  readonly desk: ServedDesk;
  readonly slack: LocalSlack;
  readonly browser: Browser;
  /** The address of the page, as a curator gives it. */
  readonly address: string;
  /** The code of a link by which the curator signs in. */
  readonly code: string;
  /** What the bot posted in the channel, oldest first, each message as its JSON. */
  readonly channel: () => Promise<readonly string[]>;
  /** Types a command in the channel, as a member does, and returns what only they see. */
  readonly command: (name: string, text: string) => Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts all of it; `page` is what the site answers with, `curator` who may sign in, as an admin. */
export async function start(page: string, curator: string, port: number | undefined): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'attache-day-'));
  const [briefsDir, dataDir] = [join(folder, 'briefs'), join(folder, 'data')];
  cpSync(OWN, briefsDir, { recursive: true });
  await addPeople(dataDir, { [curator]: 'admin' });
  const site = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const slack = await startLocalSlack({ mode: 'socket' });
  const { connect } = slackPlatform.configure({
    SLACK_BOT_TOKEN: TOKENS.botToken,
    SLACK_APP_TOKEN: TOKENS.appToken,
    SLACK_API_URL: slack.apiUrl,
  });
  if (connect === undefined) throw new Error('the settings of Slack are not enough');
  const desk = await serveDesk({
    env: port === undefined ? {} : { DESK_PORT: String(port) },
    briefsDir,
    dataDir,
    anyPort: port === undefined,
    fetchRules: { resolve: async () => ['127.0.0.1'], permits: (one) => one === '127.0.0.1' },
    chats: new Map([['slack', connect]]),
  });
  const browser = await chromium.launch(await findBrowser());
  const messages = async (isPrivate: boolean): Promise<string[]> =>
    (await slack.messages(GENERAL))
      .filter(({ subtype, user }) => (subtype === 'ephemeral') === isPrivate && user !== ALICE)
      .map((message) => JSON.stringify([message.text, message.blocks]));
  return {
    desk,
    slack,
    browser,
    code: await codeFor(dataDir, curator),
    address: `http://${HOST}:${(site.address() as AddressInfo).port}/coal`,
    channel: async () => await messages(false),
    command: async (name, text) => {
      const before = (await messages(true)).length;
      const body = JSON.stringify({ channel: GENERAL, user: ALICE, command: name, text });
      const sent = await fetch(`${slack.url}/_control/command`, { method: 'POST', body });
      if (!sent.ok) throw new Error(`the chat refused ${text}: ${await sent.text()}`);
      await until(`an answer to ${text}`, async () => (await messages(true)).length > before);
      return (await messages(true)).at(-1) ?? '';
    },
    stop: async () => {
      await browser.close();
      await desk.stop();
      await slack.close();
      site.closeAllConnections();
      site.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

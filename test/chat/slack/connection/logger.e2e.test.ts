import * as kit from '@slack/bolt';
import { expect, test } from 'vitest';
import { createLogger } from '../../../../src/app/log.ts';
import { createBoltLogger, withClientLogger } from '../../../../src/chat/slack/connection/logger.ts';

const ASKED = 'what somebody asked';

/** Returns what is logged where Slack remarks something beside an answer to a client of ours, and to one of Bolt's. */
async function logged(remarks: { readonly warnings?: readonly string[]; readonly messages?: readonly string[] }) {
  const lines: string[] = [];
  const logger = createBoltLogger(
    createLogger('info', [], (line) => void lines.push(line)),
    kit.LogLevel.INFO,
  );
  const fetch = async (): Promise<Response> => Response.json({ ok: true, response_metadata: remarks });
  const clientOptions = withClientLogger(logger, { fetch });
  const receiver: kit.Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const self = { token: 'xoxb-1', botId: 'B1', botUserId: 'U1' };
  const app = new kit.App({ ...self, receiver, logger, clientOptions, convoStore: false });
  for (const client of [app.client, new kit.webApi.WebClient('xoxb-1', clientOptions)])
    await client.chat.update({ channel: 'C1', ts: '1.1', text: ASKED });
  return lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg);
}

test('what Slack remarks beside an answer is logged without what was sent', async () => {
  const said = await logged({ warnings: [ASKED], messages: [`[WARN] ${ASKED}`, `[ERROR] invalid url: ${ASKED}`] });
  expect(said).toHaveLength(6);
  expect(said.join('\n')).not.toContain(ASKED);
});

test('its code and its place are logged', async () => {
  const said = await logged({
    warnings: ['missing_charset'],
    messages: [`[ERROR] ${ASKED} is too long [json-pointer:/blocks/0/text]`],
  });
  expect(new Set(said)).toEqual(
    new Set(['Slack remarks on a request: missing_charset', 'Slack remarks on a request: /blocks/0/text']),
  );
});

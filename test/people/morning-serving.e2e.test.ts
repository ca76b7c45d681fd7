/** A bot that serves tells its curators what waits, once a day, also where it begins again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HERE } from '../conversation/asking.ts';
import { createMemoryChat } from '../support/memory-chat.ts';
import { folderOf, recordFiles } from '../support/records.ts';
import { serveDesk } from '../support/serve-desk.ts';

test('a bot that serves posts the morning message once a day, also after it began again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-morning-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const briefsDir = folderOf(recordFiles());
  const chat = createMemoryChat();
  // Late in the evening a message of the morning is left to the next day.
  const time = `${String(Temporal.Now.zonedDateTimeISO('UTC').hour).padStart(2, '0')}:00`;
  const serve = async () =>
    await serveDesk({
      env: {},
      briefsDir,
      dataDir,
      anyPort: true,
      fetchRules: {},
      chats: chat.chats,
      settings: { curators: HERE, morning: { time, zone: 'UTC' } },
    });
  const posted = () => chat.posted().map((reply) => JSON.stringify(reply));
  const first = await serve();
  await expect.poll(() => posted().length).toBe(1);
  await first.stop();
  expect(posted()[0]).toMatch(/\d dates? passed without a word/u);

  const again = await serve();
  await expect.poll(() => again.log.join('\n')).toContain('connected');
  await again.stop();
  expect(posted()).toHaveLength(1);
});

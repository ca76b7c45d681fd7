/** A bot that serves tells its curators what waits, once a day, also where it begins again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DESK_CHANNEL_REF } from '../../src/desk/server/courier.ts';
import { openStore } from '../../src/store/open.ts';
import { folderOf, recordFiles } from '../support/records.ts';
import { serveDesk } from '../support/serve-desk.ts';

test('a bot that serves posts the morning message once a day, also after it began again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-morning-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const briefsDir = folderOf(recordFiles());
  const serve = async () =>
    await serveDesk({
      env: {},
      briefsDir,
      dataDir,
      anyPort: true,
      fetchRules: {},
      settings: { curators: DESK_CHANNEL_REF, morning: { time: '00:00', zone: 'UTC' } },
    });
  const posted = async (): Promise<readonly string[]> => {
    const store = await openStore(undefined, { dataDir });
    const messages = await store.board.newest(DESK_CHANNEL_REF.channel, 9);
    await store.close();
    return messages.map(({ reply }) => JSON.stringify(reply));
  };
  const first = await serve();
  await expect.poll(async () => (await posted()).length).toBe(1);
  await first.stop();
  expect((await posted())[0]).toContain('1 date passed without a word');

  const again = await serve();
  await expect.poll(() => again.log.join('\n')).toContain('connected');
  await again.stop();
  expect(await posted()).toHaveLength(1);
});

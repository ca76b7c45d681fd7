/** A bot in a process of its own, connected to a Slack and a Discord of the tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { startSlackPeer } from '../bench/slack-peer.ts';
import { startDiscordPeer } from '../peers/discord.ts';
import { folderOf } from '../support/records.ts';
import { clockEnvironment } from '../support/clock.ts';

const HOOK = join(import.meta.dirname, 'list-modules.mjs');

/** Starts a bot of a file and waits until both chats are connected; `end` stops it and returns the addresses of the modules that it has loaded. */
export async function startChatBot(entry: string, folders: Readonly<Record<'BRIEFS_DIR' | 'DATA_DIR', string>>) {
  const slack = await startSlackPeer();
  const discord = await startDiscordPeer();
  const list = join(folderOf({}), 'modules');
  const bot = spawn(process.execPath, ['--import', HOOK, entry, 'start'], {
    // Where there is no .env.
    cwd: folders.DATA_DIR,
    env: {
      PATH: process.env.PATH,
      ...clockEnvironment(),
      ...folders,
      SLACK_BOT_TOKEN: 'xoxb-ours',
      SLACK_APP_TOKEN: 'xapp-ours',
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      MODULES: list,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    bot.kill('SIGKILL');
    await Promise.all([slack.close(), discord.close()]);
  });
  let log = '';
  bot.stderr.setEncoding('utf8').on('data', (text: string) => void (log += text));
  await vi.waitFor(() => {
    for (const platform of ['slack', 'discord']) expect(log).toContain(`"platform":"${platform}","msg":"connected"`);
  });
  return {
    slack,
    discord,
    log: () => log,
    end: async (): Promise<readonly string[]> => {
      bot.kill('SIGTERM');
      expect(await once(bot, 'exit')).toEqual([0, null]);
      return readFileSync(list, 'utf8').split('\n');
    },
  };
}

/** What is asked after an answer is understood by another process: a second replica, after the first was killed, in both chats. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DISCORD_IDS, startDiscordPeer, type Message } from '../peers/discord.ts';
import { startPostgres } from '../peers/postgres.ts';
import { startSlackFake } from '../peers/slack-faults.ts';
import { TOKENS } from '../peers/slack.ts';
import { said } from '../chat/discord/reading.ts';
import { textOf } from '../chat/slack/read-message.ts';
import { folderOf, OWN } from '../support/records.ts';
import { clockEnvironment } from '../support/clock.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
/** A replica takes the gateway once the lease of the one before has run out. */
const PATIENCE = { timeout: 60_000 };

test('a follow-up is answered by a second replica once the first was killed', async () => {
  const postgres = await startPostgres();
  const discord = await startDiscordPeer();
  const slack = await startSlackFake();
  onTestFinished(async () => {
    await Promise.all([discord.close(), slack.close()]);
    await postgres.close();
  });
  const database = await postgres.createDatabase();
  const start = (): { readonly process: ChildProcess; readonly log: () => string } => {
    const data = folderOf({});
    const bot = spawn(process.execPath, [MAIN, 'start'], {
      cwd: data,
      env: {
        PATH: process.env.PATH,
        ...clockEnvironment(),
        BRIEFS_DIR: OWN,
        DATA_DIR: data,
        DATABASE_URL: database,
        SLACK_BOT_TOKEN: TOKENS.botToken,
        SLACK_APP_TOKEN: TOKENS.appToken,
        SLACK_API_URL: slack.apiUrl,
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void bot.kill('SIGKILL'));
    let log = '';
    bot.stderr.setEncoding('utf8').on('data', (text: string) => void (log += text));
    return { process: bot, log: () => log };
  };
  const inSlack = async (
    text: string,
    thread?: string,
  ): Promise<{ readonly thread: string; readonly text: string }> => {
    const ts = (Date.now() / 1_000).toFixed(6);
    const before = slack.kept.length;
    const event = {
      type: 'app_mention',
      user: 'U1',
      channel: 'C01GEN',
      ts,
      thread_ts: thread,
      text: `<@U0BOT> ${text}`,
    };
    const envelope = { type: 'event_callback', team_id: 'T01TEST', event_id: `Ev${ts}`, event_time: Number(ts), event };
    await slack.deliver('events_api', envelope);
    const answered = await vi.waitFor(() => {
      const found = slack.kept.slice(before).find(({ thread_ts: of }) => of === (thread ?? ts));
      if (found === undefined) throw new Error('no answer yet');
      return found;
    }, PATIENCE);
    return { thread: thread ?? ts, text: textOf(answered) };
  };
  const inDiscord = async (text: string, replyTo?: Message): Promise<Message> => {
    const content = `<@${discord.bot.id}> ${text}`;
    const { id } = discord.message({
      channelId: DISCORD_IDS.channel,
      author: DISCORD_IDS.alice,
      content,
      ...(replyTo && { replyTo }),
    });
    return await vi.waitFor(() => {
      const found = discord
        .channelMessages(DISCORD_IDS.channel)
        .find(({ message_reference: of }) => of?.['message_id'] === id);
      if (found === undefined) throw new Error('no answer yet');
      return found;
    }, PATIENCE);
  };

  const first = start();
  await vi.waitFor(() => {
    for (const platform of ['slack', 'discord'])
      expect(first.log()).toContain(`"platform":"${platform}","msg":"connected"`);
  }, PATIENCE);
  const asked = await inSlack('energy');
  const card = await inDiscord('energy');
  expect(asked.text).toContain('Energy');

  const second = start();
  await vi.waitFor(() => expect(second.log()).toContain('"platform":"slack","msg":"connected"'), PATIENCE);
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');
  expect((await inSlack('why?', asked.thread)).text).toContain('Why it matters');
  await vi.waitFor(() => expect(second.log()).toContain('"msg":"shard ready"'), PATIENCE);
  expect(said(await inDiscord('sources', card))).toContain('Energy: Sources');
  expect(said(await inDiscord('why?'))).toContain('Why it matters');
}, 180_000);

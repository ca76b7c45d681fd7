/** How long an answer through Discord takes, from the interaction to the callback, against a bare discord.js client that sends the same as a constant. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DISCORD_IDS, startDiscordPeer, type DiscordPeer } from '../peers/discord.ts';
import { compareAnswers, createTyped } from './answers.ts';
import { crowdedGuild, nextPerson } from './people.ts';
import type { Bench } from './bench.ts';
import { startBot, startProcess, type Measured } from './process.ts';

export const bench: Bench = {
  name: 'answer-discord',
  about:
    'a /brief through Discord, from interaction to callback, against a bare discord.js client that replies with the same message as a constant',
  goal: 'at most 1.25 times its median',
  run: async () => {
    const typed = createTyped();
    const texts = Object.values(typed).flat();
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    // One peer each: an interaction goes to every session of an application.
    const ourPeer = await startDiscordPeer({ guilds: [crowdedGuild()] });
    const theirPeer = await startDiscordPeer({ guilds: [crowdedGuild()] });
    const started: Measured[] = [];
    try {
      const ours = startBot({ DISCORD_TOKEN: ourPeer.token, DISCORD_API_URL: ourPeer.url, DATA_DIR: folder });
      started.push(ours);
      await ours.said(/"connected"/u);
      const constants: Record<string, unknown> = {};
      for (const text of texts) constants[text] = (await ask(ourPeer, text)).data;
      const file = join(folder, 'constants.json');
      writeFileSync(file, JSON.stringify(constants));

      const theirs = startProcess(['test/bench/bare-discord.ts', file, theirPeer.url, theirPeer.token]);
      started.push(theirs);
      await theirs.said(/^bare connected$/u);
      for (const text of texts)
        if (!isDeepStrictEqual(shown((await ask(ourPeer, text)).data), shown((await ask(theirPeer, text)).data)))
          throw new Error(`the two answers to "${text}" differ`);
      const rows = await compareAnswers(
        'slash command',
        typed,
        { process: ours, ask: async (text) => (await ask(ourPeer, text)).atMs },
        { process: theirs, ask: async (text) => (await ask(theirPeer, text)).atMs },
      );
      const wrong = [...ourPeer.violations, ...theirPeer.violations];
      if (wrong.length > 0) throw new Error(`Discord would have refused: ${JSON.stringify(wrong[0])}`);
      return rows;
    } finally {
      await Promise.all(started.map((process) => process.end()));
      await Promise.all([ourPeer.close(), theirPeer.close()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Types the command and returns what the bot called back with, and after how many milliseconds. */
async function ask(peer: DiscordPeer, text: string) {
  const options = text === '' ? [] : [{ name: 'topic', value: text }];
  return await peer.slash({ channelId: DISCORD_IDS.channel, user: nextPerson(), name: 'brief', options }).response;
}

/** What a reader sees of a message: the client adds fields of its own that say nothing. */
function shown(data: Readonly<Record<string, unknown>>): unknown {
  return { components: data['components'], flags: data['flags'], mentions: data['allowed_mentions'] };
}

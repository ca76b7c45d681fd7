/** The digest command as Discord is told it. */
import { onTestFinished, expect, test } from 'vitest';
import { DIGEST_ACTIONS } from '../../../../src/reply/button.ts';
import { commands } from '../../../../src/chat/discord/commands/commands.ts';
import { connect } from '../../../../src/chat/discord/connection/connect.ts';
import { digestCommand } from '../../../../src/chat/discord/commands/digest.ts';
import { DISCORD_IDS, type DiscordPeer } from '../../../peers/discord.ts';
import { checkCommands } from '../../../peers/discord-check-commands.ts';
import { raw } from '../../../peers/discord-testing.ts';
import { newBot, newPeer } from '../serve.ts';

async function connected(peer: DiscordPeer, guildId?: string): Promise<void> {
  const connection = await connect(newBot([], peer.token), { token: peer.token, apiUrl: peer.url, guildId }, 5_000);
  await connection.stop();
}

test('it keeps the limits and has a subcommand for every act, and for the settings of a channel', () => {
  expect(checkCommands([digestCommand()])).toEqual([]);
  expect(digestCommand().options.map(({ name }) => name)).toEqual([...DIGEST_ACTIONS, 'settings']);
});

test('it is offered in servers only, to those who manage them', () => {
  expect(commands(new Map()).find(({ name }) => name === 'digest')).toMatchObject({
    contexts: [0],
    integration_types: [0],
    default_member_permissions: '32',
  });
});

test.each([undefined, DISCORD_IDS.guild])(
  'it is registered once, and again only when it differs (%s)',
  async (guildId) => {
    const peer = await newPeer();
    await connected(peer, guildId);
    await connected(peer, guildId);
    expect(peer.commandCalls.map((call) => call.guildId)).toEqual([guildId ?? null]);
    expect(peer.commands(guildId).map(({ name }) => name)).toEqual(['brief', 'Brief this', 'digest']);
    const path = `/applications/${peer.applicationId}${guildId === undefined ? '' : `/guilds/${guildId}`}/commands`;
    const old = commands(new Map(), guildId).map((command) =>
      command.name === 'digest' ? Object.assign({}, command, { options: digestCommand().options.slice(1) }) : command,
    );
    await raw(peer, 'PUT', path, old);
    await connected(peer, guildId);
    await connected(peer, guildId);
    expect(peer.commandCalls).toHaveLength(3);
    expect(peer.commands(guildId).find(({ name }) => name === 'digest')?.options).toHaveLength(
      DIGEST_ACTIONS.length + 1,
    );
    onTestFinished(() => peer.close());
  },
);

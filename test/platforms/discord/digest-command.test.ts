/** The digest command as Discord is told it. */
import { onTestFinished, expect, test } from 'vitest';
import { ACTS } from '../../../src/digest/act.ts';
import { commands } from '../../../src/platforms/discord/commands.ts';
import { connect } from '../../../src/platforms/discord/connect.ts';
import { DIGEST_COMMAND } from '../../../src/platforms/discord/digest-command.ts';
import { DISCORD_IDS, type DiscordPeer } from '../../peers/discord.ts';
import { checkCommands } from '../../peers/discord-check-commands.ts';
import { raw } from '../../peers/discord-testing.ts';
import { fields, isFields } from '../../peers/discord-types.ts';
import { newBot, newPeer } from './serve.ts';

/** Every object in a value that is described, with its path. */
function described(value: unknown, path = ''): [string, Record<string, unknown>][] {
  if (Array.isArray(value)) return value.flatMap((one) => described(one, path));
  if (!isFields(value)) return [];
  const here = `${path}/${String(value['name'])}`;
  const inside = Object.values(value).flatMap((one) => (Array.isArray(one) ? described(one, here) : []));
  return 'description' in value ? [[here, value], ...inside] : inside;
}

async function connected(peer: DiscordPeer, guildId?: string): Promise<void> {
  const connection = await connect(newBot([], peer.token), { token: peer.token, apiUrl: peer.url, guildId }, 5_000);
  await connection.stop();
}

test('it keeps the limits and has a subcommand for every act', () => {
  expect(checkCommands([DIGEST_COMMAND])).toEqual([]);
  expect(DIGEST_COMMAND.options.map(({ name }) => name).toSorted()).toEqual(ACTS.toSorted());
});

test('everything in it is said in English and in both ways of writing Chinese', () => {
  const all = described(DIGEST_COMMAND);
  expect(all.length).toBeGreaterThan(30);
  // The characters are written so in one of the two only.
  const wrong = all.filter(([, { description, description_localizations: translated }]) => {
    const { 'zh-CN': simplified, 'zh-TW': traditional, ...others } = fields(translated);
    return !(
      /^[A-Z].*[^.]$|^all\b/u.test(String(description)) &&
      /\p{Script=Han}/u.test(String(simplified)) &&
      !/[訂閱頻個區來沒時點錄給誰為發佈負責復換預覽麼內語數據]/u.test(String(simplified)) &&
      /\p{Script=Han}/u.test(String(traditional)) &&
      !/[订阅频个区来没时点录给谁为发责复换预览么内语数据]/u.test(String(traditional)) &&
      Object.keys(others).length === 0
    );
  });
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('it is offered in servers only, to those who manage them', () => {
  expect(commands().find(({ name }) => name === 'digest')).toMatchObject({
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
    expect(peer.commands(guildId).map(({ name }) => name)).toEqual(['brief', 'digest']);
    const path = `/applications/${peer.applicationId}${guildId === undefined ? '' : `/guilds/${guildId}`}/commands`;
    const old = commands(guildId).map((command) =>
      command.name === 'digest' ? Object.assign({}, command, { options: command.options.slice(1) }) : command,
    );
    await raw(peer, 'PUT', path, old);
    await connected(peer, guildId);
    await connected(peer, guildId);
    expect(peer.commandCalls).toHaveLength(3);
    expect(peer.commands(guildId).find(({ name }) => name === 'digest')?.options).toHaveLength(ACTS.length);
    onTestFinished(() => peer.close());
  },
);

import { Client, DiscordAPIError, PermissionFlagsBits } from 'discord.js';
import { expect, test, vi } from 'vitest';
import { createServers } from '../../../../src/chat/discord/connection/servers.ts';

const GUILD = '900000000000000001';
const [owner, manager, reader, stranger] = ['1', '2', '3', '4'].map((end) => `80000000000000000${end}`);

/** A Discord of one server that nothing is known of by the gateway, whose managers' role may do `managing`. */
function asked(managing: bigint, guildFails = false) {
  const client = new Client({ intents: [] });
  const get = vi.spyOn(client.rest, 'get').mockImplementation(async (route) => {
    if (route === `/guilds/${GUILD}`) {
      if (guildFails) throw new Error('502');
      const everyone = { id: GUILD, permissions: String(PermissionFlagsBits.ViewChannel) };
      return { owner_id: owner, roles: [everyone, { id: '7', permissions: String(managing) }] };
    }
    if (route.endsWith(`/members/${stranger}`))
      throw new DiscordAPIError({ code: 10_007, message: 'Unknown Member' }, 10_007, 404, 'GET', route, {});
    return { roles: route.endsWith(`/members/${manager}`) ? ['7'] : [] };
  });
  return { rightsOf: createServers(client, () => '1').rightsOf, get };
}

test('rights are those that Discord itself tells at the moment, whatever the gateway has told', async () => {
  const { ViewChannel, ManageGuild, Administrator } = PermissionFlagsBits;
  const before = asked(ManageGuild);
  expect(await before.rightsOf(GUILD, manager ?? '')).toBe(ViewChannel | ManageGuild);
  expect(before.get).toHaveBeenCalledTimes(2);
  const after = asked(0n);
  expect(await after.rightsOf(GUILD, manager ?? '')).toBe(ViewChannel);
  expect(await after.rightsOf(GUILD, reader ?? '')).toBe(ViewChannel);
  expect(await after.rightsOf(GUILD, owner ?? '')).toBe(Administrator);
  expect(await after.rightsOf(GUILD, stranger ?? '')).toBe(0n);
});

test('rights are not known where Discord does not say', async () => {
  expect(await asked(0n, true).rightsOf(GUILD, manager ?? '')).toBeUndefined();
});

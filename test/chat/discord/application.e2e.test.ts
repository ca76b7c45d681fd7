/** The settings of the application in the repository: they are those that the code registers, asks for and needs. */
import { readFileSync } from 'node:fs';
import { GatewayIntentBits, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { answersIn, mention, serve } from './serve.ts';
import { channel, guild, nine, posted, serveDigests, subscribe, alice } from './digest-serving.ts';

type Application = {
  readonly integration_types_config: Readonly<
    Record<
      string,
      { readonly oauth2_install_params: { readonly scopes: readonly string[]; readonly permissions: string } }
    >
  >;
  readonly permissions: Readonly<Record<keyof typeof PermissionFlagsBits, string>>;
  readonly intents: Readonly<Record<keyof typeof GatewayIntentBits, string>>;
  readonly interactions_endpoint_url: null;
  readonly commands: readonly Readonly<Record<string, unknown>>[];
};

const application = parse(readFileSync('src/chat/discord/application.yaml', 'utf8')) as Application;
const named = Object.keys(application.permissions) as (keyof typeof PermissionFlagsBits)[];
const permissions = named.reduce((all, name) => all | PermissionFlagsBits[name], 0n);
const [server, person] = ['0', '1'].map((type) => application.integration_types_config[type]?.oauth2_install_params);

test('the commands, where they are offered and to whom, are those that are registered', async () => {
  const { peer } = await serve();
  const registered = peer
    .commands()
    .map(({ name, type, contexts, integration_types, default_member_permissions: needed }) => ({
      name,
      type,
      contexts,
      integration_types,
      default_member_permissions: needed ?? undefined,
    }));
  expect(application.commands).toEqual(registered);
});

test('it can be installed in every way that a command is for, and in no other', () => {
  const used = new Set(application.commands.flatMap(({ integration_types: types }) => (types as number[]).map(String)));
  expect(Object.keys(application.integration_types_config)).toEqual(
    [...used].toSorted((a, b) => Number(a) - Number(b)),
  );
});

test('the intents are those that the gateway is asked for, and none is privileged', async () => {
  const { peer } = await serve();
  const intents = Object.keys(application.intents) as (keyof typeof GatewayIntentBits)[];
  const bits = intents.reduce((all, name) => all | GatewayIntentBits[name], 0);
  expect(peer.identifies.map((identify) => identify.intents)).toEqual([bits]);
  const { GuildMembers, GuildPresences, MessageContent } = GatewayIntentBits;
  expect(bits & (GuildMembers | GuildPresences | MessageContent)).toBe(0);
});

test('the permissions are those that answering and digests need, and with no others both work', async () => {
  const served = await serveDigests();
  const { peer, clock, deliver } = served;
  peer.setBotPermissions(channel, permissions);
  const thread = peer.addChannel(guild, { type: 11, parentId: channel, botPermissions: permissions });
  mention(peer);
  peer.message({ channelId: thread, author: alice, content: `<@${peer.bot.id}> energy` });
  await peer.waitFor(() => answersIn(peer).length === 1 && peer.channelMessages(thread).length === 2);
  await subscribe(served);
  clock.to(nine());
  deliver();
  await peer.waitFor(() => posted(served).length === 2);
  expect(peer.permissionsUsed).toBe(permissions);
});

test('the numbers for servers and for people say the same', () => {
  expect(BigInt(server?.permissions ?? '')).toBe(permissions);
  expect(person).toEqual({ scopes: ['applications.commands'], permissions: '0' });
});

test('the links of docs/discord.md ask for just that', () => {
  const page = readFileSync('docs/discord.md', 'utf8');
  const asked = [...page.matchAll(/https:\/\/discord\.com\/oauth2\/authorize\?\S+/gu)].map(([link]) => {
    const { searchParams } = new URL(link);
    return {
      type: searchParams.get('integration_type'),
      scopes: searchParams.get('scope')?.split(' '),
      permissions: searchParams.get('permissions') ?? '0',
    };
  });
  expect(asked).toEqual([
    { type: '0', ...server },
    { type: '1', ...person },
  ]);
});

test('interactions come over the gateway', () => {
  expect(application.interactions_endpoint_url).toBeNull();
});

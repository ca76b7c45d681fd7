/** The Slack app's manifest: it asks for what the code uses and no more, and explains each scope. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { COMMAND } from '../../../src/platforms/slack/command.ts';
import { REQUEST_PATH } from '../../../src/platforms/slack/connect.ts';
import { DIGEST_COMMAND } from '../../../src/platforms/slack/digest.ts';

const text = readFileSync('src/platforms/slack/manifest.yaml', 'utf8');

type Manifest = {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly url?: string;
      readonly should_escape?: boolean;
    }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[]; readonly user?: readonly string[] } };
};

/** What would let the bot speak, read or enter where nobody asked it to. */
const NEVER = new Set([
  'chat:write.public',
  'chat:write.customize',
  'channels:join',
  'files:read',
  'search:read',
  'users:read.email',
]);

test('it explains each scope beside it, and asks for none that would let it in by itself', () => {
  const { scopes } = (parse(text) as Manifest).oauth_config;
  expect(scopes.user).toBeUndefined();
  expect(scopes.bot.toSorted()).toEqual([
    'app_mentions:read',
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'groups:history',
    'groups:read',
    'im:history',
    'users:read',
  ]);
  expect(scopes.bot.filter((scope) => NEVER.has(scope))).toEqual([]);
  expect(scopes.bot.filter((scope) => !new RegExp(`- ${scope} # \\w+ \\w+`, 'u').test(text))).toEqual([]);
});

test('it offers the command, the events and the buttons that the code answers, over the socket', () => {
  const commands = (parse(text) as Manifest).features.slash_commands;
  expect(commands.map(({ command }) => command)).toEqual([COMMAND, DIGEST_COMMAND]);
  // Only so does a person named in a handover come as an id.
  expect(commands.find(({ command }) => command === DIGEST_COMMAND)?.should_escape).toBe(true);
  expect(parse(text)).toMatchObject({
    features: { app_home: { messages_tab_enabled: true, messages_tab_read_only_enabled: false } },
    settings: {
      event_subscriptions: { bot_events: expect.arrayContaining(['app_mention', 'message.im']) },
      interactivity: { is_enabled: true },
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  });
});

test('with its marks taken off it serves HTTP at the path that the code listens on', () => {
  const http: unknown = parse(
    text.replaceAll('#http ', '').replace('socket_mode_enabled: true', 'socket_mode_enabled: false'),
  );
  const address = `https://attache.example.org${REQUEST_PATH}`;
  expect((http as Manifest).features.slash_commands.filter(({ url }) => url !== address)).toEqual([]);
  expect(http).toMatchObject({
    settings: {
      event_subscriptions: { request_url: address },
      interactivity: { request_url: address },
      socket_mode_enabled: false,
    },
  });
});

test('it keeps within the lengths that Slack sets', () => {
  const { display_information: about, features } = parse(text) as {
    display_information: { name: string; description: string; long_description: string };
    features: { bot_user: { display_name: string }; slash_commands: { usage_hint: string; description: string }[] };
  };
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description.length).toBeLessThanOrEqual(140);
  expect(about.long_description.length).toBeGreaterThanOrEqual(174);
  expect(about.long_description.length).toBeLessThanOrEqual(4_000);
  expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/u);
});

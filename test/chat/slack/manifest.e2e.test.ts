/** The Slack app's manifest: it asks for what the code uses and no more, offers what the code answers, and explains each scope. */
import { messages } from '../../../src/locales/messages.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { REQUEST_PATH } from '../../../src/chat/slack/connection/connect.ts';
import { parseMessage } from '../../../src/conversation/parse-text.ts';
import { DIGEST_COMMAND } from '../../../src/chat/slack/events/digest.ts';
import { REDIRECT_PATH } from '../../../src/chat/slack/install/install.ts';
import { SCOPES } from '../../../src/chat/slack/install/scopes.ts';
import { realBot } from './harness.ts';
import { methodsCalled, registered } from './registered.ts';

const text = readFileSync('src/chat/slack/manifest.yaml', 'utf8');

type Manifest = {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly long_description: string;
  };
  readonly features: {
    readonly bot_user: { readonly display_name: string };
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly agent_view?: {
      readonly agent_description: string;
      readonly suggested_prompts: readonly { readonly title: string; readonly message: string }[];
    };
    readonly shortcuts: readonly {
      readonly type: string;
      readonly callback_id: string;
      readonly name: string;
      readonly description: string;
    }[];
    readonly slash_commands: readonly {
      readonly command: string;
      readonly url?: string;
      readonly should_escape?: boolean;
      readonly usage_hint: string;
      readonly description: string;
    }[];
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[]; readonly user?: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[] };
    readonly interactivity: { readonly is_enabled: boolean };
  };
};

const manifest = parse(text) as Manifest;
const { features, settings, oauth_config } = manifest;
const events = settings.event_subscriptions.bot_events;

/** The scopes that Slack asks for each method, as far as it is called on channels: https://docs.slack.dev/reference/methods */
const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'api.test': [],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.revoke': [],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.replies': ['channels:history', 'groups:history'],
  // Of the app, not of a workspace: it needs no token.
  'oauth.v2.access': [],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The scopes that Slack asks for each event: https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_unarchive: ['channels:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.im': ['im:history'],
  tokens_revoked: [],
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

const scopesOf = (names: readonly string[], table: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  names.flatMap((name) => {
    const scopes = table[name];
    if (scopes === undefined) throw new Error(`look up which scopes Slack asks for ${name}, and add it to the table`);
    return scopes;
  });

test('it asks for the scopes of the methods that the code calls, its events and its commands, and for no others', () => {
  const { commands, shortcuts } = registered();
  const needed = new Set([
    ...scopesOf(methodsCalled(), METHOD_SCOPES),
    ...scopesOf(events, EVENT_SCOPES),
    ...(commands.length + shortcuts.length > 0 ? ['commands'] : []),
  ]);
  const { scopes } = oauth_config;
  expect(scopes.user).toBeUndefined();
  expect(scopes.bot.toSorted()).toEqual([...needed].toSorted());
  expect(scopes.bot.filter((scope) => NEVER.has(scope))).toEqual([]);
});

test('it explains each scope beside it', () => {
  expect(oauth_config.scopes.bot.filter((scope) => !new RegExp(`- ${scope} # \\w+ \\w+`, 'u').test(text))).toEqual([]);
});

test('the install page asks for the same scopes, and explains each in both languages', () => {
  expect(SCOPES.toSorted()).toEqual(oauth_config.scopes.bot.toSorted());
  for (const name of SCOPES) {
    const [english, chinese] = (['en', 'zh'] as const).map((language) => messages(language)(`install.scopes.${name}`));
    expect({ name, english }).toEqual({ name, english: expect.stringMatching(/^[a-z].{20,}$/u) });
    expect({ name, chinese }).toEqual({ name, chinese: expect.stringMatching(/\p{Script=Han}{4}/u) });
  }
});

test('with its mark taken off it lets Slack send browsers back to the path that the code listens on', () => {
  expect(parse(text)).not.toHaveProperty('oauth_config.redirect_urls');
  const many: unknown = parse(text.replaceAll('#many ', ''));
  expect(many).toMatchObject({
    oauth_config: { redirect_urls: [`https://attache.example.org${REDIRECT_PATH}`] },
    // Workspaces one by one: an organisation's tokens are not kept.
    settings: { org_deploy_enabled: false },
  });
});

test('it offers the commands, events, shortcuts and buttons that the code answers, and no others', () => {
  const code = registered();
  expect(features.slash_commands.map(({ command }) => command).toSorted()).toEqual(code.commands.toSorted());
  // Bolt hears every kind of message under one name; the manifest subscribes to direct ones.
  expect(events.map((event) => event.replace(/^message\..*/u, 'message')).toSorted()).toEqual(code.events.toSorted());
  expect(events.filter((event) => event.startsWith('message'))).toEqual(['message.im']);
  // What the manifest calls message is told as message_action.
  expect(
    features.shortcuts
      .map(({ type, callback_id: id }) => `${type === 'message' ? 'message_action' : 'shortcut'} ${id}`)
      .toSorted(),
  ).toEqual(code.shortcuts.toSorted());
  expect(settings.interactivity.is_enabled).toBe(
    code.actions.length + code.views.length + code.options.length + code.shortcuts.length > 0,
  );
  // Only so does a person named in a handover come as an id.
  expect(features.slash_commands.find(({ command }) => command === DIGEST_COMMAND)?.should_escape).toBe(true);
});

test('it has a Home tab and an agent view since the code fills both, and lets people write to the bot', () => {
  const methods = methodsCalled();
  expect(features.app_home).toEqual({
    home_tab_enabled: methods.includes('views.publish'),
    messages_tab_enabled: events.includes('message.im'),
    messages_tab_read_only_enabled: false,
  });
  expect(features.agent_view !== undefined).toBe(methods.includes('assistant.threads.setSuggestedPrompts'));
  expect(events.includes('app_home_opened')).toBe(true);
});

test('what it suggests to ask finds its brief', () => {
  const { bot } = realBot();
  const { finder, briefs } = bot.conversation.catalogue();
  const prompts = features.agent_view?.suggested_prompts ?? [];
  expect(prompts.length).toBeGreaterThan(1);
  for (const { message } of prompts) {
    const request = parseMessage(message, { briefs }).request;
    const found = request.type === 'ask' ? finder.find(request.question).result : request.type;
    expect({ message, found }).toEqual({ message, found: request.type === 'ask' ? 'found' : 'topics' });
  }
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
      // The picker's options are asked for at an address of their own.
      interactivity: { request_url: address, message_menu_options_url: address },
      socket_mode_enabled: false,
    },
  });
  expect(manifest).toMatchObject({ settings: { socket_mode_enabled: true, token_rotation_enabled: false } });
});

test('it keeps within the lengths that Slack sets', () => {
  const { display_information: about } = manifest;
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description.length).toBeLessThanOrEqual(140);
  expect(about.long_description.length).toBeGreaterThanOrEqual(174);
  expect(about.long_description.length).toBeLessThanOrEqual(4_000);
  expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/u);
  expect(features.agent_view?.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view?.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(features.shortcuts.length).toBeLessThanOrEqual(10);
  for (const { name, description, callback_id: id } of features.shortcuts) {
    // https://docs.slack.dev/interactivity/implementing-shortcuts
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
    expect(id.length).toBeLessThanOrEqual(255);
  }
});

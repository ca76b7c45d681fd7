/** The routes of the fake Discord's API, each with what it does. */
import { checkCommands } from './discord-check-commands.ts';
import { type Answer, type Call, channelFor, type Core, guildFor, may, refuse, userFor } from './discord-core.ts';
import {
  answerCallback,
  deleteThroughWebhook,
  editThroughWebhook,
  postThroughWebhook,
  readThroughWebhook,
} from './discord-callbacks.ts';
import { createFromBot, editFromBot, messageIn, removeMessage } from './discord-messages.ts';
import {
  ApiError,
  type Command,
  fields,
  type Fields,
  isFields,
  list,
  type Message,
  PERMISSION,
  textFrom,
} from './discord-types.ts';
import { channelWire, guildWire, memberWire, rolesWire, withoutContent } from './discord-world.ts';

type Ids = readonly string[];

export interface Route {
  ids: Ids;
  act: (core: Core, call: Call, ids: Ids) => Answer;
  /** Needs no token, since the path holds one. */
  isOpen: boolean;
  isCallback: boolean;
  bucket: 'channel' | 'webhook' | undefined;
}

interface Rule {
  method: string;
  pattern: RegExp;
  act: Route['act'];
  isOpen?: boolean;
  isCallback?: boolean;
  bucket?: Route['bucket'];
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const done: Answer = { status: 204 };

/** A rule for a path in which `:x` stands for one part. */
function rule(method: string, path: string, act: Route['act'], more: Partial<Rule> = {}): Rule {
  return { method, pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`), act, ...more };
}

const open = { isOpen: true };
const RULES: Rule[] = [
  rule('GET', '/gateway/bot', (core) => ok(gatewayBot(core))),
  rule('GET', '/users/@me', ({ world }) => ok({ ...world.bot, verified: true, mfa_enabled: false, flags: 0 })),
  rule('POST', '/users/@me/channels', openDm),
  rule('GET', '/users/:id', (core, _, [id = '']) => ok(userFor(core, id))),
  rule('GET', '/applications/@me', (core) => ok(application(core))),
  rule('GET', '/oauth2/applications/@me', (core) => ok(application(core))),
  rule('GET', '/applications/:app/commands', (core, _, [app = '']) => ok(commandsOf(core, app, null))),
  rule('PUT', '/applications/:app/commands', (core, call, [app = '']) => ok(overwrite(core, call, app, null))),
  rule('GET', '/applications/:app/guilds/:guild/commands', (core, _, [app = '', guild = '']) =>
    ok(commandsOf(core, app, guild)),
  ),
  rule('PUT', '/applications/:app/guilds/:guild/commands', (core, call, [app = '', guild = '']) =>
    ok(overwrite(core, call, app, guild)),
  ),
  rule('GET', '/guilds/:id', (core, _, [id = '']) => ok(guildWire(guildFor(core, id)))),
  rule('GET', '/guilds/:id/roles', (core, _, [id = '']) => ok(rolesWire(guildFor(core, id)))),
  rule('GET', '/guilds/:id/channels', (core, _, [id = '']) => ok(guildChannels(core, id))),
  rule('GET', '/guilds/:id/members/:user', (core, _, [id = '', user = '']) => ok(guildMember(core, id, user))),
  rule('GET', '/channels/:id', (core, _, [id = '']) => ok(channelWire(core.world, channelFor(core, id)))),
  rule('POST', '/channels/:id/typing', typing),
  rule('GET', '/channels/:id/messages', readChannel),
  rule('POST', '/channels/:id/messages', postToChannel, { bucket: 'channel' }),
  rule('GET', '/channels/:id/messages/:message', readMessage),
  rule('PATCH', '/channels/:id/messages/:message', editMessage),
  rule('DELETE', '/channels/:id/messages/:message', deleteMessage),
  rule('POST', '/interactions/:id/:token/callback', answerCallback, { isOpen: true, isCallback: true }),
  rule('POST', '/webhooks/:app/:token', postThroughWebhook, { ...open, bucket: 'webhook' }),
  rule('GET', '/webhooks/:app/:token/messages/:message', readThroughWebhook, { ...open, bucket: 'webhook' }),
  rule('PATCH', '/webhooks/:app/:token/messages/:message', editThroughWebhook, { ...open, bucket: 'webhook' }),
  rule('DELETE', '/webhooks/:app/:token/messages/:message', deleteThroughWebhook, { ...open, bucket: 'webhook' }),
];

/** Finds the route of a request, or null where there is none. */
export function route(call: Call): Route | null {
  for (const { method, pattern, act, isOpen = false, isCallback = false, bucket } of RULES) {
    const match = method === call.method ? pattern.exec(call.path) : null;
    if (match !== null) return { ids: match.slice(1), act, isOpen, isCallback, bucket };
  }
  return null;
}

function gatewayBot(core: Core): Fields {
  const { maxConcurrency, identifies } = core.gateway;
  const remaining = Math.max(0, core.sessionsADay - identifies.length);
  const start = { total: core.sessionsADay, remaining, reset_after: 86_400_000, max_concurrency: maxConcurrency };
  return { url: core.gateway.url(), shards: core.gateway.shards(), session_start_limit: start };
}

function application({ world, installs }: Core): Fields {
  return {
    id: world.applicationId,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    bot: world.bot,
    integration_types_config: Object.fromEntries(installs.map((type) => [type, {}])),
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.botIsMember).length,
  };
}

function openDm(core: Core, call: Call): Answer {
  const recipient = core.world.users.get(String(fields(call.body)['recipient_id']));
  if (recipient === undefined || recipient.id === core.world.bot.id)
    throw new ApiError(400, 50_033, 'Invalid Recipient(s)');
  return ok(channelWire(core.world, core.world.dmWith(recipient)));
}

function guildChannels(core: Core, id: string): Fields[] {
  guildFor(core, id);
  const inside = [...core.world.channels.values()].filter((channel) => channel.guildId === id && !channel.deleted);
  return inside
    .filter((channel) => may(channel, PERMISSION.VIEW_CHANNEL))
    .map((channel) => channelWire(core.world, channel));
}

function guildMember(core: Core, id: string, user: string): Fields {
  const member = guildFor(core, id).members.get(user);
  if (member === undefined) throw new ApiError(404, 10_007, 'Unknown Member');
  return memberWire(member);
}

function commandsOf(core: Core, app: string, guildId: string | null): Command[] {
  if (app !== core.world.applicationId)
    throw new ApiError(403, 20_012, 'You are not authorized to perform this action on this application');
  if (guildId !== null && core.world.guilds.get(guildId)?.botIsMember !== true)
    throw new ApiError(403, 50_001, 'Missing Access');
  return core.commands.get(guildId ?? 'global') ?? [];
}

function overwrite(core: Core, call: Call, app: string, guildId: string | null): Command[] {
  const old = commandsOf(core, app, guildId);
  refuse(core, call, checkCommands(call.body, core.installs));
  const register = (each: unknown): Command => {
    const body = withoutEcho(fields(each));
    const type = typeof body['type'] === 'number' ? body['type'] : 1;
    return {
      default_member_permissions: null,
      nsfw: false,
      ...(guildId === null ? { contexts: null, integration_types: [...core.installs] } : { guild_id: guildId }),
      ...body,
      // A command that keeps its name keeps its id.
      id: old.find((other) => other.name === body['name'] && other.type === type)?.id ?? core.world.snowflake(),
      application_id: app,
      version: core.world.snowflake(),
      name: textFrom(body['name']),
      type,
      description: textFrom(body['description']),
    };
  };
  const commands = list(call.body).map(register);
  core.commands.set(guildId ?? 'global', commands);
  core.journal.commandCalls.push({ guildId, commands, atMs: call.arrivedAt });
  return commands;
}

/** A command as Discord keeps it: translations that are the same as the default are dropped. */
function withoutEcho(value: Fields): Fields {
  const kept = { ...value };
  for (const name of ['name', 'description'])
    if (isFields(value[`${name}_localizations`]))
      kept[`${name}_localizations`] = Object.fromEntries(
        Object.entries(fields(value[`${name}_localizations`])).filter(([, text]) => text !== value[name]),
      );
  for (const name of ['options', 'choices'])
    if (Array.isArray(value[name])) kept[name] = value[name].map((each) => withoutEcho(fields(each)));
  return kept;
}

function typing(core: Core, _: Call, [id = '']: Ids): Answer {
  channelFor(core, id, PERMISSION.SEND_MESSAGES);
  return done;
}

function readChannel(core: Core, call: Call, [id = '']: Ids): Answer {
  const channel = channelFor(core, id);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = 'int value should be less than or equal to 100.';
    refuse(core, call, [{ path: ['limit'], code: 'NUMBER_TYPE_MAX', message }]);
  }
  if (!may(channel, PERMISSION.READ_MESSAGE_HISTORY)) return ok([]);
  if (channel.guildId !== null) core.journal.permissionsUsed |= PERMISSION.READ_MESSAGE_HISTORY;
  const all = core.world.inChannel(id);
  const [before, after, around] = ['before', 'after', 'around'].map((name) => call.query.get(name));
  let found: Message[];
  if (after) found = all.filter((each) => BigInt(each.id) > BigInt(after)).slice(0, limit);
  else if (around) {
    const index = all.findIndex((each) => BigInt(each.id) >= BigInt(around));
    const from = Math.max(0, (index === -1 ? all.length : index) - Math.floor(limit / 2));
    found = all.slice(from, from + limit);
  } else found = all.filter((each) => !before || BigInt(each.id) < BigInt(before)).slice(-limit);
  return ok(found.toReversed().map((each) => withoutContent(core.world, each, channel.guildId, core.grantedIntents)));
}

function readMessage(core: Core, _: Call, [id = '', message = '']: Ids): Answer {
  const channel = channelFor(core, id, PERMISSION.READ_MESSAGE_HISTORY);
  return ok(withoutContent(core.world, messageIn(core, id, message).message, channel.guildId, core.grantedIntents));
}

function postToChannel(core: Core, call: Call, [id = '']: Ids): Answer {
  const body = fields(call.body);
  const channel = channelFor(core, id, PERMISSION.SEND_MESSAGES);
  if (channel.recipient !== null && core.world.closedDms.has(channel.recipient.id)) {
    throw new ApiError(403, 50_007, 'Cannot send messages to this user');
  }
  if (list(body['embeds']).length > 0) channelFor(core, id, PERMISSION.EMBED_LINKS);
  if (call.files.length > 0) channelFor(core, id, PERMISSION.ATTACH_FILES);
  const known = body['enforce_nonce'] === true ? core.nonces.find(body['nonce']) : undefined;
  if (known !== undefined) return ok(known);
  const reference = fields(body['message_reference']);
  const extra: Partial<Message> = {};
  if (isFields(body['message_reference'])) {
    channelFor(core, id, PERMISSION.READ_MESSAGE_HISTORY);
    const kept = core.world.messages.get(String(reference['message_id']));
    if (kept !== undefined && !kept.deleted && kept.message.channel_id === id) extra.referenced_message = kept.message;
    else if (reference['fail_if_not_exists'] !== false) {
      // A message may be deleted at any time: that is no fault of the request.
      const _errors = [{ code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }];
      throw new ApiError(400, 50_035, 'Invalid Form Body', { message_reference: { _errors } });
    }
    extra.message_reference = {
      type: 0,
      channel_id: id,
      message_id: reference['message_id'],
      guild_id: channel.guildId ?? undefined,
    };
  }
  const message = createFromBot(core, call, channel, body, {
    type: extra.referenced_message === undefined ? 0 : 19,
    extra,
  });
  core.nonces.remember(message);
  return ok(message);
}

function editMessage(core: Core, call: Call, [id = '', message = '']: Ids): Answer {
  const channel = channelFor(core, id);
  const kept = messageIn(core, id, message);
  if (kept.message.author.id !== core.world.bot.id)
    throw new ApiError(403, 50_005, 'Cannot edit a message authored by another user');
  if (list(fields(call.body)['embeds']).length > 0 && !may(channel, PERMISSION.EMBED_LINKS)) {
    throw new ApiError(403, 50_013, 'Missing Permissions');
  }
  return ok(editFromBot(core, call, kept, fields(call.body)));
}

function deleteMessage(core: Core, _: Call, [id = '', message = '']: Ids): Answer {
  channelFor(core, id);
  const kept = messageIn(core, id, message);
  if (kept.message.author.id !== core.world.bot.id) channelFor(core, id, PERMISSION.MANAGE_MESSAGES);
  removeMessage(core, kept);
  return done;
}

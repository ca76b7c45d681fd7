/** How messages come to be, change and go in the fake Discord, with the checks that each step has to pass. */
import { checkMessage, isFilled, isTooBigToStore } from './discord-check.ts';
import type { Path } from './discord-check-values.ts';
import { type Call, type Core, may, note, notePing, refuse, type UploadedFile } from './discord-core.ts';
import {
  ApiError,
  type Component,
  type Embed,
  fields,
  type Fields,
  FLAG,
  INTENT,
  list,
  type Message,
  PERMISSION,
  textFrom,
} from './discord-types.ts';
import { type Channel, isLoading, type Kept, messageEvent, numbered, textOf } from './discord-world.ts';

const SETTABLE = FLAG.SUPPRESS_EMBEDS | FLAG.SUPPRESS_NOTIFICATIONS | FLAG.COMPONENTS_V2;

/** How the bot's message comes about, beyond what its body says. */
interface Birth {
  type?: number;
  onlyFor?: string | null;
  /** Where the body stands in the request. */
  prefix?: Path;
  extra?: Partial<Message>;
  /** Only the sign that an answer is coming. */
  loading?: boolean;
}

/** Sends an event about a message to whoever asked for such events. */
export function announce(
  core: Core,
  name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE',
  kept: Kept,
  message = kept.message,
): void {
  if (kept.onlyFor === null && !botHears(core, kept)) return;
  core.gateway.dispatch({
    name,
    guildId: kept.guildId,
    // A private message reaches the bot as a direct one, whatever channel it is shown in.
    intents: kept.guildId === null || kept.onlyFor !== null ? INTENT.DIRECT_MESSAGES : INTENT.GUILD_MESSAGES,
    build: (intents) => messageEvent(core.world, kept, message, intents),
  });
}

/** Creates the bot's own message from a request, or refuses it. */
export function createFromBot(core: Core, call: Call, channel: Channel, body: Fields, birth: Birth = {}): Message {
  const { world } = core;
  const prefix = birth.prefix ?? [];
  const asked = typeof body['flags'] === 'number' ? body['flags'] : 0;
  if (birth.loading !== true) {
    refuse(core, call, checkMessage(body, fileNames(call.files)), prefix);
    refuseEmpty(core, call, body, call.files.length, prefix);
    notePing(core, call, body);
    refuseTooBig(core, call, body['components'], prefix);
  }
  const isPrivate = birth.onlyFor !== undefined && birth.onlyFor !== null;
  const message: Message = {
    id: world.snowflake(),
    type: birth.type ?? 0,
    channel_id: channel.id,
    author: world.bot,
    content: typeof body['content'] === 'string' ? body['content'].trim() : '',
    timestamp: new Date(world.clock()).toISOString(),
    edited_timestamp: null,
    tts: body['tts'] === true,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: attachmentsFrom(core, channel.id, body, call.files, []),
    embeds: embedsFrom(body['embeds']),
    components: numbered(list(body['components']) as Component[]),
    flags: (asked & SETTABLE) | (isPrivate ? FLAG.EPHEMERAL : 0) | (birth.loading === true ? FLAG.LOADING : 0),
    ...birth.extra,
  };
  const nonce = body['nonce'];
  if (typeof nonce === 'string' || typeof nonce === 'number') message.nonce = nonce;
  const kept = world.keep(
    { ...message, ...mentionsOf(core, message, body) },
    channel.guildId,
    isPrivate ? (birth.onlyFor ?? null) : null,
  );
  announce(core, 'MESSAGE_CREATE', kept);
  return kept.message;
}

/** Changes the bot's own message as a request asks, or refuses to. */
export function editFromBot(core: Core, call: Call, kept: Kept, body: Fields, prefix: Path = []): Message {
  const old = kept.message;
  const flags = body['flags'];
  if (typeof flags === 'number' && (old.flags & FLAG.COMPONENTS_V2) !== 0 && (flags & FLAG.COMPONENTS_V2) === 0) {
    const message = 'The IS_COMPONENTS_V2 flag cannot be removed from a message';
    refuse(core, call, [{ path: ['flags'], code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', message }], prefix);
  }
  const kind = FLAG.COMPONENTS_V2 | FLAG.SUPPRESS_EMBEDS;
  const merged = {
    content: body['content'] === undefined ? old.content : (body['content'] ?? ''),
    embeds: body['embeds'] === undefined ? old.embeds : (body['embeds'] ?? []),
    components: body['components'] === undefined ? old.components : (body['components'] ?? []),
    flags: typeof flags === 'number' ? (old.flags & ~kind) | (flags & kind) : old.flags,
    allowed_mentions: body['allowed_mentions'],
  };
  const attachments = attachmentsFrom(core, old.channel_id, body, call.files, old.attachments);
  refuse(
    core,
    call,
    checkMessage(merged, [...fileNames(call.files), ...old.attachments.map((each) => String(each['filename']))]),
    prefix,
  );
  refuseEmpty(core, call, merged, attachments.length, prefix);
  notePing(core, call, body);
  refuseTooBig(core, call, merged.components, prefix);
  const next: Message = {
    ...old,
    content: textFrom(merged.content).trim(),
    embeds: embedsFrom(merged.embeds),
    components: numbered(list(merged.components) as Component[]),
    attachments,
    flags: merged.flags & ~FLAG.LOADING,
    // What replaces the loading sign is the answer itself, not an edit of it.
    edited_timestamp: isLoading(old) ? null : new Date(core.world.clock()).toISOString(),
  };
  core.world.change(kept, { ...next, ...mentionsOf(core, next, body) });
  announce(core, 'MESSAGE_UPDATE', kept);
  return kept.message;
}

/** Takes a message away and says so. */
export function removeMessage(core: Core, kept: Kept): void {
  kept.deleted = true;
  core.changed();
  if (kept.onlyFor === null && !botHears(core, kept)) return;
  const { id, channel_id } = kept.message;
  const isDirect = kept.guildId === null || kept.onlyFor !== null;
  core.gateway.dispatch({
    name: 'MESSAGE_DELETE',
    guildId: kept.guildId,
    intents: isDirect ? INTENT.DIRECT_MESSAGES : INTENT.GUILD_MESSAGES,
    build: () => ({ id, channel_id, ...(isDirect ? {} : { guild_id: kept.guildId }) }),
  });
}

/** Finds a message that is there to be read in the channel. */
export function messageIn(core: Core, channelId: string, id: string): Kept {
  const kept = core.world.messages.get(id);
  if (kept === undefined || kept.deleted || kept.onlyFor !== null || kept.message.channel_id !== channelId) {
    throw new ApiError(404, 10_008, 'Unknown Message');
  }
  return kept;
}

/** Whether the bot hears what is said there: not where only a user has the app, nor in a channel that is hidden from it. */
function botHears(core: Core, { guildId, message }: Kept): boolean {
  const channel = core.world.channels.get(message.channel_id);
  if (channel === undefined || guildId === null) return channel?.type === 1;
  return core.world.guilds.get(guildId)?.botIsMember === true && may(channel, PERMISSION.VIEW_CHANNEL);
}

function refuseEmpty(core: Core, call: Call, body: Fields, files: number, prefix: Path): void {
  const text = body['content'];
  const said = typeof text === 'string' ? text.trim() : text;
  if (files > 0 || [said, body['embeds'], body['components'], body['poll'], body['sticker_ids']].some(isFilled)) return;
  note(core, call, { kind: 'refused', path: prefix.join('.'), code: '50006', message: 'Cannot send an empty message' });
  throw new ApiError(400, 50_006, 'Cannot send an empty message');
}

function refuseTooBig(core: Core, call: Call, components: unknown, prefix: Path): void {
  if (!isTooBigToStore(components)) return;
  const message = 'More than 10,170 bytes of text, counting 12 more for each text display: Discord fails with 500';
  note(core, call, { kind: 'too big', path: [...prefix, 'components'].join('.'), code: '500', message });
  throw new ApiError(500, 0, '500: Internal Server Error');
}

/** Whom the message really mentions, given what it allows; an answer through a webhook allows users where nothing is said. */
function mentionsOf(core: Core, message: Message, body: Fields): Partial<Message> {
  const found = core.world.mentionsIn(textOf(message));
  const allowed = fields(body['allowed_mentions']);
  const isSaid = body['allowed_mentions'] !== undefined && body['allowed_mentions'] !== null;
  const parse = isSaid
    ? list(allowed['parse'])
    : message.webhook_id === undefined
      ? ['users', 'roles', 'everyone']
      : ['users'];
  const users = found.users.filter((user) => parse.includes('users') || list(allowed['users']).includes(user.id));
  const replied = allowed['replied_user'] === true ? message.referenced_message?.author : undefined;
  return {
    mentions: replied === undefined || users.includes(replied) ? users : [...users, replied],
    mention_roles: found.roles.filter((role) => parse.includes('roles') || list(allowed['roles']).includes(role)),
    mention_everyone: found.everyone && parse.includes('everyone'),
  };
}

function embedsFrom(value: unknown): Embed[] {
  return list(value).map(richEmbed);
}

function richEmbed(value: unknown): Embed {
  return { ...fields(value), type: 'rich' };
}

function fileNames(files: readonly UploadedFile[]): string[] {
  return files.map((file) => file.name);
}

function attachmentsFrom(
  core: Core,
  channelId: string,
  body: Fields,
  files: readonly UploadedFile[],
  old: readonly Fields[],
): Fields[] {
  const described = list(body['attachments']).map(fields);
  const isNamed = body['attachments'] !== undefined;
  const staying = old.filter((each) => !isNamed || described.some((other) => other['id'] === each['id']));
  const added = files.map((file) => {
    const id = core.world.snowflake();
    const url = `https://cdn.discordapp.com/attachments/${channelId}/${id}/${file.name}`;
    return { id, filename: file.name, size: file.size, content_type: file.type, url, proxy_url: url };
  });
  return [...staying, ...added];
}

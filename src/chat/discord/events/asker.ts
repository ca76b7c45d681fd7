/** The asker of an event on Discord, as the conversation takes it. */
import { messages } from '../../../locales/messages.ts';
import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import type { Asker } from '../../../conversation/conversation.ts';
import { noteReply } from '../../../conversation/digests/short-replies.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import { commandOf } from '../commands/digest.ts';
import { helpEntries } from '../render/help.ts';
import type { Servers } from '../connection/servers.ts';
import { channelOf, isUserInstallOnly, isOwnConversation } from './channel.ts';
import type { Answerable } from './respond.ts';
import { mayManage } from './rights.ts';
import { sentenceReply } from '../../../reply/compose/parts.ts';

/** The reference of a private conversation, which names no channel. */
const PRIVATE: ChannelRef = { platform: 'discord', workspace: '', channel: '' };

/** The subject of an interaction, where the interaction itself does not name it. */
type AskerOptions = {
  readonly language: Language;
  /** The named channel; that of the interaction when omitted. */
  readonly channelRef?: ChannelRef | undefined;
  readonly audience?: Asker['audience'];
  readonly askedAbout?: Asker['askedAbout'];
  readonly poster?: Asker['poster'];
};

/** Returns the asker of an interaction; `servers` tells their rights where the interaction does not, as in a direct message. */
export function askerOf(
  interaction: Answerable,
  { language, channelRef = channelOf(interaction), audience, askedAbout, poster }: AskerOptions,
  servers?: Pick<Servers, 'rightsOf' | 'channelName'>,
): Asker {
  const { member, locale, id, guild_id: guild } = interaction;
  const person = personOf(interaction)?.id ?? '';
  return {
    person,
    identity: person === '' ? undefined : person,
    name: nameOf(interaction),
    channelRef: channelRef ?? PRIVATE,
    isPrivate: channelRef === undefined,
    language,
    // In a direct message there is nobody to share with.
    audience: audience ?? (isOwnConversation(interaction) ? 'everyone' : 'asker'),
    eventId: id,
    clicked: 'message' in interaction ? interaction.message?.id : undefined,
    askedAbout,
    poster,
    helpEntries: (reader) => helpEntries(reader, { locale, isUserInstalled: isUserInstallOnly(interaction) }),
    // Discord does not disclose it.
    zone: async () => undefined,
    refusal: async ({ action, channelRef: { workspace }, person: named }) => {
      if (named !== undefined) return mayOwn(interaction, named) ? undefined : notAllowed(language);
      const held = workspace === guild ? member?.permissions : await servers?.rightsOf(workspace, person);
      if (mayManage(held)) return undefined;
      if (held === undefined && workspace !== guild && workspace !== '')
        return sentenceReply(messages(language)('discord.rightsUnknown'), language);
      return action === 'settings'
        ? sentenceReply(messages(language)('discord.notManaging'), language)
        : notAllowed(language);
    },
    command: (action) => commandOf(action, locale),
    channelName: (channel) => servers?.channelName(channel),
  };
}

/** Returns the author of a message to the bot as an asker; nothing can be managed by messages, whose answers everybody sees. */
export function writerOf(
  { id, author, guild_id: workspace, channel_id: channel }: GatewayMessageCreateDispatchData,
  language: Language,
): Asker {
  return {
    person: author.id,
    name: author.global_name ?? author.username,
    channelRef: workspace === undefined ? PRIVATE : { platform: 'discord', workspace, channel },
    isPrivate: workspace === undefined,
    language,
    audience: 'everyone',
    eventId: id,
    helpEntries: (reader) => helpEntries(reader),
    zone: async () => undefined,
    refusal: async () => sentenceReply(messages(language)('discord.byCommand'), language),
  };
}

const notAllowed = (language: Language): Reply =>
  noteReply('not-allowed', language, messages(language)('digests.managers.server'));

/** Returns whether a person that the command names manages the server: Discord tells their permissions with it. */
function mayOwn({ data }: Answerable, person: string): boolean {
  const resolved = data !== undefined && 'resolved' in data ? data.resolved : undefined;
  if (resolved === undefined || !('members' in resolved) || !('users' in resolved)) return false;
  return resolved.users?.[person]?.bot !== true && mayManage(resolved.members?.[person]?.permissions);
}

const personOf = ({ member, user }: APIInteraction) => member?.user ?? user;

function nameOf(interaction: APIInteraction): string {
  const person = personOf(interaction);
  return interaction.member?.nick ?? person?.global_name ?? person?.username ?? '';
}

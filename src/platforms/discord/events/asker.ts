/** Whoever uses the bot on Discord, as the conversation knows them. */
import { InteractionContextType, type APIInteraction, type GatewayMessageCreateDispatchData } from 'discord.js';
import type { Asker } from '../../../conversation/event.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';
import { commandOf } from '../commands/digest.ts';
import { helpEntries } from '../render/help.ts';
import { channelOf, isBroughtAlong } from './channel.ts';
import type { Answerable } from './respond.ts';
import { mayManage } from './subcommand.ts';

/** Of a private conversation it is kept by nobody which. */
const PRIVATE: ChannelRef = { platform: 'discord', workspace: '', channel: '' };

/** What an interaction is about, where that is not what it tells itself. */
type AskerOptions = {
  readonly language: Language;
  /** The channel that was named; that of the interaction unless given. */
  readonly channelRef?: ChannelRef | undefined;
  readonly audience?: Asker['audience'];
};

/** Returns who uses an interaction. */
export function askerOf(
  interaction: Answerable,
  { language, channelRef = channelOf(interaction), audience }: AskerOptions,
): Asker {
  const { member, context, locale, id } = interaction;
  return {
    person: personOf(interaction)?.id ?? '',
    name: nameOf(interaction),
    channelRef: channelRef ?? PRIVATE,
    isPrivate: channelRef === undefined,
    language,
    // In a direct message there is nobody to share with.
    audience: audience ?? (context === InteractionContextType.BotDM ? 'everyone' : 'asker'),
    eventId: id,
    helpEntries: (reader) => helpEntries(reader, isBroughtAlong(interaction)),
    // Discord does not tell it.
    zone: async () => undefined,
    refusal: async ({ action }) => {
      if (channelRef !== undefined && mayManage(member?.permissions)) return undefined;
      if (action === 'settings')
        return {
          title: '',
          language,
          audience: 'asker',
          blocks: [{ type: 'note', tone: 'plain', text: discordTexts(language).notManaging }],
          actions: [],
        };
      return notAllowed(language);
    },
    command: (action) => commandOf(action, locale),
  };
}

/** Returns who wrote a message to the bot, in which nothing is managed. */
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
    helpEntries,
    zone: async () => undefined,
    refusal: async () => notAllowed(language),
  };
}

const notAllowed = (language: Language): Reply =>
  noteReply('not-allowed', language, language === 'zh' ? '“管理服务器”权限' : 'the permission Manage Server');

const personOf = ({ member, user }: APIInteraction) => member?.user ?? user;

function nameOf(interaction: APIInteraction): string {
  const person = personOf(interaction);
  return interaction.member?.nick ?? person?.global_name ?? person?.username ?? '';
}

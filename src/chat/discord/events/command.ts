/** Answers commands, and choices from the menu of a message. */
import { messages } from '../../../locales/messages.ts';
import { asLanguage } from '../../../shared/language.ts';
import {
  ApplicationCommandType,
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIMessageApplicationCommandInteraction,
} from 'discord.js';
import { mayBeOpen, onRequest } from '../../../conversation/handle.ts';
import { parseCommand } from '../../../conversation/parse-text.ts';
import type { Language } from '../../../records/schema.ts';
import type { Bot } from '../../platform.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import { BRIEF, BRIEF_THIS, LANGUAGE, TOPIC } from '../commands/brief.ts';
import type { Servers } from '../connection/servers.ts';
import { onDigestCommand } from './digest.ts';
import { DIGEST, SETTINGS } from '../commands/digest.ts';
import { languageOf } from './language.ts';
import { FLAG, type DiscordMessage } from '../render/payload.ts';
import { messageText } from './message-text.ts';
import { askerOf } from './asker.ts';
import { settingsChannelOf } from './channel.ts';
import { notice, messagesAtOnce } from '../render/render.ts';
import { respond, staleReply } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { onSettingsCommand } from './channel-settings.ts';
import { mayPost, offeringReplyIn } from './share.ts';
import { subcommandOf } from './subcommand.ts';

/** Answers a command. */
export async function onCommand(
  interaction: APIApplicationCommandInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.ChatInput) {
    const command = { ...interaction, data };
    if (data.name === BRIEF) return brief(command, bot, sender);
    if (data.name === DIGEST && subcommandOf(command).name !== SETTINGS)
      return onDigestCommand(command, bot, sender, servers);
  }
  return respond(interaction, () => runCommand(interaction, bot), bot, sender);
}

async function runCommand(interaction: APIApplicationCommandInteraction, bot: Bot): Promise<readonly DiscordMessage[]> {
  const { data } = interaction;
  if (data.type === ApplicationCommandType.Message && data.name === BRIEF_THIS)
    return briefThis({ ...interaction, data }, bot);
  if (data.type !== ApplicationCommandType.ChatInput || data.name !== DIGEST) return staleReply(interaction);
  return onSettingsCommand({ ...interaction, data }, bot);
}

/** Answers privately, or for everyone where the channel's settings say so and both the person and the bot may post there. */
async function brief(interaction: APIChatInputApplicationCommandInteraction, bot: Bot, sender: Sender): Promise<void> {
  const { conversation } = bot;
  const parsed = parseCommand(valueOf(interaction, TOPIC), conversation.catalogue());
  const typed = asLanguage(valueOf(interaction, LANGUAGE)) ?? parsed.language;
  const { language, audience } = await readerOf(interaction, typed, bot);
  const isOpen = audience === 'everyone' && mayPost(interaction) && mayBeOpen(parsed.request);
  const work = async (): Promise<readonly DiscordMessage[]> => {
    const asker = askerOf(interaction, { language, ...(isOpen && { audience: 'everyone' }) });
    const { reply } = await onRequest(parsed.request, 'command', asker, conversation);
    const shown = messagesAtOnce(reply);
    return isOpen && reply.audience === 'asker' ? shown.map(privately) : shown;
  };
  return respond(interaction, work, bot, sender, isOpen ? { seenBy: 'everyone' } : undefined);
}

const privately = (message: DiscordMessage): DiscordMessage => ({ ...message, flags: message.flags | FLAG.ephemeral });

/** Returns the topics of a message, for the person who requested them. */
async function briefThis(
  interaction: APIMessageApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { data } = interaction;
  // The message is by somebody else: its language says nothing about the reader's.
  const { language } = await readerOf(interaction, undefined, bot);
  const text = messageText(data.resolved?.messages?.[data.target_id]);
  if (text === '') return [notice(messages(language)('discord.noText'), language)];
  const { reply } = await onRequest(
    { type: 'message', text },
    'command',
    askerOf(interaction, { language }),
    bot.conversation,
  );
  return messagesAtOnce(offeringReplyIn(interaction, reply));
}

/** Returns the language in which a command is answered, and who sees the answer. */
const readerOf = (interaction: APIApplicationCommandInteraction, typed: Language | undefined, bot: Bot) =>
  resolveLanguage(
    { typed, channelRef: settingsChannelOf(interaction), own: () => languageOf(interaction.locale) },
    bot.conversation,
  );

function valueOf({ data }: APIChatInputApplicationCommandInteraction, name: string): string {
  const option = data.options?.find((one) => one.name === name);
  return option !== undefined && 'value' in option ? String(option.value) : '';
}

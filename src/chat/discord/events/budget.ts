/** Counts what people ask on Discord, and tells whoever asks too much, once. */
import { messages } from '../../../locales/messages.ts';
import { InteractionType, type APIInteraction, type GatewayMessageCreateDispatchData } from 'discord.js';
import type { Verdict } from '../../../conversation/budget.ts';
import type { Bot } from '../../platform.ts';
import type { Sender } from '../delivery/send.ts';
import { notice } from '../render/render.ts';
import { isOwnConversation } from './channel.ts';
import { languageOf } from './language.ts';

/** What is neither a command nor a click belongs to one, or comes with each letter typed. */
const COUNTED: ReadonlySet<InteractionType> = new Set([
  InteractionType.ApplicationCommand,
  InteractionType.MessageComponent,
]);

/** Returns whether an interaction is to be answered; who asks too much is told the first time, and then Discord's own notice is all. Rejects where Discord did not take that. */
export async function mayInteract(
  interaction: APIInteraction,
  { conversation }: Bot,
  sender: Sender,
): Promise<boolean> {
  const { id: event, type, member, user } = interaction;
  if (!COUNTED.has(type)) return true;
  const person = (member?.user ?? user)?.id ?? '';
  // A person is one in every server.
  const verdict = conversation.budget.spend({ platform: 'discord', workspace: '', person, event });
  if (verdict !== 'tell') return verdict === 'answer';
  const language = languageOf('locale' in interaction ? interaction.locale : undefined);
  await sender.reply(
    interaction,
    notice(messages(language)('reply.tooMuch'), language),
    isOwnConversation(interaction) ? 'everyone' : 'asker',
  );
  return false;
}

/** Counts a message to the bot. In a channel, it is seen by everyone. */
export function spendMessage(message: GatewayMessageCreateDispatchData, { conversation }: Bot): Verdict {
  const { id: event, author, guild_id: guild, channel_id: channel } = message;
  return conversation.budget.spend({
    platform: 'discord',
    workspace: '',
    person: author.id,
    event,
    channel: guild === undefined ? undefined : channel,
  });
}

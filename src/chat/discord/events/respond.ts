/** Answers an interaction privately, once, and within Discord's three seconds. */
import { messages } from '../../../locales/messages.ts';
import type { APIInteraction } from 'discord.js';
import type { ConversationResult } from '../../../conversation/conversation.ts';
import { settlesInTime } from '../../timeout.ts';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import { FLAG, type DiscordMessage, type DiscordModal } from '../render/payload.ts';
import { isOwnConversation } from './channel.ts';
import { messagesAtOnce, notice } from '../render/render.ts';
import type { SeenBy, Sender } from '../delivery/send.ts';
import { isExpired, withoutContent } from '../delivery/outcome.ts';

/** An interaction that a person sees answered; only Discord's own pings have no locale. */
export type Answerable = APIInteraction & { readonly locale?: string };

/** Returns the messages of a result that is a reply; those of a form, which the caller opens, are none. */
export function messagesOf(result: ConversationResult): readonly DiscordMessage[] {
  return result.type === 'reply' ? messagesAtOnce(result.reply, result.page) : [];
}

/** Returns whether an interaction arrives for the first time. */
export function isFirst({ id }: Pick<APIInteraction, 'id'>, bot: Bot): Promise<boolean> {
  return bot.isFirst(`discord:${id}`);
}

/** How an answer appears: to the asker alone, or to everyone except for messages flagged as private. */
type ResponseMode = {
  readonly seenBy: SeenBy;
  /** Whether the same people alone see the message whose button was clicked, so that an answer may take its place. */
  readonly mayReplace?: boolean;
};

/** The messages of an answer: new ones, or those that take the place of the clicked message where they may. */
export type Answered = readonly DiscordMessage[] | { readonly inPlace: readonly DiscordMessage[] };

/** Returns how an interaction is answered: for the asker alone, but openly in the bot's own direct messages, where private messages would vanish. */
export function modeOf(interaction: APIInteraction): ResponseMode {
  const message = 'message' in interaction ? interaction.message : undefined;
  if (((message?.flags ?? 0) & FLAG.ephemeral) !== 0) return { seenBy: 'asker', mayReplace: true };
  return isOwnConversation(interaction)
    ? { seenBy: 'everyone', mayReplace: message !== undefined }
    : { seenBy: 'asker' };
}

/** Opens a form, once. It must be the first response, so that it cannot wait for long. */
export async function openModal(interaction: Answerable, modal: DiscordModal, bot: Bot, sender: Sender): Promise<void> {
  const claimed = isFirst(interaction, bot);
  if ((await settlesInTime(claimed)) && !(await claimed)) return;
  await sender.modal(interaction, modal);
}

/** Sends the messages of `work`: as the response itself if they are ready in time, after an acknowledgement otherwise; never rejects. */
export async function respond(
  interaction: Answerable,
  work: () => Promise<Answered>,
  bot: Bot,
  sender: Sender,
  { seenBy, mayReplace = false }: ResponseMode = modeOf(interaction),
): Promise<void> {
  let state: 'waiting' | 'deferred' | 'answered' = 'waiting';
  const send = async (message: DiscordMessage, inPlace: boolean): Promise<void> => {
    if (state === 'waiting' && inPlace) await sender.update(interaction, message, seenBy);
    else if (state === 'waiting') await sender.reply(interaction, message, seenBy);
    else if (state === 'deferred' && inPlace === mayReplace) await sender.edit(interaction, message, seenBy);
    else await sender.followUp(interaction, message, seenBy);
    state = 'answered';
  };
  try {
    const answering = isFirst(interaction, bot).then((isNew) => (isNew ? work() : undefined));
    if (!(await settlesInTime(answering))) {
      await (mayReplace ? sender.deferUpdate(interaction) : sender.defer(interaction, seenBy));
      state = 'deferred';
    }
    // An acknowledged interaction must be answered, even if the check for a repeated one took that long.
    const answered = (await answering) ?? (state === 'deferred' ? await work() : []);
    const inPlace = mayReplace && 'inPlace' in answered;
    for (const message of 'inPlace' in answered ? answered.inPlace : answered) await send(message, inPlace);
  } catch (error) {
    const reference = bot.fault(withoutContent(error), 'discord answer to an interaction');
    if (isExpired(error)) return;
    const language = languageOf(interaction.locale);
    // An apology does not replace a message that somebody is reading.
    await send(notice(messages(language)('reply.failed', { reference }), language), false).catch((again: unknown) => {
      bot.log.warn({ reference, err: withoutContent(again) }, 'the asker could not be told of a fault');
    });
  }
}

/** Returns the reply to a command, button or form of another version. */
export function staleReply({ locale }: Answerable): readonly DiscordMessage[] {
  const language = languageOf(locale);
  return [notice(messages(language)('reply.staleButton'), language)];
}

/** Answers an interaction privately, once, and within Discord's three seconds. */
import type { APIInteraction } from 'discord.js';
import type { ConversationResult } from '../../../conversation/event.ts';
import type { Reply } from '../../../reply/reply.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { ready } from '../../within.ts';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { changeReply } from '../render/digest-change.ts';
import { notice, render } from '../render/render.ts';
import { isExpired, withoutContent, type Sender } from '../delivery/send.ts';

/** An interaction that a person sees answered; only Discord's own pings have no locale. */
export type Answerable = APIInteraction & { readonly locale?: string };

/** The limit of a reply that is sent whole because no button can request its next page. */
const PAGES_MOST = 5;

/** Returns the messages of a reply that are sent at once: one page of it, or all if no button can request the next. */
export function pagesOf(reply: Reply, page = 1): readonly DiscordMessage[] {
  const pages = render(reply);
  if (reply.again === undefined) return pages.slice(0, PAGES_MOST);
  // The brief may have become shorter since the button was made.
  return pages.slice(Math.min(page, pages.length) - 1).slice(0, 1);
}

/** Returns the messages of a click's result; of the forms only that of flags exists on Discord, and the caller opens it. */
export function messagesOf({ locale }: Answerable, result: ConversationResult): readonly DiscordMessage[] {
  if (result.type === 'reply') return pagesOf(result.reply, result.page);
  return result.form.type === 'digest' ? pagesOf(changeReply(result.form, locale)) : [];
}

/** Returns whether an interaction arrives for the first time. */
export function claim({ id }: Pick<APIInteraction, 'id'>, bot: Bot): Promise<boolean> {
  return bot.first(`discord:${id}`);
}

/** How an answer appears: to the asker alone, to everyone except for messages flagged as private, or in place of the message whose button was clicked. */
type ResponseMode = 'private' | 'open' | 'in-place';

/** Sends the messages of `work`: as the response itself if they are ready in time, after an acknowledgement otherwise; never rejects. */
export async function respond(
  interaction: Answerable,
  work: () => Promise<readonly DiscordMessage[]>,
  bot: Bot,
  sender: Sender,
  mode: ResponseMode = 'private',
): Promise<void> {
  let state: 'waiting' | 'deferred' | 'answered' = 'waiting';
  const inPlace = mode === 'in-place';
  const seenBy = mode === 'open' ? 'everyone' : 'asker';
  const send = async (message: DiscordMessage): Promise<void> => {
    if (state === 'waiting' && inPlace) await sender.update(interaction, message);
    else if (state === 'waiting') await sender.reply(interaction, message, seenBy);
    else if (state === 'deferred') await sender.edit(interaction, message);
    else await sender.followUp(interaction, message, seenBy);
    state = 'answered';
  };
  try {
    const answering = claim(interaction, bot).then((isFirst) => (isFirst ? work() : undefined));
    if (!(await ready(answering))) {
      await (inPlace ? sender.deferUpdate(interaction) : sender.defer(interaction, seenBy));
      state = 'deferred';
    }
    // An acknowledged interaction must be answered, even if the check for a repeated one took that long.
    const messages = (await answering) ?? (state === 'deferred' ? await work() : []);
    for (const message of messages) await send(message);
  } catch (error) {
    const reference = bot.fault(withoutContent(error), 'discord answer to an interaction');
    if (isExpired(error)) return;
    const language = languageOf('', interaction.locale);
    const apology = notice(replyTexts(language).failed(reference), language);
    // An apology does not replace a message that somebody is reading.
    const sent = inPlace
      ? state === 'waiting'
        ? sender.reply(interaction, apology, 'asker')
        : sender.followUp(interaction, apology, 'asker')
      : send(apology);
    await sent.catch((again: unknown) => {
      bot.log.warn({ reference, err: withoutContent(again) }, 'the asker could not be told of a fault');
    });
  }
}

/** Returns the reply to a command, button or form of another version. */
export function stale({ locale }: Answerable): readonly DiscordMessage[] {
  const language = languageOf('', locale);
  return [notice(replyTexts(language).staleButton, language)];
}

/** Answers messages that mention the bot, and direct ones, in the same channel. */
import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { onText } from '../../../conversation/converse.ts';
import { ready } from '../../within.ts';
import type { Bot } from '../../platform.ts';
import { pagesOf } from './respond.ts';
import { writerOf } from './asker.ts';
import { languageOf } from './language.ts';
import { settingsOf } from './channel.ts';
import { notice } from '../render/render.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';

/** The types of messages that people write; all others are Discord's notices of joins, pins and the like: https://docs.discord.com/developers/resources/message#message-object-message-types */
const WRITTEN: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

/** Returns whether a message is for the bot: written by a person, and direct or mentioning the bot itself, not a role or everyone. */
export function isAsking(message: GatewayMessageCreateDispatchData, botId: string): boolean {
  if (message.author.bot === true || message.webhook_id !== undefined || message.author.id === botId) return false;
  if (!WRITTEN.has(message.type)) return false;
  return message.guild_id === undefined || message.mentions.some(({ id }) => id === botId);
}

/** Answers a message to the bot; `parentOf` returns the channel of a thread. Never rejects. */
export async function onMessage(
  message: GatewayMessageCreateDispatchData,
  bot: Bot,
  sender: Sender,
  parentOf: (channelId: string) => string | undefined,
): Promise<void> {
  const { id, channel_id: channelId, guild_id: workspace, content } = message;
  const inReplyTo = workspace === undefined ? undefined : id;
  const home = workspace && { platform: 'discord', workspace, channel: parentOf(channelId) ?? channelId };
  const language = languageOf(content, undefined, (await settingsOf(home || undefined, bot)).language);
  try {
    const answering = bot
      .first(`discord:${id}`)
      .then((isFirst) =>
        isFirst ? onText({ type: 'message', text: content }, writerOf(message, language), bot) : undefined,
      );
    if (!(await ready(answering)))
      await sender.typing(channelId).catch((error: unknown) => {
        bot.log.warn({ err: withoutContent(error) }, 'a message could not be acknowledged');
      });
    const answered = await answering;
    if (answered === undefined) return;
    for (const [index, page] of pagesOf(answered.reply).entries())
      await sender.post(channelId, page, `${id}/${index + 1}`, inReplyTo);
  } catch (error) {
    const reference = bot.fault(withoutContent(error), 'discord answer to a message');
    if (isNotAllowed(error)) return;
    const apology = notice(replyTexts(language).failed(reference), language);
    await sender.post(channelId, apology, `${id}/0`, inReplyTo).catch((again: unknown) => {
      bot.log.warn({ reference, err: withoutContent(again) }, 'the asker could not be told of a fault');
    });
  }
}

/** Answers mentions and direct messages, in reply to them and without pinging anybody. */
import { MessageType, type GatewayMessageCreateDispatchData } from 'discord.js';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';
import { onText } from '../../../conversation/converse.ts';
import { isAnswerable } from '../../../conversation/is-answerable.ts';
import { ready } from '../../within.ts';
import type { Bot } from '../../platform.ts';
import { spendMessage } from './budget.ts';
import type { Servers } from '../connection/servers.ts';
import { pagesOf } from './respond.ts';
import { writerOf } from './asker.ts';
import { languageOf } from './language.ts';
import { settingsOf } from './channel.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { notice } from '../render/render.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';

/** The types of messages that people write; all others are Discord's notices of joins, pins and the like: https://docs.discord.com/developers/resources/message#message-object-message-types */
const WRITTEN: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

/** How a message reached the bot: directly, by a mention of it or of its own role, or only as a reply that notifies it. */
export type Addressed = 'direct' | 'mention' | 'role' | 'reply';

/** Returns how a message is for the bot: undefined where it is not, as one by a program, or one that mentions another role or everyone. */
export function addressed(
  message: GatewayMessageCreateDispatchData,
  botId: string,
  isOwnRole: Servers['isOwnRole'],
): Addressed | undefined {
  const { author, webhook_id: webhook, type, guild_id: guild, mentions, mention_roles: roles, content } = message;
  if (author.bot === true || webhook !== undefined || author.id === botId || !WRITTEN.has(type)) return undefined;
  if (guild === undefined) return 'direct';
  if (mentions.some(({ id }) => id === botId))
    // Of a reply that notifies the author of a post, the text names nobody.
    return repliesTo(message) === botId && !new RegExp(`<@!?${botId}>`, 'u').test(content) ? 'reply' : 'mention';
  return roles.some((role) => isOwnRole(guild, role)) ? 'role' : undefined;
}

const repliesTo = ({ type, referenced_message: replied }: GatewayMessageCreateDispatchData): string | undefined =>
  type === MessageType.Reply ? replied?.author.id : undefined;

/** Answers a message to the bot. Never rejects. */
export async function onMessage(
  message: GatewayMessageCreateDispatchData,
  how: Addressed,
  bot: Bot,
  sender: Sender,
  parentOf: Servers['parentOf'],
): Promise<void> {
  const { id, channel_id: channelId, guild_id: workspace, content } = message;
  // Under a post of the bot people talk to each other, too: of what finds nothing, nothing is said or kept.
  if (how === 'reply' && !isAnswerable(content, bot.catalogue())) return;
  const verdict = spendMessage(message, bot);
  if (verdict === 'silent') return;
  const inReplyTo = workspace === undefined ? undefined : id;
  const home = workspace && { platform: 'discord', workspace, channel: parentOf(channelId) ?? channelId };
  const language = languageOf(content, undefined, (await settingsOf(home || undefined, bot)).language);
  const answer = async (): Promise<readonly DiscordMessage[]> => {
    if (verdict === 'tell') return [notice(replyTexts(language).tooMuch, language)];
    const hint = hintFor(message, how, bot);
    if (hint !== undefined) return [notice(discordTexts(language)[hint], language)];
    return pagesOf((await onText({ type: 'message', text: content }, writerOf(message, language), bot)).reply);
  };
  try {
    const answering = bot.first(`discord:${id}`).then((isFirst) => (isFirst ? answer() : undefined));
    if (!(await ready(answering)))
      await sender.typing(channelId).catch((error: unknown) => {
        bot.log.warn({ err: withoutContent(error) }, 'a message could not be acknowledged');
      });
    for (const [index, page] of ((await answering) ?? []).entries())
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

/** Returns the text that says how to ask instead, where a message itself asks nothing that could be answered. */
function hintFor(
  message: GatewayMessageCreateDispatchData,
  how: Addressed,
  bot: Bot,
): 'useBriefThis' | 'mentionMe' | undefined {
  const { content } = message;
  // Discord may give no text of a message that mentions a role.
  if (how === 'role' && content === '') return 'mentionMe';
  const isAboutAnother = message.guild_id !== undefined && how !== 'reply' && repliesTo(message) !== undefined;
  const says = content.replace(/<@[!&]?\d+>/gu, ' ').trim();
  const isQuestion = says === '' || POINTS.test(says);
  return isAboutAnother && isQuestion && !isAnswerable(content, bot.catalogue()) ? 'useBriefThis' : undefined;
}

/** Words that point at the message that is replied to, or any question. */
const POINTS = /[?？]\s*$|\b(?:this|that|it|these|those)\b|[这那此]/iu;

/** Answers mentions and direct messages, in reply to them and without pinging anybody. */
import { messages } from '../../../locales/messages.ts';
import { MessageType, type APIMessage, type GatewayMessageCreateDispatchData } from 'discord.js';
import type { ComposedAnswer, Courier } from '../../../digest/delivery/courier.ts';
import type { Language } from '../../../records/schema.ts';
import { decodeButton, topicOf, type Openable } from '../../../reply/button.ts';
import type { Asker } from '../../../conversation/conversation.ts';
import type { Talk } from '../../../conversation/follow-up/memory.ts';
import { composeFault } from '../../../reply/compose/fault.ts';
import { onRequest } from '../../../conversation/handle.ts';
import { isAnswerable } from '../../../conversation/answer-request.ts';
import { parseMessage, type ParsedText } from '../../../conversation/parse-text.ts';
import { asksNothing } from '../../../conversation/small-talk.ts';
import { settlesInTime } from '../../timeout.ts';
import type { Bot } from '../../platform.ts';
import { spendMessage } from './budget.ts';
import type { Servers } from '../connection/servers.ts';
import { writerOf } from './asker.ts';
import { sentenceReply } from '../../../reply/compose/parts.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import { messagesAtOnce, notice } from '../render/render.ts';
import type { Sender } from '../delivery/send.ts';
import { isNotAllowed, withoutContent } from '../delivery/outcome.ts';

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

/** What posts: answers to messages, and what is said beside them. */
export type MessageSenders = { readonly sender: Sender; readonly poster: Pick<Courier, 'send'> };

/** Answers a message to the bot. Never rejects. */
export async function onMessage(
  message: GatewayMessageCreateDispatchData,
  how: Addressed,
  bot: Bot,
  { sender, poster }: MessageSenders,
  parentOf: Servers['parentOf'],
): Promise<void> {
  const { id, channel_id: channel, guild_id: workspace = '', content } = message;
  if (asksNothing(content)) return;
  await bot.conversation.catalogue().prepare();
  // Under a post of the bot people talk to each other, too: of what finds nothing, nothing is said or kept.
  const parsed = parseMessage(content, bot.conversation.catalogue());
  const home = parentOf(channel) ?? channel;
  const received = { message, parsed, how, home };
  const question = how === 'reply' ? await recalling(received, bot) : received;
  if (how === 'reply' && !isForBot(question, bot)) return;
  const verdict = spendMessage(message, bot);
  if (verdict === 'silent') return;
  const inReplyTo = workspace === '' ? undefined : id;
  const tell = async (said: (language: Language) => string, page: number): Promise<unknown> => {
    const language = await messageLanguage(message, parsed, home, bot);
    return await sender.post(channel, notice(said(language), language), `${id}/${page}`, inReplyTo);
  };
  try {
    if (verdict === 'tell') {
      if (await bot.isFirst(`discord:${id}`)) await tell((language) => messages(language)('reply.tooMuch'), 1);
      return;
    }
    const compose = async (): Promise<ComposedAnswer> => {
      const composing = composeAnswer(question, bot);
      if (!(await settlesInTime(composing)))
        await sender.typing(channel).catch((error: unknown) => {
          bot.log.warn({ err: withoutContent(error) }, 'a message could not be acknowledged');
        });
      return await composing;
    };
    const channelRef = { platform: 'discord', workspace, channel };
    const outcome = await bot.deliveries.answer({ channelRef, message: id, inReplyTo }, compose, poster);
    if (outcome === 'failed') throw new Error('an answer could not be sent');
    if (outcome === 'unconfirmed')
      await tell((language) => messages(language)('reply.unconfirmed', { platform: 'Discord' }), 0);
  } catch (error) {
    const reference = bot.fault(withoutContent(error), 'discord answer to a message');
    if (isNotAllowed(error)) return;
    await tell((language) => messages(language)('reply.failed', { reference }), 0).catch((again: unknown) => {
      bot.log.warn({ reference, err: withoutContent(again) }, 'the asker could not be told of a fault');
    });
  }
}

/** Returns the language in which a message is answered; `home` is its channel, of a thread the channel that it is in. Never rejects. */
async function messageLanguage(
  { guild_id: workspace }: GatewayMessageCreateDispatchData,
  { language: typed }: ParsedText,
  home: string,
  bot: Bot,
): Promise<Language> {
  const channelRef = workspace === undefined ? undefined : { platform: 'discord', workspace, channel: home };
  // Discord does not tell the language of who writes a message.
  return (await resolveLanguage({ typed, channelRef, own: () => undefined }, bot.conversation)).language;
}

/** A message to the bot, what it asks for, how it reached it, and its channel, of a thread the channel that it is in. */
type DiscordQuestion = {
  readonly message: GatewayMessageCreateDispatchData;
  readonly parsed: ParsedText;
  readonly how: Addressed;
  readonly home: string;
  /** What was said before, where it was looked up already. */
  readonly before?: Talk['before'];
};

/** Returns the answer to a message; never rejects. */
async function composeAnswer(asked: DiscordQuestion, bot: Bot): Promise<ComposedAnswer> {
  const { message, parsed, home } = asked;
  const language = await messageLanguage(message, parsed, home, bot);
  const isOpen = message.guild_id !== undefined;
  try {
    const question = isAboutAnother(asked) ? await recalling(asked, bot) : asked;
    const hint = hintFor(question, bot);
    const reply =
      hint === undefined
        ? (await onRequest(parsed.request, 'message', askerOf(question, language), bot.conversation)).reply
        : sentenceReply(messages(language)(`discord.${hint}`), language);
    return { reply, pages: messagesAtOnce(reply).length, isOpen };
  } catch (error) {
    return { reply: composeFault(bot.fault(error, 'discord answer'), language), pages: 1, isOpen };
  }
}

/** Returns the text that says how to ask instead, where a message itself asks nothing that could be answered. */
function hintFor(question: DiscordQuestion, bot: Bot): 'useBriefThis' | 'mentionMe' | undefined {
  const { message, how } = question;
  const { content } = message;
  // Discord may give no text of a message that mentions a role.
  if (how === 'role' && content === '') return 'mentionMe';
  const says = content.replace(/<@[!&]?\d+>/gu, ' ').trim();
  const isQuestion = says === '' || POINTS.test(says);
  return isAboutAnother(question) && isQuestion && !isForBot(question, bot) ? 'useBriefThis' : undefined;
}

const isAboutAnother = ({ message, how }: DiscordQuestion): boolean =>
  message.guild_id !== undefined && how !== 'reply' && repliesTo(message) !== undefined;

/** Returns whether a message asks something itself, or after an answer of the bot, which was looked up. */
const isForBot = ({ parsed, before }: DiscordQuestion, { conversation }: Bot): boolean =>
  isAnswerable(parsed.request, conversation.catalogue()) || before?.answer !== undefined;

/** Returns a message with what was said before, where that tells whether the bot is asked at all. */
async function recalling(question: DiscordQuestion, { conversation }: Bot): Promise<DiscordQuestion> {
  const { request } = question.parsed;
  if (request.type !== 'follow-up' || isAnswerable(request, conversation.catalogue())) return question;
  return { ...question, before: { answer: await conversation.memory.recall(askerOf(question, 'en')) } };
}

/** Returns who writes a message, and where: in a thread, which is a channel of its own, or in reply to a message. */
function askerOf({ message, home, before }: DiscordQuestion, language: Language): Asker {
  const { id, channel_id: channel, guild_id: workspace = '', type, referenced_message: replied } = message;
  const channelRef = { platform: 'discord', workspace, channel };
  const isReply = type === MessageType.Reply && replied != null;
  const thread = home === channel ? undefined : channel;
  const about = isReply
    ? { channelRef, message: replied.id, shows: shownBy(replied) }
    : thread === undefined
      ? undefined
      : { channelRef: { ...channelRef, channel: home }, message: thread };
  return { ...writerOf(message, language), talk: { channelRef, message: id, thread, about, isReply, before } };
}

/** Returns what the buttons of a message open of a topic, as those of a card do that answered a command. */
function shownBy({ components }: Pick<APIMessage, 'components'>): Openable | undefined {
  const ids = JSON.stringify(components ?? []).matchAll(/"custom_id":"(?<id>[^"]{1,100})"/gu);
  const requests = [...ids].flatMap(({ groups }) => {
    const action = decodeButton((groups?.['id'] ?? '').split('#', 1)[0] ?? '');
    return action?.verb === 'open' || action?.verb === 'share' ? [action.request] : [];
  });
  return requests.find(({ type }) => type === 'answer') ?? requests.find((request) => topicOf(request) !== undefined);
}

/** Words that point at the message that is replied to, or any question. */
const POINTS = /[?？]\s*$|\b(?:this|that|it|these|those)\b|[这那此]/iu;

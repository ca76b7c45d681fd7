/** Handles texts and clicks, the same on every platform: each becomes a reply or a form. */
import { topicNamed } from '../records/catalogue.ts';
import type { Language } from '../records/schema.ts';
import type { ButtonAction, OpenButton, BriefRequest } from '../reply/button.ts';
import type { Reply } from '../reply/reply.ts';
import { showChannelSettings } from './channel-settings/converse.ts';
import { listDigests, onDigestButton } from './digests/converse.ts';
import type { Asker, ConversationBot, ConversationResult, ReplyResult } from './event.ts';
import { finishFlag, openFlagForm } from './flags/converse.ts';
import { linkPerson, onReviewButton, showReviews } from './review/converse.ts';
import { onDelete, onShare } from './sharing/converse.ts';
import { parseCommandText, parseMessageText } from './parse-text.ts';

/** A text: behind `/brief`, to the bot in public, or a message by somebody else that the asker requests a brief on. */
export type Typed = { readonly type: 'command' | 'message' | 'quote'; readonly text: string };

/** Returns the answer to a text. */
export async function onText({ type, text }: Typed, asker: Asker, bot: ConversationBot): Promise<ReplyResult> {
  if (type === 'quote') return await answerFor({ type: 'message', text }, asker, bot, asker.audience);
  const request =
    type === 'command' ? parseCommandText(text, bot.catalogue()) : parseMessageText(text, bot.catalogue());
  if (request.type === 'digests') return await listDigests(asker, bot);
  if (request.type === 'settings') return await showChannelSettings(asker, bot, request.unknown);
  if (request.type === 'review') return await showReviews(asker, bot, type === 'command');
  if (request.type === 'link') return await linkPerson(request.code, asker, bot, type === 'command');
  if (type === 'message') return await answerFor(request, asker, bot, 'everyone');
  const audience = FOR_CHANNELS.has(request.type) ? asker.audience : 'asker';
  const result = await answerFor(request, asker, bot, audience);
  // That there is nothing, and a choice, are for the person who asked, not for the channel.
  return result.reply.outcome === undefined ? result : { ...result, reply: { ...result.reply, audience: 'asker' } };
}

/** What a channel sees where answers to commands are open; the rest is for the person who requested it. */
const FOR_CHANNELS: ReadonlySet<BriefRequest['type']> = new Set([
  'ask',
  'brief',
  'full',
  'section',
  'related',
  'several',
  'answer',
  'news',
]);

/** Returns the result of a clicked button, in the language of the button. */
export async function onClick(action: ButtonAction, clicker: Asker, bot: ConversationBot): Promise<ConversationResult> {
  const asker = { ...clicker, language: action.language };
  switch (action.verb) {
    case 'digest':
      return onDigestButton(action, asker, bot);
    case 'flag':
      return openFlagForm(action, asker, bot);
    case 'done':
      return finishFlag(action, asker, bot);
    case 'review':
      return onReviewButton(action, asker, bot);
    case 'delete':
      return onDelete(action, asker, bot);
    case 'share':
    case 'reply':
      if ('topic' in action.request && isAvailable(action, bot)) return onShare(action, action.request, asker, bot);
      break;
    case 'open':
  }
  return { ...(await answerFor(action.request, asker, bot, asker.audience)), page: action.page, replaces: true };
}

/** Returns whether the brief that a button opens or shares still exists. */
export function isAvailable({ request }: OpenButton, { catalogue }: Pick<ConversationBot, 'catalogue'>): boolean {
  return !('topic' in request) || topicNamed(catalogue(), request.topic) !== undefined;
}

async function answerFor(
  request: BriefRequest,
  { language, helpEntries, channelRef }: { readonly language: Language } & Pick<Asker, 'helpEntries' | 'channelRef'>,
  bot: ConversationBot,
  audience: Reply['audience'],
): Promise<ReplyResult> {
  const isForCurators = bot.isCurators?.(channelRef);
  const reply = await bot.answer(request, { language, audience, helpEntries: helpEntries(language), isForCurators });
  return { type: 'reply', reply };
}

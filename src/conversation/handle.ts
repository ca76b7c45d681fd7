/** Handles requests and clicks, the same on every platform: each becomes a reply or a form. */
import { topicNamed } from '../records/catalogue.ts';
import { topicOf, type ButtonAction, type OpenButton, type BriefRequest } from '../reply/button.ts';
import type { Reply } from '../reply/reply.ts';
import { onChannelSettings, showChannelSettings, submitChannelSettingsForm } from './channel-settings/handle.ts';
import { asFollowUp, type FollowUpRequest } from './follow-up/parse.ts';
import { subscriptionInput } from './digests/form.ts';
import { listDigests, onDigestButton, submitDigestForm } from './digests/handle.ts';
import { fillForm, offerForm } from './digests/typed-command.ts';
import type { Asker, Conversation, ConversationResult, ReplyResult } from './conversation.ts';
import { finishFlag, openFlagForm, submitFlagForm } from './flags/handle.ts';
import type { FormButton, FormValues, SubmitResult } from './form.ts';
import { linkPerson } from './link.ts';
import { sendSignInLink } from './sign-in.ts';
import { onDelete, onShare } from './sharing/handle.ts';
import { isShareable } from './sharing/share.ts';

/** How a text reached the bot: behind `/brief`, or as a message that others may see. */
export type TypedAs = 'command' | 'message';

/**
 * Returns the answer to what somebody typed, or to a message by somebody else that they request a brief on.
 * The reply's audience says who may see it: of a command's, everyone only where that is the asker's and something was found.
 */
export async function onRequest(
  request: BriefRequest | FollowUpRequest,
  typedAs: TypedAs,
  asker: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  if (request.type === 'message') return await answerFor(request, asker, conversation, asker.audience);
  if (request.type === 'digests')
    return request.text === undefined
      ? await listDigests(asker, conversation)
      : await offerForm(request.text, asker, conversation);
  if (request.type === 'settings') return await showChannelSettings(asker, conversation, request.unknown);
  if (request.type === 'link') return await linkPerson(request.code, asker, conversation, typedAs === 'command');
  if (request.type === 'desk') return await sendSignInLink(asker, conversation, typedAs === 'command');
  if (typedAs === 'message') return await answerFor(request, asker, conversation, 'everyone');
  const audience = mayBeOpen(request) ? asker.audience : 'asker';
  const result = await answerFor(request, asker, conversation, audience);
  // That there is nothing, and a choice, are for the person who asked, not for the channel.
  return result.reply.outcome === undefined ? result : { ...result, reply: { ...result.reply, audience: 'asker' } };
}

/** Returns whether a channel may see what answers a command, where its answers are open; the rest is for who requested it alone. */
export const mayBeOpen = ({ type }: BriefRequest | FollowUpRequest): boolean => MAY_BE_OPEN.has(type);

const MAY_BE_OPEN: ReadonlySet<(BriefRequest | FollowUpRequest)['type']> = new Set([
  'follow-up',
  'ask',
  'brief',
  'sections',
  'section',
  'related',
  'several',
  'answer',
  'question',
  'status',
  'dates',
  'news',
]);

/** Returns the result of a clicked button, in the language of the button. */
export async function onClick(
  action: ButtonAction,
  clicker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  const asker = { ...clicker, language: action.language };
  switch (action.verb) {
    case 'digest':
      return onDigestButton(action, asker, conversation);
    case 'fill':
      return fillForm(action.text, asker, conversation);
    case 'flag':
      return openFlagForm(action, asker, conversation);
    case 'settings':
      return onChannelSettings({}, asker, conversation);
    case 'done':
      return finishFlag(action, asker, conversation);
    case 'delete':
      return onDelete(action, asker, conversation);
    case 'share':
    case 'reply':
      if (isShareable(action.request) && isAvailable(action, conversation))
        return onShare(action, action.request, asker, conversation);
      break;
    case 'open':
  }
  const reply = await conversation.answer(action.request, asker);
  // What is clicked can be done without; it does not wait.
  void conversation.memory.remember(asker, reply, { isQuestion: false });
  return { type: 'reply', reply, page: action.page, replaces: true };
}

/** Returns whether the brief that a button opens or shares still exists. */
export function isAvailable({ request }: OpenButton, { catalogue }: Pick<Conversation, 'catalogue'>): boolean {
  const topic = topicOf(request);
  return topic === undefined || topicNamed(catalogue(), topic) !== undefined;
}

/** Does what the form that a button opens was filled in for, or returns every reason why it cannot be done. */
export async function submitForm(
  button: FormButton,
  values: FormValues,
  asker: Asker,
  conversation: Conversation,
): Promise<SubmitResult> {
  switch (button.verb) {
    case 'flag': {
      const { statement, text, link } = values;
      return submitFlagForm({ topic: button.topic, statement, text, link }, asker, conversation);
    }
    case 'settings': {
      const { language, answers, model } = values;
      return submitChannelSettingsForm({ language, answers, model }, asker, conversation);
    }
    case 'digest': {
      const form = { id: button.subscription || undefined, input: subscriptionInput(values) };
      return submitDigestForm(form, asker, conversation);
    }
  }
}

async function answerFor(
  request: BriefRequest | FollowUpRequest,
  asker: Asker,
  { answer, memory }: Conversation,
  audience: Reply['audience'],
): Promise<ReplyResult> {
  const follows = request.type === 'follow-up' ? request : asFollowUp(request);
  const after = follows === undefined ? undefined : await memory.recall(asker);
  if (follows === undefined || (after === undefined && request.type !== 'follow-up')) {
    const reply = await answer(request, { ...asker, audience });
    await memory.remember(asker, reply, { isQuestion: request.type === 'ask' });
    return { type: 'reply', reply };
  }
  const { followUp, language: typed } = follows;
  const asked = followUp.type === 'language' ? followUp.language : undefined;
  // Who asked for a language keeps it until they write in another one.
  const kept = after?.person === (asker.talk?.person ?? asker.person) ? after.language : undefined;
  const language = asked ?? (typed === undefined ? kept : undefined) ?? asker.language;
  const reply = await answer({ ...follows, after }, { ...asker, language, audience });
  await memory.remember(asker, reply, {
    isQuestion: after === undefined || followUp.type === 'within',
    after,
    language: asked,
  });
  return { type: 'reply', reply };
}

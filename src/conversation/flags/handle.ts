/** "Something wrong?" on every platform: the form below a brief, and its submission. */
import { messages } from '../../locales/messages.ts';
import type { DoneButton, FlagButton } from '../../reply/button.ts';
import type { Asker, Conversation, ConversationResult, ReplyResult } from '../conversation.ts';
import type { SubmitResult } from '../form.ts';
import type { FlagFault, FlagInput } from './flags.ts';
import { note } from '../../reply/compose/parts.ts';

/** Returns the form for a brief, or a reply that says why there is none. */
export async function openFlagForm(
  { topic, statements }: FlagButton,
  { language }: Asker,
  { flags }: Conversation,
): Promise<ConversationResult> {
  const opened = flags.form(topic, language, statements);
  return opened.ok ? { type: 'form', form: opened.form } : { type: 'reply', reply: opened.reply };
}

/** Stores a submitted flag, or returns why it cannot be stored. */
export async function submitFlagForm(
  input: FlagInput,
  { channelRef, person, language }: Asker,
  { flags }: Conversation,
): Promise<SubmitResult<FlagFault>> {
  const flagged = await flags.flag(input, { channelRef, person, language });
  return { reply: flagged.reply, faults: flagged.ok ? [] : flagged.faults };
}

/** Closes a flag, and returns the sentence that stands in its post from then on. */
export async function finishFlag(
  { flag }: DoneButton,
  { name, language }: Asker,
  { curatorsInbox }: Conversation,
): Promise<ReplyResult> {
  const t = messages(language);
  const isDone = await curatorsInbox.closeFlag(flag);
  const text = isDone ? t('inbox.doneBy', { who: name }) : t('inbox.doneBefore');
  const blocks = [note(text)] as const;
  return { type: 'reply', isDone, reply: { title: '', language, audience: 'everyone', blocks, actions: [] } };
}

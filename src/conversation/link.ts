/** `/brief link CODE` on every platform: ties who types a code to the person to whom the desk showed it. */
import { messages } from '../locales/messages.ts';
import { sentenceReply } from '../reply/compose/parts.ts';
import type { Asker, Conversation, ReplyResult } from './conversation.ts';

/** Ties who types a code to the person of the desk; where others have seen it (`isPrivate` is false), the code is made useless. */
export async function linkPerson(
  code: string | undefined,
  { identity, channelRef, name, language }: Asker,
  { chatTies }: Pick<Conversation, 'chatTies'>,
  isPrivate: boolean,
): Promise<ReplyResult> {
  const t = messages(language);
  const notice = (text: string): ReplyResult => ({ type: 'reply', reply: sentenceReply(text, language) });
  if (!isPrivate && code !== undefined) {
    await chatTies.invalidate(code);
    return notice(t('review.linkInPublic'));
  }
  if (identity === undefined) return notice(t('review.cannotLink'));
  if (code === undefined) return notice(t('review.linkHow'));
  const account = await chatTies.tie({ platform: channelRef.platform, identity, name }, code);
  return notice(account === undefined ? t('review.linkWrong') : t('review.linked', { name: account.name }));
}

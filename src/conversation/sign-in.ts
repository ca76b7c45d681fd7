/** `/brief desk` on every platform: gives who is tied to a person of the desk, and nobody else, a link that signs in once. */
import { messages } from '../locales/messages.ts';
import { LINK_MINUTES, linkPath } from '../people/accounts.ts';
import { note, privateReply, sentenceReply } from '../reply/compose/parts.ts';
import type { Asker, Conversation, ReplyResult } from './conversation.ts';

/** Returns a link for the person that the asker is tied to, or a sentence that says what is missing; `isPrivate` tells whether nobody else sees the answer. */
export async function sendSignInLink(
  { identity, channelRef: { platform }, language }: Asker,
  { chatTies, deskSignIn: { desk, inviteSelf } }: Pick<Conversation, 'chatTies' | 'deskSignIn'>,
  isPrivate: boolean,
): Promise<ReplyResult> {
  const t = messages(language);
  const explain = (text: string): ReplyResult => ({ type: 'reply', reply: sentenceReply(text, language) });
  if (!isPrivate) return explain(t('signIn.inPublic'));
  if ('missing' in desk) return explain(t(desk.missing === 'DESK' ? 'signIn.deskOff' : 'signIn.noAddress'));
  if (identity === undefined) return explain(t('signIn.elsewhere'));
  const account = await chatTies.accountOf({ platform, identity });
  if (account === undefined) return explain(t('signIn.unknown'));
  const { code } = await inviteSelf(account, platform);
  const text = t('signIn.link', { name: account.name, minutes: LINK_MINUTES });
  const link = { label: t('signIn.open'), url: desk.address + linkPath(code) };
  return { type: 'reply', reply: privateReply('', language, [{ ...note(text), link }]) };
}

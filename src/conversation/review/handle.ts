/** Reviews on every platform: what waits for the person that a chat identity is tied to, and the presses below it. Rights are looked up at each press. */
import { messages } from '../../locales/messages.ts';
import type { ReviewButton } from '../../reply/button.ts';
import { pick } from '../../reply/compose/parts.ts';
import { formatDay } from '../../records/dates.ts';
import { type Account, may } from '../../people/roles.ts';
import type { TopicItem } from '../../people/review-queue.ts';
import type { Asker, Conversation, ReplyResult } from '../conversation.ts';
import { refusalLines, reviewNotice, reviewReply, notAllowedText } from './reply.ts';

/** Returns what waits for a review to who may review, and to others a sentence that says what is missing; `isPrivate` tells whether nobody else sees the answer. */
export async function showReviews(asker: Asker, conversation: Conversation, isPrivate: boolean): Promise<ReplyResult> {
  if (!isPrivate) return noticed(messages(asker.language)('review.inPublic'), asker);
  const person = await reviewerOf(asker, conversation);
  return 'type' in person ? person : await listed({}, asker, conversation);
}

/** Ties who types a code to the person to whom the desk showed it; where others have seen it, it is made useless. */
export async function linkPerson(
  code: string | undefined,
  asker: Asker,
  { chatTies }: Conversation,
  isPrivate: boolean,
): Promise<ReplyResult> {
  const { identity, channelRef, name, language } = asker;
  const t = messages(language);
  if (!isPrivate && code !== undefined) {
    await chatTies.invalidate(code);
    return noticed(t('review.linkInPublic'), asker);
  }
  if (identity === undefined) return noticed(t('review.cannotLink'), asker);
  if (code === undefined) return noticed(t('review.linkHow'), asker);
  const account = await chatTies.tie({ platform: channelRef.platform, identity, name }, code);
  return noticed(account === undefined ? t('review.linkWrong') : t('review.linked', { name: account.name }), asker);
}

/** Does what a button below a list of reviews says, and returns the list as it is then. */
export async function onReviewButton(
  action: ReviewButton,
  asker: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const { language } = asker;
  const t = messages(language);
  const person = await reviewerOf(asker, conversation);
  if ('type' in person) return person;
  if (action.answer === 'more') return await listed({ from: action.from }, asker, conversation);
  const { topic, version } = action;
  const isRight = action.answer === 'right';
  const done = isRight
    ? await conversation.reviews.confirm({ topic, version }, person)
    : await conversation.reviews.requestWork({ topic, version, text: '' }, person);
  if (!done.ok) {
    const said = refusalLines(done, person, language);
    // What is to be confirmed must have been shown, so that it stands first.
    const again = done.because === 'changed' ? await conversation.reviews.topic(done.brief) : undefined;
    return await listed({ said, again }, asker, conversation);
  }
  const title = pick(done.brief.title, language);
  const said = isRight
    ? done.isNew
      ? t('review.confirmed', { title, name: person.name, day: formatDay(done.brief.verified.on, language) })
      : t('review.confirmedBefore', { title })
    : done.isNew
      ? t('review.wanted', { title })
      : t('review.wantedBefore', { title });
  return await listed({ said }, asker, conversation);
}

/** Returns the person of the desk that an identity is tied to, if they may review; otherwise the reply that says what is missing. */
async function reviewerOf(asker: Asker, conversation: Conversation): Promise<Account | ReplyResult> {
  const { identity, channelRef, language } = asker;
  const t = messages(language);
  if (identity === undefined) return noticed(t('review.elsewhere'), asker);
  const account = await conversation.chatTies.accountOf({ platform: channelRef.platform, identity });
  if (account === undefined) return noticed(t('review.unknown'), asker);
  return may(account, 'review')
    ? account
    : noticed(notAllowedText(account.name, await conversation.reviews.who(), t), asker);
}

async function listed(
  { from, said, again }: { readonly from?: number; readonly said?: string; readonly again?: TopicItem | undefined },
  { language }: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const waiting = (await conversation.reviews.topics()).filter((item) => !isWorkWanted(item));
  const items = again === undefined ? waiting : [again, ...waiting.filter(({ brief }) => brief.id !== again.brief.id)];
  const reply = reviewReply(items, { from, said }, { catalogue: conversation.catalogue(), language });
  return { type: 'reply', reply, replaces: true };
}

/** Whether a topic needs work already as it stands: until it is written anew, there is nothing to confirm. */
const isWorkWanted = ({ notes, version }: TopicItem): boolean =>
  notes.some((note) => note.version === version && note.statement === '');

const noticed = (text: string, { language }: Asker): ReplyResult => ({
  type: 'reply',
  reply: reviewNotice(text, language),
});

/** Reviews on every platform: what waits for the person that a chat identity is tied to, and the presses below it. Rights are looked up at each press. */
import { messages } from '../../locales/messages.ts';
import type { ReviewButton } from '../../reply/button.ts';
import { pick, sentenceReply } from '../../reply/compose/parts.ts';
import { formatDay } from '../../records/dates.ts';
import { topicNamed } from '../../records/catalogue.ts';
import type { Brief } from '../../records/schema.ts';
import { type Account, may } from '../../people/roles.ts';
import { MAX_NOTE_CHARACTERS, topicVersion, type TopicItem } from '../../people/review-queue.ts';
import type { ReviewRefusal } from '../../people/reviews.ts';
import type { Asker, Conversation, ConversationResult, ReplyResult, SubmitResult } from '../conversation.ts';
import { MIN_WORK, reviewForm } from './form.ts';
import { refusalLines, reviewButtons, reviewReply, notAllowedText, type Listing } from './reply.ts';

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
): Promise<ConversationResult> {
  const { language } = asker;
  const t = messages(language);
  const person = await reviewerOf(asker, conversation);
  if ('type' in person) return person;
  switch (action.answer) {
    case 'more':
      return await listed({ from: action.from }, asker, conversation);
    case 'undo': {
      const undone = await conversation.reviews.undo(action.set, person);
      if (!undone.ok) return await refused(undone, person, asker, conversation);
      return await listed(
        { said: t('review.undone', { title: pick(undone.brief.title, language) }) },
        asker,
        conversation,
      );
    }
    case 'read': {
      const brief = published(action.topic, conversation);
      if (brief === undefined) return await listed({ said: t('review.gone') }, asker, conversation);
      const reply = await conversation.answer({ type: 'brief', topic: brief.id }, { ...asker, audience: 'asker' });
      const buttons = reviewButtons(brief, topicVersion(brief), language);
      return { type: 'reply', reply: { ...reply, actions: [...buttons, ...reply.actions] } };
    }
    case 'work': {
      const brief = published(action.topic, conversation);
      if (brief === undefined) return await listed({ said: t('review.gone') }, asker, conversation);
      if (topicVersion(brief) !== action.version)
        return await refused({ because: 'changed', brief }, person, asker, conversation);
      return { type: 'form', form: { type: 'review', form: reviewForm(brief, action.version, language) } };
    }
    case 'right': {
      const { topic, version } = action;
      const done = await conversation.reviews.confirm({ topic, version }, person);
      if (!done.ok) return await refused(done, person, asker, conversation);
      const title = pick(done.brief.title, language);
      const said = done.isNew
        ? t('review.confirmed', { title, name: person.name, day: formatDay(done.brief.verified.on, language) })
        : t('review.confirmedBefore', { title });
      return await listed({ said, undo: done.set }, asker, conversation);
    }
  }
}

/** What was filled in of the form behind *Needs work*. */
export type ReviewInput = { readonly topic: string; readonly version: string; readonly text: string | undefined };

/** Leaves what needs work on the desk, or returns why not. */
export async function submitReviewForm(
  { topic, version, text = '' }: ReviewInput,
  asker: Asker,
  conversation: Conversation,
): Promise<SubmitResult<{ readonly field: 'text'; readonly message: string }>> {
  const { language } = asker;
  const t = messages(language);
  const person = await reviewerOf(asker, conversation);
  if ('type' in person) return { reply: person.reply, faults: [] };
  const words = text.trim();
  const message =
    words.length < MIN_WORK
      ? t('review.formShort', { least: MIN_WORK })
      : words.length > MAX_NOTE_CHARACTERS
        ? t('review.formLong', { most: MAX_NOTE_CHARACTERS, length: words.length })
        : undefined;
  if (message !== undefined) return { reply: sentenceReply(message, language), faults: [{ field: 'text', message }] };
  const done = await conversation.reviews.requestWork({ topic, version, text: words }, person);
  if (!done.ok) return { reply: (await refused(done, person, asker, conversation)).reply, faults: [] };
  const title = pick(done.brief.title, language);
  const said = done.isNew ? t('review.wanted', { title }) : t('review.wantedBefore', { title });
  return { reply: (await listed({ said }, asker, conversation)).reply, faults: [] };
}

/** Returns a topic that is published now. */
function published(topic: string, { catalogue }: Conversation): Brief | undefined {
  const brief = topicNamed(catalogue(), topic);
  return brief?.status === 'published' ? brief : undefined;
}

async function refused(
  refusal: ReviewRefusal,
  person: Account,
  asker: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const said = refusalLines(refusal, person, asker.language);
  // What is to be confirmed must have been shown, so that it stands first.
  const again = refusal.because === 'changed' ? await conversation.reviews.topic(refusal.brief) : undefined;
  return await listed({ said, again }, asker, conversation);
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
  { again, ...listing }: Listing & { readonly again?: TopicItem | undefined },
  { language }: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const waiting = (await conversation.reviews.topics()).filter((item) => !isWorkWanted(item));
  const items = again === undefined ? waiting : [again, ...waiting.filter(({ brief }) => brief.id !== again.brief.id)];
  const reply = reviewReply(items, listing, { catalogue: conversation.catalogue(), language });
  return { type: 'reply', reply, replaces: true };
}

/** Whether a topic needs work already as it stands: until it is written anew, there is nothing to confirm. */
const isWorkWanted = ({ notes, version }: TopicItem): boolean =>
  notes.some((note) => note.version === version && note.statement === '');

const noticed = (text: string, { language }: Asker): ReplyResult => ({
  type: 'reply',
  reply: sentenceReply(text, language),
});

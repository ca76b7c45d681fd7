/** Answers clicks on Share, Reply and Delete: what became of the card, told to the person who clicked alone. */
import { note, privateReply } from '../../reply/compose/parts.ts';
import { messages } from '../../locales/messages.ts';
import { topicNamed } from '../../records/catalogue.ts';
import { encodeButton, type DeleteButton, type OpenButton } from '../../reply/button.ts';
import type { Action, NoteLink, Reply } from '../../reply/reply.ts';
import type { Asker, Conversation, ReplyResult } from '../conversation.ts';
import { deleteButton } from './content.ts';
import type { Shareable, ShareOutcome } from './share.ts';

/** Shares a card in the channel of the click, or as a reply to the message that it was asked about, once; tells a person who shares a retracted one why it is not. */
export async function onShare(
  action: OpenButton,
  request: Shareable,
  asker: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const t = messages(asker.language);
  const inReplyTo = action.verb === 'reply' ? asker.askedAbout : undefined;
  if (action.verb === 'reply' && inReplyTo === undefined)
    return told(t('sharing.title.not'), t('sharing.staleReply'), asker);
  const outcome = isRetracted(request, conversation)
    ? undefined
    : await conversation.sharing.share({
        request,
        language: action.language,
        channelRef: asker.channelRef,
        message: asker.clicked ?? asker.eventId,
        button: encodeButton(action),
        person: asker.person,
        name: asker.name,
        inReplyTo,
        poster: asker.poster,
      });
  if (outcome !== undefined && outcome.type !== 'gone') return shareReply(outcome, inReplyTo !== undefined, asker);
  return retractedReply(request, asker, conversation);
}

/** Deletes a shared card for who shared it or manages the channel; others are told whose it is. */
export async function onDelete(
  { share: id }: DeleteButton,
  asker: Asker,
  conversation: Conversation,
): Promise<ReplyResult> {
  const t = messages(asker.language);
  const { channelRef, person, clicked = '', poster } = asker;
  const share = await conversation.sharing.find(id);
  const mayDelete =
    (share !== undefined && share.person === person) ||
    (await asker.refusal({ action: 'share', channelRef, owner: share?.person })) === undefined;
  if (!mayDelete) {
    const who = share?.name ?? '';
    const text = who === '' ? t('sharing.notYoursNobody') : t('sharing.notYours', { who });
    return told(t('sharing.title.notDeleted'), text, asker, { isDone: false });
  }
  const removal = await conversation.sharing.remove(id, clicked, channelRef, poster);
  if (removal.type === 'removed')
    return told(t('sharing.title.deleted'), t('sharing.deleted'), asker, { isDone: true });
  const text = removal.type === 'refused' ? t('sharing.mayNotDelete') : t('sharing.notDeleted');
  return told(t('sharing.title.notDeleted'), text, asker, { isDone: false, tone: 'warning' });
}

function isRetracted({ topic }: Shareable, { catalogue }: Pick<Conversation, 'catalogue'>): boolean {
  return topicNamed(catalogue(), topic)?.status === 'retracted';
}

/** What the card of a retracted topic says, behind the note that it is not shared. */
async function retractedReply({ topic }: Shareable, asker: Asker, conversation: Conversation): Promise<ReplyResult> {
  const reply = await conversation.answer({ type: 'brief', topic }, { ...asker, audience: 'asker' });
  const said = note(messages(asker.language)('sharing.retracted'));
  return { type: 'reply', reply: { ...reply, blocks: [said, ...reply.blocks] }, isDone: false };
}

function shareReply(outcome: ShareOutcome, isReply: boolean, asker: Asker): ReplyResult {
  const t = messages(asker.language);
  switch (outcome.type) {
    case 'shared': {
      const { link: url, isNew, id } = outcome;
      // An interaction can delete only the message that its button stands on.
      const actions = asker.poster === undefined ? [deleteButton(id, asker.language)] : [];
      const link = url === undefined ? undefined : { label: t('sharing.open'), url };
      const [now, before] = isReply
        ? [t('sharing.replied'), t('sharing.repliedBefore')]
        : [t('sharing.shared'), t('sharing.sharedBefore')];
      return told(t('sharing.title.shared'), isNew ? now : before, asker, { isDone: isNew, link, actions });
    }
    case 'busy':
      return told(t('sharing.title.busy'), t('sharing.busy'), asker);
    case 'waiting':
      return told(t('sharing.title.waiting'), t('sharing.waiting'), asker);
    case 'checking':
      return told(t('sharing.title.checking'), t('sharing.checking'), asker);
    case 'unsure':
      return told(t('sharing.title.checking'), t('sharing.unsure'), asker);
    case 'refused':
      return told(t('sharing.title.not'), refusalText(outcome.detail, asker), asker);
    case 'failed':
    case 'gone':
      return told(t('sharing.title.not'), t('sharing.failed'), asker);
    case 'deleted':
      return told(t('sharing.title.not'), t('sharing.deletedBefore'), asker);
  }
}

/** What to do about a refusal, by its hint. */
function refusalText(detail: string, { language }: Asker): string {
  const t = messages(language);
  const [code = '', ...bot] = detail.split(':');
  if (code === 'invite' || code === 'invite-if-private') return t('sharing.invite', { bot: bot.join(':') });
  if (code === 'no-replies') return t('sharing.noReplies');
  if (code === 'automod') return t('sharing.automod');
  return code === 'archived' ? t('sharing.archived') : t('sharing.forbidden');
}

type ToldOptions = Pick<ReplyResult, 'isDone'> & {
  readonly tone?: 'plain' | 'warning';
  readonly link?: NoteLink | undefined;
  readonly actions?: readonly Action[];
};

function told(
  title: string,
  text: string,
  { language }: Asker,
  { isDone = false, tone = 'plain', link, actions = [] }: ToldOptions = {},
): ReplyResult {
  return { type: 'reply', isDone, reply: privateReply(title, language, [{ ...note(text, tone), link }], actions) };
}

/** Returns an answer with that button before each that shares; `as` is what a reply is called on the platform. */
export function offeringReply(reply: Reply, as: 'thread' | 'reply'): Reply {
  const t = messages(reply.language);
  const label = as === 'thread' ? t('sharing.inThread') : t('sharing.toMessage');
  return {
    ...reply,
    actions: reply.actions.flatMap((action) =>
      action.target.verb === 'share' ? [{ label, target: { ...action.target, verb: 'reply' } }, action] : [action],
    ),
  };
}

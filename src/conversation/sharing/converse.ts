/** Answers clicks on Share and Delete: what became of the card, told to the person who clicked alone. */
import { topicNamed } from '../../records/catalogue.ts';
import { encodeButton, type DeleteButton, type OpenButton } from '../../reply/button.ts';
import type { Action, Block, NoteLink, Reply } from '../../reply/reply.ts';
import { sharingTexts } from '../../reply/texts/sharing.ts';
import type { Asker, ConversationBot, ReplyResult } from '../event.ts';
import { deleteButton } from './content.ts';
import type { Shareable } from './store.ts';
import type { ShareOutcome } from './types.ts';

/** Shares a card in the channel of the click, or as a reply to the message that it was asked about, once; tells a person who shares a retracted one why it is not. */
export async function onShare(
  action: OpenButton,
  request: Shareable,
  asker: Asker,
  bot: ConversationBot,
): Promise<ReplyResult> {
  const { title, staleReply } = sharingTexts(asker.language);
  const inReplyTo = action.verb === 'reply' ? asker.askedAbout : undefined;
  if (action.verb === 'reply' && inReplyTo === undefined) return told(title.not, staleReply, asker);
  const outcome = isRetracted(request, bot)
    ? undefined
    : await bot.sharing.share({
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
  return retractedReply(request, asker, bot);
}

/** Deletes a shared card for who shared it or manages the channel; others are told whose it is. */
export async function onDelete({ share: id }: DeleteButton, asker: Asker, bot: ConversationBot): Promise<ReplyResult> {
  const texts = sharingTexts(asker.language);
  const { channelRef, person, clicked = '', poster } = asker;
  const share = await bot.sharing.find(id);
  const mayDelete =
    (share !== undefined && share.person === person) ||
    (await asker.refusal({ action: 'share', channelRef, owner: share?.person })) === undefined;
  if (!mayDelete) return told(texts.title.notDeleted, texts.notYours(share?.name ?? ''), asker, { isDone: false });
  const removal = await bot.sharing.remove(id, clicked, channelRef, poster);
  if (removal.type === 'removed') return told(texts.title.deleted, texts.deleted, asker, { isDone: true });
  const text = removal.type === 'refused' ? texts.mayNotDelete : texts.notDeleted;
  return told(texts.title.notDeleted, text, asker, { isDone: false, tone: 'warning' });
}

function isRetracted({ topic }: Shareable, { catalogue }: Pick<ConversationBot, 'catalogue'>): boolean {
  return topicNamed(catalogue(), topic)?.status === 'retracted';
}

/** What the card of a retracted topic says, behind the note that it is not shared. */
async function retractedReply({ topic }: Shareable, { language }: Asker, bot: ConversationBot): Promise<ReplyResult> {
  const reply = await bot.answer({ type: 'brief', topic }, { language, audience: 'asker', helpEntries: [] });
  const note: Block = { type: 'note', tone: 'plain', text: sharingTexts(language).retracted };
  return { type: 'reply', reply: { ...reply, blocks: [note, ...reply.blocks] }, isDone: false };
}

function shareReply(outcome: ShareOutcome, isReply: boolean, asker: Asker): ReplyResult {
  const texts = sharingTexts(asker.language);
  const { title } = texts;
  switch (outcome.type) {
    case 'shared': {
      const { link: url, isNew, id } = outcome;
      // An interaction can delete only the message that its button stands on.
      const actions = asker.poster === undefined ? [deleteButton(id, asker.language)] : [];
      const link = url === undefined ? undefined : { label: texts.open, url };
      const [now, before] = isReply ? [texts.replied, texts.repliedBefore] : [texts.shared, texts.sharedBefore];
      return told(title.shared, isNew ? now : before, asker, { isDone: isNew, link, actions });
    }
    case 'busy':
      return told(title.busy, texts.busy, asker);
    case 'waiting':
      return told(title.waiting, texts.waiting, asker);
    case 'checking':
      return told(title.checking, texts.checking, asker);
    case 'unsure':
      return told(title.checking, texts.unsure, asker);
    case 'refused':
      return told(title.not, refusalText(outcome.detail, asker), asker);
    case 'failed':
    case 'gone':
      return told(title.not, texts.failed, asker);
    case 'deleted':
      return told(title.not, texts.deletedBefore, asker);
  }
}

/** What to do about a refusal, by its hint. */
function refusalText(detail: string, { language }: Asker): string {
  const texts = sharingTexts(language);
  const [code = '', ...bot] = detail.split(':');
  if (code === 'invite' || code === 'invite-if-private') return texts.invite(bot.join(':'));
  if (code === 'no-replies') return texts.noReplies;
  return code === 'archived' ? texts.archived : texts.forbidden;
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
  return { type: 'reply', isDone, reply: replyOf(title, [{ type: 'note', tone, text, link }], language, actions) };
}

const replyOf = (
  title: string,
  blocks: readonly Block[],
  language: Reply['language'],
  actions: readonly Action[] = [],
): Reply => ({ title, language, audience: 'asker', blocks, actions });

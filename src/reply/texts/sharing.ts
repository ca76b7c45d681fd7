/** What is said of sharing a card, to who shares it and to who may not delete it. */
import type { Language } from '../../records/schema.ts';

type SharingTexts = typeof en;

const en = {
  by: (who: string) => `Shared by ${who}`,
  inThread: 'Reply in thread',
  toMessage: 'Reply to message',
  delete: 'Delete',
  open: 'Open it there',
  title: {
    shared: 'Shared',
    busy: 'Being shared',
    waiting: 'Not posted yet',
    checking: 'Not certain yet',
    not: 'Not shared',
    deleted: 'Deleted',
    notDeleted: 'Not deleted',
  },
  shared: 'The card is in this channel now, for everyone here.',
  sharedBefore: 'You shared this card here already. It was not posted again.',
  replied: 'The card is a reply to that message now, for everyone in this channel.',
  repliedBefore: 'You replied to that message with this card already. It was not posted again.',
  busy: 'It is being posted at this moment. It will be there once.',
  waiting: 'It cannot be posted at this moment. It is posted as soon as that is possible; you need not press again.',
  checking:
    'It is not certain whether the card arrived, so I am checking. If it did not, I post it again: it will be there once. Press the button again in two minutes to see what came of it.',
  unsure:
    'The platform did not answer, and I cannot look in this channel whether the card arrived. Look yourself; if it is missing, ask for the card again and share that one.',
  invite: (bot: string) =>
    `I am not in this channel, so I cannot post here. Invite me with /invite @${bot}, then press the button again.`,
  archived: 'This channel is archived, so nothing can be posted here.',
  forbidden: 'I am not allowed to post in this channel. Ask whoever manages it to let me, then press the button again.',
  noReplies:
    'That message takes no replies, or is no longer there, so the card was not posted. You can still share it in the channel.',
  staleReply:
    'I no longer know which message this was about. Open its menu and choose Brief this again, then reply from there.',
  failed: 'The card could not be posted. Whoever runs the bot finds the reason in its log.',
  deletedBefore: 'This card was shared here and then deleted. To share it once more, ask for it again.',
  retracted: 'This brief was retracted, so it is not shared.',
  deleted: 'The card is no longer in the channel.',
  notYours: (who: string) =>
    who === ''
      ? 'Only who shared this card, or who manages this place, can delete it.'
      : `Only ${who}, who shared this card, or who manages this place, can delete it.`,
  notDeleted: 'The platform did not delete it. Press Delete again.',
  mayNotDelete: 'The platform does not let me delete it.',
};

const zh: SharingTexts = {
  by: (who) => `由 ${who} 分享`,
  inThread: '在消息列中回复',
  toMessage: '回复该消息',
  delete: '删除',
  open: '前往查看',
  title: {
    shared: '已分享',
    busy: '正在分享',
    waiting: '尚未发布',
    checking: '尚未确定',
    not: '未分享',
    deleted: '已删除',
    notDeleted: '未删除',
  },
  shared: '卡片已发布到本频道，所有成员都能看到。',
  sharedBefore: '您已在此分享过这张卡片，没有重复发布。',
  replied: '卡片已作为对该消息的回复发布，本频道所有成员都能看到。',
  repliedBefore: '您已用这张卡片回复过该消息，没有重复发布。',
  busy: '正在发布，只会出现一次。',
  waiting: '此刻无法发布。一旦可以就会发布，无需再点。',
  checking: '尚不确定卡片是否送达，正在核实。若未送达会重新发布，只会出现一次。两分钟后再点该按钮可查看结果。',
  unsure: '平台没有回应，而我无法在本频道核实卡片是否送达。请自行查看；若没有，请重新索取卡片再分享。',
  invite: (bot) => `我不在此频道，无法发布。请用 /invite @${bot} 邀请我，然后再点该按钮。`,
  archived: '本频道已归档，无法发布内容。',
  forbidden: '我没有在此频道发言的权限。请让频道管理者授权，然后再点该按钮。',
  noReplies: '该消息不能回复，或已不存在，因此卡片没有发布。仍可分享到频道。',
  staleReply: '已无法确定这是关于哪条消息。请从该消息的菜单重新查找简报，再从中回复。',
  failed: '卡片未能发布。机器人管理员可在日志中查到原因。',
  deletedBefore: '这张卡片曾在此分享，后来被删除。如需再次分享，请重新索取卡片。',
  retracted: '本简报已撤回，因此不予分享。',
  deleted: '卡片已不在频道中。',
  notYours: (who) => (who === '' ? '只有分享者或此处的管理者可以删除。' : `只有分享者 ${who} 或此处的管理者可以删除。`),
  notDeleted: '平台未能删除，请再点“删除”。',
  mayNotDelete: '平台不允许我删除它。',
};

const TEXTS: Readonly<Record<Language, SharingTexts>> = { en, zh };

/** Returns what is said of sharing in a language. */
export function sharingTexts(language: Language): SharingTexts {
  return TEXTS[language];
}

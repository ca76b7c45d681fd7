/** What is said on a message whose statements were corrected after it was sent, and to operators of what was reached. */
import type { Language } from '../../records/schema.ts';

type RecallTexts = typeof en;

const en = {
  corrected: 'Corrected after this was posted',
  retracted: 'Retracted after this was posted',
  /** Of the list of messages. */
  title: (correction: string) => `Messages that showed what ${correction} corrected`,
  none: 'No message is known that showed it.',
  unplanned: (messages: number) =>
    `${messages === 1 ? '1 message shows' : `${messages} messages show`} it and will be corrected once the bot has these records in service.`,
  more: (listed: number) => `Only the first ${listed} are listed.`,
  reached: (reached: number, of: number) => `${reached} of ${of} reached`,
  kind: { digest: 'digest', share: 'shared card', answer: 'answer' },
  state: {
    edited: 'edited',
    answered: 'answered below it',
    waiting: 'waiting',
    unknown: 'being looked up',
    unsure: 'it stays unknown whether it was reached',
    not: 'not reached',
  },
};

const zh: RecallTexts = {
  corrected: '本消息发布后更正',
  retracted: '本消息发布后撤回',
  title: (correction) => `曾显示 ${correction} 所更正内容的消息`,
  none: '没有已知消息显示过该内容。',
  unplanned: (messages) => `另有${messages}条消息显示该内容，机器人启用这些记录后即会更正。`,
  more: (listed) => `仅列出前${listed}条。`,
  reached: (reached, of) => `共${of}条，已更正${reached}条`,
  kind: { digest: '定期简报', share: '分享的卡片', answer: '回答' },
  state: {
    edited: '已编辑',
    answered: '已在其下回复',
    waiting: '等待中',
    unknown: '正在核查',
    unsure: '无法确定是否已更正',
    not: '未能更正',
  },
};

/** Returns the texts on recalls in a language. */
export function recallTexts(language: Language): RecallTexts {
  return { en, zh }[language];
}

/** The words of digests in each language. */
import type { Language } from '../brief/schema.ts';

export type DigestWords = typeof en;

const en = {
  title: (relationship: string) => `Digest: ${relationship}`,
  introduction: (count: number) =>
    `This channel now gets what changes in ${count === 1 ? 'this brief' : `these ${count} briefs`}. From the next digest on, only what is new.`,
  introductionNone:
    'This channel is subscribed to topics of which there is no brief at the moment. When one is published, it is told here.',
  late: (day: string) => `Late: this was due ${day}, while the bot was not running.`,
  heading: {
    new: 'New briefs',
    update: 'Updated',
    correction: 'Corrected',
    retraction: 'Retracted',
    'coming-up': 'Dates coming up',
    overdue: 'Review overdue',
  },
  overdue: (titles: string) => `${titles}. Events after their information dates are not in these briefs.`,
  more: (list: string) => `More changes: ${list}. Open a topic to read them.`,
  moreIn: (title: string, count: number) => `${title} (${count})`,
  moreTopics: (count: number) =>
    `Changes in ${count} more ${count === 1 ? 'topic' : 'topics'} follow in the next digest.`,
  nothingNew: 'Nothing new since the last digest. In rotation:',
  quiet: 'Nothing new since the last digest.',
  open: 'Open a topic',
  next: (when: string) => `Next digest: ${when}`,
  preview: 'Preview: this is what would be posted now. Nothing was posted.',
  previewNothing: 'Preview: there is nothing new, so nothing would be posted.',
};

const zh: DigestWords = {
  title: (relationship) => `动态：${relationship}`,
  introduction: (count) => `本频道今后将收到这${count}份简报的更新。从下一期起只报新内容。`,
  introductionNone: '本频道订阅的主题目前没有简报；一旦发布，将在此告知。',
  late: (day) => `补发：本期应于${day}发出，当时机器人未在运行。`,
  heading: {
    new: '新简报',
    update: '更新',
    correction: '更正',
    retraction: '撤回',
    'coming-up': '临近的日期',
    overdue: '逾期未审阅',
  },
  overdue: (titles) => `${titles}。信息截止日之后的事态不在这些简报内。`,
  more: (list) => `另有更新：${list}。打开主题即可查看。`,
  moreIn: (title, count) => `${title}（${count}）`,
  moreTopics: (count) => `另有${count}个主题的更新将在下一期告知。`,
  nothingNew: '自上一期以来没有新内容。按轮次重温：',
  quiet: '自上一期以来没有新内容。',
  open: '打开主题',
  next: (when) => `下一期：${when}`,
  preview: '预览：此刻将发布的内容如下。尚未发布。',
  previewNothing: '预览：没有新内容，因此不会发布。',
};

const WORDS: Readonly<Record<Language, DigestWords>> = { en, zh };

/** Returns the words of digests in a language. */
export function digestWords(language: Language): DigestWords {
  return WORDS[language];
}

/** The words of the tab of questions, in both languages. */
import type { Bilingual } from '../language.ts';

export const TEXT = {
  heading: { en: 'Questions', zh: '提问检验' },
  about: {
    en: 'Type any question to see which brief answers it, by how much and why. Beside it: what readers asked in vain, and what they flagged.',
    zh: '输入任意问题，查看由哪份简报回答、领先多少、依据何在。旁边是读者没有得到答案的提问，以及读者指出的问题。',
  },
  try: { en: 'Try a question', zh: '检验一个问题' },
  box: { en: 'Question', zh: '问题' },
  explain: { en: 'Explain', zh: '查看结果' },
  briefs: { en: 'Briefs that were weighed', zh: '参与比较的简报' },
  brief: { en: 'Brief', zh: '简报' },
  points: { en: 'Points', zh: '得分' },
  why: { en: 'Why', zh: '依据' },
  answers: { en: 'answers', zh: '用于回答' },
  nothing: { en: 'Nothing in this question speaks for any brief.', zh: '问题中没有任何词指向某份简报。' },

  golden: { en: 'Questions that the briefs list', zh: '各简报所列问题' },
  'golden-about': {
    en: 'Each brief lists questions as its own test. Here they are asked as if nobody had seen them, so each must find its brief by its words.',
    zh: '每份简报都列出若干问题作为自检。这里按从未见过的提问处理，须凭其用词找到所属简报。',
  },
  closest: { en: 'Least sure: ', zh: '把握最小：' },
  of: (passed: number, all: number): Bilingual => ({ en: `${passed} of ${all}`, zh: `${passed}/${all}` }),
  sure: (percent: number): Bilingual => ({ en: `${percent}% sure`, zh: `把握${percent}%` }),
  fails: { en: 'fails', zh: '未命中' },
  'takes-long': {
    en: 'Asking all of them takes some seconds, more where there are many briefs.',
    zh: '全部提问需要数秒；简报越多，时间越长。',
  },
  'ask-them': { en: 'Ask them', zh: '开始提问' },
  more: { en: 'More briefs', zh: '更多简报' },

  inbox: { en: 'Inbox', zh: '收件箱' },
  unanswered: { en: 'Questions that found nothing', zh: '没有找到答案的提问' },
  'no-unanswered': { en: 'No question of the last 90 days found nothing.', zh: '最近90天没有未找到答案的提问。' },
  'not-kept': {
    en: 'Questions that find nothing are not kept. With KEEP_QUESTIONS=on they are, without names, for 90 days.',
    zh: '未找到答案的提问没有保存。设置 KEEP_QUESTIONS=on 后会保存90天，不含姓名。',
  },
  'more-questions': {
    en: 'There are more; they follow once these are done with.',
    zh: '还有更多，处理完以上内容后显示。',
  },
  times: (count: number): Bilingual => ({
    en: `asked ${count === 1 ? 'once' : `${count} times`}, last on `,
    zh: `问过${count}次，最近一次在`,
  }),
  'to-question': (question: string): Bilingual => ({ en: `Brief for “${question}”`, zh: `“${question}”归入的简报` }),
  'as-question': { en: 'Add as question', zh: '加为问题' },
  'as-alias': { en: 'Add as alias', zh: '加为别名' },
  'as-question-of': (text: string): Bilingual => ({ en: `Add as question: “${text}”`, zh: `加为问题：“${text}”` }),
  'as-alias-of': (text: string): Bilingual => ({ en: `Add as alias: “${text}”`, zh: `加为别名：“${text}”` }),
  'words-of': (text: string): Bilingual => ({ en: `Wording of “${text}”`, zh: `“${text}”的措辞` }),
  'try-it': { en: 'See what it would find', zh: '查看会找到什么' },
  'try-of': (text: string): Bilingual => ({
    en: `See what it would find: “${text}”`,
    zh: `查看会找到什么：“${text}”`,
  }),
  'would-find': {
    question: { en: 'It can be added as a question. Then:', zh: '可以加为问题。加入后：' },
    alias: { en: 'It can be added as an alias. Then:', zh: '可以加为别名。加入后：' },
  },
  cannot: {
    question: { en: 'It cannot be added as a question:', zh: '不能加为问题：' },
    alias: { en: 'It cannot be added as an alias:', zh: '不能加为别名：' },
  },
  'too-long': (most: number): Bilingual => ({
    en: `An alias is a name of at most ${most} characters.`,
    zh: `别名是名称，最多${most}个字符。`,
  }),
  undo: { en: 'Undo', zh: '撤销' },
  undone: { en: 'It is as it was before.', zh: '已恢复原状。' },
  drop: { en: 'Dismiss', zh: '不处理' },
  'drop-it': (text: string): Bilingual => ({ en: `Dismiss “${text}”`, zh: `不处理“${text}”` }),
  added: (text: string, title: string): Bilingual => ({
    en: `“${text}” is now a wording of “${title}” and finds it.`,
    zh: `“${text}”已加入“${title}”，现在可以找到它。`,
  }),
  dropped: (text: string): Bilingual => ({ en: `“${text}” is dismissed.`, zh: `“${text}”已不再列出。` }),
  make: { en: 'Make it a wording of a brief', zh: '把它加入某份简报' },
  choose: { en: 'Choose a brief', zh: '选择简报' },

  flags: { en: 'What readers flagged', zh: '读者指出的问题' },
  'no-flags': { en: 'Nobody has flagged anything.', zh: '没有人指出问题。' },
  'more-flags': { en: 'There are more; they follow once these are done with.', zh: '还有更多，处理完以上内容后显示。' },
  statement: { en: 'Statement: ', zh: '陈述：' },
  source: { en: 'Link: ', zh: '链接：' },
  posted: { en: 'posted to the curators', zh: '已发给编辑' },
  waiting: { en: 'waiting to be posted to the curators', zh: '待发给编辑' },
  done: { en: 'Mark as done', zh: '标记为已处理' },
  'done-with': (title: string, id: string): Bilingual => ({
    en: `Mark as done: flag ${id} on “${title}”`,
    zh: `标记为已处理：“${title}”的问题 ${id}`,
  }),
  'done-said': (id: string): Bilingual => ({ en: `Flag ${id} is done with.`, zh: `问题 ${id} 已处理。` }),
} as const;

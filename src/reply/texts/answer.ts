/** The words of answers to questions, of what is new, and of small talk, in each language. */
import type { Language, StatementKind } from '../../records/schema.ts';

export type AnswerTexts = typeof en;

const en = {
  quoted: (words: readonly string[]) => words.map((word) => `“${word}”`).join(', '),
  nothingOn: (quoted: string) => `Nothing here on ${quoted}.`,
  comesUp: (quoted: string) => `${quoted} comes up in several topics.`,
  tooLittleTitle: 'Too little to go by',
  tooLittle: (quoted: string) => `${quoted} comes up here, but says too little by itself.`,
  searchedIn: (documents: number) =>
    `looked for in ${documents === 1 ? 'one document' : `${documents} documents`} here`,
  notSaidBy: (side: string) => `Nothing was found here that ${side} says on this. What others tell:`,
  nothingFits: (title: string) => `No statement held here fits “${title}”.`,
  noTopicsOf: (relationship: string) => `There is no topic on ${relationship} yet.`,
  nearest: 'Nearest topics',
  nearestIs: (title: string) => `Nearest topic: ${title}.`,
  whatSideSays: (side: string) => `what ${side} says`,
  ofSide: (kinds: string, side: string) => `${kinds} of ${side}`,
  kinds: {
    'reported-fact': 'reported facts',
    position: 'positions',
    measure: 'measures',
    commitment: 'commitments',
    assessment: 'assessments',
    recommendation: 'recommendations',
    forecast: 'forecasts',
  } satisfies Record<StatementKind, string>,
  since: (day: string) => `since ${day}`,
  until: (day: string) => `until ${day}`,
  between: (from: string, until: string) => `${from} to ${until}`,
  documentsTo: (day: string) => `Documents to ${day}`,
  news: 'What is new',
  newest: (day: string) => `No document held here is newer than ${day}.`,
  noNews: 'No document is held here yet.',
  rewritten: (day: string, titles: string, more: number) =>
    `Briefs last changed on ${day}: ${titles}${more === 0 ? '' : ` and ${more} more`}.`,
  greeting: 'Hello. Ask in your own words, for example:',
  thanks: 'You are welcome.',
  aboutTitle: 'What I am',
  about: (subjects: string) =>
    `Attaché is a program that briefs you on ${subjects}. No AI model writes its answers: they are put together from statements that curators keep, each attributed, dated and cited to a paragraph of its source. Where it holds nothing on a question, it says so.`,
  aboutAsk:
    'Ask in your own words, type a topic such as “energy”, “what’s new”, or “help”. “Something wrong?” below an answer reaches the curators.',
  sharing: 'How to share',
  sharingHow:
    'An answer that you alone see has the button “Share in channel”, which posts it there for everyone. A direct message has nobody to share with: ask in the channel where it should be shared.',
  inChat:
    'Digests and settings belong to a channel in Slack or Discord: type /digest there, or mention me there with “settings”.',
};

const zh: AnswerTexts = {
  quoted: (words) => words.map((word) => `“${word}”`).join('、'),
  nothingOn: (quoted) => `没有关于${quoted}的内容。`,
  comesUp: (quoted) => `多个主题都提到${quoted}。`,
  tooLittleTitle: '线索太少',
  tooLittle: (quoted) => `这里提到了${quoted}，但只凭这一点无法判断要问什么。`,
  searchedIn: (documents) => `已查阅${documents}份文件`,
  notSaidBy: (side) => `这里没有找到${side}对此的说法。其他来源所述：`,
  nothingFits: (title) => `没有收录符合“${title}”的陈述。`,
  noTopicsOf: (relationship) => `${relationship}还没有主题。`,
  nearest: '最接近的主题',
  nearestIs: (title) => `最接近的主题：${title}。`,
  whatSideSays: (side) => `${side}怎么说`,
  ofSide: (kinds, side) => `${side}的${kinds}`,
  kinds: {
    'reported-fact': '事实',
    position: '表态',
    measure: '措施',
    commitment: '承诺',
    assessment: '判断',
    recommendation: '建议',
    forecast: '预测',
  },
  since: (day) => `${day}以来`,
  until: (day) => `截至${day}`,
  between: (from, until) => `${from}至${until}`,
  documentsTo: (day) => `文件截至${day}`,
  news: '最新内容',
  newest: (day) => `未收录${day}之后的文件。`,
  noNews: '尚未收录文件。',
  rewritten: (day, titles, more) => `${day}更新的简报：${titles}${more === 0 ? '' : `等${more + 2}份`}。`,
  greeting: '您好。请用自己的话提问，例如：',
  thanks: '不客气。',
  aboutTitle: '关于我',
  about: (subjects) =>
    `Attaché 是提供${subjects}简报的程序。回答不由人工智能模型撰写，而是由编辑收录的陈述组成，每条都注明由谁所述、日期及所引段落。没有收录相关内容时会如实说明。`,
  aboutAsk: '可用自己的话提问，或输入主题（如“能源”）、“最新”或“帮助”。回答下方的“内容有误？”可告知编辑。',
  sharing: '如何分享',
  sharingHow:
    '仅您可见的回答下方有“分享到频道”按钮，点击后会在该频道公开发布。私信中没有可分享的对象，请在要分享的频道中提问。',
  inChat: '订阅和设置属于 Slack 或 Discord 的频道：请在频道中输入 /digest，或提及我并写“设置”。',
};

const TEXTS: Readonly<Record<Language, AnswerTexts>> = { en, zh };

/** Returns the words of answers to questions in a language. */
export function answerTexts(language: Language): AnswerTexts {
  return TEXTS[language];
}

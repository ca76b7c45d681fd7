/** The topics that a new relationship begins with: drafts whose names and questions are there, and whose statements are to be found. */
import { newTopicText } from '../../records/new-record.ts';
import type { Language } from '../../records/schema.ts';
import type { ProposedParty } from './countries.ts';

type StarterTopic = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly summary: Readonly<Record<Language, string>>;
  readonly aliases: Readonly<Record<Language, readonly string[]>>;
  /** What questions call it, three words or phrases. */
  readonly called: Readonly<Record<Language, readonly [string, string, string]>>;
};

export const STARTER_TOPICS: readonly StarterTopic[] = [
  {
    id: 'trade-and-investment',
    title: { en: 'Trade and investment', zh: '贸易与投资' },
    summary: { en: 'Tariffs, exports, imports and investment', zh: '关税、进出口与投资' },
    aliases: { en: ['trade', 'tariffs', 'exports', 'imports'], zh: ['贸易', '关税', '进出口', '投资'] },
    called: { en: ['trade', 'tariffs', 'investment'], zh: ['贸易', '关税', '投资'] },
  },
  {
    id: 'leaders-and-diplomacy',
    title: { en: 'Leaders and diplomacy', zh: '领导人与外交' },
    summary: { en: 'Visits, calls, summits and talks', zh: '访问、通话、峰会与会谈' },
    aliases: {
      en: ['diplomacy', 'summits', 'state visits', 'foreign ministers'],
      zh: ['外交', '峰会', '访问', '外长'],
    },
    called: { en: ['diplomacy', 'the summits', 'the state visits'], zh: ['外交', '峰会', '访问'] },
  },
  {
    id: 'security-and-defence',
    title: { en: 'Security and defence', zh: '安全与防务' },
    summary: { en: 'Armed forces, agreements and incidents', zh: '军队、协议与事件' },
    aliases: { en: ['security', 'defence', 'defense', 'military'], zh: ['安全', '防务', '国防', '军事'] },
    called: { en: ['security', 'defence', 'the military'], zh: ['安全', '防务', '军事'] },
  },
];

/** Returns the text of the draft of a starter topic in the languages of its relationship; `today` (YYYY-MM-DD) stands where a day is needed. */
export const starterTopicYaml = (
  { called, ...topic }: StarterTopic,
  parties: readonly [ProposedParty, ProposedParty],
  { languages, today }: { readonly languages: readonly Language[]; readonly today: string },
): string =>
  newTopicText(
    {
      ...topic,
      questions: { en: englishQuestions(called.en, parties), zh: chineseQuestions(called.zh, parties) },
    },
    today,
    languages,
  );

type Called = readonly [string, string, string];
type Pair = readonly [ProposedParty, ProposedParty];

const englishQuestions = ([first, second, third]: Called, [a, b]: Pair): string[] => [
  `What is new on ${first} between ${a.name.en} and ${b.name.en}?`,
  `How do ${a.name.en} and ${b.name.en} see ${first}?`,
  first,
  `what about ${second}`,
  `latest on ${third} with ${b.plain}`,
  `${a.adjective} and ${b.adjective} ${first.replace(/^the /u, '')}`,
  `brief me on ${second}`,
  `any news on ${third}`,
];

const chineseQuestions = ([first, second, third]: Called, [a, b]: Pair): string[] => [
  `${a.name.zh}和${b.name.zh}的${first}有什么新进展？`,
  `${a.name.zh}与${b.name.zh}怎么看${first}？`,
  first,
  `${second}怎么样了`,
  `${b.name.zh}${third}最新情况`,
  `两国${first}`,
  `介绍一下${second}`,
  `${third}有新消息吗`,
];

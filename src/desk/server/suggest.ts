/** Completion for typed text: commands, topics, digests, days and time zones. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../records/schema.ts';
import { DIGEST_ACTIONS } from '../../reply/button.ts';
import { describe } from '../../conversation/digests/status-reply.ts';
import { suggestZones } from '../../digest/schedule/zone.ts';
import { clearTitle } from '../../reply/compose/parts.ts';
import { shortestName } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { questions } from '../../conversation/help.ts';
import { may } from '../../people/roles.ts';
import type { DeskBot } from '../bot.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { type DeskContext, query, readerLanguage, LANGUAGE } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** `text` replaces everything typed. */
export type Suggestion = { readonly text: string; readonly label: string };

const MAX = 8;
const MAX_TYPED = 200;

const COMMANDS: Readonly<Record<Language, readonly Suggestion[]>> = {
  en: [
    { text: '/brief', label: 'all topics' },
    { text: '/brief help', label: 'how to ask' },
    { text: '/digest', label: 'subscribe the channel of this desk' },
    { text: '/digest list', label: 'the digests of the channel' },
    { text: '/digest now', label: 'send a digest now' },
    { text: '/digest preview', label: 'show what would be sent now' },
    { text: '/digest log', label: 'what was sent, and when' },
  ],
  zh: [
    { text: '/brief', label: '全部主题' },
    { text: '/brief 帮助', label: '如何提问' },
    { text: '/digest', label: '订阅本工作台的频道' },
    { text: '/digest 列表', label: '频道的订阅' },
    { text: '/digest 立即发送', label: '现在发送一期' },
    { text: '/digest 预览', label: '查看现在会发送的内容' },
    { text: '/digest 记录', label: '发送记录' },
  ],
};

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['weekdays', 'every day', 'weekends', 'mon wed fri'],
  zh: ['工作日', '每天', '周末', '周一 周三 周五'],
};

/** Actions that name a digest. */
const NAMING = new Set<string>(DIGEST_ACTIONS.filter((act) => act !== 'subscribe' && act !== 'list'));

const typing = query(z.object({ text: z.string().default(''), language: LANGUAGE.catch('en') }));

/** Returns the routes of completion. */
export function suggestionRoutes({ bot }: Pick<DeskContext, 'bot'>) {
  return new Hono<DeskEnv>()
    .get('/suggest', needs('read'), typing, async (context) => {
      const { text, language } = context.req.valid('query');
      const typed = text.slice(0, MAX_TYPED);
      const found = await suggestions(typed, language, bot);
      // Whoever may not manage digests is offered none.
      const offered = may(context.get('person'), 'manage') ? found : found.filter(({ text: one }) => !isDigest(one));
      return context.json(offered.slice(0, MAX));
    })
    .get('/zones', needs('read'), typing, (context) => {
      const { text, language } = context.req.valid('query');
      const typed = text.slice(0, MAX_TYPED);
      return context.json(suggestZones(typed, bot.now(), MAX, language));
    })
    .get('/starters', needs('read'), readerLanguage, (context) => {
      const { language } = context.req.valid('query');
      return context.json(
        questions({ catalogue: bot.catalogue(), language, now: bot.now() }).map(({ label }) => label),
      );
    });
}

const isDigest = (text: string): boolean => text.startsWith('/digest');

async function suggestions(typed: string, language: Language, bot: DeskBot): Promise<readonly Suggestion[]> {
  const [, command, space = '', rest = ''] = /^\s*(\/\p{L}*)(\s+)?(.*)$/su.exec(typed) ?? [];
  if (command !== undefined && space === '')
    return COMMANDS[language].filter(({ text }) => text.startsWith(command.toLowerCase()));
  if (command?.toLowerCase() === '/digest') return digestSuggestions(rest, language, bot);
  const topic = command === undefined ? typed.trim() : rest;
  if (topic === '') return [];
  const catalogue = bot.catalogue();
  await catalogue.prepare();
  return topicSuggestions(topic, language, catalogue).map(({ text, label }) => ({
    text: `/brief ${text}`,
    label,
  }));
}

const topicSuggestions = (typed: string, language: Language, catalogue: Catalogue): Suggestion[] =>
  catalogue.finder
    .suggest(typed, language, MAX)
    .map((brief) => ({ text: shortestName(catalogue, brief), label: clearTitle(brief, catalogue, language) }));

async function digestSuggestions(rest: string, language: Language, bot: DeskBot): Promise<readonly Suggestion[]> {
  const [, before = '', field, typed = ''] = /^(.*\s)(topics|days|zone|主题|星期|时区):\s*([^:]*)$/su.exec(rest) ?? [];
  const as = (value: string): string => `/digest ${before}${field}: ${value}`;
  switch (field) {
    case 'topics':
    case '主题':
      return topicSuggestions(typed, language, bot.catalogue()).map(({ text, label }) => ({ text: as(text), label }));
    case 'days':
    case '星期':
      return DAYS[language].filter((one) => one.startsWith(typed.trim())).map((one) => ({ text: as(one), label: '' }));
    case 'zone':
    case '时区':
      return suggestZones(typed, bot.now(), MAX, language).map(({ zone, label }) => ({ text: as(zone), label }));
    default:
  }
  const [, act = '', id] = /^(\S+)\s+(\S*)$/u.exec(rest) ?? [];
  if (id !== undefined && NAMING.has(act.toLowerCase())) {
    const here = await bot.conversation.digests.subscriptions(DESK_CHANNEL_REF);
    return here
      .filter((one) => one.id.startsWith(id.toLowerCase()))
      .map((one) => ({
        text: `/digest ${act} ${one.id}`,
        label: describe(one, { catalogue: bot.catalogue(), language }),
      }));
  }
  const words = COMMANDS[language].filter(({ text }) => text.startsWith(`/digest ${rest.trim().toLowerCase()}`));
  const bare = DIGEST_ACTIONS.filter((one) => rest.trim() !== '' && one.startsWith(rest.trim().toLowerCase()));
  return [
    ...words,
    ...bare
      .map((one) => ({ text: `/digest ${one}`, label: '' }))
      .filter(({ text }) => !words.some((word) => word.text === text)),
  ];
}

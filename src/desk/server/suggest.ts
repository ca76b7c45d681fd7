/** Completion for typed text: commands, topics, digests, days and time zones. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../records/schema.ts';
import { DIGEST_ACTIONS } from '../../reply/button.ts';
import { describe } from '../../conversation/digests/status-reply.ts';
import { DAYS_OFFERED } from '../../digest/schedule/days.ts';
import { suggestZones } from '../../digest/schedule/zone.ts';
import { clearTitle } from '../../reply/compose/parts.ts';
import { shortestName } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { questions } from '../../conversation/help.ts';
import { may } from '../../people/roles.ts';
import type { DeskBot } from '../bot.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { messages } from '../../locales/messages.ts';
import { type DeskContext, query, readerLanguage, LANGUAGE } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** `text` replaces everything typed. */
export type Suggestion = { readonly text: string; readonly label: string };

const MAX = 8;
const MAX_TYPED = 200;

/** What is typed of each command, in both languages. */
const COMMANDS = {
  brief: { en: '/brief', zh: '/brief' },
  help: { en: '/brief help', zh: '/brief 帮助' },
  digest: { en: '/digest', zh: '/digest' },
  list: { en: '/digest list', zh: '/digest 列表' },
  now: { en: '/digest now', zh: '/digest 立即发送' },
  preview: { en: '/digest preview', zh: '/digest 预览' },
  log: { en: '/digest log', zh: '/digest 记录' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

const commandsIn = (language: Language): readonly Suggestion[] =>
  (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).map((name) => ({
    text: COMMANDS[name][language],
    label: messages(language)(`desk.told.command.${name}`),
  }));

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
    return commandsIn(language).filter(({ text }) => text.startsWith(command.toLowerCase()));
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
      return DAYS_OFFERED[language]
        .filter((one) => one.startsWith(typed.trim()))
        .map((one) => ({ text: as(one), label: '' }));
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
  const words = commandsIn(language).filter(({ text }) => text.startsWith(`/digest ${rest.trim().toLowerCase()}`));
  const bare = DIGEST_ACTIONS.filter((one) => rest.trim() !== '' && one.startsWith(rest.trim().toLowerCase()));
  return [
    ...words,
    ...bare
      .map((one) => ({ text: `/digest ${one}`, label: '' }))
      .filter(({ text }) => !words.some((word) => word.text === text)),
  ];
}

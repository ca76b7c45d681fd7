/** Completion for typed text: commands and topics. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Language } from '../../records/schema.ts';
import { clearTitle } from '../../views/names.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { questions } from '../../conversation/help.ts';
import type { DeskBot } from '../bot.ts';
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
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

const commandsIn = (language: Language): readonly Suggestion[] =>
  (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).map((name) => ({
    text: COMMANDS[name][language],
    label: messages(language)(`desk.told.command.${name}`),
  }));

const typing = query(z.object({ text: z.string().default(''), language: LANGUAGE.catch('en') }));

/** Returns the routes of completion. */
export function suggestionRoutes({ bot }: Pick<DeskContext, 'bot'>) {
  return new Hono<DeskEnv>()
    .get('/suggest', needs('read'), typing, async (context) => {
      const { text, language } = context.req.valid('query');
      const typed = text.slice(0, MAX_TYPED);
      return context.json((await suggestions(typed, language, bot)).slice(0, MAX));
    })
    .get('/starters', needs('read'), readerLanguage, (context) => {
      const { language } = context.req.valid('query');
      return context.json(
        questions({ catalogue: bot.catalogue(), language, now: bot.now() }).map(({ label }) => label),
      );
    });
}

async function suggestions(typed: string, language: Language, bot: DeskBot): Promise<readonly Suggestion[]> {
  const [, command, space = '', rest = ''] = /^\s*(\/\p{L}*)(\s+)?(.*)$/su.exec(typed) ?? [];
  if (command !== undefined && space === '')
    return commandsIn(language).filter(({ text }) => text.startsWith(command.toLowerCase()));
  if (command !== undefined && command.toLowerCase() !== '/brief') return [];
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
    .map((brief) => ({ text: brief.id, label: clearTitle(brief, catalogue, language) }));

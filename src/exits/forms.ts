/** The files in which a topic leaves; the code of each is loaded only where it is asked for. */
import type { LookupContext } from './lookup.ts';

/** What makes a file of what has an id. */
export type MakeFile = (given: LookupContext, id: string) => string | Promise<string>;

/** The files, by their endings. */
export const FORMS = {
  md: async (given, id) => (await brief()).briefMarkdown(given, id),
  html: async (given, id) => (await brief()).briefHtml(given, id),
  json: async (given, id) => (await brief()).briefJson(given, id),
  ics: async (given, of?: string) => (await import('./calendar.ts')).calendarText(given, of),
  atom: async (given, of?: string) => (await import('./feed.ts')).feedText(given, of),
  svg: async (given, id) => (await import('./picture.ts')).topicPicture(given, id),
} as const satisfies Readonly<Record<string, MakeFile>>;

const brief = () => import('./brief.ts');

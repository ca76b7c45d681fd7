/** The files and texts in which a topic, a document, a statement and the status board leave; the code of each is loaded only where it is asked for. */
import { documentText, statementText } from './cited-text.ts';
import { documentObject, statementObject, type ModelContext } from './model.ts';

/** A form: its media type, and what makes it of what has an id. */
export type Form = {
  readonly type: string;
  readonly make: (given: ModelContext, id: string) => string | Promise<string>;
};

const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/** What may be asked for, of which sort, and in which forms, by the endings of their files. */
export const FORMS = {
  topic: {
    md: { type: 'text/markdown; charset=utf-8', make: async (given, id) => (await brief()).briefMarkdown(given, id) },
    html: { type: HTML, make: async (given, id) => (await brief()).briefHtml(given, id) },
    json: { type: 'application/json', make: async (given, id) => (await brief()).briefJson(given, id) },
    ics: {
      type: 'text/calendar; charset=utf-8',
      make: async (given, of?: string) => (await import('./calendar.ts')).calendarText(given, of),
    },
    atom: {
      type: 'application/atom+xml; charset=utf-8',
      make: async (given, of?: string) => (await import('./feed.ts')).feedText(given, of),
    },
    svg: { type: 'image/svg+xml', make: async (given, id) => (await import('./picture.ts')).topicPicture(given, id) },
  },
  document: {
    html: { type: HTML, make: async (given, id) => (await brief()).documentHtml(given, id) },
    txt: { type: TEXT, make: (given, id) => documentText(documentObject(id, given), given.language) },
  },
  statement: {
    txt: { type: TEXT, make: (given, id) => statementText(statementObject(id, given), given.language) },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Form>>>>;

const brief = () => import('./brief.ts');

/** What the fields of records are called in forms, in faults and in differences, with an example of what may stand there. Pure. */
import { isMessageKey, messages } from '../locales/messages.ts';
import type { LanguageCode } from '../shared/language.ts';

/** What may stand in a field, as it is written in a record. */
const EXAMPLES: Readonly<Record<string, string>> = {
  title: '{ en: AI governance, zh: 人工智能治理 }',
  questions: 'what about tariffs',
  reviewEveryDays: '45',
  restsOn: 'ministry-2026-05-04-trade-talks/duties-lowered',
  citations: '{ paragraph: 3, find: three to six words }',
  relations: '{ type: supports, statement: document/statement }',
  topics: '[ trade-and-tariffs ]',
  by: '[ author-id ]',
  eventOn: '{ precision: day, on: 2025-10-30 }',
  saidOn: '{ precision: day, on: 2025-10-30 }',
  madeOn: '{ precision: day, on: 2025-10-30 }',
  until: '{ precision: month, on: 2026-11 }',
  due: '{ precision: month, on: 2026-11 }',
  horizon: "{ precision: year, on: '2030' }",
  on: '2025-10-30',
  id: 'ai-governance',
  publisher: '{ en: The White House, zh: 白宫 }',
  url: 'https://www.whitehouse.gov/fact-sheets/…',
  publishedOn: '2025-10-30',
  accessedOn: '2025-11-02',
  language: 'en',
  paragraph: '3',
  find: 'basis of respect and fairness',
  statement: 'ministry-2026-05-04-trade-talks/duties-lowered',
  expected: '{ precision: month, on: 2026-11 }',
  searched: '[ ministry-2026-05-04-trade-talks ]',
  short: '中',
  languages: '[en, zh]',
};

/** Returns a message that takes nothing, of a key that may be none. */
function messageOf(key: string, language: LanguageCode): string | undefined {
  const translate = messages(language) as (known: string) => string;
  return isMessageKey(key) ? translate(key) : undefined;
}

/** Returns what one field is called; its own name where it has no other. */
export const fieldLabel = (name: string, language: LanguageCode): string =>
  messageOf(`field.${name}`, language) ?? name;

/** Returns what the list of a field is called. */
export const listLabel = (name: string, language: LanguageCode): string =>
  messageOf(`fields.${name}`, language) ?? fieldLabel(name, language);

/** Returns what is to be written in a field, if that is said. */
export const fieldAbout = (name: string, language: LanguageCode): string | undefined =>
  messageOf(`fieldAbout.${name}`, language);

/** Returns an example of what may stand in a field, if there is one. */
export const fieldExample = (name: string): string | undefined =>
  Object.hasOwn(EXAMPLES, name) ? EXAMPLES[name] : undefined;

/** Returns a name as it begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns what an end of a period is called, inside a date; in a statement these are other fields. */
const endLabel = (part: string, before: string | undefined, language: LanguageCode): string | undefined =>
  /^[a-z]/iu.test(before ?? '') ? messageOf(`fieldOfPeriod.${part}`, language) : undefined;

/** Returns the way to a field in words; items of lists are counted from 1. */
export const fieldWords = (field: string, language: LanguageCode): string =>
  field
    .split('.')
    .map((part, at, parts) =>
      /^\d+$/u.test(part)
        ? String(Number(part) + 1)
        : (endLabel(part, parts[at - 1], language) ?? fieldLabel(part, language)),
    )
    .join(' · ')
    // A number belongs to the name before it.
    .replaceAll(/ · (?=\d+(?: ·|$))/gu, ' ');

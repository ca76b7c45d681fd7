/** What the fields of records are called in forms, in faults and in differences, with an example of what may stand there. Pure. */
import { isMessageKey, messages } from '../locales/messages.ts';
import type { LanguageCode } from '../shared/language.ts';
import { clip } from '../shared/text.ts';
import { isGroup, pathOfField, valueIn } from './text-edit/edit-value.ts';

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

/** Returns a few words by which an entry of a list is known. */
export function itemTitle(item: unknown, language: LanguageCode): string {
  if (!isGroup(item)) return typeof item === 'string' ? item : '';
  for (const field of ['title', 'question', 'text', 'name', 'what', 'find', 'statement', 'party']) {
    const value = item[field];
    const text = isGroup(value) ? (value[language] ?? value['en']) : value;
    if (typeof text === 'string' && text !== '') return text;
  }
  return typeof item['id'] === 'string' ? item['id'] : '';
}

/** An entry is named by so many characters of its own. */
const MAX_NAME = 40;

/** Returns the way to a field in words: entries of lists are counted from 1, and the outermost is named by its own words where the record that holds it is given. */
export function fieldWords(field: string, language: LanguageCode, record?: unknown): string {
  const parts = field.split('.');
  const first = parts.findIndex(isPlace);
  const entry = valueIn(record, pathOfField(parts.slice(0, first + 1).join('.')));
  const name = isGroup(entry) ? clip(itemTitle(entry, language), MAX_NAME) : '';
  return (
    parts
      .map((part, at) =>
        isPlace(part)
          ? `${Number(part) + 1}${at === first && name !== '' ? ` “${name}”` : ''}`
          : (endLabel(part, parts[at - 1], language) ?? fieldLabel(part, language)),
      )
      .join(' · ')
      // A number belongs to the name before it.
      .replaceAll(/ · (?=\d+(?: ·| “|$))/gu, ' ')
  );
}

const isPlace = (part: string): boolean => /^\d+$/u.test(part);

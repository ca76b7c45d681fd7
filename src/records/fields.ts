/** The fields that records are made of: ids, lines of text, dates, addresses, citations. */
import { z } from 'zod';
import { finding, type FaultCode, type Finding } from './fault.ts';
import { isLocator } from './held/find-words.ts';
import { ID, MAX_ID, MAX_SLUG } from './folder.ts';

/** Before what is wrong, in the messages of the schema. */
const MARK = 'fault ';

/** Returns what is wrong as a message of the schema, from which `findingIn` reads it again. */
export const wrong = <Code extends FaultCode>(...what: Parameters<typeof finding<Code>>): string =>
  MARK + JSON.stringify(finding(...what));

/** Returns what is wrong from a message of the schema; undefined for one of zod's own. */
export const findingIn = (message: string): Finding | undefined =>
  message.startsWith(MARK) ? (JSON.parse(message.slice(MARK.length)) as Finding) : undefined;

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;

/** An id: of a record, a statement, an author, an entry. */
export const id = z
  .string()
  .max(MAX_ID, wrong('too-long-to-shorten', { most: MAX_ID }))
  .regex(ID, wrong('not-an-id', { example: 'ai-governance' }))
  .describe('Lower-case words joined by hyphens. Permanent: other records and posted messages refer to it.');

/** The id of a document, which names its publisher, its day and its subject. */
export const slug = z
  .string()
  .max(MAX_SLUG, wrong('too-long-to-shorten', { most: MAX_SLUG }))
  .regex(ID, wrong('not-an-id', { example: 'ministry-2026-05-04-trade-talks' }))
  .describe('The id of a document: the name of its file.');

/** One line of text as readers see it. */
export const line = z
  .string()
  .min(1, wrong('text-empty'))
  .refine((value) => value === value.trim(), wrong('outer-space'))
  // A record's text is shown in chat as it is: a control or direction character could change what the reader sees around it.
  .refine(
    // Joiners (U+200C, U+200D) stay: Persian words and emoji are written with them. A lone surrogate is no character.
    (value) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u.test(value),
    wrong('not-one-line'),
  );

/** A text in English and perhaps in Chinese, of at most so many characters; `about` is its help in editors. */
export const text = (most: number, about: string) =>
  z
    .strictObject({
      en: line.max(most, wrong('too-long-to-split', { most })).describe(`${about} In English.`),
      zh: line
        .max(most, wrong('too-long-to-split', { most }))
        .optional()
        .describe(`${about} In Chinese; where it is missing, readers see the English.`),
    })
    .describe(about);

/** A day, YYYY-MM-DD. */
export const calendarDate = z
  .string()
  .regex(DATE, wrong('not-a-date'))
  .refine((value) => {
    if (!DATE.test(value)) return true;
    const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  }, wrong('no-such-day'));

/** A web address; some ministries serve their pages over http only. */
export const url = z
  .url({ protocol: /^https?$/u, error: wrong('not-an-address') })
  .max(500)
  // The address is put into links of three kinds; what is not plain in it must be percent-encoded, as browsers do.
  .regex(/^[!#-;=?-Z[\]_a-z~]+$/u, wrong('address-not-encoded'))
  .describe('The whole address of the document.');

const precision = <Value extends string>(value: Value) =>
  z.literal(value).describe('How precisely the date is known: day, month, year, or about for a period named loosely.');

/** A date with its precision; `about` holds a period that the source names loosely, such as "early next year". */
export const When = z
  .discriminatedUnion('precision', [
    z.strictObject({ precision: precision('day'), on: calendarDate.describe('The day, YYYY-MM-DD.') }),
    z.strictObject({
      precision: precision('month'),
      on: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, wrong('not-a-month'))
        .describe('The month, YYYY-MM.'),
    }),
    z.strictObject({
      precision: precision('year'),
      on: z
        .string()
        .regex(/^\d{4}$/u, wrong('not-a-year'))
        .describe("The year, in quotes: '2025'."),
    }),
    z.strictObject({
      precision: precision('about'),
      from: calendarDate.describe('First day of the period meant.'),
      to: calendarDate.describe('Last day of the period meant; after it the date counts as passed.'),
      text: text(60, 'How to say it, such as "early 2026".'),
    }),
  ])
  .describe('A date and how precisely it is known.');

/** Lists of names or questions in English and perhaps in Chinese. */
export const languages = <Item extends z.ZodType>(item: Item, about: string, least: number, most = 200) =>
  z
    .strictObject({
      en: z.array(item).min(least).max(most).describe(`${about} In English.`),
      zh: z.array(item).max(most).optional().describe(`${about} In Chinese.`),
    })
    .describe(about);

const CitationRecord = z
  .strictObject({
    source: slug.optional().describe('The document that is cited, only where it is another one than this.'),
    paragraph: z.int().positive().describe('The paragraph of the document, counted from 1.'),
    find: line
      .max(80)
      .refine(isLocator, wrong('find-length'))
      .describe(
        'Three to six words, or six to sixteen characters of Chinese, as they stand in that paragraph and nowhere else in the document: they make the deep link.',
      ),
  })
  .describe('Where a statement comes from.');

/** Where a statement comes from: the id of a document, a paragraph counted from 1, and words that stand in it. */
export type Citation = { readonly source: string; readonly paragraph: number; readonly find: string };

export const citations = z
  .array(CitationRecord)
  .min(1, wrong('no-citation'))
  .max(4, wrong('too-many-citations'))
  .describe('One to four places in documents, which together support the whole statement.');

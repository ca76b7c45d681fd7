/** The plain parts of views: ids, texts, addresses, languages, and dates with their precision. */
import { z } from 'zod';
import { formatWhen, span } from '../records/dates.ts';
import type { DateWithPrecision, Language } from '../records/schema.ts';

export const id = z.string().min(1).max(400);
export const text = z.string().min(1).max(4_000);
export const day = z.iso.date();
export const address = z.url().max(2_000);

export const LanguageSchema = z.enum(['en', 'zh']).describe('en or zh.');

/** A day, a month, a year or a period named loosely: never more precise than its source. */
export const WhenSchema = z
  .strictObject({
    text: text.describe('As a reader has it.'),
    precision: z.enum(['day', 'month', 'year', 'about']),
    from: day.describe('The first day that is meant.'),
    to: day.describe('The last day that is meant.'),
  })
  .describe('When, and how precisely that is known.');

export type WhenView = z.infer<typeof WhenSchema>;

/** Returns a date with its precision; a month stays a month. */
export function whenView(when: DateWithPrecision, language: Language): WhenView {
  const { first, last } = span(when);
  return { text: formatWhen(when, language), precision: when.precision, from: first, to: last };
}

/** What programs are answered with beside single views: answers, searches, pages of views, and why nothing is given. */
import { z } from 'zod';
import { DocumentSchema } from '../views/document.ts';
import { NewsItemSchema } from '../views/news.ts';
import { fileTo, StatementSchema } from '../views/statement.ts';
import { DisagreementSchema, TopicRefSchema } from '../views/topic.ts';
import { TrackSchema } from '../views/track.ts';
import { day, id, LanguageSchema, text } from '../views/when.ts';

export const LookedForSchema = z
  .strictObject({
    words: z.array(text).describe('What nothing here has.'),
    documents: z.int(),
    text: text.describe('In how many documents of which sides it was looked for, and up to when.'),
    fileTo: day.nullable(),
  })
  .describe('What was looked for, and where.');

const answered = {
  question: text,
  language: LanguageSchema,
  title: text,
  text: z.string().min(1).max(100_000).describe('The answer in words.'),
};

export const AnswerSchema = z
  .union([
    z.strictObject({
      ...answered,
      result: z.literal('answer'),
      statements: z.array(StatementSchema).min(1),
      tracks: z.array(TrackSchema),
      topics: z.array(TopicRefSchema),
      fileTo,
    }),
    z
      .strictObject({
        ...answered,
        result: z.literal('nearest'),
        statements: z.array(StatementSchema).min(1).describe('They do not answer it, but come nearest.'),
        topics: z.array(TopicRefSchema),
        lookedFor: LookedForSchema,
      })
      .describe('Nothing in the file answers it.'),
    z
      .strictObject({ ...answered, result: z.literal('choices'), topics: z.array(TopicRefSchema).min(1) })
      .describe('It may mean one of these topics.'),
    z
      .strictObject({
        ...answered,
        result: z.literal('not-here'),
        topics: z.array(TopicRefSchema),
        lookedFor: LookedForSchema,
      })
      .describe('Nothing in the file is near it.'),
  ])
  .describe('The answer to a question, with what it rests on.');

export const SearchSchema = z
  .strictObject({
    query: text,
    topics: z.array(TopicRefSchema),
    statements: z.array(StatementSchema),
    lookedFor: LookedForSchema,
  })
  .describe('What bears on some words.');

const page = {
  next: z.string().nullable().describe('The cursor of the next page; null on the last one.'),
  fileTo: day.nullable(),
};
export const TopicsSchema = z.strictObject({ topics: z.array(TopicRefSchema), ...page });
export const StatementsSchema = z.strictObject({ statements: z.array(StatementSchema), ...page });
export const StatusSchema = z.strictObject({ tracks: z.array(TrackSchema), ...page });
export const SidesSchema = z.strictObject({ disagreements: z.array(DisagreementSchema), ...page });
export const NewsSchema = z.strictObject({ news: z.array(NewsItemSchema), ...page });
export const DocumentsSchema = z.strictObject({
  documents: z.array(DocumentSchema),
  ...page,
});

export const ProblemSchema = z
  .strictObject({
    type: z.string(),
    title: text,
    status: z.int(),
    code: id,
    detail: text,
    on: day.optional().describe('The day on which it was taken back.'),
    reason: text.optional().describe('Why it was taken back.'),
  })
  .describe('Why nothing is given, as RFC 9457 has it.');

export type AnswerView = z.infer<typeof AnswerSchema>;
export type SearchView = z.infer<typeof SearchSchema>;

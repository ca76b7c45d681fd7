/** A piece of news as it is told: what the file came to say on a day, with its sources, or that something was taken back, and why. */
import { z } from 'zod';
import type { Brief, DateWithPrecision, Statement } from '../records/schema.ts';
import { citations, citationsOfAll } from './citation.ts';
import { topicNames, type ViewContext } from './context.ts';
import { pick } from './text.ts';
import { validated } from './validate.ts';
import { day, id, text, WhenSchema, whenView } from './when.ts';

/** The kinds of news that claim something of the world. */
const CITED_NEWS = [
  'new',
  'update',
  'statement',
  'correction',
  'reworded',
  'begins',
  'due',
  'coming-up',
  'past',
] as const;
/** What the file says of itself: it claims nothing of the world, and takes back what it did. */
const NOTICES = ['correction', 'retraction', 'withdrawn'] as const;

const base = {
  key: id.describe('Permanent: what has been read once is known by it.'),
  on: day.describe('The day on which the file came to say it.'),
  topic: z.strictObject({ id, title: text }),
  text,
};

const CitedNewsSchema = z.strictObject({
  ...base,
  type: z.enum(CITED_NEWS),
  when: WhenSchema.nullable().describe('The day that is told of, where one is to come or has passed.'),
  track: id.nullable(),
  statements: z.array(id).min(1),
  citations,
});
const NoticeSchema = z.strictObject({
  ...base,
  type: z.enum(NOTICES),
  statement: id.nullable().describe('The statement that was withdrawn.'),
});
export const NewsItemSchema = z
  .union([CitedNewsSchema, NoticeSchema])
  .describe(
    'A piece of news with its sources, or a notice that something was taken back, with the reason and the day.',
  );

export type NewsView = z.infer<typeof NewsItemSchema>;

/** What a piece of news tells: the statements that it rests on, or what it takes back. */
export type NewsFact = {
  readonly key: string;
  readonly on: string;
  readonly brief: Brief;
  readonly text: string;
} & (
  | {
      readonly type: (typeof CITED_NEWS)[number];
      readonly restsOn: readonly Statement[];
      readonly when?: DateWithPrecision;
      readonly track?: string | undefined;
    }
  | { readonly type: (typeof NOTICES)[number]; readonly withdrawn: Statement | undefined }
);

/** Returns a piece of news as it is told; throws `MissingCitationError` where it claims something and rests on nothing. */
export function newsView(fact: NewsFact, view: ViewContext): NewsView {
  const { key, on, brief, text: words } = fact;
  const [topic] = topicNames([brief.id], view);
  const about = {
    key,
    on,
    topic: topic ?? { id: brief.id, title: pick(brief.title, view.language) },
    text: words,
  };
  return validated(
    NewsItemSchema,
    'restsOn' in fact
      ? {
          ...about,
          type: fact.type,
          when: fact.when === undefined ? null : whenView(fact.when, view.language),
          track: fact.track ?? null,
          statements: fact.restsOn.map((one) => one.id),
          citations: citationsOfAll(fact.restsOn, view),
        }
      : { ...about, type: fact.type, statement: fact.withdrawn?.id ?? null },
  );
}

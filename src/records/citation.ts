/** The shape of a citation: a paragraph of a source document, and the words in it that make the deep link. */
import { z } from 'zod';
import { id, line } from './fields.ts';

const FIND_WORDS = { least: 3, most: 6 } as const;

const CitationShape = z
  .strictObject({
    source: id.describe('The id of a record in briefs/sources.'),
    paragraph: z.int().positive().describe('The paragraph of the source, counted from 1.'),
    find: line
      .max(80)
      .refine((value) => {
        const words = value.split(/\s+/u).length;
        return words >= FIND_WORDS.least && words <= FIND_WORDS.most;
      }, 'must be three to six words that stand in the paragraph')
      .describe(
        'Three to six words as they stand in that paragraph and nowhere else in the document: they make the deep link.',
      ),
  })
  .describe('Where a statement comes from.');

export type Citation = z.infer<typeof CitationShape>;

export const citations = z
  .array(CitationShape)
  .min(1, 'must have at least one citation; nothing goes unsourced')
  .max(3, 'must have at most three citations; keep those that support the whole statement')
  .describe('One to three places in sources, each of which supports the whole statement.');

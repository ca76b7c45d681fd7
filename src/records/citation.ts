/** The shape of a citation: a paragraph of a source document, and the words in it that make the deep link. */
import { z } from 'zod';
import { line, slug } from './fields.ts';

const FIND_WORDS = { least: 3, most: 6 } as const;
const FIND_CHARACTERS = { least: 6, most: 16 } as const;
const HAN = /\p{Script=Han}/u;

/** Whether the words of a locator are as many as make it distinctive and short: words of a spaced script, or characters of Chinese. */
function isLocator(value: string): boolean {
  if (HAN.test(value)) {
    // Characters beyond the first plane count once, as a reader counts them.
    const { length } = Array.from(value);
    return length >= FIND_CHARACTERS.least && length <= FIND_CHARACTERS.most;
  }
  const { length } = value.split(/\s+/u);
  return length >= FIND_WORDS.least && length <= FIND_WORDS.most;
}

const CitationRecord = z
  .strictObject({
    source: slug.optional().describe('The document that is cited, only where it is another one than this.'),
    paragraph: z.int().positive().describe('The paragraph of the document, counted from 1.'),
    find: line
      .max(80)
      .refine(
        isLocator,
        'must be three to six words, or six to sixteen characters of Chinese, that stand in the paragraph',
      )
      .describe(
        'Three to six words, or six to sixteen characters of Chinese, as they stand in that paragraph and nowhere else in the document: they make the deep link.',
      ),
  })
  .describe('Where a statement comes from.');

/** Where a statement comes from: the id of a document, a paragraph counted from 1, and words that stand in it. */
export type Citation = { readonly source: string; readonly paragraph: number; readonly find: string };

export const citations = z
  .array(CitationRecord)
  .min(1, 'must have at least one citation; nothing goes unsourced')
  .max(4, 'must have at most four citations; keep those that support the whole statement')
  .describe('One to four places in documents, which together support the whole statement.');

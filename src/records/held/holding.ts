/** Of which documents texts are held; apart from them, so that a bot which starts does not load what reads them. */
import { shortId } from '../catalogue.ts';
import type { Source } from '../schema.ts';
import type { HeldTexts } from './held-text.ts';

/** Returns what says whether the text of a document in service is held; undefined where none can be. */
export const holdingOf = (
  texts: Pick<HeldTexts, 'has'> | undefined,
): ((source: Pick<Source, 'id' | 'relationship'>) => boolean) | undefined =>
  texts && ((source) => texts.has(source.relationship, shortId(source)));

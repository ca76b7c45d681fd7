/** For tests of delivering in which nobody shares anything. */
import type { ContentOf } from '../../src/digest/delivery/content.ts';

/** Returns the content of a share that nobody made. */
export const nothingShared: ContentOf = async () => ({ type: 'nothing', reason: 'nobody shares' });

/** For tests of delivering in which nobody shares anything. */
import { createContents } from '../../src/app/delivery-contents.ts';
import type { ContentComposers } from '../../src/digest/delivery/content.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Store } from '../../src/store/store.ts';

/** Returns the contents of all but shares, of which there are none. */
export const contentsOf = (context: {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
}): ContentComposers =>
  createContents({ ...context, share: async () => ({ type: 'nothing', reason: 'nobody shares' }) });

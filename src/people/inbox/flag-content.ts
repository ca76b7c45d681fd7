/** The content of a flag for its delivery to the channel of the curators. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { ComposeContent } from '../../digest/delivery/compose-content.ts';
import { NOTHING_CARRIED } from '../../digest/delivery/delivery.ts';
import { FLAG_CLOSED } from './flag.ts';
import { curatorReply } from './replies.ts';
import type { InboxStore } from './store.ts';

/** Returns what makes the content of flags: nothing where one was closed. */
export function createFlagContent(
  store: Pick<InboxStore, 'flag'>,
  catalogue: () => Pick<Catalogue, 'briefs'>,
): ComposeContent {
  return async ({ id }) => {
    const flag = await store.flag(id);
    if (flag === undefined || flag.doneAt !== undefined) return { type: 'nothing', reason: FLAG_CLOSED };
    const reply = curatorReply(flag, catalogue().briefs.get(flag.topic));
    return { type: 'message', reply, carried: NOTHING_CARRIED };
  };
}

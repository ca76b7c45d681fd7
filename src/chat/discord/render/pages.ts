/** The messages of a reply that are sent at once. Pure. */
import type { Reply } from '../../../reply/reply.ts';
import type { DiscordMessage } from './payload.ts';
import { render } from './render.ts';

/** The limit of a reply that is sent whole because no button can request its next page. */
const MAX_PAGES = 5;

/** Returns the messages of a reply that are sent at once: one page of it, or all if no button can request the next. */
export function messagesAtOnce(reply: Reply, page = 1): readonly DiscordMessage[] {
  const pages = render(reply);
  if (reply.again === undefined) return pages.slice(0, MAX_PAGES);
  // The brief may have become shorter since the button was made.
  return pages.slice(Math.min(page, pages.length) - 1).slice(0, 1);
}

/** Keeps replies for the rest of their day: what is composed from the records changes only with them and with the date. */
import { LRUCache } from 'lru-cache';
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { ComposeContext } from './compose/parts.ts';
import type { Reply } from './reply.ts';

/** The day that every date is counted in is that of UTC. */
const DAY_MILLISECONDS = 86_400_000;
/** All that is asked of a few dozen briefs; of more, what was composed longest ago is composed again. */
const REPLIES_MOST = 256;

const kept = new WeakMap<RecordCatalogue, { readonly day: number; readonly replies: LRUCache<string, Reply> }>();

/** Returns the very reply of the same name, language and audience that was composed from these records earlier in the day, else a new one. */
export function memoizeForDay(name: string, context: ComposeContext, compose: () => Reply): Reply {
  const { catalogue, language, audience, now } = context;
  const day = Math.floor(now.epochMilliseconds / DAY_MILLISECONDS);
  let today = kept.get(catalogue);
  if (today?.day !== day) kept.set(catalogue, (today = { day, replies: new LRUCache({ max: REPLIES_MOST }) }));
  const key = `${name} ${language} ${audience}`;
  let reply = today.replies.get(key);
  if (reply === undefined) today.replies.set(key, (reply = compose()));
  return reply;
}

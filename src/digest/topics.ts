/** The topics of a subscription: what its entries name among the records in service. Pure. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Brief, Relationship } from '../records/schema.ts';
import type { Subscription } from './subscription.ts';

/** Returns the topics that entries name, in the order of their ids, retracted ones included: each entry is a topic's id, or a relationship's for all topics that it has and will have. */
export function topicsIn({ briefs }: Pick<RecordCatalogue, 'briefs'>, topics: Subscription['topics']): Brief[] {
  return [...briefs.values()].filter(
    ({ id, relationship }) => topics === 'all' || topics.includes(id) || topics.includes(relationship),
  );
}

/** Returns the relationships of topics, in the order of the catalogue. */
export function relationshipsIn(
  { relationships }: Pick<RecordCatalogue, 'relationships'>,
  briefs: readonly Brief[],
): Relationship[] {
  const ids = new Set(briefs.map(({ relationship }) => relationship));
  return [...relationships.values()].filter(({ id }) => ids.has(id));
}

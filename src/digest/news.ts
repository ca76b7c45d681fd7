/** The news for a channel: entries it has not received, upcoming dates, overdue reviews. Pure. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief, Entry, Translated, DateWithPrecision } from '../records/schema.ts';
import { dayOf, span, freshness } from '../records/dates.ts';
import type { Subscription } from './subscription.ts';

/** A date counts as coming up this many days before its first day. */
export const COMING_UP_DAYS = 14;

export type NewsItem =
  | {
      readonly type: 'new' | 'update' | 'correction' | 'retraction';
      readonly key: string;
      readonly brief: Brief;
      readonly on: string;
      readonly what: Translated;
    }
  | {
      readonly type: 'coming-up';
      readonly key: string;
      readonly brief: Brief;
      readonly when: DateWithPrecision;
      readonly what: Translated;
    }
  | { readonly type: 'overdue'; readonly key: string; readonly brief: Brief; readonly since: string };

/** Returns all news of these topics as of today, each under a permanent key: by entry id, since entries are backdated and share days. */
export function allNews(
  catalogue: Pick<Catalogue, 'briefs'>,
  topics: Subscription['topics'],
  now: Temporal.Instant,
): NewsItem[] {
  return [...catalogue.briefs.values()]
    .filter(({ id }) => topics === 'all' || topics.includes(id))
    .flatMap((brief) => newsOf(brief, now));
}

/** Returns the news whose keys a channel has not received yet. */
export function newsNotCarried(
  news: readonly NewsItem[],
  baseline: readonly string[],
  carriedKeys: ReadonlySet<string>,
): NewsItem[] {
  const known = new Set(baseline);
  return news.filter(({ key }) => !known.has(key) && !carriedKeys.has(key));
}

function newsOf(brief: Brief, now: Temporal.Instant): NewsItem[] {
  const items: NewsItem[] = [];
  const entry = (type: 'new' | 'update' | 'correction' | 'retraction', { id, on, what }: Entry): void =>
    void items.push({ type, key: `${brief.id}/${id}`, brief, on, what });
  if (brief.status === 'retracted') {
    if (brief.retraction !== undefined) entry('retraction', brief.retraction);
    return items;
  }
  for (const [index, one] of brief.history.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).entries())
    entry(index === 0 ? 'new' : 'update', one);
  for (const one of brief.corrections) entry('correction', one);
  const today = dayOf(now);
  const until = Temporal.PlainDate.from(today).add({ days: COMING_UP_DAYS }).toString();
  for (const { id, text, expected } of brief.watch) {
    if (expected === undefined) continue;
    const { first, last } = span(expected);
    if (first <= until && last >= today)
      items.push({ type: 'coming-up', key: `${brief.id}/date/${id}/${first}`, brief, when: expected, what: text });
  }
  const { overdue, reviewDueOn } = freshness(brief, now);
  if (overdue) items.push({ type: 'overdue', key: `${brief.id}/review/${reviewDueOn}`, brief, since: reviewDueOn });
  return items;
}

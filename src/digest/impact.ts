/** What other records change for readers and channels: the news, who has subscribed to it, and the messages that are corrected. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Language } from '../records/schema.ts';
import { allNews, type NewsItem } from './news.ts';
import { unseenNews } from './seen-news.ts';
import { correctionsIn, versionOf } from './recall/corrections.ts';
import { concernedMessages } from './recall/plan-recalls.ts';
import type { RecallStore } from './recall/store.ts';
import type { DigestStore } from './store.ts';
import { topicsIn } from './subscription.ts';
import { pick } from '../reply/compose/parts.ts';

/** Channels by platform, with how many of them there are. */
export type CountByPlatform = Readonly<Record<string, number>>;

export type Impact = {
  /** The news that digests will tell and did not have before, at most so many as are worth reading. */
  readonly news: readonly NewsItem[];
  readonly moreNews: number;
  /** The channels with a subscription to one of its topics; those that are paused are counted apart. */
  readonly channels: CountByPlatform;
  readonly paused: number;
  /** The messages that will be corrected; of very many, so many are counted. */
  readonly recalls: CountByPlatform;
};

export type ImpactQuery = {
  /** Returns what readers and channels get of records that come into service in place of others; rejects only if the store does. */
  readonly impactOf: (before: RecordCatalogue, after: RecordCatalogue) => Promise<Impact>;
  /** Returns how many messages tell what other records would no longer say. */
  readonly countOutdatedMessages: (now: RecordCatalogue, undone: RecordCatalogue) => Promise<number>;
};

export type ImpactOptions = {
  readonly store: Pick<DigestStore, 'subscriptions'> & Pick<RecallStore, 'shownBefore' | 'recalls'>;
  readonly now: () => Temporal.Instant;
};

const MAX_NEWS = 50;
const MAX_MESSAGES = 10_000;
const MAX_STATEMENTS = 500;

/** Creates the query of what other records change for readers and channels. */
export function createImpact({ store, now }: ImpactOptions): ImpactQuery {
  return {
    impactOf: async (before, after) => {
      const known = new Set(allNews(before, 'all', now()).map(({ key }) => key));
      const news = unseenNews(allNews(after, 'all', now()), [], known);
      const topics = new Set(news.flatMap(topicsOf));
      const subscribed = (await store.subscriptions({})).filter((one) =>
        topicsIn(after, one.topics).some(({ id }) => topics.has(id)),
      );
      const active = subscribed.filter((one) => one.pausedBecause === undefined);
      const old = new Set(correctionsIn(before).map(({ key, shown }) => `${key} ${shown}`));
      const corrections = correctionsIn(after).filter(({ key, shown }) => !old.has(`${key} ${shown}`));
      const concerned = await concernedMessages(corrections, store, MAX_MESSAGES);
      return {
        news: news.slice(0, MAX_NEWS),
        moreNews: Math.max(0, news.length - MAX_NEWS),
        channels: counted(active.map(({ channelRef }) => channelRef.platform)),
        paused: subscribed.length - active.length,
        recalls: counted(concerned.map(({ channelRef }) => channelRef.platform)),
      };
    },

    countOutdatedMessages: async (current, undone) => {
      const messages = new Set<string>();
      const changed = [...current.statements.values()].filter((one) => {
        const then = undone.statements.get(one.id);
        return then !== one && (then === undefined || versionOf(then) !== versionOf(one));
      });
      for (const { id } of changed.slice(0, MAX_STATEMENTS)) {
        const then = undone.statements.get(id);
        const shown = await store.shownBefore(
          { shown: id, ...(then !== undefined && { version: versionOf(then) }), correction: '' },
          '',
          MAX_MESSAGES,
        );
        for (const { message } of shown) messages.add(message.id);
      }
      // A message that was corrected would be left with a correction that nobody makes any more.
      const stillMade = new Set(correctionsIn(undone).map(({ key }) => key));
      for (const { key } of correctionsIn(current))
        if (!stillMade.has(key))
          for (const { of, delivery } of await store.recalls(key, MAX_MESSAGES))
            if (delivery.state !== 'waiting') messages.add(of);
      return messages.size;
    },
  };
}

/** Returns the words of a piece of news in a language. */
export function newsSummary(item: NewsItem, language: Language): string {
  if (item.type === 'reworded') return pick(item.correction.what, language);
  if (item.type === 'statement' || item.type === 'due') return pick(item.statement.text, language);
  if (item.type === 'past') return pick(item.track.title, language);
  return item.type === 'overdue' ? item.since : pick(item.what, language);
}

const topicsOf = (item: NewsItem): string[] =>
  item.type === 'statement' ? item.briefs.map(({ id }) => id) : [item.brief.id];

function counted(all: readonly string[]): CountByPlatform {
  return Object.fromEntries([...Map.groupBy(all, (one) => one)].map(([one, same]) => [one, same.length]));
}

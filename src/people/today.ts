/** What waits for whoever curates beside the inbox, gathered: for the first page of the desk and for the morning message. Nothing stands in two lists. */
import type { HealthState } from '../watch/health.ts';
import type { DocumentTexts, TextFinding } from '../watch/document-texts.ts';
import type { WatchItem } from '../watch/items.ts';
import type { SourceStatus, Watch } from '../watch/port.ts';
import type { Reach } from '../watch/reach.ts';
import type { PassedDate } from './passed-dates.ts';
import type { QueueItem, ReviewReason, TopicItem } from './review-queue.ts';
import type { Reviews } from './reviews.ts';

export type TodayLists = {
  /** The newest of what sources have published, by how much it bears on topics, and how many there are; undefined where nothing is watched. */
  readonly items: { readonly first: readonly WatchItem[]; readonly total: number } | undefined;
  /** Set aside for later: how many. */
  readonly later: number;
  /** Every source, and how far those of each side were read. */
  readonly sources: readonly SourceStatus[];
  readonly reach: Reach;
  readonly dates: readonly PassedDate[];
  /** Topics whose bottom line a measure may have overtaken, and others in which something has happened that a review answers. */
  readonly bottomLines: readonly TopicItem[];
  readonly topics: readonly TopicItem[];
  /** Topics that wait for a review though nothing has happened in them: nobody is called for these. */
  readonly standing: readonly TopicItem[];
  readonly drafts: readonly Extract<QueueItem, { readonly kind: 'draft' }>[];
  /** Documents whose pages read otherwise now, or are gone. */
  readonly texts: readonly TextFinding[];
};

export type Today = {
  /** Returns all lists, with so many items of sources; rejects only if the store does. */
  readonly lists: (items: number) => Promise<TodayLists>;
};

export type TodayOptions = {
  readonly reviews: Pick<Reviews, 'queue' | 'passedDates'>;
  /** Undefined where nothing is watched. */
  readonly watch: Watch | undefined;
  /** Undefined where no texts are read again. */
  readonly texts: Pick<DocumentTexts, 'findings'> | undefined;
};

/** Returns what gathers the lists. */
export function createToday({ reviews, watch, texts }: TodayOptions): Today {
  return {
    lists: async (items) => {
      const dates = await reviews.passedDates();
      const queue = await reviews.queue(dates);
      const topics = queue.filter((item) => item.kind === 'topic');
      const waiting = await watch?.newItems({ states: ['new'], limit: items });
      const later = await watch?.newItems({ states: ['later'], limit: 1 });
      return {
        items: waiting && { first: waiting.items, total: waiting.total },
        later: later?.total ?? 0,
        sources: (await watch?.sources()) ?? [],
        reach: (await watch?.reach()) ?? new Map(),
        dates,
        bottomLines: topics.filter(isOvertaken),
        topics: topics.filter((item) => !isOvertaken(item) && isPressing(item)),
        standing: topics.filter((item) => !isPressing(item)),
        drafts: queue.filter((item) => item.kind === 'draft'),
        texts: (await texts?.findings()) ?? [],
      };
    },
  };
}

const isOvertaken = ({ reasons }: TopicItem): boolean => reasons.some(({ type }) => type === 'bottom-line');

const STANDING: ReadonlySet<ReviewReason['type']> = new Set(['unreviewed', 'due-soon', 'one-side']);
const isPressing = ({ reasons }: TopicItem): boolean => reasons.some(({ type }) => !STANDING.has(type));

const FAILING: ReadonlySet<HealthState> = new Set(['empty', 'stale', 'blocked', 'failing', 'dead']);

/** Whether a source needs somebody: it cannot be read, has been silent for long, may have missed something, or is gone from its file while items wait. */
export const needsSomebody = ({ source, health: { state, notes } }: SourceStatus): boolean =>
  source === undefined || FAILING.has(state) || notes.some(({ code }) => code === 'gap' || code === 'moved');

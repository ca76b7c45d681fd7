/** Looks at sources when they are due: reads, matches with what is known, and writes each reading whole. One process does so at a time; should two, they write the same. */
import type { Logger } from '../shared/logger.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import { compareTexts } from '../shared/text.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { PoliteFetcher } from './fetch.ts';
import { afterFailure, afterReading, isOn, newState, saying, WatchFault, type SourceState } from './health.ts';
import { bearing, seriesIn } from './bearing.ts';
import { BY_TEXT, matchItems, withKeys, type Entry, type KnownEntry } from './items.ts';
import type { Page, ParsedPage, ParsedSource } from './parse.ts';
import { addressesOf, configOf, dayIn, sourceKey, type WatchFiles, type WatchSource } from './sources.ts';
import type { NewItem, WatchStore } from './store.ts';

export type RoundOptions = {
  readonly store: WatchStore;
  readonly fetcher: PoliteFetcher;
  /** Reads the entries of a page, where a page that is made to hang harms nothing. */
  readonly parse: (source: ParsedSource, page: Page) => Promise<ParsedPage>;
  readonly sources: () => WatchFiles;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Aborted where the process ends: what was not read by then is no failure of its source. */
  readonly ending?: AbortSignal;
};

/** Sources, or sites for their texts, that are read at a time, each site one request after the other. */
export const MAX_AT_ONCE = 4;
/** So many items of a source may wait; beyond, nothing more is taken until somebody decides. */
export const MAX_WAITING = 1_000;

export type SourceReading =
  | {
      readonly type: 'same';
      readonly goodForMs: number;
      readonly etag: string;
      readonly lastModified: string;
      readonly movedTo: string;
    }
  | {
      readonly type: 'read';
      readonly entries: readonly Entry[];
      readonly goodForMs: number;
      readonly ttlMs: number;
      readonly etag: string;
      readonly lastModified: string;
      readonly movedTo: string;
      /** The day that was read to; undefined where it is the day of the reading. */
      readonly readTo: string | undefined;
      /** A page of an earlier day that is not there. */
      readonly missing: string | undefined;
    };

/** Reads a source once; rejects with WatchFault that says why not and what to do. */
export async function readSource(
  source: WatchSource,
  state: SourceState,
  { fetcher, parse, now }: Pick<RoundOptions, 'fetcher' | 'parse' | 'now'>,
): Promise<SourceReading> {
  const at = now();
  const today = dayIn(source, at).toString();
  const pages = addressesOf(source, state.readTo, at);
  const [only] = pages;
  if (only !== undefined && only.day === undefined) {
    const from = state.movedTo === '' ? only.url : state.movedTo;
    const validators = state.etag + state.lastModified === '' ? undefined : state;
    const { type, movedTo, ...fetched } = await fetcher.get(from, { ...(validators && { validators }) });
    const told = { ...fetched, movedTo: movedTo || state.movedTo };
    if (type === 'same') return { ...told, type };
    const parsed = await parse(source, { ...fetched, day: undefined, today });
    if (parsed.type === 'fault') throw new WatchFault(parsed.state, parsed.words);
    return {
      ...told,
      type: 'read',
      entries: parsed.entries,
      ttlMs: parsed.ttlMs,
      readTo: undefined,
      missing: undefined,
    };
  }
  const entries: Entry[] = [];
  let readTo: string | undefined;
  let missing: string | undefined;
  let why = new WatchFault('empty', saying('empty-list'));
  for (const { url, day } of pages) {
    try {
      const parsed = await parse(source, { ...(await fetcher.get(url)), day, today });
      if (parsed.type === 'fault') throw new WatchFault(parsed.state, parsed.words);
      entries.push(...parsed.entries);
      readTo = day;
    } catch (error) {
      // That of today may come in the evening.
      if (!(error instanceof WatchFault) || (error.state !== 'dead' && error.state !== 'empty')) throw error;
      why = error;
      if (day !== today) missing ??= day;
    }
  }
  if (readTo === undefined) throw why;
  return { type: 'read', entries, goodForMs: 0, ttlMs: 0, etag: '', lastModified: '', movedTo: '', readTo, missing };
}

/** Returns a text in words, each behind a space. */
const spaced = (text: string): string => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}.]+/gu, ' ')}`;

/** Returns the entries that a source is watched for: those with one of its words, of spaced scripts from the beginning of a word. */
export function wanted({ words }: Pick<WatchSource, 'words'>, entries: readonly Entry[]): readonly Entry[] {
  if (words === undefined) return entries;
  const sought = words.map((word) => (/\p{sc=Han}/u.test(word) ? word : spaced(word)));
  return entries.filter(({ title, summary }) => {
    const text = spaced(`${title}\n${summary}`);
    return sought.some((word) => text.includes(word));
  });
}

export type Rounds = {
  /** Looks at every source that is due, or at those that are named and on; returns how many were looked at. */
  readonly round: (only?: ReadonlySet<string>) => Promise<number>;
};

/** Returns what looks at sources. */
export function createRounds(options: RoundOptions): Rounds {
  const { store, sources, catalogue, now, log } = options;

  const look = async (source: WatchSource, before: SourceState): Promise<void> => {
    const config = configOf(source);
    // What a source said of its old address or under other selectors tells nothing of the new ones.
    const state: SourceState =
      before.config === config ? before : { ...before, config, etag: '', lastModified: '', movedTo: '' };
    try {
      await save(source, state, await readSource(source, state, options));
    } catch (error) {
      if (options.ending?.aborted === true) return;
      const at = now();
      const fault =
        error instanceof WatchFault ? error : new WatchFault('failing', saying('fault', { why: nameOf(error) }));
      if (!(error instanceof WatchFault))
        log.error({ err: error, source: sourceKey(source) }, 'a source could not be read');
      else log.info({ source: sourceKey(source), why: fault.words.code }, 'a source could not be read');
      const failures = state.failures + 1;
      await store.saveReading(
        {
          state: {
            ...state,
            // From where it has moved to, it may have moved back.
            movedTo: fault.state === 'dead' ? '' : state.movedTo,
            ...(fault.state === 'empty' && { etag: '', lastModified: '' }),
            triedAt: at,
            nextAt: afterFailure(source, at, fault, failures),
            failures,
            failingSince: state.failingSince ?? at,
            fault: { state: fault.state, words: fault.words },
          },
          added: [],
          seen: [],
          changed: [],
        },
        at,
      );
    }
  };

  const save = async (source: WatchSource, state: SourceState, reading: SourceReading): Promise<void> => {
    const at = now();
    const { etag, lastModified, movedTo } = reading;
    const good: SourceState = {
      ...state,
      party: source.party ?? '',
      etag,
      lastModified,
      movedTo,
      triedAt: at,
      nextAt: afterReading(source, at, reading),
      readTo: dayIn(source, at).toString(),
      failures: 0,
      failingSince: undefined,
      fault: undefined,
    };
    if (reading.type === 'same') {
      await store.saveReading({ state: good, added: [], seen: [], changed: [] }, at);
      return;
    }
    const entries = withKeys(sourceKey(source), wanted(source, reading.entries));
    const known = await store.knownItems(source.relationship, source.id, entries);
    const { added, seen, changed, rotates } = matchItems(entries, known, state.rotates);
    const items: NewItem[] = [];
    const series = seriesIn(reading.entries);
    for (const one of added) {
      items.push(itemOf(source, one, series));
      // The first look at a long list asks the search much.
      await yieldToEventLoop();
    }
    const [{ waiting } = { waiting: 0 }] = await store.waitingAt(source);
    if (waiting + items.filter((one) => one.state === 'new').length > MAX_WAITING)
      throw new WatchFault('failing', saying('full', { count: waiting }));
    // Of a list that has nothing of what was on it before, some may have come and gone.
    const isTorn =
      state.readTo !== undefined &&
      state.listed > 0 &&
      source.words === undefined &&
      entries.length > 1 &&
      added.length === entries.length;
    const ids = await store.saveReading(
      {
        state: {
          ...good,
          rotates,
          readTo: reading.readTo ?? good.readTo,
          listed: entries.length,
          newestAt: newestOf(items, state.newestAt, at),
          gapFrom: state.gapFrom ?? (isTorn ? state.readTo : reading.missing),
        },
        added: items,
        seen,
        changed,
      },
      at,
    );
    if (ids.length > 0 || changed.length > 0)
      log.info({ source: sourceKey(source), added: ids.length, changed: changed.length }, 'a source has news');
  };

  const itemOf = (source: WatchSource, one: KnownEntry, isOfSeries: ReturnType<typeof seriesIn>): NewItem => {
    const { title, summary, day } = one.entry;
    const isOld = source.since !== undefined && day !== undefined && day < source.since;
    const { relationship, party = '' } = source;
    const bears = bearing({ relationship, party, text: `${title}\n${summary}` }, catalogue());
    return {
      ...one,
      ...bears,
      score: bears.score || (isOfSeries(one.entry) ? BY_TEXT : 0),
      party,
      language: source.language,
      state: isOld ? 'not-ours' : 'new',
      reason: isOld ? `before ${source.since}` : '',
    };
  };

  /** Gives what is known of sources that were renamed to their new ids; returns whether there were any. */
  const renamed = async (files: WatchFiles, states: readonly SourceState[]): Promise<boolean> => {
    let found = false;
    for (const { relationship, id, formerly = [] } of files.sources)
      for (const former of formerly)
        if (states.some((state) => state.relationship === relationship && state.source === former))
          found = (await store.renameSource(relationship, former, id)) || found;
    return found;
  };

  return {
    round: async (only) => {
      const files = sources();
      let states = await store.watchStates();
      if (await renamed(files, states)) states = await store.watchStates();
      const byKey = new Map(states.map((state) => [sourceKey({ ...state, id: state.source }), state]));
      const due = files.sources.filter((source) => {
        const state = byKey.get(sourceKey(source));
        if (!isOn(source, state)) return false;
        if (only !== undefined) return only.has(sourceKey(source)) || only.has(source.id);
        if (state?.nextAt === undefined || state.config !== configOf(source)) return true;
        return Temporal.Instant.compare(state.nextAt, now()) <= 0;
      });
      if (due.length === 0) return 0;
      await catalogue().prepare();
      const { default: Queue } = await import('p-queue');
      const queue = new Queue({ concurrency: MAX_AT_ONCE });
      await queue.addAll(
        due.map((source) => async () => await look(source, byKey.get(sourceKey(source)) ?? newState(source))),
      );
      return due.length;
    },
  };
}

/** Returns when a source last had something new, by the days that it gives where it does. */
function newestOf(
  items: readonly NewItem[],
  before: Temporal.Instant | undefined,
  at: Temporal.Instant,
): Temporal.Instant | undefined {
  if (items.length === 0) return before;
  const days = items.flatMap(({ entry }) => entry.day ?? []);
  if (before !== undefined || days.length < items.length) return at;
  const newest = days.toSorted(compareTexts).at(-1);
  const newestAt = newest === undefined ? at : Temporal.Instant.from(`${newest}T00:00Z`);
  return Temporal.Instant.compare(newestAt, at) < 0 ? newestAt : at;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'fault');

/** The texts of the documents in service: fetched and held where somebody wants them, and, once held, seldom fetched again and compared. Nothing in a record changes by that: what was found waits for a person. */
import { createHash } from 'node:crypto';
import { fullName } from '../records/catalogue.ts';
import type { HeldTexts } from '../records/held-texts.ts';
import type { ImportedDocument } from '../records/import/imported-document.ts';
import { isItsText } from '../records/match-text.ts';
import { fingerprint } from '../records/paragraphs.ts';
import type { Source, Statement } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { isDiskFull } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { saying, WatchFault, type WatchWords } from './health.ts';
import { canonicalAddress } from './items.ts';
import { compareReading, type Comparison } from './reread.ts';
import type { KnownTextState, TextState, TextStore } from './text-store.ts';
import { whyOf, type ItemTexts } from './texts.ts';

/** What waits for a person about a document whose address was read again. */
export type TextFinding = {
  readonly source: Source;
  /** What is decided: another reading has another one. */
  readonly version: string;
  readonly readAt: Temporal.Instant | undefined;
  /** Where it has moved for good; empty where it has not. */
  readonly movedTo: string;
  /** The day that the page itself gives; undefined where it gives none. */
  readonly day: string | undefined;
} & (
  | { readonly type: 'lost'; readonly words: WatchWords; readonly citing: readonly Statement[] }
  | ({ readonly type: 'changed'; readonly paragraphs: readonly string[] } & Comparison)
);

/** How far the texts of the documents in service are held. */
export type HoldingProgress = {
  readonly all: number;
  readonly held: number;
  /** Those that are still to be fetched. */
  readonly wanted: number;
  /** Whether the disk is full: then nothing is fetched until there is room. */
  readonly isDiskFull: boolean;
  readonly failed: readonly {
    readonly source: Source;
    readonly words: WatchWords;
    readonly nextAt: Temporal.Instant | undefined;
  }[];
};

export type DocumentTexts = {
  readonly progress: () => Promise<HoldingProgress>;
  /** Wants every text that is not held, or those of the documents that are named as relationship/id; returns how many. */
  readonly want: (only?: ReadonlySet<string>) => Promise<number>;
  /** Returns what waits for a decision, the statements whose words are gone first. */
  readonly findings: () => Promise<readonly TextFinding[]>;
  readonly finding: (relationship: string, id: string) => Promise<TextFinding | undefined>;
  /** Returns when a document was last asked for at its address, and why it could not be read then; undefined where it never was. */
  readonly lastReading: (
    relationship: string,
    id: string,
  ) => Promise<{ readonly at: Temporal.Instant; readonly words: WatchWords | undefined } | undefined>;
  /** Leaves a version as it is, without a change of the record; returns false where it is decided already, or another by now. */
  readonly keep: (relationship: string, id: string, version: string, by: string) => Promise<boolean>;
  /** Holds what was read last in place of what is held; returns it, undefined where nothing else was read. */
  readonly take: (relationship: string, id: string) => Promise<readonly string[] | undefined>;
  /** Removes what was read last of a page, with the text of its document. */
  readonly forget: (relationship: string, id: string) => Promise<void>;
  /** Fetches what is wanted and what is due, or the documents that are named; returns how many were asked for. */
  readonly round: (only?: ReadonlySet<string>) => Promise<number>;
};

export type DocumentTextOptions = {
  readonly store: TextStore;
  readonly fetchText: ItemTexts['fetchText'];
  readonly held: HeldTexts;
  /** What stands on pages that are no longer as they are held. */
  readonly reread: HeldTexts;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  readonly ending: AbortSignal;
  /** Whether held documents are fetched again. */
  readonly rereads: boolean;
  /** Called when texts are wanted. */
  readonly wake?: () => void;
};

/** So many are fetched at a time, each site one after the other, and so many again in one round. */
const MAX_AT_ONCE = 4;
const MAX_REREAD = 3;
/** A page that was not found twice, a day apart, is gone. */
const LOST_AFTER = 2;
const LOST = 'lost ';
/** A full disk is tried again after so long: what is fetched until then would be for nothing. */
const FULL_MINUTES = 5;
const MIN_DAYS = 2;
const MAX_DAYS = 30;
/** By so much of its time at most a document is read earlier. */
const SPREAD = 0.3;

const nothingKnown = ({ relationship, url, ...source }: Source): KnownTextState => ({
  relationship,
  document: source.id,
  address: url,
  etag: '',
  lastModified: '',
  triedAt: undefined,
  nextAt: undefined,
  failures: 0,
  fault: undefined,
  movedTo: '',
  version: '',
  day: undefined,
  isWanted: false,
  decided: '',
  decidedBy: '',
});

/** What is known of a document, where that is of the address that it has. */
const stateOf = (source: Source, known: ReadonlyMap<string, KnownTextState>): KnownTextState => {
  const state = known.get(fullName(source));
  if (state === undefined) return nothingKnown(source);
  return state.address === source.url ? state : { ...nothingKnown(source), isWanted: state.isWanted };
};

/** Returns the work on the texts of documents. */
export function createDocumentTexts(options: DocumentTextOptions): DocumentTexts {
  const { store, fetchText, held, reread, catalogue, now, log, ending, rereads, wake = () => {} } = options;
  /** When the disk was found full. */
  let fullAt: Temporal.Instant | undefined;
  const isHeld = (source: Source): boolean => held.has(source.relationship, source.id);

  const states = async (): Promise<ReadonlyMap<string, KnownTextState>> =>
    new Map((await store.textStates()).map((state) => [`${state.relationship}/${state.document}`, state]));
  const named = (relationship: string, id: string): Source | undefined =>
    catalogue()
      .sources.values()
      .find((one) => fullName(one) === `${relationship}/${id}`);
  const citing = (source: Source): Statement[] =>
    [...catalogue().statements.values()].filter(({ citations }) => citations.some((one) => one.source === source.id));

  const compare = async (
    source: Source,
  ): Promise<(Comparison & { readonly paragraphs: readonly string[] }) | undefined> => {
    const id = source.id;
    const before = await held.get(source.relationship, id);
    const again = await reread.get(source.relationship, id);
    const text = again ?? before;
    if (text === undefined) return undefined;
    const onlyKnown = before?.from !== 'address';
    const { paragraphs } = text;
    return { paragraphs, ...compareReading(source, citing(source), { paragraphs }, before?.paragraphs, { onlyKnown }) };
  };
  const comparisons = new WeakMap<Catalogue, Map<string, ReturnType<typeof compare>>>();
  const compared = async (source: Source, version: string) => {
    const own = comparisons.getOrInsertComputed(catalogue(), () => new Map());
    // What is held may have been taken meanwhile: then another text is compared.
    const key = `${source.id} ${version} ${reread.has(source.relationship, source.id)}`;
    return await own.getOrInsertComputed(key, () => compare(source));
  };
  const findingOf = async (source: Source, state: KnownTextState): Promise<TextFinding | undefined> => {
    const { version, decided, triedAt: readAt, movedTo, day, fault } = state;
    if (version === '' || version === decided) return undefined;
    const about = { source, version, readAt, movedTo, day };
    if (fault !== undefined && version.startsWith(LOST)) {
      const own = citing(source);
      return own.length === 0 ? undefined : { ...about, type: 'lost', words: fault.words, citing: own };
    }
    const comparison = await compared(source, version);
    if (comparison === undefined) return undefined;
    return isAsBefore(comparison, movedTo) ? undefined : { ...about, type: 'changed', ...comparison };
  };

  /** Reads one document; a fault of its site is kept with it. Returns the fault, where it is one of the whole site. */
  const read = async (source: Source, state: KnownTextState): Promise<WatchFault | undefined> => {
    const at = now();
    const validators = isHeld(source) && state.etag + state.lastModified !== '' ? state : undefined;
    const base: TextState = { ...state, triedAt: at, nextAt: nextReading(source, at) };
    try {
      const page = await fetchText(source.url, validators);
      if (page.type === 'same') {
        await store.saveTextState({ ...base, failures: 0, fault: undefined });
        return undefined;
      }
      const { etag, lastModified, document } = page;
      const movedTo = canonicalAddress(page.movedTo) === canonicalAddress(source.url) ? '' : page.movedTo;
      const version = await keep(source, document, movedTo);
      const day = document.proposed.publishedOn;
      await store.saveTextState({ ...base, failures: 0, fault: undefined, etag, lastModified, movedTo, version, day });
      return undefined;
    } catch (error) {
      if (ending.aborted) throw error;
      if (isDiskFull(error)) {
        // What was written before is whole; this one is wanted, or due, until there is room, also where that cannot be noted.
        const fault = { state: 'failing', words: saying('disk-full') } as const;
        await store.saveTextState({ ...state, fault }, state.isWanted).catch(() => {});
        throw error;
      }
      const fault = error instanceof WatchFault ? error : undefined;
      const words = whyOf(error);
      if (words === undefined) log.error({ err: error, document: fullName(source) }, 'a document could not be read');
      const told = words ?? saying('fault', { why: error instanceof Error ? error.name : 'fault' });
      const failures = state.failures + 1;
      const isLost = told.code === 'gone' || told.code === 'other-document';
      await store.saveTextState({
        ...base,
        nextAt: nextAttempt(at, failures, fault),
        failures,
        fault: { state: fault?.state ?? 'failing', words: told },
        // What cannot be reached for some time says nothing of what stands there.
        ...(isLost &&
          isHeld(source) &&
          failures >= LOST_AFTER && { version: `${LOST}${told.code}`, etag: '', lastModified: '' }),
      });
      return fault?.state === 'blocked' ? fault : undefined;
    }
  };
  /** Holds what was read of a document, or, where another text is held, keeps it beside that; returns the version that a person has to look at, empty where everything is as it was. */
  const keep = async (source: Source, document: ImportedDocument, movedTo: string): Promise<string> => {
    const { relationship } = source;
    const id = source.id;
    // What looks like no part of a document is one where the record counts it.
    const recorded = new Set(source.paragraphs);
    const split = Map.groupBy(
      document.paragraphs,
      ({ furniture, text: own }) => furniture === undefined || recorded.has(fingerprint(own)),
    );
    const paragraphs = (split.get(true) ?? []).map(({ text }) => text);
    const beside = (split.get(false) ?? []).map(({ text }) => text);
    const before = await held.get(relationship, id);
    const onlyKnown = before?.from !== 'address';
    const comparison = compareReading(source, citing(source), { paragraphs, beside }, before?.paragraphs, {
      onlyKnown,
    });
    const { same } = comparison;
    if (!isItsText(same, source))
      throw new WatchFault('failing', saying('other-document', { same, count: source.paragraphs.length }));
    const text = {
      id,
      relationship,
      paragraphs,
      readAt: now().toString({ smallestUnit: 'second' }),
      from: 'address' as const,
    };
    const isSame = isAsBefore(comparison, movedTo);
    if (before === undefined) await held.put(text);
    else if (isSame) await reread.remove(relationship, id);
    else await reread.put(text);
    return isSame ? '' : versionOf(paragraphs, movedTo);
  };

  return {
    progress: async () => {
      const known = await states();
      const sources = [...catalogue().sources.values()];
      const missing = sources
        .filter((source) => !isHeld(source))
        .map((source) => ({ source, state: stateOf(source, known) }));
      return {
        all: sources.length,
        held: sources.length - missing.length,
        wanted: missing.filter(({ state }) => state.isWanted).length,
        isDiskFull:
          fullAt !== undefined ||
          missing.some(({ state }) => state.isWanted && state.fault?.words.code === 'disk-full'),
        failed: missing.flatMap(({ source, state: { isWanted, fault, nextAt } }) =>
          fault === undefined || isWanted ? [] : [{ source, words: fault.words, nextAt }],
        ),
      };
    },
    want: async (only) => {
      const known = await states();
      const at = now();
      const sources = [...catalogue().sources.values()].filter(
        (source) =>
          !isHeld(source) &&
          (only === undefined || only.has(fullName(source))) &&
          // Who has asked us to stay away is not asked again before.
          !isHeldOff(stateOf(source, known), at),
      );
      await store.wantTexts(sources.map((source) => ({ relationship: source.relationship, document: source.id })));
      if (sources.length > 0) wake();
      return sources.length;
    },
    findings: async () => {
      const known = await states();
      const found: TextFinding[] = [];
      for (const source of catalogue().sources.values()) {
        const finding = await findingOf(source, stateOf(source, known));
        if (finding !== undefined) found.push(finding);
      }
      return found.toSorted((a, b) => goneIn(b) - goneIn(a));
    },
    finding: async (relationship, id) => {
      const source = named(relationship, id);
      return source && (await findingOf(source, stateOf(source, await states())));
    },
    lastReading: async (relationship, id) => {
      const source = named(relationship, id);
      const { triedAt: at, fault } = source === undefined ? {} : stateOf(source, await states());
      return at && { at, words: fault?.words };
    },
    keep: async (relationship, document, version, by) =>
      await store.decideText({ relationship, document }, version, by),
    take: async (relationship, id) => {
      const again = await reread.get(relationship, id);
      if (again === undefined) return (await held.get(relationship, id))?.paragraphs;
      await held.put(again);
      await reread.remove(relationship, id);
      return again.paragraphs;
    },
    forget: reread.remove,
    round: async (only) => {
      const known = await states();
      const at = now();
      const wanted: (() => Promise<void>)[] = [];
      let again = 0;
      if (fullAt !== undefined && at.since(fullAt).total('minutes') < FULL_MINUTES) return 0;
      fullAt = undefined;
      const refusing = new Map<string, WatchFault>();
      for (const source of catalogue().sources.values()) {
        const state = stateOf(source, known);
        const has = isHeld(source);
        if (only?.has(fullName(source)) === false) continue;
        if (has && state.isWanted) await store.saveTextState(state);
        if (has && only === undefined) {
          if (!rereads) continue;
          if (state.nextAt === undefined) {
            // Held by hand, or before there was re-reading: its turn comes in its time.
            await store.saveTextState({ ...state, nextAt: nextReading(source, at) });
            continue;
          }
          if (Temporal.Instant.compare(state.nextAt, at) > 0 || again >= MAX_REREAD) continue;
          again += 1;
        } else if (!state.isWanted && only === undefined) continue;
        wanted.push(async () => {
          if (fullAt !== undefined || ending.aborted) return;
          const host = URL.parse(source.url)?.host ?? '';
          const refused = refusing.get(host);
          if (refused !== undefined) {
            const fault = { state: refused.state, words: refused.words };
            const nextAt = nextAttempt(at, 1, refused);
            await store.saveTextState({ ...state, nextAt, fault });
            return;
          }
          try {
            const fault = await read(source, state);
            // One refusal may be of one page; that we come too often is of the site.
            if (fault?.words.code === 'too-often') refusing.set(host, fault);
          } catch (error) {
            if (!isDiskFull(error)) throw error;
            fullAt = at;
            log.error({ err: error }, 'the disk is full: no text can be held');
          }
        });
      }
      if (wanted.length === 0) return 0;
      const { default: Queue } = await import('p-queue');
      try {
        await new Queue({ concurrency: MAX_AT_ONCE }).addAll(wanted);
      } catch (error) {
        if (!ending.aborted) throw error;
      }
      return wanted.length;
    },
  };
}

/** Whether a reading leaves nothing to look at. */
const isAsBefore = ({ citations, differences }: Comparison, movedTo: string): boolean =>
  movedTo === '' && differences.length === 0 && citations.every(({ state }) => state === 'holds');

const isHeldOff = ({ fault, nextAt }: KnownTextState, at: Temporal.Instant): boolean =>
  fault?.state === 'blocked' && nextAt !== undefined && Temporal.Instant.compare(nextAt, at) > 0;

const goneIn = (finding: TextFinding): number =>
  finding.type === 'lost' ? 0.5 : finding.citations.filter(({ state }) => state === 'gone').length;

const versionOf = (paragraphs: readonly string[], movedTo: string): string =>
  createHash('sha256')
    .update(JSON.stringify([paragraphs.map((one) => fingerprint(one)), movedTo]))
    .digest('hex')
    .slice(0, 24);

/** Returns when a document is read again: after a quarter of its age, since what is new is edited most; at least two days, at most thirty. Each a little earlier than that, so that what was held on one day is not asked for on one day. */
function nextReading(
  { publishedOn, url }: Pick<Source, 'publishedOn' | 'url'>,
  at: Temporal.Instant,
): Temporal.Instant {
  const published = /^\d{4}-\d{2}-\d{2}$/u.test(publishedOn) ? Temporal.Instant.from(`${publishedOn}T00:00Z`) : at;
  const age = at.since(published).total('hours') / 24;
  const days = Math.min(MAX_DAYS, Math.max(MIN_DAYS, age / 4));
  const [own = 0] = createHash('sha256').update(url).digest();
  return at.add({ hours: Math.round(24 * days * (1 - (SPREAD * own) / 256)) });
}

/** Returns when a document that failed so many times in a row is tried again: a day later, then less and less often. */
function nextAttempt(at: Temporal.Instant, failures: number, fault: WatchFault | undefined): Temporal.Instant {
  const hours = 24 * Math.min(MAX_DAYS, 2 ** Math.min(failures - 1, 6));
  const asked = Math.min(fault?.retryMs ?? 0, MAX_DAYS * 24 * 3_600_000);
  return at.add({ milliseconds: Math.max(hours * 3_600_000, asked) });
}

/**
 * Saves what is being written of records on the server, as it is typed. No part of the page.
 *
 * The protocol: each write of a record has a number, one above the last, and names the last number that its page knew
 * of (`after`) and the page (`writer`). The server saves a write whose page knew of all that it has of the record;
 * otherwise it answers with what it has instead. What it has is then taken, where the text was not changed here;
 * otherwise this page goes on from it: of two windows of one person the one that was typed in last is kept.
 * What cannot be sent is sent again, less and less often.
 */
import { pathOf, recordNameOf } from '../../../records/publish/record-name.ts';
import type {
  UnpublishedChangeView,
  SaveChangeView,
  UnpublishedChangesView,
} from '../../server/unpublished-changes.ts';

/** What is typed is sent this long after the first key. */
const AUTOSAVE_DELAY_MS = 400;
/** What could not be sent is sent again, less and less often; at once when the server is known to be back. */
const RETRY_MS = 1_500;
const MAX_RETRY_MS = 20_000;

/** A record being written. */
export type UnpublishedText = {
  readonly text: string;
  /** What stood in the file when it was opened; none of a new record. */
  readonly version: string | undefined;
  /** The text of that version, where it is known: what both sides began from. */
  readonly base?: string | undefined;
};

/** Why the server has not saved a text: it does not answer, fails for a time, does not take it as it is, or not from this person any more. */
type SaveFailure = 'unreachable' | 'failed' | 'refused' | 'not-allowed';

/** How a text is saved: on the server; on its way there; or only here, for a reason. */
type AutosaveState = 'kept' | 'under-way' | SaveFailure;

export type UnpublishedRecord = UnpublishedText & {
  /** Its folder and file, as one path. */
  readonly at: string;
  readonly state: AutosaveState;
  /** When the server saved it last. */
  readonly savedAt: string | undefined;
  /** Counts how often the text became another one in another way than by being typed here. */
  readonly replacedCount: number;
};

/** A change as the server is sent it. */
export type SentChange = Pick<
  UnpublishedChangeView,
  'folder' | 'file' | 'version' | 'base' | 'text' | 'writer' | 'number'
> & {
  readonly person: string;
  readonly after: number;
};

export type AutosavePorts = {
  /** The id of this page. */
  readonly pageId: string;
  readonly load: () => Promise<UnpublishedChangesView>;
  /** Sends a change, also while the page is left. */
  readonly save: (change: SentChange) => Promise<SaveChangeView>;
  /** Returns why something was not done. */
  readonly failureOf: (error: unknown) => SaveFailure | 'other-person';
  readonly schedule: (work: () => void, milliseconds: number) => void;
  /** Called after each change. */
  readonly onChanged: () => void;
  /** Called when another person has signed in: what was written here is not theirs. */
  readonly reload: () => void;
};

type AutosaveEntry = {
  readonly at: string;
  text: string | undefined;
  version: string | undefined;
  base: string | undefined;
  /** The number of the newest write that was begun. */
  sequence: number;
  /** The number of the newest write that the server is known to have. */
  lastKnownSequence: number;
  isSaved: boolean;
  savedAt: string | undefined;
  /** The version whose base the server has. */
  basedOn: string | undefined;
  failure: SaveFailure | undefined;
  /** How often it could not be sent, one after the other. */
  failures: number;
  replacedCount: number;
  isSending: boolean;
  isPlanned: boolean;
};

/** Returns an autosave that knows of nothing until it has loaded; none of its functions throws. */
export function createAutosave(ports: AutosavePorts) {
  const entries = new Map<string, AutosaveEntry>();
  let person: string | undefined;
  let isReady = false;

  const entryOf = (at: string): AutosaveEntry => {
    const known = entries.get(at);
    if (known !== undefined) return known;
    const entry: AutosaveEntry = {
      at,
      text: undefined,
      version: undefined,
      base: undefined,
      sequence: 0,
      lastKnownSequence: 0,
      isSaved: true,
      savedAt: undefined,
      basedOn: undefined,
      failure: undefined,
      failures: 0,
      replacedCount: 0,
      isSending: false,
      isPlanned: false,
    };
    entries.set(at, entry);
    return entry;
  };
  /** Takes what the server has, in place of what is here. */
  const take = (entry: AutosaveEntry, there: UnpublishedChangeView): void => {
    if (entry.text !== there.text) entry.replacedCount += 1;
    entry.text = there.text;
    entry.version = there.version;
    entry.base = there.base;
    settle(entry, there);
  };
  const settle = (
    entry: AutosaveEntry,
    there: Pick<UnpublishedChangeView, 'number' | 'updatedAt' | 'version'>,
  ): void => {
    entry.lastKnownSequence = there.number;
    entry.sequence = Math.max(entry.sequence, there.number);
    entry.isSaved = true;
    entry.savedAt = there.updatedAt;
    entry.basedOn = there.version;
    entry.failure = undefined;
  };

  const plan = (entry: AutosaveEntry, milliseconds = AUTOSAVE_DELAY_MS): void => {
    if (entry.isPlanned) return;
    entry.isPlanned = true;
    ports.schedule(() => {
      entry.isPlanned = false;
      void send(entry);
    }, milliseconds);
  };

  const send = async (entry: AutosaveEntry): Promise<void> => {
    if (entry.isSaved || entry.isSending || person === undefined) return;
    entry.isSending = true;
    entry.sequence += 1;
    const { at, text, version, base, sequence, lastKnownSequence } = entry;
    try {
      const answer = await ports.save({
        person,
        ...recordNameOf(at),
        text,
        version,
        // The server has the base of a version from then on.
        base: version !== undefined && version !== entry.basedOn && text !== undefined ? base : undefined,
        writer: ports.pageId,
        number: sequence,
        after: lastKnownSequence,
      });
      entry.isSending = false;
      entry.failure = undefined;
      entry.failures = 0;
      if (answer.kept) {
        const isNewest = entry.text === text && entry.version === version;
        settle(entry, { number: sequence, version, updatedAt: new Date().toISOString() });
        entry.isSaved = isNewest;
      } else takeNewer(entry, answer.instead);
    } catch (error) {
      entry.isSending = false;
      const why = ports.failureOf(error);
      if (why === 'other-person') {
        ports.reload();
        return;
      }
      entry.failure = why;
    }
    if (!entry.isSaved) {
      if (entry.failure === undefined) plan(entry, 0);
      else if (!isFinal(entry.failure)) plan(entry, Math.min(RETRY_MS * 2 ** entry.failures, MAX_RETRY_MS));
      if (entry.failure !== undefined) entry.failures += 1;
    }
    ports.onChanged();
  };

  /** What to do where the server has something that was not known here. */
  const takeNewer = (entry: AutosaveEntry, instead: UnpublishedChangeView): void => {
    const mine = entry.text;
    // What was left behind by another page is older; of two that write, the last one to write wins.
    if (instead.text === mine || mine === undefined) take(entry, instead);
    else {
      entry.lastKnownSequence = instead.number;
      entry.sequence = Math.max(entry.sequence, instead.number);
      entry.basedOn = instead.version;
    }
  };

  const change = (entry: AutosaveEntry, { text, version, base }: Partial<UnpublishedText>): void => {
    entry.text = text;
    entry.version = version;
    entry.base = base;
    entry.isSaved = false;
    if (isFinal(entry.failure)) entry.failure = undefined;
    // What is dropped is sent at once: whoever goes after it would find it again elsewhere.
    if (text === undefined) void send(entry);
    else plan(entry);
    ports.onChanged();
  };

  const load = async (): Promise<void> => {
    const loaded = await ports.load();
    if (person !== undefined && loaded.person !== person) {
      ports.reload();
      return;
    }
    person = loaded.person;
    for (const there of loaded.changes) {
      const entry = entryOf(pathOf(there));
      if (entry.isSaved && !entry.isSending && there.number > entry.lastKnownSequence) take(entry, there);
    }
  };

  return {
    /** Loads what the server has, and again what may have been changed elsewhere. */
    load: refresh,
    /** Whether it is known what the server has. */
    isReady: () => isReady,
    get: (at: string): UnpublishedText | undefined => {
      const entry = entries.get(at);
      return entry?.text === undefined ? undefined : { text: entry.text, version: entry.version, base: entry.base };
    },
    set: (at: string, given: UnpublishedText): void => {
      const entry = entryOf(at);
      const { text, version } = given;
      const base = given.base ?? (version === entry.version ? entry.base : undefined);
      if (text !== entry.text || version !== entry.version) change(entry, { text, version, base });
    },
    /** Drops what was written of a record, on the server too. */
    drop: (at: string): void => {
      const entry = entries.get(at);
      if (entry?.text === undefined) return;
      change(entry, {});
    },
    /** Sends at once what has not been sent. */
    flush: (): void => sendAll(),
    /** Whether there is anything that only this page has. */
    hasUnsent: (): boolean => [...entries.values()].some(({ isSaved }) => !isSaved),
    all: (): readonly UnpublishedRecord[] =>
      [...entries.values()].flatMap((entry) => {
        const { at, text, version, base, savedAt, replacedCount } = entry;
        if (text === undefined) return [];
        return [{ at, text, version, base, savedAt, replacedCount, state: stateOf(entry) }];
      }),
    /** Counts, for a record, how often its text became another one in another way than by being typed here. */
    replacedCountOf: (at: string): number => entries.get(at)?.replacedCount ?? 0,
  };

  function sendAll(): void {
    for (const entry of entries.values()) void send(entry);
  }
  async function refresh(): Promise<void> {
    try {
      await load();
      isReady = true;
    } catch (error) {
      // Once the server is back, it is asked again; with a store that fails, one can still write.
      const why = ports.failureOf(error);
      if (why !== 'unreachable') isReady = true;
      if (why === 'failed') ports.schedule(() => void refresh(), MAX_RETRY_MS);
    }
    sendAll();
    ports.onChanged();
  }
}

/** Whether sending the same again would end the same. */
const isFinal = (failure: SaveFailure | undefined): boolean => failure === 'refused' || failure === 'not-allowed';

const stateOf = ({ isSaved, failure }: AutosaveEntry): AutosaveState => (isSaved ? 'kept' : (failure ?? 'under-way'));

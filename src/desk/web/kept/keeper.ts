/** Keeps what is being written of records on the server, as it is typed. No part of the page. */
import type { UnpublishedChangeView } from '../../server/unpublished-changes.ts';
import type { KeepFailure, Keeping, KeeperPorts, UnpublishedRecord, UnpublishedText } from './unpublished.ts';

/** What is typed is sent this long after the first key. */
const AUTOSAVE_DELAY_MS = 400;
/** What could not be sent is sent again, less and less often; at once when the server is known to be back. */
const RETRY_MS = 1_500;
const MAX_RETRY_MS = 20_000;

type KeptEntry = {
  readonly at: string;
  text: string | undefined;
  version: string | undefined;
  base: string | undefined;
  /** Another page's where it left its text in the browser: that is sent in its name. */
  writer: string;
  /** Of the newest write that was begun, and of the newest that is known to be kept. */
  number: number;
  after: number;
  isKept: boolean;
  keptAt: string | undefined;
  /** The version whose base the server has. */
  basedOn: string | undefined;
  failure: KeepFailure | undefined;
  /** How often it could not be sent, one after the other. */
  failures: number;
  elsewhere: UnpublishedChangeView | undefined;
  epoch: number;
  isSending: boolean;
  isPlanned: boolean;
};

/** Returns a keeper that knows of nothing until it has loaded; none of its functions throws. */
export function createKeeper(ports: KeeperPorts) {
  const entries = new Map<string, KeptEntry>();
  let person: string | undefined;
  let isReady = false;

  const entryOf = (at: string): KeptEntry => {
    const known = entries.get(at);
    if (known !== undefined) return known;
    const entry: KeptEntry = {
      at,
      text: undefined,
      version: undefined,
      base: undefined,
      writer: ports.writer,
      number: 0,
      after: 0,
      isKept: true,
      keptAt: undefined,
      basedOn: undefined,
      failure: undefined,
      failures: 0,
      elsewhere: undefined,
      epoch: 0,
      isSending: false,
      isPlanned: false,
    };
    entries.set(at, entry);
    return entry;
  };
  /** Takes what the server has, in place of what is here. */
  const take = (entry: KeptEntry, there: UnpublishedChangeView): void => {
    if (entry.text !== there.text) entry.epoch += 1;
    entry.text = there.text;
    entry.version = there.version;
    entry.base = there.base;
    settle(entry, there);
  };
  const settle = (entry: KeptEntry, there: Pick<UnpublishedChangeView, 'number' | 'updatedAt' | 'version'>): void => {
    entry.after = there.number;
    entry.number = Math.max(entry.number, there.number);
    entry.isKept = true;
    entry.keptAt = there.updatedAt;
    entry.basedOn = there.version;
    entry.failure = undefined;
    entry.elsewhere = undefined;
    if (person !== undefined && entry.writer !== ports.writer) ports.forget(person, entry);
    entry.writer = ports.writer;
  };

  const plan = (entry: KeptEntry, milliseconds = AUTOSAVE_DELAY_MS): void => {
    if (entry.isPlanned) return;
    entry.isPlanned = true;
    ports.later(() => {
      entry.isPlanned = false;
      void send(entry);
    }, milliseconds);
  };

  const send = async (entry: KeptEntry): Promise<void> => {
    if (entry.isKept || entry.isSending || entry.elsewhere !== undefined || person === undefined) return;
    entry.isSending = true;
    entry.number += 1;
    const { at, text, version, base, writer, number, after } = entry;
    const slash = at.lastIndexOf('/');
    try {
      const answer = await ports.keep({
        person,
        folder: at.slice(0, slash),
        file: at.slice(slash + 1),
        text,
        version,
        // The server keeps the base of a version once it has it.
        base: version !== undefined && version !== entry.basedOn && text !== undefined ? base : undefined,
        writer,
        number,
        after,
      });
      entry.isSending = false;
      entry.failure = undefined;
      entry.failures = 0;
      if (answer.kept) {
        const isNewest = entry.text === text && entry.version === version;
        settle(entry, { number, version, updatedAt: new Date().toISOString() });
        entry.isKept = isNewest;
      } else hearInstead(entry, answer.instead);
    } catch (error) {
      entry.isSending = false;
      const why = ports.whyNot(error);
      if (why === 'other-person') {
        ports.leave();
        return;
      }
      entry.failure = why;
    }
    if (!entry.isKept) {
      if (entry.failure === undefined) plan(entry, 0);
      else if (!isFinal(entry.failure)) plan(entry, Math.min(RETRY_MS * 2 ** entry.failures, MAX_RETRY_MS));
      if (entry.failure !== undefined) entry.failures += 1;
    }
    ports.changed();
  };

  /** What to do where the server has something that was not known here. */
  const hearInstead = (entry: KeptEntry, instead: UnpublishedChangeView): void => {
    const mine = entry.text;
    if (instead.text === mine || mine === undefined) take(entry, instead);
    else if (instead.text === undefined || instead.writer === entry.writer) {
      // It was dropped or published elsewhere, or is an older one of this very page: this one goes on from there.
      entry.after = instead.number;
      entry.number = Math.max(entry.number, instead.number);
      entry.basedOn = instead.version;
    } else entry.elsewhere = instead;
  };

  const change = (entry: KeptEntry, { text, version, base }: Partial<UnpublishedText>): void => {
    entry.text = text;
    entry.version = version;
    entry.base = base;
    entry.isKept = false;
    if (isFinal(entry.failure)) entry.failure = undefined;
    // What is dropped is sent at once: whoever goes after it would find it again elsewhere.
    if (text === undefined) void send(entry);
    else plan(entry);
    ports.changed();
  };

  const load = async (): Promise<void> => {
    const loaded = await ports.load();
    if (person !== undefined && loaded.person !== person) {
      ports.leave();
      return;
    }
    const isFirst = person === undefined;
    person = loaded.person;
    for (const there of loaded.changes) {
      const entry = entryOf(`${there.folder}/${there.file}`);
      if (entry.isKept && !entry.isSending && there.number > entry.after) take(entry, there);
    }
    // It is sent once, and forgotten when the server has it; a second one of the same record waits until then.
    for (const left of isFirst ? ports.left(person) : []) {
      const entry = entryOf(left.at);
      if (!entry.isKept) continue;
      if (left.text === entry.text) ports.forget(person, left);
      else {
        const { text, version, base, writer, number, after } = left;
        Object.assign(entry, { text, version, base, writer, number, after, isKept: false, epoch: entry.epoch + 1 });
      }
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
      entry.elsewhere = undefined;
      change(entry, {});
    },
    /** Ends that two pages of the person have written: with this page's text, or with the other's. */
    choose: (at: string, which: 'mine' | 'theirs'): void => {
      const entry = entries.get(at);
      const there = entry?.elsewhere;
      if (entry === undefined || there === undefined) return;
      if (which === 'theirs') take(entry, there);
      else {
        hearInstead(entry, { ...there, text: undefined });
        entry.elsewhere = undefined;
        plan(entry, 0);
      }
      ports.changed();
    },
    /** Sends at once what has not been sent. */
    flush: (): void => sendAll(),
    /** Whether there is anything that only this page has. */
    isAnyOnlyHere: (): boolean => [...entries.values()].some(({ isKept }) => !isKept),
    all: (): readonly UnpublishedRecord[] =>
      [...entries.values()].flatMap((entry) => {
        const { at, text, version, base, keptAt, elsewhere, epoch } = entry;
        if (text === undefined) return [];
        const other = elsewhere?.text === undefined ? undefined : { ...elsewhere, text: elsewhere.text };
        return [{ at, text, version, base, keptAt, epoch, elsewhere: other, keeping: keepingOf(entry) }];
      }),
    /** Counts, for a record, how often its text became another one in another way than by being typed here. */
    epochOf: (at: string): number => entries.get(at)?.epoch ?? 0,
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
      const why = ports.whyNot(error);
      if (why !== 'unreachable') isReady = true;
      if (why === 'failed') ports.later(() => void refresh(), MAX_RETRY_MS);
    }
    sendAll();
    ports.changed();
  }
}

/** Whether sending the same again would end the same. */
const isFinal = (failure: KeepFailure | undefined): boolean => failure === 'refused' || failure === 'not-allowed';

const keepingOf = ({ isKept, elsewhere, failure }: KeptEntry): Keeping => {
  if (elsewhere !== undefined) return 'elsewhere';
  if (isKept) return 'kept';
  return failure ?? 'under-way';
};

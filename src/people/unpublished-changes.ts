/** What people have changed in records and not published: kept as it is typed, so that no reload, restart or other machine loses it. */
import type { RecordName } from '../records/publish/change-set.ts';
import { ON_THIS_MACHINE, type Account } from './roles.ts';

/** A record as a person has changed it; without a text the change was dropped. */
export type UnpublishedChange = RecordName & {
  /** The version of the file that the change began from, and its text; of a new record there is neither. */
  readonly version: string | undefined;
  /** Undefined also where it is not known. */
  readonly base: string | undefined;
  readonly text: string | undefined;
  /** The open page that wrote it. */
  readonly writer: string;
  /** Counts what was written of the record. */
  readonly number: number;
  readonly updatedAt: Temporal.Instant;
};

/** What a page writes; `after` is the number of what it knew of before, 0 for nothing. */
export type ChangeWrite = Omit<UnpublishedChange, 'updatedAt'> & { readonly after: number };

/** Kept, or what was kept instead: something that the page did not know of. */
export type ChangeOutcome = { readonly ok: true } | { readonly ok: false; readonly stored: UnpublishedChange };

/** The port of changes to the store. */
export type ChangeStore = {
  /** Returns what a person has changed, what was dropped too. */
  readonly changesOf: (person: string) => Promise<readonly UnpublishedChange[]>;
  /** Keeps a change unless the record has one that is newer, or that another page wrote and this one did not know of. A base that is left out stays as it is for the same version. */
  readonly keepChange: (person: string, write: ChangeWrite, at: Temporal.Instant) => Promise<ChangeOutcome>;
  /** Gives what one person has changed to another, except for records that the other has changed too. */
  readonly giveChanges: (from: string, to: string) => Promise<void>;
  /** Forgets changes that were dropped before a time. */
  readonly tidyChanges: (before: Temporal.Instant) => Promise<void>;
};

export type Changes = {
  /** Returns what a person has changed and not published. */
  readonly of: (person: Pick<Account, 'id' | 'role'>) => Promise<readonly UnpublishedChange[]>;
  readonly save: (person: Pick<Account, 'id'>, write: ChangeWrite) => Promise<ChangeOutcome>;
  /** Deletes what is kept too long. */
  readonly tidy: () => Promise<void>;
};

/** A page that was open all that time and writes again would bring back what was dropped elsewhere. */
const DROPPED_DAYS = 30;

export type ChangesOptions = { readonly store: ChangeStore; readonly now: () => Temporal.Instant };

/** Returns what keeps people's changes, over a store; rejects only where the store does. */
export function createChanges({ store, now }: ChangesOptions): Changes {
  return {
    of: async ({ id, role }) => {
      // Whoever was at the machine before there were accounts is the one who has made the first, an admin.
      if (role === 'admin' && id !== ON_THIS_MACHINE.id) await store.giveChanges(ON_THIS_MACHINE.id, id);
      return store.changesOf(id);
    },
    save: ({ id }, write) => store.keepChange(id, write, now()),
    tidy: () => store.tidyChanges(now().subtract({ hours: 24 * DROPPED_DAYS })),
  };
}

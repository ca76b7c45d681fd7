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
export type UnpublishedWrite = Omit<UnpublishedChange, 'updatedAt'> & { readonly after: number };

/** Kept, or what was kept instead: something that the page did not know of. */
export type UnpublishedWriteOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly stored: UnpublishedChange };

/** The port of changes to the store. */
export type UnpublishedChangeStore = {
  /** Returns what a person has changed, what was dropped too. */
  readonly unpublishedOf: (person: string) => Promise<readonly UnpublishedChange[]>;
  /** Keeps a change unless the record has one that is newer, or that another page wrote and this one did not know of. A base that is left out stays as it is for the same version. */
  readonly saveUnpublished: (
    person: string,
    write: UnpublishedWrite,
    at: Temporal.Instant,
  ) => Promise<UnpublishedWriteOutcome>;
  /** Gives what one person has changed to another, except for records that the other has changed too. */
  readonly giveUnpublished: (from: string, to: string) => Promise<void>;
  /** Forgets changes that were dropped before a time. */
  readonly tidyUnpublished: (before: Temporal.Instant) => Promise<void>;
};

export type UnpublishedChanges = {
  /** Returns what a person has changed and not published. */
  readonly of: (person: Pick<Account, 'id' | 'role'>) => Promise<readonly UnpublishedChange[]>;
  readonly save: (person: Pick<Account, 'id'>, write: UnpublishedWrite) => Promise<UnpublishedWriteOutcome>;
  /** Deletes what is kept too long. */
  readonly tidy: () => Promise<void>;
};

/** A page that was open all that time and writes again would bring back what was dropped elsewhere. */
const DROPPED_DAYS = 30;

export type UnpublishedChangesOptions = {
  readonly store: UnpublishedChangeStore;
  readonly now: () => Temporal.Instant;
};

/** Returns what keeps people's changes, over a store; rejects only where the store does. */
export function createUnpublishedChanges({ store, now }: UnpublishedChangesOptions): UnpublishedChanges {
  return {
    of: async ({ id, role }) => {
      // Whoever was at the machine before there were accounts is the one who has made the first, an admin.
      if (role === 'admin' && id !== ON_THIS_MACHINE.id) await store.giveUnpublished(ON_THIS_MACHINE.id, id);
      return store.unpublishedOf(id);
    },
    save: ({ id }, write) => store.saveUnpublished(id, write, now()),
    tidy: () => store.tidyUnpublished(now().subtract({ hours: 24 * DROPPED_DAYS })),
  };
}

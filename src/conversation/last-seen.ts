/** When people last looked at a page that tells what is new, such as Slack's Home tab: what came since is new to them. */
import type { Logger } from '../shared/logger.ts';

/** A person in a workspace of a platform, by its ids. */
export type Viewer = { readonly platform: string; readonly workspace: string; readonly person: string };

/** The port to the store. */
export type LastSeenStore = {
  /** Notes a look, unless one was noted after `after`. */
  readonly noteLook: (viewer: Viewer, now: Temporal.Instant, after: Temporal.Instant) => Promise<void>;
  /** Returns when the look before the noted one was, or undefined where that was the first or none is noted. */
  readonly lookBefore: (viewer: Viewer) => Promise<Temporal.Instant | undefined>;
  /** Deletes the looks of who has not looked since an instant; those of a workspace are deleted with its installation. */
  readonly tidyLooks: (before: Temporal.Instant) => Promise<void>;
};

/** Since when something is new to a person. */
export type NewSince = { readonly at: Temporal.Instant; readonly isFirstLook: boolean };

export type LastSeen = {
  /** Notes that a person looks. Never rejects. */
  readonly note: (viewer: Viewer) => Promise<void>;
  /** Returns since when something is new to a person: since the look before the present one, or of the last fourteen days. Never rejects. */
  readonly newSince: (viewer: Viewer) => Promise<NewSince>;
};

/** To who looks for the first time, what came within so many days is new. */
export const FIRST_LOOK_DAYS = 14;
/** Whoever looks again within this time is still looking: what is new stays. */
const LOOK_HOURS = 1;
/** Whoever has not looked for so many days looks for the first time. */
const FORGET_DAYS = 90;

/** Returns the instant before which looks are forgotten. */
export const forgetLastSeenBefore = (now: Temporal.Instant): Temporal.Instant =>
  now.subtract({ hours: FORGET_DAYS * 24 });

export type LastSeenOptions = {
  readonly store: Pick<LastSeenStore, 'noteLook' | 'lookBefore'>;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

/** Creates what knows of looks, over a store. */
export function createLastSeen({ store, now, log }: LastSeenOptions): LastSeen {
  const warn = (error: unknown): undefined => {
    log.warn({ err: error }, 'when somebody last looked is not known; the last days are told as new');
  };
  return {
    note: async (viewer) => {
      const at = now();
      await store.noteLook(viewer, at, at.subtract({ hours: LOOK_HOURS })).catch(warn);
    },
    newSince: async (viewer) => {
      const before = await store.lookBefore(viewer).catch(warn);
      return {
        at: before ?? now().subtract({ hours: FIRST_LOOK_DAYS * 24 }),
        isFirstLook: before === undefined,
      };
    },
  };
}

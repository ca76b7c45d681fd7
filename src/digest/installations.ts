/** What a workspace gave the bot when it was installed there, and what becomes of its digests when it goes and comes back. */
import type { DigestStore } from './store.ts';
import { hint } from './hint.ts';
import type { PauseReason } from './subscription.ts';

/** What a workspace gave the bot when it was installed there. */
export type StoredInstallation = {
  readonly platform: string;
  readonly workspace: string;
  /** Its tokens and what goes with them, encrypted: the store never sees what is inside. */
  readonly sealed: string;
  readonly installedAt: Temporal.Instant;
};

export type InstallationStore = {
  /** Keeps what a workspace gave, in the place of what it gave before. */
  readonly saveInstallation: (installation: StoredInstallation) => Promise<void>;
  readonly installation: (platform: string, workspace: string) => Promise<StoredInstallation | undefined>;
  /** Returns the installations of a platform, oldest first. */
  readonly installations: (platform: string) => Promise<readonly StoredInstallation[]>;
  /** Puts another sealed text in the place of an installation's, unless it was replaced since it was read; tells whether it did. */
  readonly resealInstallation: (installation: StoredInstallation, sealed: string) => Promise<boolean>;
  /** Forgets an installation, unless it was made after `until`; true if it was there. */
  readonly forgetInstallation: (platform: string, workspace: string, until: Temporal.Instant) => Promise<boolean>;
};

export type Installations = {
  readonly all: () => Promise<readonly StoredInstallation[]>;
  readonly read: (workspace: string) => Promise<StoredInstallation | undefined>;
  /** Keeps what a workspace gave, in the place of what it gave before. */
  readonly save: (installation: Omit<StoredInstallation, 'platform'>) => Promise<void>;
  /** Puts another sealed text in the place of an installation's, unless it was replaced meanwhile; tells whether it did. */
  readonly reseal: (installation: StoredInstallation, sealed: string) => Promise<boolean>;
  /** Claims a name in all replicas; true for the first. It is remembered for two days. */
  readonly claim: (name: string) => Promise<boolean>;
  /** Forgets an installation that ended at an instant, unless it was made after that; its digests are paused with all their settings. Returns how many were paused, or undefined where it was made after. */
  readonly end: (workspace: string, because: PauseReason, at: Temporal.Instant) => Promise<number | undefined>;
  /** Asks the owners of digests that rest since the bot was removed whether they go on; returns how many digests. */
  readonly offer: (workspace: string) => Promise<number>;
};

/** Why digests rest whose workspace the bot was removed from. */
const REMOVED: ReadonlySet<PauseReason | undefined> = new Set(['bot-removed', 'token-revoked']);

/** Returns the installations of a platform in a store; each call rejects only if the store does. */
export function createInstallations(
  platform: string,
  store: InstallationStore & DigestStore,
  now: () => Temporal.Instant,
): Installations {
  return {
    all: () => store.installations(platform),
    read: (workspace) => store.installation(platform, workspace),
    save: (installation) => store.saveInstallation({ ...installation, platform }),
    reseal: store.resealInstallation,
    claim: (name) => store.claimEvent(name, now()),

    end: async (workspace, because, at) => {
      const forgotten = await store.forgetInstallation(platform, workspace, at);
      // A message that came late, about an installation before the present one.
      if (!forgotten && (await store.installation(platform, workspace)) !== undefined) return undefined;
      let paused = 0;
      for (const { id, pausedBecause } of await store.subscriptions({ platform, workspace })) {
        if (pausedBecause === undefined && (await store.pause(id, because, hint('app-removed'), now()))) paused += 1;
      }
      return paused;
    },

    offer: async (workspace) => {
      const resting = (await store.subscriptions({ platform, workspace })).filter(({ pausedBecause }) =>
        REMOVED.has(pausedBecause),
      );
      for (const { id, pausedBecause } of resting) {
        if (pausedBecause === undefined) continue;
        // What is to be done about it is another thing now.
        await store.changeSubscription(id, { pausedDetail: hint('app-again') });
        await store.dropAlerts(id, pausedBecause);
        await store.addAlert(id, pausedBecause, hint('app-again'), now());
      }
      return resting.length;
    },
  };
}

/** Installations in workspaces, and what happens to their digests on uninstall and reinstall. */
import type { DigestStore } from './store.ts';
import { encodeAdvice } from './refusal-advice.ts';
import type { Resumption } from './resume-paused.ts';
import type { PauseReason } from './subscription.ts';

/** The stored installation of the bot in a workspace. */
export type StoredInstallation = {
  readonly platform: string;
  readonly workspace: string;
  /** Its tokens and their metadata, encrypted: the store never sees the plain text. */
  readonly sealed: string;
  readonly installedAt: Temporal.Instant;
};

export type InstallationStore = {
  /** Saves an installation, replacing an earlier one of the same workspace. */
  readonly saveInstallation: (installation: StoredInstallation) => Promise<void>;
  readonly installation: (platform: string, workspace: string) => Promise<StoredInstallation | undefined>;
  /** Returns the installations of a platform, oldest first. */
  readonly installations: (platform: string) => Promise<readonly StoredInstallation[]>;
  /** Replaces the sealed text of an installation, unless it was replaced since it was read; returns whether it did. */
  readonly resealInstallation: (installation: StoredInstallation, sealed: string) => Promise<boolean>;
  /** Deletes an installation, with when people there last looked and what they were last answered, unless it was made after `until`; true if it existed. */
  readonly deleteInstallation: (platform: string, workspace: string, until: Temporal.Instant) => Promise<boolean>;
};

export type Installations = {
  readonly all: () => Promise<readonly StoredInstallation[]>;
  readonly read: (workspace: string) => Promise<StoredInstallation | undefined>;
  /** Saves an installation, replacing an earlier one of the same workspace. */
  readonly save: (installation: Omit<StoredInstallation, 'platform'>) => Promise<void>;
  /** Replaces the sealed text of an installation, unless it was replaced meanwhile; returns whether it did. */
  readonly reseal: (installation: StoredInstallation, sealed: string) => Promise<boolean>;
  /** Claims a name across all replicas; true for the first. It is remembered for two days. */
  readonly claim: (name: string) => Promise<boolean>;
  /** Deletes an installation that ended at an instant, unless it was made after that; its digests are paused with all their settings. Returns how many were paused, or undefined where it was made after. */
  readonly end: (workspace: string, because: PauseReason, at: Temporal.Instant) => Promise<number | undefined>;
  /** After a reinstallation: digests whose channels take messages go on, and the owners of the others are told what to do; returns how many those are. */
  readonly reinstalled: (workspace: string) => Promise<number>;
};

/** The pause reasons of digests whose workspace uninstalled the bot. */
const UNINSTALLED: ReadonlySet<PauseReason | undefined> = new Set(['bot-removed', 'token-revoked']);

/** Returns the installations of a platform in a store; each call rejects only if the store does. */
export function createInstallations(
  platform: string,
  store: InstallationStore & DigestStore,
  now: () => Temporal.Instant,
  resumePaused: Resumption['resumePaused'],
): Installations {
  return {
    all: () => store.installations(platform),
    read: (workspace) => store.installation(platform, workspace),
    save: (installation) => store.saveInstallation({ ...installation, platform }),
    reseal: store.resealInstallation,
    claim: (name) => store.claimEvent(name, now()),

    end: async (workspace, because, at) => {
      const forgotten = await store.deleteInstallation(platform, workspace, at);
      // A late event, about an earlier installation.
      if (!forgotten && (await store.installation(platform, workspace)) !== undefined) return undefined;
      let paused = 0;
      for (const { id, pausedBecause } of await store.subscriptions({ platform, workspace })) {
        if (pausedBecause === undefined && (await store.pause(id, because, encodeAdvice('app-removed'), now())))
          paused += 1;
      }
      return paused;
    },

    reinstalled: async (workspace) => {
      await resumePaused({ platform, workspace });
      const resting = (await store.subscriptions({ platform, workspace })).filter(({ pausedBecause }) =>
        UNINSTALLED.has(pausedBecause),
      );
      for (const { id, pausedBecause } of resting) {
        if (pausedBecause === undefined) continue;
        // What is to be done about it is another thing now.
        await store.changeSubscription(id, { pausedDetail: encodeAdvice('app-again') });
        await store.dropAlerts(id, pausedBecause);
        await store.addAlert(id, pausedBecause, encodeAdvice('app-again'), now());
      }
      return resting.length;
    },
  };
}

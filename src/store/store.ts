/** The store: every domain's port, and what processes that share it agree on. Both engines pass the same tests. */
import type { ChannelSettingsStore } from '../conversation/channel-settings/store.ts';
import type { Board } from '../digest/board.ts';
import type { InstallationStore } from '../digest/installations.ts';
import type { DigestStore } from '../digest/store.ts';
import type { InboxStore } from '../inbox/store.ts';

export type Store = DigestStore &
  InstallationStore &
  InboxStore &
  ChannelSettingsStore & {
    /** Whether other processes serve from it at the same time: then events are claimed in it and one replica leads. */
    readonly shared: boolean;
    /** What the desk's channels hold. */
    readonly board: Board;
    /** Takes or renews a lease by name; true if `by` holds it until `until`. */
    readonly lease: (name: string, by: string, now: Temporal.Instant, until: Temporal.Instant) => Promise<boolean>;
    readonly releaseLease: (name: string, by: string) => Promise<void>;
    readonly close: () => Promise<void>;
  };

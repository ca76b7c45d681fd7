/** The store: the ports of all domains, and the coordination of processes that share it. Both engines pass the same contract tests. */
import type { ChannelSettingsStore } from '../conversation/channel-settings/channel-settings.ts';
import type { AnswerStore } from '../conversation/message-answers/page.ts';
import type { ConversationStore } from '../conversation/follow-up/memory.ts';
import type { LastSeenStore } from '../conversation/last-seen.ts';
import type { ModelRequestStore } from '../conversation/model-chooser.ts';
import type { ShareStore } from '../conversation/sharing/share.ts';
import type { InstallationStore } from '../digest/installations.ts';
import type { DigestStore } from '../digest/store.ts';
import type { RecallStore } from '../digest/recall/store.ts';
import type { InboxStore } from '../people/inbox.ts';
import type { UnpublishedChangeStore } from '../people/unpublished-changes.ts';
import type { AccessTokenStore } from '../people/access-tokens.ts';
import type { AccountStore } from '../people/accounts.ts';
import type { ChatTieStore } from '../people/chat-ties.ts';
import type { DateAnswerStore } from '../people/passed-dates.ts';
import type { WatchStore } from '../watch/store.ts';
import type { TextStore } from '../watch/text-store.ts';

export type Store = DigestStore &
  InstallationStore &
  InboxStore &
  ShareStore &
  AnswerStore &
  RecallStore &
  LastSeenStore &
  ModelRequestStore &
  ConversationStore &
  AccountStore &
  AccessTokenStore &
  DateAnswerStore &
  ChatTieStore &
  UnpublishedChangeStore &
  WatchStore &
  TextStore &
  ChannelSettingsStore & {
    /** Whether other processes may serve from it at the same time: then events are claimed in it and one replica is the leader. */
    readonly shared: boolean;
    /** What was wrong with the file of the store, or its disk, at any call, while it is. */
    readonly fault: () => 'damaged' | 'full' | 'unreadable' | undefined;
    /** What the desk's channels hold. */
    /** Acquires or renews a named lease; true if `by` holds it until `until`. */
    readonly lease: (name: string, by: string, now: Temporal.Instant, until: Temporal.Instant) => Promise<boolean>;
    readonly releaseLease: (name: string, by: string) => Promise<void>;
    readonly close: () => Promise<void>;
  };

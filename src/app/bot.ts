/** The bot, as every platform uses it: the conversation over the catalogue in service, repeated events ignored, faults logged with a reference. */
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/publish/record-editor-contract.ts';
import type { DocumentImport } from '../records/import/import-document.ts';
import { newReference } from '../shared/errors.ts';
import { lruOptions } from '../shared/lru-options.ts';
import { UNLIMITED, type Budget } from '../conversation/budget.ts';
import { createDeliveryLog } from '../conversation/digests/delivery-log.ts';
import type { Digests } from '../conversation/digests/digest-actions.ts';
import { createCuratorsInbox } from '../people/inbox.ts';
import type { Flags } from '../conversation/flags/flags.ts';
import { createImpact } from '../digest/impact.ts';
import { createAccessTokens } from '../people/access-tokens.ts';
import { createAccounts } from '../people/accounts.ts';
import type { ReviewPolicy } from '../people/roles.ts';
import { createChatTies } from '../people/chat-ties.ts';
import { holdingOf } from '../records/held-texts.ts';
import { createReviews } from '../people/reviews.ts';
import { createToday } from '../people/today.ts';
import { newId } from '../digest/ids.ts';
import { createUnpublishedChanges } from '../people/unpublished-changes.ts';
import { createInstallations } from '../digest/installations.ts';
import type { Resumption } from '../digest/resume-paused.ts';
import { lead, type LeaderOptions } from './leader.ts';
import type { Logger } from '../shared/logger.ts';
import type { Bot } from '../chat/platform.ts';
import { withTimeout } from '../chat/timeout.ts';
import type { DeskBot } from '../desk/bot.ts';
import type { ChannelSettingsActions } from '../conversation/channel-settings/channel-settings.ts';
import { createAnswering } from '../conversation/message-answers/answering.ts';
import { createMemory } from '../conversation/follow-up/memory.ts';
import { createLastSeen } from '../conversation/last-seen.ts';
import type { DeskAddress } from '../conversation/conversation.ts';
import type { Sharing } from '../conversation/sharing/share.ts';
import { createAnswer, type AnswerOptions } from '../conversation/answer-request.ts';
import type { ModelChooser } from '../conversation/model-chooser.ts';
import { topicsIn, type ChannelRef } from '../digest/subscription.ts';
import type { Store } from '../store/store.ts';
import type { DocumentTexts } from '../watch/document-texts.ts';
import type { Watch } from '../watch/port.ts';

/** The number of event ids remembered: far more than a platform redelivers within its minutes of retrying. */
const EVENTS_REMEMBERED = 20_000;

/** An answer waits no longer for what was said before. */
const MEMORY_MS = 500;

/** The leases of a process that shares its store with nobody. */
const ALONE: LeaderOptions['store'] = { lease: async () => true, releaseLease: async () => {} };

/** The store, and the functions over it: digests, flags, channel settings, events and leases shared with other replicas. */
export type BotServices = {
  readonly store: Store;
  readonly digests: Digests;
  readonly replica: string;
  readonly flags: Flags;
  readonly channelSettings: ChannelSettingsActions;
  readonly sharing: Sharing;
  readonly resumption: Resumption;
  /** Whether a channel is that of those who keep the records; none is when omitted. */
  readonly isCurators?: AnswerOptions['isCurators'];
  /** Stores an unanswered question; omitted where none are stored. Never rejects. */
  readonly keepQuestion?: (question: string) => Promise<void>;
};

export type BotOptions = {
  readonly catalogue: () => Catalogue;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** Left out, this process's clock is right. */
  readonly clock?: Bot['clock'];
  /** The record editor; omitted where records cannot be edited. */
  readonly recordEditor?: RecordEditor | undefined;
  /** What documents are added with; omitted where none can be. */
  readonly documents?: DocumentImport | undefined;
  /** What sources have published; omitted where nothing is watched. */
  readonly watch?: Watch | undefined;
  /** The texts of documents, as they are fetched; omitted where none are. */
  readonly texts?: DocumentTexts | undefined;
  /** Who may review what somebody wrote; anybody with the right to where it is omitted. */
  readonly review?: ReviewPolicy;
  /** How much people may ask; omitted where nobody is limited, as in a terminal. */
  readonly budget?: Budget;
  /** Where people open the desk; it is off when omitted. */
  readonly desk?: DeskAddress;
  /** What may choose among candidates; omitted where no model is set up. */
  readonly chooser?: ModelChooser | undefined;
  /** The health pages, where a platform serves them. */
  readonly health?: DeskBot['health'];
  readonly services: BotServices;
};

/** Creates a bot that answers from the catalogue in service at the time of each question. */
export function createBot({
  catalogue,
  log,
  now,
  clock = { recordDate: () => {}, state: () => ({ type: 'right' }), nowOf: now },
  recordEditor,
  documents,
  watch,
  texts,
  review = 'anybody',
  budget = UNLIMITED,
  desk = { missing: 'DESK' },
  chooser,
  health,
  services: {
    store,
    digests,
    replica,
    flags,
    channelSettings,
    sharing,
    resumption,
    keepQuestion,
    isCurators = () => false,
  },
}: BotOptions): DeskBot {
  const seen = new LRUCache<string, true>(lruOptions(EVENTS_REMEMBERED));
  const fault = (error: unknown, about: string): string => {
    const reference = newReference();
    log.error({ reference, about, err: error }, 'fault');
    return reference;
  };
  const isNew = (eventId: string): boolean => {
    if (seen.has(eventId)) return false;
    seen.set(eventId, true);
    return true;
  };
  const curatorsInbox = createCuratorsInbox(store, catalogue, now);
  const isHeld = holdingOf(documents?.held);
  const reviews = createReviews({
    store,
    catalogue,
    now,
    newId,
    policy: review,
    editor: recordEditor,
  });
  const chatTies = createChatTies({ store, now, newId });
  const accounts = createAccounts({ store, now });
  const followed = async (channelRef: ChannelRef): Promise<string | undefined> => {
    if (channelRef.channel === '') return undefined;
    const subscriptions = await store.subscriptions(channelRef).catch(() => []);
    const followedPairs = new Set(
      subscriptions.flatMap(({ topics }) => topicsIn(catalogue(), topics).map(({ relationship }) => relationship)),
    );
    const [only, ...others] = followedPairs;
    return others.length === 0 ? only : undefined;
  };
  return {
    conversation: {
      catalogue,
      answer: createAnswer({
        catalogue,
        now,
        isHeld,
        reach: watch?.lastReach,
        followed,
        isCurators,
        hasDeskAddress: 'address' in desk,
        chooser: async (channelRef) =>
          chooser === undefined || (await channelSettings.read(channelRef)).model === 'off' ? undefined : chooser,
        modelHost: chooser?.host,
        keepQuestion,
        fault,
      }),
      budget,
      digests,
      flags,
      channelSettings,
      sharing,
      curatorsInbox,
      chatTies,
      deskSignIn: { desk, inviteSelf: accounts.inviteSelf },
      lastSeen: createLastSeen({ store, now, log }),
      memory: createMemory({
        store,
        catalogue,
        now,
        log,
        inTime: (work) => withTimeout(work, MEMORY_MS, undefined),
      }),
      keepsQuestions: keepQuestion !== undefined,
      modelHost: chooser?.host,
    },
    deliveries: {
      answer: createAnswering({ store, catalogue, now, log }).answer,
      changed: resumption.resumeSoon,
      installations: (platform) => createInstallations(platform, store, now, resumption.resumePaused),
    },
    log,
    now,
    clock,
    fault,
    lead: (name, serve) => lead(name, serve, { store: store.shared ? store : ALONE, replica, now, log }),
    isFirst: async (eventId) => {
      if (!isNew(eventId)) return false;
      if (!store.shared) return true;
      // Without the store it is unknown whether a replica has answered: two answers are better than none.
      return store.claimEvent(eventId, now()).catch((error: unknown) => {
        fault(error, 'event');
        return true;
      });
    },
    isFirstEver: async (eventId) => {
      if (!isNew(eventId)) return false;
      return store.claimEvent(eventId, now()).catch((error: unknown) => {
        fault(error, 'event');
        return false;
      });
    },
    catalogue,
    recordEditor,
    documents,
    watch,
    texts,
    textNotes: store,
    impact: createImpact({ store, now }),
    deliveryLog: createDeliveryLog(store),
    accounts,
    accessTokens: createAccessTokens({ store, now }),
    unpublishedChanges: createUnpublishedChanges({ store, now }),
    curatorsInbox,
    reviews,
    today: createToday({ reviews, watch, texts }),
    dateAnswers: store,
    chatTies,
    chooser,
    health,
  };
}

/** The bot as every platform meets it: the catalogue in service, answers, events seen once, faults with a reference. */
import type { Catalogue } from '../search/catalogue.ts';
import type { RecordEditor } from '../records/edit/editor.ts';
import { newReference } from '../shared/errors.ts';
import { createDeliveryLog } from '../conversation/digests/delivery-log.ts';
import type { Digests } from '../conversation/digests/types.ts';
import { createCuratorsInbox } from '../inbox/curators-inbox.ts';
import type { Flags } from '../conversation/flags/types.ts';
import { createInstallations } from '../digest/installations.ts';
import { lead } from './leader.ts';
import type { Logger } from '../shared/logger.ts';
import type { Bot } from '../platforms/platform.ts';
import type { ChannelSettingsActions } from '../conversation/channel-settings/types.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import { answer } from '../conversation/answer.ts';
import type { Store } from '../store/store.ts';

/** At least so many event ids are remembered, and at most twice as many: far more than a platform redelivers within its minutes of retrying. */
const EVENTS_REMEMBERED = 20_000;

/** What is kept, and what works over it: digests, what people flag, what channels set, events and leads shared with other replicas. */
export type BotStore = {
  readonly store: Store;
  readonly digests: Digests;
  readonly replica: string;
  readonly flags: Flags;
  readonly channelSettings: ChannelSettingsActions;
  /** Keeps a question that found nothing; left out where none is kept. Never rejects. */
  readonly keepQuestion?: (question: string) => Promise<void>;
};

export type BotOptions = {
  readonly catalogue: () => Catalogue;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
  /** How replies look on each platform; none where nobody asks. */
  readonly previews?: Bot['previews'];
  /** What curators may do with the records; left out where nobody curates. */
  readonly recordEditor?: RecordEditor | undefined;
  /** The health pages, where somebody asks for them. */
  readonly health?: Bot['health'];
  readonly store: BotStore;
};

/** Returns a bot that answers from the catalogue in service at the moment of each question. */
export function createBot({
  catalogue,
  log,
  now,
  recordEditor,
  previews = new Map(),
  health,
  store: { store, digests, replica, flags, channelSettings, keepQuestion },
}: BotOptions): Bot {
  // Two halves, of which the older goes as a whole: taking the oldest out of a Set one by one grows slower the more are gone.
  let seen = new Set<string>();
  let seenBefore = new Set<string>();
  const fault = (error: unknown, about: string): string => {
    const reference = newReference();
    log.error({ reference, about, err: error }, 'fault');
    return reference;
  };
  const isNew = (eventId: string): boolean => {
    if (seen.has(eventId) || seenBefore.has(eventId)) return false;
    seen.add(eventId);
    if (seen.size >= EVENTS_REMEMBERED) {
      seenBefore = seen;
      seen = new Set();
    }
    return true;
  };
  return {
    catalogue,
    log,
    now,
    fault,
    recordEditor,
    digests,
    deliveries: createDeliveryLog(store),
    board: store.board,
    flags,
    curatorsInbox: createCuratorsInbox(store, catalogue, now),
    channelSettings,
    previews,
    keepsQuestions: keepQuestion !== undefined,
    installations: (platform) => createInstallations(platform, store, now),
    health,
    lead: (name, serve) => (store.shared ? lead(name, serve, { store, replica, now, log }) : serve()),
    first: async (eventId) => {
      if (!isNew(eventId)) return false;
      if (!store.shared) return true;
      // Without the store there is no telling whether a replica has answered: one answer too many beats none at all.
      return store.claimEvent(eventId, now()).catch((error: unknown) => {
        fault(error, 'event');
        return true;
      });
    },
    firstEver: async (eventId) => {
      if (!isNew(eventId)) return false;
      return store.claimEvent(eventId, now()).catch((error: unknown) => {
        fault(error, 'event');
        return false;
      });
    },
    answer: async (request, context) => {
      try {
        const keepsQuestions = keepQuestion !== undefined;
        const reply = answer(request, { ...context, catalogue: catalogue(), now: now(), keepsQuestions });
        // Only what somebody asks the bot: a message that they want to be briefed on is somebody else's. The answer does not wait for it.
        if (request.type === 'ask' && reply.outcome === 'nothing') void keepQuestion?.(request.question);
        return reply;
      } catch (error) {
        const texts = replyTexts(context.language);
        return {
          title: texts.fault,
          outcome: 'fault',
          language: context.language,
          audience: 'asker',
          blocks: [{ type: 'note', tone: 'warning', text: texts.failed(fault(error, request.type)) }],
          actions: [],
        };
      }
    },
  };
}

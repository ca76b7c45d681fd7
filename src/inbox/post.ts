/** Posts flags to the channel of the curators: each once, looked up where the outcome is unknown, retried where it failed. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Courier, SendOutcome, OutgoingMessage } from '../digest/delivery/courier.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import type { Logger } from '../shared/logger.ts';
import type { InboxStore } from './store.ts';
import type { Flag } from './flag.ts';
import { curatorReply } from './replies.ts';

/** A claim expires after this long, far above a platform's rate limit delay and time-out. */
const CLAIM = { minutes: 10 } as const;
/** A platform may store a message this long after its connection was lost: looking sooner could miss it. */
const LOOK_AFTER = { seconds: 60 } as const;
/** A refusal that only a person can resolve is retried after this long. */
const AGAIN = { minutes: 10 } as const;
/** Where it stays unknown whether a flag arrived, it is looked up for this long and not posted again: it is in the inbox anyway. */
const GIVE_UP_HOURS = 72;

export type PostContext = {
  readonly store: Pick<InboxStore, 'claimFlag' | 'beginFlag' | 'settleFlag'>;
  readonly catalogue: () => Pick<Catalogue, 'briefs'>;
  readonly courier: Courier;
  /** The channel of the curators. */
  readonly channelRef: ChannelRef;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

export type Poster = {
  /** Posts the due flags, unless posting is already in progress; flags that become due later wait for the next call. */
  readonly wake: () => void;
  /** Resolves when no flag is being posted any more. */
  readonly stop: () => Promise<void>;
};

/** Starts posting flags; call `wake` at least every minute and whenever a flag was stored. */
export function startPosting(context: PostContext): Poster {
  const { log } = context;
  let passing: Promise<void> | undefined;
  let again = false;
  let stopping = false;
  const pass = async (): Promise<void> => {
    // One at a time: the rate limit of a channel allows no more.
    for (;;) {
      again = false;
      if (stopping || (!(await postNext(context)) && !again)) return;
    }
  };
  const wake = (): void => {
    again = true;
    if (stopping) return;
    passing ??= pass()
      .catch((error: unknown) => log.error({ err: error }, 'flags: the store could not be used; they are tried again'))
      .finally(() => {
        passing = undefined;
      });
  };
  wake();
  return {
    wake,
    stop: async () => {
      stopping = true;
      await passing;
    },
  };
}

/** Posts or looks up one due flag; false where there was none. */
async function postNext(context: PostContext): Promise<boolean> {
  const { store, now } = context;
  const flag = await store.claimFlag(now(), now().add(CLAIM));
  if (flag === undefined) return false;
  if (flag.begunAt === undefined) await send(flag, context);
  else await look(flag, flag.begunAt, context);
  return true;
}

async function send(flag: Flag, { store, catalogue, courier, channelRef, now, log }: PostContext): Promise<void> {
  const reply = curatorReply(flag, catalogue().briefs.get(flag.topic));
  const message: OutgoingMessage = {
    id: flag.id,
    channelRef: channelRef,
    slotAt: flag.createdAt,
    begunAt: undefined,
    attempts: 0,
  };
  let begunAt: Temporal.Instant | undefined;
  const begin = async (): Promise<boolean> => {
    begunAt = now();
    return store.beginFlag(flag, begunAt);
  };
  const outcome = await courier.send(message, reply, begin);
  logOutcome(outcome, flag, log);
  switch (outcome.type) {
    case 'sent':
      await store.settleFlag(flag, { nextAt: undefined, begunAt, postedAt: now() });
      return;
    case 'unknown':
      await store.settleFlag(flag, { nextAt: now().add(LOOK_AFTER), begunAt, postedAt: undefined });
      return;
    case 'wait':
      await store.settleFlag(flag, { nextAt: outcome.until, begunAt: undefined, postedAt: undefined });
      return;
    default:
      await store.settleFlag(flag, { nextAt: now().add(AGAIN), begunAt: undefined, postedAt: undefined });
  }
}

function logOutcome(outcome: SendOutcome, { id }: Flag, log: Logger): void {
  if (outcome.type === 'sent') return log.info({ flag: id }, 'a flag was posted to the curators');
  if (outcome.type === 'not-begun') return;
  const logFields = { flag: id, outcome: outcome.type, detail: outcome.detail };
  if (outcome.type === 'invalid') log.error(logFields, 'the platform does not take a flag; it is in the inbox');
  else log.warn(logFields, 'a flag could not be posted to the curators; it is kept and tried again');
}

async function look(
  flag: Flag,
  begunAt: Temporal.Instant,
  { store, courier, channelRef, now, log }: PostContext,
): Promise<void> {
  const lookup = await courier.look({
    id: flag.id,
    channelRef: channelRef,
    slotAt: flag.createdAt,
    begunAt,
    attempts: 1,
  });
  switch (lookup.type) {
    case 'found':
      await store.settleFlag(flag, { nextAt: undefined, begunAt, postedAt: now() });
      return;
    case 'absent':
      await store.settleFlag(flag, { nextAt: now(), begunAt: undefined, postedAt: undefined });
      return;
    default: {
      const isOver = Temporal.Instant.compare(begunAt.add({ hours: GIVE_UP_HOURS }), now()) <= 0;
      const later = lookup.type === 'wait' ? lookup.until : now().add(AGAIN);
      if (isOver) log.error({ flag: flag.id, detail: lookup.detail }, 'it stays unknown whether a flag was posted');
      else log.warn({ flag: flag.id, detail: lookup.detail }, 'it is unknown whether a flag was posted; looking again');
      await store.settleFlag(flag, { nextAt: isOver ? undefined : later, begunAt, postedAt: undefined });
    }
  }
}

/** Posts what people flag to the curators: once each, looked for where the outcome is unknown, tried again where it failed. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Courier, SendOutcome, OutgoingMessage } from '../digest/delivery/courier.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import type { Logger } from '../shared/logger.ts';
import type { InboxStore } from './store.ts';
import type { Flag } from './flag.ts';
import { curatorReply } from './replies.ts';

/** A claim runs out after this long, far above a platform's pace and time-out. */
const CLAIM = { minutes: 10 } as const;
/** A platform may store a message this long after its connection was lost: looking sooner could miss it. */
const LOOK_AFTER = { seconds: 60 } as const;
/** What only a person can mend is tried again after this long. */
const AGAIN = { minutes: 10 } as const;
/** Where it cannot be told whether a flag arrived, it is looked for so long and not posted again: it is in the inbox all the same. */
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
  /** Posts what is due, if nothing is being posted yet; what becomes due later waits for the next call. */
  readonly wake: () => void;
  /** Settles when nothing is being posted any more. */
  readonly stop: () => Promise<void>;
};

/** Returns what posts flags when it is poked: at least every minute, and when one was kept. */
export function startPosting(context: PostContext): Poster {
  const { log } = context;
  let passing: Promise<void> | undefined;
  let again = false;
  let stopping = false;
  const pass = async (): Promise<void> => {
    // One at a time: the channel's pace allows no more.
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

/** Posts or looks for one flag that is due; false where none was. */
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

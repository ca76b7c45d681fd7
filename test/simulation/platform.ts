/** A chat that keeps what it receives: it may store late, lose its answers, refuse, be gone, and its clock is its own. */
import type {
  Courier,
  EditOutcome,
  LookUpResult,
  OpenOutcome,
  OutgoingMessage,
  Removal,
  SendOutcome,
} from '../../src/digest/delivery/courier.ts';
import type { PauseReason } from '../../src/digest/subscription.ts';
import { lookWindow } from '../../src/chat/delivery.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Random } from '../chaos/random.ts';
import type { Clock } from './clock.ts';
import type { Owner, Scheduler } from './scheduler.ts';

/** What goes wrong with a request: `lost` answers come too late or never, `late` ones are stored after the connection ended. */
export const TROUBLES = [
  'rate-limit',
  'unreachable',
  'error-before',
  'error-after',
  'cut-before',
  'cut-after',
  'late',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** What is amiss with a channel, or with the whole connection, until it is mended. */
export const CONDITIONS = ['archived', 'bot-removed', 'no-history', 'token-refused'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A message as the platform keeps it; its id is when it was stored by the platform's clock. */
export type Message = {
  readonly id: string;
  readonly channel: string;
  readonly marker: string;
  readonly reply: Reply;
  readonly storedAt: number;
  readonly shownAt: number;
  deletedAt: number | undefined;
  /** The notes that were put on it, by their markers. */
  readonly notes: string[];
};

export type Platform = {
  readonly messages: readonly Message[];
  /** How likely each trouble is for a request. */
  readonly troubles: Map<Trouble, number>;
  readonly conditions: Map<string, Set<Condition>>;
  readonly setBroken: (condition: Condition, channel: string, isBroken: boolean) => void;
  /** How often each trouble happened. */
  readonly met: Map<string, number>;
  /** Deletes a message as a person does. */
  readonly deleteMessage: (message: Message) => void;
  readonly courierOf: (process: CourierOwner) => Courier;
};

export type CourierOwner = {
  readonly owner: Owner;
  readonly clock: Clock;
  /** Called when an answer of the platform is dated. */
  readonly heard: (headers: Pick<Headers, 'get'>, took: number) => void;
  /** Returns the time that the process relies on. */
  readonly now: () => Temporal.Instant;
  /** Called once sending has begun, as the store has said. */
  readonly onBegun: (delivery: OutgoingMessage) => void;
  readonly onLeave: (delivery: OutgoingMessage) => void;
};

export type PlatformOptions = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** How far the platform's clock is ahead. */
  readonly ahead: number;
  readonly onStored: (message: Message) => void;
};

const LATE_SECONDS = 25;
/** A client gives up waiting for an answer after so long. */
const TIMEOUT_SECONDS = 15;
/** What takes longer got no answer that could be dated. */
const PROMPT_MS = 600;
/** How many messages cannot be edited any more. */
const FIXED_CHANCE = 0.1;
/** Whether a token works again is tried this often. */
const TOKEN_SECONDS = 60;
const EVERYWHERE = '*';

const REFUSALS: Readonly<Record<Condition, PauseReason>> = {
  archived: 'channel-gone',
  'bot-removed': 'bot-removed',
  'no-history': 'no-history',
  'token-refused': 'token-revoked',
};

/** Returns an empty platform. */
export function createPlatform({ scheduler, random, ahead, onStored }: PlatformOptions): Platform {
  const messages: Message[] = [];
  const troubles = new Map<Trouble, number>();
  const conditions = new Map<string, Set<Condition>>();
  const met = new Map<string, number>();
  const count = (what: string): void => void met.set(what, (met.get(what) ?? 0) + 1);

  const troubleOf = (stores = true): Trouble | undefined => {
    if (troubles.size === 0) return undefined;
    for (const [trouble, chance] of troubles) {
      // What is only read is not stored late.
      if ((trouble === 'late' && !stores) || random.next() >= chance) continue;
      count(trouble);
      return trouble;
    }
    return undefined;
  };
  const brokenBy = (channel: string, among: readonly Condition[]): Condition | undefined =>
    among.find((one) => conditions.get(channel)?.has(one) === true || conditions.get(EVERYWHERE)?.has(one) === true);
  const store = (channel: string, marker: string, reply: Reply): Message => {
    const storedAt = scheduler.now();
    const shownAt = storedAt + ahead;
    const message: Message = {
      id: `${shownAt}.${String(messages.length).padStart(4, '0')}`,
      channel,
      marker,
      reply,
      storedAt,
      shownAt,
      deletedAt: undefined,
      notes: [],
    };
    messages.push(message);
    onStored(message);
    return message;
  };

  const courierOf = ({ owner, clock, heard, now, onBegun, onLeave }: CourierOwner): Courier => {
    const inSeconds = (seconds: number): Temporal.Instant => now().add({ milliseconds: Math.ceil(seconds * 1_000) });
    // As long as the token was refused a moment ago, no work is taken; it is tried by a timer, whatever the clock shows.
    let closedUntil = 0;
    const refusedToken = (): SendOutcome & { readonly type: 'wait' } => {
      closedUntil = clock.monotonic() + TOKEN_SECONDS * 1_000;
      return { type: 'wait', because: 'token-refused', until: inSeconds(TOKEN_SECONDS), detail: 'token_revoked' };
    };
    const wait = (milliseconds: number): Promise<void> => scheduler.sleep(milliseconds, owner);
    /** Has a request arrive, and its answer come back; the process may be dead or stand still by then. */
    const request = <Answer>(arrive: (answer: (after: number, given: Answer) => void) => void): Promise<Answer> =>
      new Promise((resolve) => {
        const sentAt = clock.monotonic();
        scheduler.after(20 + random.next() * 130, () => {
          // Dates are whole seconds.
          const date = new Date(Math.floor((scheduler.now() + ahead) / 1_000) * 1_000).toUTCString();
          arrive((after, given) => {
            scheduler.after(
              after,
              () => {
                if (after < PROMPT_MS)
                  heard({ get: (name) => (name === 'date' ? date : null) }, clock.monotonic() - sentAt);
                resolve(given);
              },
              owner,
            );
          });
        });
      });

    const post = (channel: string, marker: string, reply: Reply): Promise<SendOutcome> =>
      request<SendOutcome>((answer) => {
        const broken = brokenBy(channel, ['token-refused', 'archived', 'bot-removed']);
        const trouble = troubleOf();
        const soon = 20 + random.next() * 100;
        const unknown = (seconds: number, detail: string): void => answer(seconds * 1_000, { type: 'unknown', detail });
        switch (trouble) {
          case 'rate-limit':
            return answer(soon, {
              type: 'wait',
              until: inSeconds(1 + random.next() * 59),
              detail: 'Slack said to wait',
            });
          case 'unreachable':
            return answer(soon, { type: 'wait', until: inSeconds(30), detail: 'ECONNREFUSED' });
          case 'error-before':
            return unknown(soon / 1_000, 'internal_error');
          case 'cut-before':
            return unknown(random.next() * TIMEOUT_SECONDS, 'ECONNRESET');
          case 'late': {
            if (broken === undefined)
              scheduler.after(random.next() * LATE_SECONDS * 1_000, () => void store(channel, marker, reply));
            return unknown(random.next() * TIMEOUT_SECONDS, 'ETIMEDOUT');
          }
          case 'error-after':
          case 'cut-after':
          case undefined:
        }
        if (broken === 'token-refused') return answer(soon, refusedToken());
        if (broken !== undefined) return answer(soon, { type: 'refused', because: REFUSALS[broken], detail: broken });
        const { id } = store(channel, marker, reply);
        if (trouble === 'error-after') return unknown(soon / 1_000, 'service_unavailable');
        if (trouble === 'cut-after') return unknown(random.next() * TIMEOUT_SECONDS, 'ECONNRESET');
        return answer(soon, { type: 'sent', message: id });
      });

    return {
      platform: 'slack',
      concurrency: 20,
      share: () => {},
      acceptsWork: () => clock.monotonic() >= closedUntil,

      send: async (delivery, reply, begin, stillHeld) => {
        await wait(random.next() < 0.1 ? random.next() * 3_000 : 5);
        try {
          if (!(await begin())) return { type: 'not-begun' };
        } catch {
          return { type: 'wait', until: inSeconds(30), detail: 'it could not be begun' };
        }
        onBegun(delivery);
        // The connection comes about, which may take its time.
        if (random.next() < 0.3) await wait(random.next() * random.next() * 5_000);
        if (!(await stillHeld())) return { type: 'not-begun' };
        onLeave(delivery);
        return await post(delivery.channelRef.channel, reply.marker ?? '', reply);
      },

      look: (delivery) =>
        request<LookUpResult>((answer) => {
          const soon = 20 + random.next() * 500;
          const { channel } = delivery.channelRef;
          const broken = brokenBy(channel, ['token-refused', 'bot-removed', 'no-history']);
          if (broken === 'token-refused') return answer(soon, refusedToken());
          if (broken !== undefined)
            return answer(soon, { type: 'unreadable', because: REFUSALS[broken], detail: broken });
          const trouble = troubleOf(false);
          if (trouble === 'rate-limit')
            return answer(soon, { type: 'wait', until: inSeconds(60), detail: 'Slack said to wait' });
          if (trouble !== undefined) return answer(soon, { type: 'wait', until: inSeconds(30), detail: trouble });
          const { from, to } = lookWindow(delivery);
          const found = messages.find(
            (message) =>
              message.channel === channel &&
              message.marker === delivery.id &&
              message.deletedAt === undefined &&
              message.shownAt >= from.epochMilliseconds &&
              message.shownAt <= (to?.epochMilliseconds ?? Infinity),
          );
          return answer(soon, found === undefined ? { type: 'absent' } : { type: 'found', message: found.id });
        }),

      edit: async (delivery, _reply, { message: id, marker }, begin) => {
        const { channel } = delivery.channelRef;
        const is = (one: Message): boolean => one.channel === channel && one.id === id && one.marker === marker;
        const read = await request<'there' | 'noted' | 'gone' | 'unclear' | Condition>((answer) => {
          const soon = 20 + random.next() * 100;
          const broken = brokenBy(channel, CONDITIONS);
          if (broken !== undefined) return answer(soon, broken);
          if (troubleOf(false) !== undefined) return answer(soon, 'unclear');
          const message = messages.find(is);
          if (message === undefined || message.deletedAt !== undefined) return answer(soon, 'gone');
          return answer(soon, message.notes.includes(delivery.id) ? 'noted' : 'there');
        });
        if (read === 'gone') return { type: 'gone' };
        // It stands there already: nothing is changed.
        if (read === 'noted') return { type: 'sent', message: id };
        if (read === 'unclear') return { type: 'wait', until: inSeconds(30), detail: 'it cannot be read' };
        if (read === 'token-refused') return refusedToken();
        if (read !== 'there') return { type: 'refused', because: REFUSALS[read], detail: read };
        try {
          if (!(await begin())) return { type: 'not-begun' };
        } catch {
          return { type: 'wait', until: inSeconds(30), detail: 'it could not be begun' };
        }
        return await request<EditOutcome>((answer) => {
          const soon = 20 + random.next() * 100;
          const message = messages.find(is);
          const trouble = troubleOf();
          if (message === undefined || message.deletedAt !== undefined) return answer(soon, { type: 'gone' });
          if (random.next() < FIXED_CHANCE) return answer(soon, { type: 'uneditable', detail: 'edit_window_closed' });
          if (trouble === 'rate-limit' || trouble === 'unreachable')
            return answer(soon, { type: 'wait', until: inSeconds(30), detail: trouble });
          const isStored = trouble === undefined || trouble.endsWith('after');
          if (isStored && !message.notes.includes(delivery.id)) message.notes.push(delivery.id);
          return trouble === undefined
            ? answer(soon, { type: 'sent', message: id })
            : answer(random.next() * TIMEOUT_SECONDS * 1_000, { type: 'unknown', detail: trouble });
        });
      },

      askTime: () =>
        request<boolean>((answer) => {
          const trouble = troubleOf(false);
          return answer(trouble === undefined ? 30 : PROMPT_MS, trouble === undefined);
        }),

      remove: ({ channel }, id) =>
        request<Removal>((answer) => {
          const soon = 20 + random.next() * 100;
          const broken = brokenBy(channel, ['token-refused', 'bot-removed', 'archived']);
          if (broken !== undefined) return answer(soon, { type: 'refused', detail: broken });
          const trouble = troubleOf();
          if (trouble !== undefined && !trouble.endsWith('after'))
            return answer(soon, { type: 'unknown', detail: trouble });
          const message = messages.find((one) => one.channel === channel && one.id === id);
          if (message !== undefined) message.deletedAt ??= scheduler.now();
          return answer(soon, trouble === undefined ? { type: 'removed' } : { type: 'unknown', detail: trouble });
        }),

      link: async () => undefined,

      openDirectMessages: (person, { workspace }) =>
        request<OpenOutcome>((answer) => {
          const soon = 20 + random.next() * 100;
          const trouble = troubleOf(false);
          if (brokenBy(EVERYWHERE, ['token-refused']) !== undefined) return answer(soon, refusedToken());
          if (trouble !== undefined) return answer(soon, { type: 'wait', until: inSeconds(30), detail: trouble });
          return answer(soon, { type: 'open', channelRef: { platform: 'slack', workspace, channel: `D${person}` } });
        }),

      check: ({ channel }) =>
        request((answer) => {
          const broken = brokenBy(channel, CONDITIONS);
          return answer(
            50,
            broken === undefined ? { ok: true } : { ok: false, because: REFUSALS[broken], detail: broken },
          );
        }),
    };
  };

  return {
    messages,
    troubles,
    conditions,
    met,
    setBroken: (condition, channel, isBroken) => {
      const at = condition === 'token-refused' ? EVERYWHERE : channel;
      const there = conditions.get(at) ?? new Set();
      if (isBroken) there.add(condition);
      else there.delete(condition);
      conditions.set(at, there);
    },
    deleteMessage: (message) => {
      message.deletedAt ??= scheduler.now();
    },
    courierOf,
  };
}

/** Paces what is sent: so many in any stretch of time, spread out, without ever going over. */
import { setTimeout as wait } from 'node:timers/promises';

export type Pace = {
  /**
   * Settles when one more may be sent, in the order of asking; rejects when `ending` is aborted.
   * Resolves to undefined, and takes no turn, where `isWanted` is false by then: what waited longer than its claim would
   * otherwise hold up those behind it until theirs ended too, and so on without an end.
   */
  readonly turn: (isWanted?: () => boolean | Promise<boolean>) => Promise<PaceTurn | undefined>;
  /** Changes how many may be sent in the stretch. */
  readonly change: (most: number) => void;
};

/** A turn tells its pace how it goes, so that the next ones come behind what really happened; one that is silent counts from when it was given. */
export type PaceTurn = {
  /** The request leaves right now, where that is later than the turn. */
  readonly leave: () => void;
  /** The other end has answered; `seenAt` is when it had the request by its own clock, in milliseconds, where it says so. */
  readonly answer: (seenAt?: number) => void;
};

export type PaceOptions = {
  /** At most so many, a whole number, are counted at the other end in any stretch of so many milliseconds. */
  readonly most: number;
  readonly milliseconds: number;
  /** The part of them that is used in the long run; all unless given. */
  readonly part?: number;
  /** What is known of the way to the other end, where several paces lead there. */
  readonly latency?: Latency;
  readonly ending: AbortSignal;
};

/** After a moment in which the process did other things, it catches up with at most so many turns, at most twice as fast. */
const CATCH_UP_TURNS = 8;

type PaceEntry = { leftAt: number; answeredAt?: number; seenAt?: number };

/** How long requests take to another end, known by what went there. */
export type Latency = {
  readonly note: (answered: PaceEntry) => void;
  /** Returns by when a request had arrived, the least time of a way there left out; when it left, as long as it has no answer. */
  readonly arrivedBy: (turn: PaceEntry) => number;
};

/** So many of the last answers tell how quick the way is, and fewer than so few do not: the first ones made their connections. */
const ANSWERS_REMEMBERED = 200;
const MIN_ANSWERS = 10;

/**
 * Returns what is known before anything went there: at first each may have arrived just before its answer. Later it is known that there and
 * back it takes at least as long as with the quickest of all, and that the other end's clock is ahead of ours by no more than the
 * least that it seemed to be: by so much less a request can have been late.
 */
export function createLatency(): Latency {
  const answered: PaceEntry[] = [];
  const least = (read: (turn: PaceEntry) => number | undefined): number =>
    Math.min(...answered.map((turn) => (read(turn) ?? Infinity) - turn.leftAt));
  return {
    note: (turn) => {
      answered.push(turn);
      if (answered.length > ANSWERS_REMEMBERED) answered.shift();
    },
    arrivedBy: ({ leftAt, answeredAt, seenAt }) => {
      if (answeredAt === undefined) return leftAt;
      if (answered.length < MIN_ANSWERS) return answeredAt;
      const byAnswer = answeredAt - least((turn) => turn.answeredAt);
      return seenAt === undefined ? byAnswer : Math.min(byAnswer, seenAt - least((turn) => turn.seenAt));
    },
  };
}

/**
 * Returns a pace that neither a fixed nor a sliding window of the stretch's length at the other end counts more of, though some
 * requests take longer to get there than others: what arrived late, or may have since it was answered late, is waited for.
 * The turns are spread evenly: a burst would hold up all else that is sent. What a busy process loses by taking turns late it
 * makes up for with the next ones.
 */
export function createPace({ most, milliseconds, part = 1, latency = createLatency(), ending }: PaceOptions): Pace {
  let limit = most;
  /** When the next turn would be if none were late. */
  let dueAt = -Infinity;
  const turns: PaceEntry[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const turnOf = (turn: PaceEntry): PaceTurn => ({
    leave: () => {
      turn.leftAt = performance.now();
    },
    answer: (seenAt) => {
      turn.answeredAt = performance.now();
      if (seenAt !== undefined) turn.seenAt = seenAt;
      latency.note(turn);
    },
  });

  const takeTurn = async (isWanted: () => boolean | Promise<boolean>): Promise<PaceTurn | undefined> => {
    for (;;) {
      ending.throwIfAborted();
      const now = performance.now();
      const spacing = milliseconds / part / limit;
      const before = turns[turns.length - limit];
      const freeAt = before === undefined ? -Infinity : latency.arrivedBy(before) + milliseconds;
      const apartAt = (turns.at(-1)?.leftAt ?? -Infinity) + spacing / 2;
      const delay = Math.max(freeAt, apartAt, dueAt) - now;
      if (delay <= 0) {
        if (!(await isWanted())) return undefined;
        dueAt = Math.max(dueAt, now - CATCH_UP_TURNS * spacing) + spacing;
        const turn: PaceEntry = { leftAt: performance.now() };
        turns.push(turn);
        if (turns.length > 4 * limit) turns.splice(0, 2 * limit);
        return turnOf(turn);
      }
      await wait(delay, undefined, { signal: ending });
    }
  };
  return {
    turn: (isWanted = () => true) => {
      const turn = queue.then(() => takeTurn(isWanted));
      queue = turn.catch(() => {});
      return turn;
    },
    change: (next) => {
      limit = next;
    },
  };
}

/** Returns how many of `most` are one replica's, so that those of all add up to it; at least one, however many replicas there are. */
export function shareOf(most: number, { position, of }: { readonly position: number; readonly of: number }): number {
  return Math.max(1, Math.floor((most + of - 1 - position) / of));
}

/** Returns a gate that lets `most` pieces of work run at once, in the order of asking. */
export function createGate(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** The time that a stop takes: one deadline for all of it, in which each part has its end, so that a supervisor need not kill the process. */
import { within } from '../chat/within.ts';

/** When the parts of a stop are given up, in milliseconds after its beginning, in their order. */
export const STOP_BY = { deliveries: 7_000, connections: 13_000, store: 15_000 } as const;

export type Stopping = {
  /** Waits for a part of the stop until its end, which counts from the first call; rejects only if the part does before. */
  readonly until: (part: keyof typeof STOP_BY, work: Promise<unknown>) => Promise<void>;
};

/** Returns the stop of a process, which begins with the first part. */
export function createStopping(monotonic: () => number): Stopping {
  let begunAt: number | undefined;
  return {
    until: async (part, work) => {
      begunAt ??= monotonic();
      await within(work, Math.max(0, begunAt + STOP_BY[part] - monotonic()), undefined);
    },
  };
}

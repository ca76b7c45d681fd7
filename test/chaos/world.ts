/** The time of a run: the same for its platform, its database and its people, near a change to or from summer time; each bot has a clock of its own, which goes by it or goes wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

export type World = {
  /** Milliseconds by which it is ahead of the machine. */
  readonly ahead: number;
  readonly milliseconds: () => number;
  readonly now: () => Temporal.Instant;
  /** The city whose clocks are changed during the run, as people name it. */
  readonly city: string;
  readonly zone: string;
  /** When they are. */
  readonly changesAt: Temporal.Instant;
};

export type ReplicaClock = {
  /** The file that holds by how many milliseconds it is ahead of the machine. */
  readonly file: string;
  /** Sets it so many milliseconds ahead of the world's; 0 is right. */
  readonly set: (milliseconds: number) => void;
  /** Since when it is wrong, on the clock of performance.now(); undefined while it is right. */
  readonly wrongSince: () => number | undefined;
};

/** To and from summer time, all of them later than the records. */
const CHANGES = [
  { city: 'New York', zone: 'America/New_York', at: '2027-03-14T07:00Z' },
  { city: 'Berlin', zone: 'Europe/Berlin', at: '2027-03-28T01:00Z' },
  { city: 'Berlin', zone: 'Europe/Berlin', at: '2027-10-31T01:00Z' },
  { city: 'New York', zone: 'America/New_York', at: '2027-11-07T06:00Z' },
] as const;

/** The change comes so many minutes after the start. */
const CHANGE_MINUTES = [2, 4] as const;

/** The machine's own time. */
export const REAL_TIME: Pick<World, 'milliseconds' | 'now'> = {
  milliseconds: Date.now,
  now: () => Temporal.Now.instant(),
};

/** Returns a world that begins some minutes before a change. */
export function createWorld(random: Random): World {
  const { city, zone, at } = random.pick(CHANGES);
  const changesAt = Temporal.Instant.from(at);
  const startsAt = changesAt.epochMilliseconds - random.between(...CHANGE_MINUTES) * 60_000;
  const ahead = Math.round(startsAt - Date.now());
  const milliseconds = (): number => Date.now() + ahead;
  return {
    ahead,
    milliseconds,
    now: () => Temporal.Instant.fromEpochMilliseconds(milliseconds()),
    city,
    zone,
    changesAt,
  };
}

/** Returns the clock of a replica, right at first. */
export function createReplicaClock({ ahead }: World, folder: string, index: number): ReplicaClock {
  const file = join(folder, `clock-${index}`);
  let wrongSince: number | undefined;
  const set = (milliseconds: number): void => {
    wrongSince = milliseconds === 0 ? undefined : performance.now();
    writeFileSync(file, String(Math.round(ahead + milliseconds)));
  };
  set(0);
  return { file, set, wrongSince: () => wrongSince };
}

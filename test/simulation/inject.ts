/** Injects the faults of a history, each when its time has come and what it waits for happens, and ends them all for the calm. */
import type { Database } from './database.ts';
import type { Aim, Fault } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Place } from './replica.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export type Faults = {
  readonly inject: (fault: Fault, aim: Aim, delay: number) => void;
  /** Tells that a process is just at something that faults may wait for. */
  readonly reached: (aim: Aim, owner: Owner | undefined) => void;
  /** Ends all faults: everything runs and answers from now on. */
  readonly calm: () => void;
  readonly injected: Map<string, number>;
  /** The stretches of time of which the database has lost what was committed. */
  readonly forgotten: readonly Forgotten[];
};

export type Forgotten = { readonly from: number; readonly to: number };

type Armed = { readonly fault: Fault; readonly aim: Aim; readonly delay: number };

/** Returns the faults of a history. */
export function createFaults({
  scheduler,
  database,
  platform,
  places,
  start,
  trace,
}: {
  readonly scheduler: Scheduler;
  readonly database: Database;
  readonly platform: Platform;
  readonly places: readonly Place[];
  readonly start: (place: Place) => void;
  readonly trace: (what: string) => void;
}): Faults {
  const injected = new Map<string, number>();
  const armed: Armed[] = [];
  const forgotten: Forgotten[] = [];
  let rememberedAt = 0;
  let isCalm = false;

  /** Ends something after a while, unless the calm ended it before. */
  const lasting = (seconds: number, end: () => void): void =>
    void scheduler.after(seconds * 1_000, () => {
      if (!isCalm) end();
    });
  const restart = (place: Place): void => {
    if (!place.owner.alive) start(place);
  };
  const kill = (place: Place): void => {
    place.owner.alive = false;
    database.abandon(place.owner);
    place.replica = undefined;
  };

  const doNow = (fault: Fault, owner: Owner | undefined): void => {
    if (isCalm) return;
    const named = 'replica' in fault ? places[fault.replica % places.length] : undefined;
    // What was aimed at a process hits that one.
    const place = places.find((one) => one.owner === owner) ?? named;
    const kind = fault.type === 'trouble' ? undefined : fault.type === 'condition' ? fault.condition : fault.type;
    if ('replica' in fault && place?.owner.alive !== true) return;
    if (kind !== undefined) injected.set(kind, (injected.get(kind) ?? 0) + 1);
    trace(`FAULT ${JSON.stringify(fault)}${place === undefined ? '' : ` at ${place.index}`}`);
    switch (fault.type) {
      case 'crash':
        if (place === undefined) return;
        kill(place);
        return lasting(fault.seconds, () => restart(place));
      case 'stop': {
        const replica = place?.replica;
        if (place === undefined || replica === undefined) return;
        const { owner: stopping } = place;
        // A supervisor gives it ten seconds.
        const end = (): void => {
          if (place.owner !== stopping || !stopping.alive) return;
          kill(place);
          lasting(fault.seconds, () => restart(place));
        };
        void replica.deliverer.stop().then(end, end);
        return void scheduler.after(10_000, () => {
          if (!isCalm) end();
          else if (place.owner === stopping && stopping.alive) {
            kill(place);
            restart(place);
          }
        });
      }
      case 'freeze': {
        if (place === undefined) return;
        const until = scheduler.now() + fault.seconds * 1_000;
        place.owner.frozenUntil = Math.max(place.owner.frozenUntil, until);
        database.abandon(place.owner);
        if (fault.isMachine) place.clock.standStill(scheduler.now(), until);
        return;
      }
      case 'jump':
        if (place === undefined) return;
        place.clock.jump(fault.bySeconds * 1_000);
        place.replica?.stir();
        return lasting(fault.seconds, () => {
          place.clock.jump(-fault.bySeconds * 1_000);
          place.replica?.stir();
        });
      case 'trouble':
        platform.troubles.set(fault.trouble, fault.chance);
        return lasting(fault.seconds, () => void platform.troubles.delete(fault.trouble));
      case 'condition':
        platform.setBroken(fault.condition, fault.channel, true);
        return lasting(fault.seconds, () => platform.setBroken(fault.condition, fault.channel, false));
      case 'database-gone':
        database.setDown(true);
        return lasting(fault.seconds, () => database.setDown(false));
      case 'database-slow':
        database.setSlow(fault.milliseconds);
        return lasting(fault.seconds, () => database.setSlow(0));
      case 'commit':
        return database.failCommit(fault.fault);
      case 'fail-over':
        database.failOver();
        forgotten.push({ from: rememberedAt, to: scheduler.now() });
        database.setDown(true);
        return lasting(fault.seconds, () => database.setDown(false));
    }
  };

  return {
    injected,
    forgotten,
    inject: (fault, aim, delay) => {
      if (fault.type === 'fail-over') {
        database.remember();
        rememberedAt = scheduler.now();
      }
      if (aim === 'nothing') doNow(fault, undefined);
      else armed.push({ fault, aim, delay });
    },
    reached: (aim, owner) => {
      if (armed.length === 0) return;
      const index = armed.findIndex((one) => one.aim === aim);
      const found = armed[index];
      if (found === undefined) return;
      armed.splice(index, 1);
      scheduler.after(found.delay, () => doNow(found.fault, owner));
    },
    calm: () => {
      isCalm = true;
      armed.length = 0;
      platform.troubles.clear();
      for (const broken of platform.conditions.values()) broken.clear();
      database.setDown(false);
      database.setSlow(0);
      for (const place of places) {
        place.clock.setRight();
        place.owner.frozenUntil = Math.min(place.owner.frozenUntil, scheduler.now());
        place.clock.wake(scheduler.now());
        restart(place);
      }
    },
  };
}

import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { createClock } from '../../../src/digest/delivery/clock.ts';

const START = Temporal.Instant.from('2026-05-01T12:00:00Z');

const dated = (at: Temporal.Instant, more: Record<string, string> = {}): Headers =>
  new Headers({ date: new Date(at.epochMilliseconds).toUTCString(), ...more });

/** A machine whose true time and monotonic clock go on together, and whose wall clock is set to be off; `asleep`, only true time goes on. */
function machine({ hasDatabase = false, databaseOff = 0 } = {}) {
  let elapsed = 0;
  let slept = 0;
  const state = { off: 0, databaseOff, databaseTakes: 0, hasDatabase };
  const lines: string[] = [];
  const truth = (): Temporal.Instant => START.add({ milliseconds: elapsed + slept });
  const now = (): Temporal.Instant => truth().add({ milliseconds: Math.round(state.off * 1_000) });
  const clock = createClock({
    now,
    monotonic: () => elapsed,
    storeNow: async () => {
      elapsed += state.databaseTakes * 1_000;
      return state.hasDatabase ? truth().add({ milliseconds: Math.round(state.databaseOff * 1_000) }) : undefined;
    },
    log: createLogger('info', [], (line) => void lines.push(line)),
  });
  let asked = 0;
  const slack = {
    platform: 'slack',
    answers: true,
    dates: true,
    askTime: async (): Promise<boolean> => {
      asked += 1;
      if (slack.answers && slack.dates) clock.recordDate('slack', dated(truth()), 0);
      return slack.answers;
    },
  };
  return {
    clock,
    state,
    lines,
    truth,
    now,
    slack,
    asked: () => asked,
    pass: (seconds: number) => void (elapsed += seconds * 1_000),
    sleep: (seconds: number) => void (slept += seconds * 1_000),
    /** Two passes of the deliverer: what the first asks for, the second knows. */
    compared: async () => {
      await clock.compare([slack]);
      return clock.compare([slack]);
    },
  };
}

describe('with a database in a file', () => {
  test.each([
    [0, 'right'],
    [59, 'right'],
    [-59, 'right'],
    [62, 'off'],
    [240, 'off'],
    [360, 'off'],
    [-4_000, 'off'],
    [3 * 86_400, 'off'],
  ] as const)('a clock that is %d seconds ahead is %s', async (off, type) => {
    const { clock, state, compared } = machine();
    state.off = off;
    expect(await clock.compare([])).toEqual({ type: 'right' });
    expect(await compared()).toMatchObject(type === 'off' ? { type, source: 'slack' } : { type });
    expect(clock.isRight()).toBe(type === 'right');
  });

  test('nothing is known before the platform has answered, and then by how much it is off', async () => {
    const { clock, slack, state, compared } = machine();
    state.off = -4_000;
    slack.answers = false;
    expect(await compared()).toEqual({ type: 'unchecked' });
    expect(clock.isRight()).toBe(false);
  });

  test('an answer of the start is enough', async () => {
    const { clock, truth, slack, asked } = machine();
    clock.recordDate('slack', dated(truth()), 0);
    expect(await clock.compare([slack])).toEqual({ type: 'right' });
    expect(asked()).toBe(0);
  });

  test('a platform that dates nothing is not waited for', async () => {
    const { slack, compared } = machine();
    slack.dates = false;
    expect(await compared()).toEqual({ type: 'right' });
  });

  test('it goes on by itself once it is right again, and the log says both once', async () => {
    const { state, compared, pass, lines } = machine();
    state.off = 360;
    expect(await compared()).toEqual({ type: 'off', source: 'slack', seconds: 359 });
    for (let each = 0; each < 5; each++) {
      pass(2);
      expect(await compared()).toMatchObject({ type: 'off' });
    }
    state.off = 0;
    expect(await compared()).toEqual({ type: 'right' });
    expect(lines.filter((line) => line.includes('clock of this machine is wrong'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('right again'))).toHaveLength(1);
  });

  test('a jump counts at once, before the next comparison, which is due then', async () => {
    const { clock, state, compared, pass, slack } = machine();
    await compared();
    pass(2);
    state.off = 50;
    expect(clock.isRight()).toBe(false);
    slack.answers = false;
    expect(await clock.compare([slack])).toEqual({ type: 'unchecked' });
    slack.answers = true;
    pass(10);
    expect(await compared()).toEqual({ type: 'right' });
    expect(clock.isRight()).toBe(true);
  });

  test('a machine that slept is compared anew', async () => {
    const { clock, sleep, compared } = machine();
    await compared();
    sleep(120);
    expect(clock.isRight()).toBe(false);
    expect(await compared()).toEqual({ type: 'right' });
  });

  test('while it is wrong the time is the platform’s, also once it is set and not compared yet', async () => {
    const { clock, state, truth, pass, compared } = machine();
    const near = (): number => Math.abs(clock.now().since(truth()).total('seconds'));
    state.off = 3 * 86_400;
    await compared();
    expect(near()).toBeLessThanOrEqual(1);
    pass(1);
    state.off = 0;
    expect(near()).toBeLessThanOrEqual(1);
    expect(clock.state()).toEqual({ type: 'unchecked' });
    await compared();
    expect(near()).toBeLessThanOrEqual(1);
  });

  test('one that is set right before anything was compared is right from then on', () => {
    const { clock, state, truth, now, pass } = machine();
    state.off = 0;
    pass(1);
    state.off = -3 * 86_400;
    expect(clock.now()).toEqual(now());
    pass(5);
    state.off = 0;
    expect(clock.now()).toEqual(truth());
    expect(clock.nowOf('slack')).toEqual(truth());
  });

  test('what is heard right after a jump is no part of the time before it', async () => {
    const { clock, state, truth, pass, compared } = machine();
    state.off = -3 * 86_400;
    await compared();
    pass(1);
    state.off = 0;
    clock.recordDate('slack', dated(truth()), 0);
    expect(Math.abs(clock.nowOf('slack').since(truth()).total('seconds'))).toBeLessThanOrEqual(1);
    clock.recordDate('slack', dated(truth()), 0);
    expect(Math.abs(clock.nowOf('slack').since(truth()).total('seconds'))).toBeLessThanOrEqual(1);
  });

  test('an answer across a jump does not make its platform one that dates nothing', async () => {
    const { clock, state, slack, truth } = machine();
    const asked = Promise.withResolvers<void>();
    const jumping = {
      ...slack,
      askTime: async (): Promise<boolean> => {
        state.off = 3 * 86_400;
        clock.recordDate('slack', dated(truth()), 0);
        asked.resolve();
        return true;
      },
    };
    await clock.compare([jumping]);
    await asked.promise;
    await new Promise(setImmediate);
    const silent = { ...slack, askTime: async () => false };
    expect(await clock.compare([silent])).toEqual({ type: 'unchecked' });
  });

  test('of a machine that slept, it may be as late as its own clock shows until that is compared', async () => {
    const { clock, truth, sleep, compared } = machine();
    await compared();
    expect(clock.latest()).toEqual(clock.now());
    const before = truth();
    sleep(441);
    expect(Math.abs(clock.now().since(before).total('seconds'))).toBeLessThan(2);
    expect(clock.latest()).toEqual(truth());
    await compared();
    expect(clock.latest()).toEqual(clock.now());
    expect(Math.abs(truth().since(clock.now()).total('seconds'))).toBeLessThan(2);
  });

  test('a second jump before the next comparison says nothing new of the time', async () => {
    const { clock, state, truth, compared, pass } = machine();
    await compared();
    state.off = 158_885;
    expect(clock.isRight()).toBe(false);
    clock.now();
    state.off = -40;
    clock.now();
    state.off = 158_885;
    pass(5);
    expect(Math.abs(truth().since(clock.now()).total('seconds'))).toBeLessThan(2);
  });

  test('slow corrections are no jump', async () => {
    const { clock, state, compared, pass } = machine();
    await compared();
    for (let each = 0; each < 20; each++) {
      pass(2);
      state.off += 0.5;
      expect(clock.isRight()).toBe(true);
      expect(await compared()).toEqual({ type: 'right' });
    }
  });

  test('a drift is noticed by the answers that come anyway, and by asking where none came', async () => {
    const { clock, state, compared, pass, slack, asked } = machine();
    await compared();
    const drift = async (passes: number): Promise<void> => {
      for (let each = 0; each < passes; each++) {
        pass(2);
        state.off += 0.5;
        await clock.compare([slack]);
      }
    };
    await drift(149);
    expect(clock.state()).toEqual({ type: 'right' });
    await drift(1);
    expect(asked()).toBe(2);
    expect(clock.state()).toMatchObject({ type: 'off', seconds: 74 });
  });

  test('what a cache kept, what took long, and what is no date say nothing', () => {
    const { clock, truth, pass } = machine();
    const anHourAgo = truth().subtract({ hours: 1 });
    clock.recordDate('slack', dated(anHourAgo, { age: '3600' }), 0);
    clock.recordDate('slack', new Headers({ date: 'noon' }), 0);
    pass(6);
    clock.recordDate('slack', dated(anHourAgo), 6_000);
    expect(clock.nowOf('slack')).toEqual(truth());
  });

  test('half of the way there and back is allowed for', async () => {
    const { clock, truth, pass } = machine();
    const answered = dated(truth().add({ seconds: 65 }));
    pass(5);
    // It may have been dated when it was asked for, 65 seconds ahead, or when it came, 60 ahead.
    clock.recordDate('slack', answered, 5_000);
    expect(await clock.compare([])).toEqual({ type: 'right' });
  });
});

describe('with a database that has a clock', () => {
  test('the time is the database’s', async () => {
    const { clock, state, truth, pass, compared } = machine({ hasDatabase: true });
    state.off = 40;
    expect(await compared()).toEqual({ type: 'right' });
    pass(1.5);
    expect(clock.now()).toEqual(truth());
  });

  test('nothing is sent before it answered within five seconds: what is due, and whose claim is over, goes by its clock', async () => {
    const { clock, state, compared } = machine({ hasDatabase: true });
    state.databaseTakes = 6;
    expect(await compared()).toEqual({ type: 'unchecked' });
    state.databaseTakes = 5;
    expect(await compared()).toEqual({ type: 'right' });
    state.databaseTakes = 40;
    expect(await compared()).toEqual({ type: 'right' });
    expect(clock.isRight()).toBe(true);
  });

  test('a database whose clock is wrong stops everything too', async () => {
    const { compared } = machine({ hasDatabase: true, databaseOff: 300 });
    expect(await compared()).toEqual({ type: 'off', source: 'database', seconds: -300 });
  });

  test('no jump is ever in the time, whatever has been noticed', async () => {
    const { clock, state, truth, pass, compared } = machine({ hasDatabase: true });
    await compared();
    pass(1);
    state.off = 3 * 86_400;
    expect(clock.now()).toEqual(truth());
    expect(await compared()).toMatchObject({ type: 'off', seconds: 3 * 86_400 });
    expect(clock.now()).toEqual(truth());
  });

  test('the time by a platform’s clock is that of its answers', async () => {
    const { clock, state, truth, compared } = machine({ hasDatabase: true });
    state.off = 20;
    await compared();
    clock.recordDate('discord', dated(truth().add({ seconds: 30 })), 0);
    const ahead = clock.nowOf('discord').since(truth()).total('seconds');
    expect(Math.abs(ahead - 30)).toBeLessThanOrEqual(1);
    expect(clock.nowOf('console')).toEqual(truth());
  });
});

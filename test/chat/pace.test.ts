/** The pace against another end that counts what arrives in any second, over a way that takes now shorter, now longer. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPace, createLatency, shareOf, type Pace } from '../../src/chat/pace.ts';
import { createRandom } from '../chaos/random.ts';

// Its own timers are not those that vitest can set.
vi.mock('node:timers/promises', () => ({ setTimeout: (milliseconds: number) => timer(milliseconds + late()) }));

const MAX = 50;
const SECOND = 1_000;
let late = (): number => 0;

const timer = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

beforeEach(() => {
  late = () => 0;
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());

/** `clock` is how far the other end's clock is ahead, where it says when it had a request. */
type Journey = {
  readonly begin?: () => number;
  readonly there: () => number;
  readonly back: () => number;
  readonly clock?: () => number;
};

/** Sends so many as quickly as the pace lets it, and returns when they arrived. */
async function send(pace: Pace, count: number, { begin, there, back, clock }: Journey): Promise<number[]> {
  const arrived: number[] = [];
  const all = Promise.all(
    Array.from({ length: count }, async () => {
      const turn = await pace.turn();
      if (begin !== undefined) {
        await timer(begin());
        turn?.leave();
      }
      await timer(there());
      const at = performance.now();
      arrived.push(at);
      await timer(back());
      turn?.answer(clock === undefined ? undefined : Math.floor(at + clock()));
    }),
  );
  await vi.advanceTimersByTimeAsync((count + 5) * SECOND);
  await all;
  return arrived.toSorted((a, b) => a - b);
}

/** Returns the most that arrived in any second. */
const mostInASecond = (arrived: readonly number[]): number =>
  Math.max(...arrived.map((from, index) => arrived.slice(index).filter((at) => at < from + SECOND).length));

const seconds = (arrived: readonly number[]): number => ((arrived.at(-1) ?? 0) - (arrived[0] ?? 0)) / SECOND;
/** A little longer than a second, for clocks that tell whole milliseconds and ways that were never seen at their quickest. */
const newPace = (part = 1): Pace =>
  createPace({ most: MAX, milliseconds: SECOND + 5, part, ending: new AbortController().signal });
const even: Journey = { there: () => 10, back: () => 10 };

describe('a pace', () => {
  // As many as a claim lasts for, and more, to one channel: those that wait longer are claimed anew, behind the others.
  test('gives no turn to what is no longer wanted, so that it ends however many wait longer than their claims', async () => {
    const pace = createPace({ most: 1, milliseconds: SECOND, ending: new AbortController().signal });
    const claim = 4 * SECOND;
    let sent = 0;
    // Whoever is behind claims it anew once the claim has ended.
    const deliver = async (): Promise<void> => {
      const until = performance.now() + claim;
      const isHeld = (): boolean => performance.now() < until;
      const isSent = async (): Promise<boolean> => (await pace.turn(isHeld)) !== undefined && isHeld();
      if (await Promise.race([isSent(), timer(claim).then(() => false)])) sent += 1;
      else await deliver();
    };
    const all = Promise.all(Array.from({ length: 9 }, deliver));
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(sent).toBe(9);
    await all;
  });

  test.each([1, 2, 3, 4])('is never above the limit where ways take long by chance (seed %i)', async (seed) => {
    const random = createRandom(seed);
    let sent = 0;
    // One in four goes as quickly as it can.
    const leg = (): number => (sent++ % 4 < 2 ? 5 : random.between(5, 120));
    const arrived = await send(newPace(), 400, { begin: () => random.between(0, 40), there: leg, back: leg });
    expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
    expect(mostInASecond(arrived)).toBeGreaterThan(MAX * 0.8);
  });

  test('is never above the limit where some leave later than their turn, and are answered long after', async () => {
    let sent = 0;
    const begin = (): number => (sent++ % 7 === 0 ? 50 : 0);
    const arrived = await send(newPace(), 400, { there: () => 10, back: () => 3_000, begin });
    expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
  });

  test('uses the limit up, though its timers go off late', async () => {
    const random = createRandom(1);
    late = () => random.between(0, 12);
    const arrived = await send(newPace(0.98), 1_000, even);
    expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
    expect(999 / MAX / seconds(arrived)).toBeGreaterThan(0.97);
  });

  test('uses the limit up, though answers take long by chance, where the other end says when it had each', async () => {
    const random = createRandom(1);
    const back = (): number => random.between(40, 160);
    const way = { there: () => random.between(5, 15), back };
    const arrived = await send(newPace(0.98), 1_000, { ...way, clock: () => 1e12 });
    expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
    expect(999 / MAX / seconds(arrived)).toBeGreaterThan(0.96);
    // Without that it is careful instead.
    const careful = await send(newPace(0.98), 1_000, way);
    expect(mostInASecond(careful)).toBeLessThanOrEqual(MAX);
    expect(seconds(careful)).toBeGreaterThan(seconds(arrived) + 1);
  });

  test.each([-3_600_000, 0, 40])(
    'is never above the limit where a clock %i ms ahead says when each arrived',
    async (clock) => {
      const random = createRandom(7);
      const there = (): number => (random.next() < 0.2 ? random.between(5, 120) : 5);
      const arrived = await send(newPace(), 600, { there, back: () => random.between(5, 50), clock: () => clock });
      expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
    },
  );

  test('takes its first requests for as late as their answers: nothing is known yet of the way', async () => {
    const pace = createPace({ most: 1, milliseconds: SECOND + 5, ending: new AbortController().signal });
    let sent = 0;
    const arrived = await send(pace, 5, { ...even, there: () => (sent++ < 2 ? 200 : 10), clock: () => 0 });
    expect(mostInASecond(arrived)).toBe(1);
  });

  test('knows from other paces how quick the way is: it waits for late requests, and not for late answers', async () => {
    const latency = createLatency();
    const { signal } = new AbortController();
    const paces = Array.from({ length: 12 }, () =>
      createPace({ most: 1, milliseconds: SECOND + 5, latency, ending: signal }),
    );
    const took: number[] = [];
    for (const [index, pace] of paces.entries()) {
      let sent = 0;
      // The connection has to be made first.
      const there = (): number => (index % 3 > 0 && sent++ === 0 ? 200 : 10);
      const arrived = await send(pace, 3, { there, back: () => 400, clock: () => 0 });
      expect(mostInASecond(arrived)).toBe(1);
      took.push(seconds(arrived));
    }
    expect(Math.max(...took.slice(6))).toBeLessThan(2.05);
  });

  test('is not held up by what a clock says that is wrong', async () => {
    let sent = 0;
    const arrived = await send(newPace(), 400, { ...even, clock: () => (sent++ % 10 === 0 ? 5_000 : 0) });
    expect(seconds(arrived)).toBeLessThan(8.5);
  });

  test('spreads what it lets through, also after a moment in which nothing went', async () => {
    const pace = newPace();
    let times = 0;
    late = () => (++times === 60 ? 700 : 0);
    const arrived = await send(pace, 200, even);
    const gaps = arrived.slice(1).map((at, index) => at - (arrived[index] ?? 0));
    expect(Math.max(...gaps)).toBeGreaterThan(600);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SECOND / MAX / 2 - 1);
    expect(mostInASecond(arrived)).toBeLessThanOrEqual(MAX);
  });

  test('is shared so that the shares of all replicas are the limit', async () => {
    for (const of of [1, 2, 3, 7, 50])
      expect(
        Array.from({ length: of }, (_, position) => shareOf(MAX, { position, of })).reduce((sum, one) => sum + one),
      ).toBe(MAX);
    expect(shareOf(MAX, { position: 59, of: 60 })).toBe(1);
    const pace = newPace();
    pace.change(shareOf(MAX, { position: 2, of: 3 }));
    expect(mostInASecond(await send(pace, 60, even))).toBe(16);
  });

  test('gives no turn once it is ended', async () => {
    const ending = new AbortController();
    const pace = createPace({ most: 1, milliseconds: SECOND, ending: ending.signal });
    await pace.turn();
    ending.abort();
    await expect(pace.turn()).rejects.toThrow('aborted');
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { CAUGHT_BY, PLANTED } from './faults.ts';
import { prepareGround, runHistory, type Ground } from './history.ts';
import { drawPlan } from './plan.ts';
import { smallest } from './report.ts';
import { simulate } from './simulate.ts';

/** The short form; `npm run simulate` runs as many as there is time for. */
const HISTORIES = 200;
/** Where other code draws other chances, a fault shows in another history: this many are tried. */
const SEARCHED = 200;

let ground: Ground;
beforeAll(async () => {
  ground = await prepareGround();
});

const hashOf = async (seed: number, on: Ground): Promise<string> =>
  (await runHistory(drawPlan(seed), on, { isTraced: true })).traceHash;

describe('a simulation of the bot in virtual time', () => {
  test('keeps every promise', async () => {
    const { failures, injected, deliveries } = await simulate({ seed: 1, histories: HISTORIES, ground });
    const [failure] = failures;
    const told = failure?.breaches[0];
    expect(told && (await smallest(failure.seed, told.name, ground)).join('\n')).toBeUndefined();
    // Otherwise it would show nothing.
    expect(deliveries).toBeGreaterThan(HISTORIES);
    expect(Object.keys(injected).length).toBeGreaterThan(12);
  });

  test('does the same again with the same seed, whatever ran before', async () => {
    const seeds = [3, 7, 8, 12, 20];
    const first = await hashOf(3, await prepareGround());
    const again: string[] = [];
    for (const seed of seeds) again.push(await hashOf(seed, ground));
    const backwards: string[] = [];
    for (const seed of seeds.toReversed()) backwards.push(await hashOf(seed, ground));
    expect(again[0]).toBe(first);
    expect(backwards.toReversed()).toEqual(again);
    expect(new Set(again).size).toBe(seeds.length);
  });

  test('makes a failing history small, and tells how to run it again', async () => {
    const planted = PLANTED.find(({ name }) => name === 'a look-up does not look, and finds it');
    const { failures } = await simulate({ seed: 1, histories: SEARCHED, planted, enough: 1, ground });
    const seed = failures[0]?.seed ?? 0;
    const lines = await smallest(seed, 'lost', ground, planted);
    const without =
      /--without (?<numbers>[\d,]+)/u
        .exec(lines[0] ?? '')
        ?.groups?.numbers?.split(',')
        .map(Number) ?? [];
    expect(lines[0]).toMatch(/^npm run simulate -- --seed \d+ --histories 1 --trace/u);
    expect(lines.at(-1)).toMatch(/^BROKEN lost: /u);
    expect(drawPlan(seed, { without }).items.length).toBeLessThanOrEqual(6);
  });

  test.each(PLANTED)('finds that $name', async (planted) => {
    const by = CAUGHT_BY[planted.name] ?? 1;
    const known = await simulate({ seed: by, histories: 1, planted, ground });
    const { failures } =
      known.failures.length > 0 ? known : await simulate({ seed: 1, histories: SEARCHED, planted, enough: 1, ground });
    expect(failures).toHaveLength(1);
  });
});

/** Any order of steps must leave both engines as it leaves the simplest store that keeps the contract. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Plan } from '../../../src/digest/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { bare, byId, Model } from '../model.ts';
import { at, carried, delivery, subscription } from '../samples.ts';

const id = fc.constantFrom('a', 'b');
const by = fc.constantFrom('r1', 'r2');
const which = fc.nat({ max: 5 });
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('add' as const), id }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), id }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('pause' as const), id }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('resume' as const), id, after: fc.integer({ min: -2, max: 9 }) }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('plan' as const), after: fc.integer({ min: 0, max: 9 }) }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('ask' as const), id, request: fc.nat({ max: 3 }) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('claim' as const), by, most: fc.integer({ min: 1, max: 3 }) }), weight: 6 },
  { arbitrary: fc.record({ do: fc.constant('begin' as const), which, by, rotates: fc.boolean() }), weight: 6 },
  {
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which,
      state: fc.constantFrom('sent' as const, 'waiting' as const, 'unknown' as const, 'refused' as const),
      after: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      yields: fc.boolean(),
    }),
    weight: 6,
  },
  { arbitrary: fc.record({ do: fc.constant('expire' as const) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('look' as const), most: fc.integer({ min: 1, max: 3 }) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: -3, max: 9 }) }), weight: 5 },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Pair = readonly [got: unknown, expected: unknown];

/** Takes the same steps in a store and in the model; returns what each step answered, and what is left in the end, each beside what it should be. */
async function compare(store: Store, steps: readonly Step[]): Promise<Pair[]> {
  const model = new Model();
  const pairs: Pair[] = [];
  // What was claimed at any time, also long ago: late comers must be turned away.
  const held: Delivery[] = [];
  let minute = 0;
  for (const [made, one] of steps.entries()) {
    if (one.do === 'wait') minute += one.minutes;
    else pairs.push(...(await take(store, model, one, { minute, made, held })));
  }
  const left = {
    subscriptions: (await store.subscriptions({})).toSorted(byId),
    deliveries: (await store.digestLog({}, 9_999)).toSorted(byId).map(bare),
    heard: [...(await store.carriedKeys(subscription('a').channelRef))].toSorted(),
  };
  return [...pairs, [left, model.all()], [await store.nextWorkAt(), model.nextWorkAt()]];
}

type Moment = { readonly minute: number; readonly made: number; readonly held: Delivery[] };

async function take(
  store: Store,
  model: Model,
  one: Exclude<Step, { readonly do: 'wait' }>,
  { minute, made, held }: Moment,
): Promise<Pair[]> {
  const now = at(minute);
  const holding = 'which' in one ? held.at(-1 - one.which) : undefined;
  const hold = (claimed: readonly Delivery[], expected: readonly Delivery[]): Pair[] => {
    held.push(...claimed);
    return [[claimed.map(bare), expected.map(bare)]];
  };
  switch (one.do) {
    case 'add': {
      const added = subscription(one.id, { dueAt: now });
      return model.add(added) ? [[await store.addSubscription(added, 9), true]] : [];
    }
    case 'remove':
      return [[await store.removeSubscription(one.id), model.remove(one.id)]];
    case 'pause':
      return [[await store.pause(one.id, 'asked', '', now), model.pause(one.id, 'asked', now)]];
    case 'resume': {
      const dueAt = at(minute + one.after);
      return [[await store.resume(one.id, dueAt), model.resume(one.id, dueAt)]];
    }
    case 'plan': {
      const plan = (due: { readonly id: string }): Plan => ({
        deliveries: [
          delivery(`p${made}m${due.id}`, { slot: `m${minute}`, state: 'missed', slotAt: now }),
          delivery(`p${made}${due.id}`, { slot: `${minute}`, slotAt: now, nextAt: now }),
        ],
        dueAt: at(minute + one.after),
      });
      return [[(await store.planDue(now, 9, plan)).planned, model.plan(now, plan)]];
    }
    case 'ask': {
      const asked = delivery(`n${made}`, { slot: `now-${one.request}`, slotAt: now, nextAt: now });
      return [[(await store.addDigest(one.id, asked))?.id, model.ask(one.id, asked)?.id]];
    }
    case 'claim': {
      const until = at(minute + 5);
      const claimed = await store.claimDeliveries({ platforms: ['slack'], now, until, most: one.most, by: one.by });
      return hold(claimed, model.take('waiting', now, until, one.most, one.by));
    }
    case 'look': {
      const until = at(minute + 2);
      const claimed = await store.claimLookUps({ platforms: ['slack'], now, until, most: one.most });
      return hold(claimed, model.take('unknown', now, until, one.most, ''));
    }
    case 'begin': {
      if (holding === undefined) return [];
      const what = { ...carried(`k${made}`), introduces: one.rotates, rotates: one.rotates ? `t${made}` : undefined };
      return [[await store.begin(holding, one.by, now, what), model.begin(holding, one.by, now, what)]];
    }
    case 'settle': {
      if (holding === undefined) return [];
      const nextAt = one.after === undefined ? {} : { nextAt: at(minute + one.after) };
      const settlement = { state: one.state, reason: '', yields: one.yields, ...nextAt };
      return [[await store.settle(holding, settlement, now), model.settle(holding, settlement, now)]];
    }
    case 'expire': {
      const lookAt = at(minute + 1);
      return [[await store.expireClaims(now, lookAt), model.expire(now, lookAt)]];
    }
  }
}

export function modelContract({ fresh }: EngineUnderTest): void {
  describe('any order of steps', () => {
    it('leaves what the simplest store would', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
          const store = await (await fresh()).open();
          const pairs = await compare(store, steps);
          await store.close();
          expect(pairs.map(([got]) => got)).toStrictEqual(pairs.map(([, expected]) => expected));
        }),
        { numRuns: 60 },
      );
    });
  });
}

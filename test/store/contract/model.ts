/** Any order of steps must leave both engines as it leaves the simplest store that keeps the contract. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/digest/subscription.ts';
import type { Store } from '../../../src/store/store.ts';
import type { EngineUnderTest } from '../engines.ts';
import { Model } from '../model.ts';
import { at, carried, delivery, subscription } from '../samples.ts';

const id = fc.constantFrom('a', 'b');
const by = fc.constantFrom('r1', 'r2');
const which = fc.nat({ max: 5 });
const step = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('add' as const), id }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), id }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('pause' as const), id }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('resume' as const), id, after: fc.integer({ min: -2, max: 9 }) }), weight: 2 },
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
    }),
    weight: 6,
  },
  { arbitrary: fc.record({ do: fc.constant('expire' as const) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('look' as const), most: fc.integer({ min: 1, max: 3 }) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: -3, max: 9 }) }), weight: 5 },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Takes the same steps in a store and in the model, and compares what each step answers and what is left in the end. */
async function compare(store: Store, steps: readonly Step[]): Promise<void> {
  const model = new Model();
  // What was claimed at any time, also long ago: late comers must be turned away.
  const held: Delivery[] = [];
  let minute = 0;
  let made = 0;
  for (const one of steps) {
    const now = at(minute);
    const holding = held.at(-1 - ('which' in one ? one.which : 0));
    switch (one.do) {
      case 'wait':
        minute += one.minutes;
        break;
      case 'add': {
        const added = subscription(one.id, { dueAt: now });
        if (model.add(added)) expect(await store.addSubscription(added, 9)).toBe(true);
        break;
      }
      case 'remove':
        expect(await store.removeSubscription(one.id)).toBe(model.remove(one.id));
        break;
      case 'pause':
        expect(await store.pause(one.id, 'asked', '', now)).toBe(model.pause(one.id, 'asked', now));
        break;
      case 'resume':
        expect(await store.resume(one.id, at(minute + one.after))).toBe(model.resume(one.id, at(minute + one.after)));
        break;
      case 'plan': {
        const name = `p${++made}`;
        const plan = (due: { readonly id: string }): { deliveries: ReturnType<typeof delivery>[]; dueAt: Temporal.Instant } => ({
          deliveries: [
            delivery(`${name}m${due.id}`, { slot: `m${minute}`, state: 'missed', slotAt: now }),
            delivery(`${name}${due.id}`, { slot: `${minute}`, slotAt: now, nextAt: now }),
          ],
          dueAt: at(minute + one.after),
        });
        expect(await store.planDue(now, 9, plan)).toBe(model.plan(now, plan));
        break;
      }
      case 'ask': {
        const asked = delivery(`n${++made}`, { slot: `now-${one.request}`, slotAt: now, nextAt: now });
        expect((await store.addDelivery(one.id, asked))?.id).toBe(model.ask(one.id, asked)?.id);
        break;
      }
      case 'claim': {
        const claim = { platforms: ['slack'], now, until: at(minute + 5), most: one.most, by: one.by };
        const claimed = await store.claimDeliveries(claim);
        expect(claimed.map((each) => each.id)).toStrictEqual(
          model.take('waiting', now, claim.until, one.most, one.by).map((each) => each.id),
        );
        held.push(...claimed);
        break;
      }
      case 'look': {
        const claim = { platforms: ['slack'], now, until: at(minute + 2), most: one.most };
        const claimed = await store.claimLookups(claim);
        expect(claimed.map((each) => each.id)).toStrictEqual(
          model.take('unknown', now, claim.until, one.most, '').map((each) => each.id),
        );
        held.push(...claimed);
        break;
      }
      case 'begin': {
        if (holding === undefined) break;
        const what = { ...carried(`k${++made}`), introduces: one.rotates, rotates: one.rotates ? `t${made}` : undefined };
        expect(await store.begin(holding, one.by, now, what)).toBe(model.begin(holding, one.by, now, what));
        break;
      }
      case 'settle': {
        if (holding === undefined) break;
        const settlement = { state: one.state, reason: '', ...(one.after !== undefined && { nextAt: at(minute + one.after) }) };
        expect(await store.settle(holding, settlement, now)).toBe(model.settle(holding, settlement, now));
        break;
      }
      case 'expire':
        expect(await store.expireClaims(now, at(minute + 1))).toStrictEqual(model.expire(now, at(minute + 1)));
        break;
    }
  }
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
  expect({
    subscriptions: (await store.subscriptions({})).toSorted(byId),
    deliveries: (await store.deliveries({}, 9_999)).map(({ reason, ...one }) => one).toSorted(byId),
    heard: [...(await store.heard(subscription('a').place))].toSorted(),
  }).toStrictEqual(model.all());
  expect(await store.nextWorkAt()).toStrictEqual(model.nextWorkAt());
}

export function modelContract({ fresh }: EngineUnderTest): void {
  describe('any order of steps', () => {
    it('leaves what the simplest store would', { timeout: 60_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
          const store = await (await fresh()).open();
          try {
            await compare(store, steps);
          } finally {
            await store.close();
          }
        }),
        { numRuns: 60 },
      );
    });
  });
}

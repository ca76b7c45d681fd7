/** Corrections of messages that were sent before are planned, whatever the store does meanwhile. */
import { expect, test, vi } from 'vitest';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import type { Brief } from '../../../src/records/schema.ts';
import { CORRECTION, correctedIn, RIGHT } from '../../contract/recall-run.ts';
import { newChannel } from '../delivery/channel.ts';

/** A channel with a digest that was asked for, whose records can be corrected in a statement that its bottom lines rest on, and these with it; `told` says what the store has of the correction. */
async function asked() {
  const channel = await newChannel({ lookAfterSeconds: 0 });
  let records = catalogueOf(recordFiles(), channel.clock.now);
  const replica = channel.replica(() => records);
  const id = await channel.ask();
  const brief = [...records.briefs.values()].find(({ status }) => status === 'published');
  const [statement] = brief?.bottomLine.restsOn ?? [];
  if (statement === undefined) throw new Error('no bottom line rests on anything');
  const told = async (): Promise<readonly string[]> =>
    (await channel.store.recalls(`${statement}/${CORRECTION}`, 9)).map(({ of, delivery }) => `${of} ${delivery.state}`);
  const correct = (): void => {
    const after = correctedIn(records, statement, '2026-12-31');
    const briefs = [...after.briefs].map(([key, each]) => [key, withBottomLine(each)] as const);
    records = { ...after, briefs: new Map(briefs) };
    replica.wake();
  };
  return { channel, replica, id, told, correct };
}

/** The same once the digest was sent. */
async function corrected() {
  const run = await asked();
  const { channel, replica, id } = run;
  replica.wake();
  await vi.waitFor(async () => expect((await channel.delivery(id)).state).toBe('sent'));
  const [shown] = (await channel.delivery(id)).carried?.briefs ?? [];
  expect(shown).toMatchObject({ statements: [], bottomLine: expect.any(String) });
  return run;
}

const withBottomLine = (brief: Brief): Brief => ({ ...brief, bottomLine: { ...brief.bottomLine, text: RIGHT } });

test('a correction that could not be planned, since the store failed, is planned at the next look', async () => {
  const { channel, replica, id, told, correct } = await corrected();
  const fails = vi.spyOn(channel.store, 'shownBefore').mockRejectedValueOnce(new Error('the store is gone'));
  correct();
  await vi.waitFor(() => expect(fails).toHaveBeenCalled());
  replica.wake();
  await vi.waitFor(async () => expect(await told()).toEqual([`${id} sent`]));
});

test('a correction that the database has forgotten is planned anew', async () => {
  const { channel, replica, id, told, correct } = await corrected();
  correct();
  await vi.waitFor(async () => expect(await told()).toEqual([`${id} sent`]));
  await channel.forgetRecalls();
  expect(await told()).toEqual([]);
  replica.wake();
  await vi.waitFor(async () => {
    channel.clock.now = channel.clock.now.add({ minutes: 1 });
    replica.wake();
    expect(await told()).toEqual([`${id} sent`]);
  });
});

test.each(['while it is sent', 'before it is found'])(
  'a digest that shows what was corrected %s is corrected too',
  async (when) => {
    const { channel, replica, id, told, correct } = await asked();
    const planned = vi.spyOn(channel.store, 'shownBefore');
    // By the records as they are then, corrections are planned: the digest is not among the messages yet.
    const correctAndPlan = async (): Promise<void> => {
      planned.mockClear();
      correct();
      await vi.waitFor(() => expect(planned).toHaveBeenCalled());
      await Promise.all(planned.mock.results.map(({ value }) => value as unknown));
      expect(await told()).toEqual([]);
    };
    channel.platform.send = async (delivery, _reply, begin) => {
      if (!(await begin())) return { type: 'not-begun' };
      if (delivery.id !== id) return { type: 'sent', message: delivery.id };
      if (when === 'before it is found') return { type: 'unknown', detail: 'cut' };
      await correctAndPlan();
      return { type: 'sent', message: delivery.id };
    };
    channel.platform.look = async () => {
      await correctAndPlan();
      return { type: 'found', message: id };
    };
    replica.wake();
    await vi.waitFor(async () => {
      replica.wake();
      expect(await told()).toEqual([`${id} sent`]);
    });
  },
);

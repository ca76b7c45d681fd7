/** Corrections of messages that were sent before are planned, whatever the store does meanwhile. */
import { expect, test, vi } from 'vitest';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import type { Brief } from '../../../src/records/schema.ts';
import { CORRECTION, correctedIn, RIGHT } from '../../contract/recall-run.ts';
import { newChannel } from '../delivery/channel.ts';

/** Sends a digest, then corrects a statement that its bottom lines rest on, and these with it; returns what the store says of the correction. */
async function corrected() {
  const channel = await newChannel({ lookAfterSeconds: 0 });
  let records = catalogueOf(recordFiles(), channel.clock.now);
  const replica = channel.replica(() => records);
  const id = await channel.ask();
  replica.wake();
  await vi.waitFor(async () => expect((await channel.delivery(id)).state).toBe('sent'));
  const [shown] = (await channel.delivery(id)).carried?.briefs ?? [];
  expect(shown).toMatchObject({ statements: [], bottomLine: expect.any(String) });
  const [statement] = records.briefs.get(shown?.id ?? '')?.bottomLine.restsOn ?? [];
  if (statement === undefined) throw new Error('the digest shows no bottom line');
  const told = async (): Promise<readonly string[]> =>
    (await channel.store.recalls(`${statement}/${CORRECTION}`, 9)).map(({ of, delivery }) => `${of} ${delivery.state}`);
  const correct = (): void => {
    const after = correctedIn(records, statement, '2026-12-31');
    const briefs = [...after.briefs].map(([key, brief]) => [key, withBottomLine(brief)] as const);
    records = { ...after, briefs: new Map(briefs) };
    replica.wake();
  };
  return { channel, replica, id, told, correct };
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

import { describe, expect, test } from 'vitest';
import { plan } from '../../../src/digest/delivery/plan.ts';
import { deliveryId } from '../../../src/digest/ids.ts';
import { DAYS } from '../../../src/digest/schedule/days.ts';
import { subscription } from '../../store/samples.ts';

const daily = subscription('s1', {
  schedule: { days: [...DAYS], time: '09:00', zone: 'America/New_York' },
  dueAt: Temporal.Instant.from('2026-05-01T13:00:00Z'),
});

describe('a plan', () => {
  test('names a slot by its moment, so that another time on the same day is another slot', () => {
    const now = Temporal.Instant.from('2026-05-01T13:00:10Z');
    const [morning] = plan(daily, now).deliveries;
    expect(morning).toMatchObject({ slot: '2026-05-01T13:00Z', state: 'waiting', late: false });
    const moved = {
      ...daily,
      schedule: { ...daily.schedule, time: '15:00' },
      dueAt: Temporal.Instant.from('2026-05-01T19:00:00Z'),
    };
    expect(plan(moved, Temporal.Instant.from('2026-05-01T19:00:30Z')).deliveries).toMatchObject([
      { slot: '2026-05-01T19:00Z' },
    ]);
  });

  test('names one moment the same whichever zone it was chosen in', () => {
    const now = Temporal.Instant.from('2026-05-01T13:00:10Z');
    const london = { ...daily, schedule: { ...daily.schedule, time: '14:00', zone: 'Europe/London' } };
    expect(plan(london, now).deliveries).toStrictEqual(plan(daily, now).deliveries);
  });

  test('gives a slot the same id each time it is planned, and each slot another', () => {
    const now = Temporal.Instant.from('2026-05-03T13:00:10Z');
    const ids = plan(daily, now).deliveries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(plan(daily, now).deliveries.map(({ id }) => id)).toEqual(ids);
    expect(plan({ ...daily, id: 's2' }, now).deliveries.some(({ id }) => ids.includes(id))).toBe(false);
  });
});

test('the id of a slot fits a marker and a nonce, and never changes', () => {
  expect(deliveryId('s1', '2026-05-01T13:00Z')).toMatch(/^[a-z0-9]{24}$/u);
  expect(deliveryId('s1', '2026-05-01T13:00Z')).toBe('aq122z5xn7wgpcfw8vp3kz12');
  expect(deliveryId('s12', '026')).not.toBe(deliveryId('s1', '2026'));
});

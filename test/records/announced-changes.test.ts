/** What was announced for a later day: in the project's own records, and where it was put off, told again or only goes on. */
import { describe, expect, test } from 'vitest';
import { announcedChanges } from '../../src/records/announced-changes.ts';
import { calendar } from '../../src/records/calendar.ts';
import { span } from '../../src/records/dates.ts';
import { standingOf } from '../../src/records/standing.ts';
import { trackStanding } from '../../src/records/track-state.ts';
import { AFFILIATES, announced, DUTY, ownWith, paper } from '../digest/own-and-announced.ts';
import { ownCatalogue } from '../support/records.ts';

const found = (catalogue = ownCatalogue()): string[] =>
  announcedChanges(catalogue)
    .map(({ track, at, effect, before }) => `${span(at).last} ${track?.id} ${before} ${effect}`)
    .toSorted();
const day = (on: string) => ({ precision: 'day', on });
const at = (on: string): Temporal.Instant => Temporal.Instant.from(`${on}T12:00:00Z`);
const DUTY_LOWERED = '2026-12-15 us-section-301-forced-labor-duty in-force lowered';

const SHIPPED = [
  '2025-04-10 cn-retaliatory-tariffs announced imposed',
  '2025-05-14 us-reciprocal-tariff suspended lowered',
  '2025-11-10 us-fentanyl-tariff in-force lowered',
  '2026-01-15 us-section-232-chip-tariff announced imposed',
  '2026-02-24 us-section-122-surcharge announced imposed',
  '2026-12-04 us-section-232-polysilicon announced imposed',
  '2027-06-23 us-section-301-chip-tariff in-force raised',
];

describe('what was announced for a later day', () => {
  test('is once a track and day in the project’s records', () => {
    expect(found()).toEqual(SHIPPED);
    expect(found(ownWith(paper('2026-11-28', [AFFILIATES, DUTY])))).toEqual([
      ...SHIPPED.slice(0, 5),
      '2026-12-01 us-affiliates-rule suspension-passed suspended',
      ...SHIPPED.slice(5, -1),
      DUTY_LOWERED,
      ...SHIPPED.slice(-1),
    ]);
  });

  test('is one however many documents announce it, and of no track is of its statement', () => {
    const again = { ...DUTY, id: 'duty-again' };
    const alone = { ...announced('', 'imposed', '2026-12-20'), id: 'alone', track: undefined };
    const changes = found(ownWith(paper('2026-11-20', [DUTY]), paper('2026-11-28', [again, alone])));
    expect(changes.filter((one) => one === DUTY_LOWERED)).toHaveLength(1);
    expect(changes.at(-2)).toBe('2026-12-20 undefined undefined imposed');
  });

  test('is told by who announced it where a document of its day tells of it too', () => {
    const later = paper('2026-12-15', [{ ...DUTY, id: 'confirmed' }]);
    const catalogue = ownWith(paper('2026-11-20', [{ ...DUTY, id: 'duty' }]), later);
    const change = announcedChanges(catalogue).find(
      ({ effect, at: when }) => effect === 'lowered' && span(when).first === '2026-12-15',
    );
    expect(change?.by.id).toBe('wh-paper-0/duty');
  });

  test('is found on the day after another change that no later document has told of', () => {
    const raised = announced('us-section-232-polysilicon', 'raised', '2026-12-05');
    expect(found(ownWith(paper('2026-11-10', [raised])))).toEqual([
      ...SHIPPED.slice(0, -1),
      '2026-12-05 us-section-232-polysilicon announced raised',
      ...SHIPPED.slice(-1),
    ]);
  });

  test('is none where the first document of it is of its day or later, or it only goes on', () => {
    expect(found(ownWith(paper('2026-12-15', [DUTY])))).toEqual(SHIPPED);
    expect(found(ownWith(paper('2026-11-28', [{ ...DUTY, effect: 'extended' }])))).toEqual(SHIPPED);
  });

  test('is of the new day where it was put off, and nothing begins on the first one', () => {
    const put = (id: string, from: string) => ({ ...DUTY, id, from: day(from) });
    const off = {
      ...put('off', '2027-01-15'),
      relations: [{ type: 'supersedes', statement: 'wh-paper-0/duty' }],
    };
    const catalogue = ownWith(paper('2026-11-20', [put('duty', '2026-12-15')]), paper('2026-12-10', [off]));
    expect(found(catalogue).at(-2)).toBe('2027-01-15 us-section-301-forced-labor-duty in-force lowered');
    expect(found(catalogue)).not.toContain(DUTY_LOWERED);
    const statement = catalogue.statements.get('wh-paper-0/duty')!;
    expect(standingOf(statement, catalogue, at('2026-12-20'))?.state).toBe('superseded');
    const track = catalogue.tracks.get('us-section-301-forced-labor-duty')!;
    expect(trackStanding(track, catalogue, at('2026-12-20')).next?.at).toEqual(day('2027-01-15'));
    const dates = calendar(catalogue, at('2026-12-11')).dates.filter(
      ({ kind, first }) => kind === 'from' && first > '2026-12',
    );
    expect(dates.map(({ first }) => first)).not.toContain('2026-12-15');
    expect(dates.map(({ first }) => first)).toContain('2027-01-15');
  });
});

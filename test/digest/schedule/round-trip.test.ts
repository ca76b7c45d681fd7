/** Every schedule that is printed or stored is read as itself. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { topicNames } from '../../../src/conversation/digests/topic-names.ts';
import { understand } from '../../../src/conversation/digests/understand.ts';
import { digestName } from '../../../src/digest/digest-name.ts';
import { DAYS, parseDays } from '../../../src/digest/schedule/days.ts';
import { formatSchedule, type Schedule } from '../../../src/digest/schedule/schedule.ts';
import { parseTime } from '../../../src/digest/schedule/parse-time.ts';
import { parseZone } from '../../../src/digest/schedule/zone.ts';
import { nextSlot } from '../../../src/digest/schedule/next-slot.ts';
import data from '../../../src/digest/schedule/zones.json' with { type: 'json' };
import type { Language } from '../../../src/records/schema.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();
const names = topicNames(catalogue);
const LISTED = Intl.supportedValuesOf('timeZone');
const RENAMED = new Map(Object.entries(data.renamed));
const ZONES = [...new Set(LISTED.map((zone) => RENAMED.get(zone) ?? zone)), 'UTC'];
/** 127 sets of days, Monday first. */
const SETS = Array.from({ length: 127 }, (_, set) => DAYS.filter((_day, bit) => ((set + 1) >> bit) % 2 === 1));

/** The schedule and the topics that a text is read as, whole. */
function read(text: string, language: Language) {
  const { input } = understand(text, names);
  const days = parseDays(input.days ?? '', language);
  const time = parseTime(input.time ?? '', language);
  const zone = parseZone(input.zone ?? '', NOW, language);
  return {
    topics: input.topics,
    days: days.ok ? days.days : days.message,
    time: time.ok ? time.time : time.message,
    zone: zone.ok ? zone.zone : zone.message,
  };
}

test.each(['en', 'zh'] as const)('as it is printed in %s, for each zone and each set of days', (language) => {
  const schedules = [
    ...ZONES.map((zone, at): Schedule => ({ days: SETS[at % SETS.length] ?? DAYS, time: '21:05', zone })),
    ...SETS.map((days): Schedule => ({ days, time: '00:30', zone: 'Asia/Shanghai' })),
  ];
  const wrong = schedules.flatMap((schedule) => {
    const text = formatSchedule(schedule, language);
    const found = { text, ...read(text, language) };
    const wanted = { text, topics: undefined, ...schedule };
    return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [found];
  });
  expect(wrong).toEqual([]);
});

test('as the name of a digest, in both languages', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SETS),
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom(...ZONES),
      fc.constantFrom('en' as const, 'zh' as const),
      (days, minute, zone, language) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const name = digestName(
          { topics: ['energy', 'taiwan'], schedule: { days, time, zone } },
          { catalogue, language },
        );
        expect({ name, ...read(name, language) }).toEqual({
          name,
          topics: 'energy, taiwan',
          days,
          time,
          zone,
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('as it is stored: days, a time, and the id of a zone, a former one too', () => {
  for (const listed of [...LISTED, ...RENAMED.keys(), 'UTC']) {
    const zone = RENAMED.get(listed) ?? listed;
    const text = `mon wed sun 09:00 zone ${listed}`;
    expect({ text, ...read(text, 'en') }).toEqual({
      text,
      topics: undefined,
      days: ['mon', 'wed', 'sun'],
      time: '09:00',
      zone,
    });
    expect(nextSlot({ days: ['mon'], time: '09:00', zone: listed }, NOW).id).toMatch(/Z$/u);
  }
});

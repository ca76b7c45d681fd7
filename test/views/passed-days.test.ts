/** What the bot itself says of days: on no day does it tell a day that has passed as one to come, or as one until which something holds. */
import { expect, test } from 'vitest';
import { messages } from '../../src/locales/messages.ts';
import { publishedOf, type RecordCatalogue, valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import type { Language } from '../../src/records/schema.ts';
import { composeDates, composeStatus } from '../../src/reply/compose/board.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { claimContextOf, contextOfStatement } from '../../src/views/context.ts';
import { expectationText, standingText } from '../../src/views/state-words.ts';
import { trackView } from '../../src/views/track.ts';
import { OWN } from '../support/records.ts';

const catalogue = createCatalogue(valuesOf(createRecordLoader(OWN).read()));
const LANGUAGES = ['en', 'zh'] as const;
const DAYS = ['2026-10-01', '2026-12-02', '2027-03-01'] as const;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Words of the bot before a day that is to come, or until which something holds; in Chinese some stand behind it. */
const AHEAD: Readonly<Record<Language, RegExp>> = {
  en: /(?:until|due|for|expected|(?:take effect|begin|end|suspended|extended)(?: again)? (?:on|from|in)) (?<month>[A-Z][a-z]+) (?:(?<day>\d+), )?(?<year>\d{4})/gu,
  zh: /(?:有效至|暂停至|期限|预计|宣布自|将于)(?<year>\d{4})年(?:(?<month>\d+)月)?(?:(?<day>\d+)日)?|(?<year>\d{4})年(?:(?<month>\d+)月)?(?:(?<day>\d+)日)?(?:到期|起生效)/gu,
};

/** Returns the days that words tell as to come although they have passed by a day. */
function passedAhead(words: string, language: Language, today: string): string[] {
  if (words.includes(messages(language)('sections.noLater'))) return [];
  return [...words.matchAll(AHEAD[language])].flatMap(({ 0: found, groups }) => {
    const { year = '', month = language === 'en' ? 'December' : '12', day = '31' } = groups ?? {};
    const number = language === 'en' ? MONTHS.indexOf(month) + 1 : Number(month);
    const last = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    return last < today ? [`${found}: ${words}`] : [];
  });
}

/** Returns all words that the bot composes of measures, promises, dated statements and what is watched for, on a day. */
function composedWords(day: string, language: Language, records: RecordCatalogue = catalogue): string[] {
  const now = Temporal.Instant.from(`${day}T10:00:00Z`);
  const view = { catalogue, language, now } as const;
  const tracks = [...records.tracks.values()].flatMap((track) => trackView(track, view) ?? []);
  const statements = [...records.statements.values()].flatMap((statement) =>
    standingText(statement, contextOfStatement(statement, view)),
  );
  const watched = publishedOf(records.briefs.values()).flatMap((brief) =>
    brief.watch.flatMap(({ expected }) =>
      expected === undefined ? [] : [expectationText(expected, claimContextOf(view))],
    ),
  );
  return [
    ...tracks.map(({ state }) => state.text),
    ...tracks.flatMap(({ days }) => days.map(({ text }) => text)),
    ...tracks.flatMap(({ next }) => next?.text ?? []),
    ...statements,
    ...watched,
  ];
}

test.each(DAYS.flatMap((day) => LANGUAGES.map((language) => ({ day, language }))))(
  'on $day nothing that has passed is told as to come, in $language',
  ({ day, language }) => {
    const words = composedWords(day, language);
    expect(words.length).toBeGreaterThan(300);
    expect(words.flatMap((one) => passedAhead(one, language, day))).toEqual([]);
  },
);

test.each(LANGUAGES)('what was said on a day before is found to have passed later, in %s', (language) => {
  const [first, , last] = DAYS;
  expect(composedWords(first, language).flatMap((one) => passedAhead(one, language, last)).length).toBeGreaterThan(15);
});

test.each(DAYS)('no row of a board tells a passed day as one to come, on %s', (day) => {
  const now = Temporal.Instant.from(`${day}T10:00:00Z`);
  const context = { catalogue, language: 'en', now, audience: 'everyone' } as const;
  const rows = [...catalogue.relationships.keys()]
    .flatMap((relationship) => [
      composeStatus({ type: 'status', relationship }, undefined, context),
      composeDates({ type: 'dates', relationship }, undefined, context),
    ])
    .flatMap(({ blocks }) => blocks)
    // What has passed stands under a heading that says so.
    .flatMap((block) =>
      block.type === 'points' && !block.heading.startsWith(messages('en')('card.passed')) ? block.items : [],
    );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.flatMap(({ text }) => passedAhead(text, 'en', day))).toEqual([]);
});

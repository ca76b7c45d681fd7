/** What `check` tells an editor to look at, by topic: none of it is a fault. */
import { describe, expect, test } from 'vitest';
import { codedText } from '../../../src/locales/coded.ts';
import { textWarnings, type OwnFields, type WordList } from '../../../src/records/check/style.ts';
import { attache } from '../../support/command.ts';
import {
  documentRecord,
  folderOf,
  OWN,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../../support/records.ts';

const WORDS: WordList = {
  en: [
    { words: 'told', better: 'said' },
    { words: 'economic and trade', better: 'trade' },
  ],
  zh: [{ words: '紧急权力关税', better: '依法加征的关税' }],
};
const OWN_DAY = { precision: 'day', on: '2026-09-24' } as const;
const codes = (text: string, language: 'en' | 'zh', own: OwnFields = {}): string[] =>
  textWarnings(text, language, own, WORDS).map(({ code }) => code);

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');

describe('the text of a statement', () => {
  test('is long above 30 words, or 60 characters of Chinese, outside quotation marks', () => {
    expect(codes(words(30), 'en')).toEqual([]);
    expect(codes(words(31), 'en')).toEqual(['text-long']);
    expect(codes(`${words(30)} "${words(20)}" “${words(9)}”`, 'en')).toEqual([]);
    expect(codes('中'.repeat(60), 'zh')).toEqual([]);
    expect(codes(`${'中'.repeat(59)}2026年`, 'zh')).toEqual(['text-long-chinese']);
    expect(codes(`${'中'.repeat(60)}“${'国'.repeat(20)}”，。`, 'zh')).toEqual([]);
  });

  test('has words of the old manner as whole words, in capitals or not, outside quotation marks', () => {
    expect(textWarnings('Told of Economic and Trade ties.', 'en', {}, WORDS).map(({ params }) => params)).toEqual([
      WORDS.en[0],
      WORDS.en[1],
    ]);
    expect(codes('He untold "what he told us".', 'en')).toEqual([]);
    expect(codes('美国终止紧急权力关税。', 'zh')).toEqual(['old-words']);
  });

  test.each<[string, 'en' | 'zh', string, boolean]>([
    ['Donald Trump', 'en', 'Donald Trump wants calm.', true],
    ['Donald Trump', 'en', 'Trump wants calm.', true],
    ['Donald Trump', 'en', "Trump's visit went well.", true],
    ['Xi Jinping', 'en', 'Xi hopes for more.', true],
    ['Xi Jinping', 'en', 'China hopes Xi is well.', false],
    ['Ministry of Commerce', 'en', 'The Ministry of Commerce will look into it.', true],
    ['Ministry of Commerce', 'en', 'Commerce will grow.', false],
    ['习近平', 'zh', '习近平期待更多交流。', true],
    ['习近平', 'zh', '两国元首同意交流，习近平期待更多。', false],
  ])('said by %s, in %s “%s”, repeats its speaker: %s', (speaker, language, text, repeats) => {
    expect(codes(text, language, { speaker })).toEqual(repeats ? ['own-speaker'] : []);
  });

  test.each<['en' | 'zh', string, boolean]>([
    ['en', 'They met on September 24, 2026.', true],
    ['en', 'On September 24 they met.', true],
    ['en', 'They spoke on the evening of September 24, 2026.', true],
    ['en', 'A duty applies from September 24, 2026.', false],
    ['en', 'The order of September 24, 2026, stands.', false],
    ['en', 'They met on September 2, 2026.', false],
    ['zh', '2026年9月24日，双方会晤。', true],
    ['zh', '双方同意交流；9月24日晚会晤。', true],
    ['zh', '9月24日起加征关税。', false],
    ['zh', '2026年9月24日的行政令仍有效。', false],
  ])('in %s “%s” repeats its own date: %s', (language, text, repeats) => {
    expect(codes(text, language, { on: OWN_DAY })).toEqual(repeats ? ['own-date'] : []);
    expect(codes(text, language, { on: { precision: 'month', on: '2026-09' } })).toEqual([]);
  });

  test('is told in both languages', () => {
    const [one] = textWarnings(words(31), 'en', {});
    expect(one && codedText('warning', one, 'en')).toMatch(/^has 31 words outside quotation marks; 30 at most/u);
    expect(one && codedText('warning', one, 'zh')).toMatch(/^引号外有31个词，最多30个/u);
  });
});

const DOCUMENT = 'north-south/documents/harbour-notes.yaml';
const TRACKS = 'north-south/tracks.yaml';
const TOPIC = 'north-south/topics/grain-corridor.yaml';
const { measure, commitment } = STATEMENTS;
const track = (id: string, over: Fields = {}): Fields => ({
  id,
  kind: 'measure',
  party: 'north',
  title: { en: `The ${id}` },
  aliases: { en: [] },
  topics: ['grain-corridor'],
  ...over,
});
const tracked = (over: Fields = {}): Fields =>
  documentRecord({
    statements: Object.values(STATEMENTS).map((one) =>
      Object.assign(
        { topics: ['grain-corridor'] },
        one,
        one.id === measure.id && { track: 'toll' },
        one.id === commitment.id && { track: 'grain' },
      ),
    ),
    ...over,
  });
const TWO_TRACKS = { tracks: [track('toll'), track('grain', { kind: 'commitment', party: 'south' })] };

/** Returns the warnings of records as `check` prints them, without the folder. */
async function printed(over: Parameters<typeof recordFiles>[0], now = '2026-10-01'): Promise<string[]> {
  const folder = folderOf(recordFiles({ [DOCUMENT]: tracked(), [TRACKS]: TWO_TRACKS, ...over }));
  const { code, output, errors } = await attache(folder, ['check'], { now: Temporal.Instant.from(`${now}T12:00:00Z`) });
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const lines = output.trimEnd().replaceAll(`${folder}/`, '').split('\n');
  const at = lines.findIndex((line) => / \d+ warnings?$|: 1 warning$/u.test(line));
  return at === -1 ? [] : lines.slice(at).map((line) => line.replace(/:\d+:\d+(?= )/u, ''));
}

describe('check', () => {
  test('has nothing to look at in the made-up records, so that each test below adds one thing', async () => {
    expect(await printed({})).toEqual([]);
  });

  test('names a long text under its topic, at its place', async () => {
    const long = { ...measure, track: 'toll', text: { en: Array.from({ length: 31 }, () => 'word').join(' ') } };
    const statements = Object.values(STATEMENTS).map((one) =>
      Object.assign(
        { topics: ['grain-corridor'] },
        one.id === long.id ? long : one,
        one.id === commitment.id && { track: 'grain' },
      ),
    );
    expect(await printed({ [DOCUMENT]: documentRecord({ statements }) })).toEqual([
      'grain-corridor: 1 warning',
      `  ${DOCUMENT}  statements.2.text.en: has 31 words outside quotation marks; 30 at most: shorten it, or make two statements of it`,
    ]);
  });

  test('names words of the list beside the records, and a fault in the list', async () => {
    const list = { en: [{ words: 'likened', better: 'compared' }], zh: [] };
    expect(await printed({ 'style.yaml': list })).toEqual([
      'grain-corridor: 1 warning',
      `  ${DOCUMENT}  statements.1.text.en: says “likened”; better: compared`,
    ]);
    const folder = folderOf(recordFiles({ 'style.yaml': { en: [{ words: 'likened' }], zh: [] } }));
    expect(await attache(folder, ['check'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/style\.yaml:\d+:\d+ {2}en\.0\.better: is missing/u),
    });
  });

  test.each<[string, string, string]>([
    ['2026-11-05', 'tracks.0: was to end on October 31, 2026, and no later document is read (The toll)', 'toll'],
    ['2026-12-05', 'tracks.1: was due on November 2026, and no later document is read (The grain)', 'grain'],
  ])('on %s names a track whose day passed without a word', async (day, expected) => {
    expect((await printed({}, day)).join('\n')).toContain(`  ${TRACKS}  ${expected}; add what became of it`);
  });

  test('names measures and promises of no track, counted by topic', async () => {
    expect(await printed({ [DOCUMENT]: documentRecord(), [TRACKS]: null })).toEqual([
      'grain-corridor: 1 warning',
      `  ${TOPIC}  keyPoints: has 2 measures and promises of no track: nobody can follow how they stand; name their track where people would ask`,
    ]);
  });

  test('names a bottom line that is older than the newest measure of its topic', async () => {
    const later = documentRecord({
      url: 'https://example.org/later',
      publishedOn: '2026-09-20',
      accessedOn: '2026-09-21',
      statements: [
        { ...measure, id: 'raised', track: 'toll', effect: 'raised', until: undefined, topics: ['grain-corridor'] },
      ],
    });
    expect(await printed({ 'north-south/documents/later.yaml': later })).toEqual([
      'grain-corridor: 1 warning',
      `  ${TOPIC}  bottomLine: rests on documents up to September 1, 2026, and “${measure.text.en}” is a measure of September 20, 2026; look whether it still holds`,
    ]);
  });

  test('names figures of a bottom line that no statement under it has: those of its dates count as said', async () => {
    const text = { en: 'On August 25, 2026, 40 ministers met.' };
    const restsOn = ['harbour-notes/hands-shaken'];
    expect(await printed({ [TOPIC]: topicRecord('grain corridor', { bottomLine: { text, restsOn } }) })).toEqual([
      'grain-corridor: 1 warning',
      `  ${TOPIC}  bottomLine.text.en: says 40, which no statement under it says; let it rest on one that does, or correct it`,
    ]);
  });
});

test('the list of the project parses, and its records have no text of more than 40 words and no word of the old manner in numbers', async () => {
  const { output } = await attache(OWN, ['check'], { now: Temporal.Instant.from('2026-12-15T12:00:00Z') });
  expect(output.match(/says “/gu)?.length ?? 0).toBeLessThan(10);
  expect([...output.matchAll(/has (\d+) words outside/gu)].filter(([, count]) => Number(count) > 40)).toEqual([]);
}, 60_000);

import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { runsOf, words } from '../../../src/records/paragraphs.ts';
import { DocumentSchema } from '../../../src/records/schema.ts';
import { run } from '../../../src/cli/run.ts';
import { missingChinese } from '../../../src/search/draft-document.ts';
import { folderOf, NOW, recordFiles, relationshipRecord } from '../../support/records.ts';
import { pdfFile } from './pdf-file.ts';

const TOLD = [
  '--title',
  'Ferries: "a" year',
  '--publisher',
  'The Quay',
  '--url',
  'https://example.org/ferries',
  '--published',
  '2026-10-01',
];

function given(content: string | Uint8Array, name = 'ferries.txt', files = recordFiles()) {
  const briefs = folderOf(files);
  const data = folderOf({});
  const file = join(folderOf({ 'a.txt': '' }), name);
  writeFileSync(file, content);
  const attache = async (...args: string[]): Promise<{ code: number; said: string }> => {
    let said = '';
    const listening = (): PassThrough =>
      new PassThrough().on('data', (chunk: Buffer) => void (said += chunk.toString()));
    const code = await run(args, {
      env: { BRIEFS_DIR: briefs, DATA_DIR: data },
      input: new PassThrough().end(),
      output: listening(),
      errors: listening(),
      now: () => NOW,
    });
    return { code, said };
  };
  const moved = (id: string): void =>
    renameSync(join(briefs, 'drafts', `${id}.yaml`), join(briefs, 'north-south', 'documents', `${id}.yaml`));
  return {
    briefs,
    data,
    file,
    attache,
    moved,
    listed: () => readdirSync(briefs, { recursive: true }).map(String).toSorted(),
  };
}

/** A document of 200 paragraphs, every tenth of which is about the corridor that the made-up brief is of. */
const LONG = Array.from({ length: 200 }, (_, index) =>
  index % 10 === 4
    ? `Paragraph ${index + 1}: the grain corridor between Northland and Southland carried ${index} ships in that week.`
    : `Paragraph ${index + 1}: the weather on the quay was ordinary, and people spoke of nothing else for ${index} days.`,
);

describe('draft', () => {
  test('of 200 paragraphs makes a record that verifies, with places for statements on the right paragraphs, and repeats none', async () => {
    const { briefs, file, attache, moved } = given(LONG.join('\n\n'));
    const { code, said } = await attache('draft', file, ...TOLD, '--author', 'Ann Lee', '--author', '王小明');
    expect(code).toBe(0);
    expect(said).toContain('drafts/ferries-a-year.yaml: 200 paragraphs');
    expect(said).toContain(`move it to ${join(briefs, 'north-south', 'documents')}/`);
    expect(await attache('check')).toMatchObject({ code: 0 });

    const record = readFileSync(join(briefs, 'drafts', 'ferries-a-year.yaml'), 'utf8');
    const pointed = [...record.matchAll(/citations: \[\{ paragraph: (\d+), find: \}\]/gu)].map(([, number]) =>
      Number(number),
    );
    expect(pointed).toEqual(Array.from({ length: 20 }, (_, index) => index * 10 + 5));
    expect(record.match(/^ {2}# {3}topics: \[grain-corridor\]$/gmu)).toHaveLength(20);
    const borrowed = new Set(LONG.flatMap((paragraph) => runsOf(words(paragraph), 4)));
    expect(runsOf(words(record), 4).filter((one) => borrowed.has(one))).toEqual([]);
    const { value } = parseRecord('x', record, DocumentSchema);
    expect(value?.authors.map(({ id }) => id)).toEqual(['ann-lee', 'author-2']);
    expect(value).toMatchObject({ copy: { kind: 'original' }, accessedOn: '2026-11-24', statements: [] });

    moved('ferries-a-year');
    expect(await attache('check')).toMatchObject({ code: 0 });
    expect(await attache('verify', file)).toMatchObject({
      code: 0,
      said: expect.stringContaining('ferries-a-year: all 200 paragraphs match their fingerprints'),
    });
  });
  test('has places that become statements when the signs before them are taken away', async () => {
    const { briefs, file, attache } = given('The weather was ordinary.\nThe grain corridor carried ships.\n');
    await attache('draft', file, ...TOLD, '--id', 'ferries', '--copy', 'archive');
    const [head = '', place = ''] = readFileSync(join(briefs, 'drafts', 'ferries.yaml'), 'utf8').split(
      'statements: []',
    );
    const written = place
      .replaceAll(/^ {2}# (?=- id:| {2}\w)/gmu, '  ')
      .replace('id:', 'id: ships-went')
      .replace('kind:', 'kind: reported-fact\n    eventOn: { precision: month, on: 2026-10 }')
      .replace('en: , zh: ', 'en: Ships went. ')
      .replace('find: ', 'find: grain corridor carried ');
    expect(parseRecord('x', `${head}statements:${written}`, DocumentSchema)).toMatchObject({
      faults: [],
      value: {
        copy: { kind: 'archive' },
        statements: [{ id: 'ships-went', topics: ['grain-corridor'], citations: [{ paragraph: 2 }] }],
      },
    });
    expect(place).toContain('No topic that there is has words in these: paragraphs 1');
  });
  test('reads a PDF, and what it made verifies', async () => {
    const lines = ['Grain went through the corridor.', 'Southland counted the ships.'];
    const pdf = pdfFile([lines.map((text, index) => ({ text, y: 700 - index * 60 }))]);
    const { file, attache, moved } = given(pdf, 'ferries.pdf');
    expect(await attache('draft', file, ...TOLD, '--id', 'quay')).toMatchObject({ code: 0 });
    moved('quay');
    expect((await attache('verify', file, '--source', 'quay')).said).toContain('quay: all ');
  });
  test('takes from the document what it says of itself, leaves out what is no part of it, keeps its text, and verifies', async () => {
    const page = `<!doctype html><html><head><title>Ships at the quay</title><meta property="og:site_name" content="The Quay">
      <meta name="date" content="2026-11-20"></head><body><p>We use cookies to improve this site.</p>
      <p>The grain corridor carried ships.</p><table><tr><th>Year</th><td>310</td></tr></table></body></html>`;
    const { briefs, data, file, attache, moved } = given(page, 'ships.html');
    const { code, said } = await attache('draft', file, '--url', 'https://quay.example/ships');
    expect(code).toBe(0);
    expect(said).toContain('cookies: We use cookies to improve this site.');
    const record = readFileSync(join(briefs, 'drafts', 'ships-at-the-quay.yaml'), 'utf8');
    expect(parseRecord('x', record, DocumentSchema).value).toMatchObject({
      title: { en: 'Ships at the quay' },
      publisher: { en: 'The Quay' },
      publishedOn: '2026-11-20',
      paragraphs: { length: 2 },
    });
    expect(
      JSON.parse(readFileSync(join(data, 'documents', 'north-south', 'ships-at-the-quay.json'), 'utf8')),
    ).toMatchObject({
      paragraphs: ['The grain corridor carried ships.', 'Year | 310'],
      from: 'file',
    });
    const draftAgain = await attache('draft', file, '--url', 'https://quay.example/copy', '--id', 'copy');
    expect(draftAgain.said).toContain('the draft ships-at-the-quay has the same title and day');
    moved('ships-at-the-quay');
    expect(await attache('verify', file, '--source', 'ships-at-the-quay')).toMatchObject({
      code: 0,
      said: expect.not.stringContaining('not in the record'),
    });
    const again = await attache('draft', file, '--url', 'http://quay.example/ships#top', '--id', 'again', '--all');
    expect(again.said).toContain('north-south/ships-at-the-quay has the same address');
    expect(again.said).toContain('again.yaml: 3 paragraphs');
  });
  test('asks for the Chinese of a relationship that is written in both languages', () => {
    const told = { title: { en: 'A' }, publisher: { en: 'B', zh: '乙' }, disclosure: { en: 'C' } };
    expect(missingChinese(told, { languages: ['en', 'zh'] })).toEqual(['title', 'disclosure']);
    expect(missingChinese(told, { languages: ['en'] })).toEqual([]);
    expect(missingChinese(told, {})).toEqual([]);
  });
  test('asks for which relationship it is where there are several, and points at topics of that one only', async () => {
    const files = {
      ...recordFiles(),
      'east-west/relationship.yaml': relationshipRecord({ title: { en: 'Eastland and Westland' } }),
    };
    const { briefs, file, attache } = given(LONG.join('\n\n'), 'ferries.txt', files);
    expect(await attache('draft', file, ...TOLD)).toMatchObject({
      code: 2,
      said: expect.stringContaining('give --relationship; there is east-west, north-south'),
    });
    expect(await attache('draft', file, ...TOLD, '--relationship', 'east-west')).toMatchObject({ code: 0 });
    expect(readFileSync(join(briefs, 'drafts', 'ferries-a-year.yaml'), 'utf8')).not.toContain('grain-corridor');
  });
  test.each([
    ['without what readers must know', ['--title', 'A'], 'give --publisher, --url, --published too'],
    ['of no such kind', [...TOLD, '--kind', 'gossip'], 'there is no kind "gossip"'],
    ['of no such copy', [...TOLD, '--copy', 'rumour'], 'there is no copy "rumour"'],
    ['of no such relationship', [...TOLD, '--relationship', 'x'], 'there is no relationship "x"; there is north-south'],
    ['with an id that is a path', [...TOLD, '--id', '../x'], '"../x" is no id'],
    ['with a title that makes no id', ['--title', '渡轮', ...TOLD.slice(2)], 'the title makes no id; give --id'],
    ['with an address that is none', [...TOLD, '--url', 'ferries'], 'must be a whole address'],
    ['from a day to come', [...TOLD, '--published', 'yesterday'], 'must be a date written as YYYY-MM-DD'],
    ['of a party that is no id', [...TOLD, '--party', 'North Land'], 'must be lower-case words joined by hyphens'],
  ])('%s is refused, and nothing is written', async (_what, args, message) => {
    const { file, attache, listed } = given('One.\n');
    const before = listed();
    const { code, said } = await attache('draft', file, ...args);
    expect(said).toContain(message);
    expect(code).toBe(2);
    expect(listed()).toEqual(before);
  });
  test('never overwrites a record', async () => {
    const { briefs, file, attache } = given('One.\n');
    await attache('draft', file, ...TOLD, '--id', 'ferries');
    writeFileSync(join(briefs, 'drafts', 'ferries.yaml'), 'mine');
    expect(await attache('draft', file, ...TOLD, '--id', 'ferries')).toMatchObject({
      code: 2,
      said: expect.stringContaining('ferries.yaml is there already; nothing was written'),
    });
    expect(readFileSync(join(briefs, 'drafts', 'ferries.yaml'), 'utf8')).toBe('mine');
    expect(await attache('draft', file, ...TOLD, '--id', 'harbour-notes')).toMatchObject({
      code: 2,
      said: expect.stringContaining('documents/harbour-notes.yaml is there already; nothing was written'),
    });
  });
});

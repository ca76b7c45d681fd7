import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { runs } from '../../../src/records/document.ts';
import { Source } from '../../../src/records/schema.ts';
import { run } from '../../../src/cli/run.ts';
import { folderOf, NOW, recordFiles } from '../../support/records.ts';
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

function given(content: string | Uint8Array, name = 'ferries.txt') {
  const briefs = folderOf(recordFiles());
  const file = join(folderOf({ 'a.txt': '' }), name);
  writeFileSync(file, content);
  const attache = async (...args: string[]): Promise<{ code: number; said: string }> => {
    let said = '';
    const listening = (): PassThrough =>
      new PassThrough().on('data', (chunk: Buffer) => void (said += chunk.toString()));
    const code = await run(args, {
      env: { BRIEFS_DIR: briefs },
      input: new PassThrough().end(),
      output: listening(),
      errors: listening(),
      now: () => NOW,
    });
    return { code, said };
  };
  return { briefs, file, attache, listed: () => readdirSync(briefs, { recursive: true }).map(String).toSorted() };
}

/** A document of 200 paragraphs, every tenth of which is about the corridor that the made-up brief is of. */
const LONG = Array.from({ length: 200 }, (_, index) =>
  index % 10 === 4
    ? `Paragraph ${index + 1}: the grain corridor between Northland and Southland carried ${index} ships in that week.`
    : `Paragraph ${index + 1}: the weather on the quay was ordinary, and people spoke of nothing else for ${index} days.`,
);

describe('draft', () => {
  test('of 200 paragraphs makes a source that verifies, and a draft that points at the right ones and repeats none', async () => {
    const { briefs, file, attache } = given(LONG.join('\n\n'));
    const { code, said } = await attache('draft', file, ...TOLD, '--author', 'Ann Lee', '--author', '王小明');
    expect(said).toContain('sources/ferries-a-year.yaml: 200 paragraphs');
    expect(code).toBe(0);
    expect(await attache('verify', file, '--source', 'ferries-a-year')).toMatchObject({
      code: 0,
      said: expect.stringContaining('all 200 paragraphs match their fingerprints'),
    });
    expect(await attache('check')).toMatchObject({ code: 0 });

    const skeleton = readFileSync(join(briefs, 'drafts', 'ferries-a-year.yaml'), 'utf8');
    const pointed = [...skeleton.matchAll(/source: ferries-a-year, paragraph: (\d+)/gu)].map(([, number]) =>
      Number(number),
    );
    expect(pointed).toEqual(Array.from({ length: 20 }, (_, index) => index * 10 + 5));
    const source = readFileSync(join(briefs, 'sources', 'ferries-a-year.yaml'), 'utf8');
    const borrowed = new Set(LONG.flatMap((paragraph) => runs(paragraph, 4)));
    expect(runs(`${skeleton}\n${source}`, 4).filter((words) => borrowed.has(words))).toEqual([]);
    expect(parseRecord('x', source, Source).value?.authors.map(({ id }) => id)).toEqual(['ann-lee', 'author-2']);
  });
  test('reads a PDF, and what it made verifies', async () => {
    const lines = ['Grain went through the corridor.', 'Southland counted the ships.'];
    const pdf = pdfFile([lines.map((text, index) => ({ text, y: 700 - index * 60 }))]);
    const { file, attache } = given(pdf, 'ferries.pdf');
    expect(await attache('draft', file, ...TOLD, '--id', 'ferries')).toMatchObject({ code: 0 });
    expect((await attache('verify', file, '--source', 'ferries')).said).toContain('ferries: all ');
  });
  test.each([
    ['without what readers must know', ['--title', 'A'], 'give --publisher, --url, --published too'],
    ['of no such kind', [...TOLD, '--kind', 'gossip'], 'there is no kind "gossip"'],
    ['with an id that is a path', [...TOLD, '--id', '../x'], '"../x" is no id'],
    ['with a title that makes no id', ['--title', '渡轮', ...TOLD.slice(2)], 'the title makes no id; give --id'],
    ['with an address that is none', [...TOLD, '--url', 'ferries'], 'must be a whole https address'],
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
  });
});

/** `attache new`, and `draft` in what it makes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attache as attacheIn } from '../support/command.ts';
import { folderOf, recordFiles } from '../support/records.ts';

const attache = (folder: string, ...args: readonly string[]) => attacheIn(folder, args);

const inFolder = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

describe('attache new', () => {
  test('writes a relationship with three drafts and says what to do next, also where there is no folder yet', async () => {
    const folder = join(folderOf({}), 'briefs');
    const { code, output } = await attache(folder, 'new', 'Japan', '韩国', '--languages', 'en,zh');
    expect(code).toBe(0);
    expect(output).toContain('Japan and South Korea, with names proposed');
    expect(output).toContain('--relationship jp-kr');
    expect(inFolder(folder)).toEqual([
      'drafts',
      'drafts/leaders-and-diplomacy.yaml',
      'drafts/security-and-defence.yaml',
      'drafts/trade-and-investment.yaml',
      'jp-kr',
      'jp-kr/relationship.yaml',
    ]);
    expect(readFileSync(join(folder, 'jp-kr/relationship.yaml'), 'utf8')).toContain('languages: [en, zh]');
    const again = await attache(folder, 'new', 'KR', 'JP');
    expect(again).toMatchObject({ code: 2 });
    expect(again.errors).toContain('is there already; nothing was written');
  });

  test.each([
    [['new', 'JP'], 'name two countries'],
    [['new', 'JP', 'JP'], 'both are Japan'],
    [['new', 'JP', 'Atlantis'], 'there is no country "Atlantis"'],
    [['new', 'JP', 'KR', '--languages', 'fr'], '--languages takes en or en,zh'],
  ])('refuses %j and writes nothing', async (args, why) => {
    const folder = folderOf({});
    const { code, errors } = await attache(folder, ...args);
    expect(code).toBe(2);
    expect(errors).toContain(why);
    expect(inFolder(folder)).toEqual([]);
  });
});

const document = () =>
  join(folderOf({ 'notes.txt': 'A first paragraph of some words.\n\nA second one of other words.' }), 'notes.txt');

describe('attache draft', () => {
  const details = [
    '--title',
    'Notes',
    '--publisher',
    'A house',
    '--url',
    'https://example.org/n',
    '--published',
    '2026-09-01',
  ];

  test('says in an empty folder how to begin', async () => {
    const { code, errors } = await attache(folderOf({}), 'draft', document(), ...details);
    expect(code).toBe(2);
    expect(errors).toContain('make one first: npm run -s attache -- new COUNTRY COUNTRY');
  });

  test('works beside a relationship alone, and beside a broken record, and names the relationship', async () => {
    const begun = folderOf({});
    await attache(begun, 'new', 'JP', 'KR');
    const broken = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': 'title: [' }));
    for (const [folder, relationship] of [
      [begun, 'jp-kr'],
      [broken, 'north-south'],
    ] as const) {
      expect(await attache(folder, 'draft', document(), ...details)).toMatchObject({ code: 0 });
      const path = join(folder, 'drafts/notes.yaml');
      expect(existsSync(path)).toBe(true);
      expect(readFileSync(path, 'utf8').split('\n')[1]).toBe(`# relationship: ${relationship}`);
    }
  });
});

/** `attache new`, and `draft` in what it makes. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attache as attacheIn } from '../support/command.ts';
import { folderOf, recordFiles } from '../support/records.ts';

const attache = (folder: string, ...args: readonly string[]) => attacheIn(folder, args);

const inFolder = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

describe('attache new', () => {
  test('copies the template with the names of both, which check takes and ask answers beside, also where there is no folder yet', async () => {
    const folder = join(folderOf({}), 'briefs');
    const { code, output } = await attache(folder, 'new', 'japan', '韩国');
    expect(code).toBe(0);
    expect(output).toContain('--relationship jp-kr');
    expect(inFolder(folder)).toEqual([
      'drafts',
      'drafts/jp-kr-sample-document.yaml',
      'drafts/jp-kr-sample-topic.yaml',
      'jp-kr',
      'jp-kr/relationship.yaml',
      'jp-kr/tracks.yaml',
      'jp-kr/watch.yaml',
    ]);
    expect(readFileSync(join(folder, 'jp-kr/relationship.yaml'), 'utf8')).toContain('en: Japan and South Korea');
    for (const file of inFolder(folder).filter((name) => name.endsWith('.yaml')))
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/\$[A-Z]/u);
    expect((await attache(folder, 'check')).errors).toContain('holds no topics');
    const again = await attache(folder, 'new', 'KR', 'JP');
    expect(again).toMatchObject({ code: 2 });
    expect(again.errors).toContain('is there already; nothing was written');
  });

  test('its sample document and topic have no fault in their places, once the other side has a document', async () => {
    const folder = folderOf(recordFiles());
    expect(await attache(folder, 'new', 'Myanmar', 'NO')).toMatchObject({ code: 0 });
    expect(await attache(folder, 'check')).toMatchObject({ code: 0 });
    expect((await attache(folder, 'ask', 'grain corridor')).output).toContain('grain corridor');
    for (const part of ['document', 'topic'] as const) {
      mkdirSync(join(folder, `mm-no/${part}s`));
      renameSync(
        join(folder, `drafts/mm-no-sample-${part}.yaml`),
        join(folder, `mm-no/${part}s/mm-no-sample-${part}.yaml`),
      );
    }
    const topic = join(folder, 'mm-no/topics/mm-no-sample-topic.yaml');
    writeFileSync(topic, readFileSync(topic, 'utf8').replace('status: draft', 'status: published'));
    const { errors } = await attache(folder, 'check');
    expect(errors).toContain('no document of Norway bears on this topic');
    expect(errors).toContain('1 fault in');
  });

  test.each([
    [['new', 'JP'], 'name two countries'],
    [['new', 'JP', 'JP'], 'both are Japan'],
    [['new', 'JP', 'Atlantis'], 'there is no country "Atlantis"'],
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

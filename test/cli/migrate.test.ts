/** `migrate`: records of the second edition come to the model of today; what an operator wrote stays as it is. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { editedText } from '../../src/records/text-edit/edit-text.ts';
import { attache } from '../support/command.ts';
import {
  documentRecord,
  faultsOf,
  folderOf,
  OWN,
  ownCatalogue,
  recordFiles,
  relationshipRecord,
  topicRecord,
} from '../support/records.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const TOPIC = 'north-south/topics/grain-corridor.yaml';

/** The topic as a person writes it, with comments and an order of its own. */
const WRITTEN = `# Written by hand.\n${Object.entries(topicRecord())
  .map(([field, value]) => {
    const line = `${field}: ${JSON.stringify(value)}\n`;
    if (field === 'asOf') return `${line.trimEnd()} # from the gazette\n\n`;
    return field === 'searchedTo' ? `# Looked for on a Thursday.\n${line}` : line;
  })
  .join('')}`;

/** The records of the second edition as they were in service, with what its curator changed. */
const secondEdition = (): string => {
  const archive = gunzipSync(readFileSync(join(ROOT, 'test', 'second-edition', 'records.json.gz'))).toString();
  return folderOf(JSON.parse(archive) as Record<string, string>);
};

describe('attache migrate', () => {
  test('removes the fields that are no longer read, and keeps comments, order and every other line', async () => {
    const folder = folderOf(recordFiles({ [TOPIC]: WRITTEN }));
    const { code, output } = await attache(folder, ['migrate']);
    expect(code).toBe(0);
    expect(output).toContain(`removed from 1 topic: ${TOPIC}`);
    expect(output).toContain('npm run -s attache -- check names it as warnings');
    const lines = WRITTEN.split('\n');
    const kept = read(folder, TOPIC).split('\n');
    expect(lines.filter((line) => !kept.includes(line)).map((line) => line.slice(0, 10))).toEqual([
      expect.stringMatching(/^asOf/u),
      expect.stringMatching(/^searchedTo/u),
    ]);
    expect(kept.filter((line) => !lines.includes(line))).toEqual([]);
    expect(kept[0]).toBe('# Written by hand.');
  });

  test('changes nothing when it is run again, and takes a folder by name', async () => {
    const folder = folderOf(recordFiles({ [TOPIC]: WRITTEN }));
    await attache('/nowhere', ['migrate', folder]);
    const once = read(folder, TOPIC);
    const { code, output } = await attache('/nowhere', ['migrate', folder]);
    expect({ code, text: read(folder, TOPIC) }).toEqual({ code: 0, text: once });
    expect(output).toContain('No record has a field that is no longer read.');
  });

  test('names what it cannot edit, and does the others', async () => {
    const broken = 'north-south/topics/tea-trade.yaml';
    const folder = folderOf(recordFiles({ [TOPIC]: WRITTEN, [broken]: 'asOf: [' }));
    const { code, output, errors } = await attache(folder, ['migrate']);
    expect(code).toBe(1);
    expect(output).toContain('removed from 1 topic');
    expect(errors).toContain(`mend it and run this again: ${broken}`);
    expect(read(folder, broken)).toBe('asOf: [');
  });

  test.each([
    [['migrate', '/nowhere/at/all'], '/nowhere/at/all is no folder of records'],
    [['migrate', 'a', 'b'], 'name one folder of records, or none'],
    [['migrate', OWN, '--take-shipped'], 'are the shipped records themselves'],
  ])('refuses %j', async (args, message) => {
    const { code, errors } = await attache(OWN, args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
  });
});

/** After the corrections of the shipped records, whose days were to come before. */
const LATER = { now: Temporal.Instant.from('2026-12-15T12:00:00Z') };

describe('attache migrate --take-shipped', () => {
  test('replaces what nobody edited, adds what is new, and leaves what was edited or removed, without a fault', async () => {
    const folder = secondEdition();
    const edited = [
      'cn-us/topics/energy.yaml',
      'cn-us/topics/people-to-people.yaml',
      'cn-us/topics/trade-and-tariffs.yaml',
    ];
    const before = edited.map((path) => read(folder, path));
    const { code, output } = await attache(folder, ['migrate', '--take-shipped'], LATER);
    expect(code).toBe(0);
    expect(output).toMatch(/^\d{3} shipped records taken over\.\n3 records left as they are/u);
    for (const path of edited) expect(output).toContain(`  ${path}: it was edited here`);
    for (const path of ['cn-us/topics/taiwan.yaml', 'cn-us/tracks.yaml', 'cn-us/relationship.yaml'])
      expect(read(folder, path)).toBe(read(OWN, path));
    // They lose what is no longer read, and nothing else.
    for (const [at, path] of edited.entries())
      expect(before[at]?.split('\n').filter((line) => !read(folder, path).split('\n').includes(line))).toEqual([
        expect.stringMatching(/^asOf: /u),
        expect.stringMatching(/^searchedTo: /u),
      ]);
    expect(await attache(folder, ['topics'], LATER)).toMatchObject({ code: 0, errors: '' });
    const again = await attache(folder, ['migrate', '--take-shipped'], LATER);
    expect(again.output).toMatch(/^0 shipped records taken over\./u);
  });

  test('leaves a topic that rests on what an edited document does not have, and says which', async () => {
    const folder = secondEdition();
    const part = [...ownCatalogue().statements.values()].find(
      ({ splitFrom, topics: [id] }) => splitFrom !== undefined && id === 'taiwan',
    );
    const [document, topic] = [`cn-us/documents/${part?.document}.yaml`, 'cn-us/topics/taiwan.yaml'];
    const seed = folderOf(
      Object.fromEntries(
        readdirSync(join(OWN, 'cn-us'), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.yaml'))
          .map((name) => [`cn-us/${name}`, read(OWN, `cn-us/${name}`)]),
      ),
    );
    const path = ['bottomLine', 'restsOn'];
    const resting = editedText(read(seed, topic), { kind: 'insert', path, at: 0, value: part?.id });
    writeFileSync(join(seed, topic), resting ?? '');
    const before = read(folder, topic).replaceAll(/^(?:asOf|searchedTo): .*\n/gmu, '');
    writeFileSync(join(folder, document), `# Ours.\n${read(folder, document)}`);
    const { code, output } = await attache(folder, ['migrate', '--take-shipped'], {
      ...LATER,
      env: { BRIEFS_SEED: seed },
    });
    expect(code).toBe(0);
    expect(output).toContain(`  ${document}: it was edited here`);
    expect(output).toMatch(
      / {2}cn-us\/topics\/taiwan\.yaml: it does not fit what was edited here \(.*there is no statement/u,
    );
    expect(read(folder, document)).toMatch(/^# Ours\./u);
    expect(read(folder, topic)).toBe(before);
    expect(await attache(folder, ['topics'], LATER)).toMatchObject({ code: 0, errors: '' });
  });

  test('brings no relationship that is not here', async () => {
    const folder = folderOf(recordFiles());
    const { output } = await attache(folder, ['migrate', '--take-shipped'], LATER);
    expect(output).toMatch(/^0 shipped records taken over\.\n/u);
    expect((await attache(folder, ['topics'], LATER)).output).not.toContain('Taiwan');
  });

  test('takes nothing where there is no folder of shipped records', async () => {
    const { code, errors } = await attache(folderOf(recordFiles()), ['migrate', '--take-shipped'], {
      env: { BRIEFS_SEED: '/nowhere' },
    });
    expect(code).toBe(2);
    expect(errors).toContain('/nowhere, the folder of shipped records, is not there; set BRIEFS_SEED');
  });
});

test('topics with the fields that are gone have no fault by them', () => {
  const files = recordFiles({
    'north-south/relationship.yaml': relationshipRecord(),
    'north-south/documents/harbour-notes.yaml': documentRecord(),
  });
  expect(JSON.stringify(files)).toContain('searchedTo');
  expect(faultsOf(files)).toEqual([]);
});

import { findingText } from '../../src/records/fault.ts';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import {
  topicRecord,
  catalogueOf,
  faultsOf,
  folderOf,
  NOW,
  ownCatalogue,
  recordFiles,
  relationshipRecord,
  documentRecord,
} from '../support/records.ts';
import { WRITTEN } from '../support/written.ts';

/** The user who owns nothing: https://www.freedesktop.org/software/systemd/man/latest/sysusers.d.html */
const NOBODY = 65_534;

/** The hand-written topic, with something to watch that no other test breaks. */
const WITH_WATCH = WRITTEN.replace(
  'watch: []',
  `watch:
  - id: doubted
    text: { en: Whether Quill is right. }
    wouldChange: { en: It would end the doubt. }
    restsOn:
      - harbour-notes/winter-doubted`,
);

/** The same with a bottom line that rests on nothing. */
const BROKEN = WITH_WATCH.replace('hands-shaken] }\nwhy', 'gone] }\nwhy');

const withTea = (text: string) => recordFiles({ 'north-south/topics/tea-trade.yaml': text });

const places = (written: string): string[] => faultsOf(withTea(written)).map((fault) => fault.split('  ')[0] ?? '');

describe('faults', () => {
  test('of three sorts in one record are told at once, those of shape first, each at its line and column', () => {
    const text = WITH_WATCH.replace('- tea road', '- grain corridor talks')
      .replace('reviewEveryDays: 30', 'reviewEveryDays: often')
      .replace('      - harbour-notes/winter-doubted', '      - harbour-notes/gone');
    expect(faultsOf(withTea(text))).toEqual([
      'north-south/topics/tea-trade.yaml:32:18  reviewEveryDays: must be a number',
      'north-south/topics/tea-trade.yaml:9:7  aliases.en.1: "grain corridor talks" is claimed by grain-corridor too (north-south/topics/grain-corridor.yaml:11); leave it to one of the two',
      'north-south/topics/tea-trade.yaml:26:9  watch.0.restsOn.0: there is no statement harbour-notes/gone in north-south; correct the document or the id',
    ]);
  });

  test('are told at the same places behind a byte order mark and Windows line ends', () => {
    const text = WITH_WATCH.replace('keyPoints: [harbour-notes/hands-shaken', 'keyPoints: [harbour-notes/gone').replace(
      '      - harbour-notes/winter-doubted',
      '      - harbour-notes/lost',
    );
    expect(places(text)).toEqual(['north-south/topics/tea-trade.yaml:19:13', 'north-south/topics/tea-trade.yaml:26:9']);
    expect(places(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(places(text));
  });

  test('of several records are told together, those of shape first, by file and line', () => {
    const files = recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ kind: 'gossip' }, ['grain-corridor', 'tea-trade']),
      'north-south/relationship.yaml': relationshipRecord({ colour: 'red' }),
      'north-south/topics/tea-trade.yaml': BROKEN,
    });
    expect(faultsOf(files).map((fault) => fault.replace(/:\d+:\d+(?= )/u, ''))).toEqual([
      'north-south/documents/harbour-notes.yaml  kind: must be one of official, news, commentary, think-tank, data',
      'north-south/relationship.yaml  colour: is not a known field; correct its spelling or remove it',
      'north-south/topics/tea-trade.yaml  bottomLine.restsOn.0: there is no statement harbour-notes/gone in north-south; correct the document or the id',
    ]);
  });

  test('leave no catalogue, so that nothing is answered from half of the records', () => {
    const folder = folderOf(withTea(BROKEN));
    expect(checkCatalogue(folder, NOW).catalogue).toBeUndefined();
  });

  test('of a record by hand are none as long as nothing is broken', () => {
    expect(faultsOf(withTea(WITH_WATCH))).toEqual([]);
  });
});

describe('files', () => {
  test('that are not UTF-8 are told as such', () => {
    const latin1 = Buffer.from(WITH_WATCH.replace('Tea is traded.', 'Caf\u00E9.'), 'latin1');
    const utf16 = Buffer.from(`\uFEFF${WITH_WATCH}`, 'utf16le');
    for (const bytes of [latin1, utf16])
      expect(faultsOf(recordFiles({ 'north-south/topics/tea-trade.yaml': bytes }))).toEqual([
        'north-south/topics/tea-trade.yaml:1:1  is not UTF-8; save it as UTF-8',
      ]);
  });

  test('of 2 MB are refused before they are read', () => {
    expect(faultsOf(withTea(`${WITH_WATCH}# ${'x'.repeat(2_000_000)}`))).toEqual([
      'north-south/topics/tea-trade.yaml:1:1  is larger than 1000000 bytes; a record holds one topic or one document, so split it',
    ]);
  });

  test('that are empty are told as such', () => {
    expect(faultsOf(withTea(''))).toEqual([
      'north-south/topics/tea-trade.yaml:1:1  is empty; write the record, or remove the file',
    ]);
  });

  test('that cannot be read are told one by one, beside the faults of the others', () => {
    const folder = folderOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { related: ['nowhere', 'lost'] }),
      }),
    );
    symlinkSync(join(folder, 'gone.yaml'), join(folder, 'north-south', 'topics', 'lost.yaml'));
    symlinkSync(join(folder, 'north-south', 'topics', 'ring.yaml'), join(folder, 'north-south', 'topics', 'ring.yaml'));
    const told = checkCatalogue(folder, NOW).faults.map(
      ({ file, field, ...fault }) => `${file.slice(folder.length + 1)} ${field}: ${findingText(fault, 'en')}`,
    );
    expect(told).toEqual([
      expect.stringMatching(
        /^north-south\/topics\/lost\.yaml : cannot be read: ENOENT.*; check that it is there and its rights$/u,
      ),
      expect.stringMatching(
        /^north-south\/topics\/ring\.yaml : cannot be read: ELOOP.*; check that it is there and its rights$/u,
      ),
      expect.stringMatching(/^north-south\/topics\/grain-corridor\.yaml related\.0: there is no topic nowhere/u),
    ]);
  });

  test.skipIf(process.platform === 'win32')('that are devices or pipes, which may never end, are refused', () => {
    const folder = folderOf(recordFiles());
    symlinkSync('/dev/null', join(folder, 'north-south', 'topics', 'device.yaml'));
    expect(checkCatalogue(folder, NOW).faults.map((fault) => findingText(fault, 'en'))).toEqual([
      'is a link that leads out of the folder of records; put the file itself here',
    ]);
  });

  test.each([
    [
      'a record beside the folders',
      { 'tea-trade.yaml': WITH_WATCH },
      'tea-trade.yaml:1:1  stands outside a relationship; move it into a folder of one, such as cn-us/topics',
    ],
    [
      'a record with another ending',
      { 'north-south/topics/tea-trade.yml': WITH_WATCH },
      'north-south/topics/tea-trade.yml:1:1  is not a record; give it the ending .yaml or move it out of the folder',
    ],
    [
      'a folder inside a folder',
      { 'north-south/topics/more/tea-trade.yaml': WITH_WATCH },
      'north-south/topics/more:1:1  is a folder inside a folder of records; move its files up',
    ],
    [
      'a folder that names no parties',
      { 'east-west/topics/tea-trade.yaml': 'title: {}' },
      'east-west:1:1  has no relationship.yaml; add one that names the two parties',
    ],
  ])('in the wrong place are told: %s', (_what, files, expected) => {
    expect(faultsOf(recordFiles(files))).toContain(expected);
  });

  test('that are hidden, or are schemas for editors, are left alone', () => {
    expect(
      faultsOf(
        recordFiles({
          '.DS_Store': 'x',
          'north-south/.tea.yaml.swp': 'x',
          'topic.schema.json': '{',
          'north-south/a.json': '{',
          'README.md': 'x',
        }),
      ),
    ).toEqual([]);
  });
});

describe('the folder', () => {
  test('that is not there is told with its remedy', () => {
    const { catalogue, faults } = checkCatalogue('/nowhere/at/all', NOW);
    expect(catalogue).toBeUndefined();
    expect(faults).toEqual([
      {
        file: '/nowhere/at/all',
        line: 1,
        column: 1,
        field: '',
        code: 'records-unreadable',
        params: { reason: { en: expect.stringContaining('ENOENT: no such file') as string, zh: 'ENOENT' } },
      },
    ]);
  });

  test('that is a file is told with its remedy', () => {
    const file = join(folderOf({ 'a.yaml': 'x' }), 'a.yaml');
    expect(checkCatalogue(file, NOW).faults.map((fault) => findingText(fault, 'en'))).toEqual([
      expect.stringMatching(/^cannot be read: ENOTDIR.*; check BRIEFS_DIR/u),
    ]);
  });

  test('that is empty is told, instead of a bot that knows nothing', () => {
    for (const files of [{}, { 'north-south/relationship.yaml': relationshipRecord() }])
      expect(faultsOf(files)).toEqual([
        expect.stringMatching(/^\.:1:1 {2}holds no topics; begin a relationship .+, or set BRIEFS_DIR/u),
      ]);
  });

  test('inside that may not be read is told, beside the faults of the others', () => {
    const folder = folderOf(withTea(BROKEN));
    mkdirSync(join(folder, 'shut'), { mode: 0o000 });
    expect(withoutRights(folder, () => checkCatalogue(folder, NOW)).faults).toHaveLength(2);
  });
});

/** Does something as a user who may only read what everybody may: root may read everything. */
function withoutRights<Result>(folder: string, work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(folder, 0o755);
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the catalogue', () => {
  const gone = { id: 'gone', on: '2026-10-01', what: { en: 'The document was withdrawn.' } };

  test('holds briefs by id in order, each with its relationship', () => {
    const { briefs } = catalogueOf(withTea(WITH_WATCH));
    expect([...briefs.keys()]).toEqual(['grain-corridor', 'tea-trade']);
    expect(briefs.get('tea-trade')).toMatchObject({ id: 'tea-trade', relationship: 'north-south' });
  });

  test('never holds, finds or suggests a draft', () => {
    const { briefs, finder } = catalogueOf(withTea(WITH_WATCH.replace('status: published', 'status: draft')));
    expect([...briefs.keys()]).toEqual(['grain-corridor']);
    expect(finder.find('what about tea').result).toBe('none');
    expect(finder.suggest('tea', 'en', 10)).toEqual([]);
    expect(finder.nearest('tea-trade')).toEqual([]);
  });

  test('keeps a retracted brief, so that it can say that it was retracted', () => {
    const { briefs } = catalogueOf(
      recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { status: 'retracted', retraction: gone }),
      }),
    );
    expect(briefs.get('tea-trade')?.status).toBe('retracted');
  });

  test('of drafts alone is empty and still whole', () => {
    expect(
      catalogueOf(
        recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'draft' }) }),
      ).briefs.size,
    ).toBe(0);
  });

  test("of the project's own records has no faults", () => {
    const { briefs, sources, relationships } = ownCatalogue();
    expect(briefs.size).toBeGreaterThanOrEqual(15);
    expect(sources.size).toBeGreaterThanOrEqual(60);
    expect([...relationships.keys()]).toContain('cn-us');
  });
});

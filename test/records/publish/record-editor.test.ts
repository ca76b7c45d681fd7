import { findingText } from '../../../src/records/fault.ts';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editorOf, TEA } from '../../support/curating.ts';
import { WRITTEN } from '../../support/written.ts';
import { documentRecord, folderOf, STATEMENTS, topicRecord } from '../../support/records.ts';

const NAMES: readonly (readonly [string, string])[] = [
  ['..', 'passwd.yaml'],
  ['../etc', 'passwd.yaml'],
  ['north-south/topics', '../documents/harbour-notes.yaml'],
  ['north-south/topics', '..\\documents\\harbour-notes.yaml'],
  ['north-south/topics', '%2e%2e%2fdocuments%2fharbour-notes.yaml'],
  ['north-south', 'topics/tea-trade.yaml'],
  ['north-south', 'tea-trade.yaml'],
  ['north-south/sources', 'tea-trade.yaml'],
  ['north-south/topics/more', 'tea-trade.yaml'],
  ['north-south/topics/', 'tea-trade.yaml'],
  ['north-south//topics', 'tea-trade.yaml'],
  ['/north-south/topics', 'tea-trade.yaml'],
  ['north-south/../topics', 'tea-trade.yaml'],
  ['north-south\\topics', 'tea-trade.yaml'],
  ['drafts/topics', 'tea-trade.yaml'],
  ['topics', 'tea-trade.yaml'],
  ['%2e%2e', 'x.yaml'],
  ['north-south/..', 'x.yaml'],
  ['/etc', 'passwd.yaml'],
  ['', 'x.yaml'],
  ['.', 'x.yaml'],
  ['C:', 'x.yaml'],
  ['north-south/topics', '/etc/passwd.yaml'],
  ['north-south/topics', '.hidden.yaml'],
  ['north-south/topics', 'tea-trade.yaml\0.txt'],
  ['north-south/topics', 'tea-trade.yaml\n'],
  ['north-south/topics', 'tea-trade.yml'],
  ['north-south/topics', 'tea-trade.json'],
  ['north-south/topics', 'tea-trade'],
  ['north-south/topics', '.yaml'],
  ['north-south/topics', 'ＴＥＡ.yaml'],
  ['north-south/topics', 'tea‮-trade.yaml'],
  ['north-south/topics', 'te\u0301a.yaml'],
  ['north-south/topics', 'tеa-trade.yaml'], // a Cyrillic е
  ['north-south/topics', '．．／x.yaml'],
  ['north-south/topics', 'tea-trade.yaml:stream.yaml'],
  ['north-south/topics', `${'a'.repeat(81)}.yaml`],
  ['north-south/topics', 'con .yaml'],
];

describe('a name', () => {
  test.each(NAMES)('%j %j is refused, whatever is asked of it', async (folder, file) => {
    const { recordEditor, files } = await editorOf();
    const before = files();
    const name = { folder, file };
    expect(recordEditor.open(name)).toMatchObject({ ok: false, because: 'name' });
    expect(await recordEditor.check([{ ...name, text: WRITTEN }])).toMatchObject({ ok: false, because: 'name' });
    expect(await recordEditor.save(name, WRITTEN, undefined)).toMatchObject({ ok: false, because: 'name' });
    expect(recordEditor.previous(name)).toEqual([]);
    expect(files()).toEqual(before);
  });

  test('whose file or folder is a link that leads out of the records is refused; one that stays within is followed', async () => {
    const { recordEditor, folder, onDisk } = await editorOf();
    const outside = folderOf({ 'secret.yaml': 'password: x', 'sub/tea.yaml': WRITTEN });
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'north-south', 'topics', 'secret.yaml'));
    symlinkSync(join(outside, 'sub'), join(folder, 'sub'));
    symlinkSync(join(folder, 'nowhere.yaml'), join(folder, 'north-south', 'topics', 'nowhere.yaml'));
    for (const name of [
      { folder: 'north-south/topics', file: 'secret.yaml' },
      { folder: 'sub', file: 'tea.yaml' },
      { folder: 'sub', file: 'new.yaml' },
    ]) {
      expect(recordEditor.open(name)).toMatchObject({ because: 'name' });
      expect(await recordEditor.save(name, WRITTEN, undefined)).toMatchObject({ because: 'name' });
    }
    const nowhere = { folder: 'north-south/topics', file: 'nowhere.yaml' };
    expect(await recordEditor.save(nowhere, WRITTEN, undefined)).toMatchObject({ ok: false });
    expect(readdirSync(outside, { recursive: true })).toHaveLength(3);

    const { recordEditor: inner, folder: other } = await editorOf({
      'north-south/topics/tea-trade.yaml': null,
      'store-room/relationship.yaml': null,
    });
    mkdirSync(join(other, 'drafts'));
    // No statement names the topic yet.
    const written = WRITTEN.replace('status: published', 'status: draft');
    writeFileSync(join(other, 'drafts', 'tea.yaml'), written);
    symlinkSync(join(other, 'drafts', 'tea.yaml'), join(other, 'north-south', 'topics', 'tea-trade.yaml'));
    const opened = inner.open(TEA);
    expect(opened).toMatchObject({ ok: true, text: written });
    const text = written.replace('People', 'Many');
    expect(await inner.save(TEA, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true });
    expect(onDisk()).toBe(WRITTEN);
    expect(inner.open({ folder: 'drafts', file: 'tea.yaml' })).toMatchObject({ text });
  });

  test('of nothing that is there is told', async () => {
    const { recordEditor, folder } = await editorOf();
    mkdirSync(join(folder, 'north-south', 'topics', 'tray.yaml'));
    expect(recordEditor.open({ folder: 'north-south/topics', file: 'none.yaml' })).toMatchObject({
      because: 'missing',
    });
    expect(recordEditor.open({ folder: 'west-east/topics', file: 'none.yaml' })).toMatchObject({ because: 'missing' });
    expect(recordEditor.open({ folder: 'north-south/topics', file: 'tray.yaml' })).toMatchObject({ because: 'name' });
    // A link that leads round in a circle cannot be read by anybody, root included.
    symlinkSync('ring.yaml', join(folder, 'north-south', 'topics', 'ring.yaml'));
    expect(recordEditor.open({ folder: 'north-south/topics', file: 'ring.yaml' })).toMatchObject({
      because: 'unreadable',
    });
  });
});

test('lists every record that can be opened, drafts too, and nothing else', async () => {
  const { recordEditor } = await editorOf({
    'drafts/milk.yaml': 'title: [',
    'topic.schema.json': '{}',
    'drafts/NO.yaml': '',
  });
  expect(recordEditor.list().map(({ folder, file, kind }) => `${folder}/${file} ${kind}`)).toEqual([
    'drafts/milk.yaml draft',
    'north-south/relationship.yaml relationship',
    'north-south/documents/harbour-notes.yaml document',
    'north-south/topics/grain-corridor.yaml topic',
    'north-south/topics/tea-trade.yaml topic',
  ]);
});

describe('a check', () => {
  test('tells every fault of the text at its line and column, and touches nothing', async () => {
    const { recordEditor, onDisk, files } = await editorOf();
    const before = files();
    const text = WRITTEN.replace('keyPoints: [harbour-notes/hands-shaken', 'keyPoints: [harbour-notes/gone').replace(
      '- tea road',
      '- grain corridor talks',
    );
    const checked = await recordEditor.check([{ ...TEA, text }]);
    expect(checked).toMatchObject({
      faults: [
        { file: 'north-south/topics/tea-trade.yaml', line: 9, column: 7, field: 'aliases.en.1' },
        { file: 'north-south/topics/tea-trade.yaml', line: 19, column: 13, field: 'keyPoints.0' },
      ],
      elsewhere: [],
    });
    expect(checked.ok && checked.faults[0]?.params.place).toContain('north-south/topics/grain-corridor.yaml:');
    expect(onDisk()).toBe(WRITTEN);
    expect(files()).toEqual(before);
  });

  test('tells what other records would have by it', async () => {
    const { recordEditor } = await editorOf();
    const name = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
    const opened = recordEditor.open(name);
    const text = (opened.ok ? opened.text : '').replaceAll('"hands-shaken"', '"hands-held"');
    const checked = await recordEditor.check([{ ...name, text }]);
    expect(checked).toMatchObject({ ok: true, faults: [] });
    expect(checked.ok && checked.elsewhere.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['north-south/topics/grain-corridor.yaml', 'north-south/topics/tea-trade.yaml']),
    );
  });

  test('gives the brief as it would be, with what it cites, also while a rule is broken', async () => {
    const { recordEditor } = await editorOf();
    const text = WRITTEN.replace('Tea is traded.', 'Tea moves.').replace('hands-shaken] }\nwhy', 'gone] }\nwhy');
    const checked = await recordEditor.check([{ ...TEA, text }]);
    expect(checked.ok && checked.faults).toHaveLength(1);
    expect(checked.ok && checked.preview?.brief.bottomLine.text.en).toBe('Tea moves.');
    expect(checked.ok && checked.preview?.brief.statements.map(({ id }) => id)).toContain('harbour-notes/hands-shaken');
    expect(checked.ok && checked.preview?.catalogue.sources.has('harbour-notes')).toBe(true);
    expect(await recordEditor.check([{ ...TEA, text: 'title: [' }])).toMatchObject({ ok: true, preview: undefined });
  });

  test('asks the questions of the changed text', async () => {
    const { recordEditor, version } = await editorOf();
    const lost = [{ ...TEA, text: WRITTEN.replace('any tea,', 'the grain corridor,') }];
    // Where it is said which topics are asked, no others are.
    expect(await recordEditor.check(lost, [])).toMatchObject({ ok: true, faults: [], elsewhere: [] });
    // Before it is published they are asked, whatever was checked without them.
    expect(await recordEditor.save(TEA, lost[0]?.text ?? '', version())).toMatchObject({ because: 'faulty' });
    const checked = await recordEditor.check(lost);
    expect(checked.ok && checked.faults.map(({ field, ...fault }) => `${field} ${findingText(fault, 'en')}`)).toEqual([
      'questions.en.5 finds grain-corridor instead; add an alias with its words, or reword it',
    ]);
    expect(await recordEditor.check([{ ...TEA, text: WRITTEN }])).toMatchObject({ faults: [], elsewhere: [] });
  });

  test('holds a draft of a topic against the records as if it were in service', async () => {
    const { recordEditor } = await editorOf({ 'drafts/milk-run.yaml': WRITTEN });
    const draft = { folder: 'drafts', file: 'milk-run.yaml' };
    const text = WRITTEN.replace(
      'restsOn: [harbour-notes/hands-shaken] }\nwhy',
      'restsOn: [harbour-notes/gone] }\nwhy',
    );
    const checked = await recordEditor.check([{ ...draft, text }]);
    const told = checked.ok ? checked.faults.map(({ file, line, field }) => `${file}:${line} ${field}`) : [];
    expect(told).toContain('drafts/milk-run.yaml:12 bottomLine.restsOn.0');
    // A draft under the name of a topic is what is to replace it, so its names are its own.
    const again = { folder: 'drafts', file: 'tea-trade.yaml' };
    expect(await recordEditor.check([{ ...again, text: WRITTEN }])).toMatchObject({ faults: [], elsewhere: [] });
  });

  test('holds a draft of a document against the records, and shows what its statements bring to a topic', async () => {
    const { recordEditor } = await editorOf();
    const draft = { folder: 'drafts', file: 'quay-gossip.yaml' };
    const statement = { ...STATEMENTS.fact, id: 'heard', topics: ['tea-trade'] };
    const document = documentRecord({ url: 'https://example.org/quay-gossip', statements: [statement] });
    const checked = await recordEditor.check([{ ...draft, text: JSON.stringify(document) }]);
    expect(checked).toMatchObject({ ok: true, faults: [], elsewhere: [], preview: undefined });
    const lost = JSON.stringify({ ...document, statements: [{ ...statement, topics: ['coffee-trade'] }] }, null, 2);
    expect(await recordEditor.check([{ ...draft, text: lost }])).toMatchObject({
      faults: [{ file: 'drafts/quay-gossip.yaml', field: 'statements.0.topics.0' }],
    });
    // A document of the address of another is that one.
    expect(
      await recordEditor.check([{ ...draft, text: JSON.stringify(documentRecord({ statements: [statement] })) }]),
    ).toMatchObject({
      elsewhere: [],
      faults: [{ field: 'url' }],
    });
  });

  test.each([
    ['too-large', `# ${'x'.repeat(1_000_001)}`],
    ['not-text', '# \uD800'],
  ])('refuses what is %s', async (because, text) => {
    const { recordEditor, version, onDisk } = await editorOf();
    expect(await recordEditor.check([{ ...TEA, text }])).toMatchObject({ ok: false, because });
    expect(await recordEditor.save(TEA, text, version())).toMatchObject({ ok: false, because });
    expect(onDisk()).toBe(WRITTEN);
  });

  test.each([
    ['too-large', 'x'.repeat(1_000_001)],
    ['not-text', new Uint8Array([0xff, 0xfe, 0x41])],
  ])('refuses to open what is %s', async (because, content) => {
    const { recordEditor, folder } = await editorOf();
    writeFileSync(join(folder, 'north-south', 'topics', 'odd.yaml'), content);
    expect(recordEditor.open({ folder: 'north-south/topics', file: 'odd.yaml' })).toMatchObject({ ok: false, because });
  });
});

describe('a save', () => {
  const CHANGED = WRITTEN.replace('People', 'Many');

  test('is in service at once, keeps the rights of the file and the version before', async () => {
    const { recordEditor, records, folder, onDisk, version } = await editorOf();
    const path = join(folder, 'north-south', 'topics', 'tea-trade.yaml');
    chmodSync(path, 0o664);
    const saved = await recordEditor.save(TEA, CHANGED, version());
    expect(saved).toEqual({ ok: true, version: version(), faults: [] });
    expect(onDisk()).toBe(CHANGED);
    expect(records.current().briefs.get('tea-trade')?.whyItMatters.text.en).toBe('Many drink it.');
    expect(statSync(path).mode & 0o777).toBe(0o664);
    expect(recordEditor.previous(TEA)).toHaveLength(1);
    expect(readdirSync(join(folder, 'north-south', 'topics')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('with faults writes nothing and tells them', async () => {
    const { recordEditor, onDisk, version, records, versionsFolder } = await editorOf();
    const before = records.current();
    expect(await recordEditor.save(TEA, CHANGED.replace('status: published', 'status: odd'), version())).toMatchObject({
      ok: false,
      because: 'faulty',
      faults: [{ field: 'status', line: 5 }],
    });
    expect(onDisk()).toBe(WRITTEN);
    expect(records.current()).toBe(before);
    expect(readdirSync(versionsFolder)).toEqual([]);
  });

  test('that would break another record writes nothing', async () => {
    const { recordEditor, onDisk } = await editorOf();
    const name = { folder: 'north-south', file: 'relationship.yaml' };
    const opened = recordEditor.open(name);
    const text = opened.ok ? opened.text.replace('"north"', '"east"') : '';
    expect(await recordEditor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({ because: 'faulty' });
    expect(onDisk(name)).not.toBe(text);
  });

  test('is taken though another record is faulty already, so that faults can be mended one by one', async () => {
    const { recordEditor, folder, version, records } = await editorOf();
    const before = records.current();
    writeFileSync(join(folder, 'north-south', 'topics', 'grain-corridor.yaml'), 'title: [');
    expect(await recordEditor.save(TEA, CHANGED, version())).toMatchObject({
      ok: true,
      faults: [{ file: 'north-south/topics/grain-corridor.yaml', line: 1 }],
    });
    expect(records.current()).toBe(before);
    expect(recordEditor.status().faults).toMatchObject([{ file: 'north-south/topics/grain-corridor.yaml' }]);
    writeFileSync(join(folder, 'north-south', 'topics', 'grain-corridor.yaml'), JSON.stringify(topicRecord()));
    await records.reload();
    expect(recordEditor.status().faults).toEqual([]);
    expect(records.current().briefs.get('tea-trade')?.whyItMatters.text.en).toBe('Many drink it.');
  });

  test('over what somebody else has changed or removed since is refused', async () => {
    const { recordEditor, folder, onDisk, version } = await editorOf();
    const opened = version();
    const theirs = WRITTEN.replace('People', 'Few');
    writeFileSync(join(folder, 'north-south', 'topics', 'tea-trade.yaml'), theirs);
    expect(await recordEditor.save(TEA, CHANGED, opened)).toMatchObject({ ok: false, because: 'changed' });
    expect(onDisk()).toBe(theirs);
    expect(await recordEditor.save({ ...TEA, file: 'gone.yaml' }, CHANGED, opened)).toMatchObject({
      because: 'missing',
    });
  });

  test('of two at once over the same version takes the first and refuses the second', async () => {
    const { recordEditor, onDisk, version } = await editorOf();
    const opened = version();
    const other = WRITTEN.replace('People', 'Few');
    const [first, second] = await Promise.all([
      recordEditor.save(TEA, CHANGED, opened),
      recordEditor.save(TEA, other, opened),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, because: 'changed' });
    expect(onDisk()).toBe(CHANGED);
  });

  test('of a new record makes it, but never over one that is there', async () => {
    const { recordEditor, onDisk, records, version } = await editorOf();
    const name = { folder: 'north-south/topics', file: 'silk-lane.yaml' };
    const text = WRITTEN.replaceAll(/tea/gu, 'silk').replaceAll('Tea', 'Silk').replace('tea-first', 'silk-first');
    // No statement names it yet, so it begins as a draft.
    expect(await recordEditor.save(name, text, undefined)).toMatchObject({ because: 'faulty' });
    const draft = text.replace('status: published', 'status: draft');
    expect(await recordEditor.save(name, draft, undefined)).toMatchObject({ ok: true, faults: [] });
    expect(onDisk(name)).toBe(draft);
    const document = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
    const topics = ['grain-corridor', 'tea-trade', 'silk-lane'];
    expect(
      await recordEditor.save(document, JSON.stringify(documentRecord({}, topics)), version(document)),
    ).toMatchObject({ ok: true, faults: [] });
    expect(records.current().briefs.has('silk-lane')).toBe(false);
    expect(await recordEditor.save(name, text, version(name))).toMatchObject({ ok: true, faults: [] });
    expect(records.current().briefs.get('silk-lane')?.statements).toHaveLength(7);
    expect(await recordEditor.save(name, text, undefined)).toMatchObject({ because: 'there-already' });
    expect(recordEditor.previous(name)).toHaveLength(1);
  });

  test('of a draft is taken with faults, but not when it is no YAML', async () => {
    const { recordEditor, onDisk } = await editorOf();
    const name = { folder: 'drafts', file: 'milk-run.yaml' };
    const first = await recordEditor.save(name, 'title: { en: Milk }\n', undefined);
    expect(first).toMatchObject({ ok: true });
    expect(first.ok && first.faults.length).toBeGreaterThan(5);
    expect(await recordEditor.save(name, 'title: [', first.ok ? first.version : '')).toMatchObject({
      because: 'faulty',
    });
    expect(onDisk(name)).toBe('title: { en: Milk }\n');
  });

  test('whose version before cannot be kept writes nothing', async () => {
    const { recordEditor, versionsFolder, onDisk, version, folder } = await editorOf();
    writeFileSync(join(versionsFolder, 'north-south'), 'a file where a folder should be');
    expect(await recordEditor.save(TEA, CHANGED, version())).toMatchObject({ because: 'unwritable' });
    expect(onDisk()).toBe(WRITTEN);
    expect(readdirSync(join(folder, 'north-south', 'topics')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('of what is there already changes and keeps nothing', async () => {
    const { recordEditor, version } = await editorOf();
    expect(await recordEditor.save(TEA, WRITTEN, version())).toEqual({ ok: true, version: version(), faults: [] });
    expect(recordEditor.previous(TEA)).toEqual([]);
  });
});

describe('versions', () => {
  test('that were overwritten are kept, newest first, twenty of them', async () => {
    const { recordEditor, version, versionsFolder } = await editorOf();
    for (let at = 1; at <= 22; at += 1)
      expect(await recordEditor.save(TEA, WRITTEN.replace('People', `${at} people`), version())).toMatchObject({
        ok: true,
      });
    const folder = join(versionsFolder, 'north-south', 'topics', 'tea-trade.yaml');
    expect(readdirSync(folder)).toHaveLength(20);
    const versions = recordEditor.previous(TEA);
    expect(versions).toHaveLength(20);
    expect(readFileSync(join(folder, `${versions[0]?.id}.yaml`), 'utf8')).toBe(WRITTEN.replace('People', '21 people'));
  });
});

test('the place where versions are kept is made when it is needed', async () => {
  const { recordEditor, versionsFolder, version } = await editorOf();
  expect(existsSync(join(versionsFolder, 'north-south'))).toBe(false);
  await recordEditor.save(TEA, WRITTEN.replace('People', 'Many people'), version());
  expect(existsSync(join(versionsFolder, 'north-south', 'topics', 'tea-trade.yaml'))).toBe(true);
});

test('where the folder cannot be written, records can be opened and checked, and nothing else', async () => {
  const { recordEditor, onDisk, version } = await editorOf({}, { writable: false });
  expect(recordEditor.writable).toBe(false);
  expect(recordEditor.open(TEA)).toMatchObject({ ok: true, text: WRITTEN });
  expect(await recordEditor.check([{ ...TEA, text: WRITTEN }])).toMatchObject({ ok: true, faults: [] });
  const text = WRITTEN.replace('People', 'Many people');
  expect(await recordEditor.save(TEA, text, version())).toMatchObject({ ok: false, because: 'unwritable' });
  expect(onDisk()).toBe(WRITTEN);
});

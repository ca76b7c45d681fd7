/** Publishing change sets: whole or not at all, never in silence, and back. */
import fs, { existsSync, promises, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import type { ChangeSet, RecordName, TextOfSet } from '../../../src/records/publish/change-set.ts';
import { CLEO, editorOf, TEA } from '../../support/curating.ts';
import { documentRecord, STATEMENTS, topicRecord } from '../../support/records.ts';
import { WRITTEN } from '../../support/written.ts';

const NOTES: RecordName = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
const GRAIN: RecordName = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };
const QUAY: RecordName = { folder: 'north-south/documents', file: 'quay-notes.yaml' };
const TOPICS = ['grain-corridor', 'tea-trade'];
const FACT = 'harbour-notes/hands-shaken';
const toldNobody = async (): Promise<number> => 0;

/** The statements of the document, one of them with another text. */
const withText = (en: string): string =>
  JSON.stringify(
    documentRecord(
      {
        statements: Object.values(STATEMENTS).map((one) =>
          Object.assign({ topics: TOPICS }, one, one.id === 'hands-shaken' && { text: { en } }),
        ),
      },
      TOPICS,
    ),
    null,
    2,
  );

async function opened() {
  const made = await editorOf();
  const { recordEditor, version } = made;
  const text = (name: RecordName): string | undefined => {
    const found = recordEditor.open(name);
    return found.ok ? found.text : undefined;
  };
  const quay = documentRecord({ url: 'https://example.org/quay', statements: [] });
  /** Four records: two topics, a document, and a new one. */
  const four = (): TextOfSet[] => [
    { ...TEA, text: WRITTEN.replace('People', 'Many people'), version: version(TEA) },
    {
      ...GRAIN,
      text: JSON.stringify(
        topicRecord('grain corridor', { summary: { en: 'What is known of the grain corridor now' } }),
      ),
      version: version(GRAIN),
    },
    { ...NOTES, text: `${text(NOTES) ?? ''}\n`, version: version(NOTES) },
    { ...QUAY, text: JSON.stringify(quay), version: undefined },
  ];
  return { ...made, text, four };
}

describe('a set', () => {
  test('of four records is in service at once, with its author and what was before', async () => {
    const { recordEditor, four, text, records } = await opened();
    const set = four();
    const done = await recordEditor.publish({ texts: set, author: CLEO });
    expect(done).toMatchObject({ ok: true, faults: [] });
    expect(set.map((one) => text(one))).toEqual(set.map((one) => one.text));
    expect(records.current().briefs.get('tea-trade')?.whyItMatters.text.en).toBe('Many people drink it.');
    expect(recordEditor.sets()).toMatchObject([{ by: 'Cleo', records: { length: 4 } }]);
    expect(recordEditor.previous(TEA)).toMatchObject([{ by: 'Cleo' }]);
  });

  test('of which only comments changed is told as such and published', async () => {
    const { recordEditor, version, onDisk } = await opened();
    const text = WRITTEN.replace('# the old name', '# its older name');
    expect(await recordEditor.difference([{ ...TEA, text }])).toMatchObject({
      records: [{ ...TEA, change: 'changed', fields: [], statements: [] }],
      faults: [],
    });
    expect(await recordEditor.difference([{ ...TEA, text: WRITTEN }])).toMatchObject({ records: [] });
    const done = await recordEditor.publish({ texts: [{ ...TEA, text, version: version(TEA) }], author: CLEO });
    expect(done).toMatchObject({ ok: true });
    expect(onDisk()).toBe(text);
  });

  test('of which one record has faults, or has been changed, writes none', async () => {
    const { recordEditor, four, text, onDisk, folder } = await opened();
    const before = four().map((one) => text(one));
    const faulty = four().map((one) => (one.file === TEA.file ? Object.assign(one, { text: 'title: [' }) : one));
    expect(await recordEditor.publish({ texts: faulty, author: CLEO })).toMatchObject({ because: 'faulty' });
    expect(four().map((one) => text(one))).toEqual(before);
    const set = four();
    writeFileSync(join(folder, 'north-south', 'topics', 'tea-trade.yaml'), `${WRITTEN}\n`);
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({
      because: 'changed',
      record: TEA,
    });
    expect(onDisk()).toBe(`${WRITTEN}\n`);
    expect(text(QUAY)).toBeUndefined();
  });

  test('of which one record is changed while it is checked says which one', async () => {
    const { recordEditor, four, onDisk, folder } = await opened();
    const set = four();
    renaming('rename', (to) => {
      if (to.endsWith('open.json')) writeFileSync(join(folder, TEA.folder, TEA.file), `${WRITTEN}\n`);
    });
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({ because: 'changed', record: TEA });
    expect(onDisk()).toBe(`${WRITTEN}\n`);
  });

  test('of one person is refused where another one has published one of its records meanwhile', async () => {
    const { recordEditor, four, text } = await opened();
    const mine = four();
    const theirs = [{ ...TEA, text: WRITTEN.replace('People', 'Few'), version: mine[0]?.version }];
    const [first, second] = await Promise.all([
      recordEditor.publish({ texts: theirs, author: { name: 'Ada' } }),
      recordEditor.publish({ texts: mine, author: CLEO }),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, because: 'changed' });
    expect(text(TEA)).toBe(theirs[0]?.text);
    expect(text(QUAY)).toBeUndefined();
  });

  test('may be checked as a whole: what one record names, another one makes', async () => {
    const { recordEditor } = await opened();
    const statement = { ...STATEMENTS.fact, id: 'new-one', topics: TOPICS };
    const quay = JSON.stringify(documentRecord({ url: 'https://example.org/quay', statements: [statement] }));
    const tea = WRITTEN.replace('keyPoints: [harbour-notes/hands-shaken', 'keyPoints: [quay-notes/new-one');
    expect(await recordEditor.check([{ ...TEA, text: tea }])).toMatchObject({ faults: [{ field: 'keyPoints.0' }] });
    expect(
      await recordEditor.check([
        { ...TEA, text: tea },
        { ...QUAY, text: quay },
      ]),
    ).toMatchObject({ faults: [], elsewhere: [] });
    // A fault is the first text's only where it is in that one.
    expect(
      await recordEditor.check([
        { ...QUAY, text: quay.replace('new-one', 'newer-one') },
        { ...TEA, text: tea },
      ]),
    ).toMatchObject({ faults: [], elsewhere: [{ file: 'north-south/topics/tea-trade.yaml', field: 'keyPoints.0' }] });
  });
});

/** Makes the n-th write of files, or one of the operations that follow, fail as on a full disk. */
function fillDisk(at: number): () => number {
  const { open } = promises;
  let count = 0;
  promises.open = async (...args) => {
    const file = await open(...args);
    const writeFile = file.writeFile.bind(file);
    file.writeFile = async (text) => {
      count += 1;
      if (count < at) return await writeFile(text);
      await file.write((typeof text === 'string' ? text : '').slice(0, 10));
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    return file;
  };
  syncBuiltinESMExports();
  const restore = (): void => {
    promises.open = open;
    syncBuiltinESMExports();
  };
  onTestFinished(restore);
  return () => {
    restore();
    return count;
  };
}

/** Has something done before each rename, by the path that it leads to, until what is returned is called. */
function renaming(by: 'rename' | 'renameSync', work: (to: string) => void): () => void {
  const [{ rename }, { renameSync }] = [promises, fs];
  const put = (changed: { rename?: typeof rename; renameSync?: typeof renameSync }): void => {
    if (changed.rename) promises.rename = changed.rename;
    if (changed.renameSync) Object.assign(fs, { renameSync: changed.renameSync });
    syncBuiltinESMExports();
  };
  const restore = (): void => put({ rename, renameSync });
  onTestFinished(restore);
  if (by === 'renameSync')
    put({
      renameSync: (from, to) => {
        work(String(to));
        renameSync(from, to);
      },
    });
  else
    put({
      rename: async (from, to) => {
        work(String(to));
        await rename(from, to);
      },
    });
  return restore;
}

describe('a disk', () => {
  // Four new texts, three versions before, the journal.
  test.each([1, 3, 4, 5, 7, 8])('that is full at write %i of a set leaves every record as it was', async (at) => {
    const { recordEditor, four, text, folder, versionsFolder } = await opened();
    const before = four().map((one) => text(one));
    const set = four();
    const restore = fillDisk(at);
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({
      because: 'unwritable',
      code: 'nothing-written',
      params: { error: 'ENOSPC' },
    });
    expect(restore()).toBeGreaterThanOrEqual(at);
    expect(four().map((one) => text(one))).toEqual(before);
    const left = [folder, versionsFolder].flatMap((one) => readdirSync(one, { recursive: true, encoding: 'utf8' }));
    expect(left.filter((name) => /\.yaml\..*part$|open\.json$/u.test(name))).toEqual([]);
    expect(recordEditor.previous(TEA)).toEqual([]);
    // With room again it goes on.
    expect(await recordEditor.publish({ texts: four(), author: CLEO })).toMatchObject({ ok: true });
  });

  test('that fails at a rename in the middle has what was renamed taken back', async () => {
    const { recordEditor, four, text, versionsFolder } = await opened();
    const before = four().map((one) => text(one));
    const set = four();
    let count = 0;
    renaming('renameSync', () => {
      count += 1;
      if (count === 2) throw Object.assign(new Error('input or output'), { code: 'EIO' });
    });
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({ because: 'unwritable' });
    expect(four().map((one) => text(one))).toEqual(before);
    expect(existsSync(join(versionsFolder, '.sets', 'open.json'))).toBe(false);
  });

  test('on which the log of a written set cannot be written keeps the set, whatever becomes of its records', async () => {
    const { recordEditor, four, text, records, version, folder } = await opened();
    const restore = renaming('renameSync', (to) => {
      if (to.endsWith('.json')) throw Object.assign(new Error('input or output'), { code: 'EIO' });
    });
    const set = four();
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({ ok: true });
    restore();
    expect(records.current().briefs.get('tea-trade')?.whyItMatters.text.en).toBe('Many people drink it.');
    // Another one changes a record of it by hand before the next set is published.
    const byHand = `${text(TEA) ?? ''}\n`;
    writeFileSync(join(folder, TEA.folder, TEA.file), byHand);
    const quay = `${text(QUAY) ?? ''}\n`;
    const next = await recordEditor.publish({ texts: [{ ...QUAY, text: quay, version: version(QUAY) }], author: CLEO });
    expect(next).toMatchObject({ ok: true });
    expect([text(TEA), text(GRAIN)]).toEqual([byHand, set[1]?.text]);
  });

  test('that fails for good in the middle is told as unfinished, and the set is finished by the next one', async () => {
    const { recordEditor, four, text } = await opened();
    const set = four();
    let count = 0;
    const restore = renaming('renameSync', () => {
      count += 1;
      if (count >= 2) throw Object.assign(new Error('input or output'), { code: 'EIO' });
    });
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({ because: 'unfinished' });
    expect(await recordEditor.publish({ texts: set, author: CLEO })).toMatchObject({ because: 'unfinished' });
    restore();
    const one = [{ ...QUAY, text: JSON.stringify({ again: true }), version: undefined }];
    expect(await recordEditor.publish({ texts: one, author: CLEO })).toMatchObject({ because: 'there-already' });
    expect(four().map((each) => text(each))).toEqual(set.map((each) => each.text));
  });
});

const withCorrectionOf = (statement: string): string =>
  WRITTEN.replace(
    'corrections: []',
    `corrections:\n  - { id: put-right, on: 2026-09-04, what: { en: It was wrong. }, statements: [${statement}] }`,
  );

test.each([
  ['', {}],
  [', in repair mode too', { 'north-south/topics/broken.yaml': 'title: [' }],
] as const)('a correction of a topic that names no statement is told and refused at its place%s', async (_, over) => {
  const { recordEditor, version } = await editorOf(over);
  const typo = { ...TEA, text: withCorrectionOf('harbour-notes/hand-shaken'), version: version(TEA) };
  const faults = [{ file: 'north-south/topics/tea-trade.yaml', field: 'corrections.0.statements.0', line: 31 }];
  expect(await recordEditor.difference([typo])).toMatchObject({ silent: faults });
  expect(await recordEditor.publish({ texts: [typo], author: CLEO, kinds: {} })).toMatchObject({
    because: 'silent',
    faults,
  });
  const right = { ...typo, text: withCorrectionOf('harbour-notes/hands-shaken') };
  expect(await recordEditor.publish({ texts: [right], author: CLEO, kinds: {} })).toMatchObject({ ok: true });
});

/** Publishes the document with another text of a statement. */
async function published(kinds: ChangeSet['kinds'], en: string) {
  const { recordEditor, version, text } = await opened();
  const texts = [{ ...NOTES, text: withText(en), version: version(NOTES) }];
  const done = await recordEditor.publish({ texts, author: CLEO, kinds });
  return { done, text: text(NOTES) ?? '', recordEditor };
}

describe('a published statement', () => {
  test('that changes in silence is refused at its place', async () => {
    const { done } = await published(undefined, 'The ministers met twice.');
    expect(done).toMatchObject({
      because: 'silent',
      faults: [{ file: 'north-south/documents/harbour-notes.yaml', field: 'statements.0.text' }],
    });
    expect(!done.ok && done.faults[0]?.line).toBeGreaterThan(1);
  });

  test('that is corrected has the entry written, with the wording before', async () => {
    const { done, text } = await published(
      { [FACT]: { kind: 'correction', what: { en: 'They met twice.' } } },
      'The ministers met twice.',
    );
    expect(done).toMatchObject({ ok: true });
    expect(parse(text)).toMatchObject({
      statements: [
        {
          id: 'hands-shaken',
          corrections: [
            { id: 'fix-2026-11-24', what: { en: 'They met twice.' }, before: { en: STATEMENTS.fact.text.en } },
          ],
        },
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    });
  });

  test('may change its wording only where nothing else changes with it', async () => {
    const reworded = await published({ [FACT]: { kind: 'wording' } }, 'In the customs house the ministers met.');
    expect(reworded.done).toMatchObject({ ok: true });
    expect(reworded.recordEditor.sets()).toMatchObject([{ wording: [FACT] }]);
    const { done } = await published({ [FACT]: { kind: 'wording' } }, 'The ministers did not meet.');
    expect(done).toMatchObject({ because: 'silent' });
  });

  test('is told in the difference with what it asks for', async () => {
    const { recordEditor, records } = await opened();
    // It would be built in one go, while nobody is answered.
    const finder = vi.spyOn(records.current(), 'finder', 'get');
    const difference = await recordEditor.difference([{ ...NOTES, text: withText('The ministers met 3 times.') }]);
    expect(finder).not.toHaveBeenCalled();
    expect(difference).toMatchObject({
      ok: true,
      faults: [],
      silent: [],
      records: [
        {
          statements: [
            {
              name: FACT,
              change: 'changed',
              fields: [{ field: 'text.en', before: STATEMENTS.fact.text.en }],
              published: { needsWord: true, beyondWording: expect.arrayContaining([]) as unknown },
            },
          ],
        },
      ],
    });
  });

  test('is not told as gone where a fault keeps its record from being read', async () => {
    const { recordEditor } = await opened();
    const text = withText('The ministers met 3 times.').replace(/"?eventOn"?: *\{[^}]*\}/u, '"eventOn": "2026"');
    expect(await recordEditor.difference([{ ...NOTES, text }])).toMatchObject({
      faults: [{ field: 'statements.0.eventOn' }],
      silent: [],
      records: [{ statements: [{ name: FACT, published: { needsWord: false, beyondWording: [] } }] }],
    });
  });
});

describe('the newest set', () => {
  test('can be undone, a new record with it, and that can be undone again', async () => {
    const { recordEditor, four, text } = await opened();
    const before = four().map((one) => text(one));
    const set = four();
    const done = await recordEditor.publish({ texts: set, author: CLEO });
    const undone = await recordEditor.undo((done.ok && done.id) || '', { name: 'Ada' }, toldNobody);
    expect(undone).toMatchObject({ ok: true });
    expect(four().map((one) => text(one))).toEqual(before);
    expect(recordEditor.sets()).toMatchObject([{ by: 'Ada', undoes: done.ok && done.id }, { by: 'Cleo' }]);
    const again = await recordEditor.undo((undone.ok && undone.id) || '', CLEO, toldNobody);
    expect(again).toMatchObject({ ok: true });
    expect(set.map((one) => text(one))).toEqual(set.map((one) => one.text));
  });

  test('cannot be undone where a record has changed since, or readers were told', async () => {
    const { recordEditor, four, folder, version } = await opened();
    const done = await recordEditor.publish({ texts: four(), author: CLEO });
    const id = (done.ok && done.id) || '';
    writeFileSync(join(folder, 'north-south', 'topics', 'tea-trade.yaml'), `${WRITTEN}\n`);
    expect(await recordEditor.undo(id, CLEO, toldNobody)).toMatchObject({ because: 'changed' });
    expect(await recordEditor.undo('another', CLEO, toldNobody)).toMatchObject({ because: 'changed' });
    const corrected = await recordEditor.publish({
      texts: [{ ...NOTES, text: withText('The ministers met twice.'), version: version(NOTES) }],
      author: CLEO,
      kinds: { [FACT]: { kind: 'correction', what: { en: 'Twice.' } } },
    });
    const newest = (corrected.ok && corrected.id) || '';
    expect(await recordEditor.undo(newest, CLEO, async () => 2)).toMatchObject({ because: 'told' });
    expect(await recordEditor.undo(newest, CLEO, toldNobody)).toMatchObject({ ok: true });
    expect(readFileSync(join(folder, NOTES.folder, NOTES.file), 'utf8')).toContain(STATEMENTS.fact.text.en);
  });
});

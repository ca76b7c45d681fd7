/** Citations beside the texts that are held: as they are checked, and as they prevent publishing. */
import { refusalText } from '../../../src/records/publish/refusal.ts';
import { findingText } from '../../../src/records/fault.ts';
import { expect, test } from 'vitest';
import type { RecordEditor } from '../../../src/records/publish/record-editor-contract.ts';
import type { HeldText } from '../../../src/records/held-texts.ts';
import { fingerprint } from '../../../src/records/paragraphs.ts';
import { CLEO, editorOf } from '../../support/curating.ts';
import { DOCUMENT, documentRecord, STATEMENTS, type Fields } from '../../support/records.ts';

const NOTES = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
const OTHER = { folder: 'north-south/documents', file: 'other-notes.yaml' };

const heldText = (id: string, paragraphs: readonly string[]): HeldText => ({
  id,
  relationship: 'north-south',
  paragraphs,
  readAt: '2026-09-02T08:00:00Z',
  from: 'paste',
});

/** An editor beside the texts of some documents. */
const editing = async (...texts: readonly HeldText[]) => await editingOver({}, ...texts);

async function editingOver(files: Readonly<Record<string, string>>, ...texts: readonly HeldText[]) {
  return await editorOf(files, {
    held: {
      get: async (relationship, id) => texts.find((one) => one.relationship === relationship && one.id === id),
    },
  });
}

/** The made-up document with some fields of one statement replaced. */
const changing = (kind: keyof typeof STATEMENTS, over: Fields, document: Fields = {}): string =>
  JSON.stringify(
    documentRecord(
      {
        statements: Object.values({ ...STATEMENTS, [kind]: { ...STATEMENTS[kind], ...over } }).map((one) =>
          Object.assign({ topics: ['grain-corridor', 'tea-trade'] }, one),
        ),
        ...document,
      },
      ['grain-corridor', 'tea-trade'],
    ),
    null,
    2,
  );

async function faultsOf(editor: Pick<RecordEditor, 'check'>, text: string, name = NOTES) {
  const checked = await editor.check([{ ...name, text }]);
  if (!checked.ok) throw new Error(refusalText(checked, 'en'));
  return checked.faults.map(({ file, field, ...fault }) => ({ file, field, message: findingText(fault, 'en') }));
}

test('words that stand in their paragraph alone are right, and invented ones are told at their field', async () => {
  const { recordEditor } = await editing(heldText('harbour-notes', DOCUMENT));
  expect(await faultsOf(recordEditor, changing('fact', {}))).toEqual([]);
  const invented = changing('fact', { citations: [{ paragraph: 2, find: 'totally invented words here' }] });
  const checked = await recordEditor.check([{ ...NOTES, text: invented }]);
  expect(checked).toMatchObject({
    faults: [
      {
        file: 'north-south/documents/harbour-notes.yaml',
        field: 'statements.0.citations.0.find',
        code: 'find-nowhere',
      },
    ],
  });
  if (!checked.ok) throw new Error(refusalText(checked, 'en'));
  expect(invented.split('\n')[(checked.faults[0]?.line ?? 0) - 1]).toContain('totally invented words here');
});

test('a paragraph that is another one, a quotation that was not said, and copied words are told', async () => {
  const { recordEditor } = await editing(heldText('harbour-notes', DOCUMENT));
  const elsewhere = changing('fact', { citations: [{ paragraph: 3, find: 'Ministers of both sides' }] });
  expect(await faultsOf(recordEditor, elsewhere)).toMatchObject([
    { message: expect.stringContaining('but in paragraph 2') as string },
  ]);
  expect(await faultsOf(recordEditor, changing('position', { quote: 'a wall between neighbours' }))).toMatchObject([
    { field: 'statements.1.quote' },
  ]);
  const copied = changing('assessment', { text: { en: DOCUMENT[2] } });
  expect(await faultsOf(recordEditor, copied)).toMatchObject([
    { field: 'statements.4.text.en', message: expect.stringContaining('say it in your own words') as string },
  ]);
});

test('publishing is refused and nothing is written; a draft is kept as it is', async () => {
  const { recordEditor, onDisk, version } = await editing(heldText('harbour-notes', DOCUMENT));
  const before = onDisk(NOTES);
  const invented = changing('fact', { citations: [{ paragraph: 2, find: 'totally invented words here' }] });
  const refusal = await recordEditor.publish({
    texts: [{ ...NOTES, text: invented, version: version(NOTES) }],
    author: CLEO,
  });
  expect(refusal).toMatchObject({ ok: false, because: 'faulty', faults: [{ field: 'statements.0.citations.0.find' }] });
  expect(onDisk(NOTES)).toBe(before);
  // A draft is not in service: it is kept with its faults, and these are shown.
  const draft = { folder: 'drafts', file: 'harbour-notes.yaml' };
  expect(
    await recordEditor.publish({ texts: [{ ...draft, text: invented, version: undefined }], author: CLEO }),
  ).toMatchObject({ ok: true });
  expect(await faultsOf(recordEditor, invented, draft)).toMatchObject([{ file: 'drafts/harbour-notes.yaml' }]);
});

test('what was cited wrongly before hinders no change of other statements, and is told; a change of its own it does', async () => {
  const wrong = { citations: [{ paragraph: 2, find: 'totally invented words here' }] };
  const { recordEditor, version, records } = await editingOver(
    { 'north-south/documents/harbour-notes.yaml': changing('fact', wrong) },
    heldText('harbour-notes', DOCUMENT),
  );
  const publish = async (text: string) =>
    await recordEditor.publish({ texts: [{ ...NOTES, text, version: version(NOTES) }], author: CLEO });
  const preexistingFaults = [{ field: 'statements.0.citations.0.find', line: expect.any(Number) as number }];
  const other = changing('fact', wrong).replace('"2026-08-26"', '"2026-08-27"');
  const lowered = 'Northland lowered the toll of the corridor until the frost.';
  const before = { en: lowered };
  const entry = { id: 'fix', on: '2026-09-03', what: { en: 'The day was wrong.' }, before };
  const corrected = other.replace(
    '"effect": "lowered"',
    `"effect": "lowered", "corrections": [${JSON.stringify(entry)}]`,
  );
  expect(await recordEditor.difference([{ ...NOTES, text: corrected }])).toMatchObject({
    faults: [],
    preexistingFaults,
  });
  expect(await faultsOf(recordEditor, corrected)).toMatchObject([{ field: 'statements.0.citations.0.find' }]);
  expect(await publish(corrected)).toMatchObject({ ok: true, faults: [] });
  expect(records.status().faults).toEqual([]);
  const its = corrected.replace(
    '"find": "totally invented words here"',
    '"find": "totally invented words here" }, { "paragraph": 2, "find": "shook hands on Tuesday"',
  );
  expect(its).not.toBe(corrected);
  expect(await publish(its)).toMatchObject({ because: 'faulty', faults: [{ field: 'statements.0.citations.0.find' }] });
});

test('of a text that is not held nothing is refused, and that is told', async () => {
  const { recordEditor } = await editing(heldText('harbour-notes', DOCUMENT));
  const text = JSON.stringify(
    documentRecord({
      url: 'https://example.org/other',
      paragraphs: [fingerprint('Another paragraph.')],
      statements: [
        {
          ...STATEMENTS.fact,
          id: 'met-again',
          topics: ['grain-corridor'],
          citations: [
            { paragraph: 1, find: 'never to be checked' },
            { source: 'harbour-notes', paragraph: 2, find: 'Ministers of both sides' },
          ],
        },
      ],
    }),
  );
  expect(await recordEditor.difference([{ ...OTHER, text }])).toMatchObject({ faults: [], unheld: ['other-notes'] });
});

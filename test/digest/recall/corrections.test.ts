/** Which messages a correction concerns. */
import { describe, expect, test } from 'vitest';
import {
  correctionOf,
  correctionsIn,
  versionsShown,
  type Correction,
  textVersion,
  versionOf,
} from '../../../src/digest/recall/corrections.ts';
import type { Brief, Statement } from '../../../src/records/schema.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { ownCatalogue } from '../../support/records.ts';

const plain = ownCatalogue();
const TOPIC = 'energy';
const was = plain.briefs.get(TOPIC)?.statements[0];
if (was === undefined) throw new Error('there is no topic of energy');
const { id: STATEMENT } = was;
const fix = (id: string, on: string, before: string) => ({
  id,
  on,
  what: { en: 'It was wrong.' },
  before: { en: before },
});

function changed(statement: Partial<Statement>, topic: Partial<Brief> = {}): Catalogue {
  const change = (one: Statement): Statement => (one.id === STATEMENT ? ({ ...one, ...statement } as Statement) : one);
  const briefs = [...plain.briefs].map(([id, brief]): [string, Brief] => [
    id,
    { ...brief, statements: brief.statements.map(change), ...(id === TOPIC && topic) },
  ]);
  const statements = [...plain.statements].map(([id, one]): [string, Statement] => [id, change(one)]);
  return { ...plain, briefs: new Map(briefs), statements: new Map(statements) };
}
/** Tells whether a message that shows a version has to be told of the correction. */
const tells = ({ version: now, concerns }: Correction, version: string, sentOn: string): boolean =>
  version !== now && concerns(version, sentOn);
const version = (text: string): string => versionOf({ ...was, text: { en: text } });

describe('a correction of a statement', () => {
  const text = { en: 'Now it is right.' };
  const records = changed({
    text,
    corrections: [fix('c1', '2026-11-01', 'First.'), fix('c2', '2026-11-05', 'Second.')],
  });
  const [correction, ...more] = correctionsIn(records).filter(({ shown }) => shown === STATEMENT);
  if (correction === undefined) throw new Error('there is none');

  test('is the newest one, by the name that operators type', () => {
    expect(more).toEqual([]);
    expect(correction).toMatchObject({ key: `${STATEMENT}/c2`, type: 'reworded' });
    expect(correctionOf(`${STATEMENT}/c2`, records)?.key).toBe(`${STATEMENT}/c2`);
    expect(correctionOf(`${STATEMENT}/c1`, records)).toMatchObject({ key: `${STATEMENT}/c1` });
    expect(correctionOf(`${STATEMENT}/c3`, records)).toBeUndefined();
  });

  test.each([
    ['shows what it corrected', 'Second.', '2026-11-04', true],
    [
      'shows what it corrected, though it was sent on a later day than the curator wrote',
      'Second.',
      '2026-11-09',
      true,
    ],
    ['shows what an earlier one corrected', 'First.', '2026-10-30', true],
    ['shows what it says now', 'Now it is right.', '2026-11-04', false],
    ['shows other words from before its day', 'In other words.', '2026-11-04', true],
    ['shows other words from its day or later, which nobody called wrong', 'In other words.', '2026-11-05', false],
  ])('of a message that %s', (_what, said, sentOn, expected) => {
    expect(tells(correction, version(said), sentOn)).toBe(expected);
  });

  test('of two of the newest day is the last', () => {
    const corrections = [fix('c2', '2026-11-05', 'Second.'), fix('c1', '2026-11-05', 'Third.')];
    const found = correctionsIn(changed({ text, corrections })).find(({ shown }) => shown === STATEMENT);
    expect(found?.key).toBe(`${STATEMENT}/c1`);
  });

  test('knows a wording by either language', () => {
    const shown = versionOf({ ...was, text: { en: 'Other.', zh: '原文。' } });
    const one = changed({
      text,
      corrections: [{ ...fix('c', '2026-11-01', 'Not told.'), before: { en: 'x', zh: '原文。' } }],
    });
    const found = correctionsIn(one).find((each) => each.shown === STATEMENT);
    expect(found && tells(found, shown, '2026-12-01')).toBe(true);
  });
});

describe('a correction of a topic', () => {
  const entry = { id: 'c1', on: '2026-11-05', what: { en: 'The line was wrong.' }, statements: [STATEMENT] };
  const records = changed({ text: { en: 'New text.' } }, { corrections: [entry] });
  const all = correctionsIn(records).filter(({ key }) => key === `${TOPIC}/c1`);

  test('concerns messages with another bottom line, and with other words of the statements that it names', () => {
    expect(all.map(({ shown }) => shown)).toEqual([`*${TOPIC}`, STATEMENT]);
    const [ofTopic, ofStatement] = all as [Correction, Correction];
    const line = textVersion({ en: 'An earlier line.' });
    expect(tells(ofTopic, line, '2026-11-05')).toBe(true);
    expect(tells(ofTopic, line, '2026-11-06')).toBe(false);
    expect(tells(ofTopic, '', '2026-11-05')).toBe(false);
    expect(tells(ofStatement, versionOf(was), '2026-11-05')).toBe(true);
    expect(tells(ofStatement, versionOf(was), '2026-11-06')).toBe(false);
  });
});

test('a corrected statement concerns the messages that show a bottom line that rests on it, in other words and from before', () => {
  const [rested] = plain.briefs.get(TOPIC)?.bottomLine.restsOn ?? [];
  const one = plain.statements.get(rested ?? '');
  if (one === undefined) throw new Error('its bottom line rests on nothing');
  const statements = new Map([...plain.statements, [one.id, { ...one, corrections: [fix('c1', '2026-11-05', 'x')] }]]);
  const [found, ...more] = correctionsIn({ ...plain, statements }).filter(({ shown }) => shown === `*${TOPIC}`);
  if (found === undefined) throw new Error('there is none');
  expect(more).toEqual([]);
  expect(found).toMatchObject({ key: `${one.id}/c1`, type: 'reworded' });
  const line = textVersion({ en: 'An earlier line.' });
  expect(tells(found, line, '2026-11-05')).toBe(true);
  expect(tells(found, line, '2026-11-06')).toBe(false);
  expect(tells(found, '', '2026-11-05')).toBe(false);
  expect(tells(found, textVersion(plain.briefs.get(TOPIC)?.bottomLine.text ?? { en: '' }), '2026-11-05')).toBe(false);
});

test('a retraction concerns every message that showed the topic, and its statements have no corrections any more', () => {
  const retraction = { id: 'r', on: '2026-11-05', what: { en: 'Withdrawn.' } };
  const records = changed({ corrections: [fix('c', '2026-11-01', 'x')] }, { status: 'retracted', retraction });
  const [one, ...more] = correctionsIn(records).filter(({ brief }) => brief.id === TOPIC);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ key: `${TOPIC}/r`, shown: `*${TOPIC}`, type: 'retraction', version: undefined });
  expect(one?.concerns('', '2026-12-01')).toBe(true);
});

test('a message shows its topics, and the statements whose version was kept', () => {
  const brief = { id: 'a', asOf: '2026-11-01', statements: ['d/s', 'd/t'], versions: ['v'], bottomLine: 'w' };
  expect(versionsShown(brief)).toEqual([
    { shown: '*a', version: 'w' },
    { shown: 'd/s', version: 'v' },
  ]);
});

test('a statement that was withdrawn corrects every message that showed it, whatever its version, by its reason', () => {
  const withdrawn = { on: '2026-11-20', reason: { en: 'It was no promise.' } };
  const without = new Map(plain.statements);
  without.delete(STATEMENT);
  const records: Catalogue = {
    ...plain,
    statements: without,
    withdrawn: new Map([[STATEMENT, { ...was, withdrawn }]]),
  };
  const [one, ...more] = correctionsIn(records).filter(({ shown }) => shown === STATEMENT);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ key: `${STATEMENT}/withdrawn`, type: 'withdrawn', what: withdrawn.reason });
  expect(one && tells(one, version('Anything.'), '2026-12-01')).toBe(true);
  expect(correctionOf(`${STATEMENT}/withdrawn`, records)?.key).toBe(`${STATEMENT}/withdrawn`);
});

test('a withdrawn statement concerns every message that shows it, in whatever version and whenever it was sent', () => {
  const gone = { ...was, withdrawn: { on: '2026-11-05', reason: { en: 'Nobody had said it.' } } } as Statement;
  const statements = new Map([...plain.statements].filter(([id]) => id !== STATEMENT));
  const [found, ...more] = correctionsIn({ ...plain, statements, withdrawn: new Map([[STATEMENT, gone]]) }).filter(
    ({ shown }) => shown === STATEMENT,
  );
  if (found === undefined) throw new Error('there is none');
  expect([more, found.type]).toEqual([[], 'withdrawn']);
  for (const sentOn of ['2026-11-01', '2026-11-05', '2026-11-09'])
    expect([versionOf(was), version('In other words.')].map((shown) => tells(found, shown, sentOn))).toEqual([
      true,
      true,
    ]);
});

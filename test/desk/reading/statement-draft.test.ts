import { keysUnder, messages } from '../../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import { comparedDocument, heldFaults } from '../../../src/records/check/cited-text.ts';
import { findingText } from '../../../src/records/fault.ts';
import { fingerprint } from '../../../src/records/paragraphs.ts';
import { STATEMENT_KINDS, statementSchemaOf } from '../../../src/records/schema.ts';
import { jsonSchemas, type RecordSchema } from '../../../src/records/json-schema.ts';
import {
  withCitation,
  draftOf,
  entryOf,
  fieldsOfKind,
  newDraft,
  statementOf,
  attributionText,
  withEntry,
  withChosenTopic,
  type StatementDraft,
} from '../../../src/desk/web/reading/statement-draft.ts';
import { valueName } from '../../../src/desk/web/form/value-names.ts';
import { itemOf, nodeAt } from '../../../src/desk/web/record-schema.ts';
import { widgetOf } from '../../../src/desk/web/form/widgets.ts';
import { capital, fieldLabel } from '../../../src/records/field-labels.ts';
import { KINDS_IN_ORDER, statementWords } from '../../../src/desk/web/reading/statement-words.ts';
import { DOCUMENT, STATEMENTS } from '../../support/records.ts';

const STATEMENT = itemOf(
  (JSON.parse(jsonSchemas().get('document.schema.json') ?? '{}') as RecordSchema).properties?.statements ?? {},
);
const CITATION = { paragraph: 1, find: 'carried ninety ships' };
const BEGUN: StatementDraft = {
  ...newDraft(CITATION),
  kind: 'position',
  en: ' Ninety  ships came. ',
  topics: ['grain-corridor'],
  fields: {
    speaker: { en: 'Ivo Marsh', zh: '' },
    role: { en: 'Envoy' },
    party: 'north',
    saidOn: { precision: 'day' },
    eventOn: { precision: 'day', on: '2026-10-01' },
    quote: '',
  },
};

test('a statement has the fields of its kind alone, without what was left empty', () => {
  expect(statementOf(BEGUN, STATEMENT)).toEqual({
    id: '',
    kind: 'position',
    topics: ['grain-corridor'],
    speaker: { en: 'Ivo Marsh' },
    role: { en: 'Envoy' },
    party: 'north',
    text: { en: 'Ninety ships came.' },
    citations: [CITATION],
  });
  // What was filled in for one kind is there again when that is chosen.
  expect(statementOf({ ...BEGUN, kind: 'reported-fact' }, STATEMENT)).toMatchObject({
    eventOn: { precision: 'day', on: '2026-10-01' },
  });
});

test.each(Object.values(STATEMENTS))('a statement of the kind $kind is the same after it was opened', (record) => {
  const whole = { topics: ['grain-corridor'], relations: [{ type: 'supports', statement: 'a/b' }], ...record };
  const draft = draftOf({
    id: record.id,
    kind: record.kind,
    text: record.text,
    citations: whole.citations.map(({ paragraph, find }) => ({ paragraph: Number(paragraph), find: String(find) })),
    isPublished: true,
    record: whole,
  });
  const again = statementOf(draft, STATEMENT);
  expect(again).toEqual(whole);
  expect(statementSchemaOf('cn-us').safeParse(again).success).toBe(true);
});

test.each(['en', 'zh'] as const)('kinds and likelihoods are called as readers see them (%s)', (language) => {
  const t = messages(language);
  for (const value of keysUnder('reply.kinds')) expect(valueName(value, t)).toBe(t(`reply.kinds.${value}`));
  for (const value of keysUnder('reply.likelihood')) expect(valueName(value, t)).toBe(t(`reply.likelihood.${value}`));
  expect(KINDS_IN_ORDER.toSorted()).toEqual(STATEMENT_KINDS.toSorted());
});

test('every field and choice of each kind has its name in both languages, and a known input', () => {
  const all = STATEMENT_KINDS.flatMap((kind) =>
    fieldsOfKind(STATEMENT, kind).map((name) => ({ name, node: nodeAt(STATEMENT, { kind }, [name]) })),
  );
  const choices = all.flatMap(({ node }) => node.enum ?? []);
  for (const text of [
    ...all.map(({ name }) => statementWords(name, 'zh').label ?? capital(fieldLabel(name, 'zh'))),
    ...choices.map((one) => valueName(one, messages('zh'))),
  ])
    expect(text).toMatch(/\p{Script=Han}/u);
  const inputs = new Map(all.map(({ name, node }) => [name, widgetOf(node, name)]));
  expect(Object.fromEntries(inputs)).toMatchObject({
    speaker: 'translated-text',
    party: 'party',
    saidOn: 'when',
    quote: 'text',
    effect: 'choice',
    to: 'party',
    likelihood: 'choice',
    by: 'speaker',
  });
  for (const { node } of all.filter(({ name }) => inputs.get(name) === 'translated-text'))
    expect(node.properties?.en?.maxLength).toBeGreaterThan(0);
});

test('a draft is edited as its record, and is the same again', () => {
  expect(entryOf(BEGUN)).toMatchObject({ kind: 'position', text: { en: BEGUN.en }, speaker: { en: 'Ivo Marsh' } });
  expect(entryOf(BEGUN).text).not.toHaveProperty('zh');
  expect(withEntry(BEGUN, entryOf(BEGUN))).toEqual(BEGUN);
  expect(withEntry(BEGUN, { ...entryOf(BEGUN), text: { en: 'Tea.', zh: '茶。' }, quote: 'tea' })).toMatchObject({
    en: 'Tea.',
    zh: '茶。',
    fields: { ...BEGUN.fields, quote: 'tea' },
  });
});

test('a topic that was chosen from the list and not added belongs to it too', () => {
  const topics = ['grain-corridor'];
  expect(withChosenTopic(topics, 'tea-trade', [])).toEqual(['grain-corridor', 'tea-trade']);
  // None is chosen, it is there, or it stands in the list no more and was not ticked.
  for (const [other, proposed] of [
    ['', []],
    ['grain-corridor', []],
    ['tea-trade', ['tea-trade']],
  ] as const)
    expect(withChosenTopic(topics, other, proposed)).toBe(topics);
});

test('at most four places are cited, each once', () => {
  const all = [1, 2, 3, 4, 5, 1].map((paragraph) => ({ paragraph, find: 'three words here' }));
  const [first = CITATION, ...others] = all;
  const draft = others.reduce(withCitation, newDraft(first));
  expect(draft.citations.map(({ paragraph }) => paragraph)).toEqual([1, 2, 3, 4]);
});

test('what is wrong beside a held text is said in Chinese', () => {
  const document = comparedDocument(
    [...DOCUMENT, 'Ministers of both sides met twice.'],
    [...DOCUMENT, 'Ministers of both sides met twice.'].map((one) => fingerprint(one)),
  );
  const statement = {
    citations: [
      { paragraph: 2, find: 'Ministers of both sides' },
      { paragraph: 1, find: 'shook hands on Tuesday' },
      { paragraph: 1, find: 'totally invented words here' },
    ],
    quote: 'never said by anybody',
    text: { en: DOCUMENT[2] },
  };
  const faults = heldFaults(
    { id: 'notes', title: { en: 'Notes' }, statements: [statement] },
    new Map([['notes', document]]),
  );
  expect(faults.map(({ path }) => path.slice(2).join('.'))).toEqual([
    'citations.0.find',
    'citations.1.find',
    'citations.2.find',
    'quote',
    'text.en',
  ]);
  for (const one of faults) expect(findingText(one, 'zh')).toMatch(/\p{Script=Han}/u);
});

test('who said something, and when, is told in words', () => {
  const said = {
    speaker: { en: 'Ivo Marsh', zh: '马什' },
    party: 'north',
    saidOn: { precision: 'day', on: '2026-10-01' },
  };
  const known = { authors: [{ id: 'ann-lee', name: { en: 'Ann Lee' } }], parties: [] };
  expect(attributionText(said, known, 'zh')).toBe('马什 · 2026年10月1日');
  const by = { by: ['ann-lee'], madeOn: { precision: 'year', on: '2026' } };
  expect(attributionText(by, known, 'en')).toBe('Ann Lee · 2026');
});

/** What a form shows for each place of a record, by its schema. */
import { findingOfMessage, DocumentSchema, TopicSchema } from '../../../src/records/schema.ts';
import { describe, expect, test } from 'vitest';
import { itemTitle } from '../../../src/records/field-labels.ts';
import { jsonSchemas, type RecordSchema } from '../../../src/records/json-schema.ts';
import { itemOf, nodeAt } from '../../../src/desk/web/record-schema.ts';
import {
  withOtherKind,
  initialValueOf,
  languagesOf,
  listChanges,
  widgetOf,
  withEntryId,
  writtenIn,
} from '../../../src/desk/web/form/widgets.ts';
import { withUnpublished } from '../../../src/desk/web/form/offered.ts';

const schemaOf = (kind: string): RecordSchema =>
  JSON.parse(jsonSchemas().get(`${kind}.schema.json`) ?? '{}') as RecordSchema;
const [topic, document, relationship] = [schemaOf('topic'), schemaOf('document'), schemaOf('relationship')];
const given = { today: '2026-11-24', parties: ['north', 'south'] };

describe('a field is edited', () => {
  test.each([
    [topic, ['title'], 'translated-text'],
    [topic, ['status'], 'choice'],
    [topic, ['aliases'], 'translated-lists'],
    [topic, ['keyPoints'], 'statements'],
    [topic, ['bottomLine'], 'group'],
    [topic, ['disagreements'], 'items'],
    [topic, ['disagreements', 0, 'sides'], 'pair'],
    [topic, ['disagreements', 0, 'sides', 1, 'party'], 'party'],
    [topic, ['watch', 0, 'expected'], 'when'],
    [topic, ['gaps', 0, 'searched'], 'documents'],
    [topic, ['related'], 'topics'],
    [topic, ['verified', 'on'], 'day'],
    [topic, ['reviewEveryDays'], 'number'],
    [topic, ['history', 0, 'rewritten'], 'checkbox'],
    [topic, ['history', 0, 'statements'], 'statements'],
    [document, ['url'], 'text'],
    [document, ['paragraphs'], 'fingerprints'],
    [document, ['statements', 0, 'by'], 'speaker'],
    [document, ['statements', 1, 'by'], 'party'],
    [document, ['statements', 0, 'citations', 0, 'paragraph'], 'number'],
    [document, ['statements', 0, 'relations', 0, 'statement'], 'statement'],
    [relationship, ['parties'], 'pair'],
    [relationship, ['parties', 0, 'cues'], 'translated-lists'],
    [relationship, ['languages'], 'multiple-choice'],
    [relationship, ['commandDescription'], 'translated-text'],
  ] as const)('%# as its schema says', (schema, path, widget) => {
    const record = { statements: [{ kind: 'forecast' }, { kind: 'commitment' }] };
    expect(widgetOf(nodeAt(schema, record, path), String(path.at(-1)))).toBe(widget);
  });

  test('with every field of every schema known to it', () => {
    const walk = (node: RecordSchema, name: string): void => {
      expect(() => widgetOf(node, name)).not.toThrow();
      for (const branch of node.oneOf ?? node.anyOf ?? [node])
        for (const [inner, one] of Object.entries(branch.properties ?? {})) walk(one, inner);
      if (node.items !== undefined) walk(itemOf(node), name);
    };
    for (const schema of [topic, document, relationship]) walk(schema, 'record');
  });
});

describe('what is new begins with what it needs', () => {
  test('a disagreement with one side of each party', () => {
    expect(initialValueOf(itemOf(nodeAt(topic, {}, ['disagreements'])), 'group', given)).toEqual({
      id: '',
      question: { en: '' },
      sides: [
        { party: 'north', text: { en: '' }, statements: [] },
        { party: 'south', text: { en: '' }, statements: [] },
      ],
      state: { en: '' },
    });
  });

  test('a thing to watch and an entry, whose faults are only what is still to be written', () => {
    for (const [schema, list] of [
      [topic, 'watch'],
      [topic, 'history'],
      [topic, 'gaps'],
      [document, 'authors'],
      [document, 'statements'],
    ] as const) {
      const value = initialValueOf(itemOf(nodeAt(schema, {}, [list])), 'group', given);
      const result = (schema === topic ? TopicSchema : DocumentSchema).shape[
        list as never
      ] as typeof TopicSchema.shape.watch;
      const messages = result.safeParse([value]).error?.issues.map(({ message }) => message) ?? [];
      for (const message of messages)
        expect([
          'text-empty',
          'not-an-id',
          'find-length',
          'rests-on-nothing',
          'nothing-searched',
          'side-rests-on-nothing',
          'no-topic-named',
        ]).toContain(findingOfMessage(message)?.code);
    }
  });

  test('an entry with an id of the day that no other has, and a group that is no entry with none', () => {
    expect(initialValueOf(nodeAt(topic, {}, ['retraction']), 'retraction', { ...given, today: '2026-11-27' })).toEqual({
      id: 'retraction-2026-11-27',
      on: '2026-11-27',
      what: { en: '' },
    });
    const others = [{ id: 'update-2026-11-27' }, { id: 'update-2026-11-27-2' }, 'odd'];
    expect(withEntryId({ id: '' }, 'history', '2026-11-27', others)).toEqual({ id: 'update-2026-11-27-3' });
    expect(withEntryId({ id: 'own' }, 'history', '2026-11-27', others)).toEqual({ id: 'own' });
    expect(withEntryId({ id: '' }, 'watch', '2026-11-27')).toEqual({ id: '' });
  });

  test('a statement of another kind keeps what the two have in common, and its day', () => {
    const node = itemOf(nodeAt(document, {}, ['statements']));
    const fact = {
      kind: 'reported-fact',
      id: 'a',
      topics: ['tea'],
      eventOn: { precision: 'day', on: '2026-01-02' },
      text: { en: 'A' },
      citations: [{ paragraph: 2, find: 'a b c' }],
    };
    expect(withOtherKind(node, 'kind', 'position', fact, given)).toEqual({
      kind: 'position',
      id: 'a',
      topics: ['tea'],
      text: { en: 'A' },
      citations: [{ paragraph: 2, find: 'a b c' }],
      speaker: { en: '' },
      role: { en: '' },
      saidOn: { precision: 'day', on: '2026-01-02' },
    });
  });
});

test.each([
  [['a', 'b', 'c'], ['a', 'x', 'c'], [{ kind: 'set', at: 1, value: 'x' }]],
  [['a', 'c'], ['a', 'b', 'c'], [{ kind: 'insert', at: 1, value: 'b' }]],
  [
    ['a', 'b', 'c'],
    ['c'],
    [
      { kind: 'remove', at: 0, value: '' },
      { kind: 'remove', at: 0, value: '' },
    ],
  ],
  [['a'], ['a'], []],
] as const)('of %j to %j only what differs is written', (before, after, changes) => {
  expect(listChanges(before, after)).toEqual(changes);
});

describe('the languages of a text', () => {
  const title = nodeAt(topic, {}, ['title']);
  test.each([
    ['of English alone', ['en'], {}, ['en']],
    ['of both', ['en', 'zh'], {}, ['en', 'zh']],
    ['of English alone, where there is Chinese', ['en'], { en: 'Tea', zh: '茶' }, ['en', 'zh']],
    ['of English alone, where Chinese is begun', ['en'], { zh: null }, ['en', 'zh']],
    ['where it is not known', undefined, undefined, ['en', 'zh']],
  ])('are shown in a relationship %s', (_, written, value, shown) => {
    expect(languagesOf(title, value, written)).toEqual(shown);
  });

  test('are those of the command too', () => {
    const command = nodeAt(relationship, {}, ['commandDescription']);
    expect(languagesOf(command, {}, ['en', 'zh'])).toEqual(['en', 'zh', 'zh-TW']);
  });

  test('are those that a relationship declares itself, and all of a topic whose bottom line is in Chinese', () => {
    expect(writtenIn('relationship', { languages: ['en', 'zh'] }, undefined)).toEqual(['en', 'zh']);
    expect(writtenIn('relationship', {}, ['en', 'zh'])).toEqual(['en']);
    expect(writtenIn('document', {}, ['en'])).toEqual(['en']);
    expect(writtenIn('topic', { bottomLine: { text: { en: 'Tea.', zh: '茶。' } } }, ['en'])).toEqual(['en', 'zh']);
    expect(writtenIn('topic', {}, undefined)).toBeUndefined();
  });
});

test('an item is known by its words in the language of the reader', () => {
  expect(itemTitle({ id: 'x', text: { en: 'Tea', zh: '茶' } }, 'zh')).toBe('茶');
  expect(itemTitle({ id: 'x', text: { en: '' } }, 'en')).toBe('x');
});

test('what the change set adds can be referred to before it is published', () => {
  const known = { parties: [], documents: [], topics: [], statements: [] };
  const text =
    'title: { en: New }\npublishedOn: 2026-02-03\nparty: north\nstatements:\n  - { id: one, kind: measure, topics: [tea], text: { en: One }, from: { precision: month, on: 2025-12 } }\n  - { id: two, kind: measure, topics: [silk], text: { en: Two } }\n';
  const set = [
    { folder: 'ns/documents', file: 'new.yaml', text },
    { folder: 'ns/topics', file: 'silk.yaml', text: 'title: { en: Silk }' },
    { folder: 'other/documents', file: 'else.yaml', text },
    { folder: 'ns/documents', file: 'broken.yaml', text: 'a: [' },
  ];
  expect(withUnpublished(known, set, 'ns', 'tea')).toEqual({
    parties: [],
    documents: [{ id: 'new', name: { en: 'New' } }],
    topics: [{ id: 'silk', name: { en: 'Silk' } }],
    statements: [
      {
        id: 'new/one',
        text: { en: 'One' },
        kind: 'measure',
        when: { en: 'December 2025', zh: '2025年12月' },
        party: 'north',
      },
    ],
  });
});

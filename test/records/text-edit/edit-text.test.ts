/** What an edit of a form makes of the text of a record. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editedText, readRecord, withBreaksOf } from '../../../src/records/text-edit/edit-text.ts';
import { editedValue, type FormEdit, type FormPath } from '../../../src/records/text-edit/edit-value.ts';
import { WRITTEN } from '../../support/written.ts';

const set = (path: FormPath, value: unknown, order?: readonly string[]): FormEdit => ({
  kind: 'set',
  path,
  value,
  ...(order && { order }),
});

const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
};

/** What an edit changes of a text: the lines that went and those that came. */
function changeOf(text: string, edit: FormEdit): { readonly gone: string[]; readonly come: string[] } {
  const after = editedText(text, edit);
  if (after === undefined) throw new Error('the edit was not made');
  const [before, now] = [text.split('\n'), after.split('\n')];
  return { gone: without(before, now), come: without(now, before) };
}

describe('an edit of a field', () => {
  test.each([
    [set(['title', 'en'], 'Tea, and more'), ['title: { en: Tea trade }'], ['title: { en: "Tea, and more" }']],
    [set(['title', 'zh'], '茶叶贸易'), ['title: { en: Tea trade }'], ['title: { en: Tea trade, zh: 茶叶贸易 }']],
    [set(['status'], 'draft'), ['status: published'], ['status: draft']],
    [set(['aliases', 'en', 1], 'tea lane'), ['    - tea road # the old name'], ['    - tea lane # the old name']],
    [set(['reviewEveryDays'], 45), ['reviewEveryDays: 30'], ['reviewEveryDays: 45']],
    [
      set(['whyItMatters', 'text', 'en'], 'It warms.'),
      ['    en: >-', '      People', '      drink it.'],
      ['    en: It warms.'],
    ],
    [set(['aliases', 'zh'], ['茶'], ['en', 'zh']), [], ['  zh: [ 茶 ]']],
    [{ kind: 'insert', path: ['aliases', 'en'], at: 2, value: 'tea: lane' } as const, [], ['    - "tea: lane"']],
    [{ kind: 'remove', path: ['aliases', 'en', 1] } as const, ['    - tea road # the old name'], []],
    [
      { kind: 'move', path: ['keyPoints'], from: 1, to: 0 } as const,
      ['keyPoints: [harbour-notes/hands-shaken, harbour-notes/winter-doubted]'],
      ['keyPoints: [harbour-notes/winter-doubted, harbour-notes/hands-shaken]'],
    ],
    [
      set(['watch'], [{ id: 'spring', text: { en: 'Whether spring comes.' } }]),
      ['watch: []'],
      ['watch:', '  - id: spring', '    text: { en: Whether spring comes. }'],
    ],
    [
      { kind: 'insert', path: ['disagreements'], at: 0, value: { id: 'who', sides: [] } } as const,
      ['disagreements: []'],
      ['disagreements:', '  - id: who', '    sides: []'],
    ],
    [
      { kind: 'rename', path: ['summary'], name: 'sumary' } as const,
      ['summary: { en: What is known of the tea trade }'],
      ['sumary: { en: What is known of the tea trade }'],
    ],
    [
      { kind: 'remove', path: ['gaps', 0, 'side'] } as const,
      ['  - { text: { en: Nothing of Northland is held. }, searched: [harbour-notes], side: north }'],
      ['  - { text: { en: Nothing of Northland is held. }, searched: [harbour-notes] }'],
    ],
  ])('%j changes only its own lines', (edit, gone, come) => {
    expect(changeOf(WRITTEN, edit)).toEqual({ gone, come });
  });

  test('fills an empty field where it stands, and leaves the remark behind it', () => {
    const text = 'title: { en: , zh: }\nkind: # official or news\nbottomLine:\nparagraphs: []\n';
    expect(editedText(text, set(['title', 'zh'], '茶'))).toContain('title: { en: , zh: 茶 }\n');
    expect(editedText(text, set(['title', 'en'], 'Tea'))).toContain('title: { en: Tea, zh: }\n');
    expect(editedText(text, set(['kind'], 'news'))).toContain('kind: news # official or news\n');
    expect(editedText(text, set(['bottomLine', 'text', 'en'], 'Tea.'))).toContain(
      'bottomLine:\n  text: { en: Tea. }\nparagraphs',
    );
  });

  test('puts a new field where its schema has it, and quotes what YAML would read otherwise', () => {
    const text = '- id: a\n  kind: forecast\n  text: { en: A }\n'.replace(/^/gmu, '  ').replace(/^/u, 'statements:\n');
    const order = ['kind', 'id', 'by', 'text'];
    expect(editedText(text, set(['statements', 0, 'by'], ['ann'], order))).toContain(
      'kind: forecast\n    by: [ ann ]\n    text',
    );
    expect(editedText(text, set(['statements', 0, 'text', 'en'], 'true'))).toContain('{ en: "true" }');
    expect(editedText(text, set(['statements', 0, 'on'], '2025'))).toContain('on: "2025"');
  });

  test('takes the comment above an item along, and leaves the rest in place', () => {
    const text = 'list:\n  # of a\n  - a\n  - b # of b\n\n  # of c\n  - c\nrest: 1\n';
    expect(editedText(text, { kind: 'move', path: ['list'], from: 0, to: 2 })).toBe(
      'list:\n  - b # of b\n\n  # of c\n  - c\n  # of a\n  - a\nrest: 1\n',
    );
    expect(editedText(text, { kind: 'remove', path: ['list', 2] })).toBe(
      'list:\n  # of a\n  - a\n  - b # of b\n\nrest: 1\n',
    );
  });

  test('keeps the line breaks of Windows', () => {
    expect(editedText('a: 1\r\nb: 2\r\n', set(['b'], 3))).toBe('a: 1\r\nb: 3\r\n');
    expect(withBreaksOf('a: 1\nb: 2\n', 'a: 1\r\n')).toBe('a: 1\r\nb: 2\r\n');
    expect(withBreaksOf('a: 1\r\nb: 2\n', 'a: 1\r\n')).toBe('a: 1\r\nb: 2\r\n');
    expect(withBreaksOf('a: 1\r\nb: 2\n', 'a: 1\n')).toBe('a: 1\nb: 2\n');
  });

  test('is not made in what is no YAML', () => {
    expect(editedText('a: [', set(['a'], 1))).toBeUndefined();
    expect(readRecord('a: [')).toBeUndefined();
    expect(readRecord('- a')).toBeUndefined();
  });
});

/** Every list and every text of a record, by its path. */
function pathsOf(value: unknown, path: FormPath = []): { readonly path: FormPath; readonly value: unknown }[] {
  if (Array.isArray(value)) return [{ path, value }, ...value.flatMap((one, at) => pathsOf(one, [...path, at]))];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => pathsOf(one, [...path, name]));
  return [{ path, value }];
}

const comments = (text: string): number => text.match(/^\s*#|\s#\s/gmu)?.length ?? 0;

test.each(
  globSync(['cn-us/topics/ai-governance.yaml', 'cn-us/documents/wh-2026-09-29*.yaml', 'cn-us/relationship.yaml'], {
    cwd: join(import.meta.dirname, '..', '..', '..', 'briefs'),
  }),
)('every kind of edit in %s means what was asked, changes few lines and keeps the comments', (name) => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'briefs', name), 'utf8');
  const value = readRecord(text);
  const lines = new Set(text.split('\n'));
  const all = pathsOf(value);
  // Each fortieth, so that all kinds of places are among them.
  for (const [at, one] of all.entries()) {
    if (at % 40 !== 0 && !(Array.isArray(one.value) && one.path.length < 3)) continue;
    const edits: FormEdit[] = Array.isArray(one.value)
      ? [
          { kind: 'insert', path: one.path, at: one.value.length, value: 'a/b: "c", d' },
          { kind: 'insert', path: one.path, at: 0, value: { id: 'new', text: { en: 'It’s: [new]', zh: '新' } } },
          ...(one.value.length > 1
            ? [
                { kind: 'move', path: one.path, from: 0, to: one.value.length - 1 } as const,
                { kind: 'remove', path: [...one.path, 0] } as const,
              ]
            : []),
        ]
      : [set(one.path, "Don't: say {this}, #never [at] all"), { kind: 'remove', path: one.path }];
    for (const edit of edits) {
      const after = editedText(text, edit) ?? '';
      expect({ edit, is: readRecord(after) }).toEqual({
        edit,
        is: JSON.parse(JSON.stringify(editedValue(value, edit))),
      });
      const kept = comments(after.replaceAll('#never', '')) + (edit.kind === 'remove' ? 1 : 0);
      expect(kept).toBeGreaterThanOrEqual(comments(text));
      const changed = after.split('\n').filter((line) => !lines.has(line)).length;
      expect(changed, `${JSON.stringify(edit)} changes ${changed} lines`).toBeLessThan(30);
    }
  }
});

// Each took the process minutes, or ended in an error of the library's.
test.each([
  ['of tens of thousands of fields', Array.from({ length: 30_000 }, (_, at) => `key${at}: v`).join('\n')],
  ['that refers to itself again and again', `a: &a x\nb: [${'*a, '.repeat(5_000)}*a]`],
  ['of hundreds of thousands of lines in one piece', 'ab\n'.repeat(300_000)],
  ['with two fields of one name', 'a: 1\na: 2'],
  ['in which a field of a list is there twice', 'a:\n  - { b: 1, b: 2 }'],
])('a text %s is no record', (_what, text) => {
  expect(readRecord(text)).toBeUndefined();
  expect(editedText(text, set(['a'], 'b'))).toBeUndefined();
});

test('what the parser would take seconds for, or has no room for, is no record', () => {
  for (const part of ['a: b, ', '- ', '? ', '[', '{ a: ']) {
    const text = `summary: x\n${part.repeat(990_000 / part.length)}\n`;
    expect(readRecord(text)).toBeUndefined();
    expect(editedText(text, set(['summary'], 'y'))).toBeUndefined();
  }
});

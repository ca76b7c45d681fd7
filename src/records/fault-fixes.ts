/** Quick fixes: what can surely be done about a fault, as edits of the record. Pure. */
import { codedUnder, type Coded, codedText } from '../locales/coded.ts';
import type { Fault } from './fault.ts';
import type { Language } from './schema.ts';
import { pathOfField, valueIn, type FormEdit, type FormPath } from './text-edit/edit-value.ts';

/** What would be done, by its code, and the edits that do it. */
export type Fix = Coded<'fix'> & { readonly edits: readonly FormEdit[] };

const fixing = codedUnder<'fix'>();

/** Returns what a fix would do, in words. */
export const fixText = (fix: Fix, language: Language): string => codedText('fix', fix, language);

/** What the schema knows of the group around a field. */
export type FieldsAround = { readonly names: readonly string[]; readonly required: readonly string[] };

/** Returns the fix of a fault in a record of a value, or undefined where nobody could be sure of one. */
export function fixOf(
  { field, code, params }: Pick<Fault, 'field' | 'code' | 'params'>,
  record: unknown,
  around: FieldsAround = { names: [], required: [] },
): Fix | undefined {
  const path = pathOfField(field);
  const name = path.at(-1);
  if (name === undefined) return undefined;
  const value = valueIn(record, path);
  const written = typeof value === 'string' ? value : undefined;
  const group = path.slice(0, -1);
  const set = (to: string): Fix => ({
    ...fixing('write', { value: to }),
    edits: [{ kind: 'set', path, value: to }],
  });
  const remove: Fix = { ...fixing('remove'), edits: [{ kind: 'remove', path }] };
  const rewritten = (rewrite: (text: string) => string | undefined): Fix | undefined => {
    const to = written === undefined ? undefined : rewrite(written);
    return to === undefined ? undefined : set(to);
  };

  switch (code) {
    case 'outer-space':
      return rewritten((text) => text.trim());
    case 'date-without-precision':
      return written === undefined ? undefined : precise(written, path);
    case 'not-a-date':
      return rewritten(dayOf);
    case 'not-one-of':
      return rewritten((text) => nearest(text, Array.isArray(params.options) ? params.options : [], 3));
    case 'not-an-id':
      return rewritten(idOf);
    case 'address-not-encoded':
      return rewritten((text) => URL.parse(text)?.href);
    case 'named-twice':
    case 'name-twice':
    case 'question-twice':
    case 'related-to-itself':
      return written === undefined ? undefined : remove;
    case 'number-for-text':
    case 'boolean-for-text':
      return typeof value === 'number' || typeof value === 'boolean'
        ? { ...fixing('quote'), edits: [{ kind: 'set', path, value: String(value) }] }
        : undefined;
    case 'unknown-field': {
      const near = typeof name === 'string' ? nearest(name, around.names, 2) : undefined;
      if (near === undefined || valueIn(record, [...group, near]) !== undefined) return remove;
      return { ...fixing('rename', { name: near }), edits: [{ kind: 'rename', path, name: near }] };
    }
    case 'missing':
      return EMPTY_LISTS.has(String(name)) && group.length === 0
        ? { ...fixing('empty-list'), edits: [{ kind: 'set', path, value: [], order: around.names }] }
        : undefined;
    case 'empty': {
      // Whether a relationship declares Chinese, so that its records must have it, only their titles tell.
      const isWanted = name === 'zh' && Boolean(valueIn(record, ['title', 'zh']));
      const isOptional = around.names.includes(String(name)) && !around.required.includes(String(name));
      return isOptional && !isWanted ? remove : undefined;
    }
    case 'period-reversed':
      return swapped(record, group);
    case 'range-reversed':
      return swapped(record, path);
    default:
      return undefined;
  }
}

/** Lists of records that may be empty. */
const EMPTY_LISTS: ReadonlySet<string> = new Set([
  'corrections',
  'disagreements',
  'watch',
  'gaps',
  'related',
  'authors',
  'statements',
]);

function precise(value: string, path: FormPath): Fix | undefined {
  const day = dayOf(value);
  const on = day ?? (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u.test(value) ? value : undefined);
  if (on === undefined) return undefined;
  const precision = day !== undefined ? 'day' : on.length === 4 ? 'year' : 'month';
  return { ...fixing('precision', { precision }), edits: [{ kind: 'set', path, value: { precision, on } }] };
}

/** Returns a day as records write it, from the ways in which people write one without doubt. */
function dayOf(value: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(value.trim()) ?? [];
  if (year === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(written)) ? undefined : written;
}

function idOf(value: string): string | undefined {
  const id = value
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[-0-9]+|-+$/gu, '');
  return id === '' || id.length > 40 ? undefined : id;
}

function swapped(record: unknown, group: FormPath): Fix | undefined {
  const from = valueIn(record, [...group, 'from']);
  const to = valueIn(record, [...group, 'to']);
  if (from === undefined || to === undefined) return undefined;
  return {
    ...fixing('swap'),
    edits: [
      { kind: 'set', path: [...group, 'from'], value: to },
      { kind: 'set', path: [...group, 'to'], value: from },
    ],
  };
}

/** Returns the one word that is at most so many letters away, if there is only one. */
function nearest(word: string, words: readonly string[], most: number): string | undefined {
  const distances = words
    .map((other) => ({ other, distance: lettersApart(word.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= most && distance < word.length)
    .toSorted((a, b) => a.distance - b.distance);
  const [first, second] = distances;
  return first === undefined || first.distance === second?.distance ? undefined : first.other;
}

function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1];
    for (const [to, against] of Array.from(other).entries())
      next.push(Math.min((row[to] ?? 0) + (letter === against ? 0 : 1), (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    row = next;
  }
  return row[other.length] ?? 0;
}

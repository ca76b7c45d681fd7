/** Quick fixes: what can surely be done about a fault, as edits of the record. Pure. */
import type { Fault } from '../fault.ts';
import { valueIn, type FormEdit, type FormPath } from '../text-edit/edit-value.ts';

export type Fix = { readonly en: string; readonly zh: string; readonly edits: readonly FormEdit[] };

/** What the schema knows of the group around a field. */
export type FieldsAround = { readonly names: readonly string[]; readonly required: readonly string[] };

/** Returns the path of a field from its name in faults. */
export const pathOfField = (field: string): FormPath =>
  field === '' ? [] : field.split('.').map((part) => (/^\d+$/u.test(part) ? Number(part) : part));

/** Returns the fix of a fault in a record of a value, or undefined where nobody could be sure of one. */
export function fixOf(
  { field, message }: Pick<Fault, 'field' | 'message'>,
  record: unknown,
  around: FieldsAround = { names: [], required: [] },
): Fix | undefined {
  const path = pathOfField(field);
  const name = path.at(-1);
  if (name === undefined) return undefined;
  const value = valueIn(record, path);
  const group = path.slice(0, -1);
  const set = (to: unknown): Fix => {
    const shown = typeof to === 'string' ? to : JSON.stringify(to);
    return { en: `Write ${shown}`, zh: `改为 ${shown}`, edits: [{ kind: 'set', path, value: to }] };
  };
  const remove: Fix = { en: 'Remove it', zh: '删去', edits: [{ kind: 'remove', path }] };

  if (typeof value === 'string') {
    if (message.includes('begin or end with white space')) return set(value.trim());
    if (message.includes('must say how precisely')) return precise(value, path);
    if (message.startsWith('must be a date written as')) return found(dayOf(value), set);
    if (message.startsWith('must be one of')) return found(nearest(value, optionsIn(message), 3), set);
    if (message.startsWith('must be lower-case words')) return found(idOf(value), set);
    if (message.includes('percent-encode') && URL.canParse(value)) return set(new URL(value).href);
    if (
      / is named twice; remove one$| is a name of this topic already |^is this topic itself; remove it$/u.test(message)
    )
      return remove;
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && message.startsWith('must be text, but reads as'))
    return { en: 'Put it in quotes', zh: '加引号', edits: [{ kind: 'set', path, value: String(value) }] };
  if (message.startsWith('is not a known field')) {
    const near = typeof name === 'string' ? nearest(name, around.names, 2) : undefined;
    if (near === undefined || valueIn(record, [...group, near]) !== undefined) return remove;
    return { en: `Rename it to ${near}`, zh: `改名为 ${near}`, edits: [{ kind: 'rename', path, name: near }] };
  }
  if (message.startsWith('is missing; add it') && EMPTY_LISTS.has(String(name)) && group.length === 0)
    return {
      en: 'Add an empty list',
      zh: '添加空列表',
      edits: [{ kind: 'set', path, value: [], order: around.names }],
    };
  // Whether a relationship declares Chinese, so that its records must have it, only their titles tell.
  if (
    message.startsWith('is empty; write it') &&
    (name !== 'zh' || !valueIn(record, ['title', 'zh'])) &&
    around.names.includes(String(name)) &&
    !around.required.includes(String(name))
  )
    return remove;
  if (message.endsWith('swap or correct them')) return swapped(message, record, path);
  const upTo = /was published on (\d{4}-\d\d-\d\d), after asOf .*bring asOf up to it$/u.exec(message)?.[1];
  if (upTo !== undefined)
    return {
      en: `Set “as of” to ${upTo}`,
      zh: `将“截至”改为 ${upTo}`,
      edits: [{ kind: 'set', path: ['asOf'], value: upTo }],
    };
  return undefined;
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

const found = <Value>(value: Value | undefined, fix: (value: Value) => Fix): Fix | undefined =>
  value === undefined ? undefined : fix(value);

const optionsIn = (message: string): string[] => message.replace(/^must be one of /u, '').split(', ');

function precise(value: string, path: FormPath): Fix | undefined {
  const day = dayOf(value);
  const on = day ?? (/^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/u.test(value) ? value : undefined);
  if (on === undefined) return undefined;
  const precision = day !== undefined ? 'day' : on.length === 4 ? 'year' : 'month';
  const chinese = { day: '日', month: '月', year: '年' }[precision];
  return {
    en: `Write it as a ${precision}`,
    zh: `写作精确到${chinese}的日期`,
    edits: [{ kind: 'set', path, value: { precision, on } }],
  };
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

function swapped(message: string, record: unknown, path: FormPath): Fix | undefined {
  const group = message.includes('is no range') ? path : path.slice(0, -1);
  const from = valueIn(record, [...group, 'from']);
  const to = valueIn(record, [...group, 'to']);
  if (from === undefined || to === undefined) return undefined;
  return {
    en: 'Swap them',
    zh: '对调',
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

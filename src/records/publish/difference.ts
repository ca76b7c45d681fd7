/** The difference between two versions of a record in words: the fields that changed, and the statements added, changed and removed. Pure. */

import { isGroup } from '../text-edit/edit-value.ts';

/** A field with what stood in it and what is to: undefined where it was or will be absent. */
export type FieldChange = {
  /** The way to the field: names, the ids of entries, and the places of others from 0 on, such as `watch.next-round.text.en`. */
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

export type StatementChange = {
  /** Its id in its document. */
  readonly id: string;
  readonly change: 'added' | 'changed' | 'removed';
  readonly fields: readonly FieldChange[];
};

export type Difference = {
  readonly fields: readonly FieldChange[];
  readonly statements: readonly StatementChange[];
};

/** Returns the difference between what two versions of a record hold, as parsed from their files; `before` is undefined for a new record. */
export function differenceOf(before: unknown, after: unknown): Difference {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const [from, to] = [byId(old.get('statements')), byId(now.get('statements'))];
  if (from === undefined || to === undefined) return { fields: changes(before, after, []), statements: [] };
  for (const fields of [old, now]) fields.delete('statements');
  return {
    fields: changes(Object.fromEntries(old), Object.fromEntries(now), []),
    statements: [...new Set([...from.keys(), ...to.keys()])].flatMap((id): StatementChange[] => {
      const [was, is] = [from.get(id), to.get(id)];
      const fields = changes(was, is, []).filter(({ field }) => field !== 'id');
      if (fields.length === 0) return [];
      return [{ id, change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed', fields }];
    }),
  };
}

const fieldsOf = (value: unknown): Map<string, unknown> => new Map(isGroup(value) ? Object.entries(value) : []);

/** Returns the items of a list by their ids, the two sides of a disagreement by their parties; undefined where they have neither, an empty map for no list. */
function byId(list: unknown): Map<string, unknown> | undefined {
  if (list === undefined) return new Map();
  if (!Array.isArray(list)) return undefined;
  const items = list.map((item: unknown) => [isGroup(item) ? (item.id ?? item.party) : undefined, item] as const);
  const known = new Map(items.flatMap(([id, item]) => (typeof id === 'string' ? [[id, item] as const] : [])));
  return known.size === items.length ? known : undefined;
}

function changes(before: unknown, after: unknown, path: readonly string[]): FieldChange[] {
  if (before === undefined && after === undefined) return [];
  const [old, now] = [written(before), written(after)];
  // What is written in one piece on either side changes in one piece.
  if ((old !== undefined || before === undefined) && (now !== undefined || after === undefined))
    return old === now ? [] : [{ field: path.join('.'), before: old, after: now }];
  if (Array.isArray(before) || Array.isArray(after)) return listChanges(before, after, path);
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) =>
    changes(was.get(key), is.get(key), [...path, key]),
  );
}

function listChanges(before: unknown, after: unknown, path: readonly string[]): FieldChange[] {
  const [from, to] = [byId(before), byId(after)];
  if (from !== undefined && to !== undefined && from.size + to.size > 0)
    return [...new Set([...from.keys(), ...to.keys()])].flatMap((id) =>
      changes(from.get(id), to.get(id), [...path, id]),
    );
  const [old, now] = [before, after].map((list): unknown[] => (Array.isArray(list) ? list : []));
  if (old?.every(isText) && now?.every(isText)) {
    if (old.join('\n') === now.join('\n')) return [];
    const [gone, come] = [without(old, now), without(now, old)];
    // The same items in another order.
    const all = gone.length === 0 && come.length === 0;
    return [{ field: path.join('.'), before: joined(all ? old : gone), after: joined(all ? now : come) }];
  }
  return Array.from({ length: Math.max(old?.length ?? 0, now?.length ?? 0) }, (_, at) => at).flatMap((at) =>
    changes(old?.[at], now?.[at], [...path, String(at)]),
  );
}

const isText = (item: unknown): item is string | number => typeof item === 'string' || typeof item === 'number';

const joined = (items: readonly (string | number)[]): string | undefined =>
  items.length === 0 ? undefined : items.join(', ');

const without = <Item>(from: readonly Item[], items: readonly Item[]): Item[] =>
  from.filter((item) => !items.includes(item));

/** Returns a value as one text: a text, a number, a date, a citation; undefined where it has parts of its own. */
function written(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isGroup(value)) return undefined;
  const { precision, on, from, to, text, source, paragraph, find } = value;
  if (typeof precision === 'string')
    return typeof on === 'string' ? on : `${written(fieldsOf(text).get('en')) ?? ''} (${String(from)} – ${String(to)})`;
  if (typeof paragraph === 'number')
    return `${typeof source === 'string' ? `${source} ` : ''}¶${paragraph} “${String(find)}”`;
  return undefined;
}

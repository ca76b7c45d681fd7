/** The edits that a form makes, and what each makes of a record's value. Pure. */

/** Whether a value is a group of fields. */
export const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The way to a field of a record: names of fields, and places in lists counted from 0. */
export type FormPath = readonly (string | number)[];

/** One edit. `order` names the fields of the group in the order of its schema: a new one is put where it belongs. */
export type FormEdit =
  | { readonly kind: 'set'; readonly path: FormPath; readonly value: unknown; readonly order?: readonly string[] }
  | { readonly kind: 'remove'; readonly path: FormPath }
  | { readonly kind: 'rename'; readonly path: FormPath; readonly name: string }
  | { readonly kind: 'insert'; readonly path: FormPath; readonly at: number; readonly value: unknown }
  | { readonly kind: 'move'; readonly path: FormPath; readonly from: number; readonly to: number };

/** Returns the path of a field from its name in faults and links, in which an entry of a list may be named by its id too. */
export function pathOfField(field: string, record?: unknown): FormPath {
  const path: (string | number)[] = [];
  if (field !== '') for (const part of field.split('.')) path.push(stepOf(part, valueIn(record, path)));
  return path;
}

function stepOf(part: string, around: unknown): string | number {
  if (/^\d+$/u.test(part)) return Number(part);
  const at = Array.isArray(around) ? around.findIndex((one) => isGroup(one) && one['id'] === part) : -1;
  return at === -1 ? part : at;
}

/** Returns what stands at a path of a value; undefined where nothing does. */
export function valueIn(value: unknown, path: FormPath): unknown {
  let here = value;
  for (const step of path) {
    if (typeof step === 'number') here = Array.isArray(here) ? (here as readonly unknown[])[step] : undefined;
    else here = isGroup(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** Returns a record's value after an edit; what lies around a field that is set is made where it is missing. */
export function editedValue(value: unknown, edit: FormEdit): unknown {
  const { path } = edit;
  switch (edit.kind) {
    case 'set':
      return changedAt(value, path, () => edit.value);
    case 'insert':
      return changedAt(value, path, (list) => (Array.isArray(list) ? list : []).toSpliced(edit.at, 0, edit.value));
    case 'move':
      return changedAt(value, path, (list) => (Array.isArray(list) ? moved(list, edit.from, edit.to) : list));
    case 'remove':
    case 'rename': {
      const last = path.at(-1);
      return changedAt(value, path.slice(0, -1), (around) => {
        if (Array.isArray(around)) return around.filter((_, at) => edit.kind !== 'remove' || at !== last);
        if (!isGroup(around)) return around;
        return Object.fromEntries(
          Object.entries(around).flatMap(([name, one]) =>
            name !== last ? [[name, one]] : edit.kind === 'rename' ? [[edit.name, one]] : [],
          ),
        );
      });
    }
  }
}

/** Returns a list with one item taken to another place. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const item = list.slice(from, from + 1);
  return list.toSpliced(from, 1).toSpliced(to, 0, ...item);
}

function changedAt(value: unknown, path: FormPath, change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return step < list.length
      ? list.with(step, changedAt(list[step], rest, change))
      : [...list, changedAt(undefined, rest, change)];
  }
  const group = isGroup(value) ? value : {};
  return { ...group, [step]: changedAt(group[step], rest, change) };
}

/** Whether two values of records are the same, in whichever order their fields stand. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => isSameValue(item, other[at]));
  if (!isGroup(one)) return Object.is(one, other);
  if (!isGroup(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameValue(one[name], other[name]))
  );
}

/** Returns the text at a path of a value, or the number written out; empty where neither stands there. */
export function wordAt(value: unknown, path: FormPath = []): string {
  const found = valueIn(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** Tells whether the commands that Discord has are those that are wanted. Pure. */

/** Fields that Discord adds of itself; whatever else it has that we did not say makes a difference. */
const DISCORDS_OWN = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission']);

/** Tells whether what Discord has registered (its own JSON) differs from what is wanted. */
export function commandsDiffer(registered: unknown, wanted: readonly unknown[]): boolean {
  if (!Array.isArray(registered)) return true;
  const added = (command: unknown) =>
    Object.fromEntries(
      Object.entries(fieldsOf(command)).filter(
        // Where we say nothing Discord fills in both, so that only what we say can differ.
        ([name]) =>
          !DISCORDS_OWN.has(name) &&
          ((name !== 'contexts' && name !== 'integration_types') || wanted.some((one) => name in fieldsOf(one))),
      ),
    );
  return !same(byName(registered.map(added)), byName(wanted));
}

function byName(list: readonly unknown[]): unknown[] {
  return list.toSorted((a, b) => (String(fieldsOf(a).name) < String(fieldsOf(b).name) ? -1 : 1));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Compares JSON, in which Discord leaves out or adds what is empty, null or false. */
function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => same(value, b[index]));
  if (typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b)) {
    const [left, right] = [fieldsOf(a), fieldsOf(b)];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => same(left[name], right[name]));
  }
  return a === b;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** Looks into a form of the conversation. */
import type { Form, FormField } from '../../src/conversation/form.ts';

type FieldOf<Type> = Extract<FormField, { readonly type: Type }>;

/** Returns a field of a form, or of a group in it, by its id and its type; throws where there is none. */
export function fieldOf<Type extends FormField['type']>(form: Form, id: string, type: Type): FieldOf<Type> {
  const fields = form.fields.flatMap((field): readonly FormField[] =>
    field.type === 'group' ? [field, ...field.fields] : [field],
  );
  const found = fields.find((field): field is FieldOf<Type> => field.id === id && field.type === type);
  if (found === undefined) throw new Error(`no field ${id} of type ${type}`);
  return found;
}

const standingIn = (field: FormField): readonly [string, unknown] => [
  field.id,
  'chosen' in field ? field.chosen : 'value' in field ? field.value : undefined,
];

/** Returns what stands in the fields of a form, by their ids. */
export const standing = ({ fields }: Form): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.flatMap((field) => [field, ...(field.type === 'group' ? field.fields : [])]).map(standingIn),
  );

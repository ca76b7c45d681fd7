/** Looks into a form of the conversation. */
import type { Form, FormField } from '../../src/conversation/form.ts';

type FieldOf<Type> = Extract<FormField, { readonly type: Type }>;

/** Returns a field of a form, or of a group in it, by its id and its type; throws where there is none. */
export function fieldOf<Type extends FormField['type']>(form: Form, id: string, type: Type): FieldOf<Type> {
  const fields = form.fields.flatMap((field): readonly FormField[] => (field.type === 'group' ? [field, ...field.fields] : [field]));
  const found = fields.find((field): field is FieldOf<Type> => field.id === id && field.type === type);
  if (found === undefined) throw new Error(`no field ${id} of type ${type}`);
  return found;
}

/** Returns what stands in the fields of a form, by their ids. */
export const standing = ({ fields }: Form): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const of = (one: FormField) => [one.id, 'chosen' in one ? one.chosen : 'value' in one ? one.value : undefined];
      return field.type === 'group' ? [of(field), ...field.fields.map(of)] : [of(field)];
    }),
  );

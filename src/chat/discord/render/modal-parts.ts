/** The parts of forms, and what comes back in them. Pure. */
import { clip } from '../../../shared/text.ts';
import { LIMITS } from '../limits.ts';
import { INPUT_STYLE, TYPE, type ModalPart } from './payload.ts';
import { plain } from './escape.ts';

/** Returns a field below its name and a hint. */
export function labelled(name: string, hint: string, component: ModalPart['component']): ModalPart {
  return {
    type: TYPE.label,
    label: label(name, LIMITS.modalLabel),
    ...(hint !== '' && { description: label(hint, LIMITS.modalHint) }),
    component,
  };
}

/** Returns a text as a label of at most so many characters. */
export const label = (text: string, most: number): string => clip(plain(text).trim(), most) || '…';

/** Returns a field for a line of text, filled with what is known. */
export function lineInput(
  id: string,
  value: string | undefined,
  { most, required = true }: { readonly most: number; readonly required?: boolean },
): ModalPart['component'] {
  return {
    type: TYPE.input,
    custom_id: id,
    style: INPUT_STYLE.line,
    required,
    max_length: most,
    ...valueOf(value, most),
  };
}

/** Returns the value of a field for text, none where there is nothing to fill in. */
export const valueOf = (value: string | undefined, most: number): { value?: string } =>
  value === undefined || value === '' ? {} : { value: clip(value, Math.min(most, LIMITS.input)) };

/** Returns what a submitted form holds, by the ids of its fields: in labels, as today, and in rows, as older ones. Whatever else it holds is passed over. */
export function valuesIn(components: unknown): ReadonlyMap<unknown, readonly string[]> {
  const values = new Map<unknown, readonly string[]>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const {
      custom_id: id,
      value: typed,
      values: chosen,
      component,
      components: inside,
    } = value as Record<string, unknown>;
    if (typeof typed === 'string') values.set(id, [typed]);
    else if (Array.isArray(chosen))
      values.set(
        id,
        chosen.filter((one) => typeof one === 'string'),
      );
    for (const one of [component, ...(Array.isArray(inside) ? inside : [])]) walk(one);
  };
  for (const one of Array.isArray(components) ? components : []) walk(one);
  return values;
}

/** Returns the texts of a message by the numbers of their components, those in containers too. */
export function textsIn(components: unknown): ReadonlyMap<unknown, string> {
  const shown = new Map<unknown, string>();
  const walk = (parts: unknown): void => {
    for (const one of Array.isArray(parts) ? parts : []) {
      const {
        type,
        id,
        content,
        components: inside,
      } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>;
      if (type === TYPE.text && typeof content === 'string') shown.set(id, content);
      walk(inside);
    }
  };
  walk(components);
  return shown;
}

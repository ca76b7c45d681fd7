/** What a menu shows of its choices. */
import { LIMITS } from '../limits.ts';
import { plain } from './text.ts';

/** Tells whether a menu shows the whole of choices. */
export function isWhole(choices: readonly { readonly label: string; readonly detail: string }[]): boolean {
  return choices.every(
    ({ label, detail }) =>
      plain(label).length <= LIMITS.optionLabel && plain(detail).length <= LIMITS.optionDescription,
  );
}

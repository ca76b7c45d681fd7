/** What the values of choices are called, by readers as in replies. */
import { isMessageKey, type Translate } from '../../../locales/messages.ts';

/** Returns what a value of a choice is called; the value itself where it has no name. */
export function valueName(value: string, t: Translate): string {
  const key = [
    `reply.kinds.${value}`,
    `reply.kindOfSource.${value}`,
    `reply.likelihood.${value}`,
    `desk.values.${value}`,
  ].find(isMessageKey);
  // None of them takes anything.
  return key === undefined ? value : t(key as 'desk.values.draft');
}

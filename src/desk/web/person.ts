/** Who is at this page, for all its parts. */
import { createContext, useContext } from 'react';
import { OF_UNKNOWN_NAME, ON_COMMAND_LINE, ON_THIS_MACHINE, VISITOR, type Right } from '../../people/roles.ts';
import type { About } from '../server/about.ts';
import type { Bilingual } from './language.ts';

export type PersonHere = About['person'];

/** Undefined as long as the server has not said it. */
export const PersonContext = createContext<PersonHere | undefined>(undefined);

/** Returns whether the person may do something; false as long as it is not known who it is. */
export function useMay(): (right: Right) => boolean {
  const person = useContext(PersonContext);
  return (right) => person?.rights.includes(right) === true;
}

const WITHOUT_ACCOUNT: ReadonlyMap<string, string> = new Map([
  [ON_THIS_MACHINE.name, '本机'],
  [VISITOR.name, '本机访客'],
  [ON_COMMAND_LINE.name, '命令行'],
  [OF_UNKNOWN_NAME.name, '不知名者'],
]);

/** Returns what somebody is called on the page: those who have no account have names of the page's own. */
export const nameOf = (name: string): Bilingual => ({ en: name, zh: WITHOUT_ACCOUNT.get(name) ?? name });

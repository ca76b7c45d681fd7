/** Who is at this page, for all its parts. */
import { createContext, useContext } from 'react';
import { ON_COMMAND_LINE, ON_THIS_MACHINE, VISITOR, type Right } from '../../people/roles.ts';
import type { About } from '../server/about.ts';
import { useTranslate } from './language.ts';

export type PersonHere = About['person'];

/** Undefined as long as the server has not said it. */
export const PersonContext = createContext<PersonHere | undefined>(undefined);

/** Returns whether the person may do something; false as long as it is not known who it is. */
export function useMay(): (right: Right) => boolean {
  const person = useContext(PersonContext);
  return (right) => person?.rights.includes(right) === true;
}

const WITHOUT_ACCOUNT = {
  [ON_THIS_MACHINE.name]: 'machine',
  [VISITOR.name]: 'visitor',
  [ON_COMMAND_LINE.name]: 'command-line',
} as const;

/** Returns what gives the name of somebody on the page: those who have no account have names of the page's own. */
export function useNames(): (name: string) => string {
  const t = useTranslate();
  return (name) => {
    const known = WITHOUT_ACCOUNT[name];
    return known === undefined ? name : t(`desk.nobody.${known}`);
  };
}

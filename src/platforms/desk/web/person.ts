/** Who is at this page, for all its parts. */
import { createContext, useContext } from 'react';
import type { Right } from '../../../people/roles.ts';
import type { About } from '../server/about.ts';

export type PersonHere = About['person'];

/** Undefined as long as the server has not said it. */
export const PersonContext = createContext<PersonHere | undefined>(undefined);

/** Returns whether the person may do something; false as long as it is not known who it is. */
export function useMay(): (right: Right) => boolean {
  const person = useContext(PersonContext);
  return (right) => person?.rights.includes(right) === true;
}

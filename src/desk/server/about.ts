/** What the page requests first: who is at it. */
import { Hono } from 'hono';
import { RIGHTS, type Right, type Role } from '../../people/roles.ts';
import { type DeskEnv, needs } from './access/access.ts';

export type About = {
  /** Who is at the desk, and what they may do. */
  readonly person: {
    readonly name: string;
    readonly role: Role;
    readonly rights: readonly Right[];
    /** Whether nobody has an account yet, and whoever is at this machine is the admin. */
    readonly isMachine: boolean;
  };
};

/** Returns the route that says who is at the desk. */
export function aboutRoutes() {
  return new Hono<DeskEnv>().get('/about', needs('read'), (context) => {
    const { name, role, isMachine } = context.get('person');
    const view: About = { person: { name, role, rights: RIGHTS[role], isMachine } };
    return context.json(view);
  });
}

/** What the page requests first: the size and the features of this desk. */
import { Hono } from 'hono';
import { RIGHTS, type Right, type Role } from '../../people/roles.ts';
import type { DeskContext } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

export type About = {
  readonly briefs: number;
  readonly sources: number;
  /** The two parties of each relationship, in both languages. */
  readonly previews: readonly string[];
  readonly digests: boolean;
  /** Who is at the desk, and what they may do. */
  readonly person: {
    readonly name: string;
    readonly role: Role;
    readonly rights: readonly Right[];
    /** Whether nobody has an account yet, and whoever is at this machine is the admin. */
    readonly isMachine: boolean;
  };
};

/** Returns the routes that describe the desk. */
export function aboutRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>().get('/about', needs('read'), (context) => {
    const { name, role, isMachine } = context.get('person');
    const { briefs, sources } = bot.catalogue();
    const view: About = {
      briefs: briefs.size,
      sources: sources.size,
      previews: [...bot.previews.keys()],
      digests: true,
      person: { name, role, rights: RIGHTS[role], isMachine },
    };
    return context.json(view);
  });
}

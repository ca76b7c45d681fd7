/** What the page requests first: the size and the features of this desk. */
import { Hono } from 'hono';
import type { DeskContext } from './context.ts';

export type About = {
  readonly briefs: number;
  readonly sources: number;
  /** The two parties of each relationship, in both languages. */
  readonly previews: readonly string[];
  readonly digests: boolean;
};

/** Returns the routes that describe the desk. */
export function about({ bot }: DeskContext) {
  return new Hono().get('/about', (context) => {
    const { briefs, sources } = bot.catalogue();
    const view: About = {
      briefs: briefs.size,
      sources: sources.size,
      previews: [...bot.previews.keys()],
      digests: bot.digests !== undefined,
    };
    return context.json(view);
  });
}

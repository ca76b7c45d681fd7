/** What became of a topic: what was published, changed and put right, and whether it was retracted. */
import type { Brief, Entry } from './schema.ts';
import { compareTexts } from '../shared/text.ts';

export type Change = Entry & { readonly change: 'history' | 'correction' | 'retraction' };

/** Returns everything that became of a topic, newest first, of one day the later written first. */
export function changesOf(brief: Pick<Brief, 'history' | 'corrections' | 'retraction'>): Change[] {
  const all: Change[] = [
    ...brief.history.map((entry) => as('history', entry)),
    ...brief.corrections.map((entry) => as('correction', entry)),
    ...(brief.retraction === undefined ? [] : [as('retraction', brief.retraction)]),
  ];
  // Sorting keeps the order of equals: reversed first, the later written of one day comes first.
  return all.toReversed().toSorted((a, b) => compareTexts(b.on, a.on));
}

/** Returns what became of a topic since it was last written anew, which is no news of the world, newest first. */
export function changesSinceRewrite(brief: Pick<Brief, 'history' | 'corrections' | 'retraction'>): Change[] {
  const rewritten = brief.history.findLastIndex((entry) => entry.rewritten === true);
  return changesOf({ ...brief, history: brief.history.slice(rewritten + 1) });
}

const as = (change: Change['change'], entry: Entry): Change => ({ ...entry, change });

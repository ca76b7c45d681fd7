/** Until when a bottom line speaks: the day of the newest document that it rests on, and what is newer than that. Pure. */
import { newestDay, publishedOn, type RecordCatalogue } from './catalogue.ts';
import type { Brief, Statement } from './schema.ts';

type Records = Pick<RecordCatalogue, 'statements' | 'sources'>;

/** Returns the day of the newest document that a bottom line rests on; empty where it rests on none. */
export const bottomLineDay = ({ bottomLine }: Pick<Brief, 'bottomLine'>, catalogue: Records): string =>
  newestDay(
    bottomLine.restsOn.flatMap((id) => catalogue.statements.get(id) ?? []),
    catalogue,
  );

/** Returns the newest measure of a topic where its document is newer than all that the bottom line rests on. */
export function newerMeasure(brief: Brief, catalogue: Records): Statement | undefined {
  // Those of the newest document stand first.
  const newest = brief.statements.find(({ kind }) => kind === 'measure');
  return newest !== undefined && publishedOn(newest, catalogue) > bottomLineDay(brief, catalogue) ? newest : undefined;
}

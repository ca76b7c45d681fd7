/** How the pages of records tell what records hold: in the reader's language, each date both as said and as a program reads it. */
import type { Catalogue } from '../../../../search/catalogue.ts';
import type { Language, Source, Translated } from '../../../../records/schema.ts';
import { formatDay } from '../../../../records/dates.ts';
import { pick } from '../../../../reply/pick.ts';

/** A calendar day: YYYY-MM-DD, and as the reader says it. */
export type DayView = { readonly iso: string; readonly said: string };

/** Something that has a page of its own. */
export type NamedLink = { readonly id: string; readonly title: string };

/** What telling needs: the records, the language, the time. */
export type ViewContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** Returns a day as it is told. */
export const dayIn = (iso: string, language: Language): DayView => ({ iso, said: formatDay(iso, language) });

/** Returns what a record is called. */
export const named = (record: { readonly id: string; readonly title: Translated }, language: Language): NamedLink => ({
  id: record.id,
  title: pick(record.title, language),
});

/** Returns the sources of these ids that the catalogue has. */
export const sourcesOf = (ids: readonly string[], catalogue: Catalogue): Source[] =>
  ids.flatMap((id) => catalogue.sources.get(id) ?? []);

/** Shared parts of the pages of records: texts in the reader's language, and each date both formatted and in ISO form. */
import type { Catalogue } from '../../../../search/catalogue.ts';
import type { Language, Source, Translated } from '../../../../records/schema.ts';
import { formatDay } from '../../../../records/dates.ts';
import { pick } from '../../../../reply/compose/parts.ts';

/** A calendar day: YYYY-MM-DD, and formatted for the reader. */
export type DayView = { readonly iso: string; readonly said: string };

/** Something that has a page of its own. */
export type NamedLink = { readonly id: string; readonly title: string };

/** The input of a view: the records, the language, the time. */
export type ViewContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** Returns a day formatted for the reader. */
export const dayIn = (iso: string, language: Language): DayView => ({ iso, said: formatDay(iso, language) });

/** Returns the id and the title of a record. */
export const named = (record: { readonly id: string; readonly title: Translated }, language: Language): NamedLink => ({
  id: record.id,
  title: pick(record.title, language),
});

/** Returns the sources of these ids that the catalogue has. */
export const sourcesOf = (ids: readonly string[], catalogue: Catalogue): Source[] =>
  ids.flatMap((id) => catalogue.sources.get(id) ?? []);

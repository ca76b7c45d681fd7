/** Shared parts of the pages of records: names, days and words in the language of the reader. */
import type { Catalogue } from '../../../search/catalogue.ts';
import type { Brief, Citation, Language, Party, Source, Statement, Translated } from '../../../records/schema.ts';
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { formatDay } from '../../../records/dates.ts';
import type { Fault } from '../../../records/fault.ts';
import { RELATIONSHIP_FILE, TRACKS_FILE } from '../../../records/folder.ts';
import { documentRecordName, pathOf, topicRecordName } from '../../../records/publish/record-name.ts';
import { messages } from '../../../locales/messages.ts';
import { partyName, clearTitle } from '../../../views/names.ts';
import type { Reach } from '../../../watch/reach.ts';
import { capitalized, pick } from '../../../views/text.ts';

/** A calendar day: YYYY-MM-DD, and formatted for the reader. */
export type DayView = { readonly iso: string; readonly said: string };

/** Something that has a page of its own. */
export type NamedLink = { readonly id: string; readonly title: string };

/** The input of a view: the records, the language, the time. */
export type ViewContext = {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  /** Whether the text of a document is held; left out where that is not known. */
  readonly isHeld?: ((source: Source) => boolean) | undefined;
  /** Whether a citation was published here though the text it cites is not held; left out where that is not known. */
  readonly isUnchecked?: ((statement: Statement, citation: Citation) => boolean) | undefined;
  /** How far sources have been read; left out where nothing is watched. */
  readonly reach?: (() => Reach) | undefined;
};

/** Returns a day formatted for the reader. */
export const dayIn = (iso: string, language: Language): DayView => ({ iso, said: formatDay(iso, language) });

/** Returns the id and the title of a record. */
export const named = (record: { readonly id: string; readonly title: Translated }, language: Language): NamedLink => ({
  id: record.id,
  title: pick(record.title, language),
});

/** Returns the way to a topic, where it is published. */
export function topicLink(
  id: string,
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
): NamedLink[] {
  const topic = catalogue.briefs.get(id);
  return topic?.status === 'published' ? [named(topic, language)] : [];
}

/** Returns the way to a topic among those of all relationships. */
export const clearLink = (
  topic: Brief,
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
): NamedLink => ({ id: topic.id, title: clearTitle(topic, catalogue, language) });

/** Returns the titles of the records in service, by their paths. */
export const recordTitles = ({
  briefs,
  sources,
  relationships,
}: Pick<RecordCatalogue, 'briefs' | 'sources' | 'relationships'>): ReadonlyMap<string, Translated> =>
  new Map([
    ...[...briefs.values()].map((one) => [pathOf(topicRecordName(one)), one.title] as const),
    ...[...sources.values()].map((one) => [pathOf(documentRecordName(one)), one.title] as const),
    ...[...relationships].flatMap(([folder, { title }]) => [
      [pathOf({ folder, file: RELATIONSHIP_FILE }), title] as const,
      [pathOf({ folder, file: TRACKS_FILE }), { en: tracksTitle(title, 'en'), zh: tracksTitle(title, 'zh') }] as const,
    ]),
  ]);

/** Returns the titles of the records that faults and warnings are in, by their paths. */
export function titlesOf(
  placed: readonly Pick<Fault, 'file'>[],
  catalogue: RecordCatalogue,
): Record<string, Translated> {
  // Nothing is wrong most of the time, which every open page asks every few seconds.
  if (placed.length === 0) return {};
  const paths = new Set(placed.map(({ file }) => file));
  return Object.fromEntries([...recordTitles(catalogue)].filter(([path]) => paths.has(path)));
}

/** Returns the title of the record of tracks of a relationship, given the relationship's own. */
export const tracksTitle = (relationship: Translated, language: Language): string =>
  messages(language)('desk.status.tracks-of', { relationship: pick(relationship, language) });

/** Returns the parties of a relationship, in its order. */
export const partiesOf = (relationship: string, { catalogue }: Pick<ViewContext, 'catalogue'>): readonly Party[] =>
  catalogue.relationships.get(relationship)?.parties ?? [];

/** Returns how many statements the documents of a relationship hold, each once. */
export const statementsOf = (relationship: string, { sources }: Pick<Catalogue, 'sources'>): number =>
  [...sources.values()].flatMap(({ statements }) => statements).filter((one) => one.relationship === relationship)
    .length;

/** Returns the name of the side whose document it is: a party, or the independent documents. */
export const sideName = (party: string | undefined, parties: readonly Party[], language: Language): string =>
  party === undefined
    ? messages(language)('desk.told.independent')
    : capitalized(partyName(party, { parties, language }));

/** Names the independent documents where a list is narrowed to a side; no party has this id. */
export const INDEPENDENT = 'independent';

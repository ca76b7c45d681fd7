/** The drafts of documents, each held against the records as if it stood in its place. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recordCatalogueOf, shortId, valuesOf, type RecordCatalogue } from '../records/catalogue.ts';
import { kindOfDraft, relationshipOf } from '../records/drafts.ts';
import type { Fault } from '../records/fault.ts';
import { DOCUMENTS, DRAFTS, type Changed } from '../records/folder.ts';
import { createRecordLoader, textOfFile } from '../records/load.ts';

export type WithDrafts = {
  /** The records in service, and the drafts of documents beside them. */
  readonly catalogue: RecordCatalogue;
  /** The files of these drafts, by the ids that they have in the catalogue. */
  readonly drafts: ReadonlyMap<string, string>;
  /** The faults of drafts that cannot be read as records yet, by the names of their files without the ending. */
  readonly unread: ReadonlyMap<string, readonly Fault[]>;
};

/** Returns the records in service with the drafts of documents; one whose record is in service already is left out. */
export function withDrafts(folder: string, inService: RecordCatalogue): WithDrafts {
  const places = placesOf(folder, [...inService.relationships.keys()]);
  if (places.length === 0) return { catalogue: inService, drafts: new Map(), unread: new Map() };
  const records = createRecordLoader(folder).read(places);
  const called = new Set(places.map((one) => one.called));
  const read = records.documents.filter(({ file }) => called.has(file));
  const catalogue = recordCatalogueOf(valuesOf(records));
  const files = new Map(read.map(({ relationship, id, file }) => [`${relationship}/${id}`, file]));
  return {
    catalogue,
    drafts: new Map(
      [...catalogue.sources.values()].flatMap((source) => {
        const file = files.get(`${source.relationship}/${shortId(source)}`);
        return file === undefined ? [] : [[source.id, file] as const];
      }),
    ),
    unread: new Map(read.filter(({ value }) => value === undefined).map(({ id, faults }) => [id, faults])),
  };
}

/** Returns the drafts of documents in the places that they are meant for. */
function placesOf(folder: string, relationships: readonly string[]): (Changed & { readonly called: string })[] {
  const drafts = join(folder, DRAFTS);
  if (!existsSync(drafts)) return [];
  return readdirSync(drafts)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const called = join(drafts, name);
      const text = textOfFile(called);
      if (text === undefined || kindOfDraft(text) !== 'document') return [];
      const meant = relationshipOf(text) ?? relationships[0];
      if (meant === undefined || !relationships.includes(meant)) return [];
      const path = `${meant}/${DOCUMENTS}/${basename(name)}`;
      return existsSync(join(folder, path)) ? [] : [{ path, text, called }];
    });
}

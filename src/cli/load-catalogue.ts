/** Loads the catalogue for commands, from BRIEFS_DIR, also with the drafts of documents as if they were in service. */
import { type Fault, formatFault } from '../records/fault.ts';
import type { Language } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { createCatalogueLoader } from '../search/load-catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import type { Io } from './io.ts';
import { recordCatalogueOf, valuesOf, type RecordCatalogue } from '../records/catalogue.ts';
import { kindOfDraft, relationshipOf } from '../records/drafts.ts';
import { documentPath, DOCUMENTS, DRAFTS, type TextOverride } from '../records/folder.ts';
import { createRecordLoader, textOfFile } from '../records/load.ts';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Returns the folder of the records. */
export const briefsDir = ({ env }: Pick<Io, 'env'>): string => env.BRIEFS_DIR ?? 'briefs';

/** Returns the catalogue; rejects with AttacheError('records') that names every fault with its file, line and column. */
export async function loadCatalogue(io: Io): Promise<Catalogue> {
  const loader = createCatalogueLoader(briefsDir(io), () => Date.now());
  const { catalogue, faults } = await loader.load(io.now());
  if (catalogue === undefined) throw recordsError(faults);
  return catalogue;
}

/** Returns the catalogue, or that of what is whole where records have faults; for what is written beside the records, which may be what mends them. */
export async function loadValidCatalogue(io: Io): Promise<Catalogue> {
  const loader = createCatalogueLoader(briefsDir(io), () => Date.now());
  const loaded = await loader.load(io.now(), true);
  const catalogue = loaded.catalogue ?? loaded.repair?.();
  if (catalogue === undefined) throw recordsError(loaded.faults);
  return catalogue;
}

/** Returns a number with its noun, such as `1 fault` or `3 faults`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Returns the language named by an option; throws AttacheError('usage') for an unknown one. */
export function languageOf(option: string | undefined): Language | undefined {
  if (option === undefined || option === 'en' || option === 'zh') return option;
  throw new AttacheError('usage', `there is no language "${option}"; --language takes en or zh`);
}

/** Returns the error that names every fault at its place. */
function recordsError(faults: readonly Fault[]): AttacheError {
  return new AttacheError(
    'records',
    `the records have ${count(faults.length, 'fault')}:\n${faults.map(formatFault).join('\n')}`,
  );
}

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
  const files = new Map(read.map(({ id, file }) => [id, file]));
  return {
    catalogue,
    drafts: new Map(
      [...catalogue.sources.values()].flatMap((source) => {
        const file = files.get(source.id);
        return file === undefined ? [] : [[source.id, file] as const];
      }),
    ),
    unread: new Map(read.filter(({ value }) => value === undefined).map(({ id, faults }) => [id, faults])),
  };
}

/** Returns the drafts of documents in the places that they are meant for. */
function placesOf(folder: string, relationships: readonly string[]): (TextOverride & { readonly called: string })[] {
  const drafts = join(folder, DRAFTS);
  if (!existsSync(drafts)) return [];
  return readdirSync(drafts)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const called = join(drafts, name);
      const text = textOfFile(called);
      if (text === undefined || kindOfDraft(text) !== 'document') return [];
      const meant = relationshipOf(text) ?? relationships[0];
      if (meant === undefined || ![...relationships, DOCUMENTS].includes(meant)) return [];
      const path = documentPath({ relationship: meant, id: basename(name, '.yaml') });
      return existsSync(join(folder, path)) ? [] : [{ path, text, called }];
    });
}

/** The texts of documents, kept privately in the data directory for reading and checking: never in the records, where a fingerprint stands for each paragraph. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Source, idSchema, slugSchema } from './schema.ts';
import { errorCode } from '../shared/errors.ts';
import { makePrivate, replacePrivateFile, removeLeftovers } from '../shared/files.ts';
import { isId, isSlug } from './folder.ts';
import { z } from 'zod';

/** How a text came here: a dropped file, pasted text, or an address that was fetched. */
export const HELD_FROM = ['file', 'paste', 'address'] as const;

/** The paragraphs of a document, in the order and the form in which its record counts them. `readAt` is an instant as ISO 8601 writes it. */
export type HeldText = {
  readonly id: string;
  readonly relationship: string;
  readonly paragraphs: readonly string[];
  readonly readAt: string;
  readonly from: (typeof HELD_FROM)[number];
};

/** What the file of a held text holds. */
const HeldTextSchema = z.strictObject({
  id: slugSchema,
  relationship: idSchema,
  paragraphs: z.array(z.string().min(1)).min(1),
  readAt: z.string(),
  from: z.enum(HELD_FROM),
});

/** A held text without its paragraphs, of which only the number is told. */
export type HeldEntry = { readonly relationship: string; readonly id: string; readonly paragraphs: number };

/** The texts of documents. Ids are those of the files of the relationship; one that cannot be an id has no text and is not put. */
export type HeldTexts = {
  /** Returns the text of a document; undefined where none is held or its file is not what was written. */
  readonly get: (relationship: string, id: string) => Promise<HeldText | undefined>;
  /** Whether a text is held of a document; it is not read. */
  readonly has: (relationship: string, id: string) => boolean;
  /** Keeps a text in place of the one before, whole or not at all; rejects where it cannot be written. */
  readonly put: (text: HeldText) => Promise<void>;
  /** Returns what is held, by relationship and id. */
  readonly list: () => Promise<readonly HeldEntry[]>;
  /** Removes a text for good; nothing happens where none is held. */
  readonly remove: (relationship: string, id: string) => Promise<void>;
};

const ENDING = '.json';

/** Returns the folder of the held texts inside the data directory. */
export const heldFolderOf = (dataDir: string): string => join(dataDir, 'documents');

/** Returns the texts held in a folder, one file each: `<relationship>/<id>.json`. */
export function createHeldTexts(folder: string): HeldTexts {
  /** Nothing but an id is ever part of a path. */
  const fileOf = (relationship: string, id: string): string | undefined =>
    isId(relationship) && isSlug(id) ? join(folder, relationship, `${id}${ENDING}`) : undefined;
  const get: HeldTexts['get'] = async (relationship, id) => {
    const file = fileOf(relationship, id);
    if (file === undefined) return undefined;
    try {
      const { success, data } = HeldTextSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
      return success && data.id === id && data.relationship === relationship ? data : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    get,
    has: (relationship, id) => existsSync(fileOf(relationship, id) ?? ''),
    put: async (text) => {
      const file = fileOf(text.relationship, text.id);
      if (file === undefined) throw new RangeError('a held text is named by the ids of its relationship and document');
      const own = join(folder, text.relationship);
      const part = join(own, `.${text.id}.${randomBytes(6).toString('hex')}.part`);
      await replacePrivateFile(file, JSON.stringify(HeldTextSchema.parse(text)), part);
      removeLeftovers(own, text.id, file);
      // Made by an earlier version, perhaps with other rights.
      for (const one of [folder, own]) makePrivate(one, 0o700);
    },
    list: async () => {
      const found: HeldEntry[] = [];
      for (const relationship of await namesIn(folder))
        for (const name of await namesIn(join(folder, relationship))) {
          if (!name.endsWith(ENDING)) continue;
          const text = await get(relationship, basename(name, ENDING));
          if (text !== undefined) found.push({ relationship, id: text.id, paragraphs: text.paragraphs.length });
        }
      return found;
    },
    remove: async (relationship, id) => {
      const file = fileOf(relationship, id);
      if (file !== undefined) await rm(file, { force: true });
    },
  };
}

/** Returns what says whether the text of a document in service is held; undefined where none can be. */
export const holdingOf = (
  texts: Pick<HeldTexts, 'has'> | undefined,
): ((source: Pick<Source, 'id' | 'relationship'>) => boolean) | undefined =>
  texts && ((source) => texts.has(source.relationship, source.id));

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return [];
    throw error;
  }
}

/** What brings the records of an operator to the model of today: the fields that are gone are removed, and shipped records that nobody edited can be taken over. Reads files, and writes none. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DRAFTS, TOPICS, type TextOverride } from '../folder.ts';
import { textOfFile } from '../load.ts';
import { editedText, readRecord } from '../text-edit/edit-text.ts';
import shipped from './shipped-editions.json' with { type: 'json' };

/** The fields of a topic that are no longer read. */
const GONE_FIELDS = ['asOf', 'searchedTo'] as const;

type Migration = {
  /** The texts that change, by their files. */
  readonly changed: readonly TextOverride[];
  /** The files that hold a field that is gone and that no program can edit. */
  readonly unread: readonly string[];
};

/** Returns a folder's topics without the fields that are gone: comments, order and every other character stay. */
export function withoutGoneFields(folder: string): Migration {
  const changed: TextOverride[] = [];
  const unread: string[] = [];
  for (const path of topicFiles(folder)) {
    const text = textOfFile(join(folder, path));
    if (text === undefined || !GONE_FIELDS.some((field) => text.includes(field))) continue;
    const edited = textWithoutGoneFields(text);
    if (edited === undefined) unread.push(path);
    else if (edited !== text) changed.push({ path, text: edited });
  }
  return { changed, unread };
}

/** Returns a topic without the fields that are gone; undefined where the text is no YAML that can be edited. */
function textWithoutGoneFields(text: string): string | undefined {
  return GONE_FIELDS.reduce<string | undefined>((edited, field) => {
    const record = edited === undefined ? undefined : readRecord(edited);
    if (edited === undefined || record === undefined) return undefined;
    return Object.hasOwn(record, field) ? editedText(edited, { kind: 'remove', path: [field] }) : edited;
  }, text);
}

function topicFiles(folder: string): string[] {
  const within = (path: string): string[] =>
    namesIn(join(folder, path))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `${path}/${name}`);
  return namesIn(folder).flatMap((name) => within(name === DRAFTS ? DRAFTS : `${name}/${TOPICS}`));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

type TakeOver = {
  /** The texts of shipped records that take the place of unedited ones, or that are new in this edition. */
  readonly changed: readonly TextOverride[];
  /** The files that were edited here, or that no earlier edition had, though the one of today has another text. */
  readonly edited: readonly string[];
};

/** Returns what the shipped records of today bring into a folder: whatever differs from each shipped edition was edited, and stays. */
export function shippedRecords(folder: string, shippedFolder: string): TakeOver {
  const changed: TextOverride[] = [];
  const edited: string[] = [];
  for (const relationship of namesIn(shippedFolder)) {
    // A relationship that is not here was taken out, or was never wanted.
    if (!existsSync(join(folder, relationship, 'relationship.yaml'))) continue;
    for (const path of filesIn(shippedFolder, relationship)) {
      const text = textOfFile(join(shippedFolder, path));
      const here = existsSync(join(folder, path)) ? textOfFile(join(folder, path)) : 'none';
      if (text === undefined || here === text) continue;
      const hashes = Object.values(shipped).flatMap((edition: Readonly<Record<string, string>>) => edition[path] ?? []);
      // What an earlier edition had and is not here was removed here.
      const isTaken = here === 'none' ? hashes.length === 0 : here !== undefined && hashes.includes(hashOf(here));
      if (isTaken) changed.push({ path, text });
      else if (here !== 'none') edited.push(path);
    }
  }
  return { changed, edited };
}

function filesIn(shippedFolder: string, relationship: string): string[] {
  return readdirSync(join(shippedFolder, relationship), { recursive: true, encoding: 'utf8' })
    .map((name) => `${relationship}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The list of words that are to be others, which stands beside the records as style.yaml. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { finding, type Fault } from '../fault.ts';
import { STYLE_FILE } from '../folder.ts';
import { textOfFile } from '../load.ts';
import { parseRecord, unreadable } from '../parse-record.ts';
import { line } from '../schema.ts';
import { NO_WORDS, type WordList } from './style.ts';

const list = z.array(z.strictObject({ words: line.min(1).max(60), better: line.min(1).max(160) })).max(400);
const StyleSchema = z.strictObject({ en: list, zh: list });

/** Returns the list of a folder of records, an empty one where it has none or a faulty one; never throws: what is wrong is a fault. */
export function readWordList(folder: string): { readonly words: WordList; readonly faults: readonly Fault[] } {
  const file = join(folder, STYLE_FILE);
  if (!existsSync(file)) return { words: NO_WORDS, faults: [] };
  const text = textOfFile(file);
  const { value, faults } =
    text === undefined ? unreadable(file, finding('not-a-file')) : parseRecord(file, text, StyleSchema);
  return { words: value ?? NO_WORDS, faults };
}

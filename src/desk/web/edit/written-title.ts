/** The titles of records that are being written, as their texts have them: those that are new are in no list yet. */
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { wordAt } from '../../../records/text-edit/edit-value.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordListView } from '../../server/edit.ts';
import { recordTitle } from '../frame/titles.ts';
import { useKeptRecords } from '../kept/kept.ts';
import type { UnpublishedRecord } from '../kept/unpublished.ts';
import { useLanguage } from '../text.ts';

/** The titles that were read last, by the path of the record: of a text that is listed again and again, it is read once. */
const read = new Map<string, { readonly text: string; readonly en: string; readonly zh: string }>();

/** Returns the title in the text of a record that is being written; undefined where it has none yet. */
function writtenTitle({ at, text }: UnpublishedRecord, language: Language): string | undefined {
  let title = read.get(at);
  if (title?.text !== text) {
    const value = readRecord(text);
    title = { text, en: wordAt(value, ['title', 'en']).trim(), zh: wordAt(value, ['title', 'zh']).trim() };
    read.set(at, title);
  }
  return title[language] || title.en || undefined;
}

/** Returns what finds the title of a record by its path: among the records that are listed, or in what is being written. */
export function useTitles(records: RecordListView['records']): (at: string) => string | undefined {
  const language = useLanguage();
  const kept = useKeptRecords();
  return (at) => {
    const written = kept.find((one) => one.at === at);
    return recordTitle(records, at, language) ?? (written && writtenTitle(written, language));
  };
}

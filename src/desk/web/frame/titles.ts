/** The title of the page: the record that is open, and the tab. */
import { useEffect } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { RecordListView } from '../../server/edit.ts';

/** Returns the title of a record in the language of the page; undefined where it has none, or is not among these. */
export function recordTitle(records: RecordListView['records'], at: string, language: Language): string | undefined {
  const title = records.find(({ folder, file }) => `${folder}/${file}` === at)?.title;
  return title?.[language] ?? title?.en;
}

const parts = { record: '', tab: '' };

function show(): void {
  document.title = [parts.record, parts.tab, 'Attaché'].filter(Boolean).join(' · ');
}

/** Titles the page by the tab that is open. */
export function useTabTitle(label: string): void {
  useEffect(() => {
    parts.tab = label;
    show();
  }, [label]);
}

/** Puts the name of what is open before that of its tab, as long as it is open; nothing for ''. */
export function useRecordTitle(title: string): void {
  useEffect(() => {
    parts.record = title;
    show();
    return () => {
      parts.record = '';
      show();
    };
  }, [title]);
}

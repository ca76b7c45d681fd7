/** The title of the page: the record that is open, and its page. */
import { useEffect } from 'react';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordListView } from '../../server/edit.ts';

/** Returns the title of a record by its path, as folder and file; undefined where none is known. */
export type TitleOf = (at: string) => string | undefined;

/** Returns the title of a record in the language of the page; undefined where it has none, or is not among these. */
export function recordTitle(records: RecordListView['records'], at: string, language: Language): string | undefined {
  const title = records.find((one) => pathOf(one) === at)?.title;
  return title?.[language] ?? title?.en;
}

const parts = { record: '', page: '' };

function show(): void {
  document.title = [parts.record, parts.page, 'Attaché'].filter(Boolean).join(' · ');
}

/** Titles the browser's tab by the page that is open. */
export function usePageTitle(label: string): void {
  useEffect(() => {
    parts.page = label;
    show();
  }, [label]);
}

/** Puts the name of what is open before that of its page, as long as it is open; nothing for ''. */
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

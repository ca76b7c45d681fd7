/** Choosing a record: a search over all of them, and the beginning of a new one. */
import { useRef, useState, type FormEvent } from 'react';
import { DOCUMENTS, TOPICS } from '../../../records/folder.ts';
import type { RecordListView } from '../../server/edit.ts';
import { hrefOf } from '../route.ts';
import { useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { useTranslate } from '../language.ts';
import { IdField } from './id-field.tsx';
import { TEXT } from './edit-messages.ts';
import { useTitles } from './change-set.ts';

export type RecordList = RecordListView['records'];

/** Records that are written and not published yet come first: what is new is in no other list. */
const KINDS = ['new', 'topic', 'document', 'draft', 'relationship'] as const;
/** So many lines of what was searched for are open at once. */
const LINES = 8;

export function RecordSelect({ records, at }: { readonly records: RecordList; readonly at: string }) {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const titleOf = useTitles(records);
  const listed = records.map(({ folder, file, kind }) => ({ path: `${folder}/${file}`, kind }));
  const written = useUnpublishedRecords()
    .filter((one) => !listed.some(({ path }) => path === one.at))
    .map((one) => ({ path: one.at, kind: 'new' as const }));
  const all = [...written, ...listed].map(({ path, kind }) => {
    const title = titleOf(path);
    return { path, kind, name: title === undefined ? path : `${title} · ${path}` };
  });
  const found = all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const isSearched = words.length > 0;
  /** What the keys have come to; undefined while it is the record that is open. */
  const [passed, setPassed] = useState<string>();
  const isByKey = useRef(false);
  const open = (path: string): void => {
    setPassed(undefined);
    setTyped('');
    location.hash = hrefOf('edit', path);
  };
  const value = passed ?? at;
  return (
    <div className="actions">
      <label>
        {t(TEXT.search)} <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      </label>
      <span className="quiet" role="status">
        {isSearched && t(TEXT.found(found.length))}
      </span>
      <label className="record-select">
        <span>{t(TEXT.record)}</span>{' '}
        <select
          value={found.some(({ path }) => path === value) ? value : ''}
          size={isSearched ? Math.min(LINES, found.length + 2) : 1}
          aria-describedby="record-select-keys"
          // By keyboard one passes over others on the way: only Enter opens.
          onPointerDown={() => void (isByKey.current = false)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && passed !== undefined) open(passed);
            isByKey.current = true;
          }}
          onChange={({ target }) => (isByKey.current ? setPassed(target.value) : open(target.value))}
        >
          <option value="">{t(TEXT.choose)}</option>
          {KINDS.map((kind) => {
            const own = found.filter((record) => record.kind === kind);
            return (
              own.length > 0 && (
                <optgroup key={kind} label={`${t(TEXT[`kind-${kind}`])} (${own.length})`}>
                  {own.map(({ path, name }) => (
                    <option key={path} value={path}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
      </label>
      <span id="record-select-keys" className={passed === undefined ? 'unseen' : 'quiet small'}>
        {t(TEXT['enter-opens'])}
      </span>
    </div>
  );
}

export function NewRecord({ relationships }: { readonly relationships: readonly string[] }) {
  const t = useTranslate();
  const folders = relationships.flatMap((one) => [`${one}/${DOCUMENTS}`, `${one}/${TOPICS}`]);
  const [folder, setFolder] = useState(folders[0] ?? '');
  const [id, setId] = useState('');
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    location.hash = hrefOf('edit', `${folder}/${id}.yaml`);
  };
  return (
    <details>
      <summary>{t(TEXT.new)}</summary>
      <form className="actions" onSubmit={begin}>
        <label>
          {t(TEXT['new-folder'])}{' '}
          <select value={folder} onChange={({ target }) => setFolder(target.value)}>
            {folders.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <IdField id={id} onChange={setId} />
        <button type="submit">{t(TEXT['new-do'])}</button>
      </form>
      <p className="quiet">{t(TEXT['new-about'])}</p>
    </details>
  );
}

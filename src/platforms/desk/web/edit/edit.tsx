/** Writing records: a list to choose from, and the one that is open. */
import './edit.css';
import { useEffect, useState } from 'react';
import type { OpenedRecordView, RecordListView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage, useTranslate, type Bilingual } from '../text.ts';
import { RecordEditor } from './record-editor.tsx';
import { discardUnsaved, isAnyUnsaved } from './unsaved.ts';
import { TEXT } from './text.ts';

const RECORD_KINDS = ['brief', 'draft', 'source', 'relationship'] as const;

export default function Edit({ at }: TabProps) {
  const t = useTranslate();
  const [response, reload] = useGet('records', (options) => api.curate.records.$get({}, options));
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (isAnyUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return (
    <section>
      <h1>{t(TEXT.heading)}</h1>
      <p className="quiet lead">{t(TEXT.about)}</p>
      <Loaded response={response} reload={reload}>
        {({ records, writable }) => {
          const name = fullName(at, records);
          return (
            <>
              <RecordSelect records={records} at={name} />
              {!writable && <p className="callout warning">{t(TEXT['read-only'])}</p>}
              {name !== '' && (
                <OpenRecord key={name} at={name} records={records} writable={writable} onSaved={reload} />
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

type RecordList = RecordListView['records'];

/** A brief may be named by its id alone, as the page of a brief does. */
function fullName(at: string, records: RecordList): string {
  const brief = records.find(({ kind, file }) => kind === 'topic' && file === `${at}.yaml`);
  return brief === undefined ? at : `${brief.folder}/${brief.file}`;
}

function RecordSelect({ records, at }: { readonly records: RecordList; readonly at: string }) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <p>
      <label>
        {t(TEXT.record)}{' '}
        <select
          value={records.some(({ folder, file }) => `${folder}/${file}` === at) ? at : ''}
          onChange={({ target }) => {
            location.hash = hrefOf('edit', target.value);
          }}
        >
          <option value="">{t(TEXT.choose)}</option>
          {RECORD_KINDS.map((kind) => {
            const own = records.filter((record) => record.kind === kind);
            return (
              own.length > 0 && (
                <optgroup key={kind} label={t(TEXT[`kind-${kind}`])}>
                  {own.map(({ folder, file, title }) => (
                    <option key={`${folder}/${file}`} value={`${folder}/${file}`}>
                      {title === undefined ? `${folder}/${file}` : `${folder}/${file} · ${title[language] ?? title.en}`}
                    </option>
                  ))}
                </optgroup>
              )
            );
          })}
        </select>
      </label>
    </p>
  );
}

/** The record as it was opened last: opened anew, the editor begins anew. */
function OpenRecord({
  at,
  records,
  writable,
  onSaved,
}: {
  readonly at: string;
  readonly records: RecordList;
  readonly writable: boolean;
  readonly onSaved: () => void;
}) {
  const [folder = '', file = ''] = at.split('/');
  const [notice, setNotice] = useState<Bilingual>();
  const [response, reload] = useGet(`${folder}/${file}`, (options) =>
    api.curate.record.$get({ query: { folder, file } }, options),
  );
  const idsOf = (kind: string): string[] =>
    records.filter((record) => record.kind === kind).map((record) => record.file.replace(/\.yaml$/u, ''));
  return (
    <Loaded response={response} reload={reload}>
      {(opened) => (
        <RecordEditor
          key={keyOf(opened)}
          at={at}
          opened={opened}
          writable={writable}
          folders={records.filter(({ kind }) => kind === 'relationship').map((record) => record.folder)}
          ids={{ sources: idsOf('source'), briefs: idsOf('brief') }}
          onSaved={onSaved}
          notice={notice}
          onReopen={(why) => {
            setNotice(why);
            discardUnsaved(at);
            reload();
          }}
        />
      )}
    </Loaded>
  );
}

const keys = new WeakMap<OpenedRecordView, number>();
let count = 0;

function keyOf(opened: OpenedRecordView): number {
  const key = keys.get(opened) ?? (count += 1);
  keys.set(opened, key);
  return key;
}

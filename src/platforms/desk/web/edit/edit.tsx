/** Writing records: a list to choose from, and the one that is open. */
import './edit.css';
import { useEffect, useState } from 'react';
import type { OpenedRecordView, RecordListView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage, useSay, type Bilingual } from '../words.ts';
import { Editing } from './editing.tsx';
import { forget, isAnyUnsaved } from './unsaved.ts';
import { WORDS } from './words.ts';

const SORTS = ['brief', 'draft', 'source', 'relationship'] as const;

export default function Edit({ at }: TabProps) {
  const say = useSay();
  const [asked, again] = useGet('records', (options) => api.curate.records.$get({}, options));
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (isAnyUnsaved()) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return (
    <section>
      <h1>{say(WORDS.heading)}</h1>
      <p className="quiet lead">{say(WORDS.about)}</p>
      <Loaded asked={asked} again={again}>
        {({ records, writable }) => {
          const named = wholeName(at, records);
          return (
            <>
              <Choice records={records} at={named} />
              {!writable && <p className="callout warning">{say(WORDS['read-only'])}</p>}
              {named !== '' && <Opened key={named} at={named} records={records} writable={writable} onSaved={again} />}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

type RecordList = RecordListView['records'];

/** A brief may be named by its id alone, as the page of a brief does. */
function wholeName(at: string, records: RecordList): string {
  const brief = records.find(({ kind, file }) => kind === 'brief' && file === `${at}.yaml`);
  return brief === undefined ? at : `${brief.folder}/${brief.file}`;
}

function Choice({ records, at }: { readonly records: RecordList; readonly at: string }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <p>
      <label>
        {say(WORDS.record)}{' '}
        <select
          value={records.some(({ folder, file }) => `${folder}/${file}` === at) ? at : ''}
          onChange={({ target }) => {
            location.hash = hrefOf('edit', target.value);
          }}
        >
          <option value="">{say(WORDS.choose)}</option>
          {SORTS.map((sort) => {
            const own = records.filter((record) => record.kind === sort);
            return (
              own.length > 0 && (
                <optgroup key={sort} label={say(WORDS[`sort-${sort}`])}>
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
function Opened({
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
  const [said, setSaid] = useState<Bilingual>();
  const [asked, again] = useGet(`${folder}/${file}`, (options) =>
    api.curate.record.$get({ query: { folder, file } }, options),
  );
  const idsOf = (sort: string): string[] =>
    records.filter((record) => record.kind === sort).map((record) => record.file.replace(/\.yaml$/u, ''));
  return (
    <Loaded asked={asked} again={again}>
      {(opened) => (
        <Editing
          key={keyOf(opened)}
          at={at}
          opened={opened}
          writable={writable}
          folders={records.filter(({ kind }) => kind === 'relationship').map((record) => record.folder)}
          ids={{ sources: idsOf('source'), briefs: idsOf('brief') }}
          onSaved={onSaved}
          said={said}
          onOpenAnew={(why) => {
            setSaid(why);
            forget(at);
            again();
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

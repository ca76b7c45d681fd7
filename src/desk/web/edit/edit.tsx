/** Writing records: a list to choose from, and the one that is open. */
import { recordId } from '../../../records/publish/record-name.ts';
import './edit.css';
import { useEffect, useRef, useState } from 'react';
import { templateOf } from '../../../records/new-record.ts';
import type { OpenedRecordView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { RECORDS_STATUS_CHANGED } from '../server-signals.ts';
import type { TabProps } from '../route.ts';
import { useTranslate, TEXT as SHARED_TEXT, type Bilingual } from '../language.ts';
import { NewRelationship } from './new-relationship.tsx';
import { Repair } from './repair.tsx';
import { NewRecord, RecordSelect, type RecordList } from './record-list.tsx';
import { PastSets } from './publish/publish.tsx';
import { RecordEditor, type RecordEditorProps } from './record-editor.tsx';
import { UnpublishedList } from '../autosave/save-state.tsx';
import { useReplacedCount, useUnpublishedReady, autosave } from '../autosave/unsaved-records.ts';
import { useTitles } from './change-set.ts';
import { TEXT } from './edit-messages.ts';

const NONE: RecordList = [];

export default function Edit({ at }: TabProps) {
  const t = useTranslate();
  const [newest, reload] = useGet('records', (options) => api.curate.records.$get({}, options));
  const loaded = useRef<typeof newest>(undefined);
  if (newest.state === 'loaded') loaded.current = newest;
  // What is open stays open where the list cannot be read again for a while: it is asked for anew by itself.
  const isPassing = newest.state === 'failed' && ['unreachable', 'signed-out'].includes(newest.fault.code);
  const response = isPassing ? (loaded.current ?? newest) : newest;
  /** Counts what was published and what was undone here: the lists are then read again, and so is the open record. */
  const [round, setRound] = useState(0);
  const [undone, setUndone] = useState(0);
  // What is mended elsewhere, in a file or by another person, is no fault here any more.
  useEffect(() => {
    window.addEventListener(RECORDS_STATUS_CHANGED, reload);
    return () => window.removeEventListener(RECORDS_STATUS_CHANGED, reload);
  }, [reload]);
  const listed = response.state === 'loaded' ? response.answer.records : NONE;
  const titleOf = useTitles(listed);
  const opened = fullName(at, listed);
  useRecordTitle(titleOf(opened) ?? opened);
  const published = (): void => {
    setRound((count) => count + 1);
    reload();
  };
  return (
    <section>
      <h1>{t(TEXT.heading)}</h1>
      <p className="quiet lead">{t(TEXT.about)}</p>
      <Loaded response={response} reload={reload}>
        {({ records, writable, faults, withheld }) => {
          const name = fullName(at, records);
          return (
            <>
              <RecordSelect records={records} at={name} />
              <div className="inline edit-begin">
                <NewRecord
                  relationships={records.filter(({ kind }) => kind === 'relationship').map((one) => one.folder)}
                />
                <NewRelationship
                  writable={writable}
                  isFirst={!records.some(({ kind }) => kind === 'relationship')}
                  onMade={reload}
                />
              </div>
              {!writable && <p className="callout warning">{t(TEXT['read-only'])}</p>}
              {name === '' && <UnpublishedList titleOf={titleOf} />}
              {name === '' && <Repair faults={faults} withheld={withheld} records={records} />}
              {name !== '' && (
                <RecordWithUnpublished
                  key={`${name} ${undone}`}
                  at={name}
                  records={records}
                  writable={writable}
                  onSaved={published}
                />
              )}
              <PastSets
                round={round}
                writable={writable}
                onUndone={() => {
                  setUndone(undone + 1);
                  published();
                }}
              />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** A topic may be named by its id alone, and each record without its ending. */
function fullName(at: string, records: RecordList): string {
  const meant = records.find(
    ({ kind, folder, file }) =>
      (kind === 'topic' && file === `${at}.yaml`) || (at !== '' && `${folder}/${file}` === `${at}.yaml`),
  );
  return meant === undefined ? at : `${meant.folder}/${meant.file}`;
}

type OpenRecordProps = {
  readonly at: string;
  readonly records: RecordList;
  readonly writable: boolean;
  readonly onSaved: () => void;
};

/** A record is opened once it is known what was being written of it, and anew where that was changed in another page. */
function RecordWithUnpublished(props: OpenRecordProps) {
  const t = useTranslate();
  const isReady = useUnpublishedReady();
  const replacedCount = useReplacedCount(props.at);
  return isReady ? <OpenRecord key={replacedCount} {...props} /> : <p className="quiet">{t(SHARED_TEXT.loading)}</p>;
}

/** The record as it was opened last: opened anew, the editor begins anew. One that is not there yet begins with what it needs. */
function OpenRecord({ at, records, writable, onSaved }: OpenRecordProps) {
  const [, folder = '', file = ''] = /^(.*)\/(.*)$/u.exec(at) ?? [];
  const [relationship = '', part, ...beyond] = folder.split('/');
  const [isNew, setNew] = useState(!records.some((one) => `${one.folder}/${one.file}` === at));
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [notice, setNotice] = useState<Bilingual>();
  const [ids] = useGet(relationship, (options) =>
    api.curate.ids[':relationship'].$get({ param: { relationship } }, options),
  );
  const id = recordId({ file });
  const known = ids.state === 'loaded' ? ids.answer : { documents: [], topics: [], statements: [] };
  // A topic names its own statements; one that has none yet is a draft, and may name any.
  const own = part === 'topics' ? known.statements.filter(({ topics }) => topics.includes(id)) : known.statements;
  const relationships = records.filter((record) => record.kind === 'relationship');
  const common = {
    at,
    writable,
    relationships: relationships.map((record) => record.folder),
    languages: new Map(relationships.flatMap((one) => (one.languages ? [[one.folder, one.languages] as const] : []))),
    ids: { ...known, statements: (own.length > 0 ? own : known.statements).map((one) => one.id) },
    onSaved,
    notice,
    onReread: () => undefined,
    onReopen: (why?: Bilingual) => {
      setNotice(why);
      setNew(false);
      autosave.drop(at);
    },
  };
  const kind =
    part === 'documents'
      ? 'document'
      : part === 'topics'
        ? 'topic'
        : part === undefined && file === 'relationship.yaml'
          ? 'relationship'
          : undefined;
  if (isNew && kind !== undefined && beyond.length === 0) {
    const text = templateOf(kind, id, today, common.languages.get(relationship));
    const opened = { folder, file, kind, text, version: undefined, previous: [] } as const;
    return <RecordEditor {...common} fileAtOpen={opened} currentFile={opened} />;
  }
  return <StoredRecord folder={folder} file={file} common={common} />;
}

type StoredRecordProps = {
  readonly folder: string;
  readonly file: string;
  readonly common: Omit<RecordEditorProps, 'fileAtOpen' | 'currentFile'>;
};

function StoredRecord({ folder, file, common }: StoredRecordProps) {
  const [response, reload] = useGet(`${folder}/${file}`, (options) =>
    api.curate.record.$get({ query: { folder, file } }, options),
  );
  const currentFile = useRef<OpenedRecordView>(undefined);
  /** The file as the editor began with it, and how often it began anew. */
  const begun = useRef<{ readonly opened: OpenedRecordView; readonly count: number }>(undefined);
  const opensAgain = useRef(true);
  if (response.state === 'loaded' && response.answer !== currentFile.current) {
    currentFile.current = response.answer;
    if (opensAgain.current) begun.current = { opened: response.answer, count: (begun.current?.count ?? 0) + 1 };
    opensAgain.current = false;
  }
  // Somebody may have changed it while one was not looking here, or has published just now.
  useEffect(() => {
    const events = [RECORDS_STATUS_CHANGED, 'focus'] as const;
    for (const event of events) addEventListener(event, reload);
    return () => {
      for (const event of events) removeEventListener(event, reload);
    };
  }, [reload]);
  const onReopen = (why?: Bilingual): void => {
    opensAgain.current = true;
    common.onReopen(why);
    reload();
  };
  // What is open stays open where its file cannot be read again.
  if (begun.current === undefined || currentFile.current === undefined)
    return (
      <Loaded response={response} reload={reload}>
        {() => null}
      </Loaded>
    );
  const { opened, count } = begun.current;
  return (
    <RecordEditor
      key={count}
      {...common}
      fileAtOpen={opened}
      currentFile={currentFile.current}
      onReread={reload}
      onReopen={onReopen}
    />
  );
}

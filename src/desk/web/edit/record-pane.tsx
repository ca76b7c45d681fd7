/** One record to be edited, by its path: as its file has it, or as it is begun; opened anew where another page has changed what was being written. */
import './edit.css';
import { useEffect, useRef, useState } from 'react';
import type { OpenedRecordView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { useReplacedCount, useUnpublishedReady, autosave } from '../autosave/unsaved-records.ts';
import { Loaded } from '../components/loaded.tsx';
import { useTranslate, type Sentence } from '../language.ts';
import { RECORDS_STATUS_CHANGED } from '../server-signals.ts';
import { recordNameOf } from '../../../records/publish/record-name.ts';
import { RecordEditor } from './record-editor.tsx';

type RecordPaneProps = {
  /** Its folder and file, as one path. */
  readonly at: string;
  /** Called when something was published. */
  readonly onSaved: () => void;
};

/** A record is opened once it is known what was being written of it. */
export default function RecordPane(props: RecordPaneProps) {
  const t = useTranslate();
  const isReady = useUnpublishedReady();
  const replacedCount = useReplacedCount(props.at);
  return isReady ? (
    <OpenRecord key={`${props.at} ${replacedCount}`} {...props} />
  ) : (
    <p className="quiet">{t('desk.frame.loading')}</p>
  );
}

function OpenRecord({ at, onSaved }: RecordPaneProps) {
  const name = recordNameOf(at);
  const [records] = useGet('records', (options) => api.curate.records.$get({}, options));
  const [response, reload] = useGet(at, (options) => api.curate.record.$get({ query: name }, options));
  const [notice, setNotice] = useState<Sentence>();
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
  const onReopen = (why?: Sentence): void => {
    setNotice(why);
    opensAgain.current = true;
    autosave.drop(at);
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
  const list = records.state === 'loaded' ? records.answer : { records: [], writable: true };
  const relationships = list.records.filter(({ kind }) => kind === 'relationship');
  return (
    <RecordEditor
      key={count}
      at={at}
      writable={list.writable}
      relationships={relationships.map(({ folder }) => folder)}
      languages={new Map(relationships.flatMap((one) => (one.languages ? [[one.folder, one.languages] as const] : [])))}
      notice={notice}
      onSaved={onSaved}
      onReread={reload}
      onReopen={onReopen}
      fileAtOpen={opened}
      currentFile={currentFile.current}
    />
  );
}

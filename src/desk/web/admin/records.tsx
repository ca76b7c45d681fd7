/** The records as a whole: what the person has changed and not published, relationships, and what was published before; or one record that has no page of its own. */
import { useEffect, useState } from 'react';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { RecordListView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { UnpublishedList } from '../autosave/save-state.tsx';
import { useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { Loaded } from '../components/loaded.tsx';
import '../edit/edit.css';
import { useTitles } from '../edit/change-set.ts';
import { AfterPublishing } from '../edit/publish/doubts.tsx';
import { PastSets, Publish } from '../edit/publish/publish.tsx';
import RecordPane from '../edit/record-pane.tsx';
import type { TitleOf } from '../frame/titles.ts';
import { useTranslate, type Sentence } from '../language.ts';
import { recordHref, useChoice, type PageProps } from '../route.ts';
import { RECORDS_STATUS_CHANGED } from '../server-signals.ts';

export default function Records({ at }: PageProps) {
  const t = useTranslate();
  const [response, reload] = useGet('records', (options) => api.curate.records.$get({}, options));
  // What is written elsewhere, in a file or by another person, comes into service meanwhile.
  useEffect(() => {
    addEventListener(RECORDS_STATUS_CHANGED, reload);
    return () => removeEventListener(RECORDS_STATUS_CHANGED, reload);
  }, [reload]);
  const [round, setRound] = useState(0);
  const listed = response.state === 'loaded' ? response.answer.records : [];
  const titleOf = useTitles(listed);
  const changed = (): void => {
    setRound((count) => count + 1);
    reload();
  };
  const draft = listed.find((one) => one.kind === 'draft' && pathOf(one) === at);
  if (draft !== undefined)
    return (
      <p>
        {t('desk.records.drafts-about')} <a href={recordHref(draft.becomes ?? '')}>{draft.becomes}</a>
      </p>
    );
  if (at !== '') return <RecordPane at={at} onSaved={changed} />;
  return (
    <Loaded response={response} reload={reload}>
      {({ records, writable }) => (
        <>
          {!writable && <p className="callout warning">{t('desk.edit.read-only')}</p>}
          <Changes titleOf={titleOf} onPublished={changed} />
          <div className="columns with-aside">
            <section>
              <h2>{t('desk.admin.relationships')}</h2>
              <p className="quiet lead">{t('desk.admin.relationships-about')}</p>
              <ul className="list divided">
                {records
                  .filter(({ kind }) => kind === 'relationship')
                  .map((one) => (
                    <li key={one.folder}>
                      <h3>
                        <a href={recordHref(pathOf(one))}>{titleOf(pathOf(one)) ?? one.folder}</a>
                      </h3>
                      <p className="quiet small">
                        {t('desk.admin.holds', {
                          topics: countOf(records, 'topic', one.folder),
                          documents: countOf(records, 'document', one.folder),
                        })}
                      </p>
                    </li>
                  ))}
              </ul>
            </section>
            <PastSets round={round} writable={writable} titleOf={titleOf} onUndone={changed} />
          </div>
        </>
      )}
    </Loaded>
  );
}

const countOf = (records: RecordListView['records'], kind: 'topic' | 'document', relationship: string): number =>
  records.filter((one) => one.kind === kind && one.folder.startsWith(`${relationship}/`)).length;

type ChangesProps = {
  readonly titleOf: TitleOf;
  readonly onPublished: () => void;
};

/** What the person has changed and not published, and publishing it. */
function Changes({ titleOf, onPublished }: ChangesProps) {
  const t = useTranslate();
  const { length } = useUnpublishedRecords();
  const [asked, setAsked] = useChoice('publish');
  const [notice, setNotice] = useState<Sentence>();
  const isPublishing = asked !== '' && length > 0;
  return (
    <>
      <UnpublishedList titleOf={titleOf} />
      {notice !== undefined && (
        <p className="callout good" role="status">
          {t(notice)}
        </p>
      )}
      {!isPublishing && <AfterPublishing />}
      {length > 0 && !isPublishing && (
        <p className="actions">
          <button type="button" className="primary" onClick={() => setAsked('1')}>
            {t('desk.publish.publish')}
          </button>
        </p>
      )}
      {isPublishing && (
        <Publish
          at=""
          onPublished={(said) => {
            setNotice(said);
            setAsked('');
            onPublished();
          }}
          onClose={() => setAsked('')}
          onSee={() => setAsked('')}
        />
      )}
    </>
  );
}

/** The tab of questions: what any question finds, what the briefs' own find, and the inbox beside them. */
import '../components/data-table.css';
import './questions.css';
import { useState } from 'react';
import { api, useGet } from '../api.ts';
import { useRecordTitle } from '../frame/titles.ts';
import { NotAllowedNote } from '../components/loaded.tsx';
import { useMay } from '../person.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { Golden } from './golden.tsx';
import { InboxPart } from './inbox.tsx';
import { Try } from './try.tsx';
import { TEXT } from './questions-messages.ts';

export default function Questions({ at }: { readonly at: string }) {
  const t = useTranslate();
  const may = useMay();
  return (
    <>
      <h1>{t(TEXT.heading)}</h1>
      <p className="quiet lead">{t(TEXT.about)}</p>
      {may('curate') ? <Curating at={at} /> : <Reading at={at} />}
    </>
  );
}

/** What everybody may look at. */
function Reading({ at }: { readonly at: string }) {
  return (
    <div className="columns questions">
      <div>
        <Try at={at} revision={0} inbox={undefined} onChange={() => {}} />
        <Golden revision={0} isDeferred />
      </div>
      <NotAllowedNote right="curate" />
    </div>
  );
}

/** The same with the inbox, and what can be done with it. */
function Curating({ at }: { readonly at: string }) {
  const language = useLanguage();
  useRecordTitle(at);
  const [response, reload] = useGet(language, (options) => api.inbox.$get({ query: { language } }, options));
  /** Counts what has changed the records or the inbox: what was asked before is asked anew. */
  const [revision, setRevision] = useState(0);
  const inbox = response.state === 'loaded' ? response.answer : undefined;
  const onChange = (): void => {
    reload();
    setRevision((count) => count + 1);
  };
  return (
    <div className="columns questions">
      <div>
        <Try at={at} revision={revision} inbox={inbox} onChange={onChange} />
        {inbox && <Golden revision={revision} isDeferred={inbox.briefs === null} />}
      </div>
      <InboxPart response={response} reload={reload} onChange={onChange} />
    </div>
  );
}

/** The tab of documents: the texts that are held, and the way to add another. */
import '../components/data-table.css';
import '../records/records.css';
import './documents.css';
import { useState } from 'react';
import type { HeldTextView } from '../../server/documents/routes.ts';
import { api, faultOf, receive, useGet, type ApiFault } from '../api.ts';
import { Download } from '../components/download.tsx';
import { Fault, Loaded } from '../components/loaded.tsx';
import { hrefOf, type TabProps } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { AddDocument } from './add.tsx';
import { ReaderPage } from '../reading/reader.tsx';
import { TEXT } from './documents-messages.ts';

export default function Documents({ at }: TabProps) {
  const [, relationship, id, paragraph] = /^read\/([^/]+)\/([^/]+)(?:\/(\d+))?$/u.exec(at) ?? [];
  if (relationship !== undefined && id !== undefined)
    return (
      <ReaderPage
        relationship={relationship}
        id={id}
        paragraph={paragraph === undefined ? undefined : Number(paragraph)}
      />
    );
  return at === 'add' ? <AddDocument /> : <HeldTexts />;
}

function HeldTexts() {
  const t = useTranslate();
  const [response, reload] = useGet('held', (options) => api.documents.held.$get({}, options));
  return (
    <>
      <h1>{t(TEXT.heading)}</h1>
      <p className="lead">{t(TEXT.lead)}</p>
      <p>
        <a className="button primary" href={hrefOf('documents', 'add')}>
          {t(TEXT.add)}
        </a>
      </p>
      <h2>{t(TEXT.held)}</h2>
      <p className="quiet lead">{t(TEXT.private)}</p>
      <Loaded response={response} reload={reload}>
        {({ held }) => (held.length === 0 ? <p>{t(TEXT['held-none'])}</p> : <Table held={held} onForgotten={reload} />)}
      </Loaded>
    </>
  );
}

function Table({ held, onForgotten }: { readonly held: readonly HeldTextView[]; readonly onForgotten: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault>();
  const forget = async (relationship: string, id: string): Promise<void> => {
    if (!confirm(t(TEXT['forget-sure']))) return;
    try {
      setFault(undefined);
      await receive(api.documents.forget.$post({ json: { relationship, id } }));
      onForgotten();
    } catch (error) {
      setFault(faultOf(error));
    }
  };
  return (
    <>
      <section className="table records stacked" tabIndex={0} aria-label={t(TEXT.held)}>
        {fault && <Fault fault={fault} />}
        <table>
          <thead>
            <tr>
              <th scope="col">{t(TEXT.document)}</th>
              <th scope="col">{t(TEXT.record)}</th>
              <th scope="col" className="number">
                {t(TEXT.paragraphs)}
              </th>
              <th scope="col">
                <span className="unseen">{t(TEXT.forget)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {held.map(({ relationship, id, title, record, paragraphs }) => (
              <tr key={`${relationship}/${id}`}>
                <th scope="row" className="wide">
                  {record === undefined ? (
                    id
                  ) : (
                    <a href={hrefOf('documents', `read/${relationship}/${id}`)}>
                      {title?.[language] ?? title?.en ?? id}
                    </a>
                  )}{' '}
                  <span className="quiet small">{relationship}</span>
                </th>
                <td className="day" data-label={t(TEXT.record)}>
                  {t(TEXT[`record-${record ?? 'none'}`])}
                </td>
                <td className="number" data-label={t(TEXT.paragraphs)}>
                  {paragraphs}
                </td>
                <td>
                  <button type="button" onClick={() => void forget(relationship, id)}>
                    {t(TEXT.forget)}
                    <span className="unseen"> {id}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Download
        name="held-texts"
        table={() => ({
          heads: [TEXT.relationship, TEXT.id, TEXT.document, TEXT.record, TEXT.paragraphs].map((head) => t(head)),
          rows: held.map(({ relationship, id, title, record, paragraphs }) => [
            relationship,
            id,
            title?.[language] ?? title?.en,
            t(TEXT[`record-${record ?? 'none'}`]),
            paragraphs,
          ]),
        })}
      />
    </>
  );
}

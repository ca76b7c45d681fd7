/** What was found when the page of a document was read again: what reads otherwise, with the statements that rest on it, and what to do. */
import { useState } from 'react';
import type { FindingView, FoundStatement } from '../../server/documents/texts.ts';
import { api, faultOf, receive, useGet, type ApiFault } from '../api.ts';
import { autosave, useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { Fault } from '../components/loaded.tsx';
import { External } from '../components/external.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { StatementActs } from '../records/statement.tsx';

type FindingProps = { readonly relationship: string; readonly id: string; readonly onTaken: () => void };

export function Finding({ relationship, id, onTaken }: FindingProps) {
  const t = useTranslate();
  const language = useLanguage();
  const [response, reload] = useGet(`${relationship}/${id} ${language}`, (options) =>
    api.documents.finding.$get({ query: { relationship, id, language } }, options),
  );
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  if (response.state !== 'loaded') return null;
  const { finding, last, why } = response.answer;
  const readAgain = (): void => {
    setFault(undefined);
    setReading(true);
    receive(api.documents.findings.again.$post({ json: { relationship, id, language } }))
      .then(reload, (error: unknown) => setFault(faultOf(error)))
      .finally(() => setReading(false));
  };
  return (
    <>
      {finding && (
        <FoundChange
          finding={finding}
          relationship={relationship}
          id={id}
          onDone={reload}
          onTaken={() => {
            reload();
            onTaken();
          }}
        />
      )}
      <p className="actions small" role="status">
        {last !== null && (
          <span className="quiet">
            {why === null
              ? t('desk.reread.last', { day: last.said })
              : t('desk.reread.last-failed', { day: last.said, why })}
          </span>
        )}
        <button type="button" disabled={isReading} onClick={readAgain}>
          {t(isReading ? 'desk.documents.reading' : 'desk.reread.again')}
        </button>
      </p>
      {fault && <Fault fault={fault} />}
    </>
  );
}

type FoundChangeProps = FindingProps & { readonly finding: FindingView; readonly onDone: () => void };

function FoundChange({ finding, relationship, id, onDone, onTaken }: FoundChangeProps) {
  const t = useTranslate();
  const [fault, setFault] = useState<ApiFault>();
  const isBegun = useUnpublishedRecords().some(({ at }) => at === `${relationship}/documents/${id}.yaml`);
  const { url, version, readOn, movedTo, lost, statements, differences } = finding;
  const act = (work: Promise<void>): void => {
    setFault(undefined);
    work.catch((error: unknown) => setFault(faultOf(error)));
  };
  const take = async (): Promise<void> => {
    const { records } = await receive(api.documents.findings.take.$post({ json: { relationship, id } }));
    for (const { folder, file, ...begun } of records) {
      const at = `${folder}/${file}`;
      // What is being written in another record is not written over.
      if (autosave.get(at) === undefined) autosave.set(at, begun);
    }
    onTaken();
  };
  const keep = async (): Promise<void> => {
    await receive(api.documents.findings.keep.$post({ json: { relationship, id, version } }));
    onDone();
  };
  return (
    <section className="callout warning reread" aria-labelledby="reread">
      <h2 id="reread">{t(lost === undefined ? 'desk.reread.changed' : 'desk.reread.lost')}</h2>
      <p>
        <FindingSummary finding={finding} />{' '}
        {readOn && <span className="quiet">{t('desk.reread.read-on', { day: readOn.said })}</span>}{' '}
        <External href={movedTo || url}>{t('desk.records.open-document')}</External>
      </p>
      <p className="quiet small">{t(lost === undefined ? 'desk.reread.about' : 'desk.reread.lost-about')}</p>
      {differences.length > 0 && (
        <ol className="list divided reread-differences">
          {differences.map(({ number, before, after }, at) => (
            // A page may have the same paragraph twice.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <span className="quiet small">
                {number === undefined ? t('desk.reread.uncounted') : t('desk.reading.paragraph', { number })}
              </span>
              {before !== undefined && <del>{before}</del>}
              {after !== undefined && <ins>{after}</ins>}
            </li>
          ))}
        </ol>
      )}
      {statements.length > 0 && (
        <>
          <h3>{t('desk.reread.statements', { count: statements.length })}</h3>
          <ul className="list divided">
            {statements.map((statement) => (
              <Found key={statement.id} statement={statement} />
            ))}
          </ul>
        </>
      )}
      {fault && <Fault fault={fault} />}
      <p className="actions">
        {lost === undefined && isBegun && <span>{t('desk.reread.begun')}</span>}
        {lost === undefined && !isBegun && (
          <button type="button" className="primary" onClick={() => act(take())}>
            {t(movedTo === '' ? 'desk.reread.take' : 'desk.reread.take-moved')}
          </button>
        )}
        <button type="button" onClick={() => act(keep())}>
          {t('desk.reread.keep')}
        </button>
      </p>
    </section>
  );
}

/** Tells in a sentence what was found. */
export function FindingSummary({ finding }: { readonly finding: FindingView }) {
  const t = useTranslate();
  const { lost, movedTo, counts, pageDay, published, differences } = finding;
  if (lost !== undefined) return <>{t('desk.reread.is-lost', { why: lost })}</>;
  const dated =
    pageDay === undefined
      ? ''
      : pageDay === 'same'
        ? t('desk.reread.day-same', { day: published.said })
        : t('desk.reread.day-other', { day: pageDay.said, before: published.said });
  return (
    <>
      {movedTo !== '' && `${t('desk.reread.moved-to', { address: movedTo })} `}
      {differences.length > 0 && `${t('desk.reread.differs', { count: differences.length })} ${dated} `}
      {t('desk.reread.counts', counts)}
    </>
  );
}

function Found({ statement }: { readonly statement: FoundStatement }) {
  const t = useTranslate();
  const { text, place, citations } = statement;
  return (
    <li className="statement">
      <div>
        <p>{text}</p>
        <StatementActs statement={{ place, text }} />
      </div>
      <ul className="list">
        {citations.map(({ paragraph, find, state, to }) => (
          <li key={`${paragraph} ${find}`} className="meta">
            <span className={state === 'gone' ? 'badge warning' : 'badge'}>{t(`desk.reread.states.${state}`)}</span>
            <q>{find}</q>
            <span>
              {to === undefined
                ? t('desk.reading.paragraph', { number: paragraph })
                : t('desk.reread.now-at', { before: paragraph, now: to })}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Above the table of documents: how many texts are held, fetching the others, and giving them as files. */
import { useEffect, useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import type { HoldingView } from '../../server/documents/texts.ts';
import { api, ApiFault, faultOf, receive, useGet } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';
import { giveTexts, stopGiving, useGiving } from './give-texts.ts';

const LOOK_MS = 1_500;

export function HoldTexts({ onChanged }: { readonly onChanged: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const giving = useGiving();
  const [response, reload] = useGet(language, (options) => api.documents.texts.$get({ query: { language } }, options));
  const [fault, setFault] = useState<ApiFault>();
  const view = response.state === 'loaded' ? response.answer : undefined;
  const isGiving = giving !== undefined && giving.fault === undefined;
  const isFetching = (view?.wanted ?? 0) > 0;
  useEffect(() => {
    if (!isGiving && !isFetching) return undefined;
    const timer = setInterval(reload, LOOK_MS);
    return () => {
      clearInterval(timer);
      // What came last.
      reload();
    };
  }, [isGiving, isFetching, reload]);
  useEffect(() => {
    if (!isGiving) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isGiving]);
  const held = view?.held;
  const shown = useRef(held);
  useEffect(() => {
    if (held === undefined) return;
    if (shown.current !== undefined && shown.current !== held) onChanged();
    shown.current = held;
  }, [held, onChanged]);
  if (view === undefined) return null;
  const { given, failed } = view;
  const isComplete = view.held === view.all && given.files.length === 0 && giving === undefined;
  if (isComplete) return null;
  const act = (work: Promise<unknown>): void => {
    setFault(undefined);
    work.then(reload, (error: unknown) => setFault(faultOf(error)));
  };
  const give = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(target.files ?? [])];
    // The same ones can be chosen again.
    target.value = '';
    if (files.length > 0) void giveTexts(files, new Set(given.files));
  };
  return (
    <section className="card hold-texts" aria-labelledby="hold-texts">
      <h2 id="hold-texts">{t('desk.texts.held-of', { held: view.held, all: view.all })}</h2>
      {view.held < view.all && <p className="quiet">{t('desk.texts.about')}</p>}
      {view.held < view.all && (
        <p className="actions">
          <button
            type="button"
            className="primary"
            disabled={isFetching}
            onClick={() => act(receive(api.documents.texts.want.$post({ json: {} })))}
          >
            {t('desk.texts.hold-all')}
          </button>
          <FileChoice label={t('desk.texts.choose-files')} isDisabled={isGiving} onChange={give} />
          <FileChoice label={t('desk.texts.choose-folder')} isDisabled={isGiving} isFolder onChange={give} />
        </p>
      )}
      <div role="status">
        {isFetching && (
          <p>
            <progress value={view.held} max={view.held + view.wanted} />{' '}
            {view.isDiskFull ? t('watch.disk-full') : t('desk.texts.fetching', { left: view.wanted, held: view.held })}
          </p>
        )}
        {isGiving && (
          <p className="actions">
            <progress value={giving.done} max={giving.all} />{' '}
            {t('desk.texts.giving', { done: giving.done, all: giving.all })}
            <button type="button" onClick={stopGiving}>
              {t('desk.texts.stop')}
            </button>
          </p>
        )}
      </div>
      {giving?.fault &&
        (giving.fault.code === 'no-archive' ? (
          <p className="fault">{t('desk.texts.no-archive')}</p>
        ) : (
          <Fault fault={giving.fault} />
        ))}
      {fault && <Fault fault={fault} />}
      {given.files.length > 0 && !isGiving && (
        <Given given={given} onDone={() => act(receive(api.documents.texts.done.$post({ json: {} })))} />
      )}
      {failed.length > 0 && !isFetching && <Failed failed={failed} />}
    </section>
  );
}

type FileChoiceProps = {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly isFolder?: boolean;
  readonly onChange: (event: ChangeEvent<HTMLInputElement>) => void;
};

/** A button that opens the browser's choice of files. */
function FileChoice({ label, isDisabled, isFolder = false, onChange }: FileChoiceProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" disabled={isDisabled} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label={label}
        {...(isFolder ? { webkitdirectory: '' } : { accept: '.txt,.md,.html,.htm,.xhtml,.pdf,.docx,.zip' })}
        onChange={onChange}
      />
    </>
  );
}

function Given({ given, onDone }: { readonly given: HoldingView['given']; readonly onDone: () => void }) {
  const t = useTranslate();
  const { files, held, known, none, unreadable } = given;
  return (
    <div className="callout">
      <p>
        {t('desk.texts.given', { all: files.length, held: held.length, known, none, unreadable: unreadable.length })}
      </p>
      {held.length > 0 && (
        <ul>
          {held.map(({ id, title }) => (
            <li key={id}>
              <a href={hrefOf('documents', id)}>{title}</a>
            </li>
          ))}
        </ul>
      )}
      {unreadable.length > 0 && (
        <details>
          <summary>{t('desk.texts.unreadable', { count: unreadable.length })}</summary>
          <ul>
            {unreadable.map((file) => (
              <li key={file}>{file}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="quiet small">{t('desk.texts.given-about')}</p>
      <button type="button" onClick={onDone}>
        {t('desk.texts.done')}
      </button>
    </div>
  );
}

function Failed({ failed }: Pick<HoldingView, 'failed'>) {
  const t = useTranslate();
  return (
    <details>
      <summary>{t('desk.texts.failed', { count: failed.length })}</summary>
      <ul>
        {failed.map(({ id, title, url, why, again }) => (
          <li key={id}>
            <a href={hrefOf('documents', id)}>{title}</a>: <a href={url}>{URL.parse(url)?.host ?? url}</a> {why}
            {again && <span className="quiet"> {t('desk.texts.again', { day: again.said })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The questions that each brief lists as its own test, with what they find. */
import { useEffect, useState } from 'react';
import type { GoldenBrief } from '../../server/questions.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { TEXT } from './questions-messages.ts';

export function Golden({
  revision,
  isDeferred,
}: {
  readonly revision: number;
  /** Whether there are so many briefs that they are asked only when wished for. */
  readonly isDeferred: boolean;
}) {
  const t = useTranslate();
  const [isRequested, setRequested] = useState(false);
  return (
    <section aria-labelledby="questions-golden">
      <h2 id="questions-golden">{t(TEXT.golden)}</h2>
      <p className="quiet">{t(TEXT['golden-about'])}</p>
      {isDeferred && !isRequested ? (
        <>
          <p>{t(TEXT['takes-long'])}</p>
          <button type="button" onClick={() => setRequested(true)}>
            {t(TEXT['ask-them'])}
          </button>
        </>
      ) : (
        <Page after="" revision={revision} />
      )}
    </section>
  );
}

function Page({ after, revision }: { readonly after: string; readonly revision: number }) {
  const t = useTranslate();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const query = { language, ...(after !== '' && { after }) };
  const [response, reload] = useGet(JSON.stringify(query), (options) => api.questions.golden.$get({ query }, options));
  useEffect(() => {
    if (revision > 0) reload();
  }, [reload, revision]);
  return (
    <Loaded response={response} reload={reload}>
      {({ briefs, after: next }) => (
        <>
          <ul className="list divided golden">
            {briefs.map((brief) => (
              <Brief key={brief.id} brief={brief} />
            ))}
          </ul>
          {next !== undefined &&
            (isOpen ? (
              <Page after={next} revision={revision} />
            ) : (
              <button type="button" onClick={() => setOpen(true)}>
                {t(TEXT.more)}
              </button>
            ))}
        </>
      )}
    </Loaded>
  );
}

function Brief({ brief: { title, questions } }: { readonly brief: GoldenBrief }) {
  const t = useTranslate();
  const passed = questions.filter((one) => one.passed).length;
  const least = Math.min(...questions.map(({ sure }) => sure));
  return (
    <li>
      <details open={passed < questions.length || undefined}>
        <summary>
          <strong>{title}</strong>{' '}
          <span className={passed === questions.length ? 'badge good' : 'badge bad'}>
            {t(TEXT.of(passed, questions.length))}
          </span>{' '}
          <span className="quiet">
            {t(TEXT.closest)}
            {t(TEXT.sure(Math.round(least * 100)))}
          </span>
        </summary>
        <ul className="list">
          {questions.map(({ question, language, passed: isRight, verdict, sure }) => (
            <li key={`${language} ${question}`}>
              <a href={hrefOf('questions', question)} lang={language === 'zh' ? 'zh-CN' : 'en'}>
                {question}
              </a>{' '}
              {!isRight && <span className="badge bad">{t(TEXT.fails)}</span>}{' '}
              <span className="quiet">{isRight ? t(TEXT.sure(Math.round(sure * 100))) : verdict}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

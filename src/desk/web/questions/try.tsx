/** Any question: which brief answers it, by how much, and why. */
import { useEffect, useState, type CSSProperties, type SubmitEvent } from 'react';
import type { InboxView } from '../../server/inbox.ts';
import type { Explanation, RankedBrief } from '../../server/questions.ts';
import { api, useGet } from '../api.ts';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { Outcome, useAction } from './use-action.tsx';
import { AddWording } from './add-wording.tsx';
import { TEXT } from './questions-messages.ts';

const MAX_QUESTION = 2_000;
const MAX_WORDING = 200;

/** Shows the box for a question, and the result of the one that the address names. */
export function Try({
  at,
  revision,
  inbox,
  onChange,
}: {
  readonly at: string;
  readonly revision: number;
  /** Undefined while it is on its way. */
  readonly inbox: InboxView | undefined;
  readonly onChange: () => void;
}) {
  const t = useTranslate();
  const [text, setText] = useState(at);
  const [shown, setShown] = useState(at);
  // The address may change without the box: by the browser's back button.
  if (at !== shown) {
    setShown(at);
    setText(at);
  }
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    location.hash = hrefOf('questions', text.trim());
  };
  return (
    <section aria-labelledby="questions-try">
      <h2 id="questions-try">{t(TEXT.try)}</h2>
      <form className="actions" onSubmit={ask} role="search">
        <label className="grow">
          {t(TEXT.box)}
          <input value={text} onChange={({ target }) => setText(target.value)} maxLength={MAX_QUESTION} />
        </label>
        <button type="submit" className="primary">
          {t(TEXT.explain)}
        </button>
      </form>
      {at !== '' && <Result key={at} question={at} revision={revision} inbox={inbox} onChange={onChange} />}
    </section>
  );
}

function Result({
  question,
  revision,
  inbox,
  onChange,
}: {
  readonly question: string;
  readonly revision: number;
  readonly inbox: InboxView | undefined;
  readonly onChange: () => void;
}) {
  const t = useTranslate();
  const language = useLanguage();
  const query = { language, question: question.slice(0, MAX_QUESTION) };
  const [response, reload] = useGet(JSON.stringify(query), (options) => api.questions.explain.$get({ query }, options));
  useEffect(() => {
    if (revision > 0) reload();
  }, [reload, revision]);
  const [outcome, onDone] = useAction(onChange);
  const unfound = inbox?.questions.find(({ text }) => text === question);
  const canAdd = inbox?.writes === true && question.length <= MAX_WORDING;
  return (
    <>
      <div aria-live="polite">
        <Loaded response={response} reload={reload}>
          {(explanation) => <Explained explanation={explanation} />}
        </Loaded>
      </div>
      {response.state === 'loaded' && canAdd && (
        <>
          <h3>{t(TEXT.make)}</h3>
          <AddWording
            text={question}
            closest={response.answer.candidates.find(({ score }) => score > 0)?.id ?? null}
            briefs={inbox.briefs}
            onDone={onDone}
            question={unfound}
          />
        </>
      )}
      <Outcome outcome={outcome} />
    </>
  );
}

const TONES: Readonly<Record<Explanation['result'], string>> = {
  found: 'good',
  several: 'good',
  near: 'warning',
  none: 'bad',
};

function Explained({ explanation: { verdict, result, candidates } }: { readonly explanation: Explanation }) {
  const t = useTranslate();
  const most = Math.max(1, ...candidates.map(({ score }) => score));
  return (
    <>
      <p className={`callout verdict ${TONES[result]}`}>{verdict}</p>
      {candidates.length === 0 ? (
        <p>{t(TEXT.nothing)}</p>
      ) : (
        <div className="table stacked" role="region" aria-label={t(TEXT.briefs)} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(TEXT.brief)}</th>
                <th scope="col">{t(TEXT.points)}</th>
                <th scope="col">{t(TEXT.why)}</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map((candidate) => (
                <Candidate key={candidate.id} candidate={candidate} most={most} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {candidates.length > 0 && (
        <Download
          name="weighed"
          table={() => ({
            heads: ['id', 'title', 'score', 'found', 'reasons'],
            rows: candidates.map((one) => [one.id, one.title, one.score, one.isFound, one.reasons.join('; ')]),
          })}
        />
      )}
    </>
  );
}

function Candidate({ candidate, most }: { readonly candidate: RankedBrief; readonly most: number }) {
  const t = useTranslate();
  const { id, title, score, isFound, reasons } = candidate;
  const share = (points: number): string => `${(Math.max(0, points) / most) * 100}%`;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf('topics', id)}>{title}</a> {isFound && <span className="badge good">{t(TEXT.answers)}</span>}
      </th>
      <td className="wide" data-label={t(TEXT.points)}>
        <small>{score.toFixed(2)}</small>
        <div className={isFound ? 'points good' : 'points'} style={{ '--score': share(score) } as CSSProperties} />
      </td>
      <td data-label={t(TEXT.why)}>
        <ul className="reasons small">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

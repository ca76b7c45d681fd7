/** Any question: which brief answers it, by how much, and why. */
import { useEffect, useState, type CSSProperties, type SubmitEvent } from 'react';
import type { InboxView } from '../../server/inbox.ts';
import type { Explanation, Weighed } from '../../server/questions.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useSay } from '../words.ts';
import { Outcome, useAct } from './act.tsx';
import { AddWording } from './add-wording.tsx';
import { WORDS } from './words.ts';

const QUESTION_MOST = 2_000;
const WORDING_MOST = 200;

/** Shows the box for a question, and the result of the one that the address names. */
export function Try({
  at,
  turn,
  inbox,
  changed,
}: {
  readonly at: string;
  readonly turn: number;
  /** Undefined while it is on its way. */
  readonly inbox: InboxView | undefined;
  readonly changed: () => void;
}) {
  const say = useSay();
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
      <h2 id="questions-try">{say(WORDS.try)}</h2>
      <form className="actions" onSubmit={ask} role="search">
        <label className="grow">
          {say(WORDS.box)}
          <input value={text} onChange={({ target }) => setText(target.value)} maxLength={QUESTION_MOST} />
        </label>
        <button type="submit" className="primary">
          {say(WORDS.explain)}
        </button>
      </form>
      {at !== '' && <Result key={at} question={at} turn={turn} inbox={inbox} changed={changed} />}
    </section>
  );
}

function Result({
  question,
  turn,
  inbox,
  changed,
}: {
  readonly question: string;
  readonly turn: number;
  readonly inbox: InboxView | undefined;
  readonly changed: () => void;
}) {
  const say = useSay();
  const language = useLanguage();
  const query = { language, question: question.slice(0, QUESTION_MOST) };
  const [asked, again] = useGet(JSON.stringify(query), (options) => api.questions.explain.$get({ query }, options));
  useEffect(() => {
    if (turn > 0) again();
  }, [again, turn]);
  const [came, act] = useAct(changed);
  const canAdd = inbox?.writes === true && question.length <= WORDING_MOST;
  return (
    <>
      <div aria-live="polite">
        <Loaded asked={asked} again={again}>
          {(explanation) => <Explained explanation={explanation} />}
        </Loaded>
      </div>
      {asked.state === 'there' && canAdd && (
        <>
          <h3>{say(WORDS.make)}</h3>
          <div className="actions">
            <AddWording
              text={question}
              closest={asked.answer.candidates[0]?.id ?? null}
              briefs={inbox.briefs}
              act={act}
              question={question}
            />
          </div>
        </>
      )}
      <Outcome came={came} />
    </>
  );
}

const TONES: Readonly<Record<Explanation['result'], string>> = { found: 'good', near: 'warning', none: 'bad' };

function Explained({ explanation: { verdict, result, candidates } }: { readonly explanation: Explanation }) {
  const say = useSay();
  const most = Math.max(1, ...candidates.flatMap(({ score, needed }) => [score, needed]));
  return (
    <>
      <p className={`callout verdict ${TONES[result]}`}>{verdict}</p>
      {candidates.length === 0 ? (
        <p>{say(WORDS.nothing)}</p>
      ) : (
        <div className="table" role="region" aria-label={say(WORDS.briefs)} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say(WORDS.brief)}</th>
                <th scope="col">{say(WORDS.points)}</th>
                <th scope="col">{say(WORDS.why)}</th>
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
    </>
  );
}

function Candidate({ candidate, most }: { readonly candidate: Weighed; readonly most: number }) {
  const say = useSay();
  const { id, title, score, needed, isFound, reasons } = candidate;
  const share = (points: number): string => `${(Math.max(0, points) / most) * 100}%`;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf('topics', id)}>{title}</a> {isFound && <span className="badge good">{say(WORDS.answers)}</span>}
      </th>
      <td className="wide">
        <small>{say(WORDS.scored(score.toFixed(2), needed.toFixed(2)))}</small>
        <div
          className={isFound ? 'points good' : 'points'}
          style={{ '--score': share(score), '--needed': share(needed) } as CSSProperties}
        />
      </td>
      <td>
        <ul className="reasons small">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

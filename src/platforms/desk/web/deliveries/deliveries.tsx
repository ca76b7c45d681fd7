/** The tab of deliveries: what is due next, and what became of every digest and why. */
import { useEffect, useState } from 'react';
import type { Deliveries as Answer } from '../../server/deliveries.ts';
import { api, useGet, type ApiState } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { useLanguage, useSay } from '../words.ts';
import { Log } from './log.tsx';
import { WORDS } from './words.ts';

const REFRESH_MILLISECONDS = 5_000;
type State = keyof typeof WORDS.states;
const STATES = Object.keys(WORDS.states) as State[];

export default function Deliveries() {
  const say = useSay();
  const language = useLanguage();
  const [state, setState] = useState<State>();
  const [after, setAfter] = useState<string>();
  const query = { language, ...(state && { state }), ...(after && { after }) };
  const [asked, again] = useGet(JSON.stringify(query), (options) => api.deliveries.$get({ query }, options));
  useRefresh(again);
  // What was there stays until the new is, so that whoever pages by keyboard keeps their place.
  const [kept, setKept] = useState<Answer>();
  if (asked.state === 'there' && asked.answer !== kept) setKept(asked.answer);
  const shown: ApiState<Answer> =
    asked.state === 'waiting' && kept !== undefined ? { state: 'there', answer: kept } : asked;
  return (
    <>
      <h1>{say(WORDS.heading)}</h1>
      <p className="quiet">{say(WORDS.about)}</p>
      <div className="actions">
        <label>
          {say(WORDS.state)}{' '}
          <select
            value={state ?? ''}
            onChange={({ target }) => {
              setState(STATES.find((one) => one === target.value));
              setAfter(undefined);
            }}
          >
            <option value="">{say(WORDS.any)}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {say(WORDS.states[one])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Loaded asked={shown} again={again}>
        {(answer) => (
          <>
            <Log answer={answer} />
            <nav className="actions" aria-label={say(WORDS.pages)}>
              <button type="button" disabled={after === undefined} onClick={() => setAfter(undefined)}>
                {say(WORDS.newest)}
              </button>
              <button type="button" disabled={answer.after === undefined} onClick={() => setAfter(answer.after)}>
                {say(WORDS.older)}
              </button>
            </nav>
            <Next answer={answer} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** Asks again every few seconds while the page is looked at. */
function useRefresh(again: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    const timer = setInterval(look, REFRESH_MILLISECONDS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [again]);
}

function Next({ answer: { dueNext } }: { readonly answer: Answer }) {
  const say = useSay();
  return (
    <section aria-labelledby="deliveries-next">
      <h2 id="deliveries-next">{say(WORDS.next)}</h2>
      {dueNext.length === 0 ? (
        <p className="quiet">{say(WORDS['none-next'])}</p>
      ) : (
        <div className="table" role="region" aria-labelledby="deliveries-next" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say(WORDS.due)}</th>
                <th scope="col">{say(WORDS.digest)}</th>
                <th scope="col">{say(WORDS.channel)}</th>
              </tr>
            </thead>
            <tbody>
              {dueNext.map(({ subscription, channelRef, due }) => (
                <tr key={subscription}>
                  <th scope="row">
                    <time dateTime={due.at}>{due.text}</time>
                  </th>
                  <td>{subscription}</td>
                  <td>
                    {channelRef.platform} · {channelRef.channel}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

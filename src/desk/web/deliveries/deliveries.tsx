/** The tab of deliveries: what is due next, and what became of every digest and why. */
import '../components/data-table.css';
import { useEffect, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { TableData } from '../../../shared/csv.ts';
import type { Deliveries as Answer } from '../../server/deliveries.ts';
import { api, receive, useGet, type ApiState } from '../api.ts';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { chooseAll, useChoice } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { Log } from './log.tsx';
import { TEXT } from './text.ts';

const REFRESH_MS = 5_000;
type State = keyof typeof TEXT.states;
const STATES = Object.keys(TEXT.states) as State[];

export default function Deliveries() {
  const t = useTranslate();
  const language = useLanguage();
  const [chosen] = useChoice('state');
  const [after, setAfter] = useChoice('after');
  const state = STATES.find((one) => one === chosen);
  const query = { language, ...(state && { state }), ...(after && { after }) };
  const [response, reload] = useGet(JSON.stringify(query), (options) => api.deliveries.$get({ query }, options));
  useRefresh(reload);
  // What was there stays until the new is, so that whoever pages by keyboard keeps their place.
  const [kept, setKept] = useState<Answer>();
  if (response.state === 'loaded' && response.answer !== kept) setKept(response.answer);
  const shown: ApiState<Answer> =
    response.state === 'waiting' && kept !== undefined ? { state: 'loaded', answer: kept } : response;
  return (
    <>
      <h1>{t(TEXT.heading)}</h1>
      <p className="quiet">{t(TEXT.about)}</p>
      <div className="actions">
        <label>
          {t(TEXT.state)}{' '}
          <select value={state ?? ''} onChange={({ target }) => chooseAll({ state: target.value, after: '' })}>
            <option value="">{t(TEXT.any)}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(TEXT.states[one])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Loaded response={shown} reload={reload}>
        {(answer) => (
          <>
            {answer.clockFault && (
              <p role="status" className="warning">
                {t(TEXT.clock(answer.clockFault.source, answer.clockFault.seconds))}
              </p>
            )}
            <Log answer={answer} />
            {(answer.lines.length > 0 || after !== '') && (
              <nav className="actions" aria-label={t(TEXT.pages)}>
                <button type="button" disabled={after === ''} onClick={() => setAfter('')}>
                  {t(TEXT.newest)}
                </button>
                <button
                  type="button"
                  disabled={answer.after === undefined}
                  onClick={() => setAfter(answer.after ?? '')}
                >
                  {t(TEXT.older)}
                </button>
              </nav>
            )}
            <Download name="deliveries" table={() => allOf({ language, ...(state && { state }) })} />
            <Next answer={answer} />
          </>
        )}
      </Loaded>
    </>
  );
}

/** So many pages of the log are taken along at most. */
const MAX_PAGES = 200;

/** Returns the whole log, page by page, as it is handed on. */
async function allOf(query: { readonly language: Language; readonly state?: State }): Promise<TableData> {
  const lines: Answer['lines'][number][] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await receive(api.deliveries.$get({ query: { ...query, ...(after && { after }) } }));
    lines.push(...answer.lines);
    after = answer.after;
    if (after === undefined) break;
  }
  return {
    heads: ['id', 'due', 'subscription', 'platform', 'workspace', 'channel', 'state', 'reason', 'attempts', 'settled'],
    rows: lines.map(({ id, due, subscription, channelRef, state, reason, attempts, settled }) => [
      id,
      due.at,
      subscription,
      channelRef.platform,
      channelRef.workspace,
      channelRef.channel,
      state,
      reason,
      attempts,
      settled?.at,
    ]),
  };
}

/** Asks again every few seconds while the page is looked at. */
function useRefresh(reload: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(look, REFRESH_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload]);
}

function Next({ answer: { dueNext } }: { readonly answer: Answer }) {
  const t = useTranslate();
  return (
    <section>
      <h2 id="deliveries-next">{t(TEXT.next)}</h2>
      {dueNext.length === 0 ? (
        <p className="quiet">{t(TEXT['none-next'])}</p>
      ) : (
        <div className="table stacked" role="region" aria-labelledby="deliveries-next" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(TEXT.due)}</th>
                <th scope="col">{t(TEXT.digest)}</th>
                <th scope="col">{t(TEXT.channel)}</th>
              </tr>
            </thead>
            <tbody>
              {dueNext.map(({ subscription, channelRef, due }) => (
                <tr key={subscription}>
                  <th scope="row">
                    <time dateTime={due.at}>{due.text}</time>
                  </th>
                  <td data-label={t(TEXT.digest)}>{subscription}</td>
                  <td data-label={t(TEXT.channel)}>{`${channelRef.platform} · ${channelRef.channel}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {dueNext.length > 0 && (
        <Download
          name="due-next"
          table={() => ({
            heads: ['due', 'subscription', 'platform', 'workspace', 'channel'],
            rows: dueNext.map(({ due, subscription, channelRef: { platform, workspace, channel } }) => [
              due.at,
              subscription,
              platform,
              workspace,
              channel,
            ]),
          })}
        />
      )}
    </section>
  );
}

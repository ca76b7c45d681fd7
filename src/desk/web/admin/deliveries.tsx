/** Deliveries: what is due next, and what became of every digest and why, as a log. */
import '../components/data-table.css';
import { useEffect, useState } from 'react';
import { isMessageKey, type Translate } from '../../../locales/messages.ts';
import type { Deliveries as Answer } from '../../server/deliveries.ts';
import { api, useGet, type ApiState } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { chooseAll, useChoice } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';

const REFRESH_MS = 5_000;
const STATES = ['waiting', 'claimed', 'unknown', 'sent', 'refused', 'skipped', 'missed'] as const;

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
      <p className="quiet">{t('desk.deliveries.about')}</p>
      <div className="actions">
        <label>
          {t('desk.deliveries.state')}{' '}
          <select value={state ?? ''} onChange={({ target }) => chooseAll({ state: target.value, after: '' })}>
            <option value="">{t('desk.deliveries.any')}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {t(`desk.deliveries.states.${one}`)}
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
                {t('desk.deliveries.clock', {
                  clock: clockName(answer.clockFault.source, t),
                  seconds: Math.abs(answer.clockFault.seconds),
                  isAhead: answer.clockFault.seconds > 0,
                })}
              </p>
            )}
            {answer.model && (
              <p className="quiet">
                {t('desk.admin.model', { host: answer.model.host, resting: answer.model.isResting })}
              </p>
            )}
            <Log answer={answer} />
            {(answer.lines.length > 0 || after !== '') && (
              <nav className="actions" aria-label={t('desk.deliveries.pages')}>
                <button type="button" disabled={after === ''} onClick={() => setAfter('')}>
                  {t('desk.deliveries.newest')}
                </button>
                <button
                  type="button"
                  disabled={answer.after === undefined}
                  onClick={() => setAfter(answer.after ?? '')}
                >
                  {t('desk.deliveries.older')}
                </button>
              </nav>
            )}
            <Next answer={answer} />
          </>
        )}
      </Loaded>
    </>
  );
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
      <h2 id="deliveries-next">{t('desk.deliveries.next')}</h2>
      {dueNext.length === 0 ? (
        <p className="quiet">{t('desk.deliveries.none-next')}</p>
      ) : (
        <div className="table stacked" role="region" aria-labelledby="deliveries-next" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk.deliveries.due')}</th>
                <th scope="col">{t('desk.deliveries.digest')}</th>
                <th scope="col">{t('desk.deliveries.channel')}</th>
              </tr>
            </thead>
            <tbody>
              {dueNext.map(({ subscription, channelRef, due }) => (
                <tr key={subscription}>
                  <th scope="row">
                    <time dateTime={due.at}>{due.text}</time>
                  </th>
                  <td data-label={t('desk.deliveries.digest')}>{subscription}</td>
                  <td data-label={t('desk.deliveries.channel')}>{`${channelRef.platform} · ${channelRef.channel}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type LogLine = Answer['lines'][number];

/** What colours a state beside its word: what came to nothing, what is under way, what has arrived. */
const TONES: Readonly<Record<LogLine['state'], string>> = {
  waiting: '',
  claimed: '',
  unknown: 'warning',
  sent: 'good',
  refused: 'bad',
  skipped: '',
  missed: 'warning',
};

function Log({ answer: { lines, open, now } }: { readonly answer: Answer }) {
  const t = useTranslate();
  return (
    <section>
      <h2 id="deliveries-log">{t('desk.deliveries.log')}</h2>
      <p>
        {t('desk.deliveries.open', open)}{' '}
        <span className="quiet">
          {t('desk.deliveries.at')}
          <time dateTime={now}>{now.replace('T', ' ').replace('Z', ' UTC')}</time>
        </span>
      </p>
      {lines.length === 0 ? (
        <p className="quiet">{t('desk.deliveries.none')}</p>
      ) : (
        <div className="table stacked" role="region" aria-labelledby="deliveries-log" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk.deliveries.due')}</th>
                <th scope="col">{t('desk.deliveries.state')}</th>
                <th scope="col">{t('desk.deliveries.reason')}</th>
                <th scope="col">{t('desk.deliveries.channel')}</th>
                <th scope="col">{t('desk.deliveries.attempts')}</th>
                <th scope="col">{t('desk.deliveries.settled')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Row key={line.id} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ line }: { readonly line: LogLine }) {
  const t = useTranslate();
  const { due, subscription, channelRef, state, stateText, reason, attempts, late, asked, next, settled } = line;
  return (
    <tr>
      <th scope="row">
        <time dateTime={due.at}>{due.text}</time> {late && <span className="badge">{t('desk.deliveries.late')}</span>}{' '}
        {asked && <span className="badge">{t('desk.deliveries.asked')}</span>}
      </th>
      <td data-label={t('desk.deliveries.state')}>
        <div>
          <span className={`badge ${TONES[state]}`}>{stateText}</span>
          {next && next.at !== due.at && (
            <div className="quiet small">
              {t(`desk.deliveries.${state === 'unknown' ? 'looks' : 'sends'}`)}
              <time dateTime={next.at}>{next.text}</time>
            </div>
          )}
        </div>
      </td>
      <td className="wide" data-label={t('desk.deliveries.reason')}>
        {reason}
      </td>
      <td className="wide" data-label={t('desk.deliveries.channel')}>
        <div>
          {channelRef.platform} · {channelRef.channel}
          <div className="quiet small">
            {t('desk.deliveries.digest')} {subscription}
          </div>
        </div>
      </td>
      <td data-label={t('desk.deliveries.attempts')}>{attempts}</td>
      <td className="wide" data-label={t('desk.deliveries.settled')}>
        {settled && <time dateTime={settled.at}>{settled.text}</time>}
      </td>
    </tr>
  );
}

/** The name of the clock that the bot's is compared with. */
function clockName(source: string, t: Translate): string {
  const key = `desk.deliveries.clocks.${source}`;
  return isMessageKey(key) ? t(key as 'desk.deliveries.clocks.database') : source;
}

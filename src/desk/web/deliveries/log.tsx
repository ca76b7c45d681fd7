/** A page of the log of deliveries. */
import '../components/data-table.css';
import type { Deliveries } from '../../server/deliveries.ts';
import { useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

type LogLine = Deliveries['lines'][number];

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

export function Log({ answer: { lines, open, now } }: { readonly answer: Deliveries }) {
  const t = useTranslate();
  return (
    <section>
      <h2 id="deliveries-log">{t(TEXT.log)}</h2>
      <p>
        {t(TEXT.open(open.waiting, open.claimed, open.unknown))}{' '}
        <span className="quiet">
          {t(TEXT.at)}
          <time dateTime={now}>{now.replace('T', ' ').replace('Z', ' UTC')}</time>
        </span>
      </p>
      {lines.length === 0 ? (
        <p className="quiet">{t(TEXT.none)}</p>
      ) : (
        <div className="table stacked" role="region" aria-labelledby="deliveries-log" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(TEXT.due)}</th>
                <th scope="col">{t(TEXT.state)}</th>
                <th scope="col">{t(TEXT.reason)}</th>
                <th scope="col">{t(TEXT.channel)}</th>
                <th scope="col">{t(TEXT.attempts)}</th>
                <th scope="col">{t(TEXT.settled)}</th>
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
        <time dateTime={due.at}>{due.text}</time> {late && <span className="badge">{t(TEXT.late)}</span>}{' '}
        {asked && <span className="badge">{t(TEXT.asked)}</span>}
      </th>
      <td data-label={t(TEXT.state)}>
        <div>
          <span className={`badge ${TONES[state]}`}>{stateText}</span>
          {next && next.at !== due.at && (
            <div className="quiet small">
              {t(TEXT[state === 'unknown' ? 'looks' : 'sends'])}
              <time dateTime={next.at}>{next.text}</time>
            </div>
          )}
        </div>
      </td>
      <td className="wide" data-label={t(TEXT.reason)}>
        {reason}
      </td>
      <td className="wide" data-label={t(TEXT.channel)}>
        <div>
          {channelRef.platform} · {channelRef.channel}
          <div className="quiet small">
            {t(TEXT.digest)} {subscription}
          </div>
        </div>
      </td>
      <td data-label={t(TEXT.attempts)}>{attempts}</td>
      <td className="wide" data-label={t(TEXT.settled)}>
        {settled && <time dateTime={settled.at}>{settled.text}</time>}
      </td>
    </tr>
  );
}

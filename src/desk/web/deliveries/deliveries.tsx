/** The tab of deliveries: what is due next, and what became of every digest and why, as a log. */
import '../components/data-table.css';
import { useEffect, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { TableData } from '../../../shared/csv.ts';
import type { Deliveries as Answer } from '../../server/deliveries.ts';
import { api, receive, useGet, type ApiState } from '../api.ts';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { chooseAll, useChoice } from '../route.ts';
import { useLanguage, useTranslate, type Bilingual } from '../language.ts';

const TEXT = {
  heading: { en: 'Deliveries', zh: '发送记录' },
  about: {
    en: 'Every digest of every channel: when it was due, what became of it, and why. The page keeps itself up to date.',
    zh: '所有频道的每一期动态：应发时间、结果及原因。本页自动更新。',
  },
  next: { en: 'Due next', zh: '接下来' },
  'none-next': {
    en: 'No digest is due: no channel is subscribed, or all are paused.',
    zh: '没有待发的动态：没有频道订阅，或均已暂停。',
  },
  digest: { en: 'Digest', zh: '订阅' },
  channel: { en: 'Channel', zh: '频道' },
  due: { en: 'Due', zh: '应发时间' },
  log: { en: 'Log, newest first', zh: '记录，最新的在前' },
  state: { en: 'State', zh: '状态' },
  any: { en: 'any', zh: '全部' },
  states: {
    waiting: { en: 'waiting', zh: '等待发送' },
    claimed: { en: 'being sent', zh: '发送中' },
    unknown: { en: 'outcome unknown', zh: '结果未知' },
    sent: { en: 'sent', zh: '已发送' },
    refused: { en: 'refused', zh: '被拒' },
    skipped: { en: 'skipped', zh: '跳过' },
    missed: { en: 'missed', zh: '未按时发出' },
  },
  reason: { en: 'Why', zh: '原因' },
  attempts: { en: 'Attempts', zh: '尝试次数' },
  settled: { en: 'Settled', zh: '完成时间' },
  none: { en: 'There is none.', zh: '没有记录。' },
  late: { en: 'late', zh: '补发' },
  asked: { en: 'on request', zh: '应要求' },
  sends: { en: 'to be sent ', zh: '将发送于' },
  looks: { en: 'to be looked for ', zh: '将核查于' },
  newest: { en: 'Newest', zh: '最新' },
  older: { en: 'Older', zh: '更早' },
  pages: { en: 'Pages of the log', zh: '记录分页' },
  open: (waiting: number, claimed: number, unknown: number): Bilingual => ({
    en: `Now: ${waiting} waiting, ${claimed} being sent, ${unknown} with unknown outcome.`,
    zh: `目前：等待发送${waiting}条，发送中${claimed}条，结果未知${unknown}条。`,
  }),
  at: { en: 'As of ', zh: '截至' },
  clock: (source: string, seconds: number): Bilingual => ({
    en: `The clock of the bot’s machine is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of ${CLOCKS[source]?.en ?? source}. Nothing is planned or sent until it is right: set it, and have it kept by NTP. What is due meanwhile is sent then.`,
    zh: `机器人所在机器的时钟比${CLOCKS[source]?.zh ?? source}的${seconds > 0 ? '快' : '慢'}${Math.abs(seconds)}秒。校准之前不会安排或发送任何内容：请校准时钟，并用 NTP 保持准确。其间到期的内容届时补发。`,
  }),
} as const;

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

/** The names of the clocks that the bot's is compared with. */
const CLOCKS: Readonly<Record<string, Bilingual>> = {
  slack: { en: 'Slack', zh: 'Slack' },
  discord: { en: 'Discord', zh: 'Discord' },
  database: { en: 'the database', zh: '数据库' },
};

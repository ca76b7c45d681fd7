/** What channels hear of a change set before it is published: the next digest of each that becomes another, and the messages that are corrected. */
import { useEffect, useRef, useState } from 'react';
import type { ImpactView } from '../../../server/publish.ts';
import { api, faultOf, receive, useAskAgain, type ApiFault } from '../../api.ts';
import { Fault } from '../../components/loaded.tsx';
import { useLanguage, useTranslate } from '../../language.ts';
import { ReplyView } from '../../reply/reply-view.tsx';

type Asked = Parameters<typeof api.curate.impact.$post>[0]['json'];

type ImpactProps = Pick<Asked, 'texts' | 'kinds'>;

export function Impact({ texts, kinds }: ImpactProps) {
  const t = useTranslate();
  const { view, fault, reload } = useImpact({ texts, kinds });
  return (
    <section aria-label={t('desk.publish.heard')} aria-busy={view === undefined}>
      <h3>{t('desk.publish.heard')}</h3>
      {fault !== undefined && <Fault fault={fault} reload={reload} />}
      {view === undefined ? (
        fault === undefined && (
          <p className="quiet" role="status">
            {t('desk.publish.composing')}
          </p>
        )
      ) : (
        <Heard view={view} />
      )}
    </section>
  );
}

function Heard({ view: { digests, unseen, corrected, more } }: { readonly view: ImpactView }) {
  const t = useTranslate();
  return (
    <>
      {corrected.length > 0 && (
        <>
          <p role="status">{t('desk.publish.corrects', { count: corrected.length })}</p>
          <ul className="list divided">
            {corrected.map(({ id, channel, sentOn, reply }, at) => (
              <li key={`${id} ${at}`}>
                <details>
                  <summary>
                    <Channel {...channel} /> <span className="quiet">{t('desk.publish.sent-on', { day: sentOn })}</span>
                  </summary>
                  <ReplyView reply={reply} />
                </details>
              </li>
            ))}
          </ul>
          {more && <p className="quiet">{t('desk.publish.corrects-more')}</p>}
        </>
      )}
      {digests.length > 0 && (
        <>
          <p role="status">{t('desk.publish.digests', { count: digests.length })}</p>
          <ul className="list divided">
            {digests.map(({ id, channel, due, reply }) => (
              <li key={id}>
                <details>
                  <summary>
                    <Channel {...channel} />{' '}
                    <span className="quiet">
                      {due === null ? t('desk.publish.paused') : <time dateTime={due.at}>{due.text}</time>}
                    </span>
                    {reply !== null && ` ${reply.title}`}
                  </summary>
                  {reply === null ? <p>{t('desk.publish.digest-empty')}</p> : <ReplyView reply={reply} />}
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      {unseen > 0 && <p className="warning">{t('desk.publish.unseen', { count: unseen })}</p>}
      {corrected.length + digests.length + unseen === 0 && <p className="quiet">{t('desk.publish.nobody-hears')}</p>}
    </>
  );
}

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord', desk: 'Desk' };

const Channel = ({ platform, channel }: ImpactView['digests'][number]['channel']) => (
  <strong>
    {PLATFORMS[platform] ?? platform} · {channel}
  </strong>
);

/** It is composed for every channel: what is typed meanwhile is waited for. */
const DEBOUNCE_MS = 500;

type ImpactState = { readonly view?: ImpactView; readonly fault?: ApiFault };

/** Returns what channels hear of a change set, asked of the server whenever it changes. */
function useImpact(set: ImpactProps): ImpactState & { readonly reload: () => void } {
  const language = useLanguage();
  const key = JSON.stringify([language, set]);
  const [state, setState] = useState<ImpactState & { readonly key: string }>({ key: '' });
  const [attempt, setAttempt] = useState(0);
  const reload = (): void => setAttempt((count) => count + 1);
  useAskAgain(state.fault, reload);
  const newest = useRef(set);
  newest.current = set;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => {
      receive(api.curate.impact.$post({ json: { ...newest.current, language } }, { init: { signal } }), signal).then(
        (view) => setState({ key, view }),
        (error: unknown) => {
          if (!signal.aborted) setState({ key, fault: faultOf(error) });
        },
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt, language]);
  return { ...(state.key === key && state), reload };
}

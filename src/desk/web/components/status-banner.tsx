/** Says on every page when what is on disk is not in service, where it is faulty and since when the last good version is. */
import { Suspense, useEffect, useState } from 'react';
import { faultKey } from '../../../records/fault.ts';
import type { Language } from '../../../records/schema.ts';
import type { StatusView } from '../../server/edit.ts';
import { api, receive } from '../api.ts';
import { lazy } from '../lazy.ts';
import { RECORDS_STATUS_CHANGED } from '../server-signals.ts';
import { useLanguage, useTranslate } from '../language.ts';

/** The words of faults are many, and seldom needed at first. */
const FaultText = lazy(async () => ({ default: (await import('./fault-text.tsx')).FaultText }));
const PlaceLink = lazy(async () => ({ default: (await import('./fault-text.tsx')).PlaceLink }));

const EVERY_MS = 4_000;
/** So many faults are told here; `check` tells them all. */
const FAULTS_SHOWN = 3;

export function StatusBanner() {
  const t = useTranslate();
  const [status, setStatus] = useState<StatusView>();
  useEffect(() => {
    const controller = new AbortController();
    let before: string | undefined;
    const heard = (now: StatusView): void => {
      const told = JSON.stringify(now);
      if (before !== undefined && told !== before) window.dispatchEvent(new Event(RECORDS_STATUS_CHANGED));
      before = told;
      setStatus(now);
    };
    const refresh = (): void => {
      if (document.hidden) return;
      // Where the bot cannot be reached, what is open says so.
      receive(api.curate.standing.$get({}, { init: { signal: controller.signal } }), controller.signal).then(
        heard,
        () => undefined,
      );
    };
    refresh();
    const timer = setInterval(refresh, EVERY_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, []);
  const { faults = [], titles = {}, editorial = [], inServiceSince, withheld } = status ?? {};
  return (
    <div className="status-banner" role="status">
      {faults.length > 0 && isEmpty(faults) && (
        <div className="callout">
          <p>{t('desk.standing.empty')}</p>
        </div>
      )}
      {!isEmpty(faults) && withheld !== undefined && (
        <div className="fault">
          <p>{t('desk.standing.repair', { count: faults.length })}</p>
        </div>
      )}
      {!isEmpty(faults) && withheld === undefined && (
        <div className="fault">
          <p>
            <strong>{t('desk.standing.faulty')}</strong>{' '}
            {inServiceSince !== undefined && (
              <>
                {t('desk.standing.since')} <Moment at={inServiceSince} />
              </>
            )}
          </p>
          <FirstFaults faults={faults} titles={titles} />
        </div>
      )}
      {editorial.length > 0 && (
        <div className="callout warning">
          <p>{t('desk.standing.editorial')}</p>
          <FirstFaults faults={editorial} titles={titles} />
        </div>
      )}
    </div>
  );
}

/** Whether nothing is wrong but that there is no topic yet, as at first. */
const isEmpty = (faults: StatusView['faults']): boolean => faults.every(({ code }) => code === 'no-topics');

function FirstFaults({ faults, titles }: Pick<StatusView, 'faults' | 'titles'>) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <ul>
      {faults.slice(0, FAULTS_SHOWN).map((fault) => (
        <li key={faultKey(fault)}>
          <Suspense>
            {fault.file.endsWith('.yaml') ? (
              <PlaceLink place={fault} titleOf={(at) => titles[at]?.[language] ?? titles[at]?.en} />
            ) : (
              fault.file || t('desk.standing.folder')
            )}{' '}
            <FaultText fault={fault} />
          </Suspense>
        </li>
      ))}
      {faults.length > FAULTS_SHOWN && <li>{t('desk.standing.more', { count: faults.length - FAULTS_SHOWN })}</li>}
    </ul>
  );
}

/** Returns a moment in words of the reader's language, with the zone that they are in. */
export const momentText = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** A moment in words of the reader's language. */
export function Moment({ at }: { readonly at: string }) {
  return <time dateTime={at}>{momentText(at, useLanguage())}</time>;
}

/** Says on every tab when what is on disk is not in service, where it is faulty and since when the last good version is. */
import { Suspense, useEffect, useState } from 'react';
import { faultKey, type Fault } from '../../../records/fault.ts';
import type { Language } from '../../../records/schema.ts';
import type { StatusView } from '../../server/edit.ts';
import { api, receive } from '../api.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { RECORDS_STATUS_CHANGED } from '../server-signals.ts';
import { useLanguage, type Bilingual } from '../language.ts';

const TEXT = {
  faulty: {
    en: 'The records on disk have faults and are not in service.',
    zh: '磁盘上的记录有错误，尚未生效。',
  },
  editorial: {
    en: 'Records in service have faults of wording, or questions that do not find their topics. They keep nothing from service; mend them when you next change these records.',
    zh: '有些记录已生效，但措辞有误，或其中的提问找不到所属主题。这不影响使用；下次修改这些记录时请一并改正。',
  },
  since: { en: 'In service is the last good version, read on', zh: '当前生效的是最近一次无误的版本，读取于' },
  repair: {
    en: 'Repair mode: records have faults; only what is whole is in service.',
    zh: '修复模式：记录有错误，仅完好的部分生效。',
  },
  folder: { en: 'The folder of records', zh: '记录文件夹' },
  mend: { en: 'See all faults', zh: '查看全部错误' },
  more: (count: number): Bilingual => ({ en: `and ${count} more`, zh: `另有 ${count} 处` }),
};
/** The words of faults are many, and seldom needed at first. */
const FaultText = lazy(async () => ({ default: (await import('./fault-text.tsx')).FaultText }));

const EVERY_MS = 4_000;
/** So many faults are told here; the editor tells them all. */
const FAULTS_SHOWN = 3;

export function StatusBanner() {
  const language = useLanguage();
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
  const { faults = [], editorial = [], inServiceSince, withheld } = status ?? {};
  const mends = useMay()('curate') && withheld !== undefined;
  useEffect(() => {
    // The desk opens with the faults then, for who may mend them.
    if (mends && location.hash === '') location.replace(hrefOf('edit'));
  }, [mends]);
  return (
    <div className="status-banner" role="status">
      {faults.length > 0 && (
        <div className="fault">
          <p>
            <strong>{(withheld === undefined ? TEXT.faulty : TEXT.repair)[language]}</strong>{' '}
            {mends && <a href={hrefOf('edit')}>{TEXT.mend[language]}</a>}
            {withheld === undefined && inServiceSince !== undefined && (
              <>
                {TEXT.since[language]}
                {language === 'en' ? ' ' : ''}
                <Moment at={inServiceSince} />
                {language === 'en' ? '.' : '。'}
              </>
            )}
          </p>
          <FirstFaults faults={faults} />
        </div>
      )}
      {editorial.length > 0 && (
        <div className="callout warning">
          <p>{TEXT.editorial[language]}</p>
          <FirstFaults faults={editorial} />
        </div>
      )}
    </div>
  );
}

function FirstFaults({ faults }: { readonly faults: readonly Fault[] }) {
  const language = useLanguage();
  return (
    <ul>
      {faults.slice(0, FAULTS_SHOWN).map((fault) => (
        <li key={faultKey(fault)}>
          {fault.file.endsWith('.yaml') ? (
            <a href={hrefOf('edit', fault.file)}>{`${fault.file}:${fault.line}:${fault.column}`}</a>
          ) : (
            fault.file || TEXT.folder[language]
          )}
          {fault.file === '' && language === 'zh' ? '' : ' '}
          <Suspense>
            <FaultText fault={fault} />
          </Suspense>
        </li>
      ))}
      {faults.length > FAULTS_SHOWN && <li>{TEXT.more(faults.length - FAULTS_SHOWN)[language]}</li>}
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

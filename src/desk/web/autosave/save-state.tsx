/** How what is being written is saved, in words: beside one record, as a list of all, and as a link from every page. */
import { useConnectivity, useSignedOut } from '../server-signals.ts';
import type { TitleOf } from '../frame/titles.ts';
import { hrefOf, recordHref } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { autosave, useUnpublishedRecords } from './unsaved-records.ts';
import type { UnpublishedRecord } from './autosave.ts';

/** Says how the text of a record is kept; nothing where none is. */
export function AutosaveNote({ at }: { readonly at: string }) {
  const record = useUnpublishedRecords().find((one) => one.at === at);
  return record === undefined ? null : <HowSaved record={record} />;
}

function HowSaved({ record: { state, savedAt } }: { readonly record: UnpublishedRecord }) {
  const t = useTranslate();
  const language = useLanguage();
  const isReached = useConnectivity();
  const isSignedOut = useSignedOut();
  const isOnlyHere = state === 'unreachable' || (state === 'under-way' && (!isReached || isSignedOut));
  if (state === 'kept')
    return (
      <span className="quiet">
        {t('desk.autosave.kept')} {savedAt !== undefined && <time dateTime={savedAt}>{timeOf(savedAt, language)}</time>}
      </span>
    );
  const isWarning = isOnlyHere || state !== 'under-way';
  return (
    <span className={isWarning ? 'warning' : 'quiet'} role={isWarning ? 'status' : undefined}>
      {t(`desk.autosave.${!isOnlyHere ? state : isSignedOut ? 'signed-out' : 'unreachable'}`)}
    </span>
  );
}

/** A time of today, or a day with its time. */
function timeOf(at: string, language: 'en' | 'zh'): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    ...(!isToday && { dateStyle: 'medium' }),
    timeStyle: 'short',
  });
  return format.format(moment);
}

/** Returns what asks whether what is written of a record may be dropped. */
export function useConfirmDrop(): () => boolean {
  const t = useTranslate();
  return () => confirm(t('desk.autosave.drop-sure'));
}

/** Leads to what the person has changed and not published, from every page; nothing where there is nothing. */
export function UnpublishedLink() {
  const t = useTranslate();
  const { length } = useUnpublishedRecords();
  return length === 0 ? null : <a href={hrefOf('admin', 'records')}>{t('desk.autosave.count', { count: length })}</a>;
}

/** Lists what the person has changed and not published, by the titles that are known of it; nothing where there is nothing. */
export function UnpublishedList({ titleOf }: { readonly titleOf: TitleOf }) {
  const t = useTranslate();
  const kept = useUnpublishedRecords();
  const isDropSure = useConfirmDrop();
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="unpublished-heading">
      <h2 id="unpublished-heading">{t('desk.autosave.heading')}</h2>
      <p className="quiet lead">{t('desk.autosave.about')}</p>
      <ul className="list unpublished">
        {kept.map((record) => {
          const title = titleOf(record.at);
          return (
            <li key={record.at} className="actions">
              <span className="grow">
                <a href={recordHref(record.at)}>{title ?? record.at}</a>{' '}
                {title !== undefined && <span className="quiet small">{record.at}</span>}
              </span>
              <HowSaved record={record} />
              <button
                type="button"
                onClick={() => {
                  if (isDropSure()) autosave.drop(record.at);
                }}
              >
                {t('desk.autosave.drop')}
                <span className="unseen"> {record.at}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

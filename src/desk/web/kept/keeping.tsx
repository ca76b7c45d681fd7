/** How what is being written is kept, in words: beside one record, as a list of all, and as a link from every page. */
import { DRAFTS } from '../../../records/folder.ts';
import { useConnectivity } from '../connectivity.ts';
import { hrefOf } from '../route.ts';
import { useSignedOut } from '../session.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { keeper, useKeptRecords } from './kept.ts';
import { TEXT } from './text.ts';
import type { UnpublishedRecord } from './unpublished.ts';

/** Says how the text of a record is kept; nothing where none is. */
export function KeptState({ at }: { readonly at: string }) {
  const record = useKeptRecords().find((one) => one.at === at);
  return record === undefined ? null : <HowKept record={record} />;
}

function HowKept({ record: { keeping, keptAt } }: { readonly record: UnpublishedRecord }) {
  const t = useTranslate();
  const language = useLanguage();
  const isReached = useConnectivity();
  const isSignedOut = useSignedOut();
  const isOnlyHere = keeping === 'unreachable' || (keeping === 'under-way' && (!isReached || isSignedOut));
  if (keeping === 'kept')
    return (
      <span className="quiet">
        {t(TEXT.kept)} {keptAt !== undefined && <time dateTime={keptAt}>{timeOf(keptAt, language)}</time>}
      </span>
    );
  const isWarning = isOnlyHere || keeping !== 'under-way';
  return (
    <span className={isWarning ? 'warning' : 'quiet'} role={isWarning ? 'status' : undefined}>
      {t(TEXT[!isOnlyHere ? keeping : isSignedOut ? 'signed-out' : 'unreachable'])}
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

/** Returns what asks whether what is written of a record may be dropped, here or in another window. */
export function useDropSure(): (where?: 'here' | 'elsewhere') => boolean {
  const t = useTranslate();
  return (where = 'here') => confirm(t(TEXT[where === 'here' ? 'drop-sure' : 'drop-elsewhere-sure']));
}

/** Leads to what the person has changed and not published, from every page; nothing where there is nothing. */
export function UnpublishedLink() {
  const t = useTranslate();
  const { length } = useKeptRecords();
  return length === 0 ? null : <a href={hrefOf('edit')}>{t(TEXT.count(length))}</a>;
}

/** Lists what the person has changed and not published, by the titles that are known of it; nothing where there is nothing. */
export function UnpublishedList({ titleOf: known }: { readonly titleOf: (at: string) => string | undefined }) {
  const t = useTranslate();
  const kept = useKeptRecords();
  const isDropSure = useDropSure();
  // What becomes a record of a draft has its file's name, and its title.
  const titleOf = (at: string): string | undefined => known(at) ?? known(`${DRAFTS}/${at.replace(/^.*\//u, '')}`);
  if (kept.length === 0) return null;
  return (
    <section aria-labelledby="unpublished-heading">
      <h2 id="unpublished-heading">{t(TEXT.heading)}</h2>
      <p className="quiet lead">{t(TEXT.about)}</p>
      <ul className="list unpublished">
        {kept.map((record) => {
          const title = titleOf(record.at);
          return (
            <li key={record.at} className="actions">
              <span className="grow">
                <a href={hrefOf('edit', record.at)}>{title ?? record.at}</a>{' '}
                {title !== undefined && <span className="quiet small">{record.at}</span>}
              </span>
              <HowKept record={record} />
              <button
                type="button"
                onClick={() => {
                  if (isDropSure()) keeper.drop(record.at);
                }}
              >
                {t(TEXT.drop)}
                <span className="unseen"> {record.at}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

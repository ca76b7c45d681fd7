/** How what is being written is saved, in words: beside one record, as a list of all, and as a link from every page. */
import { DRAFTS } from '../../../records/folder.ts';
import { useConnectivity, useSignedOut } from '../server-signals.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate, type Bilingual } from '../language.ts';
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
        {t(TEXT.kept)} {savedAt !== undefined && <time dateTime={savedAt}>{timeOf(savedAt, language)}</time>}
      </span>
    );
  const isWarning = isOnlyHere || state !== 'under-way';
  return (
    <span className={isWarning ? 'warning' : 'quiet'} role={isWarning ? 'status' : undefined}>
      {t(TEXT[!isOnlyHere ? state : isSignedOut ? 'signed-out' : 'unreachable'])}
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
export function useConfirmDrop(): (where?: 'here' | 'elsewhere') => boolean {
  const t = useTranslate();
  return (where = 'here') => confirm(t(TEXT[where === 'here' ? 'drop-sure' : 'drop-elsewhere-sure']));
}

/** Leads to what the person has changed and not published, from every page; nothing where there is nothing. */
export function UnpublishedLink() {
  const t = useTranslate();
  const { length } = useUnpublishedRecords();
  return length === 0 ? null : <a href={hrefOf('edit')}>{t(TEXT.count(length))}</a>;
}

/** Lists what the person has changed and not published, by the titles that are known of it; nothing where there is nothing. */
export function UnpublishedList({ titleOf: known }: { readonly titleOf: (at: string) => string | undefined }) {
  const t = useTranslate();
  const kept = useUnpublishedRecords();
  const isDropSure = useConfirmDrop();
  // A promoted draft has no title of its own yet: use its draft's.
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
              <HowSaved record={record} />
              <button
                type="button"
                onClick={() => {
                  if (isDropSure()) autosave.drop(record.at);
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

export const TEXT = {
  count: (count: number): Bilingual => ({ en: `Not published: ${count}`, zh: `未发布：${count}` }),
  heading: { en: 'Your changes, not published yet', zh: '您尚未发布的修改' },
  about: {
    en: 'They are kept under your name and open on any machine on which you sign in. Nobody else sees them.',
    zh: '以您的名义保存，在您登录的任何设备上都能继续。其他人看不到。',
  },
  drop: { en: 'Drop', zh: '放弃' },
  'drop-sure': {
    en: 'Drop what you have changed in this record? It cannot be brought back.',
    zh: '放弃您对这份记录的修改？放弃后无法恢复。',
  },
  'drop-elsewhere-sure': {
    en: 'Drop what you have changed in the other window? It cannot be brought back.',
    zh: '放弃您在另一窗口中的修改？放弃后无法恢复。',
  },
  kept: { en: 'Kept', zh: '已保存' },
  'under-way': { en: 'Keeping …', zh: '正在保存…' },
  unreachable: { en: 'In this page only, until the bot answers', zh: '仅在此页面中，待机器人恢复响应' },
  'signed-out': {
    en: 'In this page only, until you sign in again',
    zh: '仅在此页面中，待您重新登录',
  },
  failed: {
    en: 'In this page only: the bot cannot keep it now, and tries again. Is its disk full?',
    zh: '仅在此页面中：机器人目前无法保存，会再次尝试。磁盘是否已满？',
  },
  refused: {
    en: 'Not kept on the server (too large, or under a name that no record can have): stay on this page',
    zh: '服务器未保存（内容过大，或记录名称无效）：请勿离开此页面',
  },
  'not-allowed': {
    en: 'In this page only: your role does not let you work on records any more',
    zh: '仅在此页面中：您的角色已不能编辑记录',
  },
  elsewhere: { en: 'Changed in another window too', zh: '另一窗口中也有修改' },
} as const;

/** A statement with its citations beside it, what corrects or withdraws it, and the ways to other statements. */
import { Suspense, useState, type ReactNode } from 'react';
import { clip } from '../../../shared/text.ts';
import type { StatementLink, StatementView } from '../../server/records/statement.ts';
import { useTranslate } from '../language.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { lazy } from '../lazy.ts';
import { External } from '../components/external.tsx';

/** It brings what writes into records, which readers never need. */
const WithdrawForm = lazy(() => import('./withdraw.tsx'));

type StatementProps = {
  readonly statement: StatementView;
  /** Whether the address names it; undefined where the page has no place of its own for it. */
  readonly isTarget?: boolean;
  /** The last of its lines. */
  readonly children?: ReactNode;
};

const langOf = (language: 'en' | 'zh'): string => (language === 'zh' ? 'zh-CN' : 'en');

export function Statement({ statement, isTarget, children }: StatementProps) {
  const t = useTranslate();
  const { id, kindName, text, who, date, detail, quote, standing, told, citations } = statement;
  return (
    <li
      className={isTarget === true ? 'statement target' : 'statement'}
      {...(isTarget !== undefined && { id: `statement-${id}`, tabIndex: -1 })}
    >
      <div>
        <p>{text}</p>
        {quote && (
          <p>
            <q className="quotation" lang={langOf(quote.language)}>
              {quote.text}
            </q>
          </p>
        )}
        <p className="meta">
          <span>{kindName}</span>
          <strong>{who}</strong>
          <span>{date}</span>
          {detail.map((one) => (
            <span key={one}>{one}</span>
          ))}
        </p>
        {standing !== undefined && standing.text !== '' && (
          <p className={`meta ${standing.tone}`}>
            <strong>{standing.text}</strong>
            {standing.by && <StatementRef link={standing.by} />}
          </p>
        )}
        {told.map(({ how, others }) => (
          <p key={how} className="meta">
            <span>{t(`desk.records.told.${how}`)}</span>
            {others.map((link) => (
              <StatementRef key={link.id} link={link} />
            ))}
          </p>
        ))}
        {children}
        <StatementActs statement={statement} />
      </div>
      <ul className="list small" aria-label={t('desk.records.citations')}>
        {citations.map(({ source, number, paragraph, find, url, language, isUnchecked }) => (
          <li key={`${source} ${paragraph} ${find}`}>
            {number > 0 && (
              <a href={hrefOf('documents', `${source}/${paragraph}`)}>
                {t('desk.records.cited', { number, paragraph })}
              </a>
            )}{' '}
            <External className="quotation" href={url} lang={langOf(language)}>
              “{find}”
            </External>
            {isUnchecked && (
              <>
                {' '}
                <span className="badge warning">{t('desk.records.unchecked')}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** So many characters of a statement name it to those who hear the page. */
const MAX_ABOUT = 60;

/** What whoever curates can do with a statement, wherever it is read. */
export function StatementActs({
  statement: { place, text },
}: {
  readonly statement: Pick<StatementView, 'place' | 'text'>;
}) {
  const t = useTranslate();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('curate')) return null;
  const about = clip(text, MAX_ABOUT);
  return (
    <>
      <p className="meta small statement-acts">
        <a href={hrefOf('documents', place.document, { correct: place.statement })}>
          {t('desk.records.correct')}
          <span className="unseen">: {about}</span>
        </a>
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('desk.records.withdraw')}
          <span className="unseen">: {about}</span>
        </button>
      </p>
      {isOpen && (
        <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
          <WithdrawForm place={place} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** A way to a statement, named by who said it and when. */
export const StatementRef = ({ link: { label, text, page, at } }: { readonly link: StatementLink }) => (
  <a href={hrefOf(page, at)} title={text}>
    {label}
  </a>
);

/** The ways to the statements of a topic that a text rests on. */
export function RestsOn({ links }: { readonly links: readonly StatementLink[] }) {
  const t = useTranslate();
  if (links.length === 0) return null;
  return (
    <p className="quiet small">
      {t('desk.records.rests-on')}{' '}
      {links.map((link, index) => (
        <span key={link.id}>
          {index > 0 && ' · '}
          <StatementRef link={link} />
        </span>
      ))}
    </p>
  );
}

/** A statement with its citations beside it, what corrects or withdraws it, and the ways to other statements. */
import { Suspense, useState, type ReactNode } from 'react';
import { clip } from '../../../shared/text.ts';
import type { StatementLink, StatementItem } from '../../server/records/statement.ts';
import { useTranslate } from '../language.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { lazy } from '../lazy.ts';
import { External } from '../components/external.tsx';

/** It brings what writes into records, which readers never need. */
const WithdrawForm = lazy(() => import('./withdraw.tsx'));

type StatementProps = {
  readonly statement: StatementItem;
  /** Whether the address names it; undefined where the page has no place of its own for it. */
  readonly isTarget?: boolean;
  /** The last of its lines. */
  readonly children?: ReactNode;
};

const langOf = (language: 'en' | 'zh'): string => (language === 'zh' ? 'zh-CN' : 'en');

export function Statement({ statement, isTarget, children }: StatementProps) {
  const t = useTranslate();
  const { id, kindName, text, byline, date, detail, quote, state, tone, stateBy, told, citations } = statement;
  const written = citations[0]?.document.language ?? 'en';
  return (
    <li
      className={isTarget === true ? 'statement target' : 'statement'}
      {...(isTarget !== undefined && { id: `statement-${id}`, tabIndex: -1 })}
    >
      <div>
        <p>{text}</p>
        {quote !== null && (
          <p>
            <q className="quotation" lang={langOf(written)}>
              {quote}
            </q>
          </p>
        )}
        <p className="meta">
          <span>{kindName}</span>
          <strong>{byline}</strong>
          <span>{date}</span>
          {detail.map((one) => (
            <span key={one}>{one}</span>
          ))}
        </p>
        {state !== null && state.text !== '' && (
          <p className={`meta ${tone}`}>
            <strong>{state.text}</strong>
            {stateBy && <StatementRef link={stateBy} />}
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
        {citations.map(({ document, number, paragraph, selector, link, isUnchecked }) => (
          <li key={`${document.id} ${paragraph} ${selector.exact}`}>
            {number > 0 && (
              <a href={hrefOf('documents', `${document.id}/${paragraph}`)}>
                {t('desk.records.cited', { number, paragraph })}
              </a>
            )}{' '}
            <External className="quotation" href={link} lang={langOf(document.language)}>
              “{selector.exact}”
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
  readonly statement: Pick<StatementItem, 'place' | 'text'>;
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

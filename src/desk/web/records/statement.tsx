/** A statement with its citations beside it, and the ways to other statements. */
import type { ReactNode } from 'react';
import type { StatementLink, StatementView } from '../../server/records/statement.ts';
import { hrefOf } from '../route.ts';
import type { RecordText } from './records-messages.ts';

type StatementProps = {
  readonly statement: StatementView;
  /** Whether the address names it; undefined where the page has no place of its own for it. */
  readonly isTarget?: boolean;
  readonly labels: RecordText;
  /** The last of its lines. */
  readonly children?: ReactNode;
};

const langOf = (language: 'en' | 'zh'): string => (language === 'zh' ? 'zh-CN' : 'en');

export function Statement({ statement, isTarget, labels, children }: StatementProps) {
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
            <span>{labels.told[how]}</span>
            {others.map((link) => (
              <StatementRef key={link.id} link={link} />
            ))}
          </p>
        ))}
        {children}
      </div>
      <ul className="list small" aria-label={labels.citations}>
        {citations.map(({ source, number, paragraph, find, url, language }) => (
          <li key={`${source} ${paragraph} ${find}`}>
            {number > 0 && <a href={hrefOf('sources', `${source}/${paragraph}`)}>{labels.cited(number, paragraph)}</a>}{' '}
            <a className="quotation" href={url} target="_blank" rel="noreferrer" lang={langOf(language)}>
              “{find}”<span className="unseen"> ({labels.newTab})</span>
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** A way to a statement, named by who said it and when. */
export const StatementRef = ({ link: { label, text, tab, at } }: { readonly link: StatementLink }) => (
  <a href={hrefOf(tab, at)} title={text}>
    {label}
  </a>
);

/** The ways to the statements of a topic that a text rests on. */
export function RestsOn({ links, labels }: { readonly links: readonly StatementLink[]; readonly labels: RecordText }) {
  if (links.length === 0) return null;
  return (
    <p className="quiet small">
      {labels.restsOn}{' '}
      {links.map((link, index) => (
        <span key={link.id}>
          {index > 0 && ' · '}
          <StatementRef link={link} />
        </span>
      ))}
    </p>
  );
}

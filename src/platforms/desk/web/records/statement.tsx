/** A statement with its citations beside it. */
import type { BriefSource, StatementView } from '../../server/records/brief.ts';
import { hrefOf } from '../route.ts';
import type { RecordWords } from './words.ts';

type StatementProps = {
  readonly brief: string;
  readonly told: StatementView;
  /** Whether the address names it. */
  readonly isWanted: boolean;
  readonly sources: readonly BriefSource[];
  readonly words: RecordWords;
};

export function Statement({ brief, told: { id, text, detail, citations }, isWanted, sources, words }: StatementProps) {
  return (
    <li className={isWanted ? 'statement target' : 'statement'} id={`statement-${id}`} tabIndex={-1}>
      <div>
        <p>{text}</p>
        <p className="meta">
          {detail.map((one) => (
            <span key={one}>{one}</span>
          ))}
          <a className="quiet" href={hrefOf('topics', `${brief}/${id}`)}>
            <code>{id}</code>
          </a>
        </p>
      </div>
      <ul className="list small" aria-label={words.citations}>
        {citations.map(({ source, number, paragraph, find, url }) => (
          <li key={`${source} ${paragraph} ${find}`}>
            <a href={hrefOf('sources', `${source}/${paragraph}`)}>{words.cited(number, paragraph)}</a>{' '}
            <a
              className="quotation"
              href={url}
              target="_blank"
              rel="noreferrer"
              lang={sources.find((one) => one.id === source)?.language === 'zh' ? 'zh-CN' : 'en'}
            >
              “{find}”<span className="unseen"> ({words.newTab})</span>
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

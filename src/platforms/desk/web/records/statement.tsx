/** A statement with its citations beside it. */
import type { BriefSource, StatementView } from '../../server/records/brief.ts';
import { hrefOf } from '../route.ts';
import type { RecordText } from './text.ts';

type StatementProps = {
  readonly brief: string;
  readonly statement: StatementView;
  /** Whether the address names it. */
  readonly isTarget: boolean;
  readonly sources: readonly BriefSource[];
  readonly labels: RecordText;
};

export function Statement({
  brief,
  statement: { id, text, detail, citations },
  isTarget,
  sources,
  labels,
}: StatementProps) {
  return (
    <li className={isTarget ? 'statement target' : 'statement'} id={`statement-${id}`} tabIndex={-1}>
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
      <ul className="list small" aria-label={labels.citations}>
        {citations.map(({ source, number, paragraph, find, url }) => (
          <li key={`${source} ${paragraph} ${find}`}>
            <a href={hrefOf('sources', `${source}/${paragraph}`)}>{labels.cited(number, paragraph)}</a>{' '}
            <a
              className="quotation"
              href={url}
              target="_blank"
              rel="noreferrer"
              lang={sources.find((one) => one.id === source)?.language === 'zh' ? 'zh-CN' : 'en'}
            >
              “{find}”<span className="unseen"> ({labels.newTab})</span>
            </a>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What follows the statements of a brief: what to watch, what is not said, the sources, what changed, what is related. */
import type { BriefView } from '../../server/records/brief.ts';
import { hrefOf } from '../route.ts';
import { RestsOn } from './rests-on.tsx';
import { DayOf } from './day.tsx';
import type { RecordText } from './text.ts';

export function BriefEnd({ brief, labels }: { readonly brief: BriefView; readonly labels: RecordText }) {
  const { id, watch, gaps, sources, changes, related } = brief;
  return (
    <>
      {watch.length > 0 && (
        <section>
          <h2>{labels.watch}</h2>
          <ul className="list divided lead">
            {watch.map(({ text, restsOn, wouldChange, expected, passed }) => (
              <li key={text}>
                <p>{text}</p>
                {expected !== undefined && (
                  <p className={passed ? 'warning' : 'accent'}>
                    <strong>{expected}</strong>
                  </p>
                )}
                <p>{wouldChange}</p>
                <RestsOn brief={id} ids={restsOn} labels={labels} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {gaps.length > 0 && (
        <section>
          <h2>{labels.gaps}</h2>
          <ul className="list divided lead">
            {gaps.map(({ text, searched }) => (
              <li key={text}>
                {text} <span className="quiet">{labels.searched(searched)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sources.length > 0 && (
        <section>
          <h2>{labels.sources}</h2>
          <ol className="list divided lead">
            {sources.map((source) => (
              <li key={source.id}>
                [{source.number}]{' '}
                <a href={source.url} target="_blank" rel="noreferrer" lang={source.language === 'zh' ? 'zh-CN' : 'en'}>
                  {source.title}
                  <span className="unseen"> ({labels.newTab})</span>
                </a>
                <br />
                {[source.authors, source.publisher, source.kind, labels.published(source.published.said)]
                  .filter(Boolean)
                  .join(' · ')}
                <br />
                <span className="quiet">{source.disclosure}</span>{' '}
                <a href={hrefOf('sources', source.id)}>{labels.coverageLink}</a>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2>{labels.history}</h2>
        <ol className="list divided lead">
          {changes.map(({ id: change, on, what, change: kind, statements }) => (
            <li key={change}>
              <DayOf day={on} />{' '}
              {kind !== 'history' && <span className="badge filled warning">{labels.change[kind]}</span>} {what}
              {statements.length > 0 && <RestsOn brief={id} ids={statements} labels={labels} />}
            </li>
          ))}
        </ol>
      </section>
      {related.length > 0 && (
        <nav aria-label={labels.related}>
          <h2>{labels.related}</h2>
          <ul className="list inline">
            {related.map((other) => (
              <li key={other.id}>
                <a href={hrefOf('topics', other.id)}>{other.title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  );
}

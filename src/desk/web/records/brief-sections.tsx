/** What a curator writes of a topic around its statements: key points, disagreements, what to watch, gaps, sources, changes. */
import type { BriefView } from '../../server/records/brief.ts';
import type { StatementLink } from '../../server/records/statement.ts';
import { useShowMore } from '../components/show-more.tsx';
import { hrefOf } from '../route.ts';
import { DayOf } from './day.tsx';
import { RestsOn, StatementRef } from './statement.tsx';
import type { RecordText } from './text.ts';

/** So many sources are listed at first. */
const MAX_SOURCES = 20;

type SectionProps = {
  readonly brief: BriefView;
  readonly links: (ids: readonly string[]) => readonly StatementLink[];
  readonly labels: RecordText;
};

export function KeyPoints({
  points,
  labels,
}: {
  readonly points: readonly StatementLink[];
  readonly labels: RecordText;
}) {
  if (points.length === 0) return null;
  return (
    <section>
      <h2>{labels.names['key-points']}</h2>
      <ul className="list divided lead">
        {points.map((point) => (
          <li key={point.id}>
            <p>{point.text}</p>
            <p className="meta small">
              <StatementRef link={point} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Disagreements({ brief: { disagreements }, links, labels }: SectionProps) {
  if (disagreements.length === 0) return null;
  return (
    <section>
      <h2>{labels.names.disagreements}</h2>
      {disagreements.map(({ id, question, sides, state }) => (
        <section key={id} className="card disagreement">
          <h3>{question}</h3>
          <div className="columns">
            {sides.map(({ party, text, restsOn, searched }) => (
              <div key={party}>
                <h4>{party}</h4>
                <p>{text}</p>
                {restsOn.length === 0 && (
                  <p className="meta small">
                    <span>{labels.silent}</span>
                    {searched.length > 0 && <span>{labels.searched(searched)}</span>}
                  </p>
                )}
                <RestsOn links={links(restsOn)} labels={labels} />
              </div>
            ))}
          </div>
          <p>
            <strong>{labels.state}</strong> {state}
          </p>
        </section>
      ))}
    </section>
  );
}

export function BriefEnd({ brief, links, labels }: SectionProps) {
  const { watch, gaps, sources, changes, related } = brief;
  const [count, more] = useShowMore(sources.length, MAX_SOURCES);
  return (
    <>
      {watch.length > 0 && (
        <section>
          <h2>{labels.names.watch}</h2>
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
                <RestsOn links={links(restsOn)} labels={labels} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {gaps.length > 0 && (
        <section>
          <h2>{labels.names.gaps}</h2>
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
          <h2>{labels.names.sources}</h2>
          <ol className="list divided lead">
            {sources.slice(0, count).map(({ id, number, title, detail, url }) => (
              <li key={id}>
                [{number}]{' '}
                <a href={url} target="_blank" rel="noreferrer">
                  {title}
                  <span className="unseen"> ({labels.newTab})</span>
                </a>
                <br />
                <span className="quiet small">
                  {detail} · <a href={hrefOf('sources', id)}>{labels.coverageLink}</a>
                </span>
              </li>
            ))}
          </ol>
          {more}
        </section>
      )}
      <section>
        <h2>{labels.names.changes}</h2>
        <ol className="list divided lead">
          {changes.map(({ id: change, on, what, change: kind }) => (
            <li key={change}>
              <DayOf day={on} />{' '}
              {kind !== 'history' && <span className="badge filled warning">{labels.change[kind]}</span>} {what}
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

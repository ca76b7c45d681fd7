/** The page of a document: who stands behind it, which copy was read, and its statements by paragraph. */
import { useEffect, useRef } from 'react';
import type { SourceView } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../language.ts';
import { Statement } from './statement.tsx';
import { TEXT, type RecordText } from './records-messages.ts';

export function SourcePage({ id, paragraph }: { readonly id: string; readonly paragraph: string | undefined }) {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.sources[':id'].$get({ param: { id: encodeURIComponent(id) }, query: { language } }, options),
  );
  return (
    <article className="record">
      <p>
        <a href={hrefOf('sources')}>{labels.allSources}</a>
      </p>
      {response.state === 'failed' && <h1>{id}</h1>}
      <Loaded response={response} reload={reload}>
        {(source) => <SourceContent source={source} paragraph={paragraph} labels={labels} />}
      </Loaded>
    </article>
  );
}

function SourceContent({
  source,
  paragraph,
  labels,
}: {
  readonly source: SourceView;
  readonly paragraph: string | undefined;
  readonly labels: RecordText;
}) {
  const may = useMay();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (paragraph === undefined) return;
    const found = own.current?.querySelector<HTMLElement>(`#${CSS.escape(`paragraph-${paragraph}`)}`);
    found?.scrollIntoView({ block: 'start' });
    found?.focus({ preventScroll: true });
  }, [paragraph]);
  const { id, title, file, authors, publisher, side, kind, published, accessed, language, copy, copyNote } = source;
  const { disclosure, url, cited, paragraphs, paragraphList } = source;
  useRecordTitle(title);
  const missing = paragraphList.filter((one) => one.mustBeCited && one.statements.length === 0);
  return (
    <div ref={own}>
      <h1>{title}</h1>
      <p>
        {[authors, publisher, side, kind, language, labels.published(published.said), labels.accessed(accessed.said)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="quiet lead">{disclosure}</p>
      <p className="lead">
        <strong>{labels.copyIs(copy)}</strong> {copyNote}
      </p>
      <p className="inline">
        <a href={url} target="_blank" rel="noreferrer">
          {labels.openSource}
          <span className="unseen"> ({labels.newTab})</span>
        </a>{' '}
        {may('curate') && <a href={hrefOf('documents', source.reader)}>{labels.readAndCite}</a>}{' '}
        {may('curate') && <a href={hrefOf('edit', file)}>{labels.edit}</a>}
      </p>
      {source.isHeld !== undefined && <p className="quiet lead">{source.isHeld ? labels.isHeld : labels.isNotHeld}</p>}
      <nav aria-labelledby="paragraph-map">
        <h2 id="paragraph-map">{labels.map}</h2>
        <p className="lead">{labels.mapNote(cited, paragraphs)}</p>
        {missing.length > 0 && (
          <p className="callout filled warning">
            {labels.uncitedThough(missing.map(({ number }) => `¶${number}`).join(' '))}
          </p>
        )}
        <ol className="list paragraph-map">
          {paragraphList.map(({ number, statements }) => (
            <li key={number}>
              <Box number={number} count={statements.length} id={id} labels={labels} />
            </li>
          ))}
        </ol>
      </nav>
      <section>
        <h2>{labels.byParagraph}</h2>
        {paragraphList.map(
          (one) => one.statements.length > 0 && <Paragraph key={one.number} paragraph={one} labels={labels} />,
        )}
      </section>
    </div>
  );
}

/** A paragraph in the map: a way to its statements, where it has any. */
function Box({
  number,
  count,
  id,
  labels,
}: {
  readonly number: number;
  readonly count: number;
  readonly id: string;
  readonly labels: RecordText;
}) {
  const content = (
    <>
      <small className="quiet">¶{number}</small>
      <span className="unseen">{labels.citedBy(count)}</span>
      {count > 0 && (
        <strong className="count" aria-hidden="true">
          {count}
        </strong>
      )}
    </>
  );
  return count === 0 ? <span>{content}</span> : <a href={hrefOf('sources', `${id}/${number}`)}>{content}</a>;
}

function Paragraph({
  paragraph: { number, fingerprint, mustBeCited, statements },
  labels,
}: {
  readonly paragraph: SourceView['paragraphList'][number];
  readonly labels: RecordText;
}) {
  return (
    <section className="paragraph">
      <h3 id={`paragraph-${number}`} tabIndex={-1}>
        {labels.paragraph(number)}{' '}
        <span className="quiet small">
          {[
            labels.citedBy(statements.length),
            labels.fingerprint(fingerprint),
            ...(mustBeCited ? [labels.mustBeCited] : []),
          ].join(' · ')}
        </span>
      </h3>
      <ul className="list divided">
        {statements.map((statement) => (
          <Statement key={statement.id} statement={statement} labels={labels}>
            <p className="meta">
              {statement.topics.map((topic) => (
                <a key={topic.id} href={hrefOf('topics', `${topic.id}/${statement.id}`)}>
                  {topic.title}
                </a>
              ))}
            </p>
          </Statement>
        ))}
      </ul>
    </section>
  );
}

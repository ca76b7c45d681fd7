/** The page of a source: which of its paragraphs are cited, and by which statements. */
import { useEffect, useRef } from 'react';
import type { SourceView } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../text.ts';
import { TEXT, type RecordText } from './text.ts';

export function SourcePage({ id, paragraph }: { readonly id: string; readonly paragraph: string | undefined }) {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.sources[':id'].$get({ param: { id }, query: { language } }, options),
  );
  return (
    <article className="record">
      <p>
        <a href={hrefOf('sources')}>{labels.allSources}</a>
      </p>
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
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (paragraph === undefined) return;
    const found = own.current?.querySelector<HTMLElement>(`#${CSS.escape(`paragraph-${paragraph}`)}`);
    found?.scrollIntoView({ block: 'start' });
    found?.focus({ preventScroll: true });
  }, [paragraph]);
  const { id, title, authors, publisher, kind, published, accessed, disclosure, url, language, paragraphs, briefs } =
    source;
  const cited = paragraphs.filter(({ cites }) => cites.length > 0).length;
  const documentLanguage = language === 'zh' ? 'zh-CN' : 'en';
  return (
    <div ref={own}>
      <h1>{title}</h1>
      <p>
        {[authors, publisher, kind, labels.published(published.said), labels.accessed(accessed.said)]
          .filter(Boolean)
          .join(' · ')}
        <br />
        <span className="quiet">{disclosure}</span>
      </p>
      <p className="inline">
        <a href={url} target="_blank" rel="noreferrer">
          {labels.openSource}
          <span className="unseen"> ({labels.newTab})</span>
        </a>{' '}
        <a href={hrefOf('edit', `sources/${id}.yaml`)}>{labels.edit}</a>
      </p>
      <nav aria-labelledby="paragraph-map">
        <h2 id="paragraph-map">{labels.map}</h2>
        <p>{labels.mapNote(cited, paragraphs.length)}</p>
        <ol className="list paragraph-map">
          {paragraphs.map(({ number, cites }) => (
            <li key={number}>
              <a className={cites.length === 0 ? 'uncited' : undefined} href={hrefOf('sources', `${id}/${number}`)}>
                <small className="quiet">¶{number}</small>
                <span className="unseen">{labels.citedBy(cites.length)}</span>
                <strong className="count" aria-hidden="true">
                  {cites.length === 0 ? '' : cites.length}
                </strong>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {briefs.length > 0 && (
        <section>
          <h2>{labels.briefs}</h2>
          <ul className="list inline">
            {briefs.map((brief) => (
              <li key={brief.id}>
                <a href={hrefOf('topics', brief.id)}>{brief.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{labels.citations}</h2>
        {paragraphs.map((one) => (
          <Paragraph key={one.number} paragraph={one} lang={documentLanguage} labels={labels} />
        ))}
      </section>
    </div>
  );
}

function Paragraph({
  paragraph: { number, fingerprint, mustBeCited, cites },
  lang,
  labels,
}: {
  readonly paragraph: SourceView['paragraphs'][number];
  readonly lang: string;
  readonly labels: RecordText;
}) {
  return (
    <section className="paragraph">
      <h3 id={`paragraph-${number}`} tabIndex={-1}>
        {labels.paragraph(number)} <span className="quiet">{labels.citedBy(cites.length)}</span>
      </h3>
      <p className="quiet small">
        {labels.fingerprint(fingerprint)}
        {mustBeCited && ` · ${labels.mustBeCited}`}
      </p>
      {cites.length === 0 ? (
        <p className={mustBeCited ? 'warning' : 'quiet'}>
          {mustBeCited ? <strong>{labels.notCited}</strong> : labels.notCited}
        </p>
      ) : (
        <ul className="list divided lead">
          {cites.map(({ brief, statement, kind, text, find, url }) => (
            <li key={`${brief.id} ${statement} ${find}`}>
              <p>{text}</p>
              <p className="meta">
                <span>{kind}</span>
                <a href={hrefOf('topics', `${brief.id}/${statement}`)}>{brief.title}</a>
                <a className="quotation" href={url} target="_blank" rel="noreferrer" lang={lang}>
                  “{find}”<span className="unseen"> ({labels.newTab})</span>
                </a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

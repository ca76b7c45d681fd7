/** The tab of sources: all of them with how much is cited, or one with its paragraphs. */
import './records.css';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage } from '../text.ts';
import { DayOf } from './day.tsx';
import { SourcePage } from './source.tsx';
import { TEXT } from './text.ts';

export default function Sources({ at }: TabProps) {
  const [id = '', paragraph] = at.split('/');
  return id === '' ? <AllSources /> : <SourcePage id={id} paragraph={paragraph} key={id} />;
}

function AllSources() {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(language, (options) => api.sources.$get({ query: { language } }, options));
  return (
    <>
      <h1>{labels.sources}</h1>
      <p className="lead">{labels.sourcesLead}</p>
      <Loaded response={response} reload={reload}>
        {(sources) => (
          // It scrolls, so the keyboard must reach it.
          <section className="table records" tabIndex={0} aria-label={labels.sourcesTable}>
            <table>
              <thead>
                <tr>
                  {[labels.source, labels.publisher, labels.kind, labels.publishedOn, labels.citedParagraphs].map(
                    (label) => (
                      <th scope="col" key={label}>
                        {label}
                      </th>
                    ),
                  )}
                  <th scope="col" className="number">
                    {labels.briefs}
                  </th>
                </tr>
              </thead>
              <tbody>
                {sources.map(({ id, title, publisher, kind, published, cited, paragraphs, briefs }) => (
                  <tr key={id}>
                    <th scope="row">
                      <a href={hrefOf('sources', id)}>{title}</a>
                    </th>
                    <td>{publisher}</td>
                    <td>{kind}</td>
                    <td>
                      <DayOf day={published} />
                    </td>
                    <td>
                      {/* The figure stands beside it. */}
                      <meter min={0} max={paragraphs} value={cited} aria-hidden="true" />{' '}
                      {labels.ofAll(cited, paragraphs)}
                    </td>
                    <td className="number">{briefs}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Loaded>
    </>
  );
}

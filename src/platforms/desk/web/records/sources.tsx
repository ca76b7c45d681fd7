/** The tab of sources: all documents with how much is cited, or one with its paragraphs. */
import './records.css';
import { useState } from 'react';
import type { SourceRow } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage } from '../text.ts';
import { ShortDay } from './day.tsx';
import { SourcePage } from './source.tsx';
import { TEXT, type RecordText } from './text.ts';

/** So many rows are drawn at once. */
const MOST_ROWS = 200;

export default function Sources({ at }: TabProps) {
  // An id never is a number: what is one is a paragraph.
  const [, id = '', paragraph] = /^(.*?)(?:\/(\d+))?$/u.exec(at) ?? [];
  return id === '' ? <AllSources /> : <SourcePage id={id} paragraph={paragraph} key={id} />;
}

function AllSources() {
  const language = useLanguage();
  const labels = TEXT[language];
  const [side, setSide] = useState('');
  const [topic, setTopic] = useState('');
  const [response, reload] = useGet(language, (options) => api.sources.$get({ query: { language } }, options));
  return (
    <>
      <h1>{labels.names.sources}</h1>
      <p className="lead">{labels.sourcesLead}</p>
      <Loaded response={response} reload={reload}>
        {({ sides, topics, sources }) => {
          const chosen = sources.filter(
            (one) => (side === '' || one.side === side) && (topic === '' || one.topics.includes(topic)),
          );
          return (
            <>
              <div className="actions">
                <Filter label={labels.sideOf} all={labels.anySide} value={side} onChange={setSide}>
                  {sides.map((one) => ({ id: one, title: one }))}
                </Filter>
                <Filter label={labels.topic} all={labels.anyTopic} value={topic} onChange={setTopic}>
                  {topics}
                </Filter>
                <span className="quiet" role="status">
                  {labels.shown(chosen.length, sources.length)}
                </span>
              </div>
              <Table sources={chosen} labels={labels} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Filter({
  label,
  all,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  readonly all: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: readonly { readonly id: string; readonly title: string }[];
}) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{all}</option>
        {children.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function Table({ sources, labels }: { readonly sources: readonly SourceRow[]; readonly labels: RecordText }) {
  const [count, more] = useShowMore(sources.length, MOST_ROWS);
  const heads = [labels.source, labels.publisher, labels.sideOf, labels.kind, labels.publishedOn];
  return (
    <>
      {/* It scrolls, so the keyboard must reach it. */}
      <section className="table records" tabIndex={0} aria-label={labels.names.sources}>
        <table>
          <thead>
            <tr>
              {[...heads, labels.language, labels.copy].map((label) => (
                <th scope="col" key={label}>
                  {label}
                </th>
              ))}
              <th scope="col" className="number">
                {labels.statements}
              </th>
              <th scope="col">{labels.citedParagraphs}</th>
            </tr>
          </thead>
          <tbody>
            {sources.slice(0, count).map((source) => (
              <tr key={source.id}>
                <th scope="row" className="wide">
                  <a href={hrefOf('sources', source.id)}>{source.title}</a>
                </th>
                <td>{source.publisher}</td>
                <td>{source.side}</td>
                <td>{source.kind}</td>
                <td>
                  <ShortDay day={source.published} />
                </td>
                <td className="narrow">{source.language}</td>
                <td>{source.copy}</td>
                <td className="number">{source.statements}</td>
                <td>
                  {/* The figure stands beside it. */}
                  <meter min={0} max={source.paragraphs} value={source.cited} aria-hidden="true" />{' '}
                  {labels.ofAll(source.cited, source.paragraphs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more}
    </>
  );
}

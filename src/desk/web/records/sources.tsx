/** The tab of sources: all documents with how much is cited, or one with its paragraphs. */
import './records.css';
import type { SourceRow, SourcesView } from '../../server/records/source.ts';
import { api, useGet } from '../api.ts';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf, useChoice, type TabProps } from '../route.ts';
import { useLanguage } from '../language.ts';
import { ShortDay } from '../components/day.tsx';
import { Drafts } from './drafts.tsx';
import { usePublishedByMe, useShows } from './published-by-me.ts';
import { SourcePage } from './source.tsx';
import { TEXT, type RecordText } from './records-messages.ts';

export default function Sources({ at }: TabProps) {
  // An id never is a number: what is one is a paragraph.
  const [, id = '', paragraph] = /^(.*?)(?:\/(\d+))?$/u.exec(at) ?? [];
  return id === '' ? <AllSources /> : <SourcePage id={id} paragraph={paragraph} key={id} />;
}

function AllSources() {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(language, (options) => api.sources.$get({ query: { language } }, options));
  return (
    <>
      <h1>{labels.names.sources}</h1>
      <p className="lead">{labels.sourcesLead}</p>
      <Loaded response={response} reload={reload}>
        {(view) => <Documents view={view} labels={labels} />}
      </Loaded>
      <Drafts kind="document" labels={labels} />
    </>
  );
}

/** What the list can be narrowed to. */
const SHOWS = ['mine', 'uncited', 'drafts'] as const;

const named = (titles: readonly string[]) => [...new Set(titles)].toSorted().map((id) => ({ id, title: id }));

function Documents({ view, labels }: { readonly view: SourcesView; readonly labels: RecordText }) {
  const [words] = useChoice('words');
  const [side] = useChoice('side');
  const [topic] = useChoice('topic');
  const [kind] = useChoice('kind');
  const [show] = useChoice('show');
  const isMine = usePublishedByMe();
  const { sides, topics, sources } = view;
  const chosen = sources.filter(
    (one) =>
      (side === '' || one.party === side) &&
      (topic === '' || one.topics.includes(topic)) &&
      (kind === '' || one.kind === kind) &&
      (show !== 'mine' || isMine(one.file)) &&
      (show !== 'uncited' || one.cited < one.paragraphs) &&
      show !== 'drafts' &&
      hasWords(words, one.title, one.publisher, one.id),
  );
  return (
    <>
      <div className="actions filters">
        <WordsChoice name="words" label={labels.words} />
        <Choice name="side" label={labels.sideOf} all={labels.anySide} options={sides} />
        <Choice name="topic" label={labels.topic} all={labels.anyTopic} options={topics} />
        <Choice name="kind" label={labels.kind} all={labels.anyKind} options={named(sources.map((one) => one.kind))} />
        <Choice name="show" label={labels.show} all={labels.shows.all} options={useShows(SHOWS, labels)} />
        <span className="quiet" role="status">
          {labels.shown(chosen.length, sources.length)}
        </span>
      </div>
      {chosen.length > 0 && (
        <DataTable
          name={labels.names.sources}
          file="documents"
          columns={columnsOf(labels)}
          rows={chosen}
          order="-published"
          keyOf={({ id }) => id}
          sortBy={labels.sortBy}
        />
      )}
    </>
  );
}

function columnsOf(labels: RecordText): [Column<SourceRow>, ...Column<SourceRow>[]] {
  return [
    {
      id: 'title',
      label: labels.source,
      className: 'wide',
      value: ({ title }) => title,
      cell: ({ id, title }) => <a href={hrefOf('sources', id)}>{title}</a>,
    },
    { id: 'publisher', label: labels.publisher, value: ({ publisher }) => publisher },
    { id: 'side', label: labels.sideOf, value: ({ side }) => side },
    { id: 'kind', label: labels.kind, value: ({ kind }) => kind },
    {
      id: 'published',
      label: labels.publishedOn,
      value: ({ published }) => published.iso,
      cell: ({ published }) => <ShortDay day={published} />,
    },
    { id: 'language', label: labels.language, className: 'narrow', value: ({ language }) => language },
    { id: 'copy', label: labels.copy, value: ({ copy }) => copy },
    { id: 'statements', label: labels.statements, isNumber: true, value: ({ statements }) => statements },
    {
      id: 'cited',
      label: labels.citedParagraphs,
      value: ({ cited, paragraphs }) => cited / paragraphs,
      cell: ({ cited, paragraphs }) => (
        <span className="day">
          {/* The figure stands beside it. */}
          <meter min={0} max={paragraphs} value={cited} aria-hidden="true" /> {labels.ofAll(cited, paragraphs)}
        </span>
      ),
    },
  ];
}

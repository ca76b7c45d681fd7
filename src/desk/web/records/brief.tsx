/** The page of a topic: what a curator writes of it, and its statements beside their citations. */
import { useEffect, useRef } from 'react';
import type { BriefView, RestsOnView, StatementGroup } from '../../server/records/brief.ts';
import type { StatementLink } from '../../server/records/statement.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../language.ts';
import { RestsOn, Statement, StatementRef } from './statement.tsx';
import { TEXT, type RecordText } from './records-messages.ts';
import { DayOf } from '../components/day.tsx';

/** So many statements of a group are drawn at first: some topics have hundreds. */
const MAX_STATEMENTS = 8;

export function BriefPage({ id, statement }: { readonly id: string; readonly statement: string }) {
  const language = useLanguage();
  const labels = TEXT[language];
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.topics[':id'].$get({ param: { id: encodeURIComponent(id) }, query: { language } }, options),
  );
  return (
    <article className="brief record">
      <p>
        <a href={hrefOf('topics')}>{labels.allTopics}</a>
      </p>
      {response.state === 'failed' && <h1>{id}</h1>}
      <Loaded response={response} reload={reload}>
        {(brief) => <BriefContent brief={brief} target={statement} labels={labels} asked={language} />}
      </Loaded>
    </article>
  );
}

/** Returns what finds the ways to statements of a topic by their ids. */
function linksOf({ id, groups }: BriefView): (ids: readonly string[]) => readonly StatementLink[] {
  const links = new Map(
    groups
      .flatMap(({ statements }) => statements)
      .map(({ id: own, label, text }): readonly [string, StatementLink] => [
        own,
        { id: own, label, text, tab: 'topics', at: `${id}/${own}` },
      ]),
  );
  return (ids) => ids.flatMap((one) => links.get(one) ?? []);
}

type BriefContentProps = {
  readonly brief: BriefView;
  /** The id of the statement that the address names, or nothing. */
  readonly target: string;
  readonly labels: RecordText;
  readonly asked: BriefView['language'];
};

function BriefContent({ brief, target, labels, asked }: BriefContentProps) {
  const may = useMay();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (target === '') return;
    const found = own.current?.querySelector<HTMLElement>(`#${CSS.escape(`statement-${target}`)}`);
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  }, [target]);
  const { title, file, badge, warnings, sides, retraction, groups } = brief;
  useRecordTitle(title);
  const links = linksOf(brief);
  const sections = Map.groupBy(groups, ({ section }) => section);
  return (
    <div ref={own} lang={brief.language === 'zh' ? 'zh-CN' : 'en'}>
      {brief.language !== asked && <p className="callout">{labels.untranslated}</p>}
      <h1>{title}</h1>
      {may('curate') && (
        <p>
          <a href={hrefOf('edit', file)}>{labels.edit}</a>
        </p>
      )}
      {retraction !== undefined && <p className="fault">{retraction}</p>}
      {retraction === undefined && (
        <>
          <ul className="list inline quiet">
            {badge.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          {warnings.map((one) => (
            <p key={one} className="callout filled warning">
              {one}
            </p>
          ))}
          <ul className="list inline small" aria-label={labels.sides}>
            {sides.map(({ name, documents, statements, newest }) => (
              <li key={name}>
                <strong>{name}</strong>{' '}
                {[
                  labels.documents(documents),
                  labels.statementsOf(statements),
                  ...(newest ? [labels.newest(newest.said)] : []),
                ].join(labels.listed)}
              </li>
            ))}
          </ul>
        </>
      )}
      <OnThisPage brief={brief} labels={labels} />
      <RestingText heading={labels.bottomLine} content={brief.bottomLine} links={links} labels={labels} isFirst />
      <RestingText heading={labels.whyItMatters} content={brief.whyItMatters} links={links} labels={labels} />
      <KeyPoints points={links(brief.keyPoints)} labels={labels} />
      <Disagreements brief={brief} links={links} labels={labels} />
      {[...sections].map(([section, parts]) => (
        <section key={section}>
          <h2>{labels.sections[section]}</h2>
          {parts.map((group) => (
            <Group key={group.heading} group={group} target={target} labels={labels} />
          ))}
        </section>
      ))}
      <BriefEnd brief={brief} links={links} labels={labels} />
    </div>
  );
}

function goTo(heading: string): void {
  const found = [...document.querySelectorAll<HTMLElement>('.brief h2')].find((one) => one.textContent === heading);
  if (found === undefined) return;
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView();
}

/** The ways to the sections: the address names the topic, so that they are buttons. */
function OnThisPage({ brief, labels }: Pick<BriefContentProps, 'brief' | 'labels'>) {
  const headings = [
    ...(brief.disagreements.length > 0 ? [labels.names.disagreements] : []),
    ...new Set(brief.groups.map(({ section }) => labels.sections[section])),
    ...(brief.watch.length > 0 ? [labels.names.watch] : []),
    ...(brief.gaps.length > 0 ? [labels.names.gaps] : []),
    ...(brief.sources.length > 0 ? [labels.names.sources] : []),
  ];
  return (
    <nav aria-label={labels.onThisPage}>
      <ul className="list inline small">
        {headings.map((heading) => (
          <li key={heading}>
            <button type="button" className="plain link" onClick={() => goTo(heading)}>
              {heading}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Group({
  group: { heading, note, statements },
  target,
  labels,
}: {
  readonly group: StatementGroup;
  readonly target: string;
  readonly labels: RecordText;
}) {
  const isTargeted = statements.slice(MAX_STATEMENTS).some(({ id }) => id === target);
  const [count, more] = useShowMore(statements.length, isTargeted ? statements.length : MAX_STATEMENTS);
  return (
    <section>
      {heading !== '' && (
        <h3>
          {heading} <span className="quiet">{statements.length}</span>
        </h3>
      )}
      {note !== '' && <p className="quiet small">{note}</p>}
      <ul className="list divided">
        {statements.slice(0, count).map((one) => (
          <Statement key={one.id} statement={one} isTarget={one.id === target} labels={labels} />
        ))}
      </ul>
      {more}
    </section>
  );
}

function RestingText({
  heading,
  content,
  links,
  labels,
  isFirst = false,
}: {
  readonly heading: string;
  readonly content: RestsOnView | undefined;
  readonly links: ReturnType<typeof linksOf>;
  readonly labels: RecordText;
  readonly isFirst?: boolean;
}) {
  if (content === undefined) return null;
  return (
    <section>
      <h2>{heading}</h2>
      <p className={isFirst ? 'lead bottom-line' : 'lead'}>{content.text}</p>
      <RestsOn links={links(content.restsOn)} labels={labels} />
    </section>
  );
}

/** So many sources are listed at first. */
const MAX_SOURCES = 20;

type SectionProps = {
  readonly brief: BriefView;
  readonly links: (ids: readonly string[]) => readonly StatementLink[];
  readonly labels: RecordText;
};

function KeyPoints({ points, labels }: { readonly points: readonly StatementLink[]; readonly labels: RecordText }) {
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

function Disagreements({ brief: { disagreements }, links, labels }: SectionProps) {
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

function BriefEnd({ brief, links, labels }: SectionProps) {
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

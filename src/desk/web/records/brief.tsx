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
import { useLanguage } from '../text.ts';
import { BriefEnd, Disagreements, KeyPoints } from './brief-sections.tsx';
import { RestsOn, Statement } from './statement.tsx';
import { TEXT, type RecordText } from './text.ts';

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

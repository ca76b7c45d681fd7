/** The page of a topic: the card as readers see it, what a curator writes, its statements beside their citations, its measures and promises, its history; edited in place. */
import { Suspense, useEffect, useRef, type ReactNode } from 'react';
import type { BriefView, RestsOnView, StatementGroup } from '../../server/records/brief.ts';
import type { StatementLink } from '../../server/records/statement.ts';
import { api, useGet } from '../api.ts';
import { DayOf } from '../components/day.tsx';
import { Choice, hasWords, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { TracksPicture } from './tracks-picture.tsx';
import { External } from '../components/external.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { ReplyView } from '../reply/reply-view.tsx';
import { hrefOf, useChoice } from '../route.ts';
import { RestsOn, Statement, StatementRef } from './statement.tsx';
import { TrackStatement } from './status.tsx';

const RecordPane = lazy(() => import('../edit/record-pane.tsx'));

/** So many statements of a group are drawn at first: some topics have hundreds. */
const MAX_STATEMENTS = 8;
const MAX_DISAGREEMENTS = 3;
/** So many rows of a list beside the text. */
const MAX_BESIDE = 4;

export function TopicPage({ id, statement }: { readonly id: string; readonly statement: string }) {
  const language = useLanguage();
  const t = useTranslate();
  const may = useMay()('curate');
  const [view] = useChoice('view');
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.topics[':id'].$get({ param: { id: encodeURIComponent(id) }, query: { language, orNull: '1' } }, options),
  );
  // One that nobody is answered with yet has a record only, at its relationship and id.
  const brief = response.state === 'loaded' ? response.answer : undefined;
  const file = brief?.file ?? (brief === null && id.includes('/') ? id.replace('/', '/topics/').concat('.yaml') : '');
  if (may && file !== '' && view === 'edit')
    return (
      <article className="brief record">
        <TopicHead id={id} title={brief?.title ?? id} isEdited />
        <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
          <RecordPane at={file} onSaved={reload} />
        </Suspense>
      </article>
    );
  return (
    <article className="brief record">
      {!brief && response.state !== 'waiting' && <TopicHead id={id} title={id} />}
      <Loaded response={response} reload={reload}>
        {(found) =>
          found === null ? (
            <p className="fault">{t('reply.noSuchTopic', { topic: id })}</p>
          ) : (
            <BriefContent brief={found} target={statement} asked={language} />
          )
        }
      </Loaded>
    </article>
  );
}

type TopicHeadProps = { readonly id: string; readonly title: string; readonly isEdited?: boolean };

/** The title, and for whoever curates the two ways to look at the topic. */
function TopicHead({ id, title, isEdited = false }: TopicHeadProps) {
  const t = useTranslate();
  const views = [
    { href: hrefOf('topics', id), label: t('desk.records.read'), isOpen: !isEdited },
    { href: hrefOf('topics', id, { view: 'edit' }), label: t('desk.records.edit'), isOpen: isEdited },
  ];
  return <PageHead title={title} name={t('desk.records.views')} views={useMay()('curate') ? views : []} />;
}

/** Returns what finds the ways to statements of a topic by their ids. */
function linksOf({ id, groups }: BriefView): (ids: readonly string[]) => readonly StatementLink[] {
  const links = new Map(
    groups
      .flatMap(({ statements }) => statements)
      .map(({ id: own, label, text }): readonly [string, StatementLink] => [
        own,
        { id: own, label, text, page: 'topics', at: `${id}/${own}` },
      ]),
  );
  return (ids) => ids.flatMap((one) => links.get(one) ?? []);
}

type BriefContentProps = {
  readonly brief: BriefView;
  /** The id of the statement that the address names, or nothing. */
  readonly target: string;
  readonly asked: BriefView['language'];
};

function BriefContent({ brief, target, asked }: BriefContentProps) {
  const t = useTranslate();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (target === '') return;
    const found = own.current?.querySelector<HTMLElement>(`#${CSS.escape(`statement-${target}`)}`);
    found?.scrollIntoView({ block: 'center' });
    found?.focus({ preventScroll: true });
  }, [target]);
  const { id, title, badge, warnings, retraction } = brief;
  useRecordTitle(title);
  const links = linksOf(brief);
  return (
    <div ref={own} lang={brief.language === 'zh' ? 'zh-CN' : 'en'}>
      {brief.language !== asked && <p className="callout">{t('desk.records.untranslated')}</p>}
      <TopicHead id={id} title={title} />
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
        </>
      )}
      <div className="columns with-aside">
        <div>
          <OnThisPage brief={brief} />
          <RestingText heading={t('reply.bottomLine')} content={brief.bottomLine} links={links} isFirst />
          <RestingText heading={t('reply.whyItMatters')} content={brief.whyItMatters} links={links} />
          <KeyPoints points={links(brief.keyPoints)} />
          <Disagreements brief={brief} links={links} />
          {brief.tracks.length > 0 && <TracksPicture topic={id} title={title} rows={brief.tracks.length} />}
          <StatementSections brief={brief} target={target} />
          <BriefEnd brief={brief} links={links} />
        </div>
        <aside>
          {brief.card !== undefined && (
            <section>
              <h2>{t('desk.records.card')}</h2>
              <ReplyView reply={brief.card} />
            </section>
          )}
          <Sides brief={brief} />
          <Tracks brief={brief} />
          <History brief={brief} />
        </aside>
      </div>
    </div>
  );
}

function goTo(heading: string): void {
  const found = [...document.querySelectorAll<HTMLElement>('.brief h2')].find((one) =>
    one.textContent.startsWith(heading),
  );
  if (found === undefined) return;
  found.closest('details')?.setAttribute('open', '');
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  found.scrollIntoView();
}

/** The ways to the sections: the address names the topic, so that they are buttons. */
function OnThisPage({ brief }: Pick<BriefContentProps, 'brief'>) {
  const t = useTranslate();
  const headings = [
    ...(brief.disagreements.length > 0 ? [t('sections.names.disagreements')] : []),
    ...new Set(brief.groups.map(({ section }) => t(`desk.records.sections.${section}`))),
    ...(brief.watch.length > 0 ? [t('sections.names.watch')] : []),
    ...(brief.gaps.length > 0 ? [t('sections.names.gaps')] : []),
    ...(brief.sources.length > 0 ? [t('sections.names.sources')] : []),
  ];
  return (
    <nav aria-label={t('desk.records.on-this-page')}>
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

/** A part of the page that opens at a press. */
function FoldedSection({
  heading,
  isOpen,
  children,
}: {
  readonly heading: ReactNode;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={isOpen}>
      <summary>
        <h2>{heading}</h2>
      </summary>
      {children}
    </details>
  );
}

const optionsOf = (values: readonly string[]) => [...new Set(values)].map((value) => ({ id: value, title: value }));

/** The statements by section; of many, all folded until one is asked for: by its address, by a filter, or by a press. */
function StatementSections({ brief, target }: { readonly brief: BriefView; readonly target: string }) {
  const t = useTranslate();
  const [words] = useChoice('words');
  const [side] = useChoice('side');
  const [since] = useChoice('since');
  const all = brief.groups.flatMap(({ statements }) => statements);
  const isNarrowed = words !== '' || side !== '' || since !== '';
  const groups = brief.groups
    .map((group) => ({
      ...group,
      statements: group.statements.filter(
        (one) => (side === '' || one.side === side) && one.on >= since && hasWords(words, one.text, one.who),
      ),
    }))
    .filter(({ statements }) => statements.length > 0);
  return (
    <>
      <div className="actions filters">
        <WordsChoice name="words" label={t('desk.records.words')} />
        <Choice
          name="side"
          label={t('desk.records.side')}
          all={t('desk.records.any-side')}
          options={optionsOf(all.map((one) => one.side))}
        />
        <Choice
          name="since"
          label={t('desk.records.since')}
          all={t('desk.records.any-day')}
          options={optionsOf(
            all
              .map(({ on }) => on.slice(0, 'YYYY-MM'.length))
              .toSorted()
              .toReversed(),
          )}
        />
      </div>
      {isNarrowed && groups.length === 0 && <p role="status">{t('desk.records.none-of-these')}</p>}
      {[...Map.groupBy(groups, ({ section }) => section)].map(([section, parts]) => {
        const shown = parts.flatMap(({ statements }) => statements);
        return (
          <FoldedSection
            key={`${section} ${isNarrowed}`}
            heading={
              <>
                {t(`desk.records.sections.${section}`)} <span className="quiet">{shown.length}</span>
              </>
            }
            isOpen={isNarrowed || all.length <= MAX_STATEMENTS || shown.some(({ id }) => id === target)}
          >
            {parts.map((group) => (
              <Group key={group.heading} group={group} target={target} />
            ))}
          </FoldedSection>
        );
      })}
    </>
  );
}

function Group({
  group: { heading, note, statements },
  target,
}: {
  readonly group: StatementGroup;
  readonly target: string;
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
          <Statement key={one.id} statement={one} isTarget={one.id === target} />
        ))}
      </ul>
      {more}
    </section>
  );
}

type Links = ReturnType<typeof linksOf>;

function RestingText({
  heading,
  content,
  links,
  isFirst = false,
}: {
  readonly heading: string;
  readonly content: RestsOnView | undefined;
  readonly links: Links;
  readonly isFirst?: boolean;
}) {
  if (content === undefined) return null;
  return (
    <section>
      <h2>{heading}</h2>
      <p className={isFirst ? 'lead bottom-line' : 'lead'}>{content.text}</p>
      <RestsOn links={links(content.restsOn)} />
    </section>
  );
}

/** So many sources are listed at first. */
const MAX_SOURCES = 20;

type SectionProps = { readonly brief: BriefView; readonly links: Links };

function KeyPoints({ points }: { readonly points: readonly StatementLink[] }) {
  const t = useTranslate();
  if (points.length === 0) return null;
  return (
    <section>
      <h2>{t('sections.names.key-points')}</h2>
      <ul className="list divided">
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

function Disagreements({ brief: { disagreements }, links }: SectionProps) {
  const t = useTranslate();
  const [count, more] = useShowMore(disagreements.length, MAX_DISAGREEMENTS);
  if (disagreements.length === 0) return null;
  return (
    <section>
      <h2>{t('sections.names.disagreements')}</h2>
      {disagreements.slice(0, count).map(({ id, question, sides, state }) => (
        <section key={id} className="card disagreement">
          <h3>{question}</h3>
          <div className="columns">
            {sides.map(({ party, text, restsOn, searched }) => (
              <div key={party}>
                <h4>{party}</h4>
                <p>{text}</p>
                {restsOn.length === 0 && (
                  <p className="meta small">
                    <span>{t('desk.records.silent')}</span>
                    {searched.length > 0 && <Searched numbers={searched} />}
                  </p>
                )}
                <RestsOn links={links(restsOn)} />
              </div>
            ))}
          </div>
          <p>
            <strong>{t('desk.records.state')}</strong> {state}
          </p>
        </section>
      ))}
      {more}
    </section>
  );
}

/** The documents in which something was looked for, by their numbers. */
function Searched({ numbers }: { readonly numbers: readonly number[] }) {
  const t = useTranslate();
  const list = numbers.map((number) => `[${number}]`).join(t('reply.listed'));
  return <span className="quiet">{t('desk.records.searched', { documents: list })}</span>;
}

function BriefEnd({ brief, links }: SectionProps) {
  const t = useTranslate();
  const { watch, gaps, sources, related } = brief;
  const [count, more] = useShowMore(sources.length, MAX_SOURCES);
  return (
    <>
      {watch.length > 0 && (
        <section>
          <h2>{t('sections.names.watch')}</h2>
          <ul className="list divided">
            {watch.map(({ text, restsOn, wouldChange, expected, passed }) => (
              <li key={text}>
                <p>{text}</p>
                {expected !== undefined && (
                  <p className={passed ? 'warning' : 'accent'}>
                    <strong>{expected}</strong>
                  </p>
                )}
                <p>{wouldChange}</p>
                <RestsOn links={links(restsOn)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {gaps.length > 0 && (
        <FoldedSection heading={t('sections.names.gaps')} isOpen={false}>
          <ul className="list divided">
            {gaps.map(({ text, searched }) => (
              <li key={text}>
                {text} <Searched numbers={searched} />
              </li>
            ))}
          </ul>
        </FoldedSection>
      )}
      {sources.length > 0 && (
        <FoldedSection heading={t('sections.names.sources')} isOpen={false}>
          <ol className="list divided">
            {sources.slice(0, count).map(({ id, number, title, detail, url }) => (
              <li key={id}>
                [{number}] <a href={hrefOf('documents', id)}>{title}</a>
                <br />
                <span className="quiet small">
                  {detail} · <External href={url}>{t('desk.records.open-document')}</External>
                </span>
              </li>
            ))}
          </ol>
          {more}
        </FoldedSection>
      )}
      {related.length > 0 && (
        <nav aria-label={t('reply.related')}>
          <h2>{t('reply.related')}</h2>
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

type AsideProps = Pick<BriefContentProps, 'brief'>;

function Sides({ brief: { sides } }: AsideProps) {
  const t = useTranslate();
  if (sides.length === 0) return null;
  const told: readonly ReactNode[] = sides.map(({ name, documents, statements, newest }) => (
    <li key={name}>
      <strong>{name}</strong>{' '}
      <span className="quiet small">
        {[
          t('desk.records.documents', { count: documents }),
          t('desk.records.statements', { count: statements }),
          ...(newest ? [t('desk.records.newest', { day: newest.said })] : []),
        ].join(t('reply.listed'))}
      </span>
    </li>
  ));
  return (
    <section>
      <h2>{t('desk.records.sides')}</h2>
      <ul className="list divided">{told}</ul>
    </section>
  );
}

function Tracks({ brief: { id, tracks } }: AsideProps) {
  const t = useTranslate();
  const [count, more] = useShowMore(tracks.length, MAX_BESIDE);
  if (tracks.length === 0) return null;
  return (
    <section>
      <h2>
        <a href={hrefOf('status', '', { topic: id })}>{t('desk.pages.status')}</a>
      </h2>
      <ul className="list divided">
        {tracks.slice(0, count).map((track) => (
          <li key={track.id}>
            <p>{track.title}</p>
            <p className={track.hasPassed ? 'meta warning' : 'meta'}>
              <span>{track.state.text}</span>
              <TrackStatement track={track} />
            </p>
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

function History({ brief: { changes } }: AsideProps) {
  const t = useTranslate();
  const [count, more] = useShowMore(changes.length, MAX_BESIDE);
  return (
    <section>
      <h2>{t('sections.names.changes')}</h2>
      <ol className="list divided">
        {changes.slice(0, count).map(({ id: change, on, what, change: kind }) => (
          <li key={change}>
            <DayOf day={on} />{' '}
            {kind !== 'history' && <span className="badge filled warning">{t(`desk.records.changes.${kind}`)}</span>}{' '}
            {what}
          </li>
        ))}
      </ol>
      {more}
    </section>
  );
}

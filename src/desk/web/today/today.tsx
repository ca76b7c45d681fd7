/** The first page: what this is, how far sources were read, and everything that waits for whoever curates, each once and with what to do. */
import '../components/data-table.css';
import './today.css';
import { useContext, useState, type ReactNode } from 'react';
import { recordId, recordNameOf } from '../../../records/publish/record-name.ts';
import type { PairView, TodayView } from '../../server/today/routes.ts';
import { api, useGet } from '../api.ts';
import { Doubts, useDoubts } from '../edit/publish/doubts.tsx';
import { DayOf } from '../components/day.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Inbox } from '../inbox/inbox.tsx';
import { Outcome, useAction, type QuestionAction } from '../inbox/use-action.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { PersonContext } from '../person.ts';
import { hrefOf, recordHref } from '../route.ts';
import { Chats } from '../review/chats.tsx';
import { ReviewTopic } from '../review/topic.tsx';
import { Dates } from './dates.tsx';
import { ITEMS_AT_FIRST, MORE_ITEMS, NewItems } from './items.tsx';
import { Section, SectionList } from './section.tsx';
import { Sources } from './sources.tsx';
import { Texts } from './texts.tsx';

export default function Today() {
  const t = useTranslate();
  const language = useLanguage();
  const here = useContext(PersonContext);
  const [items, setItems] = useState(ITEMS_AT_FIRST);
  // By one name whatever their number: what is there, and what was ticked in it, stays while more is on its way.
  const [response, reload] = useGet(`today ${language}`, (options) =>
    api.today.$get({ query: { language, items: String(items) } }, options),
  );
  const onMore = (): void => {
    setItems(items + MORE_ITEMS);
    reload();
  };
  const [inbox, reloadInbox] = useGet(`inbox ${language}`, (options) =>
    api.inbox.$get({ query: { language } }, options),
  );
  const [outcome, onDone] = useAction(() => {
    reload();
    reloadInbox();
  });
  return (
    <>
      <h1>{t('desk.pages.today')}</h1>
      <Loaded response={response} reload={reload}>
        {(today) => (
          <>
            <About pairs={today.pairs} />
            {here?.isMachine === true && <p className="callout warning filled lead">{t('desk.review.machine')}</p>}
            <div className="today">
              <div>
                <Waiting today={today} onDone={onDone} reload={reload} onMore={onMore} />
              </div>
              <div className="inbox">
                <Loaded response={inbox} reload={reloadInbox}>
                  {(view) => <Inbox inbox={view} onDone={onDone} />}
                </Loaded>
                <Sources sources={today.sources} faults={today.faults} onDone={onDone} />
                {here?.isMachine === false && <Chats />}
              </div>
            </div>
            <div className="today-outcome">
              <Outcome outcome={outcome} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

/** What this is, in a sentence, and what each pair of countries has here. */
function About({ pairs }: { readonly pairs: readonly PairView[] }) {
  const t = useTranslate();
  return (
    <div className="today-about lead">
      <p>{t('desk.today.about')}</p>
      <ul className="list">
        {pairs.map((pair) => (
          <li key={pair.id}>
            <strong>{pair.title}</strong> {t('desk.today.pair', pair)}{' '}
            {pair.newest && (
              <>
                {t('desk.today.newest')} <a href={hrefOf('documents', pair.newest.id)}>{pair.newest.title}</a>{' '}
                <span className="quiet">
                  <DayOf day={pair.newest.on} />
                </span>
              </>
            )}
            <Reach pair={pair} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Reach({ pair: { reach } }: { readonly pair: PairView }) {
  const t = useTranslate();
  if (reach.length === 0) return <p className="quiet small">{t('desk.today.unwatched')}</p>;
  const held = (by: (typeof reach)[number]['heldBy']): ReactNode => {
    if (by === null) return null;
    return by === 'waiting' ? t('desk.today.held-waiting') : t('desk.today.held-source', by);
  };
  return (
    <p className="small meta">
      {reach.map(({ party, readTo, heldBy }) => (
        <span key={party}>
          {readTo === null
            ? t('desk.today.never-read', { party })
            : t('desk.today.read-to', { party, day: readTo.said })}
          {held(heldBy)}
        </span>
      ))}
    </p>
  );
}

export type SectionProps = { readonly today: TodayView; readonly onDone: QuestionAction; readonly reload: () => void };

/** Topics of which something may no longer hold since their statements were written. */
function AfterPublishing() {
  const t = useTranslate();
  const [response, reload] = useDoubts();
  return (
    <Loaded response={response} reload={reload}>
      {({ topics: all }) => {
        // Bottom lines that are older than a measure have a list of their own.
        const topics = all
          .map((one) =>
            Object.assign({}, one, { doubts: one.doubts.filter(({ code }) => code !== 'bottom-line-older') }),
          )
          .filter(({ doubts }) => doubts.length > 0);
        return (
          <Section id="doubts" heading={t('desk.doubts.heading')} lead={t('desk.doubts.about')} count={topics.length}>
            <SectionList items={topics} keyOf={({ topic }) => topic.id}>
              {(one) => <Doubts doubts={one} />}
            </SectionList>
          </Section>
        );
      }}
    </Loaded>
  );
}

function Waiting({ today, onDone, reload, onMore }: SectionProps & { readonly onMore: () => void }) {
  const t = useTranslate();
  const { items, later, sources, dates, bottomLines, topics, texts, standing, drafts, writes } = today;
  const isQuiet = [items?.items ?? [], dates, bottomLines, topics, texts, drafts].every(({ length }) => length === 0);
  return (
    <>
      {isQuiet && <p>{t('desk.today.quiet')}</p>}
      <NewItems items={items} later={later} sources={sources} onDone={onDone} onMore={onMore} />
      <Texts texts={texts} />
      <Dates dates={dates} onDone={onDone} />
      <Section
        id="bottom-lines"
        heading={t('desk.today.bottom-lines')}
        lead={t('desk.today.bottom-lines-about')}
        count={bottomLines.length}
      >
        <SectionList items={bottomLines} keyOf={({ id }) => id}>
          {(topic) => <ReviewTopic topic={topic} writes={writes} onDone={onDone} reload={reload} />}
        </SectionList>
      </Section>
      <AfterPublishing />
      <Section id="topics" heading={t('desk.today.topics')} count={topics.length}>
        <SectionList items={topics} keyOf={({ id }) => id}>
          {(topic) => <ReviewTopic topic={topic} writes={writes} onDone={onDone} reload={reload} />}
        </SectionList>
      </Section>
      {standing.length > 0 && (
        <details>
          <summary>{t('desk.today.standing', { count: standing.length })}</summary>
          <SectionList items={standing} keyOf={({ id }) => id}>
            {(topic) => <ReviewTopic topic={topic} writes={writes} onDone={onDone} reload={reload} />}
          </SectionList>
        </details>
      )}
      <Section id="drafts" heading={t('desk.today.drafts')} count={drafts.length}>
        <SectionList items={drafts} keyOf={(file) => file}>
          {(file) => (
            <>
              <a href={recordHref(file)}>{recordId(recordNameOf(file))}</a>{' '}
              <span className="quiet small">{recordNameOf(file).folder}</span>
            </>
          )}
        </SectionList>
      </Section>
    </>
  );
}

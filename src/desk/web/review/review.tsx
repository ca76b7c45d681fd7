/** The tab of reviews: everything that waits for a person, in one list that can be narrowed, and the chats that are told of it. */
import { recordId, recordNameOf } from '../../../records/publish/record-name.ts';
import './review.css';
import { useContext, useState, type ReactNode } from 'react';
import type { ReviewItemView, ReviewView, ChatTieView, TieCodeView } from '../../server/review.ts';
import { api, useGet } from '../api.ts';
import { Choice, WordsChoice } from '../components/list-filter.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { PersonContext, useMay } from '../person.ts';
import { Outcome, useAction, type QuestionAction, RowFault, useRequest } from '../questions/use-action.tsx';
import { usePublishedByMe } from '../records/published-by-me.ts';
import { hrefOf, useChoice } from '../route.ts';
import { useLanguage, useTranslate, type Bilingual } from '../language.ts';
import { isOfKind, SHOWN_KINDS, shownOf, type Mine } from './filters.ts';
import { Note } from './note.tsx';
import { ReviewTopic } from './topic.tsx';
import { KINDS, TEXT } from './review-messages.ts';
import { Moment } from '../components/status-banner.tsx';

export default function Review() {
  const t = useTranslate();
  const language = useLanguage();
  const may = useMay();
  const here = useContext(PersonContext);
  const [revision, setRevision] = useState(0);
  const [response, reload] = useGet(`review ${language}`, (options) =>
    api.review.$get({ query: { language } }, options),
  );
  const [outcome, onDone] = useAction(() => {
    reload();
    setRevision((count) => count + 1);
  });
  return (
    <>
      <h1>{t(TEXT.heading)}</h1>
      <p className="quiet lead">{t(TEXT.about)}</p>
      {here?.isMachine === true && <p className="callout warning filled lead">{t(TEXT.machine)}</p>}
      <Outcome outcome={outcome} />
      <Loaded response={response} reload={reload}>
        {(review) => <Queue review={review} onDone={onDone} reload={reload} />}
      </Loaded>
      {may('review') && here?.isMachine === false && <Chats key={revision} />}
    </>
  );
}

/** What the parts of the list share. */
type ListProps = { readonly review: ReviewView; readonly onDone: QuestionAction; readonly reload: () => void };

function Queue({ review, onDone, reload }: ListProps) {
  const t = useTranslate();
  const [show] = useChoice('show');
  const [words] = useChoice('words');
  const name = useContext(PersonContext)?.name ?? '';
  const isMine = usePublishedByMe();
  const mine: Mine = { name, isMine };
  const { items } = review;
  const shown = shownOf(items, { show, words }, mine);
  const kinds = SHOWN_KINDS.map((id) => ({ id, count: items.filter((item) => isOfKind(item, id, mine)).length }));
  return (
    <>
      <p className="actions review-choices">
        <Choice
          name="show"
          label={t(TEXT.show)}
          all={`${t(TEXT.all)} (${items.length})`}
          options={kinds
            .filter(({ id, count }) => count > 0 || id === show)
            .map(({ id, count }) => ({ id, title: `${t(KINDS[id])} (${count})` }))}
        />
        <WordsChoice name="words" label={t(TEXT.words)} />
        <span className="quiet" role="status">
          {t(items.length === 0 ? TEXT.nothing : TEXT.count(items.length))}{' '}
          {shown.length < items.length && t(shown.length === 0 ? TEXT['nothing-such'] : TEXT.shown(shown.length))}
        </span>
      </p>
      <Part id="notes" heading={TEXT.notes} items={shown.filter((item) => item.kind === 'note')}>
        {({ note }) => (
          <li key={note.id}>
            <Note note={note} onDone={onDone} isNamed />
          </li>
        )}
      </Part>
      <Part id="topics" heading={TEXT.topics} items={shown.filter((item) => item.kind === 'topic')}>
        {({ topic }) => (
          <li key={topic.id}>
            <ReviewTopic topic={topic} writes={review.writes} onDone={onDone} reload={reload} />
          </li>
        )}
      </Part>
      <Part
        id="flags"
        heading={TEXT.flags}
        items={shown.filter((item) => item.kind === 'flag')}
        lead={<a href={hrefOf('questions')}>{t(TEXT['to-inbox'])}</a>}
      >
        {({ id, topic, statement, text, language, on }) => (
          <li key={id}>
            <p>
              <a href={hrefOf('topics', topic.id)}>{topic.title}</a> <span className="quiet small">{on.said}</span>
            </p>
            <p className="quiet small">{statement}</p>
            <blockquote className="callout" lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {text}
            </blockquote>
          </li>
        )}
      </Part>
      <Part id="drafts" heading={TEXT.drafts} items={shown.filter((item) => item.kind === 'draft')}>
        {({ file }) => (
          <li key={file}>
            <a href={hrefOf('edit', file)}>{recordId(recordNameOf(file))}</a>{' '}
            <span className="quiet small">{recordNameOf(file).folder}</span>
          </li>
        )}
      </Part>
      <Part
        id="questions"
        heading={TEXT.questions}
        items={shown.filter((item) => item.kind === 'question')}
        lead={<a href={hrefOf('questions')}>{t(TEXT['to-inbox'])}</a>}
      >
        {({ text, count, lastOn }) => (
          <li key={text}>
            <a href={hrefOf('questions', text)}>{text}</a>{' '}
            <span className="quiet small">{t(TEXT.times(count, lastOn.said))}</span>
          </li>
        )}
      </Part>
      <Part
        id="unheld"
        heading={TEXT.unheld}
        items={shown.filter((item) => item.kind === 'not-held')}
        lead={
          <>
            {t(TEXT['unheld-about'])} <a href={hrefOf('documents')}>{t(TEXT['to-documents'])}</a>
          </>
        }
      >
        {({ source, citations }) => (
          <li key={source.id}>
            <a href={hrefOf('sources', source.id)}>{source.title}</a>{' '}
            <span className="quiet small">{t(TEXT.citations(citations))}</span>
          </li>
        )}
      </Part>
    </>
  );
}

/** So many of a kind are drawn at first. */
const MAX = 20;

/** One kind of what waits, with its number; nothing where none is. */
function Part<Item extends ReviewItemView>({
  id,
  heading,
  items,
  lead,
  children,
}: {
  readonly id: string;
  readonly heading: Bilingual;
  readonly items: readonly Item[];
  readonly lead?: ReactNode;
  readonly children: (item: Item) => ReactNode;
}) {
  const t = useTranslate();
  const [count, more] = useShowMore(items.length, MAX);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={`review-${id}`}>
      <h2 id={`review-${id}`}>
        {t(heading)} <span className="quiet">{items.length}</span>
      </h2>
      {lead !== undefined && <p className="quiet">{lead}</p>}
      <ul className="list divided review-list">{items.slice(0, count).map(children)}</ul>
      {more}
    </section>
  );
}

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord' };

function Chats() {
  const t = useTranslate();
  const language = useLanguage();
  const [response, reload] = useGet('chats', (options) => api.review.chats.$get({}, options));
  const [code, setCode] = useState<TieCodeView>();
  const [said, setSaid] = useState('');
  const [fault, send] = useRequest();
  const untie = ({ platform, identity, name }: ChatTieView): void =>
    send(api.review.untied.$post({ json: { platform, identity } }), () => {
      setSaid(t(TEXT.untied(name)));
      reload();
    });
  return (
    <section aria-labelledby="review-chats">
      <h2 id="review-chats">{t(TEXT.chats)}</h2>
      <p className="quiet lead">{t(TEXT['chats-about'])}</p>
      <Loaded response={response} reload={reload}>
        {({ chats }) =>
          chats.length > 0 && (
            <>
              <h3>{t(TEXT.tied)}</h3>
              <ul className="list divided">
                {chats.map((chat) => (
                  <li key={`${chat.platform} ${chat.identity}`} className="review-tie">
                    <span>
                      {PLATFORMS[chat.platform] ?? chat.platform} · {chat.name}{' '}
                      <span className="quiet small">
                        {t(TEXT.since)} <Moment at={chat.tiedAt} />
                      </span>
                    </span>
                    <button type="button" aria-label={t(TEXT['untie-of'](chat.name))} onClick={() => untie(chat)}>
                      {t(TEXT.untie)}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <div className="actions">
        <button type="button" onClick={() => send(api.review.code.$post({ json: { language } }), setCode)}>
          {t(TEXT.code)}
        </button>
      </div>
      <div aria-live="polite">
        {fault && <RowFault fault={fault} />}
        {said !== '' && <p className="callout good">{said}</p>}
        {code && (
          <div className="callout good lead">
            <p>{t(TEXT['code-is'])}</p>
            <p>
              <code className="review-code">/brief link {code.code}</code>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

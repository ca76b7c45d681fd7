/** What waits for a person: notes, topics to be confirmed, drafts, documents without a text; and the chats that are told of it. */
import { recordId, recordNameOf } from '../../../records/publish/record-name.ts';
import './review.css';
import { useContext, useState, type ReactNode } from 'react';
import type { ReviewItemView, ReviewView, ChatTieView, TieCodeView } from '../../server/review.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { PersonContext, useMay } from '../person.ts';
import { Outcome, useAction, type QuestionAction, RowFault, useRequest } from '../inbox/use-action.tsx';
import { hrefOf, recordHref } from '../route.ts';
import { useLanguage, useTranslate, type Sentence } from '../language.ts';
import { Note } from './note.tsx';
import { ReviewTopic } from './topic.tsx';
import { Moment } from '../components/status-banner.tsx';

export function Review() {
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
      {here?.isMachine === true && <p className="callout warning filled lead">{t('desk.review.machine')}</p>}
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
  const { items } = review;
  return (
    <>
      {items.length === 0 && <p className="quiet">{t('desk.review.nothing')}</p>}
      <Part id="notes" heading={'desk.review.notes'} items={items.filter((item) => item.kind === 'note')}>
        {({ note }) => (
          <li key={note.id}>
            <Note note={note} onDone={onDone} isNamed />
          </li>
        )}
      </Part>
      <Part id="topics" heading={'desk.review.topics'} items={items.filter((item) => item.kind === 'topic')}>
        {({ topic }) => (
          <li key={topic.id}>
            <ReviewTopic topic={topic} writes={review.writes} onDone={onDone} reload={reload} />
          </li>
        )}
      </Part>
      <Part id="drafts" heading={'desk.review.drafts'} items={items.filter((item) => item.kind === 'draft')}>
        {({ file }) => (
          <li key={file}>
            <a href={recordHref(file)}>{recordId(recordNameOf(file))}</a>{' '}
            <span className="quiet small">{recordNameOf(file).folder}</span>
          </li>
        )}
      </Part>
      <Part
        id="unheld"
        heading={'desk.review.unheld'}
        items={items.filter((item) => item.kind === 'not-held')}
        lead={
          <>
            {t('desk.review.unheld-about')} <a href={hrefOf('documents')}>{t('desk.review.to-documents')}</a>
          </>
        }
      >
        {({ source, citations }) => (
          <li key={source.id}>
            <a href={hrefOf('documents', source.id)}>{source.title}</a>{' '}
            <span className="quiet small">{t('desk.review.citations', { count: citations })}</span>
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
  readonly heading: Sentence;
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
      setSaid(t('desk.review.untied', { name }));
      reload();
    });
  return (
    <section aria-labelledby="review-chats">
      <h2 id="review-chats">{t('desk.review.chats')}</h2>
      <p className="quiet lead">{t('desk.review.chats-about')}</p>
      <Loaded response={response} reload={reload}>
        {({ chats }) =>
          chats.length > 0 && (
            <>
              <h3>{t('desk.review.tied')}</h3>
              <ul className="list divided">
                {chats.map((chat) => (
                  <li key={`${chat.platform} ${chat.identity}`} className="review-tie">
                    <span>
                      {PLATFORMS[chat.platform] ?? chat.platform} · {chat.name}{' '}
                      <span className="quiet small">
                        {t('desk.review.since')} <Moment at={chat.tiedAt} />
                      </span>
                    </span>
                    <button
                      type="button"
                      aria-label={t('desk.review.untie-of', { name: chat.name })}
                      onClick={() => untie(chat)}
                    >
                      {t('desk.review.untie')}
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
          {t('desk.review.code')}
        </button>
      </div>
      <div aria-live="polite">
        {fault && <RowFault fault={fault} />}
        {said !== '' && <p className="callout good">{said}</p>}
        {code && (
          <div className="callout good lead">
            <p>{t('desk.review.code-is')}</p>
            <p>
              <code className="review-code">/brief link {code.code}</code>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

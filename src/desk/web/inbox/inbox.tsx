/** One list of what readers flagged and of questions that found nothing: each is corrected where it stands, or done with. */
import type { InboxItem, InboxView } from '../../server/inbox.ts';
import { api, receive } from '../api.ts';
import { DayOf } from '../components/day.tsx';
import { hrefOf } from '../route.ts';
import { useTranslate } from '../language.ts';
import { RowFault, useRequest, type QuestionAction } from './use-action.tsx';

/** Shows the list. */
export function Inbox({ inbox, onDone }: { readonly inbox: InboxView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const { items, more, keepsQuestions } = inbox;
  return (
    <>
      <h2>{t('desk.inbox.heading')}</h2>
      {items.length === 0 && <p className="quiet">{t('desk.inbox.empty')}</p>}
      {!keepsQuestions && <p className="quiet small">{t('desk.inbox.not-kept')}</p>}
      <ul className="list divided">
        {items.map((item) => (
          <li key={`${item.kind} ${item.kind === 'flag' ? item.id : item.text}`}>
            {item.kind === 'flag' ? <FlagText flag={item} /> : <QuestionText question={item} />}
            <Actions item={item} onDone={onDone} />
          </li>
        ))}
      </ul>
      {more && <p className="quiet">{t('desk.inbox.more')}</p>}
    </>
  );
}

type Flag = Extract<InboxItem, { readonly kind: 'flag' }>;
type Question = Extract<InboxItem, { readonly kind: 'question' }>;

function FlagText({ flag: { id, topic, title, statement, text, link, language, on } }: { readonly flag: Flag }) {
  const t = useTranslate();
  return (
    <>
      <p>
        <a href={hrefOf('topics', topic)}>{title}</a>{' '}
        <span className="quiet">
          <DayOf day={on} /> · {id}
        </span>
      </p>
      <p>
        <span className="quiet">{t('desk.inbox.statement')}</span>
        {statement}
      </p>
      <blockquote className="callout" lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {text}
      </blockquote>
      {link !== '' && (
        <p>
          <span className="quiet">{t('desk.inbox.source')}</span>
          <a href={link} rel="noreferrer nofollow ugc" target="_blank">
            {link}
          </a>
        </p>
      )}
    </>
  );
}

function QuestionText({ question: { text, count, lastOn, language } }: { readonly question: Question }) {
  const t = useTranslate();
  return (
    <p>
      <span lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</span>{' '}
      <span className="quiet">
        {t('desk.inbox.times', { count })}
        <DayOf day={lastOn} />
      </span>
    </p>
  );
}

function Actions({ item, onDone }: { readonly item: InboxItem; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const [fault, send] = useRequest();
  const { correct } = item;
  const about = item.kind === 'flag' ? t('desk.inbox.flag-on', item) : item.text;
  const finish = (): void =>
    item.kind === 'flag'
      ? send(api.inbox.done.$post({ json: { flag: item.id } }), () =>
          onDone(t('desk.inbox.done-with', { about }), () =>
            receive(api.inbox.reopened.$post({ json: { flag: item.id } })),
          ),
        )
      : send(api.inbox.dropped.$post({ json: { question: item.text } }), () =>
          onDone(t('desk.inbox.done-with', { about }), () =>
            receive(
              api.inbox.kept.$post({ json: { question: item.text, count: item.count, lastOn: item.lastOn.iso } }),
            ),
          ),
        );
  return (
    <>
      {fault && <RowFault fault={fault} />}
      <div className="actions">
        {correct && (
          <a
            href={hrefOf(correct.page, correct.at, correct.choices)}
            aria-label={t('desk.inbox.correct-of', { about })}
          >
            {t('desk.inbox.correct')}
          </a>
        )}
        <button type="button" aria-label={t('desk.inbox.done-of', { about })} onClick={finish}>
          {t('desk.inbox.done')}
        </button>
      </div>
    </>
  );
}

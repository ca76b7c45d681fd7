/** A note that something needs work, with the way to its editor. */
import type { NoteView } from '../../server/review.ts';
import { api } from '../api.ts';
import { RowFault, useRequest, type QuestionAction } from '../inbox/use-action.tsx';
import { hrefOf, recordHref } from '../route.ts';
import { useTranslate } from '../language.ts';

/** Shows a note; `isNamed` says of which topic. */
export function Note({
  note: { id, topic, file, statement, text, by, author, on, isOlder },
  onDone,
  isNamed = false,
}: {
  readonly note: NoteView;
  readonly onDone: QuestionAction;
  readonly isNamed?: boolean;
}) {
  const t = useTranslate();
  const [fault, send] = useRequest();
  const { title } = topic;
  return (
    <div className="callout warning">
      <p>
        {isNamed && (
          <>
            <a href={hrefOf('topics', topic.id)}>{title}</a>{' '}
          </>
        )}
        <span className="quiet small">
          {t('desk.review.by', { name: by, day: on.said })} ·{' '}
          {t(author === '' ? 'desk.review.for-all' : 'desk.review.for', { name: author })}
          {isOlder && ` · ${t('desk.review.older')}`}
        </span>
      </p>
      <p className="quiet small">{statement ?? t('desk.review.of-whole')}</p>
      <p className={text === '' ? 'quiet' : 'review-words'}>{text === '' ? t('desk.review.no-words') : text}</p>
      {fault && <RowFault fault={fault} />}
      <div className="actions">
        {file !== '' && (
          <a href={recordHref(file)} aria-label={t('desk.review.edit-of', { title })}>
            {t('desk.review.edit')}
          </a>
        )}
        <button
          type="button"
          aria-label={t('desk.review.done-of', { title })}
          onClick={() =>
            send(api.review.done.$post({ json: { note: id } }), () => onDone(t('desk.review.done-said', { title })))
          }
        >
          {t('desk.review.done')}
        </button>
      </div>
    </div>
  );
}

/** A note that something needs work, with the way to its editor. */
import type { NoteView } from '../../server/review.ts';
import { api } from '../api.ts';
import { RowFault, useRequest, type QuestionAction } from '../questions/use-action.tsx';
import { hrefOf } from '../route.ts';
import { useTranslate } from '../language.ts';
import { TEXT } from './review-messages.ts';

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
          {t(TEXT.by(by, on.said))} · {t(author === '' ? TEXT['for-all'] : TEXT.for(author))}
          {isOlder && ` · ${t(TEXT.older)}`}
        </span>
      </p>
      <p className="quiet small">{statement ?? t(TEXT['of-whole'])}</p>
      <p className={text === '' ? 'quiet' : 'review-words'}>{text === '' ? t(TEXT['no-words']) : text}</p>
      {fault && <RowFault fault={fault} />}
      <div className="actions">
        {file !== '' && (
          <a href={hrefOf('edit', file)} aria-label={t(TEXT['edit-of'](title))}>
            {t(TEXT.edit)}
          </a>
        )}
        <button
          type="button"
          aria-label={t(TEXT['done-of'](title))}
          onClick={() => send(api.review.done.$post({ json: { note: id } }), () => onDone(t(TEXT['done-said'](title))))}
        >
          {t(TEXT.done)}
        </button>
      </div>
    </div>
  );
}

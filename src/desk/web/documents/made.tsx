/** What has come of a document: its record among the drafts, and what to do next. */
import { useEffect, useRef } from 'react';
import type { DraftCreatedView } from '../../server/documents/create-draft.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

export function Made({ made, onAnother }: { readonly made: DraftCreatedView; readonly onAnother: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => own.current?.focus(), []);
  const { id, relationship, folder, file, paragraphs, topics } = made;
  return (
    <div ref={own} tabIndex={-1} role="status">
      <p className="lead">{t(TEXT.made(id, paragraphs))}</p>
      {topics.length > 0 && (
        <>
          <p>{t(TEXT['made-topics'])}</p>
          <ul>
            {topics.map((topic) => (
              <li key={topic.id}>
                <a href={hrefOf('topics', topic.id)}>{topic.title[language] ?? topic.title.en}</a>:{' '}
                {topic.paragraphs.join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="actions">
        <a href={hrefOf('documents', `read/${relationship}/${id}`)}>{t(TEXT.read)}</a>
        <a href={hrefOf('edit', `${folder}/${file}`)}>{t(TEXT.open)}</a>
        <button type="button" onClick={onAnother}>
          {t(TEXT.another)}
        </button>
      </p>
    </div>
  );
}

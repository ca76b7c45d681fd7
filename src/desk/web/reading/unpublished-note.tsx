/** What was written of a document and is not published, or that it just was. */
import type { ReaderStatement, ReaderView } from '../../server/reading/reader.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

type UnpublishedNoteProps = {
  /** The statements that readers have not seen. */
  readonly unpublished: readonly ReaderStatement[];
  /** The topics that statements of the document name. */
  readonly topics: ReaderView['topics'];
  readonly relationship: string;
  /** Whether the record differs from its file. */
  readonly isChanged: boolean;
  readonly isPublishing: boolean;
  readonly onOpen: (statement: string) => void;
  readonly onPublish: () => void;
  readonly onDrop: () => void;
};

export function UnpublishedNote(props: UnpublishedNoteProps) {
  const { unpublished, topics, relationship, isChanged, isPublishing, onOpen, onPublish, onDrop } = props;
  const t = useTranslate();
  const language = useLanguage();
  const count = unpublished.length;
  return (
    <section className="callout" aria-label={t(isChanged ? TEXT.unpublished : TEXT.published)}>
      {!isChanged && (
        <p className="good" role="status">
          {t(TEXT.published)}
        </p>
      )}
      {isChanged && (
        <>
          <p role="status">
            <strong>{t(count > 0 ? TEXT['unpublished-count'](count) : TEXT['set-changed'])}</strong>
          </p>
          {!isPublishing && (
            <p className="actions">
              <button type="button" className="primary" onClick={onPublish}>
                {t(TEXT.publish)}
              </button>
              <button type="button" onClick={onDrop}>
                {t(TEXT['drop-changes'])}
              </button>
            </p>
          )}
          {!isPublishing && (
            <ul>
              {unpublished.map((one) => (
                <li key={one.id}>
                  {one.text[language] ?? one.text.en}{' '}
                  <button type="button" className="link" onClick={() => onOpen(one.id)}>
                    {t(TEXT.change)}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {topics.length > 0 && !isPublishing && (
        <>
          <p>{t(TEXT['next-topics'])}</p>
          <p className="inline">
            {topics.map(({ id, title }) => (
              <a key={id} href={hrefOf('edit', `${relationship}/topics/${id}.yaml`)}>
                {title[language] ?? title.en}
              </a>
            ))}
          </p>
        </>
      )}
    </section>
  );
}

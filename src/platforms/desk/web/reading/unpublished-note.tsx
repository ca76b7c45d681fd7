/** What was written of a document and is not published, or that it just was. */
import type { ReaderStatement } from '../../server/reading/reader.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

type UnpublishedNoteProps = {
  /** The statements that readers have not seen. */
  readonly unpublished: readonly ReaderStatement[];
  /** Whether the record differs from its file. */
  readonly isChanged: boolean;
  readonly isPublishing: boolean;
  readonly onOpen: (statement: string) => void;
  readonly onPublish: () => void;
  readonly onDrop: () => void;
};

export function UnpublishedNote(props: UnpublishedNoteProps) {
  const { unpublished, isChanged, isPublishing, onOpen, onPublish, onDrop } = props;
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
        </>
      )}
    </section>
  );
}

/** What the selected words would be as a citation. */
import { deepLink } from '../../../records/citation.ts';
import type { FoundWords } from '../../../records/find-words.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { External } from '../components/external.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import type { TextSelection } from './document-text.tsx';
import { placesText } from './statement-words.ts';

type SelectedWordsProps = {
  readonly url: string;
  readonly language: ReaderView['language'];
  readonly selection: TextSelection | undefined;
  readonly found: FoundWords | undefined;
  /** Whether the link has fewer words than were selected. */
  readonly isShortened: boolean;
  readonly isCited: boolean;
  readonly isWriting: boolean;
  readonly isFull: boolean;
  readonly onWrite: () => void;
  readonly onCiteToo: () => void;
};

/** Shows the selected words with the place of their link, and what can be done with them. */
export function SelectedWords(props: SelectedWordsProps) {
  const { url, language, selection, found, isShortened, isCited, isWriting, isFull, onWrite, onCiteToo } = props;
  const t = useTranslate();
  const reader = useLanguage();
  const hasWords = selection !== undefined && selection.start !== selection.end;
  // A press must not take the selection away before it is used.
  return (
    <section
      className={hasWords ? 'card reading-selected' : 'card reading-selected nothing'}
      aria-live="polite"
      onMouseDown={(event) => event.preventDefault()}
    >
      {found === undefined ? (
        <p className="quiet">{t(hasWords ? 'desk.reading.too-short' : 'desk.reading.nothing-selected')}</p>
      ) : (
        <>
          <p>
            <span className="quiet">{t('desk.reading.selected')}</span> <strong>¶{selection?.paragraph}</strong>{' '}
            <q lang={language === 'zh' ? 'zh-CN' : 'en'}>{found.find}</q>
          </p>
          <p className={isCited ? 'good small' : 'warning small'}>{placesText(found, reader)}</p>
          {isShortened && <p className="quiet small">{t('desk.reading.shortened')}</p>}
        </>
      )}
      {found !== undefined && (
        <p className="actions">
          {isWriting ? (
            <button type="button" disabled={!isCited || isFull} onClick={onCiteToo}>
              {t('desk.reading.cite-too')}
            </button>
          ) : (
            <button type="button" className="primary" disabled={!isCited} onClick={onWrite}>
              {t('desk.reading.write')}
            </button>
          )}
          {isCited && <External href={deepLink({ url }, found)}>{t('desk.reading.try')}</External>}
        </p>
      )}
    </section>
  );
}

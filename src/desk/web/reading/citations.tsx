/** The words that a statement rests on, each of which may be left out while another stays. */
import type { Language } from '../../../records/schema.ts';
import { useTranslate } from '../text.ts';
import type { CitationDraft } from './statement-draft.ts';
import { TEXT } from './text.ts';

type CitationsProps = {
  readonly citations: readonly CitationDraft[];
  /** The language of the document. */
  readonly language: Language;
  readonly onChange: (citations: readonly CitationDraft[]) => void;
};

export function Citations({ citations, language, onChange }: CitationsProps) {
  const t = useTranslate();
  return (
    <ul className="list">
      {citations.map((citation) => (
        <li key={`${citation.source} ${citation.paragraph} ${citation.find}`} className="reading-citation">
          <span>
            {citation.source !== undefined && `${citation.source} `}¶{citation.paragraph}{' '}
            <q lang={language === 'zh' ? 'zh-CN' : 'en'}>{citation.find}</q>
          </span>{' '}
          {citations.length > 1 && (
            <button type="button" onClick={() => onChange(citations.filter((one) => one !== citation))}>
              {t(TEXT['remove-citation'])}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Says which documents are there already that may be the same. */
import type { Duplicate } from '../../../records/import/duplicates.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { duplicateText, TEXT } from './text.ts';

export function Duplicates({ duplicates }: { readonly duplicates: readonly Duplicate[] }) {
  const t = useTranslate();
  const language = useLanguage();
  if (duplicates.length === 0) return null;
  return (
    <div className="callout filled warning">
      <p>
        <strong>{t(TEXT.duplicates)}</strong>
      </p>
      <ul>
        {duplicates.map((one) => (
          <li key={`${one.relationship}/${one.id}`}>
            <a href={one.isDraft ? hrefOf('edit', `drafts/${one.id}.yaml`) : hrefOf('sources', one.id)}>
              {one.title[language] ?? one.title.en}
            </a>{' '}
            {t(duplicateText(one))}
          </li>
        ))}
      </ul>
    </div>
  );
}

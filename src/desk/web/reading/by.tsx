/** Whose view a statement is. */
import type { ReaderView } from '../../server/reading/reader.ts';
import { SelectOne } from '../components/select-one.tsx';
import { useLanguage, useTranslate } from '../text.ts';
import { InTwo, inTwo } from './inputs.tsx';
import { TEXT } from './text.ts';

type ByProps = {
  readonly id: string;
  readonly value: unknown;
  readonly view: ReaderView;
  readonly onChange: (value: unknown) => void;
};

/** Asks whose view it is: authors of the document, or somebody whom it relays. */
export function By({ id, value, view, onChange }: ByProps) {
  const t = useTranslate();
  const language = useLanguage();
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const isRelayed = view.authors.length === 0 || (typeof value === 'object' && value !== null && !Array.isArray(value));
  const named = (isRelayed ? (value ?? {}) : {}) as { name?: unknown; role?: unknown; party?: string };
  return (
    <>
      {view.authors.length > 0 && (
        <div className="actions" role="group" aria-label={t(TEXT.authors)}>
          {view.authors.map((author) => (
            <label key={author.id}>
              <input
                type="checkbox"
                checked={chosen.includes(author.id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, author.id] : chosen.filter((one) => one !== author.id))
                }
              />{' '}
              {author.name[language] ?? author.name.en}
            </label>
          ))}
          <label>
            <input
              type="checkbox"
              checked={isRelayed}
              onChange={({ target }) => onChange(target.checked ? { name: undefined } : [])}
            />{' '}
            {t(TEXT.somebody)}
          </label>
        </div>
      )}
      {isRelayed && (
        <>
          {(['name', 'role'] as const).map((part) => (
            <div key={part}>
              <span className="quiet small">
                {t(TEXT[part])}
                {part === 'role' && ` · ${t(TEXT.optional)}`}
              </span>
              <InTwo
                id={`${id}-${part}`}
                value={inTwo(named[part])}
                most={part === 'name' ? 80 : 160}
                isBilingual={view.isBilingual}
                onChange={(text) => onChange({ ...named, [part]: text })}
              />
            </div>
          ))}
          <label>
            <span className="quiet small">{t(TEXT.party)}</span>{' '}
            <SelectOne
              id={`${id}-party`}
              aria-label={t(TEXT.party)}
              none={t(TEXT.none)}
              value={named.party ?? ''}
              options={view.parties.map((one) => [one.id, one.name[language] ?? one.name.en] as const)}
              onChange={(party) => onChange({ ...named, party })}
            />
          </label>
        </>
      )}
    </>
  );
}

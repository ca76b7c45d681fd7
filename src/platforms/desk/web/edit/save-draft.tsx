/** Puts a draft among the documents or the topics of a relationship. */
import { useState } from 'react';
import { relationshipOf } from '../../../../records/draft-place.ts';
import { useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

export type SaveDraftProps = {
  readonly text: string;
  readonly relationships: readonly string[];
  readonly onSave: (folder: string) => void;
  readonly disabled: boolean;
};

/** Returns the kind of record that a draft is to be: only a document has an address. */
export const kindOfDraft = (text: string): 'document' | 'topic' =>
  /(?:^|[{,])\s*"?url"?\s*:/mu.test(text) ? 'document' : 'topic';

export function SaveDraft({ text, relationships, onSave, disabled }: SaveDraftProps) {
  const t = useTranslate();
  const named = relationshipOf(text);
  const [picked, setChosen] = useState<string>();
  const chosen = picked ?? (named !== undefined && relationships.includes(named) ? named : (relationships[0] ?? ''));
  if (relationships.length === 0) return null;
  const folder = (relationship: string): string => `${relationship}/${kindOfDraft(text)}s`;
  return (
    <div>
      <p className="actions">
        <label>
          {t(TEXT.place)}{' '}
          <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {relationships.map((one) => (
              <option key={one} value={one}>
                {folder(one)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" disabled={disabled} onClick={() => onSave(folder(chosen))}>
          {t(TEXT['place-do'])}
        </button>
      </p>
      <p className="quiet">{t(TEXT['place-about'])}</p>
    </div>
  );
}

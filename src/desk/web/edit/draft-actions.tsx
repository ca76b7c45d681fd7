/** What can be done with a draft: promoting it to a document or topic of a relationship under an id of one's choice, and removing it. */
import { useState } from 'react';
import { kindOfDraft, relationshipOf } from '../../../records/drafts.ts';
import { useTranslate } from '../language.ts';
import { IdField } from './id-field.tsx';
import { TEXT } from './edit-messages.ts';

type DraftActionsProps = {
  /** What the draft is called. */
  readonly id: string;
  readonly text: string;
  readonly relationships: readonly string[];
  /** Called with the record that the draft is to become, as its folder and file. */
  readonly onPromote: (at: string) => void;
  readonly onRemove: () => void;
  readonly disabled: boolean;
};

export function DraftActions({ id: name, text, relationships, onPromote, onRemove, disabled }: DraftActionsProps) {
  const t = useTranslate();
  const named = relationshipOf(text);
  const [picked, setChosen] = useState<string>();
  const [id, setId] = useState(name);
  const [isSure, setSure] = useState(false);
  const chosen = picked ?? (named !== undefined && relationships.includes(named) ? named : (relationships[0] ?? ''));
  const folder = (relationship: string): string => `${relationship}/${kindOfDraft(text)}s`;
  return (
    <section aria-label={t(TEXT.place)}>
      {relationships.length > 0 && (
        <>
          <form
            className="actions"
            onSubmit={(event) => {
              event.preventDefault();
              onPromote(`${folder(chosen)}/${id}.yaml`);
            }}
          >
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
            <IdField id={id} onChange={setId} />
            <button type="submit" disabled={disabled}>
              {t(TEXT['place-do'])}
            </button>
          </form>
          <p className="quiet">{t(TEXT['place-about'])}</p>
        </>
      )}
      <p className="actions">
        {isSure ? (
          <>
            <span>{t(TEXT['remove-sure'])}</span>
            <button type="button" disabled={disabled} onClick={onRemove}>
              {t(TEXT['remove-do'])}
            </button>
            <button type="button" onClick={() => setSure(false)}>
              {t(TEXT['remove-not'])}
            </button>
          </>
        ) : (
          <button type="button" disabled={disabled} onClick={() => setSure(true)}>
            {t(TEXT.remove)}
          </button>
        )}
      </p>
    </section>
  );
}

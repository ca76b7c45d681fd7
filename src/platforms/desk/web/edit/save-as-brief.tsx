/** Puts a draft among the briefs of a relationship. */
import { useState } from 'react';
import { useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

export type SaveAsBriefProps = {
  /** The folders that briefs stand in. */
  readonly folders: readonly string[];
  readonly onSave: (folder: string) => void;
  readonly disabled: boolean;
};

export function SaveAsBrief({ folders, onSave, disabled }: SaveAsBriefProps) {
  const t = useTranslate();
  const [chosen, setChosen] = useState(folders[0] ?? '');
  if (folders.length === 0) return null;
  return (
    <div>
      <p className="actions">
        <label>
          {t(TEXT.place)}{' '}
          <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {folders.map((folder) => (
              <option key={folder}>{folder}</option>
            ))}
          </select>
        </label>
        <button type="button" disabled={disabled} onClick={() => onSave(chosen)}>
          {t(TEXT['place-do'])}
        </button>
      </p>
      <p className="quiet">{t(TEXT['place-about'])}</p>
    </div>
  );
}

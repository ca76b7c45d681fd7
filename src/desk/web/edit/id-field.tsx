/** The field for the id of a new record, which the browser holds to the form of ids. */
import { useTranslate } from '../language.ts';
import { TEXT } from './edit-messages.ts';

type IdFieldProps = { readonly id: string; readonly onChange: (id: string) => void };

export function IdField({ id, onChange }: IdFieldProps) {
  const t = useTranslate();
  return (
    <label>
      {t(TEXT['new-id'])}{' '}
      <input
        value={id}
        onChange={({ target }) => onChange(target.value)}
        required
        pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
        maxLength={80}
      />
    </label>
  );
}

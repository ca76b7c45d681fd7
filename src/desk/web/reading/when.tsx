/** A date no more precise than the document says it. */
import { capital, fieldLabel } from '../../../records/faults/fields.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { asPrecision, knownTo, PRECISIONS } from '../form/date.tsx';
import { valueName } from '../form/labels.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { InTwo, inTwo } from './inputs.tsx';
import { TEXT } from './text.ts';

type WhenValue = {
  readonly precision?: string;
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: unknown;
};

const INPUTS = { day: 'date', month: 'month', year: 'text' } as const;

type WhenProps = {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  /** The day that is offered; undefined where the day of the document tells nothing of it. */
  readonly published: ReaderView['publishedOn'] | undefined;
  readonly isBilingual: boolean;
  readonly onChange: (value: unknown) => void;
};

/** Asks for a date and how precisely it is known. */
export function When({ id, label, value, published, isBilingual, onChange }: WhenProps) {
  const t = useTranslate();
  const language = useLanguage();
  const when = (value ?? {}) as WhenValue;
  const precision = asPrecision(when.precision) ?? 'day';
  return (
    <>
      <div className="actions">
        <select
          aria-label={`${label}: ${capital(fieldLabel('precision', language))}`}
          value={precision}
          onChange={({ target }) => onChange(knownTo(when, asPrecision(target.value) ?? 'day'))}
        >
          {PRECISIONS.map((one) => (
            <option key={one} value={one}>
              {t(valueName(one))}
            </option>
          ))}
        </select>
        {precision === 'about' ? (
          (['from', 'to'] as const).map((edge) => (
            <label key={edge}>
              {t(TEXT[edge])}{' '}
              <input
                type="date"
                value={when[edge] ?? ''}
                onChange={({ target }) => onChange({ ...when, precision, [edge]: target.value })}
              />
            </label>
          ))
        ) : (
          <input
            id={id}
            type={INPUTS[precision]}
            aria-label={label}
            {...(precision !== 'day' && { placeholder: precision === 'year' ? 'YYYY' : 'YYYY-MM', size: 8 })}
            {...(precision === 'year' && { inputMode: 'numeric' as const, maxLength: 4 })}
            value={when.on ?? ''}
            onChange={({ target }) => onChange({ precision, on: target.value })}
          />
        )}
        {precision === 'day' && (when.on ?? '') === '' && published !== undefined && (
          <button type="button" onClick={() => onChange({ precision, on: published })}>
            {t(TEXT['as-published'](published))}
          </button>
        )}
      </div>
      {precision === 'about' && (
        <>
          <span className="quiet small">{t(TEXT['said-so'])}</span>
          <InTwo
            id={id}
            value={inTwo(when.text)}
            most={60}
            isBilingual={isBilingual}
            onChange={(text) => onChange({ ...when, precision, text })}
          />
        </>
      )}
    </>
  );
}

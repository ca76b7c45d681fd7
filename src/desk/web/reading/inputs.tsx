/** What the fields of a statement's form are made of: a group with its faults, and a text in both languages. */
import type { ReactNode } from 'react';
import type { Fault } from '../../../records/fault.ts';
import { fieldLabel } from '../../../records/faults/fields.ts';
import type { Translated } from '../../../records/schema.ts';
import { FaultText } from '../components/fault-text.tsx';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

/** What is wrong with a field; `field` names a part of it, and is empty for the whole. */
export type InputFault = Pick<Fault, 'field' | 'code' | 'params'>;

type FieldBox = {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly faults: readonly InputFault[];
  readonly children: ReactNode;
};

/** Shows a group of inputs under one label, with what is wrong below them. */
export function FieldGroup({ id, label, isRequired, faults, children }: FieldBox) {
  const t = useTranslate();
  return (
    <fieldset className="reading-field" aria-describedby={faults.length > 0 ? `${id}-faults` : undefined}>
      <legend>
        {label}
        {!isRequired && <span className="quiet small"> {t(TEXT.optional)}</span>}
      </legend>
      {children}
      <FieldFaults id={id} faults={faults} />
    </fieldset>
  );
}

/** What is wrong with a field. */
export function FieldFaults({ id, faults }: { readonly id: string; readonly faults: readonly InputFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul id={`${id}-faults`} className="list callout bad filled small">
      {faults.map((one) => (
        <li key={`${one.field} ${one.code}`}>
          <FaultText fault={one} />
        </li>
      ))}
    </ul>
  );
}

type InTwoProps = {
  readonly id: string;
  readonly value: { readonly en: string; readonly zh: string };
  readonly most: number;
  readonly isBilingual: boolean;
  readonly rows?: number;
  readonly onChange: (value: { readonly en: string; readonly zh: string }) => void;
};

/** Asks for a text in English and Chinese, side by side where there is room. */
export function InTwo({ id, value, most, isBilingual, rows = 1, onChange }: InTwoProps) {
  const t = useTranslate();
  const language = useLanguage();
  const languages = isBilingual || value.zh !== '' ? (['en', 'zh'] as const) : (['en'] as const);
  return (
    <div className="reading-two">
      {languages.map((one) => {
        const left = most - value[one].length;
        return (
          <label key={one}>
            <span className="quiet small">
              {fieldLabel(one, language)}
              {left < most / 3 && <span className={left < 0 ? 'bad' : ''}> · {t(TEXT.left(left))}</span>}
            </span>
            <textarea
              id={`${id}-${one}`}
              rows={rows}
              lang={one === 'zh' ? 'zh-CN' : 'en'}
              value={value[one]}
              onChange={({ target }) => onChange({ ...value, [one]: target.value })}
            />
          </label>
        );
      })}
    </div>
  );
}

/** Returns what a field holds as texts in both languages. */
export const inTwo = (value: unknown): { readonly en: string; readonly zh: string } => {
  const { en = '', zh = '' } = (value ?? {}) as Partial<Translated>;
  return { en, zh: zh ?? '' };
};

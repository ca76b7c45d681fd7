/** A fault beside its field, with its fix where there is one. */
import { faultKey, type Fault } from '../../../../records/fault.ts';
import { faultWords } from '../../../../records/faults/words.ts';
import { fixText } from '../../../../records/faults/fixes.ts';
import type { FormPath } from '../../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { fixFor, keyOf, useForm } from './context.ts';
import { TEXT } from './text.ts';

/** Returns the faults of a field itself. */
export function useFaultsAt(path: FormPath): readonly Fault[] {
  const { faults } = useForm();
  const field = keyOf(path);
  return faults.filter((fault) => fault.field === field);
}

/** Returns how many faults there are in a part of the record. */
export function useFaultCount(path: FormPath): number {
  const { faults } = useForm();
  const field = keyOf(path);
  return faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`)).length;
}

export const faultId = (path: FormPath): string => `fault-${keyOf(path)}`;

/** Tells the faults of a field. */
export function FieldFaults({ path }: { readonly path: FormPath }) {
  const t = useTranslate();
  const language = useLanguage();
  const { record, schema, onEdit } = useForm();
  const faults = useFaultsAt(path);
  if (faults.length === 0) return null;
  return (
    <div id={faultId(path)} className="field-faults">
      {faults.map((fault) => {
        const words = faultWords(fault, language);
        const fix = fixFor(fault, record, schema);
        return (
          <p key={faultKey(fault)} className="bad">
            {sentence(words.message)}
            {words.example !== undefined && (
              <>
                {' '}
                <span className="quiet">
                  {t(TEXT.example)} <code>{words.example}</code>
                </span>
              </>
            )}{' '}
            {fix !== undefined && (
              <button type="button" className="fix" onClick={() => onEdit(fix.edits)}>
                {fixText(fix, language)}
              </button>
            )}
          </p>
        );
      })}
    </div>
  );
}

/** Beside its field a message begins a sentence. */
const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1);

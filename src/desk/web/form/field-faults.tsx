/** A fault beside its field, with its fix where there is one. */
import { faultKey, type Fault } from '../../../records/fault.ts';
import { faultWords } from '../../../records/fault.ts';
import { fixText } from '../../../records/fault-fixes.ts';
import type { FormPath } from '../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { fixFor, keyOf, useForm } from './context.ts';

/** Returns the faults of a field itself. */
export function useFaultsAt(path: FormPath): readonly Fault[] {
  const { faults } = useForm();
  const field = keyOf(path);
  return faults.filter((fault) => fault.field === field);
}

/** Returns the faults of a part of the record, its own among them. */
export function useFaultsWithin(path: FormPath): readonly Fault[] {
  const { faults } = useForm();
  const field = keyOf(path);
  return faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`));
}

export const faultId = (path: FormPath): string => `fault-${keyOf(path)}`;

/** Tells the faults of a field. */
export const FieldFaults = ({ path }: { readonly path: FormPath }) => (
  <FaultsBeside path={path} faults={useFaultsAt(path)} />
);

/** Tells the faults of a field whose parts have no place of their own for theirs. */
export const FaultsWithin = ({ path }: { readonly path: FormPath }) => (
  <FaultsBeside path={path} faults={useFaultsWithin(path)} />
);

function FaultsBeside({ path, faults }: { readonly path: FormPath; readonly faults: readonly Fault[] }) {
  const t = useTranslate();
  const language = useLanguage();
  const { record, schema, onEdit } = useForm();
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
                  {t('desk.form.example')} <code>{words.example}</code>
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

/** What the forms of a group are told apart by: the kind of a statement, the type of a relation. */
import { capital, fieldLabel } from '../../../../records/faults/fields.ts';
import { valueIn, wordAt, type FormPath } from '../../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../server/record-schema.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { useForm } from './context.ts';
import { useControl } from './inputs.tsx';
import { asKind, branches } from './model.ts';
import { TEXT, valueName } from './text.ts';

/** What a group is told apart by; another choice keeps what the two kinds have in common. */
export function Kind({
  path,
  node,
  telling,
}: {
  readonly path: FormPath;
  readonly node: RecordSchema;
  readonly telling: string;
}) {
  const { record, beginning, onEdit } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const control = useControl([...path, telling]);
  const value = valueIn(record, path);
  const kinds = branches(node).map((one) => one.properties?.[telling]);
  const now = wordAt(value, [telling]);
  const about = kinds.find((one) => one?.const === now)?.description;
  return (
    <>
      <select
        {...control}
        value={now}
        aria-label={capital(fieldLabel(telling, language))}
        onChange={({ target }) =>
          onEdit([{ kind: 'set', path, value: asKind(node, telling, target.value, value, beginning) }])
        }
      >
        {!kinds.some((one) => one?.const === now) && <option value={now}>{now === '' ? t(TEXT.choose) : now}</option>}
        {kinds.map((one) => (
          <option key={String(one?.const)} value={String(one?.const)}>
            {t(valueName(String(one?.const)))}
          </option>
        ))}
      </select>
      {language === 'en' && about !== undefined && <p className="quiet small">{about}</p>}
    </>
  );
}

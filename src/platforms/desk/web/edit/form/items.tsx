/** What holds groups of fields: a list of them, and two side by side. */
import { useState, type ReactNode } from 'react';
import { capital, fieldLabel } from '../../../../../records/fault-words/fields.ts';
import { valueIn, wordAt, type FormPath } from '../../../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { isWithin, keyOf, orderAt, useForm } from './context.ts';
import { FieldFaults, useFaultCount } from './faults.tsx';
import type { FormInputProps } from './inputs.tsx';
import { beginningOf, itemOf, titleOf } from './model.ts';
import { TEXT, valueName } from './text.ts';

export type HoldsFields = {
  readonly path: FormPath;
  /** Draws the fields of a group. */
  readonly fields: (path: FormPath) => ReactNode;
};

/** One of two that stand side by side, such as what each side says. */
export function PairSide({ path, fields }: HoldsFields) {
  const { record, known } = useForm();
  const language = useLanguage();
  const value = valueIn(record, path);
  const id = valueIn(value, ['party']) ?? valueIn(value, ['id']);
  const party = known.parties.find((one) => one.id === id);
  const name = party?.name[language] ?? party?.name.en ?? titleOf(value, language);
  return (
    <fieldset className="pair-side">
      <legend>{capital(name)}</legend>
      {fields(path)}
      <FieldFaults path={path} />
    </fieldset>
  );
}

/** A list of groups, each closed until it is opened. */
export function Items({ path, node, fields }: FormInputProps & HoldsFields) {
  const { record, schema, beginning, onEdit } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const [added, setAdded] = useState<number>();
  const found = valueIn(record, path);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  const add = (): void => {
    const value = beginningOf(itemOf(node), 'group', beginning);
    setAdded(items.length);
    onEdit([
      items.length === 0
        ? { kind: 'set', path, value: [value], order: orderAt(schema, record, path) }
        : { kind: 'insert', path, at: items.length, value },
    ]);
  };
  const isFull = node.maxItems !== undefined && items.length >= node.maxItems;
  return (
    <>
      {items.length === 0 && <p className="quiet small">{t(TEXT.none)}</p>}
      {items.map((item, at) => (
        <Item
          key={`${at} ${wordAt(item, ['id'])}`}
          path={[...path, at]}
          count={items.length}
          isNew={added === at}
          fields={fields}
        />
      ))}
      {!isFull && (
        <p className="actions">
          <button type="button" onClick={add}>
            {`${t(TEXT.add)}${language === 'zh' ? '' : ' '}${fieldLabel(String(path.at(-1)), language)}`}
          </button>
        </p>
      )}
    </>
  );
}

/** One of a list of groups: a line by which it is known, and its fields once it is opened. */
function Item({ path, count, isNew, fields }: HoldsFields & { readonly count: number; readonly isNew: boolean }) {
  const { record, sought, onEdit } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const value = valueIn(record, path);
  const at = Number(path.at(-1));
  const list = path.slice(0, -1);
  const isSought = sought.count > 0 && isWithin(sought.path, path);
  const [open, setOpen] = useState(isNew);
  const [seen, setSeen] = useState(0);
  if (isSought && seen !== sought.count) {
    setSeen(sought.count);
    setOpen(true);
  }
  const faults = useFaultCount(path);
  const title = titleOf(value, language);
  const kind = valueIn(value, ['kind']) ?? valueIn(value, ['type']) ?? valueIn(value, ['on']);
  const move = (to: number): void => onEdit([{ kind: 'move', path: list, from: at, to }]);
  return (
    <details
      className="item"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-path={keyOf(path)}
    >
      <summary>
        <span className="item-title">{title === '' ? `${at + 1}` : title}</span>
        {typeof kind === 'string' && <span className="quiet small"> {t(valueName(kind))}</span>}
        {faults > 0 && <span className="badge bad"> {t(TEXT.faults(faults))}</span>}
      </summary>
      {open && (
        <div className="item-body">
          {fields(path)}
          <FieldFaults path={path} />
          <p className="actions small">
            <button type="button" disabled={at === 0} onClick={() => move(at - 1)}>
              {t(TEXT['move-up'])}
            </button>
            <button type="button" disabled={at === count - 1} onClick={() => move(at + 1)}>
              {t(TEXT['move-down'])}
            </button>
            <button type="button" onClick={() => onEdit([{ kind: 'remove', path }])}>
              {t(TEXT.remove)}
            </button>
          </p>
        </div>
      )}
    </details>
  );
}

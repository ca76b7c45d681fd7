/** What holds groups of fields: a list of them, and two side by side. */
import { useState, type ReactNode } from 'react';
import { capital, fieldLabel } from '../../../../records/faults/fields.ts';
import { valueIn, type FormPath } from '../../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { isWithin, keyOf, orderAt, useForm } from './context.ts';
import { FieldFaults, useFaultCount } from './faults.tsx';
import type { FormInputProps } from './inputs.tsx';
import { beginningOf, itemOf, titleOf, withEntryId } from './model.ts';
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
  /** The places of those that are open. */
  const [opened, setOpened] = useState<readonly number[]>([]);
  const found = valueIn(record, path);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  const add = (): void => {
    const begun = beginningOf(itemOf(node), 'group', beginning);
    const value = withEntryId(begun, String(path.at(-1)), beginning.today, items);
    setOpened([...opened, items.length]);
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
      {items.map((_, at) => (
        <Item
          // By its place: an id is typed letter by letter.
          key={at}
          path={[...path, at]}
          count={items.length}
          isOpen={opened.includes(at)}
          onToggle={(isOpen) => setOpened(isOpen ? [...opened, at] : opened.filter((one) => one !== at))}
          onMove={(to) => {
            setOpened(opened.map((one) => (one === at ? to : one === to ? at : one)));
            onEdit([{ kind: 'move', path, from: at, to }]);
          }}
          onRemove={() => {
            setOpened(opened.filter((one) => one !== at).map((one) => (one > at ? one - 1 : one)));
            onEdit([{ kind: 'remove', path: [...path, at] }]);
          }}
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

type ItemProps = HoldsFields & {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

/** One of a list of groups: a line by which it is known, and its fields once it is opened. */
function Item({ path, count, isOpen, onToggle, onMove, onRemove, fields }: ItemProps) {
  const { record, sought } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const value = valueIn(record, path);
  const at = Number(path.at(-1));
  const isSought = sought.count > 0 && isWithin(sought.path, path);
  const [seen, setSeen] = useState(0);
  // Open for what is sought in it, until it is closed.
  const isFound = isSought && seen !== sought.count;
  const open = isOpen || isFound;
  const faults = useFaultCount(path);
  const title = titleOf(value, language);
  const kind = valueIn(value, ['kind']) ?? valueIn(value, ['type']) ?? valueIn(value, ['on']);
  return (
    <details
      className="item"
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open === open) return;
        if (isSought) setSeen(sought.count);
        onToggle(currentTarget.open);
      }}
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
            <button type="button" disabled={at === 0} onClick={() => onMove(at - 1)}>
              {t(TEXT['move-up'])}
            </button>
            <button type="button" disabled={at === count - 1} onClick={() => onMove(at + 1)}>
              {t(TEXT['move-down'])}
            </button>
            <button type="button" onClick={onRemove}>
              {t(TEXT.remove)}
            </button>
          </p>
        </div>
      )}
    </details>
  );
}

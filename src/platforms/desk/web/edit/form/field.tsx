/** A field of a form by its schema: its name, what it is for, what edits it, and its faults; groups and lists of groups hold fields in turn. */
import { useState, type ReactNode } from 'react';
import { fieldAbout, fieldLabel, listLabel } from '../../../../../records/fault-words/fields.ts';
import { valueIn, wordAt, type FormPath } from '../../../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../server/record-schema.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { isWithin, keyOf, orderAt, useForm } from './context.ts';
import { FieldFaults, useFaultCount } from './faults.tsx';
import {
  Choice,
  Flag,
  Lines,
  Lists,
  NumberField,
  Several,
  Texts,
  useControl,
  Words,
  type InputProps,
} from './inputs.tsx';
import {
  asKind,
  beginningOf,
  branches,
  branchFor,
  itemOf,
  nodeAt,
  tellingField,
  titleOf,
  widgetOf,
  type Widget,
} from './model.ts';
import { DocumentField, Names, PartyField, Statements, Whose } from './references.tsx';
import { TEXT, valueName } from './text.ts';
import { Day, WhenField } from './when.tsx';

/** What stands in a frame of its own, with its name as a heading. */
const FRAMED: ReadonlySet<Widget> = new Set(['group', 'items', 'pair', 'statements', 'topics', 'documents', 'lists']);

export type FieldProps = {
  readonly path: FormPath;
  /** Whether what may be added is open from the start. */
  readonly isOpen?: boolean;
};

/** Draws a field; one that is missing and not needed is left out, and offered by the group around it. */
export function Field({ path, isOpen = false }: FieldProps) {
  const { schema, record } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const name = String(path.at(-1));
  const node = nodeAt(schema, record, path);
  const around = branchFor(nodeAt(schema, record, path.slice(0, -1)), valueIn(record, path.slice(0, -1)));
  const isRequired = around.required?.includes(name) === true;
  const widget = widgetOf(node, name);
  const one = capital(fieldLabel(name, language));
  const label = FRAMED.has(widget) ? capital(listLabel(name, language)) : one;
  const about = language === 'zh' ? fieldAbout(name) : aboutOf(node, name);
  const props = { path, node, label, isRequired };
  return (
    <div
      className={`form-field ${FRAMED.has(widget) ? 'is-framed' : ''} of-${widget}`}
      role={FRAMED.has(widget) ? 'group' : undefined}
      aria-label={FRAMED.has(widget) ? label : undefined}
    >
      <p className="form-label">
        <strong>{label}</strong>
        {!isRequired && <RemoveButton path={path} label={`${t(TEXT.remove)}: ${label}`} />}
      </p>
      {about !== undefined && path.length < 3 && <p className="quiet small form-about">{about}</p>}
      <Editor {...props} widget={widget} isOpen={isOpen} />
      {!['lists'].includes(widget) && <FieldFaults path={path} />}
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the schema says of a field in English; of one in both languages what it says of both. */
const aboutOf = (node: RecordSchema, name: string): string | undefined =>
  name === 'id' ? undefined : (node.description ?? branches(node)[0]?.description);

function RemoveButton({ path, label }: { readonly path: FormPath; readonly label: string }) {
  const { record, onEdit } = useForm();
  if (valueIn(record, path) === undefined) return null;
  return (
    <button
      type="button"
      className="small-button"
      aria-label={label}
      title={label}
      onClick={() => onEdit([{ kind: 'remove', path }])}
    >
      ×
    </button>
  );
}

function Editor({
  widget,
  isOpen,
  ...props
}: InputProps & { readonly widget: Widget; readonly isOpen: boolean }): ReactNode {
  const { path, node } = props;
  const { record, schema, beginning, onEdit } = useForm();
  const t = useTranslate();
  switch (widget) {
    case 'texts':
      return <Texts {...props} />;
    case 'lists':
      return <Lists {...props} />;
    case 'lines':
      return <Lines path={path} label={props.label} />;
    case 'day':
      return <Day {...props} />;
    case 'when':
      return <WhenField {...props} />;
    case 'number':
      return <NumberField {...props} />;
    case 'flag':
      return <Flag {...props} />;
    case 'select':
      return <Choice {...props} />;
    case 'party':
      return <PartyField {...props} />;
    case 'document':
      return <DocumentField {...props} />;
    case 'topics':
    case 'documents':
      return <Names {...props} of={widget} />;
    case 'statements':
      return <Statements {...props} isOpen={isOpen} />;
    case 'languages':
      return <Several {...props} />;
    case 'fingerprints': {
      const all = valueIn(record, path);
      return <p className="quiet">{t(TEXT.fingerprints(Array.isArray(all) ? all.length : 0))}</p>;
    }
    case 'whose': {
      const set = (value: unknown): void =>
        onEdit([{ kind: 'set', path, value, order: orderAt(schema, record, path) }]);
      const named = branches(node).find(({ type }) => type === 'object') ?? {};
      const isNamed = !Array.isArray(valueIn(record, path));
      return (
        <>
          <Whose {...props} onAuthors={() => set([])} onNamed={() => set(beginningOf(named, 'group', beginning))} />
          {isNamed && <Group path={path} />}
        </>
      );
    }
    case 'group':
      return <Group path={path} />;
    case 'items':
      return <Items {...props} />;
    case 'pair':
      return (
        <div className="pair">
          {[0, 1].map((at) => (
            <PairSide key={at} path={[...path, at]} />
          ))}
        </div>
      );
    case 'statement':
    case 'line':
      return <Words {...props} isLong={(node.maxLength ?? 0) > 150} />;
  }
}

/** One of two that stand side by side, such as what each side says. */
function PairSide({ path }: { readonly path: FormPath }) {
  const { record, known } = useForm();
  const language = useLanguage();
  const value = valueIn(record, path);
  const id = valueIn(value, ['party']) ?? valueIn(value, ['id']);
  const party = known.parties.find((one) => one.id === id);
  const name = party?.name[language] ?? party?.name.en ?? titleOf(value, language);
  return (
    <fieldset className="pair-side">
      <legend>{capital(name)}</legend>
      <Group path={path} />
      <FieldFaults path={path} />
    </fieldset>
  );
}

/** The fields of a group: those that are there or needed, and the names of the others to add. `only` narrows it to some. */
export function Group({
  path,
  only,
  open = [],
}: {
  readonly path: FormPath;
  readonly only?: readonly string[];
  readonly open?: readonly string[];
}) {
  const { schema, record, beginning, faults, onEdit } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const node = nodeAt(schema, record, path);
  const value = valueIn(record, path);
  const branch = branchFor(node, value);
  const telling = tellingField(node);
  const names = (only ?? Object.keys(branch.properties ?? {})).filter(
    (name) => branch.properties?.[name] !== undefined,
  );
  const isShown = (name: string): boolean =>
    branch.required?.includes(name) === true ||
    valueIn(value, [name]) !== undefined ||
    faults.some(({ field }) => field === keyOf([...path, name]));
  const strange = Object.keys(value ?? {}).filter((name) => branch.properties?.[name] === undefined);
  const absent = names.filter((name) => !isShown(name));
  return (
    <>
      {telling !== undefined && names.includes(telling) && (
        <div className="form-field">
          <p className="form-label">
            <strong>{capital(fieldLabel(telling, language))}</strong>
          </p>
          <Kind path={path} node={node} telling={telling} />
          <FieldFaults path={[...path, telling]} />
        </div>
      )}
      {names
        .filter((name) => name !== telling && isShown(name))
        .map((name) => (
          <Field key={name} path={[...path, name]} isOpen={open.includes(name)} />
        ))}
      {only === undefined && strange.map((name) => <FieldFaults key={name} path={[...path, name]} />)}
      {absent.length > 0 && (
        <p className="actions small">
          <span className="quiet">{t(TEXT.optional)}</span>
          {absent.map((name) => (
            <button
              key={name}
              type="button"
              className="small-button"
              onClick={() =>
                onEdit([
                  {
                    kind: 'set',
                    path: [...path, name],
                    value: beginningOf(branch.properties?.[name] ?? {}, name, beginning) ?? '',
                    order: Object.keys(branch.properties ?? {}),
                  },
                ])
              }
            >
              {fieldLabel(name, language)}
            </button>
          ))}
        </p>
      )}
    </>
  );
}

/** What a group is told apart by; another choice keeps what the two kinds have in common. */
function Kind({
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

/** A list of groups, each closed until it is opened. */
function Items({ path, node }: InputProps) {
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
        <Item key={`${at} ${wordAt(item, ['id'])}`} path={[...path, at]} count={items.length} isNew={added === at} />
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
function Item({ path, count, isNew }: { readonly path: FormPath; readonly count: number; readonly isNew: boolean }) {
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
          <Group path={path} />
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

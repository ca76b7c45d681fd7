/** A field of a form by its schema: its name, what it is for, what edits it, and its faults; groups and lists of groups hold fields in turn. */
import './form.css';
import { type ReactNode, useState } from 'react';
import { capital, fieldAbout, fieldLabel, itemTitle, listLabel } from '../../../records/field-labels.ts';
import { valueIn, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { keyOf, orderAt, useForm, isWithin } from './context.ts';
import { FieldFaults, useFaultsWithin } from './field-faults.tsx';
import {
  Choice,
  Checkbox,
  NumberField,
  MultipleChoice,
  LinesInput,
  TranslatedLists,
  TranslatedInput,
  TextInput,
  type FormInputProps,
  KindSelect,
} from './inputs.tsx';
import { branches, branchFor, nodeAt, discriminatorOf, itemOf } from '../record-schema.ts';
import { initialValueOf, widgetOf, type Widget, withEntryId, isToldEntry } from './widgets.ts';
import { DocumentField, RecordNames, PartyField, StatementPicker, SpeakerField } from './references.tsx';
import { valueName } from './value-names.ts';
import { Day, WhenField } from './date.tsx';

/** What stands in a frame of its own, with its name as a heading. */
const FRAMED: ReadonlySet<Widget> = new Set([
  'group',
  'items',
  'pair',
  'statements',
  'topics',
  'documents',
  'translated-lists',
]);

type FormFieldProps = {
  readonly path: FormPath;
  /** Whether what may be added is open from the start. */
  readonly isOpen?: boolean;
  /** What stands below its input. */
  readonly children?: ReactNode;
};

/** Draws a field; one that is missing and not needed is left out, and offered by the group around it. */
export function Field({ path, isOpen = false, children }: FormFieldProps) {
  const { schema, record, isEntry, wordsOf } = useForm();
  const language = useLanguage();
  const name = String(path.at(-1));
  const node = nodeAt(schema, record, path);
  const around = branchFor(nodeAt(schema, record, path.slice(0, -1)), valueIn(record, path.slice(0, -1)));
  const isRequired = around.required?.includes(name) === true;
  const widget = widgetOf(node, name);
  const one = capital(fieldLabel(name, language));
  const inRecords = FRAMED.has(widget) ? capital(listLabel(name, language)) : one;
  const inSchema = (language === 'en' ? aboutOf(node, name) : undefined) ?? fieldAbout(name, language);
  const { label = inRecords, about = isEntry || path.length > 2 ? undefined : inSchema } = wordsOf(path);
  const isFramed = FRAMED.has(widget);
  return (
    <FieldFrame path={path} label={label} about={about} isRequired={isRequired} isFramed={isFramed}>
      <Editor path={path} node={node} label={label} isRequired={isRequired} widget={widget} isOpen={isOpen} />
      {children}
      {widget !== 'translated-lists' && <FieldFaults path={path} />}
    </FieldFrame>
  );
}

type FieldFrameProps = {
  readonly path: FormPath;
  readonly label: string;
  readonly about?: string | undefined;
  readonly isRequired: boolean;
  /** Whether it is a group of inputs, which its name is the heading of. */
  readonly isFramed: boolean;
  readonly children: ReactNode;
};

/** What stands around the input of a field: its name, whether it may be left out, and what it is for. */
export function FieldFrame({ path, label, about, isRequired, isFramed, children }: FieldFrameProps) {
  const { isEntry } = useForm();
  const t = useTranslate();
  return (
    <div
      data-field={keyOf(path)}
      className={isFramed ? 'form-field is-framed' : 'form-field'}
      role={isFramed ? 'group' : undefined}
      aria-label={isFramed ? label : undefined}
    >
      <p className="form-label">
        <span>
          <strong>{label}</strong>
          {!isRequired && isEntry && <span className="quiet small"> {t('desk.form.optional')}</span>}
        </span>
        {!isRequired && !isEntry && <RemoveButton path={path} label={`${t('desk.form.remove')}: ${label}`} />}
      </p>
      {about !== undefined && <p className="quiet small form-about">{about}</p>}
      {children}
    </div>
  );
}

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
}: FormInputProps & { readonly widget: Widget; readonly isOpen: boolean }): ReactNode {
  const { path, node } = props;
  const { record, schema, beginning, onEdit } = useForm();
  const t = useTranslate();
  switch (widget) {
    case 'translated-text':
      return <TranslatedInput {...props} />;
    case 'translated-lists':
      return <TranslatedLists {...props} />;
    case 'lines':
      return <LinesInput path={path} label={props.label} />;
    case 'day':
      return <Day {...props} />;
    case 'when':
      return <WhenField {...props} />;
    case 'number':
      return <NumberField {...props} />;
    case 'checkbox':
      return <Checkbox {...props} />;
    case 'choice':
      return <Choice {...props} />;
    case 'party':
      return <PartyField {...props} />;
    case 'document':
      return <DocumentField {...props} />;
    case 'topics':
    case 'documents':
      return <RecordNames {...props} of={widget} />;
    case 'statements':
      return <StatementPicker {...props} isOpen={isOpen} />;
    case 'multiple-choice':
      return <MultipleChoice {...props} />;
    case 'fingerprints': {
      const all = valueIn(record, path);
      return <p className="quiet">{t('desk.form.fingerprints', { count: Array.isArray(all) ? all.length : 0 })}</p>;
    }
    case 'speaker': {
      const set = (value: unknown): void =>
        onEdit([{ kind: 'set', path, value, order: orderAt(schema, record, path) }]);
      const named = branches(node).find(({ type }) => type === 'object') ?? {};
      return (
        <SpeakerField
          {...props}
          onAuthors={() => set([])}
          onNamed={() => set(initialValueOf(named, 'group', beginning))}
        >
          <Group path={path} />
        </SpeakerField>
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
    case 'text':
      return <TextInput {...props} isLong={(node.maxLength ?? 0) > 150} />;
  }
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
  const { schema, record, beginning, faults, isEntry, onEdit, onGo } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const node = nodeAt(schema, record, path);
  const value = valueIn(record, path);
  const branch = branchFor(node, value);
  const telling = discriminatorOf(node);
  const names = (only ?? Object.keys(branch.properties ?? {})).filter(
    (name) =>
      branch.properties?.[name] !== undefined &&
      // What makes an entry known to the bot is no word of the curator's.
      (name !== 'id' || !isToldEntry(path) || faults.some(({ field }) => field === keyOf([...path, name]))),
  );
  const isShown = (name: string): boolean =>
    isEntry ||
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
          <KindSelect path={path} node={node} telling={telling} />
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
          <span className="quiet">{t('desk.form.add')}</span>
          {absent.map((name) => (
            <button
              key={name}
              type="button"
              className="small-button"
              onClick={() => {
                onEdit([
                  {
                    kind: 'set',
                    path: [...path, name],
                    value: initialValueOf(branch.properties?.[name] ?? {}, name, beginning) ?? '',
                    order: Object.keys(branch.properties ?? {}),
                  },
                ]);
                // It stands among the others, far from where it is asked for.
                onGo([...path, name]);
              }}
            >
              {fieldLabel(name, language)}
            </button>
          ))}
        </p>
      )}
    </>
  );
}

/** One of two that stand side by side, such as what each side says. */
function PairSide({ path }: { readonly path: FormPath }) {
  const { record, known } = useForm();
  const language = useLanguage();
  const value = valueIn(record, path);
  const id = valueIn(value, ['party']) ?? valueIn(value, ['id']);
  const party = known.parties.find((one) => one.id === id);
  const name = party?.name[language] ?? party?.name.en ?? itemTitle(value, language);
  return (
    <fieldset className="pair-side">
      <legend>{capital(name)}</legend>
      <Group path={path} />
      <FieldFaults path={path} />
    </fieldset>
  );
}

/** A list of groups, each closed until it is opened. */
function Items({ path, node }: FormInputProps) {
  const { record, schema, beginning, onEdit } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  /** The places of those that are open. */
  const [opened, setOpened] = useState<readonly number[]>([]);
  const found = valueIn(record, path);
  const items: readonly unknown[] = Array.isArray(found) ? found : [];
  const add = (): void => {
    const begun = initialValueOf(itemOf(node), 'group', beginning);
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
      {items.length === 0 && <p className="quiet small">{t('desk.form.none')}</p>}
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
        />
      ))}
      {!isFull && (
        <p className="actions">
          <button type="button" onClick={add}>
            {`${t('desk.form.add')}${language === 'zh' ? '' : ' '}${fieldLabel(String(path.at(-1)), language)}`}
          </button>
        </p>
      )}
    </>
  );
}

type ItemProps = {
  readonly path: FormPath;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

/** One of a list of groups: a line by which it is known, and its fields once it is opened. */
function Item({ path, count, isOpen, onToggle, onMove, onRemove }: ItemProps) {
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
  const faults = useFaultsWithin(path).length;
  const title = itemTitle(value, language);
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
        {typeof kind === 'string' && <span className="quiet small"> {valueName(kind, t)}</span>}
        {faults > 0 && <span className="badge bad"> {t('desk.form.faults', { count: faults })}</span>}
      </summary>
      {open && (
        <div className="item-body">
          <Group path={path} />
          <FieldFaults path={path} />
          <p className="actions small">
            <button type="button" disabled={at === 0} onClick={() => onMove(at - 1)}>
              {t('desk.form.move-up')}
            </button>
            <button type="button" disabled={at === count - 1} onClick={() => onMove(at + 1)}>
              {t('desk.form.move-down')}
            </button>
            <button type="button" onClick={onRemove}>
              {t('desk.form.remove')}
            </button>
          </p>
        </div>
      )}
    </details>
  );
}

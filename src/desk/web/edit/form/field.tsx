/** A field of a form by its schema: its name, what it is for, what edits it, and its faults; groups and lists of groups hold fields in turn. */
import type { ReactNode } from 'react';
import { capital, fieldAbout, fieldLabel, listLabel } from '../../../../records/faults/fields.ts';
import { valueIn, type FormPath } from '../../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../server/record-schema.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { keyOf, orderAt, useForm } from './context.ts';
import { FieldFaults } from './faults.tsx';
import { Choice, Flag, NumberField, Several } from './choices.tsx';
import { Lines, Lists, Texts, Words, type FormInputProps } from './inputs.tsx';
import { Items, PairSide } from './items.tsx';
import { Kind } from './kind.tsx';
import { beginningOf, branches, branchFor, nodeAt, tellingField, widgetOf, type Widget } from './model.ts';
import { DocumentField, Names, PartyField, Statements, Whose } from './references.tsx';
import { TEXT } from './text.ts';
import { Day, WhenField } from './when.tsx';

/** What stands in a frame of its own, with its name as a heading. */
const FRAMED: ReadonlySet<Widget> = new Set(['group', 'items', 'pair', 'statements', 'topics', 'documents', 'lists']);

export type FormFieldProps = {
  readonly path: FormPath;
  /** Whether what may be added is open from the start. */
  readonly isOpen?: boolean;
};

/** Draws a field; one that is missing and not needed is left out, and offered by the group around it. */
export function Field({ path, isOpen = false }: FormFieldProps) {
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
  const about = (language === 'en' ? aboutOf(node, name) : undefined) ?? fieldAbout(name, language);
  const props = { path, node, label, isRequired };
  return (
    <div
      data-field={keyOf(path)}
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
      return <Items {...props} fields={fieldsOf} />;
    case 'pair':
      return (
        <div className="pair">
          {[0, 1].map((at) => (
            <PairSide key={at} path={[...path, at]} fields={fieldsOf} />
          ))}
        </div>
      );
    case 'statement':
    case 'line':
      return <Words {...props} isLong={(node.maxLength ?? 0) > 150} />;
  }
}

const fieldsOf = (path: FormPath): ReactNode => <Group path={path} />;

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
  const { schema, record, beginning, faults, onEdit, onGo } = useForm();
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
              onClick={() => {
                onEdit([
                  {
                    kind: 'set',
                    path: [...path, name],
                    value: beginningOf(branch.properties?.[name] ?? {}, name, beginning) ?? '',
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

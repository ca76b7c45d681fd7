/** The fields of a form that hold words, numbers and choices. */
import type { ReactNode } from 'react';
import type { Language } from '../../../../records/schema.ts';
import { fieldLabel } from '../../../../records/faults/fields.ts';
import { valueIn, type FormEdit, type FormPath } from '../../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../server/record-schema.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { faultId, FieldFaults, useFaultsAt } from './faults.tsx';
import { keyOf, orderAt, useForm } from './context.ts';
import { languagesOf, listChanges } from './model.ts';
import { TEXT } from './text.ts';
import { useTyped } from './typed.ts';

export type FormInputProps = {
  readonly path: FormPath;
  readonly node: RecordSchema;
  /** What the field is called for those who hear the page. */
  readonly label: string;
  readonly isRequired: boolean;
};

/** Returns what sets a field, or takes it out where it is emptied and not needed. */
export function useSet(path: FormPath, isRequired: boolean): (value: unknown) => void {
  const { schema, record, onEdit } = useForm();
  return (value) =>
    onEdit([
      value === undefined || (value === '' && !isRequired)
        ? { kind: 'remove', path }
        : { kind: 'set', path, value, order: orderAt(schema, record, path) },
    ]);
}

/** What ties a control to its faults and to the place that a fault leads to. */
export function useControl(path: FormPath) {
  const faults = useFaultsAt(path);
  return {
    'data-path': keyOf(path),
    ...(faults.length > 0 && { 'aria-invalid': true as const, 'aria-describedby': faultId(path) }),
  };
}

export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** One line, however long: line breaks become spaces. */
export const oneLine = (typed: string): string => typed.replaceAll(/\s*\n\s*/gu, ' ').trim();

type WordsProps = FormInputProps & { readonly lang?: string | undefined; readonly isLong?: boolean };

export function Words({ path, node, label, isRequired, lang, isLong = false }: WordsProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const { typed, type, leave } = useTyped(asText(valueIn(record, path)), set, oneLine);
  const most = node.maxLength;
  const left = most === undefined ? undefined : most - typed.length;
  const common = {
    ...control,
    value: typed,
    'aria-label': label,
    ...(lang !== undefined && { lang }),
    onBlur: leave,
  };
  return (
    <>
      {isLong ? (
        <textarea
          {...common}
          rows={Math.max(2, Math.ceil(typed.length / (lang === 'zh-CN' ? 28 : 52)))}
          onChange={({ target }) => type(target.value)}
        />
      ) : (
        <input {...common} onChange={({ target }) => type(target.value)} />
      )}
      {left !== undefined && left < Math.min(40, (most ?? 0) / 3) && (
        <p className={left < 0 ? 'bad small' : 'quiet small'}>{t(left < 0 ? TEXT.over(-left) : TEXT.left(left))}</p>
      )}
    </>
  );
}

const LANG: Readonly<Record<string, string>> = { en: 'en', zh: 'zh-CN', 'zh-TW': 'zh-TW' };

/** One text in the languages of its record, side by side. */
export function Texts({ path, node, label }: FormInputProps) {
  const language = useLanguage();
  const { record, languages } = useForm();
  const names = languagesOf(node, valueIn(record, path), languages);
  const isLong = names.some((name) => (node.properties?.[name]?.maxLength ?? 0) >= 100);
  return (
    <div className="languages">
      {names.map((name) => (
        <Side key={name} name={name} language={language}>
          <Words
            path={[...path, name]}
            node={node.properties?.[name] ?? {}}
            label={`${label}, ${fieldLabel(name, language)}`}
            isRequired={node.required?.includes(name) === true}
            lang={LANG[name]}
            isLong={isLong}
          />
          <FieldFaults path={[...path, name]} />
        </Side>
      ))}
    </div>
  );
}

function Side({
  name,
  language,
  children,
}: {
  readonly name: string;
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <span className="quiet small" aria-hidden="true">
        {fieldLabel(name, language)}
      </span>
      {children}
    </div>
  );
}

/** Lists of names or questions in the languages of their record, one a line. */
export function Lists({ path, node, label }: FormInputProps) {
  const t = useTranslate();
  const language = useLanguage();
  const { record, languages } = useForm();
  return (
    <>
      <p className="quiet small">{t(TEXT['one-a-line'])}</p>
      <div className="languages">
        {languagesOf(node, valueIn(record, path), languages).map((name) => (
          <Side key={name} name={name} language={language}>
            <Lines path={[...path, name]} label={`${label}, ${fieldLabel(name, language)}`} lang={LANG[name]} />
          </Side>
        ))}
      </div>
    </>
  );
}

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const tidyLines = (typed: string): string => linesOf(typed).join('\n');

type LinesProps = { readonly path: FormPath; readonly label: string; readonly lang?: string | undefined };

export function Lines({ path, label, lang }: LinesProps) {
  const { record, schema, faults, onEdit } = useForm();
  const found = valueIn(record, path);
  const before = Array.isArray(found) ? found.map(asText) : [];
  const control = useControl(path);
  const write = (typed: string): void => {
    const after = linesOf(typed);
    if (found === undefined || before.length === 0 || after.length === 0)
      onEdit([{ kind: 'set', path, value: after, order: orderAt(schema, record, path) }]);
    else
      onEdit(
        listChanges(before, after).map(({ kind, at, value }): FormEdit =>
          kind === 'set'
            ? { kind, path: [...path, at], value }
            : kind === 'insert'
              ? { kind, path, at, value }
              : { kind, path: [...path, at] },
        ),
      );
  };
  const { typed, type, leave } = useTyped(before.join('\n'), write, tidyLines);
  const within = faults.filter(({ field }) => field.startsWith(`${keyOf(path)}.`));
  return (
    <>
      <textarea
        {...control}
        className="lines"
        value={typed}
        aria-label={label}
        lang={lang}
        rows={Math.min(12, Math.max(3, before.length + 1))}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
      <FieldFaults path={path} />
      {within.map(({ field, code }) => {
        const at = Number(field.slice(keyOf(path).length + 1).split('.')[0]);
        return (
          <div key={`${field} ${code}`}>
            <p className="quiet small">
              <q>{before[at]}</q>
            </p>
            <FieldFaults path={[...path, at]} />
          </div>
        );
      })}
    </>
  );
}

/** The inputs of forms: texts in their languages, lines, numbers, choices and yes or no. */
import { type ReactNode, useEffect, useEffectEvent, useRef, useState, useId } from 'react';
import type { Language } from '../../../records/schema.ts';
import { fieldLabel, capital } from '../../../records/field-labels.ts';
import { valueIn, type FormEdit, type FormPath, wordAt } from '../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { faultId, FaultsWithin, FieldFaults, useFaultsAt } from './field-faults.tsx';
import { keyOf, orderAt, useForm } from './context.ts';
import { branches } from '../record-schema.ts';
import { languagesOf, listChanges, withOtherKind } from './widgets.ts';
import { valueName } from './value-names.ts';
import { SelectOne, type SelectOption } from '../components/select-one.tsx';

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

type WordsProps = FormInputProps & {
  readonly lang?: string | undefined;
  readonly isLong?: boolean;
  /** Whether a form that is filled in once is not sent without it; as the schema says unless given. */
  readonly isNeeded?: boolean;
};

export function TextInput({ path, node, label, isRequired, lang, isLong = false, isNeeded = isRequired }: WordsProps) {
  const { record, isEntry, wordsOf } = useForm();
  const { list, lang: own = lang } = wordsOf(path);
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
    lang: own,
    required: isEntry && isNeeded,
    onBlur: leave,
  };
  return (
    <>
      {isLong && list === undefined ? (
        <textarea
          {...common}
          rows={Math.max(2, Math.ceil(typed.length / (lang === 'zh-CN' ? 28 : 52)))}
          onChange={({ target }) => type(target.value)}
        />
      ) : (
        <input {...common} list={list} onChange={({ target }) => type(target.value)} />
      )}
      {left !== undefined && left < Math.min(40, (most ?? 0) / 3) && (
        <p className={left < 0 ? 'bad small' : 'quiet small'}>
          {left < 0 ? t('desk.form.over', { count: -left }) : t('desk.form.left', { count: left })}
        </p>
      )}
    </>
  );
}

const LANG: Readonly<Record<string, string>> = { en: 'en', zh: 'zh-CN', 'zh-TW': 'zh-TW' };

/** One text in the languages of its record, side by side. */
export function TranslatedInput({ path, node, label, isRequired }: FormInputProps) {
  const language = useLanguage();
  const { record, languages } = useForm();
  const names = languagesOf(node, valueIn(record, path), languages);
  const isLong = names.some((name) => (node.properties?.[name]?.maxLength ?? 0) >= 100);
  return (
    <div className="languages">
      {names.map((name) => (
        <Side key={name} name={name} language={language}>
          <TextInput
            path={[...path, name]}
            node={node.properties?.[name] ?? {}}
            label={`${label}, ${fieldLabel(name, language)}`}
            isRequired={node.required?.includes(name) === true}
            isNeeded={isRequired && (node.required?.includes(name) === true || languages?.includes(name) === true)}
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
export function TranslatedLists({ path, node, label }: FormInputProps) {
  const t = useTranslate();
  const language = useLanguage();
  const { record, languages } = useForm();
  return (
    <>
      <p className="quiet small">{t('desk.form.one-a-line')}</p>
      <div className="languages">
        {languagesOf(node, valueIn(record, path), languages).map((name) => (
          <Side key={name} name={name} language={language}>
            <LinesInput path={[...path, name]} label={`${label}, ${fieldLabel(name, language)}`} lang={LANG[name]} />
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

export function LinesInput({ path, label, lang }: LinesProps) {
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
  const field = `${keyOf(path)}.`;
  const within = faults.flatMap((one) =>
    one.field.startsWith(field) ? [Number(one.field.slice(field.length).split('.')[0])] : [],
  );
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
      {[...new Set(within)].map((at) => (
        <div key={at}>
          <p className="quiet small">
            <q>{before[at]}</q>
          </p>
          <FaultsWithin path={[...path, at]} />
        </div>
      ))}
    </>
  );
}

const DEBOUNCE_MS = 180;

/**
 * Returns what a field shows, and what takes what is typed: it is told to `onWrite` soon after typing has stopped, and at
 * once when the field is left. White space at the ends is not part of it.
 */
export function useTyped(value: string, onWrite: (value: string) => void, tidy: (typed: string) => string) {
  const { isEntry } = useForm();
  const [typed, setTyped] = useState(value);
  const written = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(value);
  if (written.current !== value) {
    // Changed elsewhere: in the YAML, by a fix, by another version.
    written.current = value;
    if (tidy(typed) !== value) {
      newest.current = value;
      setTyped(value);
    }
  }
  const write = useEffectEvent(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const tidied = tidy(newest.current);
    if (tidied === value) return;
    written.current = tidied;
    onWrite(tidied);
  });
  useEffect(
    () => () => {
      // What was typed last is not lost where the field goes away.
      if (timer.current !== undefined) write();
    },
    [],
  );
  return {
    typed,
    type: (text: string): void => {
      newest.current = text;
      setTyped(text);
      clearTimeout(timer.current);
      // A value costs nothing to write, and may be sent with the next key; a text is read anew each time.
      if (isEntry) write();
      else timer.current = setTimeout(() => write(), DEBOUNCE_MS);
    },
    leave: (): void => {
      write();
      setTyped(tidy(newest.current));
    },
  };
}

export function Select({
  path,
  label,
  isRequired,
  options,
}: FormInputProps & { readonly options: readonly SelectOption[] }) {
  const { record, isEntry, wordsOf } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const none = wordsOf(path).none ?? t(isEntry ? 'desk.form.not-said' : 'desk.form.choose');
  const value = asText(valueIn(record, path));
  return (
    <SelectOne
      {...control}
      value={value}
      aria-label={label}
      none={!isRequired ? none : value === '' ? t('desk.form.choose') : undefined}
      options={options}
      onChange={(chosen) => set(chosen === '' ? undefined : chosen)}
    />
  );
}

export function Choice(props: FormInputProps) {
  const t = useTranslate();
  const options = (props.node.enum ?? []).map((value) => [value, valueName(value, t)] as const);
  return <Select {...props} options={options} />;
}

export function NumberField({ path, label, isRequired }: FormInputProps) {
  const { record } = useForm();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const write = (typed: string): void => set(/^-?\d+$/u.test(typed) ? Number(typed) : typed);
  const { typed, type, leave } = useTyped(asText(valueIn(record, path)), write, oneLine);
  return (
    <input
      {...control}
      className="number"
      inputMode="numeric"
      value={typed}
      aria-label={label}
      onChange={({ target }) => type(target.value)}
      onBlur={leave}
    />
  );
}

export function Checkbox({ path, label }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, false);
  const control = useControl(path);
  const id = useId();
  return (
    <label htmlFor={id}>
      <input
        {...control}
        id={id}
        type="checkbox"
        aria-label={label}
        checked={valueIn(record, path) === true}
        onChange={({ target }) => set(target.checked ? true : undefined)}
      />{' '}
      {t('desk.form.yes')}
    </label>
  );
}

/** Some of a few values, in the order in which the schema has them. */
export function MultipleChoice({ path, label, node }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, true);
  const control = useControl(path);
  const found = valueIn(record, path);
  const chosen = new Set(Array.isArray(found) ? found.map(asText) : []);
  const items = Array.isArray(node.items) ? {} : ((node.items ?? {}) as RecordSchema);
  const all = items.enum ?? [];
  return (
    <div className="actions" role="group" aria-label={label} {...control}>
      {all.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.has(value)}
            onChange={({ target }) => set(all.filter((one) => (one === value ? target.checked : chosen.has(one))))}
          />{' '}
          {valueName(value, t)}
        </label>
      ))}
    </div>
  );
}

/** What a group is told apart by; another choice keeps what the two kinds have in common. */
export function KindSelect({
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
          onEdit([{ kind: 'set', path, value: withOtherKind(node, telling, target.value, value, beginning) }])
        }
      >
        {!kinds.some((one) => one?.const === now) && (
          <option value={now}>{now === '' ? t('desk.form.choose') : now}</option>
        )}
        {kinds.map((one) => (
          <option key={String(one?.const)} value={String(one?.const)}>
            {valueName(String(one?.const), t)}
          </option>
        ))}
      </select>
      {language === 'en' && about !== undefined && <p className="quiet small">{about}</p>}
    </>
  );
}

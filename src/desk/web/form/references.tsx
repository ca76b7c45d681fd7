/** The fields of a form that name other records: statements, topics, documents, parties. */
import { useId, useState, type ReactNode } from 'react';
import { valueIn, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { NamedRecord, OfferedStatement } from '../../server/edit.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { orderAt, useForm } from './context.ts';
import { FieldFaults } from './field-faults.tsx';
import { Select, useControl, TextInput, type FormInputProps } from './inputs.tsx';
import { branches } from '../record-schema.ts';
import { OrderedList } from './ordered-list.tsx';
import { valueName } from './value-names.ts';

/** Returns the names in a list, and what changes it. */
function useNames(path: FormPath) {
  const { record, schema, onEdit } = useForm();
  const found = valueIn(record, path);
  const names = Array.isArray(found) ? found.map(String) : [];
  return {
    names,
    insert: (name: string, at = names.length): void => {
      if (names.includes(name)) return;
      onEdit([
        names.length === 0
          ? { kind: 'set', path, value: [name], order: orderAt(schema, record, path) }
          : { kind: 'insert', path, at, value: name },
      ]);
    },
    remove: (at: number): void => onEdit([{ kind: 'remove', path: [...path, at] }]),
    move: (from: number, to: number): void => onEdit([{ kind: 'move', path, from, to }]),
  };
}

/** So many statements are offered at once. */
const OFFERED = 12;

/** Statements by what they say, in an order of one's own. */
export function StatementPicker({ path, label, node, isOpen = false }: FormInputProps & { readonly isOpen?: boolean }) {
  const { known } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const control = useControl(path);
  const { names, insert, remove, move } = useNames(path);
  const byId = new Map(known.statements.map((one) => [one.id, one]));
  const isFull = node.maxItems !== undefined && names.length >= node.maxItems;
  return (
    <div {...control} tabIndex={-1}>
      <OrderedList
        label={label}
        items={names.map((id, at) => {
          const found = byId.get(id);
          return {
            key: `${id} ${names.indexOf(id) === at ? '' : at}`,
            title: found?.text[language] ?? found?.text.en ?? id,
            body: (
              <>
                {found === undefined ? <code>{id}</code> : <StatementLine statement={found} />}
                {found === undefined && known.statements.length > 0 && (
                  <span className="quiet small"> {t('desk.form.unknown')}</span>
                )}
                <FieldFaults path={[...path, at]} />
              </>
            ),
          };
        })}
        onMove={move}
        onRemove={remove}
      />
      {isFull && <p className="quiet small">{t('desk.form.full', { most: node.maxItems ?? 0 })}</p>}
      {known.statements.length > 0 && !isFull && (
        <details className="pick" open={isOpen}>
          <summary>{t('desk.form.pick-statement')}</summary>
          <StatementChoices taken={names} label={label} onPick={insert} />
        </details>
      )}
    </div>
  );
}

type StatementChoicesProps = {
  readonly taken: readonly string[];
  readonly label: string;
  readonly onPick: (id: string) => void;
};

function StatementChoices({ taken, label, onPick }: StatementChoicesProps) {
  const { known } = useForm();
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const left = known.statements.filter(({ id }) => !taken.includes(id));
  const found = left.filter(({ id, text }) => {
    const all = `${text.en} ${text.zh ?? ''} ${id}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return (
    <>
      <p className="actions">
        <input
          type="search"
          className="grow"
          placeholder={t('desk.form.pick-search')}
          aria-label={`${t('desk.form.pick-search')}: ${label}`}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </p>
      <ul className="list offered">
        {found.slice(0, OFFERED).map((statement) => (
          <li key={statement.id}>
            <div>
              <StatementLine statement={statement} />
            </div>
            <button
              type="button"
              aria-label={`${t('desk.form.add')}: ${statement.text.en}`}
              onClick={() => onPick(statement.id)}
            >
              {t('desk.form.add')}
            </button>
          </li>
        ))}
      </ul>
      <p className="quiet small" role="status">
        {left.length === 0
          ? t('desk.form.pick-all')
          : found.length === 0
            ? t('desk.form.pick-none')
            : found.length > OFFERED && t('desk.form.pick-more', { count: found.length - OFFERED })}
      </p>
    </>
  );
}

/** A statement as it is told apart from others: what it says, its kind, whose document it is in, and of which day. */
function StatementLine({ statement: { text, kind, when, party, id } }: { readonly statement: OfferedStatement }) {
  const { known } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const side = known.parties.find((one) => one.id === party);
  return (
    <span title={id}>
      <span lang={text[language] === undefined ? 'en' : undefined}>{text[language] ?? text.en}</span>{' '}
      <span className="quiet small">
        {[valueName(kind, t), side && nameIn(side, language), when[language] ?? when.en].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}

const nameIn = ({ name }: NamedRecord, language: 'en' | 'zh'): string => name[language] ?? name.en;

/** Topics or documents by their titles. */
export function RecordNames({ path, label, of, node }: FormInputProps & { readonly of: 'topics' | 'documents' }) {
  const { known } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const control = useControl(path);
  const { names, insert, remove, move } = useNames(path);
  const titles = new Map(known[of].map((one) => [one.id, nameIn(one, language)]));
  const left = known[of].filter(({ id }) => !names.includes(id));
  const isFull = node.maxItems !== undefined && names.length >= node.maxItems;
  return (
    <div {...control} tabIndex={-1}>
      <OrderedList
        label={label}
        items={names.map((id, at) => ({
          key: `${id} ${names.indexOf(id) === at ? '' : at}`,
          title: titles.get(id) ?? id,
          body: (
            <>
              <span title={id}>{titles.get(id) ?? id}</span>
              <FieldFaults path={[...path, at]} />
            </>
          ),
        }))}
        onMove={move}
        onRemove={remove}
      />
      {left.length > 0 && !isFull && (
        <select
          value=""
          aria-label={`${t('desk.form.add')}: ${label}`}
          onChange={({ target }) => target.value !== '' && insert(target.value)}
        >
          <option value="">{`${t('desk.form.add')} …`}</option>
          {left.map((one) => (
            <option key={one.id} value={one.id}>
              {nameIn(one, language)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** A party of the relationship, or what else the schema lets stand there. */
export function PartyField(props: FormInputProps) {
  const { known } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const others = branches(props.node).flatMap(({ const: value }) => (typeof value === 'string' ? [value] : []));
  if (known.parties.length === 0) return <TextInput {...props} />;
  return (
    <Select
      {...props}
      options={[
        ...known.parties.map((one) => [one.id, nameIn(one, language)] as const),
        ...others.map((value) => [value, valueName(value, t)] as const),
      ]}
    />
  );
}

/** One document by its title. */
export function DocumentField(props: FormInputProps) {
  const { known } = useForm();
  const language = useLanguage();
  return <Select {...props} options={known.documents.map((one) => [one.id, nameIn(one, language)])} />;
}

type WhoseProps = FormInputProps & {
  readonly onNamed: () => void;
  readonly onAuthors: () => void;
  /** The fields of somebody whom the document relays. */
  readonly children: ReactNode;
};

/** Whose view it is: authors of the document, or somebody whom it relays. */
export function SpeakerField({ path, label, onNamed, onAuthors, children }: WhoseProps) {
  const { record, authors } = useForm();
  const t = useTranslate();
  const language = useLanguage();
  const id = useId();
  const value = valueIn(record, path);
  const isList = Array.isArray(value) || (value === undefined && authors.length > 0);
  const { names, insert, remove } = useNames(path);
  const control = useControl(path);
  return (
    <div role="group" aria-label={label} {...control} tabIndex={-1}>
      <p className="actions">
        <label>
          <input type="radio" name={id} checked={isList} onChange={onAuthors} /> {t('desk.form.whose-authors')}
        </label>
        <label>
          <input type="radio" name={id} checked={!isList} onChange={onNamed} /> {t('desk.form.whose-named')}
        </label>
      </p>
      {isList && (
        <div className="actions">
          {authors.map((author) => {
            const at = names.indexOf(author.id);
            return (
              <label key={author.id}>
                <input
                  type="checkbox"
                  checked={at !== -1}
                  onChange={() => (at === -1 ? insert(author.id) : remove(at))}
                />{' '}
                {nameIn(author, language)}
              </label>
            );
          })}
        </div>
      )}
      {names.map((name, at) => (
        <FieldFaults key={name} path={[...path, at]} />
      ))}
      {!isList && children}
    </div>
  );
}

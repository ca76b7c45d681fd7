/** What every field of a form works with: the record, its schema, its faults, and how an edit is made. */
import { api, useGet } from '../api.ts';
import { createContext, useContext } from 'react';
import type { Fault } from '../../../records/fault.ts';
import { fixOf, type Fix } from '../../../records/fault-fixes.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { pathOfField, valueIn, type FormEdit, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { LoadedKind } from '../../../records/load.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { FormView, NamedRecord } from '../../server/edit.ts';
import { branchFor, nodeAt } from '../record-schema.ts';
import { type InitialContext } from './widgets.ts';

/** What a form says of a field where that is more than its schema knows. */
export type FieldWords = {
  readonly label?: string | undefined;
  /** What is to be written there. */
  readonly about?: string | undefined;
  /** Label of the empty option. */
  readonly none?: string | undefined;
  /** The language that a text is in, for a browser. */
  readonly lang?: string | undefined;
  /** The id of a list of proposals. */
  readonly list?: string | undefined;
};

type Form = {
  readonly schema: RecordSchema;
  readonly record: Readonly<Record<string, unknown>>;
  readonly faults: readonly Fault[];
  readonly known: FormView;
  /** Those whose view a statement can be. */
  readonly authors: readonly NamedRecord[];
  readonly beginning: InitialContext;
  /** The languages that its texts are written in; undefined where that is not known. */
  readonly languages: readonly string[] | undefined;
  /** Whether all fields stand there from the start, as in a form that is filled in once, rather than being added one by one. */
  readonly isEntry: boolean;
  readonly wordsOf: (path: FormPath) => FieldWords;
  /** The field that is to be seen, such as that of a fault; `count` tells one asking from the next. */
  readonly sought: { readonly path: FormPath; readonly count: number };
  readonly onEdit: (edits: readonly FormEdit[]) => void;
  /** Moves the focus to a field, as soon as it is there. */
  readonly onGo: (path: FormPath) => void;
};

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a field stands in a form');
  return form;
}

/** Asks for the schema of a kind of record. */
export const useSchema = (kind: LoadedKind) =>
  useGet(kind, (options) => api.curate.schema[':kind'].$get({ param: { kind } }, options));

export const keyOf = (path: FormPath): string => path.join('.');

/** Returns the names of the fields of the group around a path, in the order of the schema. */
export function orderAt(schema: RecordSchema, record: unknown, path: FormPath): readonly string[] {
  const around = path.slice(0, -1);
  const branch = branchFor(nodeAt(schema, record, around), valueIn(record, around));
  return Object.keys(branch.properties ?? {});
}

/** Returns what finds the fixes of faults in a text, which is read once for all of them. */
export function fixesIn(text: string, schema: RecordSchema | undefined): (fault: Fault) => Fix | undefined {
  let read: { readonly record: unknown } | undefined;
  return (fault) => fixFor(fault, (read ??= { record: readRecord(text) }).record, schema);
}

/** Returns the fix of a fault, with what the schema knows of the group around it. */
export function fixFor(fault: Fault, record: unknown, schema: RecordSchema | undefined): Fix | undefined {
  if (schema === undefined) return fixOf(fault, record);
  const path = pathOfField(fault.field);
  const around = path.slice(0, -1);
  const branch = branchFor(nodeAt(schema, record, around), valueIn(record, around));
  return fixOf(fault, record, { names: Object.keys(branch.properties ?? {}), required: branch.required ?? [] });
}

/** Whether a path is another one, or leads into it. */
export const isWithin = (inner: FormPath, outer: FormPath): boolean =>
  outer.every((step, at) => inner[at] === step) && inner.length >= outer.length;

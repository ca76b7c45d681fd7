/** The rules between the two languages of a record: nothing in one only where both are declared, and the same figures in both. */
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import { finding, type Fault } from '../fault.ts';
import { differingFigures, figuresOf } from '../figures.ts';
import type { Topic, Translated } from '../schema.ts';
import { textAt, type FieldPath } from './partial-record.ts';
import { DOCUMENTS } from '../folder.ts';
import { isGroup } from '../text-edit/edit-value.ts';

type LanguageLists = { readonly en: readonly string[]; readonly zh?: readonly string[] | undefined };

/** Questions are how a topic is found, and each language has at least so many. */
const MIN_QUESTIONS = 8;

const found = {
  both: new WeakMap<LoadedRecord<object>, readonly Fault[]>(),
  one: new WeakMap<LoadedRecord<object>, readonly Fault[]>(),
} as const;

/** Returns the faults between the languages of the records of one relationship: texts of one language where the relationship declares both, and texts whose numbers, dates or addresses differ. */
export function checkLanguages({ topics, documents, relationships }: LoadedRecords, folder: string): Fault[] {
  const isBilingual = relationships[0]?.value?.languages?.includes('zh') === true;
  const shared = documents.filter(({ relationship }) => relationship === DOCUMENTS);
  const own = documents.filter(({ relationship }) => relationship !== DOCUMENTS);
  return [
    ...[...topics, ...own, ...relationships].flatMap((record) =>
      // A record that was read once says the same however often it is checked: figures are slow to find.
      found[isBilingual ? 'both' : 'one'].getOrInsertComputed(record, () => checkRecord(record, isBilingual)),
    ),
    ...shared.flatMap((record) => checkRecord(record, isBilingual, folder)),
    ...(isBilingual ? [] : topics.flatMap(checkBegun)),
  ];
}

/** Calls one of two functions with each text and each list of names in a record, and its path. */
function visit(
  value: unknown,
  path: FieldPath,
  onText: (text: Translated, path: FieldPath) => void,
  onNames: (names: LanguageLists, path: FieldPath) => void = () => undefined,
): void {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, [...path, index], onText, onNames);
  else if (isText(value)) onText(value, path);
  else if (isNames(value)) onNames(value, path);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) visit(item, [...path, key], onText, onNames);
}

const isText = (value: unknown): value is Translated =>
  typeof value === 'object' &&
  value !== null &&
  'en' in value &&
  typeof value.en === 'string' &&
  (!('zh' in value) || typeof value.zh === 'string');
const isNames = (value: unknown): value is LanguageLists =>
  typeof value === 'object' &&
  value !== null &&
  'en' in value &&
  Array.isArray(value.en) &&
  (!('zh' in value) || Array.isArray(value.zh));

/** Checks a record; of a document of several relationships, only the statements of one. */
function checkRecord(record: LoadedRecord<object>, chinese: boolean, folder = record.relationship): Fault[] {
  const faults: Fault[] = [];
  visit(
    // What a fault elsewhere in the record hides is told all at once with it.
    partOf(record, folder),
    [],
    (text, path) => {
      if (text.zh !== undefined) faults.push(...checkFigures(record, text.en, text.zh, path));
      else if (chinese) faults.push(record.fault(path, finding('chinese-missing')));
    },
    (names, path) => {
      if (chinese) faults.push(...checkNames(record, names, path));
    },
  );
  return faults;
}

/** Returns what of a record is of one relationship; statements of others leave their places empty. */
function partOf({ value, raw, relationship }: LoadedRecord<object>, folder: string): unknown {
  const whole: unknown = value ?? raw;
  if (relationship !== DOCUMENTS || !isGroup(whole) || !Array.isArray(whole['statements'])) return whole;
  const statements = whole['statements'].map((one: unknown) =>
    textAt(one, 'relationship') === folder ? one : undefined,
  );
  return { ...whole, statements };
}

/** Where no languages are declared: readers of Chinese get the whole topic in Chinese or, with a note, in English, never a mixture. */
function checkBegun(record: LoadedRecord<Topic>): Fault[] {
  const topic = record.value;
  if (topic?.bottomLine.text.zh === undefined) return [];
  const { title, summary, bottomLine, whyItMatters, disagreements, watch, gaps } = topic;
  const faults: Fault[] = [];
  visit({ title, summary, bottomLine, whyItMatters, disagreements, watch, gaps }, [], (text, path) => {
    if (text.zh === undefined) faults.push(record.fault(path, finding('chinese-unfinished')));
  });
  return faults;
}

function checkNames(record: LoadedRecord<object>, names: LanguageLists, path: FieldPath): Fault[] {
  const count = names.zh?.length ?? 0;
  const least = path.at(-1) === 'questions' ? MIN_QUESTIONS : 1;
  return count >= least ? [] : [record.fault(path, finding('too-few-in-chinese', { count, least }))];
}

function checkFigures(record: LoadedRecord<object>, en: string, zh: string, path: FieldPath): Fault[] {
  const { first, second } = differingFigures(figuresOf(en, 'en'), figuresOf(zh, 'zh'));
  if (first.length === 0 && second.length === 0) return [];
  const sides = second.length === 0 ? 'en' : first.length === 0 ? 'zh' : 'other';
  return [record.fault(path, finding('figures-differ', { sides, english: quoted(first), chinese: quoted(second) }))];
}

const quoted = (figures: readonly string[]): string[] => figures.map((figure) => `"${figure}"`);

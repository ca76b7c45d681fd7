/** The rules between the two languages of a record: nothing in one only where both are declared, and the same figures in both. */
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import { finding, type Fault } from '../fault.ts';
import { differingFigures, figuresOf } from '../figures.ts';
import type { Topic, Translated } from '../schema.ts';
import type { FieldPath } from './partial-record.ts';

type LanguageLists = { readonly en: readonly string[]; readonly zh?: readonly string[] | undefined };

/** Questions are how a topic is found, and each language has at least so many. */
const MIN_QUESTIONS = 8;

const found = {
  both: new WeakMap<LoadedRecord<object>, readonly Fault[]>(),
  one: new WeakMap<LoadedRecord<object>, readonly Fault[]>(),
} as const;

/** Returns the faults between the languages of all records: texts of one language where the relationship declares both, and texts whose numbers, dates or addresses differ. */
export function checkLanguages(records: LoadedRecords): Fault[] {
  const bilingual = new Set(
    records.relationships.filter(({ value }) => value?.languages?.includes('zh') === true).map(({ id }) => id),
  );
  const isBilingual = ({ relationship }: { readonly relationship: string }): boolean => bilingual.has(relationship);
  return [
    ...[...records.topics, ...records.documents, ...records.relationships].flatMap((record) =>
      // A record that was read once says the same however often it is checked: figures are slow to find.
      found[isBilingual(record) ? 'both' : 'one'].getOrInsertComputed(record, () =>
        checkRecord(record, isBilingual(record)),
      ),
    ),
    ...records.topics.filter((record) => !isBilingual(record)).flatMap(checkBegun),
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

function checkRecord(record: LoadedRecord<object>, chinese: boolean): Fault[] {
  const faults: Fault[] = [];
  visit(
    // What a fault elsewhere in the record hides is told all at once with it.
    record.value ?? record.raw,
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

/** What an editor should look at in records that have no fault, by topic: it fails nothing. */
import { compareTexts } from '../../shared/text.ts';
import { publishedOf, publishedOn, type RecordCatalogue } from '../catalogue.ts';
import { bottomLineDay, newerMeasure } from '../bottom-line.ts';
import { formatDay, formatWhen, span } from '../dates.ts';
import { finding, type Fault } from '../fault.ts';
import { differingFigures, figuresOf } from '../figures.ts';
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import type { Brief, DateWithPrecision, Language, Statement } from '../schema.ts';
import { STATEMENT_DATES } from '../statement-dates.ts';
import { isUntold, ownDay, trackStanding, type TrackStanding } from '../track-state.ts';
import { textAt, valuesAt } from './partial-record.ts';
import { textWarnings, warning, type OwnFields, type WarningFinding, type WordList } from './style.ts';

/** Something to look at, with its place as a fault has it; by the same functions in every editor, before publishing and in `check`. */
export type Warning = Omit<Fault, 'code' | 'params'> &
  WarningFinding & {
    /** The topic that it belongs to, as its file is called; undefined where it is of no one topic. */
    readonly topic: string | undefined;
  };

/** Returns the warnings of records, in the order of topics, files and lines; without a catalogue, since the records have faults, only those of single texts. */
export function checkWarnings(
  records: LoadedRecords,
  catalogue: RecordCatalogue | undefined,
  words: WordList,
  now: Temporal.Instant,
): Warning[] {
  const found = [
    ...records.documents.flatMap((record) => ofDocument(record, words)),
    ...(catalogue === undefined
      ? []
      : [
          ...records.tracks.flatMap((record) => ofTracks(record, catalogue, now)),
          ...publishedOf(catalogue.briefs.values()).flatMap((brief) => ofTopic(brief, records, catalogue)),
        ]),
  ];
  return sortWarnings(found);
}

/** Returns warnings in the order of topics, files and lines. */
export const sortWarnings = (found: readonly Warning[]): Warning[] =>
  found.toSorted(
    (a, b) =>
      compareTexts(a.topic ?? '', b.topic ?? '') ||
      compareTexts(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column,
  );

type Path = readonly PropertyKey[];

/** Returns a warning at a place of a record. */
const at = (
  record: Pick<LoadedRecord<unknown>, 'fault'>,
  path: Path,
  what: WarningFinding,
  topic: string | undefined,
): Warning => ({ ...record.fault(path, finding('missing')), ...what, topic });

/** What was found in documents that were not read again since. */
const foundIn = new WeakMap<object, { readonly words: WordList; readonly found: readonly Warning[] }>();

function ofDocument(record: LoadedRecords['documents'][number], words: WordList): readonly Warning[] {
  const known = foundIn.get(record);
  if (known?.words === words) return known.found;
  const found = valuesAt(record.raw, 'statements', '*').flatMap(({ path, value: statement }) =>
    valuesAt(statement, 'withdrawn').length > 0
      ? []
      : LANGUAGES.flatMap((language) => {
          const text = textAt(statement, 'text', language);
          return text === undefined
            ? []
            : textWarnings(text, language, ownFields(statement, language), words).map((what) =>
                at(record, [...path, 'text', language], what, textAt(statement, 'topics', '*')),
              );
        }),
  );
  foundIn.set(record, { words, found });
  return found;
}

const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** The field beside the text that says when a statement of a kind was made, or happened. */
const OWN_DATE: Readonly<Record<string, string>> = {
  position: 'saidOn',
  'reported-fact': 'eventOn',
  commitment: 'saidOn',
  assessment: 'madeOn',
  recommendation: 'madeOn',
  forecast: 'madeOn',
};

/** Returns what a statement says of itself beside its text, as far as it is written. */
function ownFields(statement: unknown, language: Language): OwnFields {
  const kind = textAt(statement, 'kind') ?? '';
  const on = textAt(statement, OWN_DATE[kind] ?? '', 'on');
  return {
    speaker: kind === 'position' ? textAt(statement, 'speaker', language) || undefined : undefined,
    on: on !== undefined && isDay(on) ? { precision: 'day', on } : undefined,
  };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

const PASSED = {
  'start-passed': 'start',
  'end-passed': 'end',
  'suspension-passed': 'suspension',
  'due-passed': 'due',
} as const;

const isPassed = (state: TrackStanding['state']): state is keyof typeof PASSED => Object.hasOwn(PASSED, state);

function ofTracks(
  record: LoadedRecords['tracks'][number],
  catalogue: RecordCatalogue,
  now: Temporal.Instant,
): Warning[] {
  return (record.value?.tracks ?? []).flatMap(({ id, title, topics: [topic] }, index): Warning[] => {
    const track = catalogue.tracks.get(id);
    if (track === undefined) return [];
    const standing = trackStanding(track, catalogue, now);
    const { state } = standing;
    if (!isPassed(state) || !isUntold(standing)) return [];
    const when = ownDay(standing, now)?.when;
    if (when === undefined) return [];
    const day = { en: formatWhen(when, 'en'), zh: formatWhen(when, 'zh') };
    return [at(record, ['tracks', index], warning('track-passed', { track: title, day, what: PASSED[state] }), topic)];
  });
}

function ofTopic(brief: Brief, { topics }: LoadedRecords, catalogue: RecordCatalogue): Warning[] {
  const record = topics.find(({ id }) => id === brief.id);
  if (record === undefined) return [];
  const resting = brief.bottomLine.restsOn.flatMap((id) => catalogue.statements.get(id) ?? []);
  const untracked = brief.statements.filter(
    ({ kind, track, topics: [first] }) =>
      (kind === 'measure' || kind === 'commitment') && track === undefined && first === brief.id,
  );
  return [
    ...olderThanMeasure(brief, catalogue).map((what) => at(record, ['bottomLine'], what, record.id)),
    ...(['en', 'zh'] as const).flatMap((language) =>
      figuresWithoutStatement(brief, resting, catalogue, language).map((what) =>
        at(record, ['bottomLine', 'text', language], what, record.id),
      ),
    ),
    ...(untracked.length === 0
      ? []
      : [at(record, ['keyPoints'], warning('without-track', { count: untracked.length }), record.id)]),
  ];
}

const inWords = (day: string) => ({ en: formatDay(day, 'en'), zh: formatDay(day, 'zh') });

function olderThanMeasure(brief: Brief, catalogue: RecordCatalogue): WarningFinding[] {
  const newest = newerMeasure(brief, catalogue);
  if (newest === undefined) return [];
  const [day, own] = [inWords(publishedOn(newest, catalogue)), inWords(bottomLineDay(brief, catalogue))];
  return [warning('bottom-line-older', { statement: newest.text, day, own })];
}

/** Returns the figures of a bottom line that no statement under it has, in its text, its quotation or its dates. */
function figuresWithoutStatement(
  { bottomLine: { text } }: Brief,
  resting: readonly Statement[],
  catalogue: RecordCatalogue,
  language: Language,
): WarningFinding[] {
  const own = text[language];
  if (own === undefined) return [];
  const said = resting.flatMap((statement) => {
    const dates = datesOf(statement);
    return [
      statement.text[language] ?? statement.text.en,
      ...('quote' in statement ? [statement.quote ?? ''] : []),
      publishedOn(statement, catalogue),
      ...dates.flatMap((when) => [formatWhen(when, language), span(when).first.slice(0, 4)]),
    ];
  });
  const { first } = differingFigures(figuresOf(own, language), figuresOf(said.join('\n'), language));
  return first.length === 0 ? [] : [warning('figures-without-statement', { figures: first })];
}

const DATE_FIELDS = [...STATEMENT_DATES, 'until', 'due', 'horizon'] as const;

const datesOf = (statement: Statement): DateWithPrecision[] =>
  DATE_FIELDS.flatMap((field) => {
    const when = field in statement ? (statement as Readonly<Record<string, unknown>>)[field] : undefined;
    return when === undefined ? [] : [when as DateWithPrecision];
  });

/** The rules of one document: its dates and those of its statements, ids, and quotations. */
import { finding, type Fault, type Finding } from '../fault.ts';
import type { LoadedRecord } from '../load.ts';
import { type RuleContext, validDocumentFields, validStatements, textsAt } from './partial-record.ts';
import { span } from '../dates.ts';
import {
  type DateWithPrecision,
  type DocumentRecord,
  MAX_QUOTE_WORDS,
  type StatementRecord,
  type Source,
} from '../schema.ts';
import { wordCount } from '../../shared/text.ts';

type FaultAt = (path: readonly PropertyKey[], what: Finding) => void;
type Days = {
  readonly today: string;
  readonly publishedOn: string | undefined;
  readonly accessedOn: string | undefined;
};

/** Returns the faults of a document in itself. */
export function checkDocument(record: LoadedRecord<DocumentRecord>, { today, folder }: RuleContext): Fault[] {
  const faults: Fault[] = [];
  const fault: FaultAt = (path, what) => void faults.push(record.fault(path, what));
  const { publishedOn, accessedOn, party, kind, authors = [], mustCite, paragraphs } = validDocumentFields(record);
  for (const [field, day] of [
    ['publishedOn', publishedOn],
    ['accessedOn', accessedOn],
  ] as const)
    if (day !== undefined && day > today) fault([field], finding('future-day', { day }));
  if (publishedOn !== undefined && accessedOn !== undefined && accessedOn < publishedOn)
    fault(['accessedOn'], finding('read-before-published', { day: accessedOn, published: publishedOn }));
  if (kind === 'official' && party === undefined && textsAt(record.raw, 'party').length === 0)
    fault(['kind'], finding('official-without-party'));
  for (const [index, { id }] of authors.entries())
    if (authors.findIndex((author) => author.id === id) !== index)
      fault(['authors', index, 'id'], finding('author-id-twice', { id }));
  if (mustCite !== undefined) {
    const { from, to } = mustCite;
    if (from > to) fault(['mustCite'], finding('range-reversed', { from, to }));
    if (paragraphs !== undefined && to > paragraphs.length)
      fault(['mustCite', 'to'], finding('must-cite-beyond-end', { count: paragraphs.length, paragraph: to }));
  }
  const ids = textsAt(record.raw, 'statements', '*', 'id');
  for (const [index, { path, value }] of ids.entries())
    if (ids.findIndex((one) => one.value === value) !== index) fault(path, finding('id-twice', { id: value }));
  for (const { path, value: statement } of validStatements(record, folder))
    checkStatement(statement, { today, publishedOn, accessedOn }, (field, what) => fault([...path, ...field], what));
  return faults;
}

/** Returns a fault for each quotation that is too long. */
export const checkQuotes = (record: LoadedRecord<DocumentRecord>, folder: string): Fault[] =>
  validStatements(record, folder).flatMap(({ path, value: statement }) =>
    statement.kind === 'position' && wordCount(statement.quote ?? '') > MAX_QUOTE_WORDS
      ? [record.fault([...path, 'quote'], finding('quote-too-long', { most: MAX_QUOTE_WORDS }))]
      : [],
  );

function checkStatement(statement: StatementRecord, { today, publishedOn, accessedOn }: Days, fault: FaultAt): void {
  const ordered = (field: string, when: DateWithPrecision): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([field, 'to'], finding('period-reversed', { from: when.from, to: when.to }));
  };
  const happened = (field: string, when: DateWithPrecision): void => {
    ordered(field, when);
    const { first } = span(when);
    if (first > today) fault([field], finding('future-as-happened', { day: first }));
    else if (accessedOn !== undefined && first > accessedOn)
      fault([field], finding('after-reading', { day: first, accessed: accessedOn }));
  };
  /** Ends that must not lie before beginnings. */
  const notBefore = (
    field: string,
    end: DateWithPrecision | undefined,
    start: DateWithPrecision | undefined,
    what: (end: string, start: string) => Finding,
  ): void => {
    if (end === undefined) return;
    ordered(field, end);
    if (start !== undefined && span(end).last < span(start).first)
      fault([field], what(span(end).last, span(start).first));
  };
  const { corrections = [], withdrawn } = statement;
  if (withdrawn !== undefined && withdrawn.on > today)
    fault(['withdrawn', 'on'], finding('future-day', { day: withdrawn.on }));
  for (const [index, { id, on }] of corrections.entries()) {
    if (on > today) fault(['corrections', index, 'on'], finding('future-day', { day: on }));
    if (corrections.findIndex((one) => one.id === id) !== index)
      fault(['corrections', index, 'id'], finding('id-twice', { id }));
  }
  switch (statement.kind) {
    case 'reported-fact':
      happened('eventOn', statement.eventOn);
      notBefore('until', statement.until, statement.eventOn, (day, from) =>
        finding('until-before-from', { day, from }),
      );
      break;
    case 'position':
      happened('saidOn', statement.saidOn);
      notBefore('until', statement.until, statement.saidOn, (day, from) => finding('until-before-from', { day, from }));
      if (statement.party === undefined && statement.other === undefined)
        fault(['party'], finding('speaker-without-party'));
      if (statement.party !== undefined && statement.other !== undefined)
        fault(['other'], finding('speaker-of-two-parties'));
      break;
    case 'measure':
      ordered('from', statement.from);
      notBefore('until', statement.until, statement.from, (day, from) => finding('until-before-from', { day, from }));
      break;
    case 'commitment':
      happened('saidOn', statement.saidOn);
      notBefore('until', statement.until, statement.saidOn, (day, from) => finding('until-before-from', { day, from }));
      notBefore('due', statement.due, statement.saidOn, (day, said) => finding('due-before-promise', { day, said }));
      break;
    default: {
      const published = publishedOn === undefined ? undefined : ({ precision: 'day', on: publishedOn } as const);
      if (statement.madeOn !== undefined) happened('madeOn', statement.madeOn);
      if (statement.kind === 'forecast')
        notBefore('horizon', statement.horizon, statement.madeOn ?? published, (day, made) =>
          finding('horizon-before-forecast', { day, made }),
        );
    }
  }
}

/** Returns each paragraph, counted from 1, that must be cited and is cited by no statement of the document. */
export function uncited(document: Pick<DocumentRecord | Source, 'mustCite' | 'statements' | 'id'>): number[] {
  if (document.mustCite === undefined) return [];
  const cited = new Set(
    document.statements.flatMap(({ citations }) =>
      citations.flatMap(({ source, paragraph }) => (source === undefined || source === document.id ? [paragraph] : [])),
    ),
  );
  const { from, to } = document.mustCite;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
    (paragraph) => !cited.has(paragraph),
  );
}

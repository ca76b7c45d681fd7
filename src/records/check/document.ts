/** The rules of one document: its dates and those of its statements, ids, and quotations. */
import type { Fault } from '../fault.ts';
import type { LoadedRecord, RuleContext } from '../loaded-record.ts';
import { span } from '../dates.ts';
import type { DateWithPrecision, DocumentRecord } from '../schema.ts';
import { wordCount } from '../../shared/text.ts';
import { QUOTE_MOST_WORDS, type StatementRecord } from '../statement.ts';
import { soundDocument, soundStatements, textsAt } from './outline.ts';

type FaultAt = (path: readonly PropertyKey[], message: string) => void;
type Days = {
  readonly today: string;
  readonly publishedOn: string | undefined;
  readonly accessedOn: string | undefined;
};

/** Returns the faults of a document in itself. */
export function checkDocument(record: LoadedRecord<DocumentRecord>, { today }: RuleContext): Fault[] {
  const faults: Fault[] = [];
  const fault: FaultAt = (path, message) => void faults.push(record.fault(path, message));
  const { publishedOn, accessedOn, party, kind, authors = [], mustCite, paragraphs } = soundDocument(record);
  for (const [field, day] of [
    ['publishedOn', publishedOn],
    ['accessedOn', accessedOn],
  ] as const)
    if (day !== undefined && day > today) fault([field], `${day} is in the future; correct it`);
  if (publishedOn !== undefined && accessedOn !== undefined && accessedOn < publishedOn)
    fault(['accessedOn'], `${accessedOn} is before it was published on ${publishedOn}; correct one of the two`);
  if (kind === 'official' && party === undefined && textsAt(record.raw, 'party').length === 0)
    fault(['kind'], 'is official, but no party speaks in it; name the party, or give the kind that it is');
  for (const [index, { id }] of authors.entries())
    if (authors.findIndex((author) => author.id === id) !== index)
      fault(['authors', index, 'id'], `${id} is used twice; give each author an id of their own`);
  if (mustCite !== undefined) {
    const { from, to } = mustCite;
    if (from > to) fault(['mustCite'], `${from} to ${to} is no range; swap or correct them`);
    if (paragraphs !== undefined && to > paragraphs.length)
      fault(['mustCite', 'to'], `the document has ${paragraphs.length} paragraphs, not ${to}; correct it`);
  }
  const ids = textsAt(record.raw, 'statements', '*', 'id');
  for (const [index, { path, value }] of ids.entries())
    if (ids.findIndex((one) => one.value === value) !== index)
      fault(path, `${value} is used twice; ids are permanent and each is used once`);
  for (const { path, value: statement } of soundStatements(record))
    checkStatement(statement, { today, publishedOn, accessedOn }, (field, message) =>
      fault([...path, ...field], message),
    );
  return faults;
}

function checkStatement(statement: StatementRecord, { today, publishedOn, accessedOn }: Days, fault: FaultAt): void {
  const ordered = (field: string, when: DateWithPrecision): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([field, 'to'], `${when.to} is before ${when.from}; swap or correct them`);
  };
  const happened = (field: string, when: DateWithPrecision): void => {
    ordered(field, when);
    const { first } = span(when);
    if (first > today)
      fault([field], `${first} is in the future; what is to come is a commitment, a forecast or a measure`);
    else if (accessedOn !== undefined && first > accessedOn)
      fault([field], `${first} is after the document was read on ${accessedOn}; correct one of the two`);
  };
  /** Ends that must not lie before beginnings. */
  const notBefore = (
    field: string,
    end: DateWithPrecision | undefined,
    start: DateWithPrecision | undefined,
    what: string,
  ): void => {
    if (end === undefined) return;
    ordered(field, end);
    if (start !== undefined && span(end).last < span(start).first)
      fault([field], `${span(end).last} is before ${what} ${span(start).first}; correct one of the two dates`);
  };
  const { corrections = [] } = statement;
  for (const [index, { id, on }] of corrections.entries()) {
    if (on > today) fault(['corrections', index, 'on'], `${on} is in the future; correct it`);
    if (corrections.findIndex((one) => one.id === id) !== index)
      fault(['corrections', index, 'id'], `${id} is used twice; ids are permanent and each is used once`);
  }
  switch (statement.kind) {
    case 'reported-fact':
      happened('eventOn', statement.eventOn);
      break;
    case 'position':
      happened('saidOn', statement.saidOn);
      if (statement.party === undefined && statement.other === undefined)
        fault(['party'], 'is missing; name the party, or in `other` the third side that the speaker speaks for');
      if (statement.party !== undefined && statement.other !== undefined)
        fault(['other'], 'is set beside party; the speaker speaks for one of the two, remove the other');
      if (statement.quote !== undefined && wordCount(statement.quote) > QUOTE_MOST_WORDS)
        fault(
          ['quote'],
          `is longer than ${QUOTE_MOST_WORDS} words (two Chinese characters count as one); quote only what is the news`,
        );
      break;
    case 'measure':
      ordered('from', statement.from);
      notBefore('until', statement.until, statement.from, 'its beginning on');
      break;
    case 'commitment':
      happened('saidOn', statement.saidOn);
      notBefore('due', statement.due, statement.saidOn, 'it was promised on');
      break;
    default: {
      const published = publishedOn === undefined ? undefined : ({ precision: 'day', on: publishedOn } as const);
      if (statement.madeOn !== undefined) happened('madeOn', statement.madeOn);
      if (statement.kind === 'forecast')
        notBefore('horizon', statement.horizon, statement.madeOn ?? published, 'the forecast was made on');
    }
  }
}

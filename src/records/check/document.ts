/** The rules of one document: its dates, its citations, and its statements against the other records. */
import type { Fault } from '../fault.ts';
import type { LoadedRecord, RuleContext } from '../loaded-record.ts';
import { span } from '../dates.ts';
import type { DateWithPrecision, DocumentRecord } from '../schema.ts';
import { wordCount } from '../../shared/word-count.ts';
import { QUOTE_MOST_WORDS, type StatementRecord } from '../statement.ts';
import { documentOutline } from './outline.ts';
import { partyChecker } from './parties.ts';

/** Returns the faults of a document against itself and the records that it names. */
export function checkDocument(record: LoadedRecord<DocumentRecord>, context: RuleContext): Fault[] {
  const document = record.value;
  const references = checkReferences(record, context);
  if (document === undefined) return references;
  const faults = [...references];
  const fault = (path: readonly PropertyKey[], message: string): void => void faults.push(record.fault(path, message));
  const party = partyChecker(record, context, faults);
  for (const field of ['publishedOn', 'accessedOn'] as const)
    if (document[field] > context.today) fault([field], `${document[field]} is in the future; correct it`);
  if (document.party !== undefined) party(['party'], document.party);
  else if (document.kind === 'official')
    fault(['kind'], 'is official, but no party speaks in it; name the party, or give the kind that it is');
  for (const [index, author] of document.authors.entries())
    if (document.authors.findIndex(({ id }) => id === author.id) !== index)
      fault(['authors', index, 'id'], `${author.id} is used twice; give each author an id of their own`);
  if (document.mustCite !== undefined) {
    const { from, to } = document.mustCite;
    if (from > to) fault(['mustCite'], `${from} to ${to} is no range; swap or correct them`);
    if (to > document.paragraphs.length)
      fault(['mustCite', 'to'], `the document has ${document.paragraphs.length} paragraphs, not ${to}; correct it`);
  }
  for (const [index, statement] of document.statements.entries()) {
    const path = ['statements', index] as const;
    if (document.statements.findIndex(({ id }) => id === statement.id) !== index)
      fault([...path, 'id'], `${statement.id} is used twice; ids are permanent and each is used once`);
    checkStatement(statement, document, {
      today: context.today,
      party: (field, id) => party([...path, ...field], id),
      fault: (field, message) => fault([...path, ...field], message),
    });
  }
  return faults;
}

type StatementRules = {
  readonly today: string;
  readonly party: (field: readonly PropertyKey[], id: string) => void;
  readonly fault: (field: readonly PropertyKey[], message: string) => void;
};

function checkStatement(statement: StatementRecord, document: DocumentRecord, rules: StatementRules): void {
  const { fault, party, today } = rules;
  const ordered = (field: string, when: DateWithPrecision): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([field, 'to'], `${when.to} is before ${when.from}; swap or correct them`);
  };
  const happened = (field: string, when: DateWithPrecision): void => {
    ordered(field, when);
    if (span(when).first > today)
      fault([field], `${span(when).first} is in the future; what is to come is a commitment, a forecast or a measure`);
  };
  /** Ends that must not lie before beginnings. */
  const notBefore = (
    field: string,
    end: DateWithPrecision | undefined,
    start: DateWithPrecision,
    what: string,
  ): void => {
    if (end === undefined) return;
    ordered(field, end);
    if (span(end).last < span(start).first)
      fault([field], `${span(end).last} is before ${what} of ${span(start).first}; correct one of the two dates`);
  };
  for (const [index, { id, on }] of (statement.corrections ?? []).entries()) {
    if (on > today) fault(['corrections', index, 'on'], `${on} is in the future; correct it`);
    if (statement.corrections?.findIndex((one) => one.id === id) !== index)
      fault(['corrections', index, 'id'], `${id} is used twice; ids are permanent and each is used once`);
  }
  switch (statement.kind) {
    case 'reported-fact':
      happened('eventOn', statement.eventOn);
      break;
    case 'position':
      happened('saidOn', statement.saidOn);
      if (statement.party !== undefined) party(['party'], statement.party);
      if (statement.accordingTo !== undefined) party(['accordingTo'], statement.accordingTo);
      if ((statement.party === undefined) === (statement.other === undefined))
        fault(
          ['party'],
          'must be named where the speaker speaks for a party, and left out where `other` names whom they speak for',
        );
      if (statement.quote !== undefined && wordCount(statement.quote) > QUOTE_MOST_WORDS)
        fault(
          ['quote'],
          `is longer than ${QUOTE_MOST_WORDS} words (two Chinese characters count as one); quote only what is the news`,
        );
      break;
    case 'measure':
      ordered('from', statement.from);
      party(['party'], statement.party);
      notBefore('until', statement.until, statement.from, 'the beginning');
      break;
    case 'commitment':
      happened('saidOn', statement.saidOn);
      party(['accordingTo'], statement.accordingTo);
      if (statement.by !== 'both') party(['by'], statement.by);
      if (statement.to !== 'both' && statement.to !== 'public') party(['to'], statement.to);
      notBefore('due', statement.due, statement.saidOn, 'the promise');
      break;
    default: {
      const madeOn = statement.madeOn ?? ({ precision: 'day', on: document.publishedOn } as const);
      happened('madeOn', madeOn);
      if (statement.kind === 'forecast') notBefore('horizon', statement.horizon, madeOn, 'the forecast');
      if (Array.isArray(statement.by)) {
        for (const [place, id] of statement.by.entries())
          if (!document.authors.some((author) => author.id === id))
            fault(
              ['by', place],
              `${id} is no author of this document; correct it, or give the name of whose view it relays`,
            );
      } else if (statement.by.party !== undefined) party(['by', 'party'], statement.by.party);
    }
  }
}

/** The citations, topics and relations of a document's statements, also where the record has faults of its own. */
function checkReferences(record: LoadedRecord<DocumentRecord>, context: RuleContext): Fault[] {
  const outlined = documentOutline(record.raw).statements ?? [];
  return outlined.flatMap((statement, index) => {
    const path = ['statements', index] as const;
    const own = `${record.id}/${statement?.id ?? ''}`;
    return [
      ...(statement?.topics ?? []).flatMap((topic, place) =>
        topic === '' || context.topics.has(topic)
          ? []
          : [
              record.fault(
                [...path, 'topics', place],
                `there is no topic ${topic}; add ${record.relationship}/topics/${topic}.yaml or correct the id`,
              ),
            ],
      ),
      ...(statement?.citations ?? []).flatMap((citation, place) =>
        citation === undefined ? [] : checkCitation(citation, record, [...path, 'citations', place], context),
      ),
      ...(statement?.relations ?? []).flatMap((relation, place) => {
        if (relation === undefined) return [];
        const field = [...path, 'relations', place, 'statement'];
        if (relation.statement === own)
          return [record.fault(field, 'is this statement itself; name the other one, or remove the relation')];
        return context.statements.has(relation.statement)
          ? []
          : [record.fault(field, `there is no statement ${relation.statement}; correct the document or the id`)];
      }),
    ];
  });
}

function checkCitation(
  { source, paragraph }: { readonly source?: string | undefined; readonly paragraph: number },
  record: LoadedRecord<DocumentRecord>,
  path: readonly PropertyKey[],
  { documents }: RuleContext,
): Fault[] {
  const cited = source === undefined ? record : documents.get(source);
  if (cited === undefined)
    return [
      record.fault(
        [...path, 'source'],
        `there is no document ${source ?? ''}; add ${record.relationship}/documents/${source ?? ''}.yaml or correct the id`,
      ),
    ];
  const count = cited.value?.paragraphs.length;
  return count !== undefined && paragraph > count
    ? [
        record.fault(
          [...path, 'paragraph'],
          `${cited.id} has ${count} paragraphs, not ${paragraph}; correct the number`,
        ),
      ]
    : [];
}

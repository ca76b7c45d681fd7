/** The rules of references: what a record names is there, stands in its own relationship, and is named once. */
import { finding, type Fault } from '../fault.ts';
import { DOCUMENTS, documentPath } from '../folder.ts';
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import type { RuleContext } from './partial-record.ts';
import type { DocumentRecord, Topic } from '../schema.ts';
import { statementsOf, textAt, textsAt, valuesAt, type Found } from './partial-record.ts';

type Rule = (found: Found<string>) => Fault[];
type Rules = { readonly topic: Rule; readonly document: Rule; readonly statement: Rule; readonly party: Rule };

/** Returns the rules for what a record may name, each with its remedy. */
export function rulesOf(record: LoadedRecord<unknown>, context: RuleContext): Rules {
  const { folder: relationship } = context;
  const parties = context.relationship?.value?.parties;
  return {
    topic: ({ path, value }) =>
      context.topics.has(value)
        ? []
        : [record.fault(path, finding('no-topic', { topic: value, file: `${relationship}/topics/${value}.yaml` }))],
    document: ({ path, value }) =>
      context.documents.has(value)
        ? []
        : [
            record.fault(
              path,
              finding('no-document', { document: value, file: documentPath({ relationship, id: value }) }),
            ),
          ],
    statement: ({ path, value }) =>
      context.statements.has(value)
        ? []
        : [record.fault(path, finding('no-statement', { statement: value, relationship }))],
    // Where the relationship itself is faulty, its parties are not known.
    party: ({ path, value }) =>
      parties === undefined || parties.some(({ id }) => id === value)
        ? []
        : [
            record.fault(
              path,
              finding('no-party', { party: value, relationship, first: parties[0].id, second: parties[1].id }),
            ),
          ],
  };
}

/** Returns the faults of what a document and its statements name. */
export function checkDocumentReferences(record: LoadedRecord<DocumentRecord>, context: RuleContext): Fault[] {
  const rules = rulesOf(record, context);
  return [
    ...(record.relationship === DOCUMENTS ? [] : textsAt(record.raw, 'party').flatMap(rules.party)),
    ...statementsOf(record, context.folder).flatMap((found) => checkStatement(found, record, context, rules)),
  ];
}

/** Returns the faults of the relationships that documents of several name, and of their parties. */
export function checkShared({ documents, relationships }: LoadedRecords): Fault[] {
  const there = new Map(relationships.map((one) => [one.id, one]));
  return documents.flatMap((record): Fault[] => {
    if (record.relationship !== DOCUMENTS) return [];
    const named = textsAt(record.raw, 'statements', '*', 'relationship');
    const unknown = named.filter(({ value }) => !there.has(value));
    const own = named.length === unknown.length ? relationships : named.flatMap(({ value }) => there.get(value) ?? []);
    // Where a relationship itself is faulty, its parties are not known.
    const parties = own.flatMap(({ value }) => value?.parties ?? []).map(({ id }) => id);
    const options = [...new Set(parties)];
    return [
      ...unknown.map(({ path }) => record.fault(path, finding('not-one-of', { options: [...there.keys()] }))),
      ...textsAt(record.raw, 'party').flatMap(({ path, value }) =>
        options.includes(value) || own.some((one) => one.value === undefined)
          ? []
          : [record.fault(path, finding('not-one-of', { options }))],
      ),
    ];
  });
}

function checkStatement(
  { path: place, value: statement }: Found<unknown>,
  record: LoadedRecord<DocumentRecord>,
  context: RuleContext,
  rules: Rules,
): Fault[] {
  const within = <Value>({ path, value }: Found<Value>): Found<Value> => ({ path: place.concat(path), value });
  const texts = (...path: readonly string[]): Found<string>[] => textsAt(statement, ...path).map(within);
  const own = `${record.id}/${textAt(statement, 'id') ?? ''}`;
  const topics = texts('topics', '*');
  const promises = textAt(statement, 'kind') === 'commitment' ? [...texts('by'), ...texts('to')] : [];
  const parties = [
    ...texts('party'),
    ...texts('accordingTo'),
    ...texts('by', 'party'),
    ...promises.filter(({ value }) => value !== 'both' && value !== 'public'),
  ];
  return [
    ...topics.flatMap(rules.topic),
    ...twice(record, topics),
    ...parties.flatMap(rules.party),
    ...texts('by', '*').flatMap(({ path, value }) =>
      textsAt(record.raw, 'authors', '*', 'id').some((author) => author.value === value)
        ? []
        : [record.fault(path, finding('no-author', { author: value }))],
    ),
    ...valuesAt(statement, 'citations', '*').flatMap((citation) =>
      checkCitation(within(citation), record, context, rules),
    ),
    ...texts('relations', '*', 'statement').flatMap((named) =>
      named.value === own ? [record.fault(named.path, finding('relation-to-itself'))] : rules.statement(named),
    ),
  ];
}

function checkCitation(
  { path, value: citation }: Found<unknown>,
  record: LoadedRecord<DocumentRecord>,
  { documents }: RuleContext,
  { document }: Rules,
): Fault[] {
  const source = textAt(citation, 'source');
  const cited = source === undefined ? record : documents.get(source);
  if (cited === undefined) return document({ path: [...path, 'source'], value: source ?? '' });
  const paragraphs = valuesAt(cited.raw, 'paragraphs')[0]?.value;
  const count = Array.isArray(paragraphs) ? paragraphs.length : 0;
  return valuesAt(citation, 'paragraph').flatMap(({ path: at, value: paragraph }) =>
    typeof paragraph === 'number' && count > 0 && paragraph > count
      ? [record.fault([...path, ...at], finding('no-paragraph', { document: cited.id, count, paragraph }))]
      : [],
  );
}

/** The lists of a topic that name statements of it. */
const NAMED_STATEMENTS = [
  ['bottomLine', 'restsOn', '*'],
  ['whyItMatters', 'restsOn', '*'],
  ['keyPoints', '*'],
  ['disagreements', '*', 'sides', '*', 'statements', '*'],
  ['watch', '*', 'restsOn', '*'],
] as const;

/** Returns every statement that a topic names, with its place. */
export function statementsNamed({ raw }: LoadedRecord<Topic>): Found<string>[] {
  return NAMED_STATEMENTS.flatMap((path) => textsAt(raw, ...path));
}

/** Returns the faults of what a topic names. */
export function checkTopicReferences(record: LoadedRecord<Topic>, context: RuleContext): Fault[] {
  const { raw, id } = record;
  const rules = rulesOf(record, context);
  const named = statementsNamed(record);
  // A new topic is written before any statement names it: as a draft.
  const isDraft = textAt(raw, 'status') === 'draft';
  const related = textsAt(raw, 'related', '*');
  const searched = [
    ...textsAt(raw, 'disagreements', '*', 'sides', '*', 'searched', '*'),
    ...textsAt(raw, 'gaps', '*', 'searched', '*'),
  ];
  return [
    ...named.flatMap((found) => {
      const topics = context.statements.get(found.value)?.topics;
      return topics === undefined || topics.includes(id) || isDraft
        ? rules.statement(found)
        : [record.fault(found.path, finding('statement-of-other-topic', { statement: found.value, topic: id }))];
    }),
    ...searched.flatMap(rules.document),
    ...[...textsAt(raw, 'disagreements', '*', 'sides', '*', 'party'), ...textsAt(raw, 'gaps', '*', 'side')].flatMap(
      rules.party,
    ),
    ...related.flatMap((found) =>
      found.value === id ? [record.fault(found.path, finding('related-to-itself'))] : rules.topic(found),
    ),
    ...twice(record, [...named, ...searched, ...related]),
  ];
}

/** Returns a fault for each text that stands in its list already. */
function twice(record: LoadedRecord<unknown>, found: readonly Found<string>[]): Fault[] {
  const seen = new Set<string>();
  return found.flatMap(({ path, value }) => {
    const key = JSON.stringify([path.slice(0, -1), value]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [record.fault(path, finding('named-twice', { name: value }))];
  });
}

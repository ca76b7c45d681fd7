/** The rules of one topic: what its ids, dates and texts must be among themselves, and a gap where one side has no document. */
import type { LoadedRecord, LoadedRecords } from '../load.ts';
import { type RuleContext, validTopicFields } from './partial-record.ts';
import { nameKey } from '../../shared/text.ts';
import { finding, type Fault, type Finding } from '../fault.ts';
import type { Topic, Translated } from '../schema.ts';
import { balanceOf } from '../balance.ts';
import { recordCatalogueOf, valuesOf } from '../catalogue.ts';

/** Returns the faults of a topic in itself, and of its dates against the documents that it rests on. */
export function checkTopic(record: LoadedRecord<Topic>, context: RuleContext): Fault[] {
  const topic = validTopicFields(record);
  const { history = [], corrections = [], retraction } = topic;
  const faults: Fault[] = [];
  const fault = (path: readonly PropertyKey[], what: Finding): void => void faults.push(record.fault(path, what));
  const notInFuture = (path: readonly PropertyKey[], day: string | undefined): void => {
    if (day !== undefined && day > context.today) fault(path, finding('future-in-topic', { day }));
  };

  for (const field of ['disagreements', 'watch', 'history', 'corrections'] as const) {
    const ids = (topic[field] ?? []).map(({ id }) => id);
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) !== index) fault([field, index, 'id'], finding('id-twice', { id }));
  }
  // The news that a channel has received is stored by these ids, whichever list an entry is in.
  const inHistory = new Set(history.map(({ id }) => id));
  for (const [index, { id }] of corrections.entries())
    if (inHistory.has(id)) fault(['corrections', index, 'id'], finding('id-in-history', { id }));
  if (retraction !== undefined && (inHistory.has(retraction.id) || corrections.some(({ id }) => id === retraction.id)))
    fault(['retraction', 'id'], finding('id-of-another-entry', { id: retraction.id }));

  for (const [index, { expected }] of (topic.watch ?? []).entries())
    if (expected?.precision === 'about' && expected.from > expected.to)
      fault(['watch', index, 'expected', 'to'], finding('period-reversed', { from: expected.from, to: expected.to }));
  notInFuture(['verified', 'on'], topic.verified?.on);
  // An entry may name statements that are gone by now: they are kept as what it touched then.
  for (const [index, { on }] of history.entries()) notInFuture(['history', index, 'on'], on);
  for (const [index, { on }] of corrections.entries()) notInFuture(['corrections', index, 'on'], on);
  notInFuture(['retraction', 'on'], retraction?.on);

  if (topic.status === 'retracted' && textRetraction(record) === undefined)
    fault(['status'], finding('retraction-missing'));
  if (topic.status !== undefined && topic.status !== 'retracted' && retraction !== undefined)
    fault(['retraction'], finding('retraction-of-published'));
  return faults;
}

/** Returns a fault for each question that stands in its list already. */
export function checkQuestions(record: LoadedRecord<Topic>): Fault[] {
  const { questions } = validTopicFields(record);
  return (['en', 'zh'] as const).flatMap((language) => {
    const asked = (questions?.[language] ?? []).map(nameKey);
    return asked.flatMap((question, index) =>
      asked.indexOf(question) === index
        ? []
        : [record.fault(['questions', language, index], finding('question-twice'))],
    );
  });
}

/** What the record has as its retraction, faulty or not. */
const textRetraction = ({ raw }: LoadedRecord<Topic>): unknown =>
  typeof raw === 'object' && raw !== null && 'retraction' in raw ? raw.retraction : undefined;

/** Returns a fault for each published topic without documents of a party and without a gap that says so, and for each such gap where there are documents. */
export function checkSides(records: LoadedRecords): Fault[] {
  const catalogue = recordCatalogueOf(valuesOf(records));
  return balanceOf(catalogue).flatMap(({ brief, sides, missing }) => {
    const record = records.topics.find(({ id }) => id === brief.id);
    if (record === undefined) return [];
    const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
    const nameOf = (party: string): Translated => parties.find(({ id }) => id === party)?.name ?? { en: party };
    const untold = missing.filter((party) => !brief.gaps.some(({ side }) => side === party));
    const told = untold.map((side) => record.fault(['gaps'], finding('side-missing', { party: nameOf(side), side })));
    return told.concat(
      brief.gaps.flatMap(({ side }, index) => {
        const count = sides.find(({ party }) => party === side && party !== undefined)?.documents ?? 0;
        if (side === undefined || count === 0) return [];
        return [record.fault(['gaps', index, 'side'], finding('side-not-missing', { party: nameOf(side), count }))];
      }),
    );
  });
}

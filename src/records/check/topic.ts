/** The rules of one topic: what its texts, dates and references must be among themselves and to other records. */
import type { LoadedRecord, RuleContext } from '../loaded-record.ts';
import type { Fault } from '../fault.ts';
import type { DateWithPrecision, Topic } from '../schema.ts';
import { partyChecker } from './parties.ts';

type FieldPath = readonly PropertyKey[];

/** Returns the faults of a topic against itself and the records that it names; none where its own shape is faulty. */
export function checkTopic(record: LoadedRecord<Topic>, context: RuleContext): Fault[] {
  const topic = record.value;
  if (topic === undefined) return [];
  const faults: Fault[] = [];
  const fault = (path: FieldPath, message: string): void => void faults.push(record.fault(path, message));
  const party = partyChecker(record, context, faults);
  const notInFuture = (path: FieldPath, day: string): void => {
    if (day > context.today) fault(path, `${day} is in the future; dates to come belong in watch`);
  };
  const distinct = (field: 'disagreements' | 'watch' | 'history' | 'corrections'): void => {
    const ids = topic[field].map(({ id }) => id);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        fault([field, index, 'id'], `${id} is used twice; ids are permanent and each is used once`);
    }
  };
  const resting = (path: FieldPath, ids: readonly string[]): void => {
    for (const [index, id] of ids.entries()) {
      const statement = context.statements.get(id);
      if (statement === undefined)
        fault([...path, index], `there is no statement ${id}; correct the document or the id`);
      else if (!statement.topics.includes(record.id))
        fault(
          [...path, index],
          `${id} is no statement of this topic; add ${record.id} to its topics, or rest on another one`,
        );
    }
  };
  const searched = (path: FieldPath, ids: readonly string[]): void => {
    for (const [index, id] of ids.entries())
      if (!context.documents.has(id)) fault([...path, index], `there is no document ${id}; correct the id`);
  };
  const ordered = (path: FieldPath, when: DateWithPrecision): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([...path, 'to'], `${when.to} is before ${when.from}; swap or correct them`);
  };

  for (const field of ['disagreements', 'watch', 'history', 'corrections'] as const) distinct(field);
  // The news that a channel has received is stored by these ids, whichever list an entry is in.
  const inHistory = new Set(topic.history.map(({ id }) => id));
  for (const [index, { id }] of topic.corrections.entries()) {
    if (inHistory.has(id))
      fault(['corrections', index, 'id'], `${id} is the id of a history entry too; each entry has its own`);
  }
  if (topic.retraction !== undefined) {
    const { id } = topic.retraction;
    if (inHistory.has(id) || topic.corrections.some((entry) => entry.id === id))
      fault(['retraction', 'id'], `${id} is the id of another entry too; each entry has its own`);
  }

  resting(['bottomLine', 'restsOn'], topic.bottomLine.restsOn);
  resting(['whyItMatters', 'restsOn'], topic.whyItMatters.restsOn);
  resting(['keyPoints'], topic.keyPoints);
  for (const [index, { sides }] of topic.disagreements.entries()) {
    for (const [place, side] of sides.entries()) {
      const path = ['disagreements', index, 'sides', place];
      party([...path, 'party'], side.party);
      resting([...path, 'statements'], side.statements);
      searched([...path, 'searched'], side.searched ?? []);
    }
  }
  for (const [index, item] of topic.watch.entries()) {
    resting(['watch', index, 'restsOn'], item.restsOn);
    if (item.expected !== undefined) ordered(['watch', index, 'expected'], item.expected);
  }
  for (const [index, gap] of topic.gaps.entries()) {
    searched(['gaps', index, 'searched'], gap.searched);
    if (gap.side !== undefined) party(['gaps', index, 'side'], gap.side);
  }
  for (const [index, id] of topic.related.entries()) {
    if (id === record.id) fault(['related', index], 'is this topic itself; remove it');
    else if (!context.topics.has(id)) fault(['related', index], `there is no topic ${id}; correct the id`);
  }

  notInFuture(['asOf'], topic.asOf);
  notInFuture(['searchedTo'], topic.searchedTo);
  if (topic.searchedTo < topic.asOf)
    fault(['searchedTo'], `${topic.searchedTo} is before asOf ${topic.asOf}; correct one of the two`);
  notInFuture(['verified', 'on'], topic.verified.on);
  // An entry may name statements that are gone by now: they are kept as what it touched then.
  for (const field of ['history', 'corrections'] as const)
    for (const [index, entry] of topic[field].entries()) notInFuture([field, index, 'on'], entry.on);
  if (topic.retraction !== undefined) notInFuture(['retraction', 'on'], topic.retraction.on);
  if (topic.status === 'retracted' && topic.retraction === undefined)
    fault(['status'], 'is retracted, but retraction is missing; say when and why');
  if (topic.status !== 'retracted' && topic.retraction !== undefined)
    fault(['retraction'], 'is set, but status is not retracted; set it, or remove the retraction');
  return faults;
}

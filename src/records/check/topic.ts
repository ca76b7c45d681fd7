/** The rules of one brief: what its statements, dates and references must be among themselves and to other records. */
import type { RuleContext, LoadedRecord } from '../loaded-record.ts';
import type { Fault } from '../fault.ts';
import type { Brief, DateWithPrecision } from '../schema.ts';
import { span } from '../dates.ts';

/** Returns the faults of a brief against itself and the records that it names; none where its own shape is faulty. */
export function checkBrief(record: LoadedRecord<Brief>, others: RuleContext): Fault[] {
  const brief = record.value;
  if (brief === undefined) return [];
  const faults: Fault[] = [];
  const fault = (path: readonly PropertyKey[], message: string): void => void faults.push(record.fault(path, message));
  const notLater = others.today;
  const notInFuture = (path: readonly PropertyKey[], day: string): void => {
    if (day > notLater) fault(path, `${day} is in the future; dates to come belong in watch and in horizons`);
  };
  const distinct = (field: 'statements' | 'watch' | 'history' | 'corrections'): void => {
    const ids = brief[field].map(({ id }) => id);
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        fault([field, index, 'id'], `${id} is used twice; ids are permanent and each is used once`);
    }
  };
  const statements = new Set(brief.statements.map(({ id }) => id));
  const known = (path: readonly PropertyKey[], ids: readonly string[]): void => {
    for (const [index, id] of ids.entries()) {
      if (!statements.has(id)) fault([...path, index], `there is no statement ${id} in this brief; correct the id`);
    }
  };
  const ordered = (path: readonly PropertyKey[], when: DateWithPrecision): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([...path, 'to'], `${when.to} is before ${when.from}; swap or correct them`);
  };
  const parties = others.relationships.get(brief.relationship)?.value?.parties;
  const party = (path: readonly PropertyKey[], id: string): void => {
    if (parties !== undefined && !parties.some((one) => one.id === id)) {
      fault(
        path,
        `there is no party ${id} in ${brief.relationship}; it has ${parties.map((one) => one.id).join(' and ')}`,
      );
    }
  };

  for (const field of ['statements', 'watch', 'history', 'corrections'] as const) distinct(field);
  // The news that a channel has received is stored by these ids, whichever list an entry is in.
  const inHistory = new Set(brief.history.map(({ id }) => id));
  for (const [index, { id }] of brief.corrections.entries()) {
    if (inHistory.has(id))
      fault(['corrections', index, 'id'], `${id} is the id of a history entry too; each entry has its own`);
  }
  if (brief.retraction !== undefined) {
    const { id } = brief.retraction;
    if (inHistory.has(id) || brief.corrections.some((entry) => entry.id === id))
      fault(['retraction', 'id'], `${id} is the id of another entry too; each entry has its own`);
  }

  known(['bottomLine', 'restsOn'], brief.bottomLine.restsOn);
  known(['whyItMatters', 'restsOn'], brief.whyItMatters.restsOn);
  for (const [index, item] of brief.watch.entries()) {
    known(['watch', index, 'restsOn'], item.restsOn);
    if (item.expected !== undefined) ordered(['watch', index, 'expected'], item.expected);
  }
  for (const [index, gap] of brief.gaps.entries()) {
    for (const [place, id] of gap.searched.entries()) {
      if (!others.sources.has(id))
        fault(['gaps', index, 'searched', place], `there is no source ${id}; correct the id`);
    }
  }
  for (const [index, id] of brief.related.entries()) {
    if (id === brief.id) fault(['related', index], 'is this brief itself; remove it');
    else if (!others.briefs.has(id)) fault(['related', index], `there is no brief ${id}; correct the id`);
  }

  notInFuture(['asOf'], brief.asOf);
  notInFuture(['verified', 'on'], brief.verified.on);
  // An entry may name statements that are gone by now: they are kept as what it touched then.
  for (const field of ['history', 'corrections'] as const)
    for (const [index, entry] of brief[field].entries()) notInFuture([field, index, 'on'], entry.on);
  if (brief.retraction !== undefined) notInFuture(['retraction', 'on'], brief.retraction.on);
  if (brief.status === 'retracted' && brief.retraction === undefined)
    fault(['status'], 'is retracted, but retraction is missing; say when and why');
  if (brief.status !== 'retracted' && brief.retraction !== undefined)
    fault(['retraction'], 'is set, but status is not retracted; set it, or remove the retraction');

  for (const [index, statement] of brief.statements.entries()) {
    const path = ['statements', index];
    const cited = statement.citations.flatMap((citation) => others.sources.get(citation.source)?.value ?? []);
    for (const [place, citation] of statement.citations.entries()) {
      const source = cited.find(({ id }) => id === citation.source);
      if (source !== undefined && source.publishedOn > brief.asOf) {
        fault(
          [...path, 'citations', place, 'source'],
          `${source.id} was published on ${source.publishedOn}, after asOf ${brief.asOf}; bring asOf up to what the brief now holds`,
        );
      }
    }
    const dated = (field: string, when: DateWithPrecision): void => {
      ordered([...path, field], when);
      notInFuture([...path, field], span(when).first);
      if (span(when).first > brief.asOf && span(when).first <= notLater)
        fault([...path, field], `is after asOf ${brief.asOf}; bring asOf up to what the brief now holds`);
    };
    switch (statement.kind) {
      case 'reported-fact':
        dated('eventOn', statement.eventOn);
        break;
      case 'position':
        dated('saidOn', statement.saidOn);
        party([...path, 'party'], statement.party);
        break;
      case 'assessment':
      case 'recommendation':
      case 'forecast': {
        if (statement.madeOn !== undefined) dated('madeOn', statement.madeOn);
        if (statement.kind === 'forecast' && statement.horizon !== undefined)
          ordered([...path, 'horizon'], statement.horizon);
        if (Array.isArray(statement.by)) {
          for (const [place, id] of statement.by.entries()) {
            if (cited.length > 0 && !cited.some((source) => source.authors.some((author) => author.id === id))) {
              fault(
                [...path, 'by', place],
                `${id} is no author of a source that this statement cites; correct it, or give the name of whose view the source relays`,
              );
            }
          }
        } else if (statement.by.party !== undefined) party([...path, 'by', 'party'], statement.by.party);
        break;
      }
    }
  }
  return faults;
}

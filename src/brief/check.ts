/** The rules between records: what one schema cannot see. */
import { z } from 'zod';
import { sortFaults, type Fault } from './fault.ts';
import type { RecordFile } from './record-file.ts';
import type { Brief, Entry, Relationship, Source, When } from './schema.ts';
import { nameKey } from './words.ts';
import { span } from './when.ts';

/** A record as it was read, with its id; its value is undefined where the schema found faults. */
export type Record<Value> = RecordFile<Value> & { readonly id: string };

export type Records = {
  readonly sources: readonly Record<Source>[];
  readonly briefs: readonly Record<Brief>[];
  readonly relationships: readonly Record<Relationship>[];
};

/** Returns the faults between records; a record whose own shape is faulty is still held against the others. */
export function checkRecords(records: Records, now: Temporal.Instant): Fault[] {
  const faults = [
    ...checkIds(records),
    ...checkNames(records.briefs),
    ...records.briefs.flatMap((record) => [
      ...checkCitations(record, records.sources),
      ...checkBrief(record, records, now),
    ]),
    ...records.sources.flatMap((record) => checkSource(record, now)),
    ...records.relationships.flatMap((record) => {
      const [first, second] = record.value?.parties ?? [];
      return first !== undefined && first.id === second?.id
        ? [record.fault(['parties', 1, 'id'], 'is the id of both parties; a relationship has two')]
        : [];
    }),
  ];
  const shapes = [...records.sources, ...records.briefs, ...records.relationships].some(
    (record) => record.faults.length > 0,
  );
  // Coverage is only told of whole records: a statement that could not be read would count as a paragraph not cited.
  return sortFaults(faults.length > 0 || shapes ? faults : checkCoverage(records));
}

/** Returns, for one source, each paragraph that must be cited and is cited by no published brief. */
export function uncited(source: Source, briefs: readonly Brief[]): number[] {
  if (source.mustCite === undefined) return [];
  const cited = new Set(
    briefs
      .filter((brief) => brief.status === 'published')
      .flatMap((brief) => brief.statements.flatMap((statement) => statement.citations))
      .filter((citation) => citation.source === source.id)
      .map((citation) => citation.paragraph),
  );
  const { from, to } = source.mustCite;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
    (paragraph) => !cited.has(paragraph),
  );
}

function checkCoverage(records: Records): Fault[] {
  const briefs = records.briefs.flatMap((record) => record.value ?? []);
  return records.sources.flatMap((record) =>
    record.value === undefined
      ? []
      : uncited(record.value, briefs).map((paragraph) =>
          record.fault(
            ['mustCite'],
            `paragraph ${paragraph} is cited by no published brief; cite it in a statement, or narrow mustCite`,
          ),
        ),
  );
}

function checkIds(records: Records): Fault[] {
  const faults: Fault[] = [];
  for (const group of [records.briefs, records.sources]) {
    const seen = new Map<string, string>();
    for (const record of group) {
      const first = seen.get(record.id);
      if (first !== undefined)
        faults.push(record.fault([], `has the same id as ${first}; rename one of the two files`));
      else seen.set(record.id, record.file);
      if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u.test(record.id) || record.id.length > 40) {
        faults.push(
          record.fault(
            [],
            'the file name is the id: lower-case words joined by hyphens, at most 40 characters; rename the file',
          ),
        );
      }
    }
  }
  return faults;
}

// The shapes below are read leniently, so that a fault elsewhere in a record does not hide the faults between records.
const Outline = z.looseObject({
  title: z.looseObject({ en: z.string().optional(), zh: z.string().optional() }).optional().catch(undefined),
  aliases: z
    .looseObject({
      en: z.array(z.string().catch('')).optional().catch(undefined),
      zh: z.array(z.string().catch('')).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  statements: z
    .array(
      z
        .looseObject({
          id: z.string().optional().catch(undefined),
          citations: z
            .array(z.looseObject({ source: z.string(), paragraph: z.int() }).optional().catch(undefined))
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    )
    .optional()
    .catch(undefined),
});

const outline = (raw: unknown): z.infer<typeof Outline> => Outline.safeParse(raw).data ?? {};

/** A name by which people ask belongs to one brief: its id, its titles and its aliases. */
function checkNames(briefs: readonly Record<Brief>[]): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, { readonly id: string; readonly where: string }>();
  const claim = (record: Record<Brief>, path: readonly PropertyKey[], name: string): void => {
    const key = nameKey(name);
    if (key === '') {
      if (name !== '')
        faults.push(record.fault(path, `"${name}" has no word that can be looked for; use a distinctive name`));
      return;
    }
    const owner = owners.get(key);
    const fault = record.fault(path, '');
    if (owner === undefined) owners.set(key, { id: record.id, where: `${fault.file}:${fault.line}` });
    else if (owner.id !== record.id)
      faults.push({
        ...fault,
        message: `"${name}" is claimed by ${owner.id} too (${owner.where}); leave it to one of the two`,
      });
    else if (path[0] === 'aliases')
      faults.push({ ...fault, message: `"${name}" is a name of this brief already (${owner.where}); remove it` });
  };
  for (const record of briefs) claim(record, [], record.id);
  for (const record of briefs) {
    const { title } = outline(record.raw);
    for (const language of ['en', 'zh'] as const) {
      const name = title?.[language];
      if (name !== undefined) claim(record, ['title', language], name);
    }
  }
  for (const record of briefs) {
    const { aliases } = outline(record.raw);
    for (const language of ['en', 'zh'] as const) {
      for (const [index, alias] of (aliases?.[language] ?? []).entries())
        claim(record, ['aliases', language, index], alias);
    }
  }
  return faults;
}

function checkCitations(record: Record<Brief>, sources: readonly Record<Source>[]): Fault[] {
  return (outline(record.raw).statements ?? []).flatMap((statement, index) =>
    (statement?.citations ?? []).flatMap((citation, place) => {
      if (citation === undefined) return [];
      const path = ['statements', index, 'citations', place];
      const source = sources.find(({ id }) => id === citation.source);
      if (source === undefined)
        return [
          record.fault(
            [...path, 'source'],
            `there is no source ${citation.source}; add briefs/sources/${citation.source}.yaml or correct the id`,
          ),
        ];
      const count = source.value?.paragraphs.length;
      return count !== undefined && citation.paragraph > count
        ? [
            record.fault(
              [...path, 'paragraph'],
              `${citation.source} has ${count} paragraphs, not ${citation.paragraph}; correct the number`,
            ),
          ]
        : [];
    }),
  );
}

function checkBrief(record: Record<Brief>, records: Records, now: Temporal.Instant): Fault[] {
  const brief = record.value;
  if (brief === undefined) return [];
  const faults: Fault[] = [];
  const fault = (path: readonly PropertyKey[], message: string): void => void faults.push(record.fault(path, message));
  const notLater = latestDay(now);
  const notInFuture = (path: readonly PropertyKey[], day: string): void => {
    if (day > notLater) fault(path, `${day} is in the future; dates to come belong in watch and in horizons`);
  };
  const distinct = (path: readonly PropertyKey[], ids: readonly string[]): void => {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) !== index)
        fault([...path, index, 'id'], `${id} is used twice; ids are permanent and each is used once`);
    }
  };
  const statements = new Set(brief.statements.map(({ id }) => id));
  const known = (path: readonly PropertyKey[], ids: readonly string[]): void => {
    for (const [index, id] of ids.entries()) {
      if (!statements.has(id)) fault([...path, index], `there is no statement ${id} in this brief; correct the id`);
    }
  };
  const ordered = (path: readonly PropertyKey[], when: When): void => {
    if (when.precision === 'about' && when.from > when.to)
      fault([...path, 'to'], `${when.to} is before ${when.from}; swap or correct them`);
  };
  const parties = records.relationships.find(({ id }) => id === brief.relationship)?.value?.parties;
  const party = (path: readonly PropertyKey[], id: string): void => {
    if (parties !== undefined && !parties.some((one) => one.id === id)) {
      fault(
        path,
        `there is no party ${id} in ${brief.relationship}; it has ${parties.map((one) => one.id).join(' and ')}`,
      );
    }
  };

  distinct(
    ['statements'],
    brief.statements.map(({ id }) => id),
  );
  distinct(
    ['watch'],
    brief.watch.map(({ id }) => id),
  );
  distinct(
    ['history'],
    brief.history.map(({ id }) => id),
  );
  distinct(
    ['corrections'],
    brief.corrections.map(({ id }) => id),
  );
  for (const correction of brief.corrections) {
    if (brief.history.some(({ id }) => id === correction.id))
      fault(
        ['corrections', brief.corrections.indexOf(correction), 'id'],
        `${correction.id} is the id of a history entry too; each entry has its own`,
      );
  }

  known(['bottomLine', 'restsOn'], brief.bottomLine.restsOn);
  known(['whyItMatters', 'restsOn'], brief.whyItMatters.restsOn);
  for (const [index, item] of brief.watch.entries()) {
    known(['watch', index, 'restsOn'], item.restsOn);
    if (item.expected !== undefined) ordered(['watch', index, 'expected'], item.expected);
  }
  for (const [index, gap] of brief.gaps.entries()) {
    for (const [place, id] of gap.searched.entries()) {
      if (!records.sources.some((source) => source.id === id))
        fault(['gaps', index, 'searched', place], `there is no source ${id}; correct the id`);
    }
  }
  for (const [index, id] of brief.related.entries()) {
    if (id === brief.id) fault(['related', index], 'is this brief itself; remove it');
    else if (!records.briefs.some((other) => other.id === id))
      fault(['related', index], `there is no brief ${id}; correct the id`);
  }

  notInFuture(['asOf'], brief.asOf);
  notInFuture(['verified', 'on'], brief.verified.on);
  const entries = (field: 'history' | 'corrections', list: readonly Entry[]): void => {
    for (const [index, entry] of list.entries()) {
      notInFuture([field, index, 'on'], entry.on);
      // A correction or an update may name statements that are gone by now: they are kept as what it touched then.
    }
  };
  entries('history', brief.history);
  entries('corrections', brief.corrections);
  if (brief.retraction !== undefined) notInFuture(['retraction', 'on'], brief.retraction.on);
  if (brief.status === 'retracted' && brief.retraction === undefined)
    fault(['status'], 'is retracted, but retraction is missing; say when and why');
  if (brief.status !== 'retracted' && brief.retraction !== undefined)
    fault(['retraction'], 'is set, but status is not retracted; set it, or remove the retraction');

  for (const [index, statement] of brief.statements.entries()) {
    const path = ['statements', index];
    const cited = statement.citations.flatMap(
      (citation) => records.sources.find(({ id }) => id === citation.source)?.value ?? [],
    );
    for (const [place, citation] of statement.citations.entries()) {
      const source = cited.find(({ id }) => id === citation.source);
      if (source !== undefined && source.publishedOn > brief.asOf) {
        fault(
          [...path, 'citations', place, 'source'],
          `${source.id} was published on ${source.publishedOn}, after asOf ${brief.asOf}; bring asOf up to what the brief now holds`,
        );
      }
    }
    const dated = (field: string, when: When): void => {
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

function checkSource(record: Record<Source>, now: Temporal.Instant): Fault[] {
  const source = record.value;
  if (source === undefined) return [];
  const faults: Fault[] = [];
  for (const field of ['publishedOn', 'accessedOn'] as const) {
    if (source[field] > latestDay(now))
      faults.push(record.fault([field], `${source[field]} is in the future; correct it`));
  }
  for (const [index, author] of source.authors.entries()) {
    if (source.authors.findIndex(({ id }) => id === author.id) !== index)
      faults.push(
        record.fault(['authors', index, 'id'], `${author.id} is used twice; give each author an id of their own`),
      );
  }
  if (source.mustCite !== undefined) {
    const { from, to } = source.mustCite;
    if (from > to) faults.push(record.fault(['mustCite'], `${from} to ${to} is no range; swap or correct them`));
    if (to > source.paragraphs.length)
      faults.push(
        record.fault(
          ['mustCite', 'to'],
          `the source has ${source.paragraphs.length} paragraphs, not ${to}; correct it`,
        ),
      );
  }
  return faults;
}

/** The latest day that has begun anywhere: a curator in Auckland may date an entry before UTC gets there. */
function latestDay(now: Temporal.Instant): string {
  return now.add({ hours: 14 }).toZonedDateTimeISO('UTC').toPlainDate().toString();
}

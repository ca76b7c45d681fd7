/** The rules of tracks: what they and the statements that name them refer to, and that nothing rests on what was withdrawn. */
import { finding, type Fault } from '../fault.ts';
import type { LoadedRecord } from '../load.ts';
import type { DocumentRecord, Topic, TracksRecord } from '../schema.ts';
import { rulesOf, statementsNamed } from './references.ts';
import {
  statementsOf,
  textAt,
  textsAt,
  validTopicFields,
  valuesAt,
  type Found,
  type RuleContext,
} from './partial-record.ts';

/** Returns the faults of what tracks name, and of two tracks of one name. */
export function checkTracks(record: LoadedRecord<TracksRecord>, context: RuleContext): Fault[] {
  const rules = rulesOf(record, context);
  const ids = new Set<string>();
  const names = new Map<string, string>();
  const faults: Fault[] = [];
  const fault = (path: readonly PropertyKey[], what: Parameters<typeof record.fault>[1]): void =>
    void faults.push(record.fault(path, what));
  for (const { path: place, value: track } of valuesAt(record.raw, 'tracks', '*')) {
    const own = textAt(track, 'id') ?? '';
    if (ids.has(own)) fault([...place, 'id'], finding('track-twice', { track: own }));
    ids.add(own);
    const called = ['title', 'aliases'].flatMap((field) =>
      ['en', 'zh'].flatMap((language) =>
        field === 'title' ? textsAt(track, field, language) : textsAt(track, field, language, '*'),
      ),
    );
    for (const { path, value } of called) {
      const name = value.toLowerCase();
      const other = names.get(name);
      if (other === undefined) names.set(name, own);
      else if (other !== own) fault([...place, ...path], finding('track-name-twice', { name: value, track: other }));
    }
    const within = ({ path, value }: Found<string>): Found<string> => ({ path: [...place, ...path], value });
    const parties = textsAt(track, 'party').filter(({ value }) => value !== 'both');
    faults.push(
      ...textsAt(track, 'topics', '*').map(within).flatMap(rules.topic),
      ...parties.map(within).flatMap(rules.party),
    );
  }
  return faults;
}

/** Returns the faults of the tracks and the statements that the statements of a document name. */
export function checkTracked(
  record: LoadedRecord<DocumentRecord>,
  folder: string,
  tracks: LoadedRecord<TracksRecord> | undefined,
): Fault[] {
  const known = new Set(textsAt(tracks?.raw, 'tracks', '*', 'id').map(({ value }) => value));
  const siblings = new Map(
    valuesAt(record.raw, 'statements', '*').flatMap(({ value }) => {
      const id = textAt(value, 'id');
      return id === undefined ? [] : [[id, textAt(value, 'splitFrom')] as const];
    }),
  );
  return statementsOf(record, folder).flatMap(({ path: place, value: statement }): Fault[] => {
    const track = textAt(statement, 'track');
    const split = textAt(statement, 'splitFrom');
    const kind = textAt(statement, 'kind');
    const faults: Fault[] = [];
    const fault = (field: string, what: Parameters<typeof record.fault>[1]): void =>
      void faults.push(record.fault([...place, field], what));
    // A file of tracks that cannot be read has a fault of its own.
    if (track !== undefined && !known.has(track) && (tracks === undefined || tracks.raw !== undefined))
      fault('track', finding('no-track', { track, file: `${folder}/tracks.yaml` }));
    if (kind !== 'measure' && track === undefined && textAt(statement, 'effect') !== undefined)
      fault('effect', finding('effect-of-no-track'));
    if (split !== undefined && !siblings.has(split))
      fault('splitFrom', finding('no-statement', { statement: split, relationship: folder }));
    if (split !== undefined && leadsBack(textAt(statement, 'id') ?? '', siblings))
      fault('splitFrom', finding('split-in-circle'));
    return faults;
  });
}

/** Whether following what a statement was split from leads back to it. */
function leadsBack(id: string, splitFrom: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let next = splitFrom.get(id); next !== undefined && !seen.has(next); next = splitFrom.get(next)) {
    if (next === id) return true;
    seen.add(next);
  }
  return false;
}

/** Returns the faults of a published topic that rests on statements that were withdrawn. */
export function checkWithdrawn(record: LoadedRecord<Topic>, { statements }: RuleContext): Fault[] {
  if (validTopicFields(record).status !== 'published') return [];
  return statementsNamed(record).flatMap(({ path, value }) =>
    statements.get(value)?.isWithdrawn === true
      ? [record.fault(path, finding('rests-on-withdrawn', { statement: value }))]
      : [],
  );
}

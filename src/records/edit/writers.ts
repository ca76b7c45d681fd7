/** Who wrote what readers are told: the people whose change sets last changed a topic and its statements. */
import { shortId } from '../catalogue.ts';
import type { Brief } from '../schema.ts';
import { differenceOf } from './difference.ts';
import type { Writers } from './editor.ts';
import type { LoggedRecord, LoggedSet } from './logged-set.ts';
import { documentName, pathOf, topicName } from './record-name.ts';

/** Fields that tell nothing of a topic or a statement: the review itself, and by what it is found and sorted. */
const UNWRITTEN = /^(?:verified|aliases|questions|reviewEveryDays|topics|relations)(?:\.|$)/u;

/** What a set wrote into a record: its own fields, and statements by their ids in it. */
type Written = { readonly isWritten: boolean; readonly statements: readonly string[] };

/** Returns what finds the writers of a topic in the log of change sets, newest first; what a set wrote is remembered. */
export function createWriters(sets: () => readonly LoggedSet[]): (brief: Brief) => Promise<Writers> {
  // By the record of the log: what the log forgets is forgotten here too.
  const remembered = new WeakMap<LoggedRecord, Written>();
  const writtenIn = async (record: LoggedRecord): Promise<Written> => {
    const before = remembered.get(record);
    if (before !== undefined) return before;
    const { parseYaml } = await import('../parse-yaml.ts');
    const valueOf = (text: string | null): unknown => (text === null ? undefined : parseYaml(text).value);
    const { fields, statements } = differenceOf(valueOf(record.before), valueOf(record.after));
    const written = {
      isWritten: fields.some(({ field }) => !UNWRITTEN.test(field)),
      statements: statements.flatMap((one) => (one.fields.some(({ field }) => !UNWRITTEN.test(field)) ? [one.id] : [])),
    };
    remembered.set(record, written);
    return written;
  };
  return async (brief) => {
    const topicFile = pathOf(topicName(brief));
    const own = new Map(
      brief.statements.map((one) => {
        const file = pathOf(documentName({ id: one.document, relationship: brief.relationship }));
        return [`${file} ${shortId(one)}`, one.id];
      }),
    );
    const files = new Set([...own.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))));
    const statements = new Map<string, string>();
    let topic: string | undefined;
    // What was undone was written by nobody, nor was its undoing.
    const undone = new Set(sets().flatMap(({ undoes }) => undoes ?? []));
    for (const { id, author, records, undoes } of sets()) {
      if (undoes !== undefined || undone.has(id)) continue;
      for (const record of records) {
        const name = pathOf(record);
        if (name === topicFile) {
          if (topic === undefined && (await writtenIn(record)).isWritten) topic = author.name;
        } else if (files.has(name))
          for (const statement of (await writtenIn(record)).statements) {
            const known = own.get(`${name} ${statement}`);
            if (known !== undefined && !statements.has(known)) statements.set(known, author.name);
          }
      }
    }
    return { topic, statements };
  };
}

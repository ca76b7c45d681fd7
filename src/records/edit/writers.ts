/** Who wrote what readers are told: the people whose change sets last changed a topic and its statements. */
import { shortId } from '../catalogue.ts';
import { TOPICS } from '../folder.ts';
import type { Brief } from '../schema.ts';
import { fileOf } from './corrected-texts.ts';
import { differenceOf } from './difference.ts';
import type { Writers } from './editor.ts';
import type { LoggedRecord, LoggedSet } from './logged-set.ts';

/** Fields that tell nothing of a topic or a statement: the review itself, and by what it is found and sorted. */
const UNWRITTEN = /^(?:verified|aliases|questions|reviewEveryDays|topics|relations)(?:\.|$)/u;

/** What a set wrote into a record: its own fields, and statements by their ids in it. */
type Written = { readonly isWritten: boolean; readonly statements: readonly string[] };

/** Returns what finds the writers of a topic in the log of change sets, newest first; what a set wrote is remembered. */
export function createWriters(sets: () => readonly LoggedSet[]): (brief: Brief) => Promise<Writers> {
  const remembered = new Map<string, Written>();
  const writtenIn = async (id: string, record: LoggedRecord): Promise<Written> => {
    const key = `${id} ${record.folder}/${record.file}`;
    const before = remembered.get(key);
    if (before !== undefined) return before;
    const { parseYaml } = await import('../parse-yaml.ts');
    const valueOf = (text: string | null): unknown => (text === null ? undefined : parseYaml(text).value);
    const { fields, statements } = differenceOf(valueOf(record.before), valueOf(record.after));
    const written = {
      isWritten: fields.some(({ field }) => !UNWRITTEN.test(field)),
      statements: statements.flatMap((one) => (one.fields.some(({ field }) => !UNWRITTEN.test(field)) ? [one.id] : [])),
    };
    remembered.set(key, written);
    return written;
  };
  return async (brief) => {
    const topicFile = `${brief.relationship}/${TOPICS}/${shortId(brief)}.yaml`;
    const own = new Map(
      brief.statements.map(({ id, document }) => {
        const { folder, file } = fileOf({ id: document, relationship: brief.relationship });
        return [`${folder}/${file} ${id.slice(id.lastIndexOf('/') + 1)}`, id];
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
        const name = `${record.folder}/${record.file}`;
        if (name === topicFile) {
          if (topic === undefined && (await writtenIn(id, record)).isWritten) topic = author.name;
        } else if (files.has(name))
          for (const statement of (await writtenIn(id, record)).statements) {
            const known = own.get(`${name} ${statement}`);
            if (known !== undefined && !statements.has(known)) statements.set(known, author.name);
          }
      }
    }
    return { topic, statements };
  };
}

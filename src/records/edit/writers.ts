/** Who wrote what readers are told: the people whose change sets last changed a topic and its statements, and all who have since it was last confirmed. */
import { shortId } from '../catalogue.ts';
import type { Brief } from '../schema.ts';
import { differenceOf } from './difference.ts';
import type { Writers } from './editor.ts';
import type { LoggedRecord, LoggedSet } from './logged-set.ts';
import { documentRecordName, pathOf, topicRecordName } from './record-name.ts';

/** Fields that tell nothing of a topic or a statement: the review itself, and by what it is found and sorted. */
const UNWRITTEN = /^(?:verified|aliases|questions|reviewEveryDays|topics|relations)(?:\.|$)/u;

/** What a set wrote into a record: its own fields, and statements by their ids in it. */
type Written = {
  readonly isWritten: boolean;
  /** Who has confirmed the topic, by what it says anew. */
  readonly confirmedBy: string | undefined;
  readonly statements: readonly string[];
};

const CONFIRMED = /^verified(?:\.|$)/u;

/** Returns what finds the writers of a topic in the log of change sets, which has the newest first; what a set wrote is remembered. */
export function createWriters(sets: () => readonly LoggedSet[]): (brief: Brief) => Promise<Writers> {
  // By the record of the log: what the log forgets is forgotten here too.
  const remembered = new WeakMap<LoggedRecord, Written>();
  const writtenIn = async (record: LoggedRecord): Promise<Written> => {
    const before = remembered.get(record);
    if (before !== undefined) return before;
    const [{ parseYaml }, { valueIn }] = await Promise.all([
      import('../parse-yaml.ts'),
      import('../text-edit/edit-value.ts'),
    ]);
    const valueOf = (text: string | null): unknown => (text === null ? undefined : parseYaml(text).value);
    const now = valueOf(record.after);
    const { fields, statements } = differenceOf(valueOf(record.before), now);
    const reviewer = valueIn(now, ['verified', 'by', 'name']);
    const written = {
      isWritten: fields.some(({ field }) => !UNWRITTEN.test(field)),
      confirmedBy:
        typeof reviewer === 'string' && fields.some(({ field }) => CONFIRMED.test(field)) ? reviewer : undefined,
      statements: statements.flatMap((one) => (one.fields.some(({ field }) => !UNWRITTEN.test(field)) ? [one.id] : [])),
    };
    remembered.set(record, written);
    return written;
  };
  return async (brief) => {
    const topicFile = pathOf(topicRecordName(brief));
    const own = new Map(
      brief.statements.map((one) => {
        const file = pathOf(documentRecordName({ id: one.document, relationship: brief.relationship }));
        return [`${file} ${shortId(one)}`, one.id];
      }),
    );
    const files = new Set([...own.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))));
    const statements = new Map<string, string>();
    const unconfirmed = new Set<string>();
    let topic: string | undefined;
    // What was undone was written by nobody, nor was its undoing.
    const undone = new Set(sets().flatMap(({ undoes }) => undoes ?? []));
    for (const { id, author, records, undoes } of sets().toReversed()) {
      if (undoes !== undefined || undone.has(id)) continue;
      let [isWritten, isConfirmed] = [false, false];
      for (const record of records) {
        const name = pathOf(record);
        if (name !== topicFile && !files.has(name)) continue;
        const written = await writtenIn(record);
        if (name === topicFile) {
          // Another's name in a record is no word of theirs.
          isConfirmed = written.confirmedBy === author.name;
          if (!written.isWritten) continue;
          topic = author.name;
          isWritten = true;
        } else
          for (const statement of written.statements) {
            const known = own.get(`${name} ${statement}`);
            if (known === undefined) continue;
            statements.set(known, author.name);
            isWritten = true;
          }
      }
      if (isWritten) unconfirmed.add(author.name);
      // Nobody ends by their own word that another person has to look at what they wrote.
      else if (isConfirmed && !unconfirmed.has(author.name)) unconfirmed.clear();
    }
    return { topic, statements, unconfirmed };
  };
}

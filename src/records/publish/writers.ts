/** Who wrote what readers are told: the people whose change sets last changed a topic and its statements, and all who have since it was last confirmed. */
import { z } from 'zod';
import { shortId } from '../catalogue.ts';
import { DOCUMENTS, documentPath } from '../folder.ts';
import { valueOfYaml } from '../parse-yaml.ts';
import type { Brief } from '../schema.ts';
import { valueIn } from '../text-edit/edit-value.ts';
import { differenceOf } from './difference.ts';
import type { PastSet } from './change-set.ts';
import type { Writers } from './record-editor-contract.ts';
import { pathOf, topicRecordName } from './record-name.ts';

/** What a set wrote into a record. */
export const Written = z.object({
  /** Whether it wrote fields of the record itself. */
  isWritten: z.boolean(),
  /** Who has confirmed the topic, by what it says anew. */
  confirmedBy: z.string().optional(),
  /** The statements that it wrote, by their ids in the record. */
  statements: z.array(z.string()),
});
export type Written = z.infer<typeof Written>;

export type WrittenRecord = PastSet['records'][number] & {
  /** The id of the version that was kept of what stood before. */
  readonly kept?: string | undefined;
  readonly wrote: () => Written;
};

/** A set that was written, and what it wrote. */
export type WrittenSet = Omit<PastSet, 'records'> & {
  /** Whether its texts are kept too. */
  readonly isFull: boolean;
  readonly records: readonly WrittenRecord[];
};

/** Fields that tell nothing of a topic or a statement: the review itself, and by what it is found and sorted. */
const UNWRITTEN = /^(?:verified|aliases|questions|reviewEveryDays|topics|relations)(?:\.|$)/u;
const CONFIRMED = /^verified(?:\.|$)/u;

/** Returns what was written into a record between two of its texts; undefined where there was no record. */
export function writtenBetween(before: string | undefined, after: string | undefined): Written {
  const [then, now] = [before, after].map((text) => (text === undefined ? undefined : valueOfYaml(text)));
  const { fields, statements } = differenceOf(then, now);
  const reviewer = valueIn(now, ['verified', 'by', 'name']);
  return {
    isWritten: fields.some(({ field }) => !UNWRITTEN.test(field)),
    confirmedBy:
      typeof reviewer === 'string' && fields.some(({ field }) => CONFIRMED.test(field)) ? reviewer : undefined,
    statements: statements.flatMap((one) => (one.fields.some(({ field }) => !UNWRITTEN.test(field)) ? [one.id] : [])),
  };
}

/** Returns the writers of a topic by the sets that were published, newest first. */
export function writersOf(brief: Brief, sets: readonly WrittenSet[]): Writers {
  const topicFile = pathOf(topicRecordName(brief));
  const own = new Map(
    brief.statements.flatMap((one) =>
      // Its document stands in one of the two.
      [brief.relationship, DOCUMENTS].map((relationship) => {
        const file = documentPath({ id: one.document, relationship });
        return [`${file} ${shortId(one)}`, one.id] as const;
      }),
    ),
  );
  const files = new Set([...own.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))));
  const statements = new Map<string, string>();
  const unconfirmed = new Set<string>();
  let topic: string | undefined;
  // What was undone was written by nobody, nor was its undoing.
  const undone = new Set(sets.flatMap(({ undoes }) => undoes ?? []));
  for (const { id, by, records, undoes } of sets.toReversed()) {
    if (undoes !== undefined || undone.has(id)) continue;
    let [isWritten, isConfirmed] = [false, false];
    for (const record of records) {
      const name = pathOf(record);
      if (name !== topicFile && !files.has(name)) continue;
      const written = record.wrote();
      if (name === topicFile) {
        // Another's name in a record is no word of theirs.
        isConfirmed = written.confirmedBy === by;
        if (!written.isWritten) continue;
        topic = by;
        isWritten = true;
      } else
        for (const statement of written.statements) {
          const known = own.get(`${name} ${statement}`);
          if (known === undefined) continue;
          statements.set(known, by);
          isWritten = true;
        }
    }
    if (isWritten) unconfirmed.add(by);
    // Nobody ends by their own word that another person has to look at what they wrote.
    else if (isConfirmed && !unconfirmed.has(by)) unconfirmed.clear();
  }
  return { topic, statements, unconfirmed };
}

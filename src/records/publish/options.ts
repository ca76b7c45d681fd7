/** What the record editor needs of the bot. */
import type { RecordCatalogue, RecordValues } from '../catalogue.ts';
import type { Fault } from '../fault.ts';
import type { Changed } from '../folder.ts';
import type { HeldTexts } from '../held-texts.ts';
import type { CheckedTopic } from '../load.ts';
import type { RecordsStatus } from './editor.ts';
import type { Journal } from './journal.ts';
import type { RecordCommits, SetWriter } from './write-set.ts';

/** The records of the folder with changed texts, checked. */
export type CheckedRecords = {
  readonly values: RecordValues;
  readonly topics: readonly CheckedTopic[];
  /** The files that hold YAML, whatever it says. */
  readonly yamlFiles: readonly string[];
  readonly faults: readonly Fault[];
  /** The topics whose questions the changed texts touch, as relationship/topic. */
  readonly touched: readonly string[];
  /** Undefined where the records have faults. */
  readonly catalogue: RecordCatalogue | undefined;
  /** Takes the checked records into service, and settles once they are; to be called once the texts are in their files. */
  readonly take: () => Promise<void>;
};

export type RecordEditorOptions = {
  /** The folder of records. */
  readonly folder: string;
  readonly journal: Journal;
  readonly writer: SetWriter;
  readonly writable: () => boolean;
  readonly now: () => Temporal.Instant;
  /** Loads the records, with changed texts, and checks them by every rule and by the questions that these touch; without changed texts by those of `asked`, topics named relationship/topic. */
  readonly check: (changed?: readonly Changed[], asked?: readonly string[]) => Promise<CheckedRecords>;
  readonly status: () => RecordsStatus;
  /** Returns the records in service. */
  readonly current: () => RecordCatalogue;
  /** The texts that citations are checked against; without them none is. */
  readonly held?: Pick<HeldTexts, 'get'> | undefined;
  /** Settles when everybody else has had a turn; left out, at once. */
  readonly turn?: (() => Promise<void>) | undefined;
  /** The repository of the records, where there is one. */
  readonly commits?: RecordCommits | undefined;
};

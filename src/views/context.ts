/** What telling a statement needs beside it. */
import type { Translate } from '../locales/messages.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Language, Party, Source } from '../records/schema.ts';

/** What telling who and when needs beside a statement: the sources that it cites, and the parties of its relationship. */
export type AttributionContext = {
  readonly language: Language;
  readonly t: Translate;
  readonly parties: readonly Party[];
  readonly sources: readonly Source[];
};

/** What telling a statement as a claim needs beside it. */
export type ClaimContext = AttributionContext & {
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
};

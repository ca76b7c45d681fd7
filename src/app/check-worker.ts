/** The thread that checks records: it keeps what it has read of them, and answers one request after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RecordValues } from '../records/catalogue.ts';
import type { CheckedTopic } from '../records/loaded-record.ts';
import { checkFolder, createCatalogueChecker, type CheckedFolder } from '../search/check-catalogue.ts';
import type { CheckRequest } from '../search/load-catalogue.ts';
import { errorMessage } from '../shared/error-code.ts';

export type ThreadRequest = CheckRequest & { readonly id: number; readonly at: number };

export type AnyValue = RecordValues[keyof RecordValues][number];

/** Records by the numbers under which they were sent: most of them are those of the answer before. */
export type NumberedValues = Readonly<Record<keyof RecordValues, readonly number[]>>;

/** What was checked, with numbers in the places of records. */
export type SentFolder = Omit<CheckedFolder, 'values' | 'topics'> & {
  readonly values: NumberedValues;
  readonly topics: readonly (Omit<CheckedTopic, 'value'> & { readonly value: number | undefined })[];
};

export type ThreadAnswer =
  /** Records of the answer that follows, a few at a time, so that whoever receives them is not held up. */
  | { readonly records: readonly (readonly [number, AnyValue])[] }
  | ({ readonly id: number } & ({ readonly checked: SentFolder } | { readonly problem: string }));

const RECORDS_A_MESSAGE = 50;

const checker = createCatalogueChecker(String(workerData), () => Date.now());
const numbers = new WeakMap<AnyValue, number>();
let count = 0;
let sent = new Set<number>();

// oxlint-disable-next-line require-post-message-target-origin -- a thread has no origin
const post = (answer: ThreadAnswer): void => parentPort?.postMessage(answer);

/** Sends the records that the last answer had not, and returns the numbers of all. */
function numbered({ documents, topics, relationships }: RecordValues): NumberedValues {
  const next = new Set<number>();
  let records: [number, AnyValue][] = [];
  const flush = (): void => {
    if (records.length > 0) post({ records });
    records = [];
  };
  const numberOf = (value: AnyValue): number => {
    const number = numbers.get(value) ?? (count += 1);
    numbers.set(value, number);
    next.add(number);
    if (!sent.has(number)) records.push([number, value]);
    if (records.length >= RECORDS_A_MESSAGE) flush();
    return number;
  };
  const values = {
    documents: documents.map(numberOf),
    topics: topics.map(numberOf),
    relationships: relationships.map(numberOf),
  };
  flush();
  sent = next;
  return values;
}

parentPort?.on('message', ({ id, at, ...request }: ThreadRequest) => {
  const answer = (): ThreadAnswer => {
    try {
      const { values, topics, ...checked } = checkFolder(checker, Temporal.Instant.fromEpochMilliseconds(at), request);
      const sentValues = numbered(values);
      const sentTopics = topics.map(({ file, id: topic, relationship, value }) => ({
        file,
        id: topic,
        relationship,
        value: value && numbers.get(value),
      }));
      return { id, checked: { ...checked, values: sentValues, topics: sentTopics } };
    } catch (error) {
      return { id, problem: errorMessage(error) };
    }
  };
  post(answer());
});

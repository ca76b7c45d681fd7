/** Makes the draft of a document's record from what a curator has read, and keeps the text beside it. */
import { fullName, sourcesOf } from '../../../records/catalogue.ts';
import { refusal } from '../../../records/publish/refusal.ts';
import { z } from 'zod';
import { dayOf } from '../../../records/dates.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { type Source, type Translated, slugSchema } from '../../../records/schema.ts';
import { DRAFTS } from '../../../records/folder.ts';
import { type HeldTexts, HELD_FROM } from '../../../records/held-texts.ts';
import { idOf, type DocumentDetails } from '../../../records/import/draft-record.ts';
import { paragraphs as linesOf } from '../../../records/paragraphs.ts';
import { findDuplicates } from '../../../records/import/duplicates.ts';
import { draftDocument, missingChinese } from '../../../search/draft-document.ts';
import type { DeskBot } from '../../bot.ts';
import { RefusedRequest, DOCUMENT_NAME, LANGUAGE, RECORD_TEXT, refusalOf } from '../context.ts';
import { statementIdOf } from '../reading/statement-id.ts';
import { knownDocuments } from './known-documents.ts';

/** The day in the id of a document. */
const DAY = /-\d{4}-\d{2}-\d{2}-/u;
/** So many characters of it say who published. */
const MAX_WHO = 28;

const LINE = z.string().trim().max(500);
const TextPair = z.strictObject({ en: LINE, zh: LINE.optional() });
export const DraftBody = z.strictObject({
  relationship: DOCUMENT_NAME.relationship,
  /** Made of publisher, day and title where it is empty. */
  id: z.string().trim().max(100),
  from: z.enum(HELD_FROM),
  /** The paragraphs in order, one a line. */
  text: RECORD_TEXT.min(1),
  details: z.strictObject({
    title: TextPair,
    publisher: TextPair,
    authors: z.array(LINE).max(20),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']),
    party: z.string().max(100),
    url: LINE,
    publishedOn: LINE,
    language: LANGUAGE,
    copy: z.enum(['original', 'mirror', 'archive']),
    disclosure: TextPair,
  }),
  /** Whether it is wanted though a document of the same address, title or text is there. */
  anyway: z.boolean(),
});

/** The record that was made, which is not in service. */
export type DraftCreatedView = {
  readonly folder: string;
  readonly file: string;
  readonly relationship: string;
  readonly id: string;
  readonly paragraphs: number;
  readonly topics: readonly {
    readonly id: string;
    readonly title: Translated;
    readonly paragraphs: readonly number[];
  }[];
};

/** Returns the draft that was made; refuses with what to do where it cannot be, and keeps nothing then. */
export async function createDraft(
  { relationship, id: asked, from, text, details: sent, anyway }: z.infer<typeof DraftBody>,
  bot: Pick<DeskBot, 'catalogue' | 'recordEditor' | 'now'>,
  { held, author }: { readonly held: HeldTexts; readonly author: string },
): Promise<DraftCreatedView> {
  const catalogue = bot.catalogue();
  const { recordEditor } = bot;
  const place = catalogue.relationships.get(relationship);
  if (place === undefined) throw new RefusedRequest(404, 'missing', refusal('no-such-relationship'));
  if (recordEditor?.writable !== true) throw new RefusedRequest(503, 'unwritable', refusal('no-writing-here'));
  const details = documentDetails(sent);
  const missing = missingChinese(details, place);
  if (missing.length > 0) throw new RefusedRequest(422, 'no-chinese', refusal('chinese-missing', { fields: missing }));
  const sources = sourcesOf(catalogue, relationship);
  const id = asked === '' ? documentIdOf(details, sources) : asked;
  if (!slugSchema.safeParse(id).success) throw new RefusedRequest(422, 'name', refusal('impossible-id'));
  if (catalogue.sources.has(id))
    throw new RefusedRequest(409, 'there-already', refusal('document-there', { document: id }));

  const paragraphs = linesOf(text);
  const name = { folder: DRAFTS, file: `${id}.yaml` };
  const drafted = await draftDocument(
    { path: pathOf(name), paragraphs, details, relationship, accessedOn: dayOf(bot.now()) },
    catalogue,
  );
  if (drafted.faults.length > 0) throw new RefusedRequest(422, 'faulty', refusal('details-faulty'), drafted.faults);
  if (!anyway) {
    const candidate = { url: details.url, title: details.title.en, publishedOn: details.publishedOn, paragraphs };
    const [first] = await findDuplicates(candidate, knownDocuments(bot, held), held);
    if (first !== undefined)
      throw new RefusedRequest(
        409,
        'duplicate',
        refusal('duplicate', {
          document: fullName(first),
          because: first.because === 'address' && first.relationship !== relationship ? 'elsewhere' : first.because,
        }),
      );
  }

  const before = await held.get(relationship, id);
  const readAt = bot.now().toString({ smallestUnit: 'second' });
  await held.put({ relationship, id, paragraphs, readAt, from });
  const saved = await recordEditor.publish({
    texts: [{ ...name, text: drafted.text, version: undefined }],
    author: { name: author },
  });
  if (!saved.ok) {
    // The text of another record of the name, such as a draft that was there, stays.
    await (before === undefined ? held.remove(relationship, id) : held.put(before));
    throw refusalOf(saved);
  }
  const topics = Map.groupBy(
    drafted.pointers.flatMap(({ paragraph, topics: own }) => own.map((topic) => ({ topic, paragraph }))),
    ({ topic }) => topic,
  );
  return {
    ...name,
    relationship,
    id,
    paragraphs: paragraphs.length,
    topics: [...topics].map(([topic, places]) => ({
      id: topic,
      title: catalogue.briefs.get(topic)?.title ?? { en: topic },
      paragraphs: places.map((one) => one.paragraph),
    })),
  };
}

/** Returns an id as documents of records have it: who published, on which day, and telling words of the title. */
export function documentIdOf(
  { title, publisher, publishedOn }: Pick<DocumentDetails, 'title' | 'publisher' | 'publishedOn'>,
  sources: Iterable<Source>,
): string {
  // What others of its publisher begin with, before their day.
  const known = [...sources].find((one) => one.publisher.en === publisher.en && DAY.test(one.id));
  const who = idOf(known === undefined ? publisher.en : (known.id.split(DAY)[0] ?? ''), MAX_WHO);
  const what = statementIdOf(title.en, [publisher.en]);
  return [who, publishedOn, what].filter((part) => part !== undefined).join('-');
}
const withoutEmptyChinese = ({ en, zh }: z.infer<typeof TextPair>): DocumentDetails['title'] =>
  zh === undefined || zh === '' ? { en } : { en, zh };

/** Returns the details without what was left empty. */
function documentDetails({ party, ...sent }: z.infer<typeof DraftBody>['details']): DocumentDetails {
  return {
    ...sent,
    title: withoutEmptyChinese(sent.title),
    publisher: withoutEmptyChinese(sent.publisher),
    disclosure: withoutEmptyChinese(sent.disclosure),
    authors: sent.authors.filter((name) => name !== ''),
    party: party === '' ? undefined : party,
  };
}

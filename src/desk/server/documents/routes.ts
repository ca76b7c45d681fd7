/** The routes by which curators add documents: reading one, making its record, and the texts that are held. */
import { refusal } from '../../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { createMutex } from '../../../shared/mutex.ts';
import { MAX_DOCUMENT_BYTES, type DocumentImport } from '../../../records/import/import-document.ts';
import type { DocumentBytes, ImportedDocument } from '../../../records/import/imported-document.ts';
import type { KnownPublisher } from '../../../records/import/known-publishers.ts';
import { knownPublishers, publisherNamed } from '../../../records/import/known-publishers.ts';
import { UnreadableDocument, type Unreadable } from '../../../records/import/unreadable-document.ts';
import type { HeldText } from '../../../records/held-texts.ts';
import { holdParagraphs, matcherOf } from '../../../records/match-text.ts';
import { findDuplicates, type Duplicate } from '../../../records/import/duplicates.ts';
import type { Language, Translated } from '../../../records/schema.ts';
import { codedText } from '../../../locales/coded.ts';
import { WatchFault } from '../../../watch/health.ts';
import type { WatchItem } from '../../../watch/items.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import { bodyUpTo } from '../access/guard.ts';
import { body, query, RefusedRequest, type DeskContext, DOCUMENT_NAME, LANGUAGE, RECORD_TEXT } from '../context.ts';
import { createDraft, DraftBody } from './create-draft.ts';
import { searchHeld } from './held-texts.ts';
import { knownDocuments } from './known-documents.ts';

/** Where a document can be put, and whose documents are known. */
export type DocumentPlacesView = {
  /** Whether records can be written here. */
  readonly writable: boolean;
  readonly mostBytes: number;
  readonly relationships: readonly {
    readonly id: string;
    readonly title: Translated;
    /** Whether every text is needed in Chinese too. */
    readonly isBilingual: boolean;
    readonly parties: readonly { readonly id: string; readonly name: Translated }[];
    readonly publishers: readonly KnownPublisher[];
  }[];
};

/** A document that was read; nothing of it is kept yet. */
export type ReadDocumentView = ImportedDocument & {
  readonly duplicates: readonly Duplicate[];
  /** What the records know of its publisher. */
  readonly publisher?: KnownPublisher | undefined;
  /** The side whose documents its source publishes. */
  readonly party?: string | undefined;
  /** The document in service, as relationship/id, whose text was missing and is held now. */
  readonly heldFor?: string | undefined;
};

const PasteBody = z.strictObject({ text: RECORD_TEXT });
const AddressBody = z.strictObject({ address: z.string().min(1).max(2_000) });
const ItemBody = z.strictObject({ item: z.string().min(1).max(60), language: LANGUAGE });
const ForgetBody = z.strictObject(DOCUMENT_NAME);
const HeldQuery = z.object({ language: LANGUAGE.catch('en'), text: z.string().max(200).default('') });
/** So many paragraphs of held texts are listed. */
const MAX_FOUND = 30;
const FileQuery = z.strictObject({ name: z.string().min(1).max(255) });

const STATUS: Partial<Readonly<Record<Unreadable['code'], 413 | 429>>> = {
  'too-large': 413,
  'too-many-paragraphs': 413,
  busy: 429,
};

const hostOf = (url: string): string => URL.parse(url)?.host.replace(/^www\./u, '') ?? '';

/** Returns the routes of documents that are added. */
export function documentRoutes({ bot }: DeskContext) {
  const documents = (): DocumentImport => {
    if (bot.documents !== undefined && bot.recordEditor !== undefined) return bot.documents;
    throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
  };
  /** Returns what a document holds, or refuses it with the reason and what to do. */
  const view = async (reading: Promise<ImportedDocument>, from: HeldText['from']): Promise<ReadDocumentView> => {
    try {
      const imported = await reading;
      const { title, url, publishedOn, publisher = '' } = imported.proposed;
      const paragraphs = imported.paragraphs.flatMap(({ text, furniture }) => (furniture === undefined ? [text] : []));
      const { held } = documents();
      // Whoever has read a text that is missing here need not give it again.
      const texts = imported.paragraphs.map(({ text }) => text);
      const { outcome, document } = await holdParagraphs(texts, from, {
        held,
        match: matcherOf(bot.catalogue()),
        now: bot.now,
      });
      const known = knownDocuments(bot, held);
      const publishers = [...bot.catalogue().relationships.keys()].flatMap((one) =>
        knownPublishers(bot.catalogue().sources.values(), one),
      );
      return {
        ...imported,
        ...(outcome === 'held' && { heldFor: document }),
        duplicates: await findDuplicates({ url, title, publishedOn, paragraphs }, known, held),
        publisher: publisherNamed(publisher, publishers),
      };
    } catch (error) {
      if (error instanceof UnreadableDocument)
        throw new RefusedRequest(STATUS[error.why.code] ?? 422, error.why.code, error);
      throw error;
    }
  };
  /** Returns the text of what a source has published; what it says of itself counts before what its source says of it. */
  const itemText = async (item: WatchItem, language: Language): Promise<ImportedDocument> => {
    try {
      const text = await bot.watch?.text(item.id);
      if (text === undefined) throw new RefusedRequest(404, 'missing', refusal('no-such-item'));
      const { publishedOn = item.day, url = item.address } = text.proposed;
      return { ...text, proposed: { ...text.proposed, url, ...(publishedOn !== undefined && { publishedOn }) } };
    } catch (error) {
      if (error instanceof WatchFault)
        throw new RefusedRequest(422, 'unreadable', codedText('watch', error.words, language));
      throw error;
    }
  };
  /** Returns the publisher of the newest document of the same site. */
  const publisherAt = ({ relationship, address }: WatchItem): KnownPublisher | undefined => {
    const own = [...bot.catalogue().sources.values()].filter(({ url }) => hostOf(url) === hostOf(address));
    return knownPublishers(own, relationship)[0];
  };
  // One after the other: what one keeps and takes back must not be another's.
  const exclusively = createMutex();
  const read = async (document: DocumentBytes, from: HeldText['from']): Promise<ReadDocumentView> =>
    await view(documents().read(document), from);

  return new Hono<DeskEnv>()
    .get('/documents/places', needs('curate'), (context) => {
      const { relationships, sources } = bot.catalogue();
      const places: DocumentPlacesView = {
        writable: bot.documents !== undefined && bot.recordEditor?.writable === true,
        mostBytes: MAX_DOCUMENT_BYTES,
        relationships: [...relationships.values()].map(({ id, title, parties, languages }) => ({
          id,
          title,
          isBilingual: languages?.includes('zh') === true,
          parties: parties.map((party) => ({ id: party.id, name: party.name })),
          publishers: knownPublishers(sources.values(), id),
        })),
      };
      return context.json(places);
    })
    .post('/documents/paste', needs('curate'), body(PasteBody), async (context) =>
      context.json(
        await read(
          { bytes: new TextEncoder().encode(context.req.valid('json').text), name: 'The pasted text' },
          'paste',
        ),
      ),
    )
    .post('/documents/address', needs('curate'), body(AddressBody), async (context) =>
      context.json(await view(documents().readAddress(context.req.valid('json').address), 'address')),
    )
    .post('/documents/item', needs('curate'), body(ItemBody), async (context) => {
      const { item: id, language } = context.req.valid('json');
      const item = await bot.watch?.item(id);
      if (item === undefined) throw new RefusedRequest(404, 'missing', refusal('no-such-item'));
      const document = await view(itemText(item, language), 'address');
      return context.json({
        ...document,
        publisher: document.publisher ?? publisherAt(item),
        ...(item.party !== '' && { party: item.party }),
      });
    })
    .put('/documents/file', needs('curate'), bodyUpTo(MAX_DOCUMENT_BYTES), query(FileQuery), async (context) => {
      const { name } = context.req.valid('query');
      return context.json(await read({ bytes: new Uint8Array(await context.req.arrayBuffer()), name }, 'file'));
    })
    .post('/documents/draft', needs('curate'), body(DraftBody), async (context) => {
      const { name: author } = context.get('person');
      const made = await exclusively(() =>
        createDraft(context.req.valid('json'), bot, { held: documents().held, author }),
      );
      await context.get('note')({ act: 'document-added', about: `${made.folder}/${made.file}` });
      return context.json(made);
    })
    .get('/documents/search', needs('curate'), query(HeldQuery), async (context) => {
      const { text, language } = context.req.valid('query');
      const { held } = documents();
      const { signal } = context.req.raw;
      const known = knownDocuments(bot, held);
      return context.json(await searchHeld(text, { documents: known, held }, { language, most: MAX_FOUND, signal }));
    })
    .post('/documents/forget', needs('curate'), body(ForgetBody), async (context) => {
      const { relationship, id } = context.req.valid('json');
      await documents().held.remove(relationship, id);
      await bot.texts?.forget(relationship, id);
      await context.get('note')({ act: 'text-removed', about: `${relationship}/${id}` });
      return context.json({ forgotten: true });
    });
}

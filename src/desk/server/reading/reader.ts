/** A document as curators read and cite it: its paragraphs, where its text is held, with the statements that the text of its record has. */
import type { RecordEditor } from '../../../records/publish/record-editor-contract.ts';
import { documentRecordName, isSameRecord, pathOf } from '../../../records/publish/record-name.ts';
import { align } from '../../../records/align-paragraphs.ts';
import { fingerprint } from '../../../records/paragraphs.ts';
import { compareTexts } from '../../../shared/text.ts';
import { withoutDraftRemarks } from '../../../records/drafts.ts';
import { DOCUMENTS, DRAFTS } from '../../../records/folder.ts';
import type { HeldText } from '../../../records/held-texts.ts';
import { parseRecord } from '../../../records/parse-record.ts';
import {
  documentSchemaOf,
  type DocumentRecord,
  type Language,
  type Source,
  type StatementKind,
  type Translated,
  type Track,
} from '../../../records/schema.ts';
import { publishedOn as publicationDay, shortId } from '../../../records/catalogue.ts';
import { trackStanding } from '../../../records/track-state.ts';
import { clearTitle } from '../../../views/names.ts';
import { trackStateText } from '../../../views/state-words.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { datesIn } from './named-in-text.ts';

/** The record of a document as its file has it, or as its draft would begin it. */
export type ReadRecord = {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  /** Undefined where the record is still a draft. */
  readonly version: string | undefined;
  /** The draft that the record is begun from. */
  readonly draft: { readonly file: string; readonly version: string } | undefined;
};

export type ReaderStatement = {
  readonly id: string;
  readonly kind: StatementKind;
  readonly text: Translated;
  readonly citations: readonly {
    readonly source?: string | undefined;
    readonly paragraph: number;
    readonly find: string;
  }[];
  /** Whether readers have seen it. */
  readonly isPublished: boolean;
  /** The whole of it, as its record has it. */
  readonly record: Readonly<Record<string, unknown>>;
};

export type ReaderParagraph = {
  readonly number: number;
  /** Undefined where no text is held of it. */
  readonly text: string | undefined;
  /** Whether the text is the one that the record has a fingerprint of. */
  readonly isSame: boolean;
  readonly isMust: boolean;
};

export type KnownSpeaker = {
  readonly speaker: Translated;
  readonly role: Translated;
  readonly party: string | undefined;
  readonly other: Translated | undefined;
};

export type ReaderView = {
  readonly record: ReadRecord;
  readonly title: Translated;
  readonly url: string;
  readonly publishedOn: string;
  /** The day that its first paragraph tells of, shortly before that, where it names one; else that day, and undefined where it names several. */
  readonly toldOn: string | undefined;
  readonly kind: DocumentRecord['kind'];
  /** The language of the document. */
  readonly language: Language;
  /** Whose document it is, if it is of a party. */
  readonly party: string | undefined;
  readonly isBilingual: boolean;
  readonly held: Pick<HeldText, 'from' | 'readAt'> | undefined;
  readonly paragraphs: readonly ReaderParagraph[];
  /** What the held text has beside: words that stand there too lead nowhere else. */
  readonly beside: readonly string[];
  readonly statements: readonly ReaderStatement[];
  readonly authors: readonly { readonly id: string; readonly name: Translated }[];
  /** The two parties, with all that they are called. */
  readonly parties: readonly { readonly id: string; readonly name: Translated; readonly names: readonly string[] }[];
  readonly topics: readonly { readonly id: string; readonly title: Translated }[];
  readonly speakers: readonly KnownSpeaker[];
  /** The measures and promises that are followed over time. */
  readonly tracks: readonly KnownTrack[];
};

export type KnownTrack = {
  readonly id: string;
  readonly title: Translated;
  readonly kind: Track['kind'];
  /** Who ordered or promised it. */
  readonly party: string;
  /** How it stands; undefined of one that is not in service. */
  readonly now: Translated | undefined;
  /** The name of the measure, as the newest statement of it has it. */
  readonly instrument: Translated | undefined;
};

/** Returns the record of a document; undefined where there is none, among the drafts neither. */
export function readRecord(
  document: { readonly relationship: string; readonly id: string },
  editor: RecordEditor,
): ReadRecord | undefined {
  const name = documentRecordName(document);
  const filed = editor.open(name);
  if (filed.ok) return { ...name, text: filed.text, version: filed.version, draft: undefined };
  const draft = editor.open({ folder: DRAFTS, file: name.file });
  if (!draft.ok) return undefined;
  return {
    ...name,
    text: withoutDraftRemarks(draft.text),
    version: undefined,
    draft: { file: draft.file, version: draft.version },
  };
}

/** Returns the document of a text, with what is held of it; undefined where the text has faults of shape. */
export function readerView(
  record: ReadRecord,
  text: string,
  {
    relationship,
    held,
    catalogue,
    now,
  }: { relationship: string; held: HeldText | undefined; catalogue: Catalogue; now: Temporal.Instant },
): ReaderView | undefined {
  const { value } = parseRecord(pathOf(record), text, documentSchemaOf(relationship));
  // A document of several relationships takes statements of each: their topics say of which one is.
  const places = [...catalogue.relationships.values()].filter(
    ({ id }) => relationship === DOCUMENTS || id === relationship,
  );
  if (value === undefined || places.length === 0) return undefined;
  const isOfPlace = (one: { readonly relationship: string }): boolean =>
    places.some(({ id }) => id === one.relationship);
  const { title, url, publishedOn, language, authors, party, mustCite } = value;
  const { texts, beside } = paragraphsOf(value, held);
  const sources = [...catalogue.sources.values()].filter(({ relationships }) =>
    relationships.some((one) => isOfPlace({ relationship: one })),
  );
  const source = sources.find((one) => isSameRecord(documentRecordName(one), record));
  const published = new Set(source?.statements.map(shortId));
  return {
    record,
    title,
    url,
    publishedOn,
    toldOn: toldOn(texts[0]?.text ?? '', value),
    kind: value.kind,
    language,
    party,
    isBilingual: places.some(({ languages }) => languages?.includes('zh') === true),
    held: held && { from: held.from, readAt: held.readAt },
    paragraphs: texts.map(({ text: own, isSame }, index) => ({
      number: index + 1,
      text: own,
      isSame,
      isMust: mustCite !== undefined && index + 1 >= mustCite.from && index + 1 <= mustCite.to,
    })),
    beside,
    statements: value.statements.map((one) => ({
      id: one.id,
      kind: one.kind,
      text: one.text,
      citations: one.citations,
      isPublished: published.has(one.id),
      record: one,
    })),
    authors: authors.map(({ id, name }) => ({ id, name })),
    parties: [...new Map(places.flatMap(({ parties }) => parties).map((one) => [one.id, one])).values()].map(
      ({ id, name, aliases }) => ({ id, name, names: [...aliases.en, ...(aliases.zh ?? [])] }),
    ),
    topics: [...catalogue.briefs.values()]
      .filter((one) => isOfPlace(one) && one.status === 'published')
      .map((one) => ({
        id: one.id,
        title:
          places.length === 1
            ? one.title
            : { en: clearTitle(one, catalogue, 'en'), zh: clearTitle(one, catalogue, 'zh') },
      })),
    speakers: speakersOf(sources, new Set(authors.map(({ name }) => name.en))),
    tracks: [...catalogue.tracks.values()].filter(isOfPlace).map((one): KnownTrack => {
      const standing = trackStanding(one, catalogue, now);
      const measures = (catalogue.statementsOfTrack.get(one.id) ?? []).flatMap((own) =>
        own.kind === 'measure' ? [{ ...own, day: publicationDay(own, catalogue) }] : [],
      );
      const newest = measures.toSorted((a, b) => compareTexts(b.day, a.day))[0];
      return {
        id: one.id,
        title: one.title,
        kind: one.kind,
        party: one.party,
        now: { en: trackStateText(standing, 'en'), zh: trackStateText(standing, 'zh') },
        instrument: newest?.instrument,
      };
    }),
  };
}

/** Returns the paragraphs in the places of the record's, as they were read where they are the same. */
function paragraphsOf({ paragraphs }: Pick<DocumentRecord, 'paragraphs'>, held: HeldText | undefined) {
  if (held === undefined) return { texts: paragraphs.map(() => ({ text: undefined, isSame: false })), beside: [] };
  const written = new Map(held.paragraphs.map((one) => [fingerprint(one), one]));
  const aligned = align(held.paragraphs, paragraphs);
  return {
    texts: aligned.paragraphs.map((one) => ({
      text: one && (written.get(one.forms.fingerprint) ?? one.forms.text),
      isSame: one?.isSame === true,
    })),
    beside: aligned.beside.map(({ forms }) => forms.text),
  };
}

/** An opening that names an earlier day than these before publication tells of something else. */
const TOLD_WITHIN_DAYS = 7;

/** Returns the day that the opening of a document tells of; the day of publication where it names none, and undefined where it names several. */
function toldOn(opening: string, document: Pick<DocumentRecord, 'language' | 'publishedOn'>): string | undefined {
  const published = Temporal.PlainDate.from(document.publishedOn);
  const [only, another] = datesIn(opening, document).filter(({ on, as }) => {
    const before = Temporal.PlainDate.from(on).until(published).days;
    return as !== 'other' && before >= 0 && before <= TOLD_WITHIN_DAYS;
  });
  if (another !== undefined) return undefined;
  return only?.as === 'day' ? only.on : document.publishedOn;
}

/** Returns who has spoken in the documents of a relationship, in their newest role: the authors of this one first, then the most frequent. */
function speakersOf(
  sources: readonly Pick<Source, 'publishedOn' | 'statements'>[],
  authors: ReadonlySet<string>,
): KnownSpeaker[] {
  const found = new Map<string, { count: number; on: string; known: KnownSpeaker }>();
  for (const { publishedOn, statements } of sources)
    for (const statement of statements) {
      if (statement.kind !== 'position') continue;
      const { speaker, role, party, other } = statement;
      const before = found.get(speaker.en);
      const known = { speaker, role, party, other };
      const isNewer = before === undefined || publishedOn >= before.on;
      found.set(speaker.en, {
        count: (before?.count ?? 0) + 1,
        on: isNewer ? publishedOn : before.on,
        known: isNewer ? known : before.known,
      });
    }
  const isAuthor = ({ known }: { readonly known: KnownSpeaker }): number => Number(authors.has(known.speaker.en));
  return [...found.values()]
    .toSorted((a, b) => isAuthor(b) - isAuthor(a) || b.count - a.count)
    .map(({ known }) => known);
}

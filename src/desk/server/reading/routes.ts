/** The routes by which curators read a document and cite it: its paragraphs, a statement as it is written, and what it may belong to. */
import { refusal } from '../../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Warning } from '../../../records/check/warnings.ts';
import type { Fault } from '../../../records/fault.ts';
import { textAt, valuesAt } from '../../../records/check/partial-record.ts';
import { dayOf } from '../../../records/dates.ts';
import { DOCUMENTS, TRACKS_FILE } from '../../../records/folder.ts';
import { templateOf } from '../../../records/new-record.ts';
import { valueOfYaml } from '../../../records/parse-yaml.ts';
import { freeId, withoutStatement, withStatement, withTrack } from '../../../records/publish/record-edits.ts';
import { documentRecordName, isSameRecord, pathOf } from '../../../records/publish/record-name.ts';
import { isItsText, sharedParagraphs } from '../../../records/match-text.ts';
import { paragraphs as linesOf } from '../../../records/paragraphs.ts';
import { type HeldTexts, HELD_FROM } from '../../../records/held-texts.ts';
import { parseRecord } from '../../../records/parse-record.ts';
import { documentSchemaOf, type Translated } from '../../../records/schema.ts';
import { trackStanding } from '../../../records/track-state.ts';
import { trackStateText } from '../../../views/state-words.ts';
import type { DeskBot } from '../../bot.ts';
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { POINTS_SHARED, pointersOf } from '../../../search/draft-document.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import {
  body,
  RefusedRequest,
  type DeskContext,
  DOCUMENT_NAME,
  ID,
  LANGUAGE,
  OTHER_TEXTS,
  RECORD_TEXT,
  documentsOf,
  editorOf,
  refusalOf,
} from '../context.ts';
import { readerView, readRecord, type ReadRecord } from './reader.ts';
import { datesIn, tracksNamed, type NamedDay, type NamedTrack } from './named-in-text.ts';
import { relatedStatements, type RelatedStatement } from './related.ts';
import { attributionNames, statementIdOf, withoutNames } from './statement-id.ts';

/** What came of a statement in the text of its document. */
export type WrittenStatementView = {
  /** The text of the record with the statement; undefined where it cannot be written into it. */
  readonly text: string | undefined;
  readonly id: string;
  /** What is wrong with the statement, by its own fields. */
  readonly faults: readonly Fault[];
  /** What is to be looked at in it, by its own fields. */
  readonly warnings: readonly Warning[];
  /** How its track stands, and how it will by this statement; undefined where it names none, or is not whole yet. */
  readonly track: { readonly before: Translated; readonly after: Translated } | undefined;
  /** What else would be wrong in the record, and in the other texts of the change set. */
  readonly others: readonly Fault[];
};

/** What came of a new track in the text of its record. */
export type WrittenTrackView = Pick<WrittenStatementView, 'text' | 'id' | 'faults'> & {
  /** The file as it is, where there is one. */
  readonly version: string | undefined;
  readonly base: string | undefined;
};

/** What a statement may be, as search and the words of its paragraphs say. */
export type ProposalsView = {
  readonly topics: readonly string[];
  readonly related: readonly RelatedStatement[];
  /** The measures and promises that its paragraphs name, those of its sentences first. */
  readonly tracks: readonly (NamedTrack & { readonly isInSentence: boolean })[];
  /** The days that its sentences name. */
  readonly days: readonly NamedDay[];
};

/** The text of the record as it is being changed, where it is. */
const ReadBody = z.strictObject({ ...DOCUMENT_NAME, text: RECORD_TEXT.optional() });
const StatementBody = z.strictObject({
  ...DOCUMENT_NAME,
  text: RECORD_TEXT,
  /** Left out where the one that it replaces is taken out. */
  statement: z.record(z.string().max(40), z.unknown()).optional(),
  replaces: ID.optional(),
  /** The other texts of the change set. */
  others: OTHER_TEXTS,
});
const TrackBody = z.strictObject({
  relationship: DOCUMENT_NAME.relationship,
  track: z.record(z.string().max(40), z.unknown()),
  /** The texts of the change set; of the record of tracks too, where it is among them. */
  others: OTHER_TEXTS,
});
const WORDS = z.string().max(4_000);
const ProposalsBody = z.strictObject({
  relationship: DOCUMENT_NAME.relationship,
  /** What is selected in the document, and the paragraphs that it stands in. */
  words: WORDS,
  paragraphs: WORDS.default(''),
  /** The sentences of these paragraphs that it stands in. */
  sentences: WORDS.default(''),
  text: z.strictObject({ en: WORDS, zh: WORDS }),
  /** The document that it is a statement of: whom that is by tells nothing of what is near. */
  document: DOCUMENT_NAME.id.optional(),
  /** The statement that is written, which is related to itself. */
  except: ID.optional(),
  language: LANGUAGE,
});
const HoldBody = z.strictObject({ ...DOCUMENT_NAME, from: z.enum(HELD_FROM), text: RECORD_TEXT.min(1) });

/** Returns the routes of reading and citing. Texts are for curators: they stay with their owners. */
export function readingRoutes({ bot }: DeskContext) {
  const held = (): HeldTexts => documentsOf(bot).held;
  const recordOf = (name: { readonly relationship: string; readonly id: string }): ReadRecord => {
    const record = readRecord(name, editorOf(bot));
    if (record !== undefined) return record;
    throw new RefusedRequest(404, 'missing', refusal('no-such-document', { document: name.id }));
  };
  return new Hono<DeskEnv>()
    .post('/reading/document', needs('curate'), body(ReadBody), async (context) => {
      const { relationship, id, text } = context.req.valid('json');
      const record = recordOf({ relationship, id });
      const view = readerView(record, text ?? record.text, {
        now: bot.now(),
        relationship,
        held: await held().get(relationship, id),
        catalogue: bot.catalogue(),
      });
      if (view === undefined) throw new RefusedRequest(422, 'faulty', refusal('document-faulty'));
      // By the time that a statement is written, what checks it has read all records.
      void editorOf(bot)
        .warnings()
        .catch(() => undefined);
      return context.json(view);
    })
    .post('/reading/statement', needs('curate'), body(StatementBody), async (context) =>
      context.json(await writtenStatement(context.req.valid('json'), bot)),
    )
    .post('/reading/track', needs('curate'), body(TrackBody), async (context) =>
      context.json(await writtenTrack(context.req.valid('json'), bot)),
    )
    .post('/reading/proposals', needs('curate'), body(ProposalsBody), async (context) => {
      const {
        relationship,
        words: selected,
        paragraphs,
        sentences,
        text,
        document,
        except,
        language: reader,
      } = context.req.valid('json');
      const catalogue = bot.catalogue();
      await catalogue.prepare();
      const record = document === undefined ? undefined : readRecord({ relationship, id: document }, editorOf(bot));
      const { value } =
        record === undefined ? {} : parseRecord(record.file, record.text, documentSchemaOf(relationship));
      const named = value === undefined ? [] : attributionNames(value);
      const said = [selected, ...[text.en, text.zh].map((one) => withoutNames(one, named))];
      const asked = said.filter((one) => one.trim() !== '').join('\n');
      const pointed = async (one: string, once?: number): Promise<readonly string[]> =>
        (await pointersOf([one], relationship, catalogue, once))[0]?.topics ?? [];
      let topics = await pointed(asked);
      // Where the words alone point nowhere, the paragraphs that they stand in may.
      if (topics.length === 0 && paragraphs !== '') topics = await pointed(`${asked}\n${paragraphs}`, POINTS_SHARED);
      const related = await relatedStatements(
        { text, said },
        { relationship, except },
        { catalogue, language: reader, now: bot.now() },
      );
      const answer: ProposalsView = {
        topics,
        related,
        tracks: tracksNamed({ paragraphs, sentences }, relationship, catalogue),
        days: value === undefined ? [] : datesIn(sentences, value),
      };
      return context.json(answer);
    })
    .post('/reading/hold', needs('curate'), body(HoldBody), async (context) => {
      const { relationship, id, from, text } = context.req.valid('json');
      const record = recordOf({ relationship, id });
      const { value } = parseRecord(record.file, record.text, documentSchemaOf(relationship));
      const paragraphs = linesOf(text);
      const recorded = value?.paragraphs ?? [];
      const same = sharedParagraphs(paragraphs, { paragraphs: recorded });
      if (!isItsText(same, { paragraphs: recorded }))
        throw new RefusedRequest(422, 'other-document', refusal('other-document', { same, count: recorded.length }));
      const readAt = bot.now().toString({ smallestUnit: 'second' });
      await held().put({ relationship, id, paragraphs, readAt, from });
      await context.get('note')({ act: 'document-added', about: `${relationship}/${id}` });
      return context.json({ same, all: recorded.length });
    });
}

/** Returns the text of a document with a statement, and what is wrong with it beside all records. */
async function writtenStatement(
  { relationship, id, text, statement, replaces, others }: z.infer<typeof StatementBody>,
  bot: Pick<DeskBot, 'recordEditor' | 'catalogue' | 'now'>,
): Promise<WrittenStatementView> {
  if (statement === undefined)
    return {
      text: withoutStatement(text, replaces ?? ''),
      id: replaces ?? '',
      faults: [],
      warnings: [],
      others: [],
      track: undefined,
    };
  const { value } = parseRecord(id, text, documentSchemaOf(relationship));
  const given = typeof statement.id === 'string' ? statement.id.trim() : '';
  const taken = new Set(value?.statements.flatMap((one) => (one.id === replaces ? [] : [one.id])));
  const made = statementIdOf(englishOf(statement.text), [
    englishOf(statement.speaker),
    ...(value === undefined ? [] : attributionNames(value)),
  ]);
  const named = given === '' ? freeId(made ?? 'statement', taken) : given;
  const pair = relationship === DOCUMENTS ? relationshipOfTopics(statement, bot.catalogue()) : undefined;
  const written = withStatement(
    text,
    { ...statement, id: named, ...(pair !== undefined && { relationship: pair }) },
    replaces,
  );
  if (written === undefined) throw new RefusedRequest(422, 'faulty', refusal('text-faulty'));
  const file = { ...documentRecordName({ relationship, id }), text: written };
  // The questions of topics are none of a statement's: they are asked, which takes long, before all is published.
  const checked = await editorOf(bot).check([file, ...others], []);
  if (!checked.ok) throw refusalOf(checked);
  const at =
    replaces === undefined
      ? (value?.statements.length ?? 0)
      : (value?.statements.findIndex((one) => one.id === replaces) ?? 0);
  const path = `statements.${at}`;
  return {
    text: written,
    id: named,
    faults: within(path, checked.faults),
    warnings: within(path, checked.warnings),
    track: trackChange(`${id}/${named}`, statement.track, checked.catalogue, bot),
    others: [
      ...checked.faults.filter((one) => !isWithin(path, one)),
      ...checked.elsewhere.filter((one) => others.some((other) => pathOf(other) === one.file)),
    ],
  };
}

/** Returns the relationship of a statement in a document of several: that of its first topic. */
function relationshipOfTopics(
  statement: Readonly<Record<string, unknown>>,
  { briefs }: Pick<RecordCatalogue, 'briefs'>,
): string | undefined {
  const topic = textAt(statement, 'topics', '*');
  return topic === undefined ? undefined : briefs.get(topic)?.relationship;
}

/** Returns the text of the record of tracks with a new one, and what is wrong with that beside all records. */
async function writtenTrack(
  { relationship, track, others }: z.infer<typeof TrackBody>,
  bot: Pick<DeskBot, 'recordEditor' | 'now'>,
): Promise<WrittenTrackView> {
  const name = { folder: relationship, file: TRACKS_FILE };
  const opened = editorOf(bot).open(name);
  if (!opened.ok && opened.because !== 'missing') throw refusalOf(opened);
  const filed = opened.ok ? opened : { text: undefined, version: undefined };
  const changed = others.find((one) => isSameRecord(one, name))?.text;
  const before = changed ?? filed.text ?? templateOf('tracks', '', dayOf(bot.now()));
  const tracks = valuesAt(valueOfYaml(before), 'tracks', '*');
  const taken = new Set(tracks.map(({ value }) => textAt(value, 'id') ?? ''));
  const id = freeId(statementIdOf(englishOf(track.title), []) ?? 'track', taken);
  const text = withTrack(before, { id, ...track });
  if (text === undefined) throw new RefusedRequest(422, 'faulty', refusal('text-faulty'));
  const checked = await editorOf(bot).check([{ ...name, text }, ...others.filter((one) => !isSameRecord(one, name))]);
  if (!checked.ok) throw refusalOf(checked);
  return {
    text,
    id,
    faults: within(`tracks.${tracks.length}`, checked.faults),
    version: filed.version,
    base: filed.text,
  };
}

/** Whether a fault or a warning is of a part of a record. */
const isWithin = (path: string, { field }: Pick<Fault, 'field'>): boolean =>
  field === path || field.startsWith(`${path}.`);

/** Returns the faults or warnings of a part of a record, by its own fields. */
const within = <Found extends Fault | Warning>(path: string, all: readonly Found[]): Found[] =>
  all
    .filter((one) => isWithin(path, one))
    .map((one) => Object.assign({}, one, { field: one.field.slice(path.length + 1) }));

/** Returns how the track of a statement that is written stands without it and with it. */
function trackChange(
  statement: string,
  track: unknown,
  after: RecordCatalogue,
  { catalogue, now }: Pick<DeskBot, 'catalogue' | 'now'>,
): WrittenStatementView['track'] {
  const written = after.statements.get(statement);
  const followed = after.tracks.get(written?.track ?? '');
  if (track === undefined || followed === undefined) return undefined;
  const told = (records: RecordCatalogue): Translated => {
    const standing = trackStanding(followed, records, now());
    return { en: trackStateText(standing, 'en'), zh: trackStateText(standing, 'zh') };
  };
  return { before: told(catalogue()), after: told(after) };
}

/** Returns the English of a text that may be anything yet. */
function englishOf(text: unknown): string {
  const { en } = (typeof text === 'object' && text !== null ? text : {}) as { readonly en?: unknown };
  return typeof en === 'string' ? en : '';
}

/** The routes by which curators read a document and cite it: its paragraphs, a statement as it is written, and what it may belong to. */
import { refusal } from '../../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Warning } from '../../../records/check/warnings.ts';
import type { Fault } from '../../../records/fault.ts';
import type { RecordEditor } from '../../../records/publish/record-editor-contract.ts';
import { freeId } from '../../../records/publish/record-edits.ts';
import { documentRecordName, pathOf } from '../../../records/publish/record-name.ts';
import { isItsText, sharedParagraphs } from '../../../records/match-text.ts';
import { paragraphs as linesOf } from '../../../records/paragraphs.ts';
import { type HeldTexts, HELD_FROM } from '../../../records/held-texts.ts';
import { parseRecord } from '../../../records/parse-record.ts';
import { DocumentSchema } from '../../../records/schema.ts';
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
  editorOf,
  refusalOf,
} from '../context.ts';
import { readerView, readRecord, type ReadRecord } from './reader.ts';
import { relatedStatements } from './related.ts';
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
  /** What else would be wrong in the record, and in the other texts of the change set. */
  readonly others: readonly Fault[];
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
const WORDS = z.string().max(4_000);
const ProposalsBody = z.strictObject({
  relationship: DOCUMENT_NAME.relationship,
  /** What is selected in the document, and the paragraphs that it stands in. */
  words: WORDS,
  paragraphs: WORDS.default(''),
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
  const held = (): HeldTexts => {
    if (bot.documents !== undefined) return bot.documents.held;
    throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
  };
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
        relationship,
        held: await held().get(relationship, id),
        catalogue: bot.catalogue(),
      });
      if (view === undefined) throw new RefusedRequest(422, 'faulty', refusal('document-faulty'));
      return context.json(view);
    })
    .post('/reading/statement', needs('curate'), body(StatementBody), async (context) =>
      context.json(await writtenStatement(context.req.valid('json'), editorOf(bot))),
    )
    .post('/reading/proposals', needs('curate'), body(ProposalsBody), async (context) => {
      const { relationship, words, paragraphs, text, document, except, language: reader } = context.req.valid('json');
      const catalogue = bot.catalogue();
      await catalogue.prepare();
      const record = document === undefined ? undefined : readRecord({ relationship, id: document }, editorOf(bot));
      const { value } = record === undefined ? {} : parseRecord(record.file, record.text, DocumentSchema);
      const named = value === undefined ? [] : attributionNames(value);
      const said = [words, ...[text.en, text.zh].map((one) => withoutNames(one, named))];
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
      return context.json({ topics, related });
    })
    .post('/reading/hold', needs('curate'), body(HoldBody), async (context) => {
      const { relationship, id, from, text } = context.req.valid('json');
      const record = recordOf({ relationship, id });
      const { value } = parseRecord(record.file, record.text, DocumentSchema);
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
  editor: RecordEditor,
): Promise<WrittenStatementView> {
  const { withoutStatement, withStatement } = await import('../../../records/publish/record-edits.ts');
  if (statement === undefined)
    return { text: withoutStatement(text, replaces ?? ''), id: replaces ?? '', faults: [], warnings: [], others: [] };
  const { value } = parseRecord(id, text, DocumentSchema);
  const given = typeof statement.id === 'string' ? statement.id.trim() : '';
  const taken = new Set(value?.statements.flatMap((one) => (one.id === replaces ? [] : [one.id])));
  const made = statementIdOf(englishOf(statement.text), [
    englishOf(statement.speaker),
    ...(value === undefined ? [] : attributionNames(value)),
  ]);
  const named = given === '' ? freeId(made ?? 'statement', taken) : given;
  const written = withStatement(text, { ...statement, id: named }, replaces);
  if (written === undefined) throw new RefusedRequest(422, 'faulty', refusal('text-faulty'));
  const file = { ...documentRecordName({ relationship, id }), text: written };
  const checked = await editor.check([file, ...others]);
  if (!checked.ok) throw refusalOf(checked);
  const at =
    replaces === undefined
      ? (value?.statements.length ?? 0)
      : (value?.statements.findIndex((one) => one.id === replaces) ?? 0);
  const path = `statements.${at}`;
  const isOwn = ({ field }: Pick<Fault, 'field'>): boolean => field === path || field.startsWith(`${path}.`);
  const own = <Found extends Fault | Warning>(all: readonly Found[]): Found[] =>
    all.filter(isOwn).map((one) => Object.assign({}, one, { field: one.field.slice(path.length + 1) }));
  return {
    text: written,
    id: named,
    faults: own(checked.faults),
    warnings: own(checked.warnings),
    others: [
      ...checked.faults.filter((one) => !isOwn(one)),
      ...checked.elsewhere.filter((one) => others.some((other) => pathOf(other) === one.file)),
    ],
  };
}

/** Returns the English of a text that may be anything yet. */
function englishOf(text: unknown): string {
  const { en } = (typeof text === 'object' && text !== null ? text : {}) as { readonly en?: unknown };
  return typeof en === 'string' ? en : '';
}

/** The routes of the texts of documents: holding what is not held, and what was found when held ones were read again. */
import { Hono } from 'hono';
import { z } from 'zod';
import { codedText } from '../../../locales/coded.ts';
import { fullName, shortId } from '../../../records/catalogue.ts';
import { dayOf } from '../../../records/dates.ts';
import { MAX_DOCUMENT_BYTES } from '../../../records/import/import-document.ts';
import { UnreadableDocument } from '../../../records/import/unreadable-document.ts';
import { holdText, matcherOf } from '../../../records/match-text.ts';
import { documentRecordName } from '../../../records/publish/record-name.ts';
import { refusal } from '../../../records/publish/refusal.ts';
import { renewedText } from '../../../records/publish/renew-text.ts';
import type { Language, Source } from '../../../records/schema.ts';
import { pick } from '../../../reply/compose/parts.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { DocumentTexts, TextFinding } from '../../../watch/document-texts.ts';
import type { RereadCitation, TextDifference } from '../../../watch/reread.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import { bodyUpTo } from '../access/guard.ts';
import {
  body,
  DOCUMENT_NAME,
  documentsOf,
  editorOf,
  LANGUAGE,
  query,
  readerLanguage,
  RefusedRequest,
  type DeskContext,
} from '../context.ts';
import { dayIn, type DayView, type NamedLink } from '../records/view-context.ts';

/** How far the texts of the documents in service are held. */
export type HoldingView = {
  readonly all: number;
  readonly held: number;
  readonly wanted: number;
  readonly isDiskFull: boolean;
  /** Each with what to do, and the day on which it may be asked for again where it has to wait. */
  readonly failed: readonly (NamedLink & {
    readonly url: string;
    readonly why: string;
    readonly again: DayView | undefined;
  })[];
  /** The files that were given, of which nobody has said that they are done with. */
  readonly given: {
    /** By name and size: they are not looked at again. */
    readonly files: readonly string[];
    readonly held: readonly NamedLink[];
    readonly known: number;
    readonly none: number;
    readonly unreadable: readonly string[];
  };
};

export type FoundStatement = {
  readonly id: string;
  readonly text: string;
  /** Its document, and its id there. */
  readonly place: { readonly document: string; readonly statement: string };
  readonly citations: readonly Omit<RereadCitation, 'statement'>[];
};

export type FindingView = NamedLink & {
  readonly url: string;
  readonly version: string;
  readonly readOn: DayView | undefined;
  readonly published: DayView;
  /** The day that the page itself gives, where it differs from the record; `same` where it is that one. */
  readonly pageDay: DayView | 'same' | undefined;
  readonly movedTo: string;
  /** Why it is lost; undefined where it can be read. */
  readonly lost: string | undefined;
  readonly counts: Readonly<Record<RereadCitation['state'], number>>;
  /** The statements whose words have moved or are gone, or whose paragraph reads otherwise. */
  readonly statements: readonly FoundStatement[];
  readonly differences: readonly TextDifference[];
};

/** What is known of the page of one document. */
export type ReadingView = {
  readonly finding: FindingView | null;
  /** When it was last asked for; null where it never was. */
  readonly last: DayView | null;
  /** Why it could not be read then. */
  readonly why: string | null;
};

/** A record as it is to be with the new text; nothing of it is published. */
export type RenewedRecord = {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly version: string;
  readonly base: string;
};

const FileQuery = z.strictObject({ name: z.string().min(1).max(400) });
const WantBody = z.strictObject({ only: z.array(z.string().max(200)).max(1_000).optional() });
const KeepBody = z.strictObject({ ...DOCUMENT_NAME, version: z.string().min(1).max(100) });
const TakeBody = z.strictObject(DOCUMENT_NAME);
const FindingQuery = z.strictObject({ ...DOCUMENT_NAME, language: LANGUAGE });

/** Returns the routes of texts. They are for curators: texts stay with their owners. */
export function textRoutes({ bot }: DeskContext) {
  const textsOf = (): DocumentTexts => {
    if (bot.texts !== undefined) return bot.texts;
    throw new RefusedRequest(503, 'unwritable', refusal('no-curating'));
  };
  const readingView = async (relationship: string, id: string, language: Language): Promise<ReadingView> => {
    const finding = await bot.texts?.finding(relationship, id);
    const last = await bot.texts?.lastReading(relationship, id);
    return {
      finding: finding === undefined ? null : findingView(finding, bot.catalogue(), language),
      last: last === undefined ? null : dayIn(dayOf(last.at), language),
      why: last?.words === undefined ? null : codedText('watch', last.words, language),
    };
  };
  return new Hono<DeskEnv>()
    .get('/documents/texts', needs('curate'), readerLanguage, async (context) => {
      const { language } = context.req.valid('query');
      const { failed, ...progress } = await textsOf().progress();
      const given = await bot.textNotes.givenTexts();
      const { sources } = bot.catalogue();
      const named = new Map(sources.values().map((source) => [fullName(source), source]));
      const view: HoldingView = {
        ...progress,
        failed: failed.map(({ source, words, nextAt }) =>
          Object.assign(linkOf(source, language), {
            url: source.url,
            why: codedText('watch', words, language),
            again: nextAt && dayIn(dayOf(nextAt), language),
          }),
        ),
        given: {
          files: given.map(({ file }) => file),
          held: given.flatMap(({ outcome, document }) => {
            const source = outcome === 'held' ? named.get(document) : undefined;
            return source === undefined ? [] : [linkOf(source, language)];
          }),
          known: given.filter(({ outcome }) => outcome === 'known').length,
          none: given.filter(({ outcome }) => outcome === 'none').length,
          unreadable: given.flatMap(({ file, outcome }) => (outcome === 'unreadable' ? [file] : [])),
        },
      };
      return context.json(view);
    })
    .post('/documents/texts/want', needs('curate'), body(WantBody), async (context) => {
      const { only } = context.req.valid('json');
      const wanted = await textsOf().want(only && new Set(only));
      if (wanted > 0) await context.get('note')({ act: 'text-held', detail: String(wanted) });
      return context.json({ wanted });
    })
    .put('/documents/texts/file', needs('curate'), bodyUpTo(MAX_DOCUMENT_BYTES), query(FileQuery), async (context) => {
      const { name } = context.req.valid('query');
      const documents = documentsOf(bot);
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const outcome = await holdText({ bytes, name }, 'file', {
        ...documents,
        match: matcherOf(bot.catalogue()),
        now: bot.now,
      }).catch((error: unknown) => {
        throw error instanceof UnreadableDocument ? new RefusedRequest(429, error.why.code, error) : error;
      });
      await bot.textNotes.noteGivenText({ file: `${name} ${bytes.length}`, ...outcome });
      if (outcome.outcome === 'held') await context.get('note')({ act: 'text-held', about: outcome.document });
      return context.json(outcome);
    })
    .post('/documents/texts/done', needs('curate'), body(z.strictObject({})), async (context) => {
      await bot.textNotes.forgetGivenTexts();
      return context.json({});
    })
    .get('/documents/finding', needs('curate'), query(FindingQuery), async (context) => {
      const { relationship, id, language } = context.req.valid('query');
      return context.json(await readingView(relationship, id, language));
    })
    .post('/documents/findings/again', needs('curate'), body(FindingQuery), async (context) => {
      const { relationship, id, language } = context.req.valid('json');
      await textsOf().round(new Set([`${relationship}/${id}`]));
      return context.json(await readingView(relationship, id, language));
    })
    .post('/documents/findings/keep', needs('curate'), body(KeepBody), async (context) => {
      const { relationship, id, version } = context.req.valid('json');
      const { name } = context.get('person');
      if (!(await textsOf().keep(relationship, id, version, name)))
        throw new RefusedRequest(409, 'decided', refusal('finding-decided'));
      await context.get('note')({ act: 'text-kept', about: `${relationship}/${id}` });
      return context.json({});
    })
    .post('/documents/findings/take', needs('curate'), body(TakeBody), async (context) => {
      const { relationship, id } = context.req.valid('json');
      const texts = textsOf();
      const finding = await texts.finding(relationship, id);
      const paragraphs = finding?.type === 'changed' ? await texts.take(relationship, id) : undefined;
      if (finding === undefined || paragraphs === undefined)
        throw new RefusedRequest(409, 'decided', refusal('finding-decided'));
      await context.get('note')({ act: 'text-held', about: `${relationship}/${id}` });
      const { source } = finding;
      const renewed = {
        id,
        recorded: source.paragraphs,
        paragraphs,
        address: finding.movedTo,
        on: dayOf(bot.now()),
      };
      const editor = editorOf(bot);
      const records = [...bot.catalogue().sources.values()]
        .filter(
          (one) =>
            one.id === source.id ||
            one.statements.some(({ citations }) => citations.some((citation) => citation.source === source.id)),
        )
        .flatMap((one): RenewedRecord[] => {
          const name = documentRecordName(one);
          const opened = editor.open(name);
          const text = opened.ok ? renewedText(opened.text, renewed, one.id === source.id) : undefined;
          return opened.ok && text !== undefined ? [{ ...name, text, version: opened.version, base: opened.text }] : [];
        });
      return context.json({ records });
    });
}

const linkOf = (source: Source, language: Language): NamedLink => ({
  id: fullName(source),
  title: pick(source.title, language),
});

/** Returns what was found on the page of a document, as the desk shows it. */
export function findingView(finding: TextFinding, catalogue: Catalogue, language: Language): FindingView {
  const { source, version, readAt, movedTo, day } = finding;
  const citations = finding.type === 'changed' ? finding.citations : [];
  const differences = finding.type === 'changed' ? finding.differences : [];
  const named = new Set([
    ...citations.flatMap(({ statement, state }) => (state === 'holds' ? [] : statement)),
    ...differences.flatMap(({ statements }) => statements),
    ...(finding.type === 'lost' ? finding.citing.map(({ id }) => id) : []),
  ]);
  const gone = new Set(citations.flatMap(({ statement, state }) => (state === 'gone' ? statement : [])));
  const countOf = (state: RereadCitation['state']): number => citations.filter((one) => one.state === state).length;
  return {
    ...linkOf(source, language),
    url: source.url,
    version,
    readOn: readAt && dayIn(dayOf(readAt), language),
    published: dayIn(source.publishedOn, language),
    pageDay: day === undefined ? undefined : day === source.publishedOn ? 'same' : dayIn(day, language),
    movedTo,
    lost: finding.type === 'lost' ? codedText('watch', finding.words, language) : undefined,
    counts: { holds: countOf('holds'), moved: countOf('moved'), gone: countOf('gone') },
    // Those whose words are gone first.
    statements: [...gone, ...named.difference(gone)].flatMap((id): FoundStatement[] => {
      const statement = catalogue.statements.get(id);
      const own = statement && catalogue.sources.get(statement.document);
      if (statement === undefined || own === undefined) return [];
      return [
        {
          id,
          text: pick(statement.text, language),
          place: { document: fullName(own), statement: shortId(statement) },
          citations: citations.flatMap(({ statement: of, ...citation }) => (of === id ? citation : [])),
        },
      ];
    }),
    differences,
  };
}

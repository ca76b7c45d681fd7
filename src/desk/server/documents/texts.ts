/** The routes of the texts of documents: what was found when those that are held were read again. */
import { Hono } from 'hono';
import { z } from 'zod';
import { codedText } from '../../../locales/coded.ts';
import { fullName, shortId } from '../../../records/catalogue.ts';
import { dayOf } from '../../../records/dates.ts';
import { documentRecordName } from '../../../records/publish/record-name.ts';
import { refusal } from '../../../records/publish/refusal.ts';
import { renewedText } from '../../../records/publish/renew-text.ts';
import type { Language, Source } from '../../../records/schema.ts';
import { pick } from '../../../views/text.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { DocumentTexts, TextFinding } from '../../../watch/document-texts.ts';
import type { RereadCitation, TextDifference } from '../../../watch/reread.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import { body, DOCUMENT_NAME, editorOf, LANGUAGE, query, RefusedRequest, type DeskContext } from '../context.ts';
import { dayIn, type DayView, type NamedLink } from '../records/view-context.ts';

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

/** The routes of the editor: listing, opening and checking records, and what its forms can refer to. */
import { sourcesOf } from '../../records/catalogue.ts';
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Withheld } from '../../records/check/usable-records.ts';
import type { Warning } from '../../records/check/warnings.ts';
import type { Fault } from '../../records/fault.ts';
import { jsonSchemas, type RecordSchema } from '../../records/json-schema.ts';
import type { Language, Translated } from '../../records/schema.ts';
import type { CheckedSet, RecordEntry, RecordName } from '../../records/publish/change-set.ts';
import type { RecordEditor } from '../../records/publish/record-editor-contract.ts';
import { pathOf, recordId, recordKindOf } from '../../records/publish/record-name.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { decodeButton } from '../../reply/button.ts';
import { asSection, type Section } from '../../reply/section.ts';
import { composeBrief } from '../../reply/compose/brief.ts';
import { composeSection, composeSections } from '../../reply/compose/sections.ts';
import { isDraftOf, withoutDraftRemarks } from '../../records/drafts.ts';
import { DOCUMENTS, DRAFTS } from '../../records/folder.ts';
import { templateOf } from '../../records/new-record.ts';
import { dayOf } from '../../records/dates.ts';
import type { DeskBot } from '../bot.ts';
import { shownReply, type ShownReply } from './shown-reply.ts';
import { draftsOf } from './documents/known-documents.ts';
import {
  body,
  type DeskContext,
  query,
  RefusedRequest,
  LANGUAGE,
  OTHER_TEXTS,
  RECORD_NAME,
  RECORD_TEXT,
  editorOf,
  refusalOf,
  DOCUMENT_NAME,
  ID,
} from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { whenOf } from '../../views/attribution.ts';
import { partiesOf, recordTitles, titlesOf } from './records/view-context.ts';

/** The state of the records on disk: `writable` where they can be changed here. */
export type StatusView = {
  readonly writable: boolean;
  readonly faults: readonly Fault[];
  /** The titles of the records that have faults, as far as they are in service, by their paths. */
  readonly titles: Readonly<Record<string, Translated>>;
  /** When the records in service were loaded. */
  readonly inServiceSince?: string | undefined;
  /** What is out of service, in repair mode. */
  readonly withheld?: Withheld | undefined;
  /** Faults in service that keep nothing from it: of wording, and of questions that no longer find their topics. */
  readonly editorial?: readonly Fault[] | undefined;
};

export type RecordListView = StatusView & {
  /** A relationship with the languages that it declares, where it is in service. */
  readonly records: readonly (RecordEntry & {
    readonly title?: Translated | undefined;
    readonly languages?: readonly Language[] | undefined;
    /** Of a draft the record that it becomes, as one path. */
    readonly becomes?: string | undefined;
  })[];
};

export type OpenedRecordView = RecordEntry & {
  readonly text: string;
  /** Undefined of one that is not there yet: it begins with its draft, or with what it needs. */
  readonly version: string | undefined;
  /** Who wrote it last, where that is known. */
  readonly writtenBy?: string | undefined;
};

export type CheckedRecordView = {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** What readers would see of a topic, where its shape is valid. */
  readonly preview?: ShownReply | undefined;
};

const CheckBody = z.strictObject({
  ...RECORD_NAME,
  text: RECORD_TEXT,
  language: LANGUAGE,
  /** What of the brief is previewed: `full`, a section, or the id of a button that shows one; the card unless set. */
  shown: z.string().max(200).optional(),
  /** The other texts of the change set. */
  others: OTHER_TEXTS.optional(),
});

/** Returns the routes of the editor. */
export function editRoutes({ bot }: DeskContext) {
  const editor = (): RecordEditor => editorOf(bot);
  const previewOf = ({ preview }: CheckedSet, language: Language, shown = ''): ShownReply | undefined => {
    if (preview === undefined) return undefined;
    const { brief, catalogue } = preview;
    const context = { catalogue, language, now: bot.now(), audience: 'everyone' } as const;
    const part = partOf(shown);
    return shownReply(
      part === 'card'
        ? composeBrief(brief, context)
        : part === 'sections'
          ? composeSections(brief, context)
          : composeSection(brief, part, context),
    );
  };

  return new Hono<DeskEnv>()
    .get('/curate/standing', needs('read'), (context) => context.json(statusOf(bot)))
    .get('/curate/records', needs('curate'), (context) => {
      const { relationships } = bot.catalogue();
      const drafts = draftsOf(bot);
      const becomes = new Map(drafts.map((draft) => [pathOf(draft), draft.becomes]));
      const titles = new Map<string, Translated>([
        ...recordTitles(bot.catalogue()),
        ...drafts.flatMap(({ document, ...draft }) =>
          document === undefined ? [] : [[pathOf(draft), document.title] as const],
        ),
      ]);
      const records = editor()
        .list()
        .map((entry) => {
          const place = entry.kind === 'relationship' ? relationships.get(entry.folder) : undefined;
          const languages = place && (place.languages ?? (['en'] as const));
          return Object.assign({}, entry, {
            title: titles.get(pathOf(entry)),
            languages,
            becomes: becomes.get(pathOf(entry)),
          });
        });
      const view: RecordListView = { ...statusOf(bot), records };
      return context.json(view);
    })
    .get('/curate/record', needs('curate'), query(z.object(RECORD_NAME)), (context) => {
      const { folder, file } = context.req.valid('query');
      const opened = editor().open({ folder, file });
      const view: OpenedRecordView = opened.ok
        ? { ...withoutOk(opened), writtenBy: editor().previous(opened)[0]?.by }
        : begunRecord({ folder, file }, opened, bot);
      return context.json(view);
    })
    .get('/curate/schema/:kind', needs('curate'), (context) => {
      const schema = jsonSchemas().get(`${context.req.param('kind')}.schema.json`);
      if (schema === undefined) throw new RefusedRequest(404, 'missing', refusal('no-such-kind'));
      return context.json(JSON.parse(schema) as RecordSchema);
    })
    .post('/curate/check', needs('curate'), body(CheckBody), async (context) => {
      const sent = context.req.valid('json');
      const { folder, file, text, others = [] } = sent;
      const checked = await editor().check([{ folder, file, text }, ...others]);
      if (!checked.ok) throw refusalOf(checked);
      const { faults, elsewhere, warnings } = checked;
      const preview = previewOf(checked, sent.language, sent.shown);
      const view: CheckedRecordView = { faults, elsewhere, warnings, preview };
      return context.json(view);
    });
}

/** Returns what of a brief is meant by the name of a part, or by a button that leads to one. */
function partOf(shown: string): 'card' | 'sections' | Section {
  const target = decodeButton(shown);
  const request = target?.verb === 'open' ? target.request : undefined;
  if (request?.type === 'section') return request.section;
  if (request?.type === 'sections') return 'sections';
  return asSection(shown) ?? 'card';
}

type Opened = Extract<ReturnType<RecordEditor['open']>, { readonly ok: true }>;
const withoutOk = ({ ok: _ok, ...opened }: Opened): Omit<Opened, 'ok'> => opened;

/** Returns a record that is not there yet: with the text of its draft, or with what one of its kind needs. */
function begunRecord(
  { folder, file }: RecordName,
  refused: Exclude<ReturnType<RecordEditor['open']>, { readonly ok: true }>,
  bot: Pick<DeskBot, 'recordEditor' | 'catalogue' | 'now'>,
): OpenedRecordView {
  const kind = recordKindOf({ folder, file });
  if (refused.because !== 'missing' || kind === undefined || kind === 'draft') throw refusalOf(refused);
  const draft = editorOf(bot).open({ folder: DRAFTS, file });
  const [relationship = ''] = folder.split('/');
  const isDrafted = draft.ok && isDraftOf(draft.text, folder);
  if (isDrafted) return { folder, file, kind, text: withoutDraftRemarks(draft.text), version: undefined };
  // No document begins without its text.
  if (kind === 'document') throw refusalOf(refused);
  const { languages } = bot.catalogue().relationships.get(relationship) ?? {};
  const text = templateOf(kind, recordId({ file }), dayOf(bot.now()), languages);
  return { folder, file, kind, text, version: undefined };
}

function statusOf({ recordEditor, catalogue }: Pick<DeskBot, 'recordEditor' | 'catalogue'>): StatusView {
  if (recordEditor === undefined) return { writable: false, faults: [], titles: {} };
  const { faults, inServiceSince, withheld, editorial = [] } = recordEditor.status();
  return {
    writable: recordEditor.writable,
    faults,
    titles: titlesOf([...faults, ...editorial], catalogue()),
    inServiceSince: inServiceSince.toString(),
    withheld,
    ...(editorial.length > 0 && { editorial }),
  };
}

export type NamedRecord = { readonly id: string; readonly name: Translated };

/** A statement as it is offered to topics: its id is document/statement. */
export type OfferedStatement = {
  readonly id: string;
  readonly text: Translated;
  readonly kind: string;
  /** When it happened or was said, as readers are told it. */
  readonly when: Translated;
  /** The party that speaks in its document, if one does. */
  readonly party: string | undefined;
};

export type FormView = {
  readonly parties: readonly NamedRecord[];
  readonly documents: readonly NamedRecord[];
  readonly topics: readonly NamedRecord[];
  /** Those that bear on the topic that was asked for, the newest document's first. */
  readonly statements: readonly OfferedStatement[];
};

const namedRecord = (one: { readonly id: string; readonly title: Translated }): NamedRecord => ({
  id: one.id,
  name: one.title,
});

/** More are not offered: those of a topic are fewer. */
const MAX_OFFERED = 1_000;

/** Returns what forms of records of a relationship can refer to. */
function formView({ catalogue, relationship, topic }: FormQuery & { readonly catalogue: Catalogue }): FormView {
  const isOwn = (one: { readonly relationship: string }): boolean =>
    relationship === DOCUMENTS || one.relationship === relationship;
  const all = topic === undefined ? [] : [...catalogue.statements.values()];
  const bearing = all.filter(({ topics }) => topic !== undefined && topics.includes(topic));
  // A topic that no statement names yet is a draft, and may name any.
  const statements = (bearing.length > 0 ? bearing : all).flatMap(
    (statement): { readonly publishedOn: string; readonly offered: OfferedStatement }[] => {
      const { id, document, text, kind } = statement;
      const source = catalogue.sources.get(document);
      if (source === undefined || !isOwn(statement)) return [];
      const { publishedOn, party } = source;
      const told = { sources: [source] };
      const when = {
        en: whenOf(statement, { ...told, language: 'en' }),
        zh: whenOf(statement, { ...told, language: 'zh' }),
      };
      return [{ publishedOn, offered: { id, text, kind, when, party } }];
    },
  );
  return {
    parties: partiesOf(relationship, { catalogue }).map(({ id, name }) => ({ id, name })),
    documents: (relationship === DOCUMENTS ? [...catalogue.sources.values()] : sourcesOf(catalogue, relationship))
      .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))
      .map(namedRecord),
    topics: [...catalogue.briefs.values()].filter(isOwn).map(namedRecord),
    statements: statements
      .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))
      .slice(0, MAX_OFFERED)
      .map(({ offered }) => offered),
  };
}

const FormQuery = z.object({ relationship: DOCUMENT_NAME.relationship, topic: ID.optional() });
type FormQuery = z.infer<typeof FormQuery>;

/** Returns the route of forms. */
export const formRoutes = ({ bot }: Pick<DeskContext, 'bot'>) =>
  new Hono<DeskEnv>().get('/curate/form', needs('curate'), query(FormQuery), (context) =>
    context.json(formView({ ...context.req.valid('query'), catalogue: bot.catalogue() })),
  );

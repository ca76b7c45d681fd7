/** The routes of publishing: what a change set would do, publishing it, undoing the newest, and what stood before. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { dayOf, formatDay } from '../../records/dates.ts';
import type {
  PastSet,
  PublishedSet,
  RecordName,
  SetDifference,
  RecordDifference,
} from '../../records/publish/change-set.ts';
import type { RecordEditor, Refusal } from '../../records/publish/record-editor-contract.ts';
import { uncheckedIn, type AddedCitation } from './unchecked.ts';
import { isDraftOf } from '../../records/drafts.ts';
import { isSameRecord, pathOf } from '../../records/publish/record-name.ts';
import type { Warning } from '../../records/check/warnings.ts';
import type { Fault } from '../../records/fault.ts';
import { DRAFTS, isSlug } from '../../records/folder.ts';
import type { Language, Translated } from '../../records/schema.ts';
import type { FormattedTime } from '../../conversation/digests/delivery-log.ts';
import type { Impact } from '../../digest/impact.ts';
import { formatInstant } from '../../digest/schedule/schedule.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import type { NewAuditEntry, AuditAct } from '../../people/audit.ts';
import { may } from '../../people/roles.ts';
import { pick } from '../../views/text.ts';
import type { DeskBot } from '../bot.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { recordTitles, titlesOf } from './records/view-context.ts';
import { shownReply, type ShownReply } from './shown-reply.ts';
import { reviewByHand } from '../../people/reviews.ts';
import {
  body,
  RefusedRequest,
  type DeskContext,
  LANGUAGE,
  RECORD_NAME,
  recordList,
  RECORD_TEXT,
  editorOf,
  pathsOf,
  refusalOf,
} from './context.ts';

/** What channels will hear: the digests that become others, as they would be posted now, and the messages that are corrected. */
export type ImpactView = Pick<Impact, 'unseen' | 'more'> & {
  readonly digests: readonly {
    readonly id: string;
    readonly channel: Pick<ChannelRef, 'platform' | 'channel'>;
    /** Null where it is paused. */
    readonly due: FormattedTime | null;
    /** Null where nothing is posted any more. */
    readonly reply: ShownReply | null;
  }[];
  readonly corrected: readonly {
    readonly id: string;
    readonly channel: Pick<ChannelRef, 'platform' | 'channel'>;
    readonly sentOn: string;
    /** What is put on it, or answers it where it cannot be edited. */
    readonly reply: ShownReply;
  }[];
};

export type DifferenceView = {
  readonly records: readonly ReadableDifference[];
  /** The faults that prevent publishing. */
  readonly faults: readonly Fault[];
  /** Published statements that would change in silence, whatever is said of them. */
  readonly silent: readonly Fault[];
  /** Faults that prevent nothing, since their statements stand as before. */
  readonly standing: readonly Fault[];
  /** What is to be looked at, and was not before. */
  readonly warnings: readonly Warning[];
  /** The documents that are cited and whose texts are not held: these citations are not checked. */
  readonly unheld: readonly string[];
  /** The citations that are added to such documents, which take a word that somebody has read them there. */
  readonly unchecked: readonly AddedCitation[];
  /** The titles of records that are named and may not be in the set, by their paths. */
  readonly titles: Readonly<Record<string, Translated>>;
};

export type PublishedView = Pick<PublishedSet, 'id' | 'records' | 'faults'>;

export type PastSetView = Omit<PastSet, 'at'> & { readonly at: string };

/** One line: it stands in the records, in the messages of readers, and in the notes of a commit. */
const WORDS = z
  .string()
  .trim()
  .min(1)
  .max(240)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must be one line of text');
/** A statement in service, named with its document. */
const STATEMENT = z
  .string()
  .max(250)
  .refine((id) => id.split('/').every(isSlug), 'must be the id of a statement, such as trade-report/tariffs-ended');
/** Null where the record is to be removed. */
const Changed = z.strictObject({ ...RECORD_NAME, text: RECORD_TEXT.nullable() });
const Kinds = z.record(
  STATEMENT,
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('wording') }),
    z.strictObject({ kind: z.literal('correction'), what: z.strictObject({ en: WORDS, zh: WORDS.optional() }) }),
  ]),
);
const DifferenceBody = z.strictObject({ texts: recordList(Changed), kinds: Kinds.optional(), language: LANGUAGE });
const PublishBody = z.strictObject({
  texts: recordList(z.strictObject({ ...Changed.shape, version: z.string().max(100).optional() })),
  kinds: Kinds.optional(),
  /** Whether somebody has read citations in documents whose texts are not held. */
  unchecked: z.boolean().default(false),
});
const UndoBody = z.strictObject({ id: z.string().max(100) });

const textsOf = <One extends { readonly text: string | null }>(
  texts: readonly One[],
): (Omit<One, 'text'> & { readonly text: string | undefined })[] =>
  texts.map(({ text, ...one }) => ({ ...one, text: text ?? undefined }));

/** Returns the routes of publishing. */
export function publishRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>()
    .get('/curate/sets', needs('curate'), (context) => {
      const sets: PastSetView[] = editorOf(bot)
        .sets()
        .map(({ id, at, by, wording, undoes, records }) => ({
          id,
          at: at.toString(),
          by,
          wording,
          undoes,
          records: records.map(({ folder, file, change }) => ({ folder, file, change })),
        }));
      return context.json({ sets });
    })
    .post('/curate/difference', needs('curate'), body(DifferenceBody), async (context) => {
      const { texts, kinds, language } = context.req.valid('json');
      const changed = textsOf(texts);
      const found = await editorOf(bot).difference(changed, kinds);
      if (!found.ok) throw refusalOf(found);
      const view: DifferenceView = { ...viewOf(found, language), unchecked: uncheckedIn(changed, bot) };
      return context.json(view);
    })
    .post('/curate/impact', needs('curate'), body(DifferenceBody), async (context) => {
      const { texts, kinds, language } = context.req.valid('json');
      const found = await editorOf(bot).difference(textsOf(texts), kinds);
      if (!found.ok) throw refusalOf(found);
      return context.json(impactView(await bot.impact.impactOf(found.before, found.after), language));
    })
    .post('/curate/publish', needs('curate'), body(PublishBody), async (context) => {
      const { texts, kinds, unchecked } = context.req.valid('json');
      const sent = textsOf(texts).map(({ version, ...one }) => Object.assign(one, { version }));
      const person = context.get('person');
      const { name } = person;
      const editor = editorOf(bot);
      // Where whoever may review may review their own, they may also write that they did.
      const isTrusted = bot.reviews.policy === 'anybody' && may(person, 'review');
      const byHand = isTrusted ? undefined : await reviewByHand(sent, editor);
      if (byHand !== undefined)
        throw new RefusedRequest(403, 'review-by-hand', refusal('review-by-hand'), undefined, byHand);
      const added = uncheckedIn(sent, bot);
      if (added.length > 0 && !unchecked)
        throw new RefusedRequest(409, 'unchecked', refusal('unchecked', { count: added.length }));
      const all = [...sent, ...finishedDrafts(editor, sent)];
      const view = publishedView(await editor.publish({ texts: all, kinds, author: { name } }));
      for (const deed of auditEntriesOf(view, sent)) await context.get('note')(deed);
      await bot.textNotes.noteUnchecked(
        added.map((one) => Object.assign({ by: name }, one)),
        bot.now(),
      );
      return context.json(view);
    })
    .post('/curate/undo', needs('curate'), body(UndoBody), async (context) => {
      const { id } = context.req.valid('json');
      const { name } = context.get('person');
      const view = publishedView(await editorOf(bot).undo(id, { name }, bot.impact.countOutdatedMessages));
      await context.get('note')({ act: 'publishing-undone', about: pathsOf(view.records), detail: id });
      return context.json(view);
    });
}

/** Returns the drafts of records that are new, also where a document has got another name since: they have done their part, and go in the same set. */
function finishedDrafts(
  editor: RecordEditor,
  texts: readonly (RecordName & { readonly text?: string | undefined; readonly version?: string | undefined })[],
) {
  const added = texts.filter(({ folder, version }) => folder !== DRAFTS && version === undefined);
  if (added.length === 0) return [];
  return editor.list().flatMap(({ kind, folder, file }) => {
    const draft = kind === 'draft' ? editor.open({ folder, file }) : undefined;
    if (draft?.ok !== true || texts.some((one) => isSameRecord(one, { folder, file }))) return [];
    const address = addressIn(draft.text);
    const isDone = added.some(
      (one) =>
        isDraftOf(draft.text, one.folder) &&
        (one.file === file || (address !== undefined && addressIn(one.text ?? '') === address)),
    );
    return isDone ? [{ folder, file, text: undefined, version: draft.version }] : [];
  });
}

/** Returns the address in the text of a document's record; undefined where none has been written yet. */
const addressIn = (text: string): string | undefined => /^url: *["']?(https?:\/\/[^\s"']+)/mu.exec(text)?.[1];

/** Returns what the audit list says of a set: drafts that were sent are not in service, and those that have become records go with these. */
function auditEntriesOf({ id, records }: PublishedView, sent: readonly RecordName[]): readonly NewAuditEntry[] {
  if (id === undefined) return [];
  const drafts = records.filter((record) => record.folder === DRAFTS && sent.some((one) => isSameRecord(one, record)));
  const others = records.filter((record) => !drafts.includes(record));
  return [
    ...(others.length === 0 ? [] : [{ act: 'records-published', about: pathsOf(others), detail: id } as const]),
    ...drafts.map((draft): NewAuditEntry => ({
      act: draft.version === undefined ? 'draft-removed' : 'draft-saved',
      about: pathsOf([draft]),
      detail: id,
    })),
  ];
}

function publishedView(done: PublishedSet | Refusal): PublishedView {
  if (!done.ok) throw refusalOf(done);
  return { id: done.id, records: done.records, faults: done.faults };
}

const viewOf = (
  { records, faults, silent, preexistingFaults, warnings, unheld, before, after }: SetDifference,
  language: Language,
): Omit<DifferenceView, 'unchecked'> => ({
  records: readableDifference(records, { before, after }, language),
  faults,
  silent,
  standing: preexistingFaults,
  warnings,
  unheld,
  titles: titlesOf([...faults, ...silent, ...preexistingFaults, ...warnings], after),
});

const placeOf = ({ platform, channel }: ChannelRef): Pick<ChannelRef, 'platform' | 'channel'> => ({
  platform,
  channel,
});

function impactView({ digests, corrected, unseen, more }: Impact, language: Language): ImpactView {
  return {
    unseen,
    more,
    digests: digests.map(({ subscription: { id, channelRef, dueAt, schedule }, reply }) => ({
      id,
      channel: placeOf(channelRef),
      due:
        dueAt === undefined
          ? null
          : {
              text: formatInstant(dueAt, schedule.zone, language),
              at: dueAt.toString({ smallestUnit: 'second' }),
            },
      reply: reply === undefined ? null : shownReply(reply),
    })),
    corrected: corrected.map(({ message: { id, channelRef, begunAt, settledAt, slotAt }, reply }) => ({
      id,
      channel: placeOf(channelRef),
      sentOn: formatDay(dayOf(begunAt ?? settledAt ?? slotAt), language),
      reply: shownReply(reply),
    })),
  };
}

export type ReadableDifference = RecordDifference & {
  /** Undefined where the record cannot be read. */
  readonly title: Translated | undefined;
};

/** The fields that name statements. */
const NAMING: ReadonlySet<string> = new Set(['restsOn', 'keyPoints', 'statements', 'statement']);

/** Returns differences in which names of statements are what these say, one a line; what has no such name is told as it is written. */
export function readableDifference(
  records: readonly RecordDifference[],
  { before, after }: { readonly before: RecordCatalogue; readonly after: RecordCatalogue },
  language: Language,
): readonly ReadableDifference[] {
  const titles = new Map([...recordTitles(before), ...recordTitles(after)]);
  return records.map(({ fields, ...record }) => {
    const [relationship = ''] = record.folder.split('/');
    const said = (name: string): string => {
      const ids = [name, `${relationship}/${name}`];
      const [found] = [after, before].flatMap(({ statements }) => ids.flatMap((id) => statements.get(id) ?? []));
      return found === undefined ? name : pick(found.text, language);
    };
    const told = (value: string | undefined): string | undefined => value?.split(', ').map(said).join('\n');
    return {
      ...record,
      title: titles.get(pathOf(record)),
      fields: fields.map((one) =>
        NAMING.has(one.field.slice(one.field.lastIndexOf('.') + 1))
          ? { ...one, before: told(one.before), after: told(one.after) }
          : one,
      ),
    };
  });
}

/** Whatever a press wrote beside its change set was written within so many seconds. */
const AUDIT_WINDOW_SECONDS = 60;

/** What is written of a press that publishes a set without naming it. */
const WITHOUT_SET: ReadonlySet<AuditAct> = new Set(['document-added']);

/** Writes the newest change set into the list of what was done, unless something that its person did then stands there. */
export async function auditInterruptedPublish({
  recordEditor,
  accounts,
}: Pick<DeskBot, 'recordEditor' | 'accounts'>): Promise<void> {
  const newest = recordEditor?.newest();
  if (newest === undefined) return;
  const { id, at, by, records } = newest;
  const from = at.subtract({ seconds: AUDIT_WINDOW_SECONDS });
  const until = at.add({ seconds: AUDIT_WINDOW_SECONDS });
  const [beside, since] = await Promise.all([accounts.audit({ from, until }, 500), accounts.audit({ from }, 500)]);
  const isNoted =
    // Undoing names the set that is undone.
    since.some(({ act, detail }) => detail === id || (act === 'publishing-undone' && detail === newest.undoes)) ||
    beside.some(({ name, act }) => name === by && WITHOUT_SET.has(act));
  if (isNoted) return;
  const account = (await accounts.list()).find(({ name }) => name === by);
  const act =
    newest.undoes !== undefined
      ? 'publishing-undone'
      : records.every(({ folder }) => folder === DRAFTS)
        ? 'draft-saved'
        : 'records-published';
  await accounts.note({ id: account?.id ?? '', name: by }, { act, about: pathsOf(records), detail: id });
}

/** Flags by readers: the form, what is read of it with every fault by field, and the replies. Stored through a port. */
import type { Language, Brief, Statement } from '../../records/schema.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import { BOTTOM_LINE, MAX_FLAG_STATEMENTS, statementKey, WHOLE_BRIEF, type ButtonAction } from '../../reply/button.ts';
import type { Reply } from '../../reply/reply.ts';
import { messages } from '../../locales/messages.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { InboxStore, Flag } from '../../people/inbox.ts';
import { fingerprint } from '../../records/paragraphs.ts';
import { pick } from '../../views/text.ts';
import { open, note, openTopics, privateReply } from '../../reply/compose/parts.ts';
import type { Form } from '../form.ts';

export type FlagInput = {
  readonly topic: string;
  readonly statement: string | undefined;
  readonly text: string | undefined;
  readonly link?: string | undefined;
};

/** Who flags, and where; the person's id is used only to limit floods. */
export type Flagger = { readonly channelRef: ChannelRef; readonly person: string; readonly language: Language };

/** `form` is for what no field can correct: the brief no longer exists, or the person flags too often. */
export type FlagFault = { readonly field: 'statement' | 'text' | 'link' | 'form'; readonly message: string };

export type FlagResult =
  | { readonly ok: true; readonly reply: Reply }
  /** The faults by field, for a form; the reply states the same in words. Nothing was stored. */
  | { readonly ok: false; readonly faults: readonly FlagFault[]; readonly reply: Reply };

export type Flags = {
  /** Returns the form for a brief, with what the message showed first, by its short keys; or a reply that says why there is none: the brief does not exist or is retracted. */
  readonly form: (
    topic: string,
    language: Language,
    shown?: readonly string[],
  ) => { readonly ok: true; readonly form: Form } | { readonly ok: false; readonly reply: Reply };
  /** Stores a flag and returns a confirmation, or every fault; rejects only if the store does. */
  readonly flag: (input: FlagInput, by: Flagger) => Promise<FlagResult>;
};

/** More flags than this by one person within an hour count as a flood. */
const MAX_PER_HOUR = 5;
const HOURS = 1;
const ID_CHARACTERS = 8;

export type FlagsOptions = {
  readonly store: Pick<InboxStore, 'addFlag'>;
  readonly catalogue: () => Pick<Catalogue, 'briefs'>;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  /** The channel of the curators, where they have one. */
  readonly curators: ChannelRef | undefined;
  /** Called when a delivery to the curators was queued. */
  readonly wake: () => void;
};

/** Creates the flags of a bot over a store. */
export function createFlags({ store, catalogue, now, newId, curators, wake }: FlagsOptions): Flags {
  return {
    form: (topic, language, shown) => {
      const brief = catalogue().briefs.get(topic);
      const t = messages(language);
      if (brief?.status === 'published') return { ok: true, form: flagForm(brief, language, shown) };
      const message = brief === undefined ? t('inbox.removed') : t('inbox.retracted');
      return { ok: false, reply: notStoredReply([{ field: 'form', message }], language) };
    },

    flag: async (input, { channelRef, person, language }) => {
      const refuse = (faults: readonly FlagFault[]) =>
        ({ ok: false, faults, reply: notStoredReply(faults, language) }) as const;
      const read = parseFlag(input, catalogue().briefs.get(input.topic), language);
      if (!read.ok) return refuse(read.faults);
      const at = now();
      const flag = {
        ...read.flag,
        id: newId().slice(0, ID_CHARACTERS),
        language,
        channelRef,
        person,
        createdAt: at,
        doneAt: undefined,
      };
      const added = await store.addFlag(flag, at.subtract({ hours: HOURS }), MAX_PER_HOUR, curators);
      if (added === 'too-many')
        return refuse([{ field: 'form', message: messages(language)('inbox.tooMany', { most: MAX_PER_HOUR }) }]);
      if (added === 'added' && curators !== undefined) wake();
      return { ok: true, reply: storedReply(read.brief, language) };
    },
  };
}

const MIN_TEXT = 10;
export const MAX_TEXT = 2_000;
const MAX_LINK = 500;

/** Returns the value of a statement in the menu: an id may be longer than a platform lets a value be. */
export const optionValue = (statement: string): string => fingerprint(statement);

/** Returns a reply whose button *Something wrong?* names what it shows, in the order in which it is read. */
export function flaggingShown(reply: Reply): Reply {
  const about = reply.about?.statements ?? [];
  const inBlocks = reply.blocks.flatMap((block): readonly string[] => {
    if (block.type === 'summary') return [BOTTOM_LINE];
    if (block.type === 'claims') return block.claims.map(({ id }) => id);
    // What texts side by side rest on is named by what the reply is about.
    return block.type === 'points' ? about : [];
  });
  const shown = [...new Set([...inBlocks, ...about])].filter(Boolean).slice(0, MAX_FLAG_STATEMENTS);
  const statements = shown.map(statementKey);
  if (statements.length === 0) return reply;
  const named = (target: ButtonAction): ButtonAction => (target.verb === 'flag' ? { ...target, statements } : target);
  return { ...reply, actions: reply.actions.map((action) => ({ ...action, target: named(action.target) })) };
}

/** Returns the form for a brief: what the message showed, of which the first is chosen, then its bottom line, the brief as a whole, its key points and its other statements, the newest first. */
export function flagForm(brief: Brief, language: Language, shownKeys: readonly string[] = []): Form {
  const t = messages(language);
  const bottomLine = {
    value: BOTTOM_LINE,
    label: t('inbox.bottomLine', { text: pick(brief.bottomLine.text, language) }),
  };
  const statements = byWeight(brief).map(({ id, text }) => ({
    id,
    value: optionValue(id),
    label: pick(text, language),
  }));
  const all = [
    { id: BOTTOM_LINE, ...bottomLine },
    { id: WHOLE_BRIEF, value: WHOLE_BRIEF, label: t('inbox.whole') },
    ...statements,
  ];
  const shown = shownKeys.flatMap((key) => all.find(({ id }) => statementKey(id) === key) ?? []);
  return {
    button: { verb: 'flag', topic: brief.id, statements: shownKeys, language },
    title: t('inbox.form'),
    about: [t('inbox.about', { title: pick(brief.title, language) })],
    fields: [
      {
        type: 'choice',
        id: 'statement',
        label: t('inbox.statement'),
        placeholder: t('inbox.statementPlaceholder'),
        options: [...new Set([...shown, ...all])].map(({ value, label }) => ({ value, label })),
        chosen: shown[0]?.value,
      },
      {
        type: 'text',
        id: 'text',
        label: t('inbox.text'),
        hint: t('inbox.textHint', { least: MIN_TEXT, most: MAX_TEXT }),
        least: MIN_TEXT,
        most: MAX_TEXT,
        isLong: true,
      },
      { type: 'text', id: 'link', label: t('inbox.link'), hint: t('inbox.linkHint'), most: MAX_LINK, isOptional: true },
    ],
    submit: t('inbox.send'),
    cancel: t('form.cancel'),
  };
}

/** The statements of a brief, its key points first: a menu may hold fewer than there are. */
function byWeight({ keyPoints, statements }: Brief): Statement[] {
  const points = keyPoints.flatMap((id) => statements.find((statement) => statement.id === id) ?? []);
  return [...new Set([...points, ...statements])];
}

/** Returns the fields of a flag on a brief, without characters that control a terminal or reverse text, or all faults; `brief` is undefined where it does not exist. */
export function parseFlag(
  input: FlagInput,
  brief: Brief | undefined,
  language: Language,
):
  | { readonly ok: true; readonly brief: Brief; readonly flag: Pick<Flag, 'topic' | 'statement' | 'text' | 'link'> }
  | { readonly ok: false; readonly faults: readonly FlagFault[] } {
  const t = messages(language);
  if (brief === undefined) return { ok: false, faults: [{ field: 'form', message: t('inbox.removed') }] };
  if (brief.status === 'retracted') return { ok: false, faults: [{ field: 'form', message: t('inbox.retracted') }] };
  const faults: FlagFault[] = [];

  const chosen = input.statement ?? '';
  const statement = [WHOLE_BRIEF, BOTTOM_LINE].includes(chosen)
    ? chosen
    : brief.statements.find(({ id }) => id === chosen || optionValue(id) === chosen)?.id;
  if (chosen === '') faults.push({ field: 'statement', message: t('inbox.noStatement') });
  else if (statement === undefined) faults.push({ field: 'statement', message: t('inbox.unknownStatement') });

  const text = clean(input.text ?? '');
  if (text.length < MIN_TEXT) faults.push({ field: 'text', message: t('inbox.noText', { least: MIN_TEXT }) });
  else if (text.length > MAX_TEXT)
    faults.push({ field: 'text', message: t('inbox.longText', { most: MAX_TEXT, length: text.length }) });

  const link = parseLink(clean(input.link ?? ''));
  if ('fault' in link) {
    const message = link.fault === 'longLink' ? t('inbox.longLink', { most: MAX_LINK }) : t(`inbox.${link.fault}`);
    faults.push({ field: 'link', message });
  }
  return faults.length > 0 || 'fault' in link || statement === undefined
    ? { ok: false, faults }
    : { ok: true, brief, flag: { topic: brief.id, statement, text, link: link.href } };
}

/** Removes control characters except line breaks, marks that reverse text, and more than one empty line in a row. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/[\t\v\f]/gu, ' ')
    .replace(/[^\P{Cc}\n]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replace(/[^\S\n]*\n[^\S\n]*/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function parseLink(
  text: string,
): { readonly href: string } | { readonly fault: 'badLink' | 'secretLink' | 'longLink' } {
  if (text === '') return { href: '' };
  if (text.length > MAX_LINK) return { fault: 'longLink' };
  const url = /\s/u.test(text) ? null : URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    return { fault: 'badLink' };
  if (url.username !== '' || url.password !== '') return { fault: 'secretLink' };
  return url.href.length > MAX_LINK * 3 ? { fault: 'longLink' } : { href: url.href };
}

/** Returns the reply to a flag that was not stored, with every reason. */
export function notStoredReply(faults: readonly FlagFault[], language: Language): Reply {
  return privateReply(
    messages(language)('inbox.notSaved'),
    language,
    faults.map(({ message }) => note(message, 'warning')),
    [openTopics(language)],
  );
}

/** Returns the confirmation that a flag was stored. */
export function storedReply(brief: Brief, language: Language): Reply {
  const t = messages(language);
  return privateReply(
    t('inbox.saved'),
    language,
    [note(t('inbox.savedText', { title: pick(brief.title, language) }))],
    [open(t('inbox.back'), { type: 'brief', topic: brief.id }, language)],
  );
}

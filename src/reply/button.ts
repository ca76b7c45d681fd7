/** What a person can ask for, whichever platform they ask on, and how a button names it. */
import { hash } from 'node:crypto';
import { asSection, type Section } from './section.ts';
import { asLanguage } from '../shared/language.ts';
import { clip } from '../shared/text.ts';
import type { Language } from '../records/schema.ts';
import { STATUS_KINDS, type BoardFilter } from '../views/board.ts';
import { DATES_KINDS, type DatesFilter } from '../views/dates.ts';

/** What people say to a bot without asking for anything that records hold. */
export type SmallTalk = { readonly type: 'greeting' | 'thanks' | 'about' | 'sharing' };

/** Which measures and promises are asked for: of a topic or of one relationship. */
export type StatusRequest = { readonly type: 'status' } & BoardFilter;

/** Which dates are asked for: of a topic or of one relationship. */
export type DatesRequest = { readonly type: 'dates' } & DatesFilter;

export type BriefRequest =
  | { readonly type: 'topics' }
  | { readonly type: 'help' }
  /** What the bot says of itself when it joins a channel; `mention` is how people there type its name. */
  | { readonly type: 'welcome'; readonly mention?: string | undefined }
  /** A question of a topic's record, by a short key: what typing it gives. */
  | { readonly type: 'question'; readonly topic: string; readonly question: string }
  /** The card of a topic. */
  | { readonly type: 'brief'; readonly topic: string }
  /** The sections of a brief, to choose from. */
  | { readonly type: 'sections'; readonly topic: string }
  | { readonly type: 'section'; readonly topic: string; readonly section: Section }
  | { readonly type: 'related'; readonly topic: string }
  /** The bottom lines of several topics. */
  | { readonly type: 'several'; readonly topics: readonly string[] }
  /** Statements and other entries of a topic that answer a question, by the short keys of their ids. */
  | { readonly type: 'answer'; readonly topic: string; readonly statements: readonly string[] }
  /** How measures and promises stand. */
  | StatusRequest
  /** What falls due, begins, ends or is expected when. */
  | DatesRequest
  /** The newest of all topics. */
  | { readonly type: 'news' }
  | SmallTalk
  /** The digests of the channel, or the form of a new one by what was typed of it. */
  | { readonly type: 'digests'; readonly text?: string | undefined }
  /** The settings of the channel, with a word beside that is none. */
  | { readonly type: 'settings'; readonly unknown?: string | undefined }
  /** Ties who types it to the person whom the desk gave a code; without one it asks how. */
  | { readonly type: 'link'; readonly code?: string | undefined }
  /** A link by which the person whose account is tied signs in to the desk. */
  | { readonly type: 'desk' }
  | { readonly type: 'ask'; readonly question: string }
  /** A message of somebody else's that a person wants to be briefed on: its topics are meant. */
  | { readonly type: 'message'; readonly text: string };

/** Returns the id of the one topic that a request is about; undefined where it is about none, several or all. */
export const topicOf = (request: BriefRequest): string | undefined => ('topic' in request ? request.topic : undefined);

/** What a button can ask for: everything that fits into its id. */
export type Openable = Exclude<
  BriefRequest,
  SmallTalk | { readonly type: 'ask' | 'message' | 'welcome' | 'digests' | 'settings' | 'link' | 'desk' }
>;

/**
 * What pressing a button does: opens a reply, private to who pressed it, shares a brief with the channel, or replies with it
 * to the message that it was asked about. Which message that is does not stand in the button: the platform knows it.
 */
export type OpenButton = {
  readonly verb: 'open' | 'share' | 'reply';
  readonly request: Openable;
  /** Which message of a reply that needs several, counted from 1. */
  readonly page: number;
  readonly language: Language;
};

/** What pressing a button of a digest's settings does. */
export type DigestButton = {
  readonly verb: 'digest';
  readonly action: DigestButtonAction;
  readonly subscription: string;
  readonly language: Language;
};

/** What pressing "Something wrong?" under a brief does: it opens the form in which a person says what. */
export type FlagButton = {
  readonly verb: 'flag';
  readonly topic: string;
  /** What the message shows, statements or the bottom line, by their short keys, at most `MAX_FLAG_STATEMENTS`. */
  readonly statements?: readonly string[] | undefined;
  readonly language: Language;
};

/** A button has room for so many statements beside the longest topic. */
export const MAX_FLAG_STATEMENTS = 5;

/** What can be flagged other than a statement; no statement id begins with an asterisk. */
export const WHOLE_BRIEF = '*';
export const BOTTOM_LINE = '*bottom-line';

/** What pressing a button for the settings of a channel does: it opens their form. */
export type SettingsButton = { readonly verb: 'settings'; readonly language: Language };

/** What pressing "Delete" under a shared card does: it takes the card out of the channel. */
export type DeleteButton = { readonly verb: 'delete'; readonly share: string; readonly language: Language };

/** What pressing "Done" under a flag in the curators' channel does: it closes the flag. */
export type DoneButton = { readonly verb: 'done'; readonly flag: string; readonly language: Language };

/** What pressing the button under a text that would subscribe does: it opens the form of a digest, filled with what is understood of the text. */
export type FillButton = { readonly verb: 'fill'; readonly text: string; readonly language: Language };

export type ButtonAction =
  | OpenButton
  | DigestButton
  | FillButton
  | FlagButton
  | SettingsButton
  | DeleteButton
  | DoneButton;

/** `everywhere` lists the digests of all channels of the workspace; `skip-today` leaves out what would still come today; `weekly` opens the form of a new digest, filled in. */
const DIGEST_BUTTON_ACTIONS = [
  'pause',
  'resume',
  'remove',
  'now',
  'preview',
  'log',
  'change',
  'list',
  'everywhere',
  'skip-today',
  'weekly',
] as const;
export type DigestButtonAction = (typeof DIGEST_BUTTON_ACTIONS)[number];

/** Returns what a button of a digest can do by its name, or undefined where no button does that. */
export function asDigestButtonAction(name: string): DigestButtonAction | undefined {
  return DIGEST_BUTTON_ACTIONS.find((one) => one === name);
}

/** Buttons of this prefix are ours; the number changes when their meaning does, so that an old button is told from a new one. */
export const BUTTON_PREFIX = 'attache1';

/** Every platform allows so many. */
const MAX_ID_CHARACTERS = 100;
/** What a platform may write behind the id of a button to tell it from others. */
const ADDED_CHARACTERS = 4;
/** What parts a button's id, and what platforms write behind it. */
const RESERVED = /[/#]/gu;

const ID = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
/** The id of a topic, behind that of its relationship where two have the same. */
const TOPIC = new RegExp(`^(?:${ID}:)?${ID}$`, 'u');
/** The id of a party or of a relationship. */
const NAME = new RegExp(`^${ID}$`, 'u');
const MONTH = /^(?:\d{4}-)?(?:0[1-9]|1[0-2])$/u;

/** A statement's id is too long for a button: its first characters of a hash tell it from the others of its topic. */
const STATEMENT_CHARACTERS = 6;
const STATEMENT = new RegExp(`^[\\w-]{${STATEMENT_CHARACTERS}}$`, 'u');

/** Returns the short key by which a button names a statement, or a question by its text. */
export const statementKey = (id: string): string => hash('sha256', id, 'base64url').slice(0, STATEMENT_CHARACTERS);

/** A slash parts what a button's id holds, so that in a topic's id it is written as a colon. */
const encodeTopic = (id: string): string => id.replace('/', ':');
const decodeTopic = (id: string | undefined): string | undefined =>
  id !== undefined && TOPIC.test(id) && id.length <= 40 ? id.replace(':', '/') : undefined;

/** Returns the id that a button carries, at most 100 characters, which every platform allows. */
export function encodeButton(target: ButtonAction): string {
  if (target.verb === 'flag') {
    const { topic, statements = [], language } = target;
    const shown = statements.length === 0 ? [] : [statements.slice(0, MAX_FLAG_STATEMENTS).join(',')];
    return [BUTTON_PREFIX, 'flag', encodeTopic(topic), ...shown, language].join('/');
  }
  if (target.verb === 'fill') {
    const [before, after] = [`${BUTTON_PREFIX}/fill/`, `/${target.language}`];
    const most = MAX_ID_CHARACTERS - ADDED_CHARACTERS - before.length - after.length;
    return `${before}${clip(target.text.replaceAll(RESERVED, ' '), most)}${after}`;
  }
  if (target.verb === 'settings') return [BUTTON_PREFIX, 'settings', target.language].join('/');
  if (target.verb === 'delete') return [BUTTON_PREFIX, 'delete', target.share, target.language].join('/');
  if (target.verb === 'done') return [BUTTON_PREFIX, 'done', target.flag, target.language].join('/');
  if (target.verb === 'digest')
    return [BUTTON_PREFIX, 'digest', target.action, target.subscription, target.language].join('/');
  const { verb, request, page, language } = target;
  if (request.type === 'status' || request.type === 'dates')
    return [BUTTON_PREFIX, verb, request.type, encodeBoard(request), page, language].join('/');
  const type = request.type === 'section' ? request.section : request.type;
  const topics = 'topics' in request ? request.topics : 'topic' in request ? [request.topic] : [];
  const statements =
    request.type === 'answer' ? request.statements : request.type === 'question' ? [request.question] : [];
  return [BUTTON_PREFIX, verb, type, [...topics.map(encodeTopic), ...statements].join(','), page, language].join('/');
}

/** What a board is restricted to: its topic, party or month, kind and relationship in this order, of which any may be empty. */
function encodeBoard(request: StatusRequest | DatesRequest): string {
  const { topic = '', kind = '', relationship = '' } = request;
  const restriction = (request.type === 'status' ? request.party : request.month) ?? '';
  return [encodeTopic(topic), restriction, kind, relationship].join(',').replace(/,+$/u, '');
}

function decodeBoard(type: 'status' | 'dates', id: string): Openable | undefined {
  const [encoded = '', restriction = '', named = '', relationship = '', ...rest] = id.split(',');
  const topic = decodeTopic(encoded);
  if (rest.length > 0 || (encoded !== '' && topic === undefined)) return undefined;
  if (relationship !== '' && !NAME.test(relationship)) return undefined;
  if (restriction !== '' && !(type === 'status' ? NAME : MONTH).test(restriction)) return undefined;
  const about = { ...(topic !== undefined && { topic }), ...(relationship !== '' && { relationship }) };
  if (type === 'dates') {
    const kind = DATES_KINDS.find((one) => one === named);
    if (named !== '' && kind === undefined) return undefined;
    return { type, ...about, ...(restriction !== '' && { month: restriction }), ...(kind !== undefined && { kind }) };
  }
  const kind = STATUS_KINDS.find((one) => one === named);
  if (named !== '' && kind === undefined) return undefined;
  return { type, ...about, ...(restriction !== '' && { party: restriction }), ...(kind !== undefined && { kind }) };
}

/** Tells whether a button has room for what asks for each page of a reply, with what platforms add. */
export const fitsButton = (request: Openable): boolean =>
  encodeButton({ verb: 'open', request, page: 999, language: 'en' }).length + ADDED_CHARACTERS <= MAX_ID_CHARACTERS;

/** Returns what a button's id means, or undefined if it is none of ours or was made up. */
export function decodeButton(id: string): ButtonAction | undefined {
  const [prefix, verb, ...parts] = id.split('/');
  if (prefix !== BUTTON_PREFIX || id.length > MAX_ID_CHARACTERS) return undefined;
  const language = asLanguage(parts.pop());
  if (language === undefined) return undefined;
  switch (verb) {
    case 'open':
    case 'share':
    case 'reply':
      return decodeOpen(verb, parts, language);
    case 'digest':
      return decodeDigest(parts, language);
    case 'fill': {
      const [text = '', ...rest] = parts;
      return text === '' || rest.length > 0 ? undefined : { verb, text, language };
    }
    case 'flag': {
      const [encoded, shown, ...rest] = parts;
      const topic = decodeTopic(encoded);
      const statements = shown?.split(',') ?? [];
      const isWhole = statements.length <= MAX_FLAG_STATEMENTS && statements.every((key) => STATEMENT.test(key));
      if (topic === undefined || rest.length > 0 || !isWhole) return undefined;
      return { verb, topic, ...(statements.length > 0 && { statements }), language };
    }
    case 'settings':
      return parts.length === 0 ? { verb, language } : undefined;
    case 'delete': {
      const [share = '', ...rest] = parts;
      return /^[a-z0-9]{1,24}$/u.test(share) && rest.length === 0 ? { verb, share, language } : undefined;
    }
    case 'done': {
      const [flag = '', ...rest] = parts;
      return /^[a-z0-9]{1,24}$/u.test(flag) && rest.length === 0 ? { verb, flag, language } : undefined;
    }
    default:
      return undefined;
  }
}

function decodeDigest(
  [name = '', subscription, ...rest]: readonly string[],
  language: Language,
): DigestButton | undefined {
  const action = asDigestButtonAction(name);
  if (action === undefined || rest.length > 0) return undefined;
  if (subscription === undefined || !/^[a-z0-9]{0,24}$/u.test(subscription)) return undefined;
  return { verb: 'digest', action, subscription, language };
}

function decodeOpen(
  verb: OpenButton['verb'],
  [type, id, page, ...rest]: readonly string[],
  language: Language,
): OpenButton | undefined {
  if (rest.length > 0 || page === undefined || !/^[1-9]\d{0,2}$/u.test(page)) return undefined;
  const opened = { verb, page: Number(page), language };
  if (type === 'topics' || type === 'help' || type === 'news')
    return id === '' ? { ...opened, request: { type } } : undefined;
  if (type === 'status' || type === 'dates') {
    const request = decodeBoard(type, id ?? '');
    return request === undefined ? undefined : { ...opened, request };
  }
  if (type === 'several') {
    const ids = id?.split(',') ?? [];
    const topics = ids.flatMap((one) => decodeTopic(one) ?? []);
    return topics.length === ids.length && topics.length > 1 ? { ...opened, request: { type, topics } } : undefined;
  }
  if (type === 'answer') {
    const [first, ...statements] = id?.split(',') ?? [];
    const answered = decodeTopic(first);
    const isWhole = statements.length > 0 && statements.every((key) => STATEMENT.test(key));
    return answered !== undefined && isWhole
      ? { ...opened, request: { type, topic: answered, statements } }
      : undefined;
  }
  if (type === 'question') {
    const [first, question = '', ...others] = id?.split(',') ?? [];
    const of = decodeTopic(first);
    const isWhole = of !== undefined && others.length === 0 && STATEMENT.test(question);
    return isWhole ? { ...opened, request: { type, topic: of, question } } : undefined;
  }
  const topic = decodeTopic(id);
  if (topic === undefined) return undefined;
  if (type === 'brief' || type === 'sections' || type === 'related') return { ...opened, request: { type, topic } };
  // Buttons of older messages ask for the whole brief, of which the page is none of this menu.
  if (type === 'full') return { ...opened, page: 1, request: { type: 'sections', topic } };
  const section = asSection(type);
  return section === undefined ? undefined : { ...opened, request: { type: 'section', topic, section } };
}

export const DIGEST_ACTIONS = [
  'subscribe',
  'list',
  'change',
  'pause',
  'resume',
  'remove',
  'preview',
  'now',
  'log',
  'handover',
] as const;

export type DigestAction = (typeof DIGEST_ACTIONS)[number];

/** How an act is asked for where the reader is, such as `/digest list`. */
export type CommandSyntax = (action: DigestAction) => string;

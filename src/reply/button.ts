/** What a person can ask for, whichever platform they ask on, and how a button names it. */
import type { Language } from '../records/schema.ts';

export type Request =
  | { readonly type: 'topics' }
  | { readonly type: 'help' }
  /** What the bot says of itself when it joins a channel. */
  | { readonly type: 'welcome' }
  | { readonly type: 'brief'; readonly topic: string }
  | { readonly type: 'sources'; readonly topic: string }
  | { readonly type: 'changes'; readonly topic: string }
  | { readonly type: 'related'; readonly topic: string }
  | { readonly type: 'ask'; readonly question: string }
  /** A message of somebody else's that a person wants to be briefed on: its topics are meant. */
  | { readonly type: 'message'; readonly text: string };

/** What a button can ask for: everything that fits into its id. */
export type Openable = Exclude<Request, { readonly type: 'ask' | 'message' | 'welcome' }>;

/** What pressing a button does: opens a reply, private to who pressed it, or shares a brief with the channel. */
export type Target = {
  readonly verb: 'open' | 'share';
  readonly request: Openable;
  /** Which message of a reply that needs several, counted from 1. */
  readonly page: number;
  readonly language: Language;
};

/** What pressing a button of a digest's settings does. */
export type DigestTarget = {
  readonly verb: 'digest';
  readonly act: DigestAct;
  readonly subscription: string;
  readonly language: Language;
};

/** What pressing "Something wrong?" under a brief does: it opens the form in which a person says what. */
export type FlagTarget = { readonly verb: 'flag'; readonly topic: string; readonly language: Language };

export type AnyTarget = Target | DigestTarget | FlagTarget;

const DIGEST_ACTS = ['pause', 'resume', 'remove', 'now', 'preview', 'log', 'change', 'list'] as const;
export type DigestAct = (typeof DIGEST_ACTS)[number];

/** Returns what a button of a digest can do by its name, or undefined where no button does that. */
export function asDigestAct(name: string): DigestAct | undefined {
  return DIGEST_ACTS.find((one) => one === name);
}

/** Buttons of this prefix are ours; the number changes when their meaning does, so that an old button is told from a new one. */
export const TARGET_PREFIX = 'attache1';

const TOPIC = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const isTopic = (id: string | undefined): id is string => id !== undefined && id.length <= 40 && TOPIC.test(id);

/** Returns the id that a button carries, at most 100 characters, which every platform allows. */
export function encodeTarget(target: AnyTarget): string {
  if (target.verb === 'flag') return [TARGET_PREFIX, 'flag', target.topic, target.language].join('/');
  if (target.verb === 'digest')
    return [TARGET_PREFIX, 'digest', target.act, target.subscription, target.language].join('/');
  const { verb, request, page, language } = target;
  return [TARGET_PREFIX, verb, request.type, 'topic' in request ? request.topic : '', page, language].join('/');
}

/** Returns what the id of a button of a digest's settings means, or undefined if it is none. */
export function decodeDigestTarget(id: string): DigestTarget | undefined {
  const [prefix, verb, act, subscription, language, ...rest] = id.split('/');
  const known = asDigestAct(act ?? '');
  if (prefix !== TARGET_PREFIX || verb !== 'digest' || rest.length > 0 || known === undefined) return undefined;
  if (language !== 'en' && language !== 'zh') return undefined;
  if (subscription === undefined || !/^[a-z0-9]{0,24}$/u.test(subscription)) return undefined;
  return { verb, act: known, subscription, language };
}

/** Returns what the id of a "Something wrong?" button means, or undefined if it is none. */
export function decodeFlagTarget(id: string): FlagTarget | undefined {
  const [prefix, verb, topic, language, ...rest] = id.split('/');
  if (prefix !== TARGET_PREFIX || verb !== 'flag' || rest.length > 0) return undefined;
  if (language !== 'en' && language !== 'zh') return undefined;
  return isTopic(topic) ? { verb, topic, language } : undefined;
}

/** Returns what a button's id means, or undefined if it is none of ours or was made up. */
export function decodeTarget(id: string): Target | undefined {
  const [prefix, verb, type, topic, page, language, ...rest] = id.split('/');
  if (prefix !== TARGET_PREFIX || rest.length > 0 || id.length > 100) return undefined;
  if (verb !== 'open' && verb !== 'share') return undefined;
  if (language !== 'en' && language !== 'zh') return undefined;
  if (page === undefined || !/^[1-9]\d{0,2}$/u.test(page)) return undefined;
  const rest1 = { verb, page: Number(page), language } as const;
  switch (type) {
    case 'topics':
    case 'help':
      return topic === '' ? { ...rest1, request: { type } } : undefined;
    case 'brief':
    case 'sources':
    case 'changes':
    case 'related':
      return isTopic(topic) ? { ...rest1, request: { type, topic } } : undefined;
    default:
      return undefined;
  }
}

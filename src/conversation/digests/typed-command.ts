/** Digests by typed words, on every platform: an action and what it is about is carried out, every other text opens the form, filled with what was understood. */
import { messages } from '../../locales/messages.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { clip } from '../../shared/text.ts';
import { DIGEST_ACTIONS, type DigestAction } from '../../reply/button.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Asker, Conversation, ConversationResult, ReplyResult } from '../conversation.ts';
import { note, privateReply } from '../../reply/compose/parts.ts';
import {
  actorOf,
  ALL_DIGESTS,
  findSubscription,
  isForAll,
  listDigests,
  openForm,
  requestDigestAction,
} from './handle.ts';
import { button, noteText } from './short-replies.ts';
import { topicNames, type TopicNames } from './topic-names.ts';
import { understand, type Understood } from './understand.ts';

/** The actions by other words for them, and as they are typed in Chinese. */
const BY_OTHER_WORDS: ReadonlyMap<string, DigestAction> = new Map([
  ['add', 'subscribe'],
  ['edit', 'change'],
  ['stop', 'pause'],
  ['delete', 'remove'],
  ['unsubscribe', 'remove'],
  ['send', 'now'],
  ['show', 'list'],
  ['订阅', 'subscribe'],
  ['添加', 'subscribe'],
  ['列表', 'list'],
  ['查看', 'list'],
  ['修改', 'change'],
  ['暂停', 'pause'],
  ['停止', 'pause'],
  ['恢复', 'resume'],
  ['移除', 'remove'],
  ['删除', 'remove'],
  ['退订', 'remove'],
  ['取消', 'remove'],
  ['预览', 'preview'],
  ['立即发送', 'now'],
  ['发送', 'now'],
  ['记录', 'log'],
  ['移交', 'handover'],
]);

/** What means every digest: behind `list` of all channels, else of this one. */
const EVERY = new Set(['all', 'everything', '全部', '所有']);
/** What asks for the help alone. */
const HELP = new Set(['help', '?', '-h', '--help', '帮助', '用法']);
const MAX_CHARACTERS = 500;
/** Of what was typed the form repeats so much. */
const MAX_REPEATED = 300;
/** A person, with what stands before them. */
const PERSON = /\s*(?:\bto\b|给)?\s*<@!?([A-Z0-9]+)(?:\|[^<>]*)?>/iu;

/** Returns the result of the text behind `/digest`: the outcome of an action, the form, or the help. */
export async function onDigestText(
  text: string,
  asker: Asker,
  conversation: Conversation,
  help: (language: Language) => Reply,
): Promise<ConversationResult> {
  const typed = text.normalize('NFKC').trim().slice(0, MAX_CHARACTERS);
  if (HELP.has(simplified(typed).toLowerCase())) return { type: 'reply', reply: help(asker.language) };
  const { action, about } = actionIn(typed);
  if (action === undefined || action === 'subscribe')
    return about === ''
      ? openForm(undefined, asker, conversation)
      : subscribe(typed, about, action, asker, conversation);
  if (action === 'list')
    return requestDigestAction({ action, input: {}, everywhere: isEvery(about) }, asker, conversation);
  const names = topicNames(conversation.catalogue());
  const here = await conversation.digests.subscriptions(asker.channelRef);
  const [, owner] = PERSON.exec(about) ?? [];
  const id = digestCalled(about.replace(PERSON, '').trim(), here, names, action);
  if (action === 'change') {
    const subscription = (await findSubscription(id, asker, conversation)) ?? (here.length === 1 ? here[0] : undefined);
    const { input, unknown } = understand(about, names);
    if (subscription !== undefined)
      return openTypedForm(
        typed,
        { input: { ...input, topics: undefined }, unknown },
        asker,
        conversation,
        subscription,
      );
  }
  return requestDigestAction({ action, id, input: {}, owner, asksFirst: true }, asker, conversation);
}

/** Returns the action that a text begins with, and the rest of it. */
function actionIn(typed: string): { readonly action: DigestAction | undefined; readonly about: string } {
  const [word = ''] = typed.split(/\s/u, 1);
  const known = simplified(word.toLowerCase());
  const exact = DIGEST_ACTIONS.find((one) => one === known) ?? BY_OTHER_WORDS.get(known);
  if (exact !== undefined) return { action: exact, about: typed.slice(word.length).trim() };
  // Chinese is written without spaces.
  const [begin = '', action] = [...BY_OTHER_WORDS].find(([one]) => !/^[a-z]/u.test(one) && known.startsWith(one)) ?? [];
  return { action, about: typed.slice(begin.length).trim() };
}

const isEvery = (text: string): boolean => EVERY.has(simplified(text.trim()).toLowerCase());

/** Subscribes the channel where topics alone are named, in the zone of the asker; opens the form with everything else. */
async function subscribe(
  typed: string,
  about: string,
  action: 'subscribe' | undefined,
  asker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  const understood = understand(about, topicNames(conversation.catalogue()));
  if (action === undefined || !isTopicsAlone(understood)) return openTypedForm(typed, understood, asker, conversation);
  const input = { ...understood.input, zone: await asker.zone() };
  const { faults } = conversation.digests.parse(input, undefined, actorOf(asker, asker.channelRef));
  return faults.length === 0
    ? requestDigestAction({ action, input }, asker, conversation)
    : openTypedForm(typed, understood, asker, conversation);
}

/** Returns whether a text names topics and, at most, that they are for who asks: a sentence is never carried out by guess. */
export const isTopicsAlone = ({ input, unknown }: Understood): boolean =>
  unknown.length === 0 &&
  input.topics !== undefined &&
  Object.keys(input).every((field) => field === 'topics' || field === 'isPersonal');

/** Opens the form of a digest with what is understood of a text, above it the text where one is given, and what of it is not understood. */
export async function openTypedForm(
  typed: string | undefined,
  { input, unknown }: Understood,
  asker: Asker,
  conversation: Conversation,
  subscription?: Subscription,
): Promise<ConversationResult> {
  const { filled, faults } = conversation.digests.parse(
    { zone: 'UTC', ...input },
    subscription,
    actorOf(asker, asker.channelRef),
  );
  const { zone: _, ...others } = filled;
  return openForm(subscription, asker, conversation, {
    // Without a zone in the text that of the person stands in the form.
    filled: input.zone === undefined ? others : filled,
    typed: typed && clip(typed, MAX_REPEATED),
    note: notUnderstood(unknown, faults, asker.language, input.isPersonal),
  });
}

/** Returns what is told of a text beside what was understood of it: the words that say nothing, and what is wrong with others. */
const notUnderstood = (
  unknown: readonly string[],
  faults: readonly { readonly message: string }[],
  language: Language,
  isPersonal = false,
): string =>
  [
    // The form is of a channel.
    ...(isPersonal ? [noteText('personal-alone', language)] : []),
    ...(unknown.length === 0 ? [] : [noteText('not-read', language, quoted(unknown, language))]),
    ...faults.map(({ message }) => message),
  ].join(' ');

/** Opens the form of a new digest with what is understood of a text that could not open it itself, as in a mention. */
export const fillForm = (text: string, asker: Asker, conversation: Conversation): Promise<ConversationResult> =>
  openTypedForm(text, understand(actionIn(text).about, topicNames(conversation.catalogue())), asker, conversation);

/** Answers a message that would subscribe: it can open no form, its button does. */
export async function offerForm(text: string, asker: Asker, conversation: Conversation): Promise<ReplyResult> {
  if (asker.isPrivate) return listDigests(asker, conversation);
  const { language } = asker;
  const t = messages(language);
  const reply = privateReply(
    t('digests.titles.digest'),
    language,
    [note(t('digests.typed', { text: clip(text, MAX_REPEATED) })), note(noteText('by-form', language))],
    [{ label: t('digests.buttons.form'), target: { verb: 'fill', text, language } }, button('list', '', language)],
  );
  return { type: 'reply', reply };
}

/** Returns the id of the digest that a text calls by its topics, or the text, which may be an id; undefined where it is empty, and what stands for every one where all are meant. */
export function digestCalled(
  text: string,
  here: readonly Subscription[],
  names: TopicNames,
  action: DigestAction,
): string | undefined {
  if (text === '') return undefined;
  if (isForAll(action) && isEvery(text)) return ALL_DIGESTS;
  return digestNamed(text, here, names)?.id ?? text.toLowerCase();
}

/** Returns the only digest that has a topic, or exactly these. */
function digestNamed(text: string, here: readonly Subscription[], names: TopicNames): Subscription | undefined {
  const wanted =
    understand(text, names)
      .input.topics?.split(', ')
      .flatMap((name) => names.named(name)) ?? [];
  const exact = here.filter(({ topics }) => [topics].flat().join() === wanted.toSorted().join());
  const found = exact.length > 0 ? exact : here.filter(({ topics }) => wanted.some((id) => topics.includes(id)));
  return found.length === 1 ? found[0] : undefined;
}

function quoted(words: readonly string[], language: Language): string {
  const t = messages(language);
  return words.map((word) => t('digests.quoted', { word: clip(word, MAX_REPEATED) })).join(t('reply.listed'));
}

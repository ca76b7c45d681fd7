/** Digests by typed text, on every platform: what is understood is done, or stands in the form with what is not. */
import { messages } from '../../locales/messages.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { Language } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { DIGEST_ACTIONS, type DigestAction } from '../../reply/button.ts';
import type { Reply } from '../../reply/reply.ts';
import { distance } from '../../search/spelling.ts';
import type { Asker, Conversation, ConversationResult } from '../conversation.ts';
import { parseDigestCommand, type ParsedDigestCommand } from './command.ts';
import { actorOf, ALL_DIGESTS, findSubscription, isForAll, openForm, requestDigestAction } from './handle.ts';
import { IN_CHAT, noteText } from './short-replies.ts';
import { parseDigestRequest } from './parse-digest-request.ts';
import type { SubscriptionInput } from './subscription-input.ts';
import { topicNames, type TopicNames } from './topic-names.ts';
import { note } from '../../reply/compose/parts.ts';

/** Behind `list`, these mean all channels. */
const EVERYWHERE = new Set([
  'all',
  'everywhere',
  'server',
  'workspace',
  '全部',
  '所有',
  '所有频道',
  '全部频道',
  '服务器',
  '工作区',
]);
/** What asks for the help alone. */
const HELP = new Set(['help', '?', '-h', '--help', '帮助', '用法']);
/** The form of an id, by which one that is not there is told from a word. */
const ID = /^(?=.*\d)[0-9a-z]{8}$/u;
/** Of a word that is not understood, so much is repeated. */
const MAX_WORD = 60;

/** How a platform describes the management of digests by text, and how it recognizes the ids of people. */
export type DigestTextOptions = {
  readonly help: (language: Language) => Reply;
  readonly isPerson?: (text: string) => boolean;
};

/** Returns the result of the text behind `/digest`: the outcome of the action, a form that holds what was understood, or the help. */
export async function onDigestText(
  text: string,
  asker: Asker,
  conversation: Conversation,
  { help, isPerson = () => true }: DigestTextOptions,
): Promise<ConversationResult> {
  const names = topicNames(conversation.catalogue());
  const parsed = parseDigestCommand(text, names);
  const { action, word, head, input, owner } = parsed;
  // Without a zone in the text the person's own applies; the reply states it.
  const ofNew = async (): Promise<SubscriptionInput> =>
    withTopics({ ...input, zone: input.zone ?? (await asker.zone()) }, head);
  if (action === undefined) {
    if (word === '') return openForm(undefined, asker);
    if (HELP.has(simplified(text.normalize('NFKC')).trim().toLowerCase()))
      return { type: 'reply', reply: help(asker.language) };
    // What only a search finds is no schedule: `help` finds something too.
    if (names.named(head) !== undefined || Object.keys(input).length > 0)
      return fillForm({ action, input: await ofNew() }, undefined, asker, conversation);
    return { type: 'reply', reply: notUnderstood(word, help(asker.language), asker) };
  }
  if (action === 'subscribe') {
    if (text.trim().split(/\s+/u).length === 1) return openForm(undefined, asker);
    return fillForm({ action, input: await ofNew() }, undefined, asker, conversation);
  }
  if (action === 'list') return list(head, input, asker, conversation);
  const here = await conversation.digests.subscriptions(asker.channelRef);
  if (action === 'change') {
    const { id, input: changes } = digestToChange(parsed, here, names);
    const subscription = await findSubscription(id, asker, conversation);
    // Which digest is meant, or that there is none of that name, comes before what is to change.
    if (subscription === undefined) return requestDigestAction({ action, id, input: changes }, asker, conversation);
    return fillForm({ action, input: changes }, subscription, asker, conversation);
  }
  return requestDigestAction(
    {
      action,
      id: digestCalled(head, here, names, action),
      input,
      // A text that is not the id of a person names nobody who could be notified.
      owner: owner !== undefined && isPerson(owner) ? owner : undefined,
      asksFirst: true,
    },
    asker,
    conversation,
  );
}

/** Returns the fields of a command in which everything stands in that of the topics, such as "energy weekdays 9am Beijing"; what is given in a field of its own counts. */
export function readTopics({ topics = '', ...others }: SubscriptionInput, names: TopicNames): SubscriptionInput {
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return { ...parseDigestRequest(topics, names), ...given };
}

/** Returns the list of a channel or of all, below the words that are neither. */
async function list(
  head: string,
  input: ParsedDigestCommand['input'],
  asker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  const everywhere = EVERYWHERE.has(simplified(head).toLowerCase());
  const result = await requestDigestAction({ action: 'list', input, everywhere }, asker, conversation);
  if (head === '' || everywhere || result.type !== 'reply') return result;
  const { language } = asker;
  const unknown = note(noteText('not-read', language, quoted([head], language)), 'warning');
  return { ...result, reply: { ...result.reply, blocks: [unknown, ...result.reply.blocks] } };
}

/** Carries out what was typed where every word of it is understood; otherwise opens the form with the rest, and says what is not and how a digest is typed. */
async function fillForm(
  { action, input }: Pick<ParsedDigestCommand, 'action' | 'input'>,
  subscription: Subscription | undefined,
  asker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  const { filled, faults } = conversation.digests.parse(input, subscription, actorOf(asker, asker.channelRef));
  if (faults.length === 0 && action !== undefined)
    return requestDigestAction({ action, id: subscription?.id, input }, asker, conversation);
  const said = [...faults.map(({ message }) => message), noteText('typed-order', asker.language)].join(' ');
  return openForm(subscription, asker, { filled, ...(faults.length > 0 && { note: said }) });
}

/** Returns which digest a change is meant for, by an id or a name in front, and what is to change of it: topics in front that no digest has are what it is to get. */
function digestToChange(
  { head, input }: ParsedDigestCommand,
  here: readonly Subscription[],
  names: TopicNames,
): { readonly id: string | undefined; readonly input: SubscriptionInput } {
  const named = digestNamed(head, here, names);
  if (named !== undefined) return { id: named.id, input };
  const [first = '', ...rest] = head.toLowerCase().split(' ');
  const isId = here.some(({ id }) => id === first) || ID.test(first);
  const isName = rest.length > 0 || names.meant(first) !== undefined;
  return isId || !isName
    ? { id: first === '' ? undefined : first, input: withTopics(input, rest.join(' ')) }
    : { id: undefined, input: withTopics(input, head) };
}

/** An input with topics that stand in front of it too. */
const withTopics = (input: SubscriptionInput, head: string): SubscriptionInput =>
  head === '' ? input : { ...input, topics: [head, input.topics ?? []].flat().join(', ') };

/** Returns the id of the digest that a text calls by its topics, or the text, which may be an id; undefined where it is empty, and what stands for every one where all are meant. */
export function digestCalled(
  text: string,
  here: readonly Subscription[],
  names: TopicNames,
  action: DigestAction,
): string | undefined {
  if (text === '') return undefined;
  if (isForAll(action) && EVERY.test(simplified(text.trim()))) return ALL_DIGESTS;
  return digestNamed(text, here, names)?.id ?? text.toLowerCase();
}

/** Every digest of a channel. */
const EVERY = /^(?:all|every)(?: of (?:them|it)| (?:the )?digests?)?$|^everything$|^(?:全部|所有)(?:订阅|动态|的)?$/iu;

/** Returns the only digest that has a topic, or exactly these. */
function digestNamed(text: string, here: readonly Subscription[], names: TopicNames): Subscription | undefined {
  const wanted = [...new Set(names.listed(text).map((name) => names.meant(name) ?? name))].toSorted().join();
  const exact = here.filter((one) => (one.topics === 'all' ? 'all' : one.topics.join()) === wanted);
  const found = exact.length > 0 ? exact : here.filter((one) => one.topics !== 'all' && one.topics.includes(wanted));
  return found.length === 1 ? found[0] : undefined;
}

/** The help, below what was not understood and what may have been meant. */
function notUnderstood(word: string, help: Reply, { language, command = IN_CHAT }: Asker): Reply {
  const typed = word.slice(0, MAX_WORD);
  const near = DIGEST_ACTIONS.find((one) => distance(typed.toLowerCase(), one, 2) <= (one.length < 5 ? 1 : 2));
  const notes = [
    noteText('no-such-act', language, quoted([typed], language)),
    ...(near === undefined ? [] : [noteText('did-you-mean', language, command(near))]),
  ];
  return { ...help, blocks: [note(notes.join(' '), 'warning'), ...help.blocks] };
}

function quoted(words: readonly string[], language: Language): string {
  const t = messages(language);
  return words
    .map((word) => t('digests.quoted', { word: word.slice(0, MAX_WORD) }))
    .join(messages(language)('reply.listed'));
}

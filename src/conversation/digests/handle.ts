/** Digests on every platform: commands as text or as fields, buttons, and the form. */
import { messages } from '../../locales/messages.ts';
import { digestName } from '../../digest/digest-name.ts';
import { note, privateReply, listBlock } from '../../reply/compose/parts.ts';
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import type { DigestAction, DigestButton } from '../../reply/button.ts';
import type { Reply } from '../../reply/reply.ts';
import { type Asker, type Conversation, type ConversationResult, type ReplyResult } from '../conversation.ts';
import type { SubmitResult } from '../form.ts';
import { runOnDigests, type DigestCommand } from './command.ts';
import type { Actor, DigestResult } from './digest-actions.ts';
import { digestForm, type DigestFormContent } from './form.ts';
import { button, noteReply, textOf } from './short-replies.ts';
import type { SubscriptionFault, SubscriptionInput } from './subscription-input.ts';

type FormContent = Pick<DigestFormContent, 'filled' | 'typed' | 'note'>;

/** Stands for every digest of a channel in the place of an id. */
export const ALL_DIGESTS = 'all';
const FOR_ALL = ['pause', 'resume', 'remove'] as const;
type ActionForAll = (typeof FOR_ALL)[number];

/** Returns whether an action can be meant for every digest of a channel. */
export const isForAll = (action: DigestAction): action is ActionForAll =>
  (FOR_ALL as readonly DigestAction[]).includes(action);

/** The actions that change no digest. */
const READING: ReadonlySet<DigestAction> = new Set(['list', 'log', 'preview']);

/** Runs a command whose fields are parsed, if the asker has the right to; a change of nothing opens the form. */
export async function requestDigestAction(
  command: Omit<DigestCommand, 'requestId'>,
  asker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  const { action, id, input, owner } = command;
  if (action === 'list' && command.everywhere === true) return listEverywhere(asker, conversation);
  if (id === ALL_DIGESTS && isForAll(action))
    return requestForAll(action, command.asksFirst === true, asker, conversation);
  const channel = { ...asker.channelRef, channel: input.channel ?? asker.channelRef.channel };
  const channelRef = action === 'subscribe' || action === 'list' ? channel : asker.channelRef;
  const before =
    action === 'subscribe' || action === 'list' ? undefined : await findSubscription(id, asker, conversation);
  if (action === 'change' && before !== undefined && Object.values(input).every((value) => value === undefined))
    return openForm(before, asker, conversation);
  const refused =
    (await asker.refusal({ action, channelRef: before?.channelRef ?? channelRef, owner: before?.owner })) ??
    (await refusedThere(before, input, asker)) ??
    (action === 'handover' && before !== undefined ? await refusedTo(owner, before, asker) : undefined);
  if (refused !== undefined) return { type: 'reply', reply: refused, isDone: false };
  if (command.asksFirst === true && action === 'remove' && before !== undefined)
    return { type: 'reply', reply: askReply(before, asker, conversation), isDone: false };
  return run(command, channelRef, before, asker, conversation);
}

/** Does to every digest of the channel what the asker may do to it, after naming them all where it is asked first. */
async function requestForAll(
  action: ActionForAll,
  asksFirst: boolean,
  asker: Asker,
  { digests, catalogue }: Conversation,
): Promise<ReplyResult> {
  const { language, channelRef, command } = asker;
  const here = await digests.subscriptions(channelRef);
  const concerned = here.filter(
    ({ pausedBecause }) => action === 'remove' || (pausedBecause === undefined) === (action === 'pause'),
  );
  const mine: Subscription[] = [];
  let refused: Reply | undefined;
  for (const one of concerned) {
    const refusal = await asker.refusal({ action, channelRef: one.channelRef, owner: one.owner });
    if (refusal === undefined) mine.push(one);
    else refused ??= refusal;
  }
  if (mine.length === 0) {
    const none =
      here.length === 0 ? noteReply('none-here', language, '', command) : noteReply('none-concerned', language);
    return { type: 'reply', reply: refused ?? none, isDone: false };
  }
  const t = messages(language);
  const context = { catalogue: catalogue(), language };
  const failed: Reply[] = [];
  const done: Subscription[] = [];
  if (!asksFirst)
    for (const one of mine) {
      const result = await digests[action](one.id, actorOf(asker, channelRef));
      if (result.ok) done.push(one);
      else failed.push(result.reply);
      reportChange(result, one, asker);
    }
  const named = asksFirst ? mine : done;
  const reply: Reply = privateReply(
    t('digests.titles.list'),
    language,
    [
      note(t(`digests.all.${asksFirst ? 'ask' : 'done'}.${action}`, { count: named.length })),
      listBlock(
        '',
        named.map((one) => ({ label: digestName(one, context), detail: '' })),
      ),
      ...failed.flatMap(({ blocks }) => blocks),
    ],
    asksFirst ? [button(action, ALL_DIGESTS, language)] : [],
  );
  return { type: 'reply', reply, isDone: !asksFirst };
}

/** Asks before a digest is removed. */
function askReply(subscription: Subscription, { language, command }: Asker, { catalogue }: Conversation): Reply {
  const name = digestName(subscription, { catalogue: catalogue(), language });
  const reply = noteReply('ask-remove', language, name, command);
  return { ...reply, actions: [button('remove', subscription.id, language)] };
}

/** Returns why a digest may not be moved to another channel; undefined where it may, or stays. */
async function refusedThere(
  before: Subscription | undefined,
  { channel }: SubscriptionInput,
  asker: Asker,
): Promise<Reply | undefined> {
  if (before === undefined || channel === undefined || channel === before.channelRef.channel) return undefined;
  return asker.refusal({ action: 'subscribe', channelRef: { ...before.channelRef, channel } });
}

/** Returns why a person may not become the owner of a digest: only somebody may who could manage it themselves. */
async function refusedTo(
  person: string | undefined,
  { channelRef }: Subscription,
  asker: Asker,
): Promise<Reply | undefined> {
  if (person === undefined || person === asker.person) return undefined;
  const refused = await asker.refusal({ action: 'handover', channelRef, person });
  if (refused === undefined) return undefined;
  const { title, ...reply } = noteReply('may-not-own', asker.language);
  const t = messages(asker.language);
  return {
    ...reply,
    title,
    blocks: [
      ...reply.blocks,
      listBlock('', [{ label: t('digests.labels.person'), person, detail: '' }]),
      ...refused.blocks,
    ],
  };
}

/** Lists the digests of the workspace that the asker may manage. */
async function listEverywhere(asker: Asker, { digests }: Conversation): Promise<ReplyResult> {
  const { platform, workspace } = asker.channelRef;
  const allowed = new Map<string, Promise<boolean>>();
  const { reply } = await digests.list(
    { platform, workspace },
    actorOf(asker, asker.channelRef),
    ({ channelRef, owner }) =>
      allowed.getOrInsertComputed(
        `${channelRef.channel} ${owner}`,
        async () => (await asker.refusal({ action: 'change', channelRef, owner })) === undefined,
      ),
  );
  return { type: 'reply', reply, isDone: true };
}

/** Returns the digests of the channel, as the command lists them; in a private conversation those that the asker owns. */
export async function listDigests(asker: Asker, conversation: Conversation): Promise<ReplyResult> {
  const { person, language, isPrivate, command, channelName, channelRef } = asker;
  if (!isPrivate) {
    const refused = await asker.refusal({ action: 'list', channelRef });
    const listed = async (): Promise<Reply> =>
      (await conversation.digests.list(channelRef, actorOf(asker, channelRef))).reply;
    return { type: 'reply', reply: refused ?? (await listed()) };
  }
  const { platform } = channelRef;
  const own = await conversation.digests.subscriptions({ platform, owner: person });
  return {
    type: 'reply',
    reply:
      own.length === 0
        ? noteReply('none-owned', language, '', command)
        : (await conversation.digests.list({ platform, owner: person }, { person, language, command, channelName }))
            .reply,
  };
}

/** Runs the action of a digest's button, or returns the form that changes the digest. */
export async function onDigestButton(
  { action, subscription: id }: DigestButton,
  asker: Asker,
  conversation: Conversation,
): Promise<ConversationResult> {
  if (action === 'everywhere')
    return requestDigestAction({ action: 'list', input: {}, everywhere: true }, asker, conversation);
  if (action === 'skip-today') return skipToday(id, asker, conversation);
  if (action === 'weekly') return openDigestForm(undefined, asker, conversation);
  const command = { action, id: id === '' ? undefined : id, input: {} };
  if (!asker.isPrivate && (action !== 'change' || id === '')) return requestDigestAction(command, asker, conversation);
  const managed = await findManaged(action, id, asker, conversation);
  if ('refused' in managed) return managed.refused;
  const { subscription } = managed;
  return action === 'change'
    ? openDigestForm(subscription, asker, conversation)
    : run(command, subscription.channelRef, subscription, asker, conversation);
}

/** Returns the digest of a button if the presser may manage it at this moment, in a private conversation also only if they own it; otherwise the reply that refuses it. */
export async function findManaged(
  action: DigestButton['action'],
  id: string,
  asker: Asker,
  { digests }: Conversation,
): Promise<{ readonly subscription: Subscription } | { readonly refused: ReplyResult }> {
  const { person, isPrivate, channelRef: here } = asker;
  const subscription = isPrivate
    ? (await digests.subscriptions({ platform: here.platform, owner: person })).find((one) => one.id === id)
    : await digests.find(id, actorOf(asker, here));
  if (subscription === undefined) return { refused: unknown(id, asker) };
  const { channelRef, owner } = subscription;
  const isAction = action !== 'everywhere' && action !== 'skip-today' && action !== 'weekly';
  const reply = await asker.refusal({ action: isAction ? action : 'change', channelRef, owner });
  return reply === undefined ? { subscription } : { refused: { type: 'reply', reply, isDone: false } };
}

/** Leaves out what would still come today. */
async function skipToday(id: string, asker: Asker, conversation: Conversation): Promise<ReplyResult> {
  const managed = await findManaged('skip-today', id, asker, conversation);
  if ('refused' in managed) return managed.refused;
  const { subscription } = managed;
  const done = await conversation.digests.skipToday(id, actorOf(asker, subscription.channelRef));
  reportChange(done, subscription, asker);
  return { type: 'reply', reply: done.reply, isDone: done.ok };
}

/** Returns the form of a digest, or of a new one; of that the channel is chosen in the form, so that rights are checked when it is submitted. */
export async function openDigestForm(
  subscription: Subscription | undefined,
  asker: Asker,
  { catalogue }: Pick<Conversation, 'catalogue'>,
  content: FormContent = {},
): Promise<ConversationResult> {
  const { language, channelRef } = asker;
  const opened = { ...content, subscription, channel: channelRef.channel, zone: await asker.zone() };
  return { type: 'form', form: digestForm(opened, { catalogue: catalogue(), language }) };
}

/** Creates a digest in the asker's channel by a submitted form, or changes the one that is named. */
export async function submitDigestForm(
  { id, input }: { readonly id: string | undefined; readonly input: SubscriptionInput },
  asker: Asker,
  { digests }: Conversation,
): Promise<SubmitResult<SubscriptionFault>> {
  const { channelRef } = asker;
  const actor = actorOf(asker, channelRef);
  const before = id === undefined ? undefined : await digests.find(id, actor);
  const refused =
    (await asker.refusal({
      action: id === undefined ? 'subscribe' : 'change',
      channelRef: before?.channelRef ?? channelRef,
      owner: before?.owner,
    })) ?? (await refusedThere(before, input, asker));
  if (refused !== undefined) {
    return { reply: refused, faults: [{ field: 'channel', message: textOf(refused) }] };
  }
  const done = await (id === undefined
    ? digests.subscribe(channelRef, input, actor)
    : digests.change(id, input, actor));
  reportChange(done, before, asker);
  return { reply: done.reply, faults: done.ok ? [] : done.faults };
}

/** Returns the form if the asker may manage its subject. */
export async function openForm(
  subscription: Subscription | undefined,
  asker: Asker,
  conversation: Conversation,
  content: FormContent = {},
): Promise<ConversationResult> {
  const refused = await asker.refusal({
    action: subscription === undefined ? 'subscribe' : 'change',
    channelRef: subscription?.channelRef ?? asker.channelRef,
    owner: subscription?.owner,
  });
  return refused === undefined
    ? openDigestForm(subscription, asker, conversation, content)
    : { type: 'reply', reply: refused };
}

async function run(
  command: Omit<DigestCommand, 'requestId'>,
  channelRef: ChannelRef,
  before: Subscription | undefined,
  asker: Asker,
  { digests }: Conversation,
): Promise<ReplyResult> {
  const { action, ...details } = command;
  const actor = actorOf(asker, channelRef);
  const done =
    action === 'subscribe'
      ? await digests.subscribe(channelRef, details.input, actor)
      : await runOnDigests(digests, { ...details, action, requestId: asker.eventId }, channelRef, actor);
  if (!READING.has(action)) reportChange(done, before, asker);
  return { type: 'reply', reply: done.reply, isDone: done.ok };
}

function reportChange(done: DigestResult, before: Subscription | undefined, { person, changed }: Asker): void {
  if (!done.ok) return;
  changed?.([...new Set([person, before?.owner ?? '', done.subscription?.owner ?? ''])].filter(Boolean));
}

/** Finds the named digest if the asker may see it; without a name, the only one of the channel. */
export async function findSubscription(
  id: string | undefined,
  asker: Asker,
  { digests }: Conversation,
): Promise<Subscription | undefined> {
  if (id !== undefined) return digests.find(id, actorOf(asker, asker.channelRef));
  const here = await digests.subscriptions(asker.channelRef);
  return here.length === 1 ? here[0] : undefined;
}

const unknown = (id: string, { language, command }: Asker): ReplyResult => ({
  type: 'reply',
  reply: noteReply('unknown', language, id, command),
});

/** Returns the actor that an asker is for digests of a workspace. */
export const actorOf = (
  { person, name, language, command, channelName }: Asker,
  { platform, workspace }: ChannelRef,
): Actor => ({
  person,
  name,
  language,
  within: { platform, workspace },
  command,
  channelName,
});

/** Digests on every platform: commands as text or as fields, buttons, and the form. */
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import type { DigestAction, DigestButton } from '../../reply/button.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import {
  type Asker,
  type ConversationBot,
  type ConversationResult,
  type ReplyResult,
  type SubmitResult,
} from '../event.ts';
import { parseDigestCommand, runDigestCommand, type DigestCommand } from './command.ts';
import type { Actor, DigestResult } from './types.ts';
import { noteReply } from './notes.ts';
import type { SubscriptionFault, SubscriptionInput } from './subscription-input.ts';

/** The actions that change no digest. */
const READING: ReadonlySet<DigestAction> = new Set(['list', 'log', 'preview']);

/** How a platform describes the management of digests by text, and how it recognizes the ids of people. */
export type DigestTextOptions = {
  readonly help: (language: Language) => Reply;
  readonly isPerson?: (text: string) => boolean;
};

/** Returns the result of the text behind `/digest`: a form, the outcome of the action, or the help. */
export async function onDigestText(
  text: string,
  asker: Asker,
  bot: ConversationBot,
  { help, isPerson = () => true }: DigestTextOptions,
): Promise<ConversationResult> {
  const { action, word, id, input, owner } = parseDigestCommand(text);
  if (action === undefined)
    return word === '' ? openForm(undefined, asker) : { type: 'reply', reply: help(asker.language) };
  if ((action === 'subscribe' || action === 'change') && Object.keys(input).length === 0) {
    const subscription = action === 'change' ? await findSubscription(id, asker, bot) : undefined;
    if (action === 'subscribe' || subscription !== undefined) return openForm(subscription, asker);
  }
  return onDigestCommand(
    {
      action,
      id: action === 'subscribe' ? undefined : id,
      // Without a zone in the text the person's own applies; the reply states it.
      input: action === 'subscribe' && input.zone === undefined ? { ...input, zone: await asker.zone() } : input,
      // A text that is not the id of a person names nobody who could be notified.
      owner: owner !== undefined && isPerson(owner) ? owner : undefined,
    },
    asker,
    bot,
  );
}

/** Runs a command whose fields are parsed, if the asker has the right to. */
export async function onDigestCommand(
  command: Omit<DigestCommand, 'requestId'>,
  asker: Asker,
  bot: ConversationBot,
): Promise<ReplyResult> {
  const { action, id } = command;
  const { channelRef } = asker;
  const before = action === 'subscribe' || action === 'list' ? undefined : await findSubscription(id, asker, bot);
  const refused = await asker.refusal({
    action,
    channelRef: before?.channelRef ?? channelRef,
    owner: before?.owner,
  });
  return refused === undefined
    ? run(command, channelRef, before, asker, bot)
    : { type: 'reply', reply: refused, isDone: false };
}

/** Returns the digests of the channel, as the command lists them; in a private conversation those that the asker owns. */
export async function listDigests(asker: Asker, bot: ConversationBot): Promise<ReplyResult> {
  const { person, language, isPrivate, command } = asker;
  if (!isPrivate) return onDigestCommand({ action: 'list', id: undefined, input: {} }, asker, bot);
  const { platform } = asker.channelRef;
  const own = await bot.digests.subscriptions({ platform, owner: person });
  return {
    type: 'reply',
    reply:
      own.length === 0
        ? noteReply('none-owned', language, '', command)
        : (await bot.digests.list({ platform, owner: person }, { person, language, command })).reply,
  };
}

/** Runs the action of a digest's button, or returns the form that changes the digest. */
export async function onDigestButton(
  { action, subscription: id }: DigestButton,
  asker: Asker,
  bot: ConversationBot,
): Promise<ConversationResult> {
  const command = { action, id: id === '' ? undefined : id, input: {} };
  if (asker.isPrivate) {
    // An owner's own digest in a private message: there is no workspace whose rights could be checked.
    const { person, channelRef } = asker;
    const owned = await bot.digests.subscriptions({ platform: channelRef.platform, owner: person });
    const own = owned.find((one) => one.id === id);
    if (own === undefined) return unknown(id, asker);
    return action === 'change' ? digestForm(own, asker) : run(command, own.channelRef, own, asker, bot);
  }
  if (action !== 'change') return onDigestCommand(command, asker, bot);
  const subscription = await findSubscription(command.id, asker, bot);
  return subscription === undefined ? unknown(id, asker) : openForm(subscription, asker);
}

/** Returns the form of a new digest; the channel is chosen in the form, so that rights are checked when it is submitted. */
export async function openDigestForm(asker: Asker): Promise<ConversationResult> {
  return digestForm(undefined, asker);
}

/** Creates a digest in the asker's channel by a submitted form, or changes the one that is named. */
export async function submitDigestForm(
  { id, input }: { readonly id: string | undefined; readonly input: SubscriptionInput },
  asker: Asker,
  { digests }: ConversationBot,
): Promise<SubmitResult<SubscriptionFault>> {
  const { channelRef } = asker;
  const actor = actorOf(asker, channelRef);
  const before = id === undefined ? undefined : await digests.find(id, actor);
  const refused = await asker.refusal({
    action: id === undefined ? 'subscribe' : 'change',
    channelRef: before?.channelRef ?? channelRef,
    owner: before?.owner,
  });
  if (refused !== undefined) {
    const message = refused.blocks.flatMap((block) => (block.type === 'note' ? block.text : [])).join(' ');
    return { reply: refused, faults: [{ field: 'channel', message }] };
  }
  const done = await (id === undefined
    ? digests.subscribe(channelRef, input, actor)
    : digests.change(id, input, actor));
  reportChange(done, before, asker);
  return { reply: done.reply, faults: done.ok ? [] : done.faults };
}

/** Returns the form if the asker may manage its subject. */
async function openForm(subscription: Subscription | undefined, asker: Asker): Promise<ConversationResult> {
  const refused = await asker.refusal({
    action: subscription === undefined ? 'subscribe' : 'change',
    channelRef: subscription?.channelRef ?? asker.channelRef,
    owner: subscription?.owner,
  });
  return refused === undefined ? digestForm(subscription, asker) : { type: 'reply', reply: refused };
}

async function digestForm(subscription: Subscription | undefined, asker: Asker): Promise<ConversationResult> {
  const { language } = asker;
  return { type: 'form', form: { type: 'digest', language, subscription, zone: await asker.zone() } };
}

async function run(
  command: Omit<DigestCommand, 'requestId'>,
  channelRef: ChannelRef,
  before: Subscription | undefined,
  asker: Asker,
  { digests }: ConversationBot,
): Promise<ReplyResult> {
  const digestCommand = { ...command, requestId: asker.eventId };
  const done = await runDigestCommand(digests, digestCommand, channelRef, actorOf(asker, channelRef));
  if (!READING.has(command.action)) reportChange(done, before, asker);
  return { type: 'reply', reply: done.reply, isDone: done.ok };
}

function reportChange(done: DigestResult, before: Subscription | undefined, { person, changed }: Asker): void {
  if (!done.ok) return;
  changed?.([...new Set([person, before?.owner ?? '', done.subscription?.owner ?? ''])].filter(Boolean));
}

/** Finds the named digest if the asker may see it; without a name, the only one of the channel. */
async function findSubscription(
  id: string | undefined,
  asker: Asker,
  { digests }: ConversationBot,
): Promise<Subscription | undefined> {
  if (id !== undefined) return digests.find(id, actorOf(asker, asker.channelRef));
  const here = await digests.subscriptions(asker.channelRef);
  return here.length === 1 ? here[0] : undefined;
}

const unknown = (id: string, { language, command }: Asker): ReplyResult => ({
  type: 'reply',
  reply: noteReply('unknown', language, id, command),
});

const actorOf = ({ person, language, command }: Asker, { platform, workspace }: ChannelRef): Actor => ({
  person,
  language,
  within: { platform, workspace },
  command,
});

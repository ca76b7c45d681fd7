/** Digests on every platform: what is typed behind the command or given by fields, their buttons, and their form. */
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import type { DigestAction, DigestButton } from '../../reply/button.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import {
  replyResult,
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

/** What changes no digest. */
const READING: ReadonlySet<DigestAction> = new Set(['list', 'log', 'preview']);

/** How digests are managed by text, and which texts are ids of people: both are a platform's own. */
export type DigestTextOptions = {
  readonly help: (language: Language) => Reply;
  readonly isPerson?: (text: string) => boolean;
};

/** Returns what comes of the text behind `/digest`: a form, what was done, or how to ask. */
export async function onDigestText(
  text: string,
  asker: Asker,
  bot: ConversationBot,
  { help, isPerson = () => true }: DigestTextOptions,
): Promise<ConversationResult> {
  const { action, word, id, input, owner } = parseDigestCommand(text);
  if (action === undefined) return word === '' ? openForm(undefined, asker) : replyResult(help(asker.language));
  if ((action === 'subscribe' || action === 'change') && Object.keys(input).length === 0) {
    const subscription = action === 'change' ? await findMeant(id, asker, bot) : undefined;
    if (action === 'subscribe' || subscription !== undefined) return openForm(subscription, asker);
  }
  return onDigestCommand(
    {
      action,
      id: action === 'subscribe' ? undefined : id,
      // Where no zone is typed, the person's own is meant, and said back.
      input: action === 'subscribe' && input.zone === undefined ? { ...input, zone: await asker.zone() } : input,
      // What is no person's id is nobody who could be told.
      owner: owner !== undefined && isPerson(owner) ? owner : undefined,
    },
    asker,
    bot,
  );
}

/** Does what a command asks whose fields are known, where the asker may. */
export async function onDigestCommand(
  command: Omit<DigestCommand, 'requestId'>,
  asker: Asker,
  bot: ConversationBot,
): Promise<ReplyResult> {
  const { action, id } = command;
  const { channelRef } = asker;
  const before = action === 'subscribe' || action === 'list' ? undefined : await findMeant(id, asker, bot);
  const refused = await asker.refusal({
    action,
    channelRef: before?.channelRef ?? channelRef,
    owner: before?.owner,
  });
  return refused === undefined
    ? run(command, channelRef, before, asker, bot)
    : { ...replyResult(refused), isDone: false };
}

/** Does what a button of a digest asks, or returns the form that changes it. */
export async function onDigestButton(
  { action, subscription: id }: DigestButton,
  asker: Asker,
  bot: ConversationBot,
): Promise<ConversationResult> {
  const command = { action, id: id === '' ? undefined : id, input: {} };
  if (asker.isPrivate) {
    // The owner's own digest, told of privately: no workspace is at hand whose rights could be asked.
    const { person, channelRef } = asker;
    const owned = await bot.digests.subscriptions({ platform: channelRef.platform, owner: person });
    const own = owned.find((one) => one.id === id);
    if (own === undefined) return unknown(id, asker);
    return action === 'change' ? digestForm(own, asker) : run(command, own.channelRef, own, asker, bot);
  }
  if (action !== 'change') return onDigestCommand(command, asker, bot);
  const subscription = await findMeant(command.id, asker, bot);
  return subscription === undefined ? unknown(id, asker) : openForm(subscription, asker);
}

/** Returns the form of a new digest; which channel it is for is chosen in it, so that rights are asked for when it is sent. */
export async function openDigestForm(asker: Asker): Promise<ConversationResult> {
  return digestForm(undefined, asker);
}

/** Makes a digest in the asker's channel, or changes the one that is named, by what was filled in. */
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
  tellChange(done, before, asker);
  return { reply: done.reply, faults: done.ok ? [] : done.faults };
}

/** Returns the form where the asker may manage what it is about. */
async function openForm(subscription: Subscription | undefined, asker: Asker): Promise<ConversationResult> {
  const refused = await asker.refusal({
    action: subscription === undefined ? 'subscribe' : 'change',
    channelRef: subscription?.channelRef ?? asker.channelRef,
    owner: subscription?.owner,
  });
  return refused === undefined ? digestForm(subscription, asker) : replyResult(refused);
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
  const asked = { ...command, requestId: asker.eventId };
  const done = await runDigestCommand(digests, asked, channelRef, actorOf(asker, channelRef));
  if (!READING.has(command.action)) tellChange(done, before, asker);
  return { ...replyResult(done.reply), isDone: done.ok };
}

function tellChange(done: DigestResult, before: Subscription | undefined, { person, changed }: Asker): void {
  if (!done.ok) return;
  changed?.([...new Set([person, before?.owner ?? '', done.subscription?.owner ?? ''])].filter(Boolean));
}

/** The digest that is named, where the asker may see it; without a name the only one of the channel. */
async function findMeant(
  id: string | undefined,
  asker: Asker,
  { digests }: ConversationBot,
): Promise<Subscription | undefined> {
  if (id !== undefined) return digests.find(id, actorOf(asker, asker.channelRef));
  const here = await digests.subscriptions(asker.channelRef);
  return here.length === 1 ? here[0] : undefined;
}

const unknown = (id: string, { language, command }: Asker): ReplyResult =>
  replyResult(noteReply('unknown', language, id, command));

const actorOf = ({ person, language, command }: Asker, { platform, workspace }: ChannelRef): Actor => ({
  person,
  language,
  within: { platform, workspace },
  command,
});

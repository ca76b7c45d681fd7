/** Modals: what is shown in one, and how it gets on the screen before Slack's three seconds are over. */
import { messages } from '../../../locales/messages.ts';
import { asLanguage } from '../../../shared/language.ts';
import type { types, ViewOutput } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { decodeButton, encodeButton, type Openable } from '../../../reply/button.ts';
import type { Reply } from '../../../reply/reply.ts';
import { offeringReply } from '../../../conversation/sharing/handle.ts';
import { settlesInTime } from '../../timeout.ts';
import { renderNotice, renderViewPages, type SlackMessage } from './render.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { failure, type SlackContext } from '../connection/context.ts';
import { LIMITS } from '../limits.ts';
import { escape, plainText, parseText } from './escape.ts';

/** Views that lie on each other: https://docs.slack.dev/reference/methods/views.push */
const MAX_DEPTH = 3;

/** A trigger lasts three seconds: what is not ready within this is announced, and shown when it is. */
const SHOW_MS = 1_200;

/** The trigger opens nothing any more: https://docs.slack.dev/reference/methods/views.open#errors */
const EXPIRED_TRIGGER = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

/** Tells whether an error of Slack's means that a trigger has run out or was used. */
export const isTriggerExpired = (error: unknown): boolean => EXPIRED_TRIGGER.has(refusalOf(error) ?? '');

/** A modal on the screen, how many lie below it, itself included, and the name of the reply that it shows. */
export type OpenModal = { readonly id: string; readonly depth: number; readonly shown?: string | undefined };

/** From where something is shown in a modal: by which trigger, on which modal, and in which channel it could be shared (none where it is empty). */
export type ModalContext = {
  readonly trigger: string | undefined;
  readonly on?: OpenModal | undefined;
  readonly channel: string;
  /** The message that it was asked for on, in whose thread a card can be posted. */
  readonly thread?: string | undefined;
  readonly language: Language;
  /** The name of the reply that is shown: a further page of the same takes its place. */
  readonly shown?: string | undefined;
};

/** Returns what Slack names a message by, or undefined where it is no such name. */
export const asTimestamp = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{1,12}\.\d{1,9}$/u.test(value) ? value : undefined;

/** Tells whether what is shown is another page of what the modal shows already. */
const turnsPage = ({ on, shown }: Pick<ModalContext, 'on' | 'shown'>): boolean =>
  shown !== undefined && on?.shown === shown;

/** Returns a page of a reply as a modal, counted from 1; where the page no longer exists, that the button is stale. */
export function replyView(reply: Reply, page: number, modalContext: Omit<ModalContext, 'trigger'>): types.ModalView {
  const { channel, thread } = modalContext;
  const offered = thread === undefined || channel === '' ? reply : offeringReply(reply, 'thread');
  const blocks = renderViewPages(offered)[page - 1];
  return messageView(
    blocks === undefined ? renderNotice(messages(reply.language)('reply.staleButton')) : { blocks },
    modalContext,
  );
}

/** Returns what names the reply to a request among modals, whichever its page and language. */
export const replyName = (request: Openable): string =>
  encodeButton({ verb: 'open', request, page: 1, language: 'en' });

/** Returns a message as a modal; its share buttons only where there is a channel to share in. */
export function messageView(
  message: Pick<SlackMessage, 'blocks'>,
  modalContext: Omit<ModalContext, 'trigger'>,
): types.ModalView {
  const { channel, language, on } = modalContext;
  // What takes the place of the lowest modal leads nowhere back.
  const isLowest = on === undefined || (on.depth === 1 && turnsPage(modalContext));
  const [first, ...rest] = message.blocks;
  const head = first?.type === 'header' ? parseText(first.text.text) : '';
  // A title that the window holds is not said again; one that it cuts stands whole below its name.
  const fits = head !== '' && rest.length > 0 && escape(head).length <= LIMITS.viewTitle;
  const blocks = fits ? rest : message.blocks;
  return {
    type: 'modal',
    title: plainText(fits ? head : 'Attaché', LIMITS.viewTitle),
    close: plainText(isLowest ? messages(language)('slack.close') : messages(language)('slack.back'), LIMITS.viewTitle),
    blocks: channel === '' ? blocks.flatMap(withoutSharing) : blocks,
  };
}

function withoutSharing(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type !== 'actions') return [block];
  const elements = block.elements.filter(
    (element) => element.type !== 'button' || decodeButton(element.value ?? '')?.verb !== 'share',
  );
  return elements.length === 0 ? [] : [{ ...block, elements }];
}

/** Shows what work makes, in time: where it takes longer, a note comes first. A fault of the work is shown; rejects where nothing can be shown at all. */
export async function show(
  slack: SlackContext,
  modalContext: ModalContext,
  about: string,
  work: Promise<types.ModalView>,
): Promise<void> {
  const result = work.catch((error: unknown) =>
    messageView(failure(slack.bot, error, about, modalContext.language), modalContext),
  );
  if (await settlesInTime(result, SHOW_MS)) return void (await showView(slack, modalContext, await result));
  const { id, depth } = await showView(
    slack,
    modalContext,
    messageView(renderNotice(messages(modalContext.language)('slack.working')), modalContext),
  );
  await slack.client.views.update({ view_id: id, view: withModalContext(modalContext, depth, await result) });
}

/** Puts a view on the screen: on top of the modal that it was asked for in, or in its place where it cannot lie on top. */
async function showView(
  { client }: SlackContext,
  modalContext: ModalContext,
  view: types.ModalView,
): Promise<OpenModal> {
  const { trigger = '', on } = modalContext;
  if (on === undefined) {
    const opened = await client.views.open({ trigger_id: trigger, view: withModalContext(modalContext, 1, view) });
    return { id: opened.view?.id ?? '', depth: 1 };
  }
  const depth = on.depth + 1;
  if (trigger !== '' && depth <= MAX_DEPTH && !turnsPage(modalContext)) {
    try {
      const pushed = await client.views.push({
        trigger_id: trigger,
        view: withModalContext(modalContext, depth, view),
      });
      return { id: pushed.view?.id ?? '', depth };
    } catch (error) {
      if (!isTriggerExpired(error) && refusalOf(error) !== 'push_limit_reached') throw error;
    }
  }
  await client.views.update({ view_id: on.id, view: withModalContext(modalContext, on.depth, view) });
  return on;
}

/** A form brings its own metadata; all other views carry where they are. */
const withModalContext = (
  { channel, thread, language, shown }: ModalContext,
  depth: number,
  view: types.ModalView,
): types.ModalView =>
  view.private_metadata === undefined
    ? { ...view, private_metadata: JSON.stringify({ depth, channel, thread, language, shown }) }
    : view;

/** Returns where a press inside a view came from: in a modal on top of it, else, as in the Home tab, with nothing below. */
export function modalContextOf(
  view: ViewOutput | undefined,
  trigger: string | undefined,
  language: Language,
): ModalContext {
  if (view?.type !== 'modal') return { trigger, channel: '', language };
  const { depth, channel, thread, language: chosen, shown } = parseMetadata(view.private_metadata);
  return {
    trigger,
    on: {
      id: view.id,
      depth: typeof depth === 'number' && depth >= 1 ? depth : 1,
      shown: typeof shown === 'string' ? shown : undefined,
    },
    channel: typeof channel === 'string' ? channel : '',
    thread: asTimestamp(thread),
    language: asLanguage(chosen) ?? language,
  };
}

function parseMetadata(metadata: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(metadata);
    return typeof read === 'object' && read !== null ? (read as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** Modals: what is shown in one, and how it gets on the screen before Slack's three seconds are over. */
import { asLanguage } from '../../../shared/language.ts';
import type { types, ViewOutput } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import { decodeButton } from '../../../reply/button.ts';
import { ready } from '../../within.ts';
import { renderNotice, type SlackMessage } from './render.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { failure, type SlackContext } from '../connection/context.ts';
import { escape, plainText, parseText } from './text.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** A view's title and buttons hold this many characters: https://docs.slack.dev/reference/views/modal-views */
export const VIEW_TITLE = 24;

/** Views that lie on each other: https://docs.slack.dev/reference/methods/views.push */
const DEPTH_MOST = 3;

/** A trigger lasts three seconds: what is not ready within this is announced, and shown when it is. */
const SHOW_MILLISECONDS = 1_200;

/** The trigger opens nothing any more: https://docs.slack.dev/reference/methods/views.open#errors */
const EXPIRED_TRIGGER = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

/** Tells whether an error of Slack's means that a trigger has run out or was used. */
export const isLate = (error: unknown): boolean => EXPIRED_TRIGGER.has(refusalOf(error) ?? '');

/** A modal on the screen, and how many lie below it, itself included. */
export type OpenModal = { readonly id: string; readonly depth: number };

/** From where something is shown in a modal: by which trigger, on which modal, and in which channel it could be shared (none where it is empty). */
export type ModalContext = {
  readonly trigger: string | undefined;
  readonly on?: OpenModal | undefined;
  readonly channel: string;
  readonly language: Language;
};

/** Returns what a modal shows of a reply's messages: the first, with a button for the rest; throws where there is none. */
export function firstOf([first]: readonly SlackMessage[]): SlackMessage {
  if (first === undefined) throw new Error('a reply without a message');
  return first;
}

/** Returns a message as a modal; its share buttons only where there is a channel to share in. */
export function messageView(
  message: SlackMessage,
  { channel, language, on }: Omit<ModalContext, 'trigger'>,
): types.ModalView {
  const [first, ...rest] = message.blocks;
  const head = first?.type === 'header' ? parseText(first.text.text) : '';
  // A title that the window holds is not said again; one that it cuts stands whole below its name.
  const fits = head !== '' && rest.length > 0 && escape(head).length <= VIEW_TITLE;
  const blocks = fits ? rest : message.blocks;
  return {
    type: 'modal',
    title: plainText(fits ? head : 'Attaché', VIEW_TITLE),
    close: plainText(on === undefined ? slackTexts(language).close : slackTexts(language).back, VIEW_TITLE),
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
  if (await ready(result, SHOW_MILLISECONDS)) return void (await showView(slack, modalContext, await result));
  const { id, depth } = await showView(
    slack,
    modalContext,
    messageView(renderNotice(slackTexts(modalContext.language).working), modalContext),
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
  if (trigger !== '' && depth <= DEPTH_MOST) {
    try {
      const pushed = await client.views.push({
        trigger_id: trigger,
        view: withModalContext(modalContext, depth, view),
      });
      return { id: pushed.view?.id ?? '', depth };
    } catch (error) {
      if (!isLate(error) && refusalOf(error) !== 'push_limit_reached') throw error;
    }
  }
  await client.views.update({ view_id: on.id, view: withModalContext(modalContext, on.depth, view) });
  return on;
}

/** A form brings its own metadata; all other views carry where they are. */
const withModalContext = ({ channel, language }: ModalContext, depth: number, view: types.ModalView): types.ModalView =>
  view.private_metadata === undefined
    ? { ...view, private_metadata: JSON.stringify({ depth, channel, language }) }
    : view;

/** Returns where a press inside a view came from: in a modal on top of it, else, as in the Home tab, with nothing below. */
export function modalContextOf(
  view: ViewOutput | undefined,
  trigger: string | undefined,
  language: Language,
): ModalContext {
  if (view?.type !== 'modal') return { trigger, channel: '', language };
  const { depth, channel, language: shown } = parseMetadata(view.private_metadata);
  return {
    trigger,
    on: { id: view.id, depth: typeof depth === 'number' && depth >= 1 ? depth : 1 },
    channel: typeof channel === 'string' ? channel : '',
    language: asLanguage(shown) ?? language,
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

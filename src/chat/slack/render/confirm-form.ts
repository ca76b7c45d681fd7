/** The question before something is done that a menu offers: Slack's own question would be asked for every option of the menu. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { asLanguage } from '../../../shared/language.ts';
import type { Language } from '../../../records/schema.ts';
import { button } from '../../../conversation/digests/short-replies.ts';
import { decodeButton, encodeButton, type ButtonAction } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';

/** By this the form is known when it comes back. */
export const CONFIRM_FORM = 'attache1/ask';

/** What was asked about, and where. */
type ConfirmContext = { readonly action: ButtonAction; readonly channel: string; readonly language: Language };

/** Returns what a person is asked before an action on a digest is done, by its name where that is known; undefined where it is done at once. */
export function confirmQuestion(action: ButtonAction, name?: string): string | undefined {
  const t = messages(action.language);
  if (action.verb !== 'digest') return undefined;
  const { confirm } = button(action.action, action.subscription, action.language, name);
  if (confirm !== undefined) return confirm;
  return action.action === 'remove'
    ? t('slack.home.removing')
    : action.action === 'now'
      ? t('slack.home.sending')
      : undefined;
}

/** Returns the question about an action. */
export function confirmForm({ action, channel, language }: ConfirmContext, name?: string): types.ModalView {
  const t = messages(language);
  const title =
    action.verb === 'digest' ? button(action.action, action.subscription, language).label : t('slack.home.sure');
  return {
    type: 'modal',
    callback_id: CONFIRM_FORM,
    private_metadata: JSON.stringify({ action: encodeButton(action), channel, language }),
    title: plainText(title, LIMITS.viewTitle),
    submit: plainText(t('slack.home.yes'), LIMITS.viewTitle),
    close: plainText(t('slack.home.no'), LIMITS.viewTitle),
    blocks: [
      { type: 'section', text: plainText(confirmQuestion(action, name) ?? t('slack.home.sure'), LIMITS.textObject) },
    ],
  };
}

/** Returns what was asked about, or undefined where the form is none of ours. */
export function parseConfirmForm(metadata: string): ConfirmContext | undefined {
  try {
    const { action, channel, language: named } = JSON.parse(metadata) as Readonly<Record<string, unknown>>;
    const asked = typeof action === 'string' ? decodeButton(action) : undefined;
    const language = asLanguage(named);
    return asked === undefined || typeof channel !== 'string' || language === undefined
      ? undefined
      : { action: asked, channel, language };
  } catch {
    return undefined;
  }
}

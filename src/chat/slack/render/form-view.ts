/** The forms of the conversation as modals. Pure. */
import type { types } from '@slack/bolt';
import type { ConversationForm } from '../../../conversation/conversation.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { channelSettingsForm } from './channel-settings-form.ts';
import { digestForm } from './digest-form.ts';
import { flagForm } from './flag-form.ts';

/** Returns a form as it is opened in a channel, none where that is empty. */
export function formView(
  form: ConversationForm,
  channel: string,
  catalogue: Pick<Catalogue, 'briefs' | 'relationships'>,
): types.ModalView {
  switch (form.type) {
    case 'digest':
      return digestForm({ ...form, catalogue, channel });
    case 'flag':
      return flagForm(form.form, channel);
    case 'channel-settings':
      return channelSettingsForm(form.settings, channel, form.language);
  }
}

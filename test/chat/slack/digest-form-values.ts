/** The form of a digest as somebody fills it in. */
import { GENERAL } from '../../peers/slack.ts';

/** Returns what Slack sends of a filled form, with some fields replaced. */
export const filledForm = (over: object = {}): object => ({
  channel: { channel: { type: 'conversations_select', selected_conversation: GENERAL } },
  topics: { topics: { type: 'multi_static_select', selected_options: [{ value: 'energy' }] } },
  days: {
    days: { type: 'checkboxes', selected_options: ['mon', 'tue', 'wed', 'thu', 'fri'].map((value) => ({ value })) },
  },
  time: { time: { type: 'timepicker', selected_time: '09:00' } },
  zone: { zone: { type: 'plain_text_input', value: 'New York' } },
  language: { language: { type: 'radio_buttons', selected_option: { value: 'en' } } },
  whenQuiet: { whenQuiet: { type: 'radio_buttons', selected_option: { value: 'skip' } } },
  ...over,
});

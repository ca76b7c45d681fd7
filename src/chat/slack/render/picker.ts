/** The picker: a menu in a modal that finds topics while somebody types. */
import { messages } from '../../../locales/messages.ts';
import type { BlockSuggestion, SlackOptionsMiddlewareArgs, types } from '@slack/bolt';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { Brief, Language } from '../../../records/schema.ts';
import { formatDay, freshness } from '../../../records/dates.ts';
import { clearTitle } from '../../../views/names.ts';
import { isPartly } from '../../../views/text.ts';
import { encodeButton } from '../../../reply/button.ts';
import { LIMITS } from '../limits.ts';
import { PICK } from './button-id.ts';
import type { SlackContext } from '../connection/context.ts';
import { plainText } from './escape.ts';
import { modalContextOf } from './modal.ts';

/** Returns the picker over some briefs. */
export function pickerView({ briefs }: Pick<Catalogue, 'briefs'>, language: Language): types.ModalView {
  const t = messages(language);
  const titles = [...briefs.values()].map(({ title }) => title);
  const hint = isPartly(titles, language)
    ? `${t('slack.pickHint')}\n${messages(language)('reply.partly')}`
    : t('slack.pickHint');
  return {
    type: 'modal',
    title: plainText(t('slack.pick'), LIMITS.viewTitle),
    close: plainText(t('slack.close'), LIMITS.viewTitle),
    blocks: [
      { type: 'section', text: plainText(hint, LIMITS.textObject) },
      {
        type: 'actions',
        elements: [
          {
            type: 'external_select',
            action_id: PICK,
            placeholder: plainText(t('slack.pickPlaceholder'), LIMITS.placeholder),
            min_query_length: 0,
            focus_on_load: true,
          },
        ],
      },
    ],
  };
}

/** Returns what the picker offers for what has been typed so far: published briefs, as many as a menu holds. */
export function pickerOptions(
  catalogue: Pick<Catalogue, 'briefs' | 'relationships' | 'finder'>,
  typed: string,
  language: Language,
  now: Temporal.Instant,
): types.PlainTextOption[] {
  return catalogue.finder
    .suggest(typed, language, LIMITS.options)
    .filter(({ status }) => status === 'published')
    .map((brief) => topicOption(brief, clearTitle(brief, catalogue, language), language, now));
}

/** Returns the option that opens a brief under a name, with its date; of one whose review is overdue, since when. */
export function topicOption(
  brief: Brief,
  name: string,
  language: Language,
  now: Temporal.Instant,
): types.PlainTextOption {
  const t = messages(language);
  const { asOf, overdue, reviewDueOn } = freshness(brief, now);
  const about = overdue
    ? t('slack.home.overdue', { day: formatDay(reviewDueOn, language) })
    : brief.statements.length === 0
      ? t('sections.noDocument')
      : t('slack.home.asOf', { day: formatDay(asOf, language) });
  return {
    text: plainText(name, LIMITS.option),
    value: encodeButton({ verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language }),
    description: plainText(about, LIMITS.option),
  };
}

type OptionsEvent = Pick<SlackOptionsMiddlewareArgs<BlockSuggestion['type']>, 'options' | 'ack'>;

/** Answers what is typed in the picker; never rejects, since a menu can only be empty. */
export async function onOptions(slack: SlackContext, { options: request, ack }: OptionsEvent): Promise<void> {
  const { bot } = slack;
  try {
    const language = modalContextOf(
      request.view,
      undefined,
      (await slack.people.language(request.user.id)) ?? 'en',
    ).language;
    const catalogue = bot.conversation.catalogue();
    await catalogue.prepare();
    await ack({ options: pickerOptions(catalogue, request.value, language, bot.now()) });
  } catch (error) {
    bot.fault(error, 'slack picker');
    await ack({ options: [] }).catch(() => {});
  }
}

/** Asks a person before something that cannot be undone, privately, with a button for either answer. */
import { messages } from '../../../locales/messages.ts';
import { digestName } from '../../../digest/digest-name.ts';
import { actorOf } from '../../../conversation/digests/converse.ts';
import { button as digestButton } from '../../../conversation/digests/notes.ts';
import type { Asker } from '../../../conversation/conversation.ts';
import type { DigestButton } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { cancelId, yesId } from '../render/button-id.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { notice } from '../render/render.ts';
import { button, withButtons } from '../render/rows.ts';

/** Returns the question; undefined where there is nothing to ask about, and the action itself says why. */
export async function questionBefore(
  action: DigestButton,
  asker: Asker,
  bot: Bot,
): Promise<DiscordMessage | undefined> {
  const { subscription: id, language } = action;
  const { platform } = asker.channelRef;
  const found = asker.isPrivate
    ? (await bot.conversation.digests.subscriptions({ platform, owner: asker.person })).find((one) => one.id === id)
    : await bot.conversation.digests.find(id, actorOf(asker, asker.channelRef));
  if (found === undefined) return undefined;
  const { channelRef, owner } = found;
  if ((await asker.refusal({ action: action.action === 'now' ? 'now' : 'remove', channelRef, owner })) !== undefined)
    return undefined;
  const name = digestName(found, { catalogue: bot.conversation.catalogue(), language });
  const { label, confirm } = digestButton(action.action, id, language, name);
  return withButtons(
    notice(confirm ?? name, language),
    button(label, yesId(action), true),
    button(messages(language)('discord.cancel'), cancelId(language)),
  );
}

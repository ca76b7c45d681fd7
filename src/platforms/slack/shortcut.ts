/** The shortcuts: "Brief a topic" from anywhere opens the picker; "Brief this" on a message tells what its topics are, to the asker alone. */
import type { AckFn, GlobalShortcut } from '@slack/bolt';
import { pickView } from './pick.ts';
import { soon, type People } from './person.ts';
import { isFirst, type Slack } from './slack.ts';
import { show } from './views.ts';

/** The names by which the manifest and the code know the shortcuts. */
export const SHORTCUTS = { global: 'attache/brief-a-topic', message: 'attache/brief-this' } as const;

type HeardGlobal = { readonly shortcut: GlobalShortcut; readonly ack: AckFn<void> };

/** Opens the picker; never rejects. */
export async function onGlobalShortcut(slack: Slack, people: People, { shortcut, ack }: HeardGlobal): Promise<void> {
  try {
    await ack();
    if (!(await isFirst(slack, `shortcut:${shortcut.trigger_id}`))) return;
    const language = (await soon(people, shortcut.user.id)).language ?? 'en';
    const spot = { trigger: shortcut.trigger_id, channel: '', language };
    await show(slack, spot, 'picker', Promise.resolve(pickView(language)));
  } catch (error) {
    // A shortcut from nowhere has no place where it could be answered.
    slack.bot.fault(error, 'slack shortcut');
  }
}

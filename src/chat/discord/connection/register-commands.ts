/** Registers the commands with Discord if they differ from the registered ones: it allows few registrations a day. */
import { DiscordAPIError, Routes, type APIApplication, type REST } from 'discord.js';
import { AttacheError } from '../../../shared/errors.ts';
import type { Bot } from '../../platform.ts';
import { commands, INSTALLATION } from '../commands/commands.ts';
import type { CommandIds } from '../render/command-links.ts';
import { withoutContent } from '../delivery/outcome.ts';

/** Resolves with the ids of the registered commands by name, or with none and the fault logged if Discord fails: the previously registered ones still work then. Rejects if the bot has no access to the guild of DISCORD_GUILD_ID. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
  bot: Bot,
): Promise<CommandIds> {
  const wanted = commands(
    bot.conversation.catalogue().relationships,
    guildId,
    guildId === undefined ? await installations(rest, bot) : undefined,
  );
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  try {
    // Translations are returned only on request.
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = await rest.get(route, { query }).catch((error: unknown) => {
      if (hasNoAccess(error)) throw error;
      bot.log.warn({ err: withoutContent(error) }, 'the registered commands could not be read');
    });
    const isNew = commandsDiffer(registered, wanted);
    const now = isNew ? await rest.put(route, { body: wanted }) : registered;
    if (isNew) bot.log.info({ platform: 'discord', guildId }, 'commands registered');
    if (guildId !== undefined) await removeGlobal(rest, applicationId, new Set(wanted.map(({ name }) => name)), bot);
    return idsOf(now);
  } catch (error) {
    if (guildId !== undefined && hasNoAccess(error))
      throw new AttacheError(
        'settings',
        `Discord does not let the bot register commands in the server ${guildId} of DISCORD_GUILD_ID. Invite the bot there, with the scopes bot and applications.commands, or correct the id.`,
      );
    bot.fault(withoutContent(error), 'discord commands');
    return new Map();
  }
}

/** Returns the ids of commands in Discord's own JSON. */
function idsOf(registered: unknown): CommandIds {
  return new Map(
    (Array.isArray(registered) ? registered : []).flatMap((one: { readonly name?: unknown; readonly id?: unknown }) =>
      typeof one.name === 'string' && typeof one.id === 'string' ? [[one.name, one.id] as const] : [],
    ),
  );
}

/** Removes what was registered for every server before: beside the same commands of one server, people there would see each of them twice. */
async function removeGlobal(rest: REST, applicationId: string, names: ReadonlySet<string>, bot: Bot): Promise<void> {
  const route = Routes.applicationCommands(applicationId);
  try {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const all = (await rest.get(route, { query })) as readonly { readonly name: string }[];
    const others = all.filter(({ name }) => !names.has(name));
    if (others.length === all.length) return;
    await rest.put(route, { body: others });
    bot.log.info({ platform: 'discord' }, 'commands of all servers removed, since DISCORD_GUILD_ID names one');
  } catch (error) {
    bot.log.warn({ err: withoutContent(error) }, 'the commands of all servers could not be removed');
  }
}

/** Returns the installation contexts of the application; Discord accepts commands for no other. */
async function installations(rest: REST, bot: Bot): Promise<(typeof ALL)[number][]> {
  try {
    const { integration_types_config: config } = (await rest.get(Routes.currentApplication())) as APIApplication;
    // Applications older than these settings are for servers.
    const found = ALL.filter((one) => (config === undefined ? one === INSTALLATION.server : config[one] !== undefined));
    if (!found.includes(INSTALLATION.person))
      bot.log.warn(
        { platform: 'discord' },
        'people cannot add the app to their own account: on the page Installation of the application at https://discord.com/developers/applications, switch on User Install, then start again',
      );
    return found;
  } catch (error) {
    bot.log.warn({ platform: 'discord', err: withoutContent(error) }, 'the application could not be read');
    return ALL;
  }
}
const ALL = Object.values(INSTALLATION);

/** Returns whether Discord reports that the bot is not in the guild. */
function hasNoAccess(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.code === 50_001 || error.code === 10_004);
}

/** Fields that Discord adds of itself; whatever else it has that we did not say makes a difference. */
const DISCORDS_OWN = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission']);

/** Tells whether what Discord has registered (its own JSON) differs from what is wanted. */
export function commandsDiffer(registered: unknown, wanted: readonly unknown[]): boolean {
  if (!Array.isArray(registered)) return true;
  const added = (command: unknown) =>
    Object.fromEntries(
      Object.entries(fieldsOf(command)).filter(
        // Discord fills in contexts and integration_types itself if we send none: compare them only if we did.
        ([name]) =>
          !DISCORDS_OWN.has(name) &&
          ((name !== 'contexts' && name !== 'integration_types') || wanted.some((one) => name in fieldsOf(one))),
      ),
    );
  return !equalJson(byName(registered.map(added)), byName(wanted));
}

function byName(list: readonly unknown[]): unknown[] {
  return list.toSorted((a, b) => (String(fieldsOf(a).name) < String(fieldsOf(b).name) ? -1 : 1));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Compares JSON, in which Discord leaves out or adds what is empty, null or false. */
function equalJson(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => equalJson(value, b[index]));
  if (typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b)) {
    const [left, right] = [fieldsOf(a), fieldsOf(b)];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) =>
      equalJson(left[name], right[name]),
    );
  }
  return a === b;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

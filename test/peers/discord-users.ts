/** What people do in the fake Discord: call commands, use buttons and menus, fill in modals, write messages. */
import { impossible, interact, resolvedOf, sceneOf, type Where } from './discord-interactions.ts';
import type { Core } from './discord-core.ts';
import { announce, removeMessage } from './discord-messages.ts';
import { lengthOf } from './discord-check-values.ts';
import {
  type Command,
  type CommandOption,
  type Component,
  type Embed,
  type Fields,
  type Interaction,
  type Message,
  type OptionValue,
  PERMISSION,
  textFrom,
  type User,
} from './discord-types.ts';
import { everyComponent, type Kept, numbered } from './discord-world.ts';

type Scene = ReturnType<typeof sceneOf>;

export interface CommandUse extends Where {
  name: string;
  /** A type may be left out where the value or the registered command tells it. */
  options?: OptionValue[];
  /** Sends what no client of Discord's would. */
  forged?: boolean;
}

export interface ComponentUse {
  message: Message | string;
  customId: string;
  user: User | string;
  locale?: string;
  /** Uses a component that is not there, is disabled, or is somebody else's. */
  forged?: boolean;
}

export interface ModalUse {
  customId: string;
  /** By custom id: the text typed, the values chosen, or whether the box was ticked. */
  fields: Record<string, string | string[] | boolean>;
  user: User | string;
  locale?: string;
  /** Where a forged modal was opened; a real one knows. */
  channelId?: string;
  message?: Message | string;
  forged?: boolean;
}

export interface Writing {
  channelId: string;
  guildId?: string;
  author: User | string;
  content: string;
  /** Users that count as mentioned although the text does not name them. */
  mentions?: (User | string)[];
  embeds?: Embed[];
  replyTo?: Message | string;
  /** Whether the reply notifies its author; true by default, as in Discord's clients. */
  pingReplied?: boolean;
}

/** Calls a slash command. */
export function slash(core: Core, use: CommandUse): Interaction {
  return interact(core, use, { type: 2, data: commandData(core, use, 1, false) });
}

/** Types into an option of a slash command that completes what is typed. */
export function autocomplete(
  core: Core,
  use: CommandUse & { focused: { name: string; value: string | number; type?: number } },
): Interaction {
  const typed: OptionValue = { ...use.focused, focused: true };
  const insert = (options: OptionValue[]): OptionValue[] => {
    const [first] = options;
    if (first?.options !== undefined) return [{ ...first, options: insert(first.options) }];
    return [...options.filter((option) => option.name !== typed.name), typed];
  };
  return interact(core, use, {
    type: 4,
    data: commandData(core, { ...use, options: insert(use.options ?? []) }, 1, true),
  });
}

/** Uses a command from a message's menu. */
export function messageCommand(
  core: Core,
  use: Omit<CommandUse, 'options' | 'channelId'> & { targetMessage: Message | string; channelId?: string },
): Interaction {
  const target = keptFor(core, use.targetMessage);
  const where = { ...use, channelId: use.channelId ?? target.message.channel_id };
  const data = commandData(core, where, 3, false);
  const { id } = target.message;
  // The target comes whole, whatever the intents.
  return interact(core, where, {
    type: 2,
    data: { ...data, target_id: id, resolved: { messages: { [id]: target.message } } },
  });
}

function commandData(core: Core, use: CommandUse, type: number, isTyping: boolean): Fields {
  const scene = sceneOf(core, use);
  const command = commandFor(core, use, scene, type);
  const ids: string[] = [];
  const options = (use.options ?? []).map((option) => fillOption(option, command?.options, ids, use.forged === true));
  if (use.forged !== true && command !== null) checkOptions(use.options ?? [], command.options ?? [], isTyping);
  const data: Fields = { id: command?.id ?? core.world.snowflake(), name: use.name, type };
  if (type === 1) data['options'] = options;
  if (command?.['guild_id'] !== undefined) data['guild_id'] = command['guild_id'];
  if (ids.length > 0) data['resolved'] = resolvedOf(core, scene, ids);
  return data;
}

/** The registered command; none while nothing was ever registered, so that a handler can be tested alone. */
function commandFor(core: Core, use: CommandUse, scene: Scene, type: number): Command | null {
  if (core.commands.size === 0 || use.forged === true) return null;
  const known = [...(core.commands.get(scene.guild?.id ?? '') ?? []), ...(core.commands.get('global') ?? [])];
  const command = known.find((each) => each.name === use.name && each.type === type);
  if (command === undefined) return impossible(`no command ${use.name} of type ${type} is registered there`);
  if (command.contexts && !command.contexts.includes(scene.context))
    impossible(`${use.name} is not offered in context ${scene.context}`);
  const isOffered = (scene.isGuildInstalled && offers(command, 0)) || (scene.isUserInstalled && offers(command, 1));
  if (!isOffered) impossible(`${use.name} is not offered to this kind of installation`);
  const needed = command.default_member_permissions;
  if (needed !== undefined && needed !== null && scene.member !== null) {
    const has = scene.member.permissions;
    const isAdmin = (has & PERMISSION.ADMINISTRATOR) !== 0n;
    if (!isAdmin && (BigInt(needed) === 0n || (has & BigInt(needed)) !== BigInt(needed))) {
      impossible(`${scene.user.username} lacks the permissions for ${use.name}`);
    }
  }
  return command;
}

function offers(command: Command, installation: number): boolean {
  return command.integration_types?.includes(installation) ?? true;
}

function fillOption(
  option: OptionValue,
  known: readonly CommandOption[] | undefined,
  ids: string[],
  forged: boolean,
): OptionValue {
  const definition = known?.find((each) => each.name === option.name);
  if (known !== undefined && definition === undefined && !forged)
    impossible(`the command has no option ${option.name}`);
  const type = option.type ?? definition?.type ?? (option.options === undefined ? typeOf(option.value) : 1);
  if (type >= 6 && type <= 9) ids.push(String(option.value));
  const filled: OptionValue = { ...option, type };
  if (option.options !== undefined) {
    filled.options = option.options.map((each) => fillOption(each, definition?.options, ids, forged));
  } else if (type <= 2) filled.options = [];
  return filled;
}

function typeOf(value: OptionValue['value']): number {
  if (typeof value === 'boolean') return 5;
  if (typeof value === 'number') return Number.isInteger(value) ? 4 : 10;
  return 3;
}

/** Holds values against the registered options, as Discord's client does before it sends them. */
function checkOptions(values: readonly OptionValue[], known: readonly CommandOption[], isTyping: boolean): void {
  if (known.some((option) => option.type <= 2)) {
    const [chosen] = values;
    const definition = known.find((option) => option.name === chosen?.name);
    if (chosen === undefined || definition === undefined || values.length > 1)
      return impossible('one subcommand must be chosen');
    return checkOptions(chosen.options ?? [], definition.options ?? [], isTyping);
  }
  for (const option of known) {
    const given = values.find((each) => each.name === option.name);
    if (given === undefined) {
      if (option.required === true && !isTyping) impossible(`the option ${option.name} is required`);
      continue;
    }
    const { value } = given;
    if (given.focused === true) {
      if (option.autocomplete !== true) impossible(`the option ${option.name} does not complete what is typed`);
      continue;
    }
    const choices = option.choices ?? [];
    if (choices.length > 0 && !choices.some((choice) => choice.value === value))
      impossible(`${String(value)} is no choice of ${option.name}`);
    const size = typeof value === 'string' ? lengthOf(value) : Number(value);
    const [least, most] =
      typeof value === 'string' ? [option.min_length, option.max_length] : [option.min_value, option.max_value];
    if (size < (least ?? size) || size > (most ?? size))
      impossible(`${String(value)} is out of the range of ${option.name}`);
  }
}

/** Presses a button. */
export function click(core: Core, use: ComponentUse): Interaction {
  const { kept, component } = componentFor(core, use, [2]);
  return interact(core, whereOf(kept, use), {
    type: 3,
    data: { component_type: 2, custom_id: use.customId, id: component?.id ?? 1 },
    source: kept,
  });
}

/** Chooses in a menu. */
export function select(core: Core, use: ComponentUse & { values: string[] }): Interaction {
  const { kept, component } = componentFor(core, use, [3, 5, 6, 7, 8]);
  const where = whereOf(kept, use);
  if (component !== undefined && use.forged !== true) checkChosen(component, use.values);
  const type = component?.type ?? 3;
  const data: Fields = { component_type: type, custom_id: use.customId, id: component?.id ?? 1, values: use.values };
  if (type !== 3) data['resolved'] = resolvedOf(core, sceneOf(core, where), use.values);
  return interact(core, where, { type: 3, data, source: kept });
}

function checkChosen(menu: Component, values: readonly string[]): void {
  const least = menu.min_values ?? 1;
  const most = menu.max_values ?? 1;
  if (values.length < least || values.length > most || new Set(values).size !== values.length) {
    impossible(`between ${least} and ${most} different values must be chosen`);
  }
  for (const value of menu.type === 3 ? values : []) {
    if (menu.options?.some((option) => option.value === value) !== true) impossible(`the menu has no value ${value}`);
  }
}

function componentFor(
  core: Core,
  use: ComponentUse,
  types: readonly number[],
): { kept: Kept; component: Component | undefined } {
  const kept = keptFor(core, use.message);
  const component = everyComponent(kept.message.components).find((each) => each.custom_id === use.customId);
  if (use.forged === true) return { kept, component };
  const userId = typeof use.user === 'string' ? use.user : use.user.id;
  if (kept.deleted) impossible('the message was deleted');
  if (kept.onlyFor !== null && kept.onlyFor !== userId) impossible('only another user sees the message');
  if (component === undefined || !types.includes(component.type))
    return impossible(`the message has no such component ${use.customId}`);
  if (component.disabled === true) impossible(`${use.customId} is disabled`);
  return { kept, component };
}

function whereOf(kept: Kept, use: ComponentUse): Where {
  const locale = use.locale === undefined ? {} : { locale: use.locale };
  return { user: use.user, channelId: kept.message.channel_id, ...locale };
}

/** Sends off the modal that the user has open. */
export function modalSubmit(core: Core, use: ModalUse): Interaction {
  const userId = typeof use.user === 'string' ? use.user : use.user.id;
  const opened = core.openModals.get(userId);
  const locale = use.locale === undefined ? {} : { locale: use.locale };
  if (use.forged === true) {
    const source = use.message === undefined ? null : keptFor(core, use.message);
    const channelId =
      use.channelId ??
      source?.message.channel_id ??
      opened?.channel.id ??
      impossible('a forged modal needs a channelId');
    const components = Object.entries(use.fields).map(([customId, value], index) => ({
      type: 1,
      id: index * 2 + 1,
      components: [{ type: 4, id: index * 2 + 2, custom_id: customId, value }],
    }));
    return interact(
      core,
      { user: use.user, channelId, ...locale },
      { type: 5, data: { custom_id: use.customId, components }, source },
    );
  }
  if (opened?.modal?.custom_id !== use.customId) return impossible(`the user has no modal ${use.customId} open`);
  const where = { user: use.user, channelId: opened.channel.id, ...locale };
  const ids: string[] = [];
  const components = opened.modal.components.map((component) => fillComponent(component, use.fields, ids));
  const names = new Set(everyComponent(opened.modal.components).map((component) => component.custom_id));
  for (const name of Object.keys(use.fields)) if (!names.has(name)) impossible(`the modal has no field ${name}`);
  const data: Fields = { custom_id: use.customId, components };
  if (ids.length > 0) data['resolved'] = resolvedOf(core, sceneOf(core, where), ids);
  core.openModals.delete(userId);
  const source = opened.sourceId === null ? null : (core.world.messages.get(opened.sourceId) ?? null);
  return interact(core, where, { type: 5, data, source });
}

function fillComponent(component: Component, filled: ModalUse['fields'], ids: string[]): Fields {
  const { type, id, custom_id: name } = component;
  if (component.components !== undefined) {
    return { type, id, components: component.components.map((child) => fillComponent(child, filled, ids)) };
  }
  if (component.component !== undefined)
    return { type, id, component: fillComponent(component.component, filled, ids) };
  if (name === undefined) return { type, id };
  const given = filled[name];
  const isRequired = component['required'] !== false;
  if (type === 4) {
    const value = typeof given === 'string' ? given : textFrom(component['value']);
    const length = lengthOf(value);
    if (isRequired && length === 0) impossible(`the field ${name} is required`);
    if (length > 0 && length < Number(component['min_length'] ?? 0)) impossible(`the field ${name} is too short`);
    if (length > Number(component['max_length'] ?? 4000)) impossible(`the field ${name} is too long`);
    return { type, id, custom_id: name, value };
  }
  if (type === 21 || type === 23) return { type, id, custom_id: name, value: given ?? (type === 23 ? false : null) };
  const values = Array.isArray(given) ? given : [];
  if (type <= 8 && (isRequired || values.length > 0)) checkChosen(component, values);
  if (type >= 5 && type <= 8) ids.push(...values);
  return { type, id, custom_id: name, values };
}

/** Writes a message. */
export function write(core: Core, writing: Writing): Message {
  const { world } = core;
  const where = { user: writing.author, channelId: writing.channelId };
  const { user, channel, member } = sceneOf(
    core,
    writing.guildId === undefined ? where : { ...where, guildId: writing.guildId },
  );
  const replied = writing.replyTo === undefined ? undefined : keptFor(core, writing.replyTo).message;
  const found = world.mentionsIn(writing.content);
  const named = (writing.mentions ?? []).map((each) => sceneOf(core, { ...where, user: each }).user);
  const pinged = replied !== undefined && writing.pingReplied !== false ? [replied.author] : [];
  const message: Message = {
    id: world.snowflake(),
    type: replied === undefined ? 0 : 19,
    channel_id: channel.id,
    author: user,
    content: writing.content,
    timestamp: new Date(world.clock()).toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: found.everyone && member !== null && (member.permissions & PERMISSION.MENTION_EVERYONE) !== 0n,
    mentions: [...new Set([...found.users, ...named, ...pinged])],
    mention_roles: found.roles,
    attachments: [],
    embeds: writing.embeds ?? [],
    components: numbered([]),
    flags: 0,
  };
  if (replied !== undefined) {
    message.message_reference = {
      type: 0,
      channel_id: channel.id,
      message_id: replied.id,
      guild_id: channel.guildId ?? undefined,
    };
    message.referenced_message = replied;
  }
  const kept = world.keep(message, channel.guildId, null);
  announce(core, 'MESSAGE_CREATE', kept);
  return message;
}

/** Changes a user's message; embeds alone are what Discord adds when it has looked at a link. */
export function rewrite(
  core: Core,
  message: Message | string,
  changes: { content?: string; embeds?: Embed[] },
): Message {
  const kept = keptFor(core, message);
  const next: Partial<Message> = { ...changes };
  if (changes.content !== undefined) {
    const found = core.world.mentionsIn(changes.content);
    next.mentions = found.users;
    next.mention_roles = found.roles;
    next.edited_timestamp = new Date(core.world.clock()).toISOString();
  }
  const changed = core.world.change(kept, next);
  announce(core, 'MESSAGE_UPDATE', kept);
  return changed;
}

/** Deletes a message, whoever wrote it. */
export function unwrite(core: Core, message: Message | string): void {
  removeMessage(core, keptFor(core, message));
}

/** Sends the event of a message or an interaction to the bot once more, with the same ids. */
export function resend(core: Core, what: Message | Interaction): void {
  const kept = core.world.messages.get(what.id);
  const live = 'token' in what ? core.interactions.get(what.token) : undefined;
  if (kept !== undefined) announce(core, 'MESSAGE_CREATE', kept, kept.states[0]);
  else if (live === undefined) impossible(`nothing was sent with the id ${what.id}`);
  else {
    const guildId = live.channel.guildId;
    core.gateway.dispatch({ name: 'INTERACTION_CREATE', guildId, intents: 0, build: () => live.payload });
  }
}

function keptFor(core: Core, message: Message | string): Kept {
  const id = typeof message === 'string' ? message : message.id;
  return core.world.messages.get(id) ?? impossible(`there is no message ${id}`);
}

/** The forms of the conversation as Discord modals, what comes back, and the message that opens one again where it could not be taken. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { Form, FormButton, FormField, FormOption, FormValues } from '../../../conversation/form.ts';
import { encodeButton } from '../../../reply/button.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Language } from '../../../records/schema.ts';
import { clip } from '../../../shared/text.ts';
import { POSTABLE } from '../commands/digest.ts';
import { LIMITS, weight } from '../limits.ts';
import { decodeButtonId } from './button-id.ts';
import { escape, escapeLines, plain, unescape } from './escape.ts';
import { bold } from './markdown.ts';
import {
  FLAG,
  INPUT_STYLE,
  STYLE,
  TYPE,
  type DiscordMessage,
  type DiscordModal,
  type MessagePart,
  type ModalPart,
} from './payload.ts';
import { render } from './render.ts';

/** The fields of a form that Discord has room for. */
const shownFields = ({ fields }: Form): readonly FormField[] =>
  fields.length <= LIMITS.modalParts ? fields : fields.filter(({ isSpare = false }) => !isSpare);

/** Returns a form. */
export function formModal(form: Form): DiscordModal {
  const fields = shownFields(form);
  const about = form.about.filter((text) => text !== '');
  const isRoomy = fields.length + about.length <= LIMITS.modalParts;
  const hints = isRoomy ? [] : [...form.about];
  return {
    custom_id: formId(form),
    title: label(form.title, LIMITS.modalTitle),
    components: [
      ...(isRoomy ? about : []).map((text) => ({ type: TYPE.text, content: escape(text) })),
      ...fields.map((field) =>
        modalPart(field, (field.type === 'channel' ? '' : hints.shift()) || hintOf(field, form)),
      ),
    ],
  };
}

/** The id of a form, and of the button that opens it again: behind a # stands what it has no room to show. */
function formId(form: Form): string {
  const shown = shownFields(form);
  const kept = new URLSearchParams();
  for (const field of form.fields) {
    const value = 'chosen' in field ? field.chosen : 'value' in field ? field.value : undefined;
    if (!shown.includes(field) && typeof value === 'string') kept.set(field.id, value);
  }
  return [encodeButton(form.button), ...(kept.size === 0 ? [] : [kept.toString()])].join('#');
}

/** Returns the button that opens a form by the id of the form, and what that has no room to show; undefined where it is none of ours. */
export function formOf(id: string): { readonly button: FormButton; readonly kept: FormValues } | undefined {
  const button = decodeButtonId(id);
  if (button?.verb !== 'flag' && button?.verb !== 'digest' && button?.verb !== 'settings') return undefined;
  return { button, kept: Object.fromEntries(new URLSearchParams(id.split('#')[1])) };
}

const isLine = (field: FormField): boolean => field.type === 'choices' && field.options.length > LIMITS.options;

function hintOf(field: FormField, { button }: Form): string {
  if (field.type === 'choices' && isLine(field)) return field.line?.hint ?? '';
  const isCut = field.type === 'choice' && field.options.length > LIMITS.options;
  return isCut ? messages(button.language)('discord.notAllListed') : (field.hint ?? '');
}

/** Returns a field below its name and a hint. */
function modalPart(field: FormField, hint: string): ModalPart {
  return {
    type: TYPE.label,
    label: label(field.label, LIMITS.modalLabel),
    ...(hint !== '' && { description: label(hint, LIMITS.modalHint) }),
    component: componentOf(field),
  };
}

function componentOf(field: FormField): ModalPart['component'] {
  const common = { custom_id: field.id, required: field.isOptional !== true };
  const text = (value: string | undefined, most: number): ModalPart['component'] => ({
    type: TYPE.input,
    style: INPUT_STYLE.line,
    ...common,
    max_length: most,
    ...(value && { value: clip(value, Math.min(most, LIMITS.input)) }),
  });
  switch (field.type) {
    case 'text': {
      const { value, least, most, isLong = false } = field;
      const style = isLong ? INPUT_STYLE.paragraph : INPUT_STYLE.line;
      return {
        ...text(value, most),
        style,
        ...(least !== undefined && { min_length: least }),
      } as ModalPart['component'];
    }
    case 'group':
      return text(field.value, field.most);
    case 'time':
      return text(field.value, field.value.length);
    case 'channel': {
      const chosen = field.value ? { default_values: [{ id: field.value, type: 'channel' } as const] } : {};
      return { type: TYPE.channels, ...common, channel_types: POSTABLE, ...chosen };
    }
    case 'choice': {
      const { placeholder, options, chosen } = field;
      return {
        type: TYPE.select,
        ...common,
        ...(placeholder !== undefined && { placeholder: label(placeholder, LIMITS.placeholder) }),
        options: options.slice(0, LIMITS.options).map((option) => optionOf(option, option.value === chosen)),
      };
    }
    case 'choices': {
      const { options, chosen, line } = field;
      if (isLine(field)) return text(line?.value, line?.most ?? LIMITS.input);
      const offered = options.map((option) => optionOf(option, chosen.includes(option.value)));
      return { type: TYPE.select, ...common, max_values: offered.length, options: offered };
    }
  }
}

const optionOf = ({ value, label: name }: FormOption, isChosen: boolean) => ({
  label: optionLabel(name),
  value,
  default: isChosen,
});

const optionLabel = (name: string): string => label(name, LIMITS.optionLabel);

/** Returns a text as a label of at most so many characters. */
const label = (text: string, most: number): string => clip(plain(text).trim(), most) || '…';

/** Returns what a submitted form holds, by the ids of its fields; whatever else it holds is passed over. */
export function valuesIn(components: unknown): FormValues {
  const values: Record<string, string> = {};
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { custom_id: id, value, values: chosen, component, components: inside } = part as Record<string, unknown>;
    if (typeof id === 'string' && typeof value === 'string') values[id] = value;
    else if (typeof id === 'string' && Array.isArray(chosen))
      values[id] = chosen.filter((option) => typeof option === 'string').join(',');
    for (const child of [component, ...(Array.isArray(inside) ? inside : [])]) walk(child);
  };
  for (const part of Array.isArray(components) ? components : []) walk(part);
  return values;
}

/** The number of the first component that shows what somebody filled in, by which it is read back; the other fields follow. */
const FIRST_ID = 101;
const MAX_FIELDS = 10;
/** Kept free below Discord's limit on text. */
const MARGIN = 40;

/** Returns a message that says what is wrong with what is filled in, shows that so that nothing is lost, and opens the form again with it. */
export function faultMessage(reply: Reply, form: Form): DiscordMessage {
  const parts = render({ ...reply, actions: [] })[0]?.components ?? [];
  const t = messages(form.button.language);
  const button = { type: TYPE.button, style: STYLE.primary, label: t('discord.editAgain'), custom_id: formId(form) };
  const filled = shownFields(form).map((field) => ({
    name: field.label,
    text: textOf(field),
    isChannel: field.type === 'channel',
  }));
  return messageOf([
    ...parts,
    ...filledParts(filled, form.button.language, parts),
    { type: TYPE.row, components: [button] },
  ]);
}

/** Returns a message with what was filled in where the form itself cannot be opened again, after why. */
export function lostMessage(before: readonly MessagePart[], values: FormValues, language: Language): DiscordMessage {
  const filled = Object.values(values).map((text = '') => ({ name: '', text }));
  return messageOf([...before, ...filledParts(filled, language, before)]);
}

/** Returns the notice on a form of another version. */
export const staleNotice = (language: Language): MessagePart => ({
  type: TYPE.text,
  content: escape(messages(language)('discord.staleForm')),
});

const messageOf = (components: readonly MessagePart[]): DiscordMessage => ({
  flags: FLAG.componentsV2,
  components,
  allowed_mentions: { parse: [] },
});

/** Returns what stands in a field as it is read. */
function textOf(field: FormField): string {
  switch (field.type) {
    case 'channel':
      return field.value ? `<#${field.value}>` : '';
    case 'choice':
      return field.options
        .filter(({ value }) => value === field.chosen)
        .map(({ label: name }) => optionLabel(name))
        .join();
    case 'choices':
      return isLine(field)
        ? (field.line?.value ?? '')
        : field.options
            .filter(({ value }) => field.chosen.includes(value))
            .map(({ label: name }) => optionLabel(name))
            .join('\n');
    default:
      return field.value ?? '';
  }
}

/** Returns what was filled in, as far as there is room for it beside what is said: the short ones first, so that there is room for them. */
function filledParts(
  filled: readonly { readonly name: string; readonly text: string; readonly isChannel?: boolean }[],
  language: Language,
  beside: readonly MessagePart[],
): MessagePart[] {
  const heading = bold(messages(language)('discord.youWrote'));
  let room = LIMITS.text - MARGIN - weight(heading);
  for (const part of beside) if (part.type === TYPE.text) room -= weight(part.content);
  const fitted = [...filled.slice(0, MAX_FIELDS).entries()]
    .toSorted(([, one], [, other]) => one.text.length - other.text.length)
    .flatMap(([at, { name, text, isChannel = false }]) => {
      const content = (shown: string): string =>
        `${name === '' ? '' : `${bold(name)}\n`}${isChannel ? shown : escapeLines(shown)}`;
      let shown = text.trim();
      while (shown !== '' && weight(content(shown)) > room) shown = clip(shown, Math.floor(shown.length * 0.8));
      if (shown === '') return [];
      room -= weight(content(shown));
      return [{ type: TYPE.text, id: FIRST_ID + at, content: content(shown) }];
    });
  if (fitted.length === 0) return [];
  return [
    { type: TYPE.separator },
    { type: TYPE.text, content: heading },
    ...fitted.toSorted((one, other) => one.id - other.id),
  ];
}

/** Returns what somebody filled in, from the message that shows it; nothing if it is another message. */
export function valuesInMessage(components: unknown, form: Form): FormValues {
  const texts = textsIn(components);
  return Object.fromEntries(
    shownFields(form).flatMap((field, at) => {
      const [, ...lines] = texts.get(FIRST_ID + at)?.split('\n') ?? [];
      return lines.length === 0 ? [] : [[field.id, valueOfText(unescape(lines.join('\n')), field)]];
    }),
  );
}

function valueOfText(text: string, field: FormField): string {
  if (field.type === 'channel') return /^<#(\d+)>$/u.exec(text)?.[1] ?? '';
  if ((field.type !== 'choice' && field.type !== 'choices') || isLine(field)) return text;
  const named = new Set(text.split('\n'));
  return field.options
    .filter(({ label: name }) => named.has(optionLabel(name)))
    .map(({ value }) => value)
    .join(',');
}

/** Tells whether a message is one that shows what somebody filled in: what follows from it takes its place. */
export const showsFilled = (components: unknown): boolean =>
  [...textsIn(components).keys()].some((id) => id >= FIRST_ID && id < FIRST_ID + MAX_FIELDS);

/** Returns the texts of a message by the numbers of their components, those in containers too. */
function textsIn(components: unknown): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  const walk = (parts: unknown): void => {
    for (const part of Array.isArray(parts) ? parts : []) {
      const { type, id, content, components: inside } = (part ?? {}) as Record<string, unknown>;
      if (type === TYPE.text && typeof id === 'number' && typeof content === 'string') texts.set(id, content);
      walk(inside);
    }
  };
  walk(components);
  return texts;
}

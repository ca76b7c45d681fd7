/** The form of "Something wrong?": as Discord shows it, what comes back, and what is shown of it when it could not be kept. Pure. */
import { messages } from '../../../locales/messages.ts';
import { clip } from '../../../shared/text.ts';
import type { Language } from '../../../records/schema.ts';
import type { FlagForm } from '../../../conversation/flags/flags.ts';
import type { Reply } from '../../../reply/reply.ts';
import { encodeButton, type FlagButton } from '../../../reply/button.ts';
import { LIMITS, weight } from '../limits.ts';
import { valueOf, label, labelled, lineInput, textsIn, valuesIn } from './modal-parts.ts';
import { bold } from './markdown.ts';
import { FLAG, INPUT_STYLE, STYLE, TYPE, type DiscordModal, type DiscordMessage, type MessagePart } from './payload.ts';
import { render } from './render.ts';
import { escape, escapeLines, unescape } from './escape.ts';

/** What somebody has filled in, as far as it is known. */
export type TypedFlag = {
  readonly statement?: string | undefined;
  readonly text?: string | undefined;
  readonly link?: string | undefined;
};

const FIELD = { statement: 'statement', text: 'text', link: 'link' } as const;
/** The numbers of the components that show what somebody typed, by which it is read back when the form is opened again. */
const TEXT_IDS = { text: 101, link: 102 } as const;
/** Kept free below Discord's limit on text. */
const MARGIN = 40;

/** Returns the form, filled in with what was typed before. */
export function flagModal(form: FlagForm, typed: TypedFlag = {}): DiscordModal {
  const { statement, text, link } = form;
  const options = statement.options.slice(0, LIMITS.options);
  const isCut = options.length < statement.options.length;
  return {
    custom_id: encodeButton({ verb: 'flag', topic: form.topic, statements: form.shown, language: form.language }),
    title: label(form.title, LIMITS.modalTitle),
    components: [
      { type: TYPE.text, content: escape(form.about) },
      labelled(statement.label, isCut ? messages(form.language)('discord.notAllListed') : '', {
        type: TYPE.select,
        custom_id: FIELD.statement,
        placeholder: label(statement.placeholder, LIMITS.placeholder),
        required: true,
        options: options.map((option) => ({
          label: label(option.label, LIMITS.optionLabel),
          value: option.value,
          default: option.value === (typed.statement || statement.chosen),
        })),
      }),
      labelled(text.label, text.hint, {
        type: TYPE.input,
        custom_id: FIELD.text,
        style: INPUT_STYLE.paragraph,
        required: true,
        min_length: text.least,
        max_length: text.most,
        ...valueOf(typed.text, text.most),
      }),
      labelled(link.label, link.hint, lineInput(FIELD.link, typed.link, { most: link.most, required: false })),
    ],
  };
}

/** Returns what a submitted form holds. */
export function readFlagForm(components: unknown): TypedFlag {
  const values = valuesIn(components);
  const first = (field: string): string | undefined => values.get(field)?.[0];
  return { statement: first(FIELD.statement), text: first(FIELD.text), link: first(FIELD.link) };
}

/** Returns a message that tells what is wrong with a form, shows what was typed so that nothing is lost, and opens it again with that. */
export function flagFaultMessage(reply: Reply, target: FlagButton, typed: TypedFlag): DiscordMessage {
  const t = messages(target.language);
  const parts = render({ ...reply, actions: [] })[0]?.components ?? [];
  return {
    flags: FLAG.componentsV2,
    components: [
      ...parts,
      ...typedParts(typed, target.language, parts),
      {
        type: TYPE.row,
        components: [
          {
            type: TYPE.button,
            style: STYLE.primary,
            label: t('discord.editAgain'),
            custom_id: retryButtonId(target, typed.statement),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** Returns a message for a form of another version: that nothing was kept, and what was typed. */
export function staleFlagMessage(typed: TypedFlag, language: Language): DiscordMessage {
  const notice: MessagePart = { type: TYPE.text, content: escape(messages(language)('discord.staleForm')) };
  return {
    flags: FLAG.componentsV2,
    components: [notice, ...typedParts(typed, language, [notice])],
    allowed_mentions: { parse: [] },
  };
}

/** What was typed, as far as there is room for it beside what is said. */
function typedParts(
  { text = '', link = '' }: TypedFlag,
  language: Language,
  beside: readonly MessagePart[],
): MessagePart[] {
  if (text.trim() === '' && link.trim() === '') return [];
  const heading = bold(messages(language)('discord.youWrote'));
  let room = LIMITS.text - MARGIN - weight(heading);
  for (const part of beside) if (part.type === TYPE.text) room -= weight(part.content);
  const fitted = (typed: string, id: number): MessagePart[] => {
    let shown = typed.trim();
    while (shown !== '' && weight(escapeLines(shown)) > room) shown = clip(shown, Math.floor(shown.length * 0.8));
    if (shown === '') return [];
    room -= weight(escapeLines(shown));
    return [{ type: TYPE.text, id, content: escapeLines(shown) }];
  };
  // The short one first, so that there is room for it.
  const address = fitted(clip(link, MAX_LINK_CHARACTERS), TEXT_IDS.link);
  return [{ type: TYPE.separator }, { type: TYPE.text, content: heading }, ...fitted(text, TEXT_IDS.text), ...address];
}

const MAX_LINK_CHARACTERS = 600;

/** Reads what somebody typed from the message that shows it, with what its button carries; nothing if it is another message. */
export function typedFromMessage(components: unknown, buttonId: string): TypedFlag {
  const shown = textsIn(components);
  const typed = (id: number): string | undefined => {
    const content = shown.get(id);
    return content === undefined ? undefined : unescape(content);
  };
  const [, statement] = buttonId.split('#');
  return { statement, text: typed(TEXT_IDS.text), link: typed(TEXT_IDS.link) };
}

/** Tells whether a message is one that shows what somebody typed: what follows from it takes its place. */
export function showsTyped(components: unknown): boolean {
  const { text, link } = typedFromMessage(components, '');
  return text !== undefined || link !== undefined;
}

/** The id of the button that opens the form again; it carries which statement was chosen, if there is room. */
function retryButtonId(target: FlagButton, statement = ''): string {
  const id = `${encodeButton(target)}#${statement}`;
  // Which was chosen matters more than which the message showed.
  const shorter = `${encodeButton({ ...target, statements: undefined })}#${statement}`;
  return [id, shorter].find(({ length }) => length <= LIMITS.customId) ?? encodeButton(target);
}

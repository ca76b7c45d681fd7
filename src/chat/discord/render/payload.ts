/** Messages and modals in Discord’s own JSON: https://docs.discord.com/developers/components/reference */

export const TYPE = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  channels: 8,
  text: 10,
  separator: 14,
  container: 17,
  label: 18,
} as const;
export const INPUT_STYLE = { line: 1, paragraph: 2 } as const;
export const STYLE = { primary: 1, secondary: 2 } as const;
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const FLAG = { ephemeral: 1 << 6, componentsV2: 1 << 15 } as const;

export type ButtonPart = {
  readonly type: typeof TYPE.button;
  readonly style: (typeof STYLE)[keyof typeof STYLE];
  readonly label: string;
  readonly custom_id: string;
};

export type MenuPart = {
  readonly type: typeof TYPE.select;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
};

export type RowPart = {
  readonly type: typeof TYPE.row;
  readonly components: readonly ButtonPart[] | readonly [MenuPart];
};

type TextPart = { readonly type: typeof TYPE.text; readonly id?: number; readonly content: string };

export type MessagePart = RowPart | TextPart | { readonly type: typeof TYPE.separator };

export type DiscordMessage = {
  readonly flags: number;
  readonly components: readonly MessagePart[];
  readonly allowed_mentions: { readonly parse: readonly [] };
};

/** A message as it is sent: its parts, or a container of them. https://docs.discord.com/developers/components/reference#container */
export type PlacedMessage = Omit<DiscordMessage, 'components'> & {
  readonly components: readonly (
    | MessagePart
    | {
        readonly type: typeof TYPE.container;
        readonly accent_color: number;
        readonly components: readonly MessagePart[];
      }
  )[];
};

/** A field of a form below its name: https://docs.discord.com/developers/components/reference#label */
export type ModalPart = {
  readonly type: typeof TYPE.label;
  readonly label: string;
  readonly description?: string;
  readonly component: InputPart | SelectPart | ChannelsPart;
};

type InputPart = {
  readonly type: typeof TYPE.input;
  readonly custom_id: string;
  readonly style: (typeof INPUT_STYLE)[keyof typeof INPUT_STYLE];
  readonly required: boolean;
  readonly min_length?: number;
  readonly max_length: number;
  readonly placeholder?: string;
  readonly value?: string;
};

type SelectPart = {
  readonly type: typeof TYPE.select;
  readonly custom_id: string;
  readonly placeholder?: string;
  readonly required: boolean;
  readonly max_values?: number;
  readonly options: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
};

/** https://docs.discord.com/developers/components/reference#channel-select */
type ChannelsPart = {
  readonly type: typeof TYPE.channels;
  readonly custom_id: string;
  readonly required: boolean;
  readonly channel_types: readonly number[];
  readonly default_values?: readonly { readonly id: string; readonly type: 'channel' }[];
};

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export type DiscordModal = {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly (TextPart | ModalPart)[];
};

/** Beside Discord's dark and light backgrounds alike. */
const COLOUR = 0x4a6fa5;

/** Returns a message with a coloured edge. Only for messages that no channel keeps: the history of a channel that holds a container cannot be read (https://github.com/discord/discord-api-docs/issues/8611), and a digest of unknown outcome is looked for there. */
export function withAccent(message: DiscordMessage): PlacedMessage {
  const { components } = message;
  return components.length === 0
    ? message
    : { ...message, components: [{ type: TYPE.container, accent_color: COLOUR, components }] };
}

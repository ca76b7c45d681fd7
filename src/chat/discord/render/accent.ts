/** Puts a private message into a container with a coloured edge. Pure. */
import { TYPE, type DiscordMessage, type PlacedMessage } from './payload.ts';

/** Beside Discord's dark and light backgrounds alike. */
const COLOUR = 0x4a6fa5;

/** Returns a message with a coloured edge. Only for messages that no channel keeps: the history of a channel that holds a container cannot be read (https://github.com/discord/discord-api-docs/issues/8611), and a digest of unknown outcome is looked for there. */
export function withAccent(message: DiscordMessage): PlacedMessage {
  const { components } = message;
  return components.length === 0
    ? message
    : { ...message, components: [{ type: TYPE.container, accent_color: COLOUR, components }] };
}

/** Keeps the token of discord.js's requests: it forgets one that was refused once, and then sends nothing any more. */
import type { REST } from 'discord.js';

/** Returns the requests, with a token that stays: Discord may refuse it for a while and take it again. */
export function keepToken(rest: REST, token: string): REST {
  const set = rest.setToken.bind(rest);
  // A refusal sets it to null, whatever the type says.
  rest.setToken = (next: string | null) => set(next ?? token);
  return rest.setToken(token);
}

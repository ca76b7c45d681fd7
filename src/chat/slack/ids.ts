/** What the ids of Slack's channels tell. */

/** Tells whether an id is that of a direct message with the bot, which has no name. */
export const isDirect = (channel: string): boolean => /^D[A-Z0-9]{1,30}$/u.test(channel);

/** Tells whether an id is that of a channel that Slack shows by its name. */
export const isChannel = (channel: string): boolean => /^[CG][A-Z0-9]{2,30}$/u.test(channel);

/** Returns whether an id is that of a person. */
export const isPerson = (id: string): boolean => /^[UW][A-Z0-9]{2,30}$/u.test(id);

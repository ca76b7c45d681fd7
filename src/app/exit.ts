/** The exit codes of the process. */

/** The exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, misuse: 2 } as const;

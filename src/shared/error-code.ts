/** What errors of Node.js, of SDKs and of databases say of themselves. */

/** Returns the innermost code in an error's chain of causes, such as ECONNREFUSED, or the empty string. */
export function errorCode(error: unknown): string {
  let code = '';
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') code = at.code;
  return code;
}

/** Returns what an error says in words. */
export const errorMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));

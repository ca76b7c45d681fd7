/** How whoever runs the bot comes in as long as nobody is an admin: on the bot's own machine by a link whose secret stands in the data directory, elsewhere by one that makes the first admin. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Accounts, linkPath } from '../../../people/accounts.ts';
import { hashToken, isHashOf, newToken } from '../../../people/tokens.ts';
import { errorCode } from '../../../shared/errors.ts';
import type { DeskSettings } from '../settings.ts';

/** Returns what whoever runs the bot is told: the link, and what it is for; undefined where somebody is an admin. */
export async function firstLink(
  { isLocal, linkFile }: DeskSettings,
  accounts: Pick<Accounts, 'hasAny' | 'inviteFirst'>,
  address: string,
): Promise<string | undefined> {
  if (isLocal && !(await accounts.hasAny())) {
    const secret = await createSecret(linkFile);
    return `To work on the records there, open this link once in your browser (asking and reading need none); give it to nobody:\n${address}${linkPath(secret)}`;
  }
  const invitation = await accounts.inviteFirst();
  return invitation === undefined
    ? undefined
    : `The desk has no admin yet. Whoever opens this link becomes its admin; it works once, until ${invitation.expiresAt.toString({ smallestUnit: 'minute' })}; \`npm run -s attache -- people link\` prints another:\n${address}${linkPath(invitation.code)}`;
}

/** Returns whether a token is the secret in a file, which is read anew, so that removing the file ends what it let in. */
export async function isLinkSecret(linkFile: string, token: string | undefined): Promise<boolean> {
  if (token === undefined) return false;
  const secret = await readSecret(linkFile);
  return secret !== undefined && isHashOf(hashToken(secret), token);
}

/** Returns the secret in a file, which is made where there is none: by the bot or by a command beside it, whichever comes first. */
async function createSecret(linkFile: string): Promise<string> {
  const there = await readSecret(linkFile);
  if (there !== undefined) {
    // A copy of the data directory may have lost it.
    await chmod(linkFile, 0o600);
    return there;
  }
  await mkdir(dirname(linkFile), { recursive: true, mode: 0o700 });
  const secret = newToken();
  try {
    await writeFile(linkFile, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    const other = errorCode(error) === 'EEXIST' ? await readSecret(linkFile) : undefined;
    if (other === undefined) throw error;
    return other;
  }
}

/** Returns undefined where there is no file, or none with a secret. */
async function readSecret(linkFile: string): Promise<string | undefined> {
  try {
    return /^[\w-]{43}$/u.exec((await readFile(linkFile, 'utf8')).trim())?.[0];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Who may manage a server's digests and settings. Pure. */
import { ADMINISTRATOR, MANAGE_GUILD } from '../commands/digest.ts';

/**
 * Returns whether a person manages the server, by their permissions in a channel of it.
 * Discord hides the commands from others, but a server's owners can show them to more people: so it is checked here.
 */
export function mayManage(permissions: string | bigint | undefined): boolean {
  return (BigInt(permissions ?? '0') & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n;
}

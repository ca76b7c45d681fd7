/** The marker of a message as a number that a text in it bears. Pure. */
import { hash } from 'node:crypto';

/** Returns the number by which a marked text is known in its message, which Discord keeps: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export const markerNumber = (marker: string): number =>
  (hash('sha256', marker, 'buffer').readUInt32BE(0) % 0x3f_ff_ff_ff) + 0x40_00_00_00;

/** Who publishes what a request of the desk sends. */
import type { Author } from '../../../../records/edit/editor.ts';

/** Returns the author of a request: whoever has the desk on this machine. */
export const authorOf = (): Author => ({ name: 'this machine' });

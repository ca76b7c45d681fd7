/** Texts that have not been published: kept on the server as they are typed, so that neither going elsewhere nor a reload loses any. */
import { keeper, keptRecords } from '../kept/kept.ts';
import type { UnpublishedText } from '../kept/unpublished.ts';

export { onKept as onUnsaved } from '../kept/kept.ts';

/** Returns the text that was being written of a record, if any. */
export const loadUnsaved = (at: string): UnpublishedText | undefined => keeper.get(at);
/** Keeps the text that is being written of a record. */
export const saveUnsaved = (at: string, unsaved: UnpublishedText): void => keeper.set(at, unsaved);
/** Drops what was written of a record. */
export const discardUnsaved = (at: string): void => keeper.drop(at);
/** Returns every text that is being written, the same list as long as none changes. */
export const allUnsaved = keptRecords;

/** The event of the window by which a page hears that other records are in service, or other faults stand in their way. */
export const STANDING_CHANGED = 'attache-standing-changed';

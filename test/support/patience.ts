/** How long a test waits for what should come: only a stop for what never does, so that a busy machine fails none. */
export const PATIENCE_MS = 60_000;

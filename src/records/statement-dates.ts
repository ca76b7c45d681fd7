/** The fields by which a statement says when it happened or was said; each kind of statement has one of them. */
export const STATEMENT_DATES = ['eventOn', 'saidOn', 'madeOn', 'from'] as const;

/** When a statement says that it happened or was said. Pure: the page of the desk loads it too. */
import type { DateWithPrecision, Statement } from './schema.ts';

/** The fields by which a statement says when it happened or was said; each kind of statement has one of them. */
export const STATEMENT_DATES = ['eventOn', 'saidOn', 'madeOn', 'from'] as const;

/** Returns when a statement's event happened, its measure began, or it was said; undefined for a judgement that names no day of its own. */
export function statementDate(statement: Statement): DateWithPrecision | undefined {
  switch (statement.kind) {
    case 'reported-fact':
      return statement.eventOn;
    case 'measure':
      return statement.from;
    case 'position':
    case 'commitment':
      return statement.saidOn;
    default:
      return statement.madeOn;
  }
}

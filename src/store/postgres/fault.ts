/** Turns errors of PostgreSQL and the network into errors that say what to do, never with a password. */
import { errorCode, AttacheError, type ErrorCode } from '../../shared/errors.ts';
import { ONE_PER_CHANNEL } from '../schema.ts';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const SERIALIZATION = '40001';
const DEADLOCK = '40P01';
const UNIQUE = '23505';

/** Returns whether PostgreSQL aborted this transaction in favour of another, so that it can be retried. */
export function yielded(error: unknown): boolean {
  const code = errorCode(error);
  // Another replica claimed a delivery of the same channel at the same moment: the retry sees it.
  const lostRace =
    code === UNIQUE && error instanceof Error && 'constraint' in error && error.constraint === ONE_PER_CHANNEL;
  return code === SERIALIZATION || code === DEADLOCK || lostRace;
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
]);
// Messages that pg throws without a code when a connection ends or cannot be opened in time.
const CUT =
  /connection terminated|timeout exceeded when trying to connect|timeout expired|silent for too long|not queryable/iu;

/** Returns an AttacheError that says what to do about a known error of PostgreSQL, or the error unchanged. */
export function explainPostgres(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof AttacheError) return error;
  const described = (code: ErrorCode, message: string): AttacheError =>
    new AttacheError(code, message, { cause: error });
  const code = errorCode(error) ?? '';
  if (UNREACHABLE.has(code) || /^(?:08|57P0)/u.test(code) || CUT.test(error.message)) {
    return described(
      'store-unreachable',
      `${name} cannot be reached (${error.message || code}). Check that it runs and that DATABASE_URL names its host and port; Attaché goes on once it answers.`,
    );
  }
  switch (code) {
    case '28P01':
    case '28000':
      return described('store-refused', `${name} refused the user or the password. Correct them in DATABASE_URL.`);
    case '3D000':
      return described(
        'store-refused',
        `${name} does not exist. Create the database, or correct its name in DATABASE_URL.`,
      );
    case '42501':
      return described(
        'store-unwritable',
        `${name} does not let this user make or use its tables (${error.message}). Make the user the owner of the database.`,
      );
    case '25006':
      return described(
        'store-unwritable',
        `${name} is read-only (a standby?). Name the primary server in DATABASE_URL.`,
      );
    case '53100':
      return described(
        'store-full',
        `The disk of ${name} is full; what was being written is not kept. Free some space.`,
      );
    case '53300':
      return described(
        'store-unreachable',
        `${name} has no free connection. Raise its max_connections, or run fewer replicas.`,
      );
    case '55P03':
    case '57014':
      return described(
        'store-locked',
        `${name} did not finish a step in time, most likely because another program holds its rows; nothing was written. End that program, then try again.`,
      );
    default:
  }
  if (/^SASL|client password/u.test(error.message)) {
    return described('store-refused', `${name} asks for a password. Add it to DATABASE_URL, percent-encoded.`);
  }
  if (/SSL|CERT|TLS/u.test(code) || /SSL|certificate/u.test(error.message)) {
    return described(
      'store-unreachable',
      `${name} and Attaché cannot agree on encryption (${error.message}). Correct sslmode in DATABASE_URL, or the server's certificate.`,
    );
  }
  return error;
}

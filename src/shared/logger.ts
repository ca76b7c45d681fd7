/** What the program logs with; the application makes it. */

type Log = {
  (fields: object, message?: string): void;
  (message: string): void;
};

export type Logger = {
  readonly debug: Log;
  readonly info: Log;
  readonly warn: Log;
  readonly error: Log;
  /** Returns a logger that adds these fields to every line. */
  readonly child: (fields: object) => Logger;
};

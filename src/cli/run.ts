/** The command line: finds the command, and reports misuse and failures in plain words. */
import { AttacheError } from '../shared/errors.ts';
import { withoutEmpty, EXIT } from '../app/process.ts';
import { redact } from '../app/redact.ts';
import { printError, print, type Io } from './io.ts';

type Run = (args: readonly string[], io: Io) => Promise<number>;

type CliCommand = {
  readonly usage: string;
  readonly about: string;
  /** The notes of --help and of misuse, below the usage. */
  readonly details?: string;
  /** Loads the command; running it returns the exit code, and a usage error is thrown as AttacheError('usage'). */
  readonly load: () => Promise<{ readonly run: Run }>;
};

/** Commands have large imports, so that only the requested one is loaded. */
const COMMANDS: Readonly<Record<string, CliCommand>> = {
  start: {
    usage: 'start',
    about: 'connects the chats that .env configures; without any, serves the desk and answers what is typed here',
    load: async () => (await import('./start.ts')).start,
  },
  brief: {
    usage: 'brief TOPIC [--full | --section NAME] [--as text|json|slack|discord] [--language en|zh]',
    about:
      'prints the card of a topic, with all its sections (--full) or one of them; json gives the topic with its statements',
    load: async () => (await import('./brief.ts')).brief,
  },
  ask: {
    usage: 'ask "QUESTION" [--as text|json|slack|discord | --why] [--language en|zh], ask --message, or ask --lines',
    about:
      'answers a question; --why adds who chose the answer, and among what; --message answers a message read from standard input; --lines reads one question a line there and writes a JSON object for each',
    load: async () => (await import('./ask.ts')).ask,
  },
  export: {
    usage: 'export TOPIC [--as md|html|json|ics|atom|svg] [--language en|zh]',
    about:
      'writes a whole topic with its citations (md, html, json), or its measures and promises over time (svg); dates (ics) and news (atom), also of a relationship',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  topics: {
    usage: 'topics [--language en|zh]',
    about: 'lists the topics: id, title and what each covers',
    load: async () => (await import('./topics.ts')).topics,
  },
  check: {
    usage: 'check [--against PREVIOUS] [--wording STATEMENT]',
    about: 'checks the records and prints each fault as file:line:column; each question must find its own topic',
    details: [
      '--against PREVIOUS (a folder of records, or git:REVISION) also names published statements that have changed since without an entry in corrections, or are gone.',
      '--wording STATEMENT names a statement of which only the words changed; give it once for each.',
    ].join('\n  '),
    load: async () => (await import('./check.ts')).check,
  },
  verify: {
    usage: 'verify DOCUMENT [--source ID | --fingerprints], or verify --all FOLDER',
    about:
      'compares a document (text, HTML, PDF or DOCX) with its record: fingerprints, citations, quotations, uncited paragraphs, copied wording; --all takes a folder of files named by id; --fingerprints prints those of a new record',
    load: async () => (await import('./verify.ts')).verify,
  },
  new: {
    usage: 'new COUNTRY COUNTRY',
    about:
      'begins a relationship between two countries (by code or name): copies a template with their names, and drafts of a sample document and topic; says what to do next',
    load: async () => (await import('./new.ts')).newCommand,
  },
  draft: {
    usage:
      'draft DOCUMENT|ADDRESS [--title TEXT] [--publisher TEXT] [--url ADDRESS] [--published YYYY-MM-DD] [OPTIONS]',
    about:
      'writes the draft of the record of a new document, with a place for a statement on each paragraph that has words of topics',
    details: [
      '--author NAME (again for each), --kind official|news|commentary|think-tank|data (commentary), --party ID, --language en|zh (en)',
      '--title-zh TEXT, --publisher-zh TEXT, --disclosure TEXT, --disclosure-zh TEXT, --id ID (made of the title)',
      '--copy original|mirror|archive (original): where the text was read, --relationship ID (the only one)',
      '--all: also paragraphs that look like no part of the document, such as cookie notices and running heads',
      'It reads text, HTML, PDF and DOCX, and fetches public addresses. Options that you leave out are taken from the document where it has them.',
      'It overwrites nothing. The text is kept privately in DATA_DIR/documents for checking; no sentence of it is in the record.',
    ].join('\n  '),
    load: async () => (await import('./draft.ts')).draft,
  },
  digest: {
    usage: 'digest ACTION [ID] [OPTIONS]',
    about:
      'manages the digests of channels: subscribe, list, change, pause, resume, remove, preview, now, log, handover',
    details: [
      'subscribe --platform slack|discord --workspace ID --channel ID --zone CITY [--topics all|ID,ID] [--days mon] [--at 09:00] [--language en|zh] [--when-quiet skip|rotate] [--owner ID]',
      'list [--platform P] [--workspace ID] [--channel ID] [--as text|json]',
      'change ID [--topics ...] [--days ...] [--at ...] [--zone ...] [--language ...] [--when-quiet ...]',
      'pause ID, resume ID, remove ID, preview ID, now ID, handover ID --owner ID',
      'log [ID] [--platform P] [--workspace ID] [--channel ID] [--as text|json]',
      'With --platform and --workspace, an ID of another platform or workspace is unknown.',
      'It works while the bot runs: what is asked for here is queued, and the bot sends it.',
    ].join('\n  '),
    load: async () => (await import('./digest.ts')).digest,
  },
  inbox: {
    usage: 'inbox [--as text|json] [--language en|zh], or inbox --done ID',
    about:
      'lists what readers flagged and, with KEEP_QUESTIONS=on, the questions that found nothing; --done ID closes a flag',
    load: async () => (await import('./inbox.ts')).inbox,
  },
  people: {
    usage: 'people ACTION [NAME] [--role reader|curator|reviewer|admin]',
    about: 'manages who may use the desk: add, link, role, sign-out, remove, list',
    details: [
      'add NAME --role ROLE prints a link that signs in once, within ten minutes; link NAME prints another one.',
      'link without a name prints the link for the first admin again, as the start does.',
      'role NAME --role ROLE, sign-out NAME (their sessions and links end), remove NAME (too), list [--as text|json].',
      'It works while the bot runs.',
    ].join('\n  '),
    load: async () => (await import('./people.ts')).people,
  },
  token: {
    usage: 'token make NAME [--in header|path] [--days N], token withdraw NAME, or token list [--as text|json]',
    about:
      'makes, withdraws and lists the tokens by which programs read, where EXITS=on: in the header for MCP and JSON, in the path for feeds and calendars',
    details: [
      'make NAME prints a token once; with --in path, the addresses of a calendar and a feed that hold it.',
      'A token can only read. It expires after --days (365, at most 730); withdraw NAME ends it at once.',
      'It works while the bot runs.',
    ].join('\n  '),
    load: async () => (await import('./token.ts')).token,
  },
  mcp: {
    usage: 'mcp',
    about:
      'serves an assistant over standard input and output (Model Context Protocol), from the records in BRIEFS_DIR',
    details:
      'docs/exits.md says how to set up an assistant. It needs no token: whoever may run it may read the records.',
    load: async () => (await import('./mcp.ts')).mcp,
  },
  recall: {
    usage: 'recall CORRECTION [--json] [--language en|zh]',
    about:
      'lists the messages that showed what a correction or retraction corrected: which were edited or answered, which were not, and why',
    details: 'CORRECTION is DOCUMENT/STATEMENT/ID of a statement, or TOPIC/ID of a topic, as in the records.',
    load: async () => (await import('./recall.ts')).recall,
  },
  watch: {
    usage:
      'watch list|run|probe [SOURCE], watch on|off SOURCE, watch hold [FILE|FOLDER|ZIP ...], or watch reread [DOCUMENT]',
    about: 'manages the sources of new documents (watch.yaml of each relationship) and the texts of documents',
    details: [
      'list: the state of each source, how many items wait, how far each side has been read',
      'run: reads the sources that are due, or the named ones that are on, and lists what waits',
      'probe: reads each source once, on or off, and says what it found or what to do; stores nothing',
      'on, off: switches sources on and off',
      'hold: fetches the missing texts of documents, or takes them from the files of a folder, matched by fingerprint',
      'reread: fetches held documents again, those that are due or the named ones (RELATIONSHIP/ID), and says which citations are gone or have moved',
      'It works while the bot runs.',
    ].join('\n  '),
    load: async () => (await import('./watch.ts')).watch,
  },
};

const helpOf = ({ usage: line, about, details }: CliCommand): string =>
  [line, `  ${about}`, ...(details === undefined ? [] : [`  ${details}`])].join('\n');

/** Runs a command and returns its exit code: 0 for success, 1 for a failure, 2 for misuse. It never rejects. */
export async function run(args: readonly string[], outside: Io): Promise<number> {
  const io = { ...outside, env: withoutEmpty(outside.env) };
  for (const stream of [io.output, io.errors]) stream.on('error', () => {});
  const [name, ...rest] = args;
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    await print(name === undefined ? io.errors : io.output, usage());
    return name === undefined ? EXIT.misuse : EXIT.ok;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    await printError(io, `attache: there is no command "${redact(name.slice(0, 40))}".\n\n${usage()}`);
    return EXIT.misuse;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await print(io.output, helpOf(command));
    return EXIT.ok;
  }
  try {
    return await (await command.load()).run(rest, io);
  } catch (error) {
    if (error instanceof AttacheError) {
      await printError(
        io,
        `attache: ${redact(error.message)}${error.code === 'usage' ? `\n\n${helpOf(command)}` : ''}`,
      );
      return error.code === 'usage' || error.code === 'unreadable-document' ? EXIT.misuse : EXIT.failed;
    }
    if (isArgumentError(error)) {
      await printError(io, `attache: ${redact(error.message)}\n\n${command.usage}`);
      return EXIT.misuse;
    }
    await printError(
      io,
      `attache: something went wrong that should not have: ${redact(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
    );
    return EXIT.failed;
  }
}

const isArgumentError = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('ERR_PARSE_ARGS');

function usage(): string {
  return [
    'Attaché: sourced briefs on the relations between two countries.',
    '',
    'npm run -s attache -- COMMAND',
    '',
    ...Object.values(COMMANDS).flatMap((command) => [`  ${command.usage}`, `      ${command.about}`]),
    '',
    'COMMAND --help says more. Messages write `attache COMMAND` for short.',
    'Exit codes: 0 success, 1 something failed and is named, 2 wrong usage. Settings: see .env.example.',
  ].join('\n');
}

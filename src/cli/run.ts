/** The command line: finds the command, and tells misuse and failures in plain words. */
import { AttacheError } from '../shared/errors.ts';
import { scrub } from '../app/log.ts';
import { withoutEmpty } from '../app/settings.ts';
import { ask } from './ask.ts';
import { brief } from './brief.ts';
import { check } from './check.ts';
import { EXIT } from '../app/exit.ts';
import { complain, print, type Io } from './io.ts';
import { start } from './start.ts';
import { topics } from './topics.ts';
import { verify } from './verify.ts';

type CliCommand = {
  readonly usage: string;
  readonly about: string;
  /** What --help and misuse tell beyond the usage. */
  readonly details?: string;
  /** Returns the exit code; a usage error is thrown as AttacheError('usage'). */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
};

// Digests bring the store and more along: loaded only when they are asked for.
const digest: CliCommand = {
  usage: 'digest ACT [ID] [OPTIONS]',
  about: 'the digests of channels: subscribe, list, change, pause, resume, remove, preview, now, log, handover',
  details: [
    'subscribe --platform slack|discord --workspace ID --channel ID --zone CITY [--topics all|ID,ID] [--days weekdays] [--at 09:00] [--language en|zh] [--when-quiet skip|rotate] [--owner ID]',
    'list [--platform P] [--workspace ID] [--channel ID] [--as text|json]',
    'change ID [--topics ...] [--days ...] [--at ...] [--zone ...] [--language ...] [--when-quiet ...]',
    'pause ID, resume ID, remove ID, preview ID, now ID, handover ID --owner ID',
    'log [ID] [--platform P] [--workspace ID] [--channel ID] [--as text|json]',
    'With --platform and --workspace, an ID of another platform or workspace is unknown.',
    'It works while the bot runs: what is asked for here is queued, and the bot sends it.',
  ].join('\n  '),
  run: async (args, io) => (await import('./digest.ts')).digest.run(args, io),
};

// The store again.
const inbox: CliCommand = {
  usage: 'inbox [--as text|json] [--language en|zh], or inbox --done ID',
  about:
    'what readers flagged, and with KEEP_QUESTIONS=on the questions that found nothing; --done ID when a flag is done with',
  run: async (args, io) => (await import('./inbox.ts')).inbox.run(args, io),
};

// The readers of HTML and PDF are loaded only where there is a document to read.
const draft: CliCommand = {
  usage: 'draft DOCUMENT --title TEXT --publisher TEXT --url ADDRESS --published YYYY-MM-DD [OPTIONS]',
  about: 'a new document: writes its source record, and a brief to be written from it',
  details: [
    '--author NAME (again for each), --kind official|news|commentary|think-tank|data (commentary), --party ID, --language en|zh (en)',
    '--title-zh TEXT, --publisher-zh TEXT, --disclosure TEXT, --disclosure-zh TEXT, --id ID (made of the title)',
    'It reads text, HTML and PDF. Nothing that is there is overwritten, and no sentence of the document is kept.',
  ].join('\n  '),
  run: async (args, io) => (await import('./draft.ts')).draft.run(args, io),
};

const told = ({ usage: line, about, details }: CliCommand): string =>
  [line, `  ${about}`, ...(details === undefined ? [] : [`  ${details}`])].join('\n');

const COMMANDS: Readonly<Record<string, CliCommand>> = {
  start,
  brief,
  ask,
  topics,
  check,
  verify,
  draft,
  digest,
  inbox,
};

/** Runs a command and returns its exit code: 0 when all holds, 1 when something failed, 2 on misuse. It never rejects. */
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
    await complain(io, `attache: there is no command "${scrub(name.slice(0, 40))}".\n\n${usage()}`);
    return EXIT.misuse;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    await print(io.output, told(command));
    return EXIT.ok;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    if (error instanceof AttacheError) {
      await complain(io, `attache: ${scrub(error.message)}${error.code === 'usage' ? `\n\n${told(command)}` : ''}`);
      return error.code === 'usage' || error.code === 'unreadable-document' ? EXIT.misuse : EXIT.failed;
    }
    if (isArgumentError(error)) {
      await complain(io, `attache: ${scrub(error.message)}\n\n${command.usage}`);
      return EXIT.misuse;
    }
    await complain(
      io,
      `attache: something went wrong that should not have: ${scrub(error instanceof Error ? (error.stack ?? error.message) : String(error))}`,
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
  const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
  return [
    'Attaché: sourced briefs on the relations between two countries.',
    '',
    'npm run -s attache -- COMMAND',
    '',
    ...Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(width)}  ${command.about}`),
    '',
    'Exit codes: 0 all holds, 1 something failed and is named, 2 misuse. Settings: see .env.example.',
  ].join('\n');
}

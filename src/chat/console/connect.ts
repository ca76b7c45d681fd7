/** The console: answers typed lines, on a terminal or from a pipe, with no token and no service. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { onRequest } from '../../conversation/handle.ts';
import type { Asker } from '../../conversation/conversation.ts';
import { parseMessage } from '../../conversation/parse-text.ts';
import type { Bot, Connection, Environment } from '../platform.ts';
import { render } from './render.ts';
import type { Terminal } from './text.ts';
import { helpEntriesOf } from '../../conversation/help.ts';

export type ConsoleOptions = {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Environment;
};

/** The person at the console, who manages nothing there. */
const READER: Omit<Asker, 'language'> = {
  person: 'console',
  name: '',
  channelRef: { platform: 'console', workspace: '', channel: '' },
  isPrivate: true,
  audience: 'everyone',
  eventId: '',
  helpEntries: (reader) => helpEntriesOf('terminal', reader),
  zone: async () => undefined,
  refusal: async () => undefined,
};

/** Returns what the output supports: styles and links only on a terminal, and no styles where NO_COLOR is set (https://no-color.org). */
export function terminalOf({ output, env }: Pick<ConsoleOptions, 'output' | 'env'>): Terminal {
  const interactive = output.isTTY === true && env.TERM !== 'dumb';
  return {
    // Some terminals report 0 columns for "unknown".
    columns: Math.min(output.columns || 80, 100),
    styled: interactive && (env.NO_COLOR ?? '') === '',
    linked: interactive && hasLinks(env),
  };
}

/** Terminals known to open links with a text; elsewhere the text would appear without the address. */
function hasLinks(env: Environment): boolean {
  if (env.CI !== undefined || env.TEAMCITY_VERSION !== undefined) return false;
  if (env.WT_SESSION !== undefined || env.KITTY_WINDOW_ID !== undefined || env.KONSOLE_VERSION !== undefined)
    return true;
  if (Number(env.VTE_VERSION ?? 0) >= 5000) return true;
  return ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio'].includes(env.TERM_PROGRAM ?? '');
}

/** Returns a connection that answers lines until the input ends, `exit` is typed or it is stopped; `done` resolves then. */
export function connect(bot: Bot, options: ConsoleOptions): Connection & { readonly done: Promise<void> } {
  const { input, output } = options;
  const interactive = input.isTTY === true && output.isTTY === true;
  const lines = createInterface({
    input,
    ...(interactive && { output, prompt: '> ' }),
    terminal: interactive,
    crlfDelay: Infinity,
  });
  const write = (text: string): void => void output.write(text);

  const serve = async (): Promise<void> => {
    if (interactive) lines.prompt();
    for await (const line of lines) {
      const typed = line.trim();
      if (/^\/?(?:exit|quit)$/iu.test(typed)) break;
      if (typed !== '') {
        const { request, language = 'en' } = parseMessage(typed, bot.conversation.catalogue());
        const { reply } = await onRequest(request, 'message', { ...READER, language }, bot.conversation);
        write(`\n${render(reply, terminalOf(options))}\n`);
      }
      if (interactive) lines.prompt();
    }
    lines.close();
  };
  const done = serve();
  return {
    done,
    stop: async () => {
      lines.close();
      await done.catch(() => {});
    },
  };
}

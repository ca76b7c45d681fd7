import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { connect, terminalOf } from '../../../src/chat/console/connect.ts';
import type { Environment } from '../../../src/chat/platform.ts';
import { catalogueOf, NOW } from '../../support/records.ts';
import { STEERING } from '../../support/terminal.ts';
import { botInMemory, changed } from '../../support/bot.ts';

type Options = {
  readonly env?: Environment;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly broken?: boolean;
};

function fail(): never {
  throw new Error('broken');
}

/** A console on streams of the test: what is typed, what it says and what it logs. */
function opened({ env = {}, terminal = false, columns, broken = false }: Options = {}) {
  const catalogue = catalogueOf();
  const log: string[] = [];
  const bot = botInMemory({
    catalogue: broken ? fail : () => catalogue,
    now: () => NOW,
    log: createLogger('debug', [], (line) => log.push(line)),
  });
  const input = Object.assign(new PassThrough(), { isTTY: terminal });
  const output = Object.assign(new PassThrough(), { isTTY: terminal, ...(columns !== undefined && { columns }) });
  let said = '';
  output.on('data', (chunk: Buffer) => void (said += chunk.toString('utf8')));
  // Where no catalogue can be had, reading what was typed fails as well; the bot that reads is whole.
  const reading = broken ? changed(bot, { catalogue: () => catalogue }) : bot;
  const connection = connect(reading, { input, output, env });
  return { connection, input, log, said: () => said };
}

/** What the console says to lines that are piped into it. */
async function answers(lines: string, options: Options = {}): Promise<string> {
  const console = opened(options);
  console.input.end(lines);
  await console.connection.done;
  return console.said();
}

describe('piped lines', () => {
  test('are answered in order, and the end of the input ends it', async () => {
    const said = await answers('/brief\ngrain-corridor\nwho won the cup final\n');
    const places = ['Topics', 'The grain corridor', 'Nothing here on'].map((text) => said.indexOf(`\n${text}`));
    expect(places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1))).toBe(true);
    expect(said).not.toContain('> ');
  });
  test('that follow an answer are answered of it', async () => {
    const said = await answers('grain-corridor\nwhy?\nsources\n');
    expect(said).toContain('The grain corridor: why');
    expect(said).toContain('The grain corridor: Sources');
  });
  test('are answered up to the last one without a line break', async () => {
    expect(await answers('help')).toContain('How to ask');
  });
  test('that are blank say nothing, with Windows line ends too', async () => {
    expect(await answers('\r\n   \r\n\n')).toBe('');
  });
  test.each(['exit', '/exit', 'QUIT', ' quit '])('stop at %j', async (line) => {
    expect(await answers(`${line}\nhelp\n`)).toBe('');
  });
  test('of a question about leaving are questions', async () => {
    expect(await answers('exit strategy\n')).toContain('Nothing here on');
  });
  test('in Chinese are answered in Chinese', async () => {
    expect(await answers('帮助\n')).toContain('如何提问');
    expect(await answers('help\n')).toContain('How to ask');
  });
  test('with sequences for the terminal are repeated without them', async () => {
    const said = await answers('\u001B[31mzebra\u001B]0;title\u0007 \u009B2J\u202E crossing\u0000\n');
    expect(said).toContain('zebra');
    expect(said).not.toMatch(STEERING);
  });
  test('of 40,000 characters are answered as well', async () => {
    expect(await answers(`${'zebra '.repeat(6_667)}\nhelp\n`)).toMatch(/Nothing here on[\s\S]*How to ask/u);
  });
  test('that cannot be answered get a reference that is in the log, and the next one is answered', async () => {
    const console = opened({ broken: true });
    console.input.end('zebra\nhelp\n');
    await console.connection.done;
    const references = [
      ...console
        .said()
        .replaceAll(/\s+/gu, ' ')
        .matchAll(/this reference: (\w{8})/gu),
    ].map(([, reference]) => reference);
    expect(references).toHaveLength(2);
    expect(console.log.map((line) => (JSON.parse(line) as { readonly reference: string }).reference)).toEqual(
      references,
    );
  });
});

describe('a console', () => {
  test('that is stopped ends though the input goes on', async () => {
    const { connection, input, said } = opened();
    input.write('help\n');
    await new Promise((resolve) => setImmediate(resolve));
    await connection.stop();
    await connection.done;
    expect(said()).toContain('How to ask');
  });
  test('may be stopped twice, and after its end', async () => {
    const { connection, input } = opened();
    input.end();
    await connection.done;
    await connection.stop();
    await expect(connection.stop()).resolves.toBeUndefined();
  });
  test('prompts where somebody types', async () => {
    const { connection, input, said } = opened({ terminal: true, env: { TERM: 'xterm' } });
    input.write('help\r');
    await expect.poll(said).toMatch(/> [\s\S]*How to ask[\s\S]*> /u);
    await connection.stop();
  });
});

const terminal = (
  env: Environment,
  { isTTY = true, columns = 80 }: { readonly isTTY?: boolean; readonly columns?: number | undefined } = {},
) => terminalOf({ output: Object.assign(new PassThrough(), { isTTY, columns }), env });

describe('the terminal', () => {
  test('is plain where it is none, whatever the environment says', () => {
    expect(terminal({ TERM: 'xterm', TERM_PROGRAM: 'iTerm.app' }, { isTTY: false })).toEqual({
      columns: 80,
      styled: false,
      linked: false,
    });
  });
  test('is styled, unless it is dumb or NO_COLOR is set to anything', () => {
    expect(terminal({ TERM: 'xterm' }).styled).toBe(true);
    expect(terminal({ TERM: 'dumb' }).styled).toBe(false);
    expect(terminal({ TERM: 'xterm', NO_COLOR: '1' }).styled).toBe(false);
    expect(terminal({ TERM: 'xterm', NO_COLOR: '0' }).styled).toBe(false);
    expect(terminal({ TERM: 'xterm', NO_COLOR: '' }).styled).toBe(true);
  });
  test.each<[Environment, boolean]>([
    [{ TERM_PROGRAM: 'iTerm.app' }, true],
    [{ TERM_PROGRAM: 'WezTerm' }, true],
    [{ WT_SESSION: 'x' }, true],
    [{ VTE_VERSION: '6003' }, true],
    [{ VTE_VERSION: '4999' }, false],
    [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{ TERM_PROGRAM: 'iTerm.app', CI: 'true' }, false],
    [{ TERM_PROGRAM: 'iTerm.app', TERM: 'dumb' }, false],
    [{}, false],
  ])('that says %o has links: %s', (env, linked) => {
    expect(terminal(env).linked).toBe(linked);
  });
  test.each([
    [60, 60],
    [100, 100],
    [200, 100],
    [0, 80],
  ])('of %i columns is filled to %i', (columns, filled) => {
    expect(terminal({}, { columns }).columns).toBe(filled);
  });
  test('is not styled on a console with NO_COLOR, and is on one without', async () => {
    const escape = '\u001B[1m';
    for (const [env, styled] of [
      [{ TERM: 'xterm' }, true],
      [{ TERM: 'xterm', NO_COLOR: '1' }, false],
    ] as const) {
      const { connection, input, said } = opened({ terminal: true, env });
      input.write('help\r');
      await expect.poll(said).toContain('How to ask');
      expect(said().includes(escape)).toBe(styled);
      await connection.stop();
    }
  });
});

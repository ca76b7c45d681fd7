/** `token`: makes and withdraws the tokens by which programs read, and lists them. */
import { parseArgs } from 'node:util';
import { platforms } from '../app/platforms.ts';
import { EXIT } from '../app/process.ts';
import { feedPath } from '../exits/addresses.ts';
import { messages } from '../locales/messages.ts';
import {
  createAccessTokens,
  MAX_TOKEN_DAYS,
  TOKEN_PLACES,
  tokenState,
  type AccessToken,
} from '../people/access-tokens.ts';
import { ON_COMMAND_LINE } from '../people/roles.ts';
import { AttacheError } from '../shared/errors.ts';
import { print, printJson, refused, type Io } from './io.ts';

const DAYS_UNLESS_SET = 365;

export const token = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { days: { type: 'string' }, in: { type: 'string' }, as: { type: 'string' } },
    });
    const [act = '', name, ...more] = positionals;
    if (!['make', 'withdraw', 'list'].includes(act) || more.length > 0 || (act === 'list') !== (name === undefined))
      throw new AttacheError('usage', 'token takes make NAME, withdraw NAME, or list; put quotes around a name');
    const place = TOKEN_PLACES.find((one) => one === (values.in ?? 'header'));
    if (place === undefined || (values.in !== undefined && act !== 'make'))
      throw new AttacheError('usage', '--in takes header or path, with token make');
    if (values.days !== undefined && act !== 'make') throw new AttacheError('usage', '--days goes with token make');
    if ((values.as ?? 'text') !== 'text' && (values.as !== 'json' || act !== 'list'))
      throw new AttacheError('usage', '--as takes text or json, with token list');

    const { openStore } = await import('../store/open.ts');
    await using store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    const tokens = createAccessTokens({ store, now: io.now });
    if (name === undefined) return await list(await tokens.list(), values.as === 'json', io);
    if (act === 'withdraw') {
      const isDone = await tokens.withdraw(name, ON_COMMAND_LINE);
      if (!isDone) return await refused(messages('en')('refusal.token-missing'), io);
      await print(io.output, `The token "${name}" reads nothing any more.`);
      return EXIT.ok;
    }
    const days = Number(values.days ?? DAYS_UNLESS_SET);
    const made = await tokens.make({ name, place, days }, ON_COMMAND_LINE);
    if (!made.ok) return await refused(messages('en')(`refusal.token-${made.because}`, { most: MAX_TOKEN_DAYS }), io);
    const until = made.expiresAt.toString().slice(0, 10);
    await print(
      io.output,
      (place === 'header'
        ? [
            `This token reads topics, statements and news until ${until}. It is shown this once:`,
            made.token,
            'A program sends it as: Authorization: Bearer TOKEN',
          ]
        : [
            `This token reads feeds and calendars until ${until}. It is shown this once, in the addresses of the calendar and the feed of all:`,
            ...(await addressesOf(made.token, io)),
            'In place of all, the id of a relationship or of a topic; with ?language=zh in Chinese. Who has such an address can read it.',
          ]
      )
        .concat(
          io.env.EXITS === 'on'
            ? []
            : ['Programs cannot read here yet: set EXITS=on beside DESK=on in .env, and start again.'],
        )
        .join('\n'),
    );
    return EXIT.ok;
  },
};

/** Returns where the calendar and the feed of all are read with a token. */
async function addressesOf(made: string, { env }: Io): Promise<readonly string[]> {
  const desk = (await platforms()).get('desk')?.addressOf?.(env) ?? '';
  return (['ics', 'atom'] as const).map((ending) => desk + feedPath(made, 'all', ending, 'en'));
}

const STATES = { good: 'until', expired: 'expired on', withdrawn: 'withdrawn on' } as const;

const stateOf = (one: AccessToken, now: Temporal.Instant): string =>
  `${STATES[tokenState(one, now)]} ${(one.withdrawnAt ?? one.expiresAt).toString().slice(0, 10)}`;

async function list(tokens: readonly AccessToken[], isJson: boolean, io: Io): Promise<number> {
  const rows = tokens.map((one) => ({
    name: one.name,
    in: one.place,
    state: stateOf(one, io.now()),
    lastUsed: one.usedAt?.toString({ smallestUnit: 'minute' }) ?? null,
  }));
  if (isJson) await printJson(io.output, rows, 2);
  else if (rows.length === 0) await print(io.output, 'There are no tokens; `attache token make NAME` makes one.');
  else
    await print(
      io.output,
      rows
        .map(
          (one) =>
            `${one.name}: ${one.in}, ${one.state}, ${one.lastUsed === null ? 'not used' : `last used ${one.lastUsed}`}`,
        )
        .join('\n'),
    );
  return EXIT.ok;
}

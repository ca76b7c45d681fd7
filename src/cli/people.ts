/** `people`: adds people to the desk, changes their roles, makes their links, signs them out and removes them. */
import { parseArgs } from 'node:util';
import { AttacheError } from '../shared/errors.ts';
import { ON_COMMAND_LINE, asRole, ROLES, type Role } from '../people/roles.ts';
import { createAccounts, linkPath, type Accounts, type InviteResult } from '../people/accounts.ts';
import { platforms } from '../app/platforms.ts';
import type { Platform } from '../chat/platform.ts';
import type { DeskBot } from '../desk/bot.ts';
import { EXIT } from '../app/process.ts';
import { print, printJson, refused, type Io } from './io.ts';

const ACTS = 'add NAME --role ROLE, link [NAME], role NAME --role ROLE, sign-out NAME, remove NAME, list';

export const people = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string' }, as: { type: 'string' } },
    });
    const [act = '', name, ...more] = positionals;
    const role = asRole(values.role);
    if (!['add', 'link', 'role', 'sign-out', 'remove', 'list'].includes(act))
      throw new AttacheError('usage', `people takes ${ACTS}`);
    if (more.length > 0 || (act === 'list' ? name !== undefined : name === undefined && act !== 'link'))
      throw new AttacheError(
        'usage',
        act === 'list'
          ? 'people list takes no name'
          : `people ${act} takes one NAME; put quotes around it if it has spaces`,
      );
    if (values.role !== undefined && role === undefined)
      throw new AttacheError('usage', `there is no role "${values.role.slice(0, 40)}"; there are ${ROLES.join(', ')}`);
    const { as = 'text' } = values;
    if ((as !== 'text' && as !== 'json') || (values.as !== undefined && act !== 'list'))
      throw new AttacheError('usage', '--as takes text or json, with people list');
    if ((act === 'add' || act === 'role') !== (role !== undefined))
      throw new AttacheError(
        'usage',
        role === undefined ? `people ${act} takes --role: ${ROLES.join(', ')}` : `people ${act} takes no --role`,
      );

    const { openStore } = await import('../store/open.ts');
    await using store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    const accounts = createAccounts({ store, now: io.now });
    if (name === undefined) return await (act === 'link' ? printFirstLink(accounts, io) : list(accounts, as, io));
    switch (act) {
      case 'add':
        return await printInvitation(await accounts.add({ name, role: role ?? 'reader' }, ON_COMMAND_LINE), name, io);
      case 'link':
        return await printInvitation(await accounts.invite(name, ON_COMMAND_LINE), name, io);
      case 'role':
        return await change(name, role ?? 'reader', accounts, io);
      case 'sign-out':
        return await signOut(name, accounts, io);
      default:
        return await remove(name, accounts, io);
    }
  },
};

/** Prints again what the start has printed: how the first admin comes in. */
async function printFirstLink(accounts: Accounts, io: Io): Promise<number> {
  const told = await (await desk())?.firstLink?.(io.env, accounts);
  if (told === undefined)
    return refused('the desk has an admin; `attache people link NAME` makes another link for somebody.', io);
  await print(io.output, told);
  return EXIT.ok;
}

/** Returns the platform that people sign in to. */
const desk = async (): Promise<Platform<DeskBot> | undefined> =>
  [...(await platforms()).values()].find(({ firstLink }) => firstLink !== undefined);

async function printInvitation(invited: InviteResult, name: string, io: Io): Promise<number> {
  if (!invited.ok) return refused(REFUSALS[invited.because](name.slice(0, 80)), io);
  const { account, code, expiresAt } = invited;
  await print(
    io.output,
    [
      `${account.name} is ${account.role}. This link signs in once, until ${expiresAt.toString({ smallestUnit: 'minute' })}; give it to nobody else:`,
      `${(await desk())?.addressOf?.(io.env) ?? ''}${linkPath(code)}`,
    ].join('\n'),
  );
  return EXIT.ok;
}

async function change(name: string, role: Role, accounts: Accounts, io: Io): Promise<number> {
  const result = await accounts.changeRole(name, role, ON_COMMAND_LINE);
  if (result !== 'changed') return refused(REFUSALS[result](name.slice(0, 80)), io);
  await print(io.output, `${name} is ${role}.`);
  return EXIT.ok;
}

async function signOut(name: string, accounts: Accounts, io: Io): Promise<number> {
  if (!(await accounts.signOutEverywhere(name, ON_COMMAND_LINE)))
    return refused(REFUSALS.missing(name.slice(0, 80)), io);
  await print(io.output, `${name} is signed out everywhere, and links made before work no more.`);
  return EXIT.ok;
}

async function remove(name: string, accounts: Accounts, io: Io): Promise<number> {
  const result = await accounts.remove(name, ON_COMMAND_LINE);
  if (result !== 'removed') return refused(REFUSALS[result](name.slice(0, 80)), io);
  await print(io.output, `${name} is removed, and signed out everywhere.`);
  return EXIT.ok;
}

async function list(accounts: Accounts, as: 'text' | 'json', io: Io): Promise<number> {
  const all = (await accounts.list()).map(({ name, role, createdAt, seenAt, subject }) => ({
    name,
    role,
    since: createdAt.toString({ smallestUnit: 'second' }),
    seenAt: seenAt?.toString({ smallestUnit: 'second' }) ?? null,
    provider: subject?.split(' ', 1)[0] ?? null,
  }));
  if (as === 'json') await printJson(io.output, all, 2);
  else if (all.length === 0)
    await print(io.output, 'Nobody has an account. attache people add NAME --role admin makes the first.');
  else
    await print(
      io.output,
      all
        .map(({ name, role, seenAt, provider }) => {
          const how = `signs in ${provider === null ? 'by links' : `at ${provider}`}`;
          return `${name}: ${role}, ${how}, ${seenAt === null ? 'not signed in' : `last seen ${seenAt}`}`;
        })
        .join('\n'),
    );
  return EXIT.ok;
}

const REFUSALS: Readonly<
  Record<Extract<InviteResult, { ok: false }>['because'] | 'last-admin', (name: string) => string>
> = {
  missing: (name) => `there is nobody of the name "${name}". \`attache people list\` lists them.`,
  'name-taken': (name) =>
    `somebody has the name "${name}" already; add something that tells them apart, or make a link with \`attache people link\`.`,
  empty: () => 'a person needs a name.',
  long: () => 'a name has at most 60 characters.',
  odd: (name) => `"${name}" holds characters that are not seen or that look like others, or the desk uses it itself.`,
  'first-admin': () => 'the first person must be an admin, who adds the others: --role admin.',
  'last-admin': (name) =>
    `nobody would be left who may look after people; make somebody else an admin before "${name}".`,
};

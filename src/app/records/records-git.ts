/** The repository of the records: each change set becomes a commit of its own files, by its author. Git runs as a process. */
import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import type { Coded } from '../../locales/coded.ts';
import { refusal } from '../../records/publish/refusal.ts';
import { NoCommit, type RecordCommits } from '../../records/publish/write-set.ts';
import { AttacheError } from '../../shared/errors.ts';

const run = promisify(execFile);
const WITHIN_MS = 30_000;
const MAX_OUTPUT_BYTES = 16_000_000;
const MAX_MESSAGE = 300;

/** What commits bear as the one that wrote them down; the author is whoever published. */
const COMMITTER = { GIT_COMMITTER_NAME: 'Attache', GIT_COMMITTER_EMAIL: 'attache@localhost' };

/** What git, its configuration and hooks of the repository need of the environment, a push by a hook too: no token of the bot, and nothing that points git to another repository. */
const PASSED_ON: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TMPDIR',
  'TZ',
  'LANG',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  // Of Windows.
  'Path',
  'PATHEXT',
  'SystemRoot',
  'ComSpec',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
]);

/** Runs git in a folder and returns what it prints; rejects with what it says. */
export async function git(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  timeout = WITHIN_MS,
): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => PASSED_ON.has(name));
  try {
    const { stdout } = await run('git', ['-C', folder, '--literal-pathspecs', ...args], {
      env: { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env },
      timeout,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return stdout;
  } catch (error) {
    throw new Error(gitMessage(error), { cause: error });
  }
}

/** Runs git in the repository that the settings name: they trust it, whoever owns its files, as in a container whose volume belongs to another user. */
const trusted = (folder: string, args: readonly string[], env?: NodeJS.ProcessEnv, timeout?: number): Promise<string> =>
  git(folder, ['-c', 'safe.directory=*', ...args], env, timeout);

/** Returns what commits change sets in a repository, each within so many milliseconds; rejects with AttacheError('settings') where the records are not in it. */
export async function openRecordCommits(
  repository: string,
  folder: string,
  timeout = WITHIN_MS,
): Promise<RecordCommits> {
  const top = await trusted(repository, ['rev-parse', '--show-toplevel']).catch((error: unknown) => {
    throw new AttacheError(
      'settings',
      messageOf(error) === NO_GIT
        ? 'RECORDS_GIT is set, but git is not installed; install it, or take RECORDS_GIT out'
        : `RECORDS_GIT is ${repository}, which is no repository that git can use (${messageOf(error)})`,
    );
  });
  const [root, records] = [realpathSync(top.trim()), realOf(folder)];
  if (records !== root && !records.startsWith(`${root}${sep}`))
    throw new AttacheError(
      'settings',
      `RECORDS_GIT is ${repository}, in which the records (${folder}) are not; name the repository that they stand in`,
    );
  const gitPath = async (name: string): Promise<string> =>
    resolve(records, (await trusted(records, ['rev-parse', '--git-path', name])).trim());
  return {
    refusal: async (files) => {
      if (files.length === 0) return undefined;
      try {
        for (const name of ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'rebase-merge', 'rebase-apply'])
          if (existsSync(await gitPath(name))) return refusal('repository-merging');
        if ((await trusted(records, ['branch', '--show-current'])).trim() === '') return refusal('repository-detached');
        const [first] = statesOf(await trusted(records, ['status', ...STATUS, '--', ...files]));
        if (first === undefined) return undefined;
        const file = first.slice(3);
        return /U|AA|DD/u.test(first.slice(0, 2))
          ? refusal('repository-conflict', { file })
          : refusal('repository-uncommitted', { file });
      } catch (error) {
        return refusal('repository-unreadable', { said: messageOf(error) });
      }
    },
    commit: async (files, { name, email = '' }, message) => {
      const author = `${plain(name) || 'Somebody'} <${plain(email)}>`;
      try {
        // A set that an ended process left may be committed already.
        if (statesOf(await trusted(records, ['status', ...STATUS, '--', ...files])).length === 0) return;
        await trusted(records, ['add', '-A', '--', ...files]);
        await trusted(
          records,
          ['-c', 'commit.gpgSign=false', 'commit', '-q', '--only', `--author=${author}`, '-m', message, '--', ...files],
          COMMITTER,
          timeout,
        );
      } catch (error) {
        await trusted(records, ['reset', '-q', '--', ...files]).catch(() => undefined);
        throw new NoCommit(noCommit(error, timeout), messageOf(error), { cause: error });
      }
    },
  };
}

const NO_GIT = 'git is not installed';

/** Where a folder really is; one that is not there yet is where it is named. */
const realOf = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : resolve(folder));

const STATUS = ['--porcelain=v1', '-z', '--no-renames', '--untracked-files=all'] as const;

const statesOf = (status: string): string[] => status.split('\0').filter((line) => line !== '');

/** A name as git takes it in the name of an author. */
const plain = (text: string): string => text.replaceAll(/[<>\p{Cc}]/gu, ' ').trim();

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Why there is no commit, with what to do where we know; what git says stands behind. */
function noCommit(error: unknown, timeout: number): Coded<'refusal'> {
  const said = messageOf(error);
  const [, lock] = /Unable to create '([^']+\.lock)': File exists/u.exec(said) ?? [];
  if (lock !== undefined) return refusal('repository-locked', { lock, said });
  if (error instanceof Error && hasTimedOut(error.cause))
    return refusal('repository-slow', { seconds: Math.round(timeout / 1_000), said });
  return refusal('repository-refused', { said });
}

/** Whether a process was stopped because it took too long. */
const hasTimedOut = (error: unknown): boolean => error instanceof Error && 'killed' in error && error.killed === true;

/** What git says of why it failed, in one line. */
function gitMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  const missing = 'code' in error && error.code === 'ENOENT';
  const silent = hasTimedOut(error) ? 'git took too long and said nothing' : error.message;
  return (missing ? NO_GIT : said || silent).split('\n').join(' ').slice(0, MAX_MESSAGE);
}

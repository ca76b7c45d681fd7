/** Who is at the desk: the session of a request, and what its person may do. */
import { refusal } from '../../../records/publish/refusal.ts';
import { ON_THIS_MACHINE, VISITOR, type Account, may, rolesThatMay, type Right } from '../../../people/roles.ts';
import type { Accounts, NewSignIn } from '../../../people/accounts.ts';
import type { NewAuditEntry } from '../../../people/audit.ts';
import type { DeskBot } from '../../bot.ts';
import { isLoopback, type DeskSettings } from '../settings.ts';
import { hostOf, refuse } from './guard.ts';
import { isLinkSecret } from './first-link.ts';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** Who sent a request. */
export type SignedIn = Account & {
  /** Whether the desk has no accounts: they are its single admin, or without the link a reader. */
  readonly isMachine: boolean;
};

export type DeskEnv = {
  Variables: {
    /** Who sent the request; there on every route behind the sign-in. */
    person: SignedIn;
    /** Writes into the audit list what they have done; never rejects. */
    note: (deed: NewAuditEntry) => Promise<void>;
    /** Returns the names of those who may do something. */
    who: Accounts['who'];
  };
};

/** What a page says of somebody who may not do something; names are few of many. */
export type NotAllowed = {
  readonly error: 'not-allowed';
  readonly detail: string;
  readonly right: Right;
  readonly who: readonly string[];
};

/** More names help nobody. */
export const MAX_LISTED_NAMES = 5;
const MONTH_SECONDS = 30 * 24 * 3_600;

/** Where there is TLS a cookie can be bound to the very host; elsewhere its name holds the port, since cookies know none. */
const secureName = (name: string): string => `__Host-attache-${name}`;
const plainName = (name: string, context: Context): string =>
  `attache-${name}-${URL.parse(`http://${context.req.header('host') ?? ''}`)?.port ?? ''}`;

/** Returns a cookie of the desk: over TLS only one that is bound to the host, since a neighbouring host can set the other. */
export const cookieOf = (context: Context, name: string): string | undefined =>
  getCookie(context, isSecure(context) ? secureName(name) : plainName(name, context));

/** Whether the cookies of a request are those of TLS. */
const isSecure = (context: Context): boolean => context.get('isSecure') !== false;

/** Notes of each request whether it came over TLS: under a name of DESK_HOSTS always, since a proxy with TLS has that. */
export const noteTransport =
  ({ hosts }: Pick<DeskSettings, 'hosts'>): MiddlewareHandler =>
  (context, next) => {
    context.set('isSecure', hosts.includes(hostOf(context.req.header('host')) ?? '') || isOverTls(context));
    return next();
  };

/** Whether a request came over TLS, as its browser says: it tells the origin of what pages send, and of all requests where they come from only over TLS or on its own machine. */
function isOverTls({ req }: Context): boolean {
  const origin = URL.parse(req.header('origin') ?? '');
  if (origin !== null) return origin.protocol === 'https:';
  const host = hostOf(req.header('host'));
  return (
    req.header('sec-fetch-site') !== undefined &&
    host !== undefined &&
    !isLoopback(host) &&
    !host.endsWith('.localhost')
  );
}

/** Sets a cookie that no script can read, for `seconds`, and that stays within TLS where the request came over it; one that is `isStrict` is not sent with what another site links to. */
export function setPrivateCookie(
  context: Context,
  name: string,
  value: string,
  { seconds, isStrict = false }: { readonly seconds: number; readonly isStrict?: boolean },
): void {
  const secure = isSecure(context);
  setCookie(context, secure ? secureName(name) : plainName(name, context), value, {
    path: '/',
    httpOnly: true,
    sameSite: isStrict ? 'Strict' : 'Lax',
    secure,
    maxAge: seconds,
  });
}

/** Takes a cookie away. */
export const removeCookie = (context: Context, name: string): void =>
  setPrivateCookie(context, name, '', { seconds: 0 });

/** Lets the browser of somebody who has just come in in; the session that it had before ends. */
export async function enter(context: Context, { token }: NewSignIn, accounts: Accounts): Promise<void> {
  const before = cookieOf(context, 'session');
  if (before !== undefined) await accounts.signOut(before);
  setPrivateCookie(context, 'session', token, { seconds: MONTH_SECONDS });
}

/** Lets the browser of whoever runs the bot in with the secret of the link. */
export const setLinkCookie = (context: Context, token: string): void =>
  setPrivateCookie(context, 'link', token, { seconds: MONTH_SECONDS, isStrict: true });

/** Headers by which a proxy says that it passes on what somebody else has sent. */
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether a request comes from this machine and there are no accounts yet, so that nobody needs one. */
export async function needsNoAccount(
  context: Context,
  accounts: Accounts,
  { isLocal }: DeskSettings,
): Promise<boolean> {
  return isLocal && PASSED_ON.every((name) => context.req.header(name) === undefined) && !(await accounts.hasAny());
}

/** Requires a session, or nothing on this machine as long as there are no accounts: who has opened the link is the admin then, and everybody else a reader. */
export function requireSession(
  { accounts, fault }: Pick<DeskBot, 'accounts' | 'fault'>,
  settings: DeskSettings,
): MiddlewareHandler<DeskEnv> {
  return async (context, next) => {
    const token = cookieOf(context, 'session');
    const account = token === undefined ? undefined : await accounts.session(token);
    const isMachine = account === undefined && (await needsNoAccount(context, accounts, settings));
    if (account === undefined && !isMachine) {
      // Whoever opens an address in a browser, be it one where nothing is, is shown the way in.
      if ((context.req.path === '/' && context.req.method === 'GET') || isPageNavigation(context))
        return context.redirect('/sign-in');
      return refuse(context, 401, 'signed-out', refusal('signed-out'));
    }
    const isLinked = account === undefined && (await isLinkSecret(settings.linkFile, cookieOf(context, 'link')));
    const person = account ?? (isLinked ? ON_THIS_MACHINE : VISITOR);
    context.set('person', { ...person, isMachine });
    context.set('note', async (deed) => {
      await accounts.note(person, deed).catch((error: unknown) => fault(error, 'desk audit'));
    });
    context.set('who', accounts.who);
    return next();
  };
}

/** Whether a request is of somebody who opens an address in a browser, and not one of a page or of a program. */
export const isPageNavigation = ({ req }: Context): boolean =>
  req.method === 'GET' && !req.path.startsWith('/api/') && /\btext\/html\b/u.test(req.header('accept') ?? '');

const adviceOf = ({ isMachine }: SignedIn, who: readonly string[]): string => {
  if (isMachine)
    return 'Open the link that the start of the bot has printed; npm run -s attache -- people link prints it again.';
  return who.length > 0 ? `Ask ${who.join(', ')}.` : 'Nobody here has it yet.';
};

const declared = new WeakMap<object, Right>();

/** Requires a right; every route declares the one it needs. Whoever has it not is told who has. */
export function needs(right: Right): MiddlewareHandler<DeskEnv> {
  const handler: MiddlewareHandler<DeskEnv> = async (context, next) => {
    if (may(context.get('person'), right)) return next();
    const who = (await context.get('who')(right)).slice(0, MAX_LISTED_NAMES);
    const refused: NotAllowed = {
      error: 'not-allowed',
      detail: `This needs the role ${rolesThatMay(right).join(' or ')}. ${adviceOf(context.get('person'), who)}`,
      right,
      who,
    };
    return context.json(refused, 403);
  };
  declared.set(handler, right);
  return handler;
}

/** Returns the right that a handler of a route requires; undefined where it requires none. */
export const requiredRight = (handler: object): Right | undefined => declared.get(handler);

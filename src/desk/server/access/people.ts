/** The routes of the people: their list and roles, what was done, and leaving. */
import { refusal } from '../../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { AuditEntry } from '../../../people/audit.ts';
import { type StoredAccount, RIGHTS, ROLES, type Role } from '../../../people/roles.ts';
import { linkPath, type InviteResult } from '../../../people/accounts.ts';
import { body, type DeskContext, query, RefusedRequest } from '../context.ts';
import { cookieOf, type DeskEnv, removeCookie, MAX_LISTED_NAMES, needs } from './access.ts';

export type PersonView = {
  readonly name: string;
  readonly role: Role;
  readonly since: string;
  readonly seenAt: string | undefined;
  /** How they sign in. */
  readonly by: 'link' | 'provider';
  readonly isSelf: boolean;
};

/** An address that signs in once, below the desk's own. */
export type LinkView = { readonly name: string; readonly path: string; readonly expiresAt: string };

export type AuditView = Omit<AuditEntry, 'at'> & { readonly at: string };

export type AuditPageView = {
  readonly entries: readonly AuditView[];
  /** What the next page is asked for by; undefined on the last one. */
  readonly after: string | undefined;
};

const PAGE = 50;

const name = z.string().min(1).max(200);
const role = z.enum(ROLES);
const NameBody = z.strictObject({ name });
const RoleBody = z.strictObject({ name, role });
const WhoQuery = z.strictObject({ right: z.enum(RIGHTS.admin) });
const EmptyBody = z.strictObject({});
const AuditQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}-[a-z0-9]{1,40}$/u)
    .optional(),
});

const linkOf = (invited: InviteResult): LinkView => {
  if (!invited.ok)
    throw new RefusedRequest(
      invited.because === 'missing' ? 404 : 409,
      invited.because,
      refusal(`person-${invited.because}`),
    );
  const { account, code, expiresAt } = invited;
  return { name: account.name, path: linkPath(code), expiresAt: expiresAt.toString() };
};

const done = (result: 'changed' | 'removed' | 'missing' | 'last-admin'): object => {
  if (result === 'changed' || result === 'removed') return {};
  throw new RefusedRequest(result === 'missing' ? 404 : 409, result, refusal(`person-${result}`));
};

/** Returns the routes of people and of the audit list. */
export function peopleRoutes({ bot: { accounts } }: Pick<DeskContext, 'bot'>) {
  return (
    new Hono<DeskEnv>()
      .get('/people', needs('administer'), async (context) => {
        const self = context.get('person').id;
        const views: readonly PersonView[] = (await accounts.list()).map((one) => viewOf(one, self));
        return context.json({ people: views });
      })
      .post('/people', needs('administer'), body(RoleBody), async (context) =>
        context.json(linkOf(await accounts.add(context.req.valid('json'), context.get('person')))),
      )
      .post('/people/link', needs('administer'), body(NameBody), async (context) =>
        context.json(linkOf(await accounts.invite(context.req.valid('json').name, context.get('person')))),
      )
      .post('/people/role', needs('administer'), body(RoleBody), async (context) => {
        const sent = context.req.valid('json');
        return context.json(done(await accounts.changeRole(sent.name, sent.role, context.get('person'))));
      })
      .post('/people/remove', needs('administer'), body(NameBody), async (context) =>
        context.json(done(await accounts.remove(context.req.valid('json').name, context.get('person')))),
      )
      .post('/sign-out', needs('read'), body(EmptyBody), async (context) => {
        const token = cookieOf(context, 'session');
        if (token !== undefined) await accounts.signOut(token);
        removeCookie(context, 'session');
        return context.json({});
      })
      // Who may do what the person may not: the page says so where it offers less.
      .get('/who', needs('read'), query(WhoQuery), async (context) =>
        context.json({ who: (await accounts.who(context.req.valid('query').right)).slice(0, MAX_LISTED_NAMES) }),
      )
      .get('/audit', needs('administer'), query(AuditQuery), async (context) => {
        const { after } = context.req.valid('query');
        const [at = '', id = ''] = after?.split('-') ?? [];
        const olderThan =
          after === undefined ? undefined : { at: Temporal.Instant.fromEpochMilliseconds(Number(at)), id };
        const entries = await accounts.audit({}, PAGE + 1, olderThan);
        const shown = entries.slice(0, PAGE);
        const last = entries.length > PAGE ? shown.at(-1) : undefined;
        const page: AuditPageView = {
          entries: shown.map(auditView),
          after: last && `${last.at.epochMilliseconds}-${last.id}`,
        };
        return context.json(page);
      })
  );
}

const viewOf = ({ id, name: own, role: has, createdAt, seenAt, subject }: StoredAccount, self: string): PersonView => ({
  name: own,
  role: has,
  since: createdAt.toString(),
  seenAt: seenAt?.toString(),
  by: subject === undefined ? 'link' : 'provider',
  isSelf: id === self,
});

const auditView = ({ at, ...entry }: AuditEntry): AuditView => ({
  at: at.toString({ smallestUnit: 'second' }),
  ...entry,
});

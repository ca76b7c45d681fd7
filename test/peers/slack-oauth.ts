/** Slack's side of installing an app in several workspaces: its consent, the exchange of codes, and a token for each workspace, in front of a Slack for each. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TOKENS, type SlackWorkspace } from './slack.ts';

type Json = Record<string, unknown>;

/** A workspace: what Slack calls it, and the bot's user there. */
export type OAuthWorkspace = SlackWorkspace & { readonly name: string };

/** What comes of an installation beyond the usual. */
type Granting = {
  /** The whole organisation consents instead of the workspace. */
  readonly organisation?: boolean;
  /** Token rotation is on, and the token ends after so many seconds. */
  readonly endsAfter?: number;
};

export type SlackOAuth = {
  readonly apiUrl: string;
  /** Consents in a workspace to what an authorize address asks; returns the query with which Slack sends the browser back. */
  readonly allow: (authorizeUrl: string, team: string, granting?: Granting) => string;
  /** Cancels instead. */
  readonly deny: (authorizeUrl: string) => string;
  /** Takes every token of a workspace back, as an uninstallation does. */
  readonly revoke: (team: string) => void;
  /** Lets the next calls of a method be cut before they are answered. */
  readonly cut: (method: string, times?: number) => void;
  /** Every call of the Web API, with its token. */
  readonly calls: readonly { readonly method: string; readonly token: string; readonly args: Json }[];
  /** Every token that was ever given, those that renew others included. */
  readonly given: readonly string[];
  readonly close: () => Promise<void>;
};

export const CREDENTIALS = { id: '1234.5678', secret: 'client-secret-of-the-app' } as const;

/** How long a code is good: https://docs.slack.dev/authentication/installing-with-oauth#exchanging */
const CODE_MS = 600_000;

/** Starts it on a free port of 127.0.0.1; `apiOf` tells where the Web API of a workspace is. */
export async function startSlackOAuth(
  workspaces: readonly OAuthWorkspace[],
  apiOf: (workspace: OAuthWorkspace) => string,
): Promise<SlackOAuth> {
  const codes = new Map<string, { readonly team: string; readonly granting: Granting; readonly until: number }>();
  const tokens = new Map<string, string>();
  const revoked = new Set<string>();
  const calls: { method: string; token: string; args: Json }[] = [];
  const given: string[] = [];
  const cuts = new Map<string, number>();
  let number = 0;

  const workspaceOf = (team: string): OAuthWorkspace => {
    const found = workspaces.find((one) => one.team === team);
    if (found === undefined) throw new Error(`no workspace ${team}`);
    return found;
  };
  const secret = (kind: string, team: string): string => {
    const token = `${kind}-${team}-${String(++number).padStart(8, '0')}-secretpart`;
    given.push(token);
    return token;
  };

  /** Looks at who asks before it looks at the code, as Slack does. */
  const access = ({
    client_id: id,
    client_secret: clientSecret,
    code,
    grant_type: type,
    refresh_token: old,
  }: Json): Json => {
    if (id !== CREDENTIALS.id) return refusal('invalid_client_id');
    if (clientSecret !== CREDENTIALS.secret) return refusal('bad_client_secret');
    if (type === 'refresh_token') {
      const team = workspaces.find((one) => String(old).includes(`-${one.team}-`))?.team;
      return team === undefined || !given.includes(String(old))
        ? refusal('invalid_refresh_token')
        : grant(team, { endsAfter: 43_200 });
    }
    const known = codes.get(String(code));
    codes.delete(String(code));
    if (known === undefined || known.until < Date.now()) return refusal('invalid_code');
    return grant(known.team, known.granting);
  };

  const grant = (team: string, { organisation, endsAfter }: Granting): Json => {
    const { name, bot } = workspaceOf(team);
    const token = secret(endsAfter === undefined ? 'xoxb' : 'xoxe.xoxb-1', team);
    tokens.set(token, team);
    return {
      ok: true,
      app_id: 'A01APP',
      authed_user: { id: 'U01ALICE' },
      scope: 'chat:write,commands',
      token_type: 'bot',
      access_token: token,
      bot_user_id: bot,
      team: organisation === true ? null : { id: team, name },
      enterprise: organisation === true ? { id: 'E01ORG', name: 'Organisation' } : null,
      is_enterprise_install: organisation === true,
      ...(endsAfter !== undefined && { refresh_token: secret('xoxe-1', team), expires_in: endsAfter }),
    };
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace('/api/', '');
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const args: Json = Object.fromEntries(new URLSearchParams(body));
    const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '');
    calls.push({ method, token, args });
    const left = cuts.get(method) ?? 0;
    if (left > 0) {
      cuts.set(method, left - 1);
      return void request.socket.destroy();
    }
    if (method === 'oauth.v2.access') return json(response, access(args));
    // A socket is the app's, not a workspace's; the first one's Slack gives it.
    const [first] = workspaces;
    if (token === TOKENS.appToken && first !== undefined)
      return await proxy(apiOf(first), method, body, token, response);
    const team = tokens.get(token);
    if (team === undefined) return json(response, refusal(token === '' ? 'not_authed' : 'invalid_auth'));
    if (revoked.has(token)) return json(response, refusal('token_revoked'));
    if (method === 'auth.revoke') {
      revoked.add(token);
      return json(response, { ok: true, revoked: true });
    }
    await proxy(apiOf(workspaceOf(team)), method, body, TOKENS.botToken, response);
  }

  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    allow: (authorizeUrl, team, granting = {}) => {
      const asked = new URL(authorizeUrl).searchParams;
      if (asked.get('client_id') !== CREDENTIALS.id) throw new Error('the address is of another app');
      if ((asked.get('scope') ?? '') === '') throw new Error('the address asks for nothing');
      const code = `${Date.now()}.${++number}.code`;
      codes.set(code, { team, granting, until: Date.now() + CODE_MS });
      return `?${new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()}`;
    },
    deny: (authorizeUrl) =>
      `?${new URLSearchParams({ error: 'access_denied', state: new URL(authorizeUrl).searchParams.get('state') ?? '' }).toString()}`,
    revoke: (team) => {
      for (const [token, of] of tokens) if (of === team) revoked.add(token);
    },
    cut: (method, times = 1) => void cuts.set(method, times),
    calls,
    given,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

async function proxy(
  apiUrl: string,
  method: string,
  body: string,
  token: string,
  response: ServerResponse,
): Promise<void> {
  const answer = await fetch(`${apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  json(response, (await answer.json()) as Json);
}

const refusal = (error: string): Json => ({ ok: false, error });

function json(response: ServerResponse, body: Json): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A real OpenID Connect provider on this machine, for one test: it lets everybody in as who the test says. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the tests use of oidc-provider, which brings no types. */
type ProviderOfTest = {
  readonly callback: () => (request: IncomingMessage, response: ServerResponse) => void;
  readonly interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>;
  readonly interactionDetails: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<{ readonly params: { readonly client_id: string; readonly scope: string } }>;
  readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => {
    readonly addOIDCScope: (scope: string) => void;
    readonly save: () => Promise<string>;
  };
};

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Returns the provider's settings for a desk; `who` is asked for each sign-in, and undefined declines it. Its clock may be behind by so many seconds. */
export async function providerOfTest(
  redirect: () => string,
  who: () => Claims | undefined,
  behind: () => number = () => 0,
) {
  // @ts-expect-error It brings no types.
  const { default: Provider } = (await import('oidc-provider')) as unknown as {
    default: new (issuer: string, configuration: object) => ProviderOfTest;
  };
  let handle: Handle | undefined;
  const server = createServer((request, response) => handle?.(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: 'desk', client_secret: 'a secret of the desk' };
  const provider = new Provider(issuer, {
    clients: [{ ...client, grant_types: ['authorization_code'], redirect_uris: [redirect()] }],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    // So short that a clock behind shows.
    ttl: { IdToken: 1, AccessToken: 600, Interaction: 600, Grant: 600, Session: 600 },
    cookies: { keys: ['a key of the test'] },
    findAccount: (_context: unknown, accountId: string) => ({ accountId, claims: () => who() ?? { sub: accountId } }),
  });
  const oidc = provider.callback();
  const interact = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { params } = await provider.interactionDetails(request, response);
    const accountId = who()?.sub;
    if (accountId === undefined) {
      const error = { error: 'access_denied', error_description: 'declined' };
      return provider.interactionFinished(request, response, error);
    }
    const grant = new provider.Grant({ accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    const consent = { grantId: await grant.save() };
    return provider.interactionFinished(request, response, { login: { accountId }, consent });
  };
  /** Nothing else asks the time while a token is made. */
  const tellTime = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const right = Date.now;
    Date.now = () => right() - behind() * 1_000;
    oidc(request, response);
    await once(response, 'finish');
    Date.now = right;
  };
  handle = (request, response) => {
    if (request.url?.startsWith('/interaction') === true) void interact(request, response);
    else if (request.url?.startsWith('/token') === true) void tellTime(request, response);
    else oidc(request, response);
  };
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  return {
    stop,
    /** Answers everything with something else. */
    answer: (body: string): void => {
      handle = (_request, response) => response.setHeader('content-type', 'application/json').end(body);
    },
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.client_id, OIDC_CLIENT_SECRET: client.client_secret },
  };
}

/** Signs people in at a provider, by OpenID Connect with the authorization code flow and PKCE. */
import type { Configuration } from 'openid-client';
import type { Identity } from '../../../people/accounts.ts';
import type { ProviderSettings } from './provider-settings.ts';

/** What a browser keeps while its person is at the provider. */
export type Pending = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** A person as the provider names them, with the address that it has verified. */
export type Provided = Identity & { readonly address: string | undefined };

export type Provider = {
  /** The name of its server, for people. */
  readonly name: string;
  /** Returns the address to go to, and what must be kept meanwhile; rejects with ProviderFault. */
  readonly begin: (redirect: string) => Promise<{ readonly url: URL; readonly pending: Pending }>;
  /** Returns who came back at an address; rejects with ProviderFault. */
  readonly finish: (came: URL, pending: Pending) => Promise<Provided>;
};

/** Why nobody came in: the provider did not answer, the person declined there, or its answer cannot be believed. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault';
  readonly because: 'unreachable' | 'declined' | 'unbelievable';

  constructor(because: ProviderFault['because'], options?: ErrorOptions) {
    super(`the sign-in provider: ${because}`, options);
    this.because = because;
  }
}

const ANSWER_SECONDS = 10;
/** Clocks of two machines may differ by so much. */
const CLOCK_SECONDS = 60;
const CODES_UNREACHABLE: ReadonlySet<unknown> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT']);

/** Returns the provider of the settings; nothing is asked of it before somebody signs in. */
export function createProvider({ issuer, clientId, clientSecret }: ProviderSettings): Provider {
  const server = new URL(issuer);
  let found: Promise<Configuration> | undefined;
  const discover = async (): Promise<Configuration> => {
    const oidc = await import('openid-client');
    return await oidc.discovery(
      server,
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: CLOCK_SECONDS },
      // Which of the two a provider takes stands in what it says of itself, which is known only afterwards.
      (about, client, body, headers) => {
        const takes = about.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
        const send = takes.includes('client_secret_post') ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
        send(clientSecret)(about, client, body, headers);
      },
      {
        timeout: ANSWER_SECONDS,
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(server.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
  };
  const configuration = (): Promise<Configuration> =>
    (found ??= discover().catch((error: unknown) => {
      // It may answer the next time.
      found = undefined;
      throw faultOf(error);
    }));

  return {
    name: server.host,

    begin: async (redirect) => {
      const config = await configuration();
      const oidc = await import('openid-client');
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirect,
        scope: 'openid profile email',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      });
      if (url.protocol !== 'https:' && url.protocol !== server.protocol) throw new ProviderFault('unbelievable');
      return { url, pending };
    },

    finish: async (came, { state, nonce, verifier }) => {
      const config = await configuration();
      const oidc = await import('openid-client');
      try {
        const tokens = await oidc.authorizationCodeGrant(config, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new ProviderFault('unbelievable');
        // Some put name and address into the token, others tell them when asked.
        const told =
          claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
            ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims;
        const { name, preferred_username: nick, email, email_verified: isVerified } = told;
        return {
          subject: `${claims.iss} ${claims.sub}`,
          name: text(name) ?? text(nick) ?? text(email)?.split('@', 1)[0] ?? '',
          address: isVerified === true ? text(email) : undefined,
        };
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

function faultOf(error: unknown): ProviderFault {
  if (error instanceof ProviderFault) return error;
  const { name, code } = error instanceof Error ? (error as Error & { readonly code?: unknown }) : {};
  if (name === 'AuthorizationResponseError') return new ProviderFault('declined', { cause: error });
  // What fetch throws where nobody answers has no code of the protocol.
  const isSilent = CODES_UNREACHABLE.has(code) || (error instanceof TypeError && code === undefined);
  return new ProviderFault(isSilent ? 'unreachable' : 'unbelievable', { cause: error });
}

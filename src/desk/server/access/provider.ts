/** Signs people in at a provider, by OpenID Connect with the authorization code flow and PKCE: its settings, the roles that it gives, and the flow. */
import type { Configuration } from 'openid-client';
import type { Identity } from '../../../people/accounts.ts';
import { type Role, asRole, ROLES } from '../../../people/roles.ts';
import type { Environment, SettingFault } from '../../../chat/platform.ts';

/** What a browser keeps while its person is at the provider. */
export type PendingSignIn = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** A person as the provider names them, with the address that it has verified. */
export type ProviderIdentity = Identity & { readonly address: string | undefined };

export type Provider = {
  /** The name of its server, for people. */
  readonly name: string;
  /** Returns the address to go to, and what must be kept meanwhile; rejects with ProviderFault. */
  readonly begin: (redirect: string) => Promise<{ readonly url: URL; readonly pending: PendingSignIn }>;
  /** Returns who came back at an address; rejects with ProviderFault. */
  readonly finish: (came: URL, pending: PendingSignIn) => Promise<ProviderIdentity>;
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
          name: nonEmpty(name) ?? nonEmpty(nick) ?? nonEmpty(email)?.split('@', 1)[0] ?? '',
          address: isVerified === true ? nonEmpty(email) : undefined,
        };
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}

const nonEmpty = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

function faultOf(error: unknown): ProviderFault {
  if (error instanceof ProviderFault) return error;
  const { name, code } = error instanceof Error ? (error as Error & { readonly code?: unknown }) : {};
  if (name === 'AuthorizationResponseError') return new ProviderFault('declined', { cause: error });
  // What fetch throws where nobody answers has no code of the protocol.
  const isSilent = CODES_UNREACHABLE.has(code) || (error instanceof TypeError && code === undefined);
  return new ProviderFault(isSilent ? 'unreachable' : 'unbelievable', { cause: error });
}

export const PROVIDER_VARIABLES = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER', 'OIDC_ROLES'];

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The roles of people whom nobody added, by verified address or by its domain; the first that fits holds. */
  readonly roles: readonly RoleRule[];
};

/** A role with the address that has it, or with a domain behind an @. */
type RoleRule = { readonly role: Role; readonly address: string };

const NEEDED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** Returns the settings, undefined where none is set, and adds every fault to a list. */
export function parseProvider(env: Environment, faults: SettingFault[]): ProviderSettings | undefined {
  const missing = NEEDED.filter((name) => env[name] === undefined);
  const roles = parseRoles(env.OIDC_ROLES, faults);
  if (missing.length === NEEDED.length) {
    if (env.OIDC_ROLES !== undefined)
      faults.push({
        variable: 'OIDC_ROLES',
        message: `is set without ${NEEDED.join(', ')}; set these too, or leave it out`,
      });
    return undefined;
  }
  for (const variable of missing)
    faults.push({
      variable,
      message: 'is not set; signing in at a provider needs it beside the other OIDC_ variables',
    });
  const { OIDC_ISSUER: issuer = '', OIDC_CLIENT_ID: clientId = '', OIDC_CLIENT_SECRET: clientSecret = '' } = env;
  if (issuer !== '' && !isIssuer(issuer))
    faults.push({
      variable: 'OIDC_ISSUER',
      message: `is "${issuer.slice(0, 80)}"; set it to the provider's address, such as https://accounts.google.com or https://slack.com`,
    });
  return { issuer, clientId, clientSecret, roles };
}

/** Returns the role that the settings give to a verified address. */
export function roleOf(address: string | undefined, { roles }: Pick<ProviderSettings, 'roles'>): Role | undefined {
  const written = address?.toLowerCase() ?? '';
  // Of two @ it cannot be told which begins the domain.
  const [, domain] = /^[^\s@]+(@[^\s@]+)$/u.exec(written) ?? [];
  return domain === undefined ? undefined : roles.find((one) => [written, domain].includes(one.address))?.role;
}

/** Without TLS only where nobody is between: a provider on this machine, for trying it out. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
}

function parseRoles(text: string | undefined, faults: SettingFault[]): readonly RoleRule[] {
  return (text ?? '')
    .split(/[\s,]+/u)
    .filter(Boolean)
    .flatMap((part) => {
      const [, name, address] = /^([a-z]+):([^@:]*@[^@:]+\.[^@:.]+)$/iu.exec(part) ?? [];
      const role = asRole(name?.toLowerCase());
      if (role !== undefined && address !== undefined) return [{ role, address: address.toLowerCase() }];
      faults.push({
        variable: 'OIDC_ROLES',
        message: `holds "${part.slice(0, 80)}"; write ROLE:ADDRESS or ROLE:@DOMAIN, such as admin:ann@example.org,reader:@example.org (roles: ${ROLES.join(', ')})`,
      });
      return [];
    });
}

/** The settings of the provider at which people sign in (OpenID Connect), and the roles that it gives. */
import type { Role } from '../../../people/roles.ts';
import { asRole, ROLES } from '../../../people/roles.ts';
import type { Environment, SettingFault } from '../../../chat/platform.ts';

export const PROVIDER_VARIABLES = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ISSUER', 'OIDC_ROLES'];

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The roles of people whom nobody added, by verified address or by its domain; the first that fits holds. */
  readonly roles: readonly GivenRole[];
};

/** A role with the address that has it, or with a domain behind an @. */
type GivenRole = { readonly role: Role; readonly address: string };

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
  const written = address?.toLowerCase();
  if (written === undefined || !written.includes('@')) return undefined;
  const domain = written.slice(written.lastIndexOf('@'));
  return roles.find((one) => one.address === written || one.address === domain)?.role;
}

/** Without TLS only where nobody is between: a provider on this machine, for trying it out. */
function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname));
}

function parseRoles(text: string | undefined, faults: SettingFault[]): readonly GivenRole[] {
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

/** The entrance of the desk: signing in by a link or at a provider. */
import { refusal } from '../../../records/publish/refusal.ts';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { newToken } from '../../../people/tokens.ts';
import type { Language } from '../../../records/schema.ts';
import type { DeskBot } from '../../bot.ts';
import type { Bundle } from '../page.ts';
import type { DeskSettings } from '../settings.ts';
import type { createClientAddress } from './client-address.ts';
import { cookieOf, enter, needsNoAccount, removeCookie, setLinkCookie, setPrivateCookie } from './access.ts';
import { refuse, uncached, type RefusalStatus } from './guard.ts';
import { createSignInLimit, networkOf, REFILL_SECONDS, type GuessOrigin } from './sign-in-limit.ts';
import { isLinkSecret } from './first-link.ts';
import {
  faultPage,
  linkPage,
  redirectPage,
  signInPage,
  type EntryPage,
  type LinkOwner,
  type SignInFault,
} from './sign-in-pages.ts';
import { ProviderFault, type Provider, roleOf } from './provider.ts';

const MAX_FORM_BYTES = 10_000;
/** How long somebody may stay at the provider. */
const AWAY_SECONDS = 600;
const YEAR_SECONDS = 365 * 24 * 3_600;

const STATUS: Partial<Readonly<Record<SignInFault, RefusalStatus>>> = {
  'too-many': 429,
  gone: 403,
  used: 403,
  expired: 403,
  replaced: 403,
  guessed: 403,
  withdrawn: 403,
  'has-admin': 403,
  removed: 403,
  unknown: 403,
  state: 400,
  unreachable: 503,
  declined: 403,
  unbelievable: 503,
};

/** What the browser of somebody who is at the provider keeps for us. */
const Away = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  redirect: z.url(),
  language: z.enum(['en', 'zh']),
  code: z.string().optional(),
});

export type SignInOptions = {
  readonly bot: Pick<DeskBot, 'accounts' | 'log'>;
  readonly settings: DeskSettings;
  readonly bundled: Promise<Pick<Bundle, 'style' | 'signInScript'>>;
  /** Undefined where people sign in by links only. */
  readonly provider: Provider | undefined;
  readonly clientOf: ReturnType<typeof createClientAddress>;
};

/** Returns the routes that are open to everybody. */
export function signInRoutes({ bot, settings, bundled, provider, clientOf }: SignInOptions): Hono {
  const { accounts, log } = bot;
  const guesses = createSignInLimit(log);
  const built = bundled.catch(() => undefined);
  const pageFor = async (language: Language, fault?: SignInFault): Promise<EntryPage> => ({
    language,
    style: (await built)?.style,
    script: (await built)?.signInScript,
    fault,
    provider: provider?.name,
    hasAdmin: (await accounts.who('administer')).length > 0,
  });
  /** Shows what went wrong, on its own where there is nothing left to fill in. */
  const failed = async (context: Context, language: Language, fault: SignInFault): Promise<Response> =>
    context.html(faultPage(await pageFor(language, fault)), STATUS[fault] ?? 400);

  /** Whose browser it is that sent a code, as the sign-in page has marked it. */
  const originOf = (context: Context): GuessOrigin => {
    const mark = cookieOf(context, 'device') ?? '';
    return { device: DEVICE.test(mark) ? mark : undefined, address: clientOf(context) };
  };
  /** Returns whom a code signs in, and uses nothing. */
  const findOwner = async (context: Context, code: string): Promise<LinkOwner | SignInFault> => {
    const from = originOf(context);
    if (!guesses.take(from)) return 'too-many';
    const opened = await accounts.openLink(code);
    const isMachine =
      !opened.ok &&
      (await needsNoAccount(context, accounts, settings)) &&
      (await isLinkSecret(settings.linkFile, code));
    if (isMachine || opened.ok || opened.because !== 'gone') guesses.right(from);
    else guesses.wrong(from);
    if (isMachine) return { type: 'machine' };
    if (!opened.ok) return opened.because;
    const { account } = opened;
    return account === undefined
      ? { type: 'first-admin' }
      : { type: 'account', name: account.name, role: account.role };
  };
  const refuseCode = (context: Context, language: Language, fault: SignInFault): Promise<Response> => {
    if (fault === 'too-many') context.header('retry-after', String(REFILL_SECONDS));
    return failed(context, language, fault);
  };

  return new Hono()
    .use('/sign-in', uncached, formLimit)
    .use('/sign-in/link', uncached, formLimit)
    .use('/oidc/*', uncached, formLimit)
    .get('/sign-in', async (context) => {
      const token = cookieOf(context, 'session');
      const isIn =
        (await needsNoAccount(context, accounts, settings)) ||
        (token !== undefined && (await accounts.session(token)) !== undefined);
      if (originOf(context).device === undefined)
        setPrivateCookie(context, 'device', newToken(), { seconds: YEAR_SECONDS });
      return context.html(signInPage({ ...(await pageFor(readerOf(context))), isIn }));
    })
    .post('/sign-in/link', async (context) => {
      const { language, code } = await formOf(context);
      const owner = await findOwner(context, code);
      if (typeof owner === 'string') return refuseCode(context, language, owner);
      return context.html(linkPage({ ...(await pageFor(language)), code, owner }));
    })
    .post('/sign-in', async (context) => {
      const { language, code, name } = await formOf(context);
      const owner = await findOwner(context, code);
      if (typeof owner === 'string') return refuseCode(context, language, owner);
      if (owner.type === 'machine') {
        setLinkCookie(context, code);
        return context.redirect('/', 303);
      }
      const entered = await accounts.signInByLink(code, name);
      if (!entered.ok) {
        const page = { ...(await pageFor(language, entered.because)), code, owner, name };
        return NAME_FAULTS.has(entered.because)
          ? context.html(linkPage(page), 400)
          : refuseCode(context, language, entered.because);
      }
      await enter(context, entered, accounts);
      return context.redirect('/', 303);
    })
    .post('/oidc/start', async (context) => {
      const { language, code } = await formOf(context);
      if (provider === undefined) return context.notFound();
      // Under the name that the person has opened, as their browser says it.
      const redirect = `${URL.parse(context.req.header('origin') ?? '')?.origin}/oidc/callback`;
      try {
        const { url, pending } = await provider.begin(redirect);
        const away = { ...pending, redirect, language, ...(code !== '' && { code }) };
        setPrivateCookie(context, 'away', JSON.stringify(away), { seconds: AWAY_SECONDS });
        return context.html(redirectPage(await pageFor(language), url));
      } catch (error) {
        return failed(context, language, tell(error));
      }
    })
    .get('/oidc/callback', async (context) => {
      const away = Away.safeParse(parseJson(cookieOf(context, 'away'))).data;
      removeCookie(context, 'away');
      if (provider === undefined || away === undefined || context.req.query('state') !== away.state)
        return failed(context, away?.language ?? readerOf(context), 'state');
      try {
        const came = new URL(away.redirect);
        came.search = new URL(context.req.url).search;
        const identity = await provider.finish(came, away);
        const role = settings.provider && roleOf(identity.address, settings.provider);
        const entered = await accounts.signInBy(identity, { link: away.code, role });
        if (!entered.ok) {
          await accounts
            .refused(identity.name, networkOf(clientOf(context)))
            // Whoever is refused is told so even where it cannot be written down.
            .catch((error: unknown) =>
              log.warn({ platform: 'desk', err: error }, 'a refused sign-in could not be written down'),
            );
          return await failed(context, away.language, entered.because);
        }
        await enter(context, entered, accounts);
        return context.redirect('/', 303);
      } catch (error) {
        return failed(context, away.language, tell(error));
      }
    });

  /** Returns what went wrong at the provider, which the log has in full; throws what is none of its faults. */
  function tell(error: unknown): SignInFault {
    if (!(error instanceof ProviderFault)) throw error;
    if (error.because !== 'declined')
      log.warn({ platform: 'desk', because: error.because, err: error.cause }, 'the sign-in provider failed');
    return error.because;
  }
}

const DEVICE = /^[\w-]{43}$/u;
/** What the first admin can mend on the page. */
const NAME_FAULTS: ReadonlySet<SignInFault> = new Set(['empty', 'long', 'odd', 'name-taken']);

const formLimit = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: (context) => refuse(context, 413, 'too-large', refusal('form-too-large', { most: MAX_FORM_BYTES })),
});

/** The language that somebody chose, or that their browser asks for. */
export const readerOf = (context: Context): Language => {
  const chosen = context.req.query('language');
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return /^\s*zh\b/iu.test(context.req.header('accept-language') ?? '') ? 'zh' : 'en';
};

type EntryForm = Readonly<Record<'code' | 'name', string>> & { readonly language: Language };

/** Returns what was sent by one of the forms; what is missing is empty. */
async function formOf(context: Context): Promise<EntryForm> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const sent = new URLSearchParams(type === 'application/x-www-form-urlencoded' ? await context.req.text() : '');
  const text = (field: string): string => sent.get(field) ?? '';
  return {
    code: text('code'),
    name: text('name'),
    language: text('language') === 'zh' ? 'zh' : 'en',
  };
}

function parseJson(cookie: string | undefined): unknown {
  try {
    return JSON.parse(cookie ?? '');
  } catch {
    return undefined;
  }
}

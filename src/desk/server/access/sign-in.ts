/** The entrance of the desk: signing in with a password or at a provider, and the links by which people come in. */
import { refusal } from '../../../records/publish/refusal.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Language } from '../../../records/schema.ts';
import { AttacheError } from '../../../shared/errors.ts';
import type { DeskBot } from '../../bot.ts';
import type { Bundle } from '../page.ts';
import type { DeskSettings } from '../settings.ts';
import type { createClientAddress } from './client-address.ts';
import {
  cookieOf,
  removeCookie,
  isOverTls,
  setPrivateCookie,
  setLinkCookie,
  setSessionCookies,
  needsNoAccount,
} from './access.ts';
import { refuse, uncached, type RefusalStatus } from './guard.ts';
import { createSignInLimit, networkOf } from './sign-in-limit.ts';
import { isLinkSecret } from './first-link.ts';
import { faultPage, joinPage, redirectPage, signInPage, type EntryPage, type SignInFault } from './sign-in-pages.ts';
import { ProviderFault, type Provider, roleOf } from './provider.ts';

const MAX_FORM_BYTES = 10_000;
/** The delay after a wrong password. */
const WRONG_MS = 500;
/** What whoever guessed too often is told to wait. */
const WAIT_SECONDS = 60;
/** What whoever comes while too many passwords are looked at is told to wait. */
const BUSY_SECONDS = 5;
/** How long somebody may stay at the provider. */
const AWAY_SECONDS = 600;

const STATUS: Partial<Readonly<Record<SignInFault, RefusalStatus>>> = {
  wrong: 401,
  guessed: 429,
  busy: 503,
  link: 403,
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
  token: z.string().optional(),
});

export type SignInOptions = {
  readonly bot: Pick<DeskBot, 'accounts' | 'log'>;
  readonly settings: DeskSettings;
  readonly bundled: Promise<Pick<Bundle, 'style'>>;
  /** Undefined where people sign in with a password only. */
  readonly provider: Provider | undefined;
  readonly clientOf: ReturnType<typeof createClientAddress>;
};

/** Returns the routes that are open to everybody. */
export function signInRoutes({ bot, settings, bundled, provider, clientOf }: SignInOptions): Hono {
  const { accounts, log } = bot;
  const guesses = createSignInLimit(log);
  const styled = bundled.then(
    ({ style }) => style,
    () => undefined,
  );
  const pageFor = async (language: Language, fault?: SignInFault): Promise<EntryPage> => ({
    language,
    style: await styled,
    fault,
    provider: provider?.name,
    hasAdmin: (await accounts.who('administer')).length > 0,
  });
  /** Shows what went wrong, on its own where there is nothing left to fill in. */
  const failed = async (context: Context, language: Language, fault: SignInFault): Promise<Response> =>
    context.html(faultPage(await pageFor(language, fault)), STATUS[fault] ?? 400);

  /** Shows the page of a link, with what was wrong in what was typed. */
  const showJoin = async (
    context: Context,
    { language, token, name }: { readonly language: Language; readonly token: string; readonly name?: string },
    fault?: SignInFault,
  ): Promise<Response> => {
    const opened = await accounts.openLink(token);
    if (!opened.ok) return failed(context, language, opened.because);
    const page = { ...(await pageFor(language, fault)), token, account: opened.account, name };
    return context.html(joinPage(page), fault === undefined ? 200 : 400);
  };

  /** The list of what was done tells of it; whoever is refused is told so even where it cannot be written. */
  const noteRefused = async (context: Context, name: string, from: 'form' | 'provider'): Promise<void> => {
    await accounts.refused(name, networkOf(clientOf(context)), from).catch((error: unknown) => {
      log.warn({ platform: 'desk', err: error }, 'a refused sign-in could not be written down');
    });
  };

  return new Hono()
    .use('/sign-in', uncached, formLimit)
    .use('/join', uncached, formLimit)
    .use('/link', uncached)
    .use('/oidc/*', uncached, formLimit)
    .get('/sign-in', async (context) => {
      const token = cookieOf(context, 'session');
      const isIn =
        (await needsNoAccount(context, accounts, settings)) ||
        (token !== undefined && (await accounts.session(token)) !== undefined);
      return isIn ? context.redirect('/') : context.html(signInPage(await pageFor(readerOf(context))));
    })
    .post('/sign-in', async (context) => {
      const { name, password, language } = await formOf(context);
      const refused = async (fault: 'wrong' | 'guessed' | 'busy'): Promise<Response> =>
        context.html(signInPage({ ...(await pageFor(language, fault)), name }), STATUS[fault]);
      const address = clientOf(context);
      const mark = cookieOf(context, 'device');
      const known = mark === undefined ? undefined : await accounts.knownDevice(name, mark);
      const device = known !== undefined && guesses.takeOn(known) ? known : undefined;
      if (device === undefined && !guesses.take(address, name)) {
        await noteRefused(context, name, 'form');
        context.header('retry-after', String(WAIT_SECONDS));
        return refused('guessed');
      }
      const right = (): void => (device === undefined ? guesses.right(address, name) : guesses.rightOn(device));
      try {
        const entered = await accounts.signIn(name, password, device === undefined ? 'stranger' : 'known');
        if (entered === undefined) {
          guesses.wrong(address);
          await noteRefused(context, name, 'form');
          await wait(WRONG_MS);
          return await refused('wrong');
        }
        right();
        setSessionCookies(context, entered, isOverTls(context));
        return context.redirect('/', 303);
      } catch (error) {
        if (!(error instanceof AttacheError && error.code === 'busy')) throw error;
        // It was not looked at.
        right();
        context.header('retry-after', String(BUSY_SECONDS));
        return refused('busy');
      }
    })
    .get('/link', async (context) => {
      if (!(await needsNoAccount(context, accounts, settings))) return context.redirect('/sign-in');
      const token = context.req.query('token') ?? '';
      if (!(await isLinkSecret(settings.linkFile, token))) return failed(context, readerOf(context), 'link');
      setLinkCookie(context, token);
      // Without the secret in the address bar.
      return context.redirect('/', 303);
    })
    .get('/join', (context) =>
      showJoin(context, { language: readerOf(context), token: context.req.query('token') ?? '' }),
    )
    .post('/join', async (context) => {
      const form = await formOf(context);
      if (form.password !== form.again) return showJoin(context, form, 'differs');
      const joined = await accounts.join(form.token, form);
      if (!joined.ok) return showJoin(context, form, joined.because);
      setSessionCookies(context, joined, isOverTls(context));
      return context.redirect('/', 303);
    })
    .post('/oidc/start', async (context) => {
      const { language, token } = await formOf(context);
      if (provider === undefined) return context.notFound();
      // Under the name that the person has opened, as their browser says it.
      const redirect = `${URL.parse(context.req.header('origin') ?? '')?.origin}/oidc/callback`;
      try {
        const { url, pending } = await provider.begin(redirect);
        const away = { ...pending, redirect, language, ...(token !== '' && { token }) };
        const isSecure = isOverTls(context);
        setPrivateCookie(context, 'away', JSON.stringify(away), { seconds: AWAY_SECONDS, isSecure });
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
        const entered = await accounts.signInBy(identity, { link: away.token, role });
        if (!entered.ok) {
          await noteRefused(context, identity.name, 'provider');
          return await failed(context, away.language, entered.because);
        }
        setSessionCookies(context, entered, came.protocol === 'https:');
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

type EntryForm = Readonly<Record<'name' | 'password' | 'again' | 'token', string>> & { readonly language: Language };

/** Returns what was sent by one of the forms; what is missing is empty. */
async function formOf(context: Context): Promise<EntryForm> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const sent = new URLSearchParams(type === 'application/x-www-form-urlencoded' ? await context.req.text() : '');
  const text = (field: string): string => sent.get(field) ?? '';
  return {
    name: text('name'),
    password: text('password'),
    again: text('again'),
    token: text('token'),
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

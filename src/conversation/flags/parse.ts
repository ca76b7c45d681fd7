/** Parses a submitted form into the fields of a flag, or into every fault by field. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { BOTTOM_LINE, WHOLE_BRIEF, type Flag } from '../../people/inbox.ts';
import { MAX_LINK, optionValue, MIN_TEXT, MAX_TEXT } from './form.ts';
import type { FlagFault, FlagInput } from './types.ts';

/** Returns the fields of a flag on a brief, without characters that control a terminal or reverse text, or all faults; `brief` is undefined where it does not exist. */
export function parseFlag(
  input: FlagInput,
  brief: Brief | undefined,
  language: Language,
):
  | { readonly ok: true; readonly brief: Brief; readonly flag: Pick<Flag, 'topic' | 'statement' | 'text' | 'link'> }
  | { readonly ok: false; readonly faults: readonly FlagFault[] } {
  const t = messages(language);
  if (brief === undefined) return { ok: false, faults: [{ field: 'form', message: t('inbox.removed') }] };
  if (brief.status === 'retracted') return { ok: false, faults: [{ field: 'form', message: t('inbox.retracted') }] };
  const faults: FlagFault[] = [];

  const chosen = input.statement ?? '';
  const statement = [WHOLE_BRIEF, BOTTOM_LINE].includes(chosen)
    ? chosen
    : brief.statements.find(({ id }) => id === chosen || optionValue(id) === chosen)?.id;
  if (chosen === '') faults.push({ field: 'statement', message: t('inbox.noStatement') });
  else if (statement === undefined) faults.push({ field: 'statement', message: t('inbox.unknownStatement') });

  const text = clean(input.text ?? '');
  if (text.length < MIN_TEXT) faults.push({ field: 'text', message: t('inbox.noText', { least: MIN_TEXT }) });
  else if (text.length > MAX_TEXT)
    faults.push({ field: 'text', message: t('inbox.longText', { most: MAX_TEXT, length: text.length }) });

  const link = parseLink(clean(input.link ?? ''));
  if ('fault' in link) {
    const message = link.fault === 'longLink' ? t('inbox.longLink', { most: MAX_LINK }) : t(`inbox.${link.fault}`);
    faults.push({ field: 'link', message });
  }
  return faults.length > 0 || 'fault' in link || statement === undefined
    ? { ok: false, faults }
    : { ok: true, brief, flag: { topic: brief.id, statement, text, link: link.href } };
}

/** Removes control characters except line breaks, marks that reverse text, and more than one empty line in a row. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/[\t\v\f]/gu, ' ')
    .replace(/[^\P{Cc}\n]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replace(/[^\S\n]*\n[^\S\n]*/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function parseLink(
  text: string,
): { readonly href: string } | { readonly fault: 'badLink' | 'secretLink' | 'longLink' } {
  if (text === '') return { href: '' };
  if (text.length > MAX_LINK) return { fault: 'longLink' };
  const url = /\s/u.test(text) ? null : URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    return { fault: 'badLink' };
  if (url.username !== '' || url.password !== '') return { fault: 'secretLink' };
  return url.href.length > MAX_LINK * 3 ? { fault: 'longLink' } : { href: url.href };
}

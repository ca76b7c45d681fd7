/** The addresses of feeds and calendars. */

/** Returns the path at which a token opens what is new (`atom`) or what ends and falls due (`ics`): of a topic, of a relationship, or of `all`. */
export function feedPath(token: string, of: string, ending: 'atom' | 'ics', language: 'en' | 'zh'): string {
  const name = of.split('/').map(encodeURIComponent).join('/');
  return `/feeds/${token}/${name}.${ending}${language === 'en' ? '' : `?language=${language}`}`;
}

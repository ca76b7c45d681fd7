/** The rules of a site's robots.txt for us. https://www.rfc-editor.org/rfc/rfc9309 */

/** Our name in robots.txt. */
export const OWN_NAME = 'Attache';
const MAX_LINE = 2_000;

export type RobotRules = {
  readonly mayFetch: (url: URL) => boolean;
  /** How long the site wants us to wait between requests; 0 where it does not say. */
  readonly delayMs: number;
};

/** Returns what the robots.txt of the site of an address says to us. */
export async function robotsFor(address: URL, text: string): Promise<RobotRules> {
  // Its types speak of a module, and it is a function.
  const { default: robotsParser } = (await import('robots-parser')) as unknown as typeof import('robots-parser');
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.slice(0, MAX_LINE));
  const rules = robotsParser(new URL('/robots.txt', address).href, lines.join('\n'));
  return {
    mayFetch: (url) => url.pathname === '/robots.txt' || rules.isAllowed(url.href, OWN_NAME) !== false,
    delayMs: (rules.getCrawlDelay(OWN_NAME) ?? 0) * 1_000,
  };
}

/** Finds a Chromium: Debian's where it is installed, else the one that comes as a package. */
import { existsSync } from 'node:fs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** What the package sets for its own purposes: with its pages in one process, a page that ends can take the browser with it; and without the rules of the web, nothing is told of where a request comes from. */
const LOOSE = new Set([
  '--single-process',
  '--allow-running-insecure-content',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]);

/** Returns where a browser is and what it is started with; the one of the package is unpacked first, which must not happen twice at once. */
export async function findBrowser(): Promise<{ readonly executablePath: string; readonly args: string[] }> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: ['--no-sandbox'] };
  // On a minimal Debian the package unpacks the libraries that it brings only where it believes to be here.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  return {
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !LOOSE.has(arg)), '--disable-gpu'],
  };
}

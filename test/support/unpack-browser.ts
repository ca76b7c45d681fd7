/** Before all tests: the browser that comes as a package is unpacked once, since two files that did it at once would each start half of it. */
import { findBrowser } from './find-browser.ts';

export default async function setup(): Promise<void> {
  await findBrowser();
}

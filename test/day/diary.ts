/** The steps of the day: how long each took, a picture of it, what the browser complained of, and what axe finds. */
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

type AxeRun = {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly target: readonly unknown[] }[];
  }[];
};

export type Diary = {
  /** Does a step, and looks at the page that it ends on. */
  readonly step: (what: string, work: () => Promise<void>) => Promise<void>;
  /** Looks at the page in the middle of a step. */
  readonly look: (name: string) => Promise<void>;
  readonly counts: () => { readonly steps: number; readonly errors: number; readonly findings: number };
};

/** Keeps a diary of what is done on a page of this origin; pictures go into a folder where one is given. */
export function keepDiary(page: Page, origin: string, pictures: string | undefined): Diary {
  const errors: string[] = [];
  const findings = new Set<string>();
  let [steps, looks, told] = [0, 0, 0];
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => void errors.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:data|blob):/u.test(request.url()))
      errors.push(`asked ${request.url()}`);
  });

  const look = async (name: string): Promise<void> => {
    looks += 1;
    if (pictures !== undefined) {
      const path = join(
        pictures,
        `${String(looks).padStart(2, '0')}-${name.replaceAll(/\W+/gu, '-').slice(0, 50)}.png`,
      );
      // What is far down is drawn only when it comes into sight.
      await page.screenshot({ path, fullPage: true, style: '* { content-visibility: visible !important }' });
    }
    // Injected by the tools' own way: the page's policy lets no other script in.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeRun>('axe.run(document)');
    for (const { id, impact, nodes } of violations)
      for (const { html, target } of nodes) {
        const finding = `${impact ?? 'unknown'}: ${id}: ${target.map(String).join(' ')}: ${html.slice(0, 160)}`;
        if (!findings.has(finding)) console.log(`      axe, ${name}: ${finding}`);
        findings.add(finding);
      }
  };

  return {
    look,
    step: async (what, work) => {
      const began = performance.now();
      await work();
      steps += 1;
      const seconds = ((performance.now() - began) / 1_000).toFixed(1);
      console.log(`${String(steps).padStart(2)}  ${seconds.padStart(5)} s  ${what}`);
      await look(what);
      for (const error of errors.slice(told)) console.log(`      console: ${error}`);
      told = errors.length;
    },
    counts: () => ({ steps, errors: errors.length, findings: findings.size }),
  };
}

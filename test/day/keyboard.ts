/** Hands on the keyboard alone: what the mouse does elsewhere is reached by Tab and arrow keys, and counted. */
import type { ElementHandle, Locator, Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** So many presses of Tab are a torment. */
const FAR = 25;
/** More is lost. */
const MAX = 400;

type Found = ElementHandle<HTMLElement | SVGElement>;

const isFocused = (node: Found): Promise<boolean> => node.evaluate((one) => document.activeElement === one);
/** Whether one goes on to it, or back: who sees the page knows. */
const isAhead = (node: Found): Promise<boolean> =>
  node.evaluate((one) => {
    const now = document.activeElement;
    if (now === null || now === document.body) return true;
    return (now.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
const nameOf = (node: Found): Promise<string> =>
  node.evaluate((one) => (one.getAttribute('aria-label') ?? one.textContent?.trim() ?? '').slice(0, 60) || one.id);

/** Returns hands that never touch a mouse. */
export function handsOnKeyboard(page: Page): Hands {
  const far: string[] = [];
  const { keyboard } = page;

  /** Goes to an element by Tab; a radio button is reached when its group is. */
  const reach = async (target: Locator): Promise<Found> => {
    await target.waitFor();
    const node = await target.elementHandle();
    if (node === null) throw new Error('it went away');
    await node.evaluate((one) => {
      if (one instanceof HTMLButtonElement && one.disabled) throw new Error('it cannot be pressed');
    });
    const isAtGroup = (): Promise<boolean> =>
      node.evaluate((one) => {
        const now = document.activeElement;
        return (
          one instanceof HTMLInputElement &&
          one.type === 'radio' &&
          now instanceof HTMLInputElement &&
          now.type === 'radio' &&
          now.name === one.name
        );
      });
    const key = (await isAhead(node)) ? 'Tab' : 'Shift+Tab';
    let presses = 0;
    while (!(await isFocused(node)) && !(await isAtGroup())) {
      if (presses === MAX) throw new Error(`“${await nameOf(node)}” cannot be reached by Tab`);
      await keyboard.press(key);
      presses += 1;
    }
    if (presses > FAR) far.push(`${presses} presses of ${key} to “${await nameOf(node)}”`);
    return node;
  };

  const choose = async (target: Locator, option: string): Promise<void> => {
    const node = await reach(target);
    const chosen = (): Promise<string> =>
      node.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.textContent?.trim() ?? '');
    const isPlain = /^[\x20-\x7e]+$/u.test(option);
    if (isPlain) await keyboard.type(option.split(' ', 1)[0] ?? '');
    for (let presses = 0; (await chosen()) !== option; presses += 1) {
      if (presses === MAX) throw new Error(`“${option}” cannot be chosen`);
      await keyboard.press('ArrowDown');
    }
  };

  const write = async (target: Locator, text: string): Promise<void> => {
    await reach(target);
    await keyboard.press('ControlOrMeta+a');
    await keyboard.press('Delete');
    // What an input method composes arrives as a whole.
    if (/^[\x20-\x7e]+$/u.test(text)) await keyboard.type(text);
    else await keyboard.insertText(text);
  };

  /** Goes somewhere by the search over every page. */
  const search = async (name: string): Promise<void> => {
    await keyboard.press('ControlOrMeta+k');
    const box = page.locator('dialog.palette input');
    await box.waitFor();
    await keyboard.type(name);
    const sought = page.getByRole('option', { name, exact: true }).first();
    await sought.waitFor();
    for (let presses = 0; (await sought.getAttribute('aria-selected')) !== 'true'; presses += 1) {
      if (presses === MAX) throw new Error(`“${name}” cannot be chosen`);
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await box.waitFor({ state: 'detached' });
  };

  return {
    far,
    open: search,
    find: search,
    press: async (target) => {
      await reach(target);
      await keyboard.press('Enter');
    },
    write,
    choose,
    check: async (target) => {
      const node = await reach(target);
      while (!(await isFocused(node))) await keyboard.press('ArrowDown');
      if (!(await target.isChecked())) await keyboard.press('Space');
    },
    date: async (target, date) => {
      const node = await reach(target);
      const [year = '', month = '', day = ''] = date.split('-');
      const isPart = (await node.getAttribute('type')) !== 'text';
      // Whoever types sees in which order its parts stand.
      for (const parts of isPart
        ? [
            [month, day, year],
            [year, month, day],
          ]
        : [[date]]) {
        // A date has several stops: it is written from the first.
        while (await isFocused(node)) await keyboard.press('Shift+Tab');
        await keyboard.press('Tab');
        for (const part of parts) {
          await keyboard.type(part);
          // A year may be longer.
          if (part === year && isPart) await keyboard.press('ArrowRight');
        }
        if ((await target.inputValue()) === date) return;
      }
      throw new Error(`${date} became ${await target.inputValue()}`);
    },
    file: async (target, name, content) => {
      await reach(target);
      const chooser = page.waitForEvent('filechooser');
      await keyboard.press('Space');
      await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: content });
    },
    cite: async (paragraph, words) => {
      const list = page.locator('[data-number][tabindex="0"]');
      await reach(list);
      const number = Number(await paragraph.getAttribute('data-number'));
      while (Number(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.number)) < number)
        await keyboard.press('j');
      const text = (await paragraph.textContent()) ?? '';
      const from = text.indexOf(words);
      if (from === -1) throw new Error(`“${words}” stands nowhere here`);
      await keyboard.press('ControlOrMeta+Home');
      await arrow(from);
      await arrow(words.length, 'Shift+');
      await keyboard.press('Enter');
    },
  };

  /** Moves the cursor by so many characters. */
  async function arrow(count: number, held = ''): Promise<void> {
    for (let moves = 0; moves < count; moves += 1) await keyboard.press(`${held}ArrowRight`);
  }
}

/** `npm run day`: a curator's whole day in a real browser, at the real desk with a chat beside it; counts what the browser complains of and what axe finds. */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { messages } from '../../src/locales/messages.ts';
import { hearCorrection, hearNews, subscribe } from './chat.ts';
import { button, type Day } from './day.ts';
import { keepDiary } from './diary.ts';
import { handsWithMouse } from './hands.ts';
import { handsOnKeyboard } from './keyboard.ts';
import { changeKeyPoints, correct, retract, review } from './mend.ts';
import { start } from './start.ts';
import { PATIENCE_MS } from './until.ts';
import { CURATOR, PAGE } from './words.ts';
import { addAndCite, publishAll } from './write.ts';

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'en' },
    keyboard: { type: 'boolean', default: false },
    pictures: { type: 'string' },
    port: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !['en', 'zh'].includes(values.language)) {
  console.log('npm run day -- [--language en|zh] [--keyboard] [--port NUMBER] [--pictures FOLDER]');
  process.exit(values.help ? 0 : 2);
}
const language = values.language === 'zh' ? 'zh' : 'en';
const today = Temporal.Now.plainDateISO('UTC').toString();
const published = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
const started = await start(PAGE(published), CURATOR, values.port === undefined ? undefined : Number(values.port));
const { url } = started.desk;
const context = await started.browser.newContext({
  locale: language === 'zh' ? 'zh-CN' : 'en-US',
  viewport: { width: 1440, height: 900 },
});
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE_MS);
page.on('dialog', (dialog) => void dialog.accept());
const diary = keepDiary(page, url, values.pictures);
const hands = values.keyboard ? handsOnKeyboard(page) : handsWithMouse(page);
const day: Day = { page, hands, diary, started, language, say: messages(language), t: (text) => text[language], today };

let failed = false;
try {
  await page.goto(`${url}/sign-in#${started.code}`);
  await diary.step('signs in', async () => {
    await hands.press(button(day, messages(language)('entry.enterAs', { name: CURATOR })));
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  await diary.step('the channel subscribes and is introduced', async () => await subscribe(day));
  await addAndCite(day);
  await publishAll(day);
  await diary.step('the channel hears the news', async () => await hearNews(day));
  await correct(day);
  await diary.step('the channel sees the correction on its message', async () => await hearCorrection(day));
  await changeKeyPoints(day);
  await retract(day);
  await review(day);
} catch (error) {
  failed = true;
  console.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  await diary.look('where it ended');
  console.log(started.desk.log.filter((line) => /"level":"(?:warn|error)"/u.test(line)).join('\n'));
}
for (const far of hands.far) console.log(`far: ${far}`);
const { steps, errors, findings } = diary.counts();
console.log(`${steps} steps, ${errors} console errors, ${findings} findings of axe`);
await Promise.race([started.stop(), wait(20_000)]);
process.exit(failed || errors > 0 || findings > 0 ? 1 : 0);

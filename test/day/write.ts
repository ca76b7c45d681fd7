/** The morning: three documents are added, each in another way, cited by selecting, and published to two topics. */
import type { Locator } from 'playwright-core';
import { valueName } from '../../src/desk/web/form/value-names.ts';
import { capital, fieldLabel } from '../../src/records/field-labels.ts';
import type { StatementKind } from '../../src/records/schema.ts';
import { button, seen, type Day } from './day.ts';
import { settled } from './until.ts';
import { DETAILS, PASTED, REPORT, STATEMENTS, TOPICS, type WrittenDetails } from './words.ts';

/** Adds the documents, and writes a statement of each among what is not published. */
export async function addAndCite(day: Day): Promise<void> {
  const { page, hands, diary, started, language, t, today, say } = day;
  const published = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
  const begin = async (): Promise<void> => {
    await hands.open(say('desk.pages.documents'));
    await hands.press(page.getByRole('link', { name: say('desk.documents.add') }));
    await page.locator('#documents-address').waitFor();
  };

  const make = async (): Promise<void> => {
    await hands.press(button(day, say('desk.documents.make')));
    await page.getByRole('link', { name: say('desk.documents.read') }).waitFor();
  };

  await diary.step('adds a document by its address', async () => {
    await begin();
    await diary.look('how a document is given');
    await hands.write(page.locator('#documents-address'), started.address);
    await hands.press(button(day, say('desk.documents.fetch')));
    await page.locator('.documents-paragraph').first().waitFor();
  });
  await diary.step('looks through its paragraphs and makes its record', async () => {
    await fillDetails(day, DETAILS.address);
    await make();
  });
  await diary.step('cites it by selecting words, for two topics', async () => {
    await hands.press(page.getByRole('link', { name: say('desk.documents.read') }));
    await cite(day, STATEMENTS.cargoes, 'reported-fact');
    await takeProposed(day);
    await chooseTopics(day);
    await keep(day);
  });

  await diary.step('adds a pasted text', async () => {
    await begin();
    await hands.write(page.locator('#documents-paste'), PASTED);
    await hands.press(button(day, say('desk.documents.paste-do')));
    await page.locator('.documents-paragraph').first().waitFor();
    await fillDetails(day, DETAILS.paste);
    await hands.date(page.locator('[data-path="publishedOn"]'), published);
    await hands.choose(page.locator('[data-path="language"]'), valueName('zh', say));
    await diary.look('the details of a pasted text');
    await make();
  });
  await diary.step('cites it in Chinese', async () => {
    await hands.press(page.getByRole('link', { name: say('desk.documents.read') }));
    await cite(day, STATEMENTS.orders, 'position');
    const { speaker, role } = STATEMENTS.orders;
    for (const one of ['en', 'zh'] as const) {
      await hands.write(page.locator(`[data-path="speaker.${one}"]`), speaker[one]);
      await hands.write(page.locator(`[data-path="role.${one}"]`), role[one]);
    }
    await hands.press(page.locator('.reading-form summary', { hasText: say('desk.reading.more-fields') }));
    await hands.choose(
      page.getByLabel(capital(fieldLabel('party', language)), { exact: true }),
      t({ en: 'China', zh: '中国' }),
    );
    await takeProposed(day);
    await chooseTopics(day);
    await keep(day);
  });

  await diary.step('adds a file, a PDF', async () => {
    await begin();
    await hands.file(page.locator('input[type=file]'), 'freight.pdf', REPORT);
    await page.locator('.documents-paragraph').first().waitFor();
    await fillDetails(day, DETAILS.file);
    await hands.date(page.locator('[data-path="publishedOn"]'), published);
    await diary.look('the details of a file');
    await make();
  });
  await diary.step('cites it', async () => {
    await hands.press(page.getByRole('link', { name: say('desk.documents.read') }));
    await cite(day, STATEMENTS.rates, 'reported-fact');
    await hands.choose(
      page.getByLabel(`${capital(fieldLabel('eventOn', language))}: ${capital(fieldLabel('precision', language))}`, {
        exact: true,
      }),
      valueName('month', say),
    );
    await hands.date(page.locator('[data-path="eventOn.on"]'), published.slice(0, 7));
    await chooseTopics(day);
    await keep(day);
  });
}

/** Publishes all three in one change set. */
export async function publishAll(day: Day): Promise<void> {
  const { page, hands, diary, say } = day;
  await diary.step('sees what would be published', async () => {
    await hands.press(button(day, say('desk.reading.publish')));
    await page.locator('.publish .primary:enabled').waitFor();
  });
  await diary.step('publishes three documents at once, to two topics', async () => {
    await hands.press(button(day, say('desk.publish.do')));
    await seen(day, say('desk.reading.published'));
  });
}

async function fillDetails({ page, hands }: Day, { id, ...details }: WrittenDetails): Promise<void> {
  const at = (path: string): Locator => page.locator(`[data-path="${path}"]`);
  for (const name of ['title', 'publisher', 'disclosure'] as const)
    for (const [language, value] of Object.entries(details[name])) await hands.write(at(`${name}.${language}`), value);
  if (details.url !== undefined) await hands.write(at('url'), details.url);
  await hands.write(page.locator('#documents-id'), id);
}

type WrittenStatement = {
  readonly paragraph: number;
  readonly words: string;
  readonly en: string;
  readonly zh: string;
};

/** Selects the words, and writes what they say. */
async function cite(
  { page, hands, diary, say }: Day,
  { paragraph, words, en, zh }: WrittenStatement,
  kind: StatementKind,
): Promise<void> {
  const text = page.locator(`[data-number="${paragraph}"]`);
  await text.waitFor();
  await diary.look('a document to read');
  await hands.cite(text, words, page.getByRole('button', { name: say('desk.reading.write') }));
  await page.locator('#reading-kind').waitFor();
  await hands.choose(page.locator('#reading-kind'), say(`desk.kinds.${kind}.name`));
  await hands.write(page.locator('[data-path="text.en"]'), en);
  await hands.write(page.locator('[data-path="text.zh"]'), zh);
}

/** Takes all that is proposed at once, and the day where no word of the paragraph gives it. */
async function takeProposed(day: Day): Promise<void> {
  const { page, hands, say } = day;
  await hands.press(button(day, say('desk.reading.take-all')));
  const when = page
    .locator('.reading-proposed li', { hasText: say('desk.reading.proposed-when') })
    .getByRole('button', { name: say('desk.reading.take') });
  if ((await when.count()) > 0) await hands.press(when.first());
}

/** Checks both topics of the day, where they are proposed or from the list of the others. */
async function chooseTopics(day: Day): Promise<void> {
  const { page, hands, t, say } = day;
  // What is proposed comes a moment after the words, and goes out of the list of the others.
  await settled(async () => (await page.locator('.reading-form').textContent()) ?? '');
  for (const topic of TOPICS) {
    const name = t(topic);
    const proposed = page.locator('.reading-form').getByRole('checkbox', { name, exact: true });
    if ((await proposed.count()) > 0) await hands.check(proposed.first());
    else {
      await hands.choose(page.getByLabel(say('desk.reading.other-topic'), { exact: true }), name);
      await hands.press(button(day, say('desk.reading.add-topic')));
    }
  }
}

/** Puts the statement among what is not published, once nothing is wrong with it. */
async function keep(day: Day): Promise<void> {
  const { page, hands, diary, say } = day;
  await seen(day, say('desk.reading.right'));
  await diary.look('a statement being written');
  await hands.press(button(day, say('desk.reading.add')));
  await page.getByText(say('desk.reading.unpublished-count', { count: 1 })).waitFor();
}

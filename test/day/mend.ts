/** The afternoon: a statement is corrected, key points and a topic are changed, topics are reviewed. */
import { valueName } from '../../src/desk/web/form/value-names.ts';
import { fieldLabel, capital } from '../../src/records/field-labels.ts';
import { button, seen, type Day } from './day.ts';
import { RETRACTED, SAID, STATEMENTS, TITLE, TOPICS } from './words.ts';

/** Corrects a statement that was published, with what was wrong. */
export async function correct(day: Day): Promise<void> {
  const { page, hands, diary, language, t, say } = day;
  const { cargoes } = STATEMENTS;
  await diary.step('opens the document again and changes the statement', async () => {
    await hands.open(say('desk.pages.documents'));
    await hands.press(page.getByRole('link', { name: t(TITLE), exact: true }));
    await hands.press(page.getByRole('button', { name: cargoes[language] }));
    await hands.write(page.locator('[data-path="text.en"]'), cargoes.right.en);
    await hands.write(page.locator('[data-path="text.zh"]'), cargoes.right.zh);
    await seen(day, say('desk.reading.right'));
    await hands.press(button(day, say('desk.reading.save-change')));
    await hands.press(button(day, say('desk.reading.publish')));
  });
  await diary.step('says that it is a correction, and what was wrong', async () => {
    await hands.check(page.getByRole('radio', { name: say('desk.publish.correction') }));
    await hands.write(page.getByLabel(say('desk.publish.reason-en')), cargoes.why.en);
    await hands.write(page.getByLabel(say('desk.publish.reason-zh')), cargoes.why.zh);
    await page.locator('.publish .primary:enabled').waitFor();
  });
  await diary.step('publishes the correction', async () => {
    await hands.press(button(day, say('desk.publish.do')));
    await seen(day, say('desk.reading.published'));
  });
}

/** Opens the form of a topic, from its page. */
async function openForm({ page, hands, t, say }: Day, topic: (typeof TOPICS)[number] | typeof RETRACTED) {
  await hands.find(t(topic));
  await hands.press(page.getByRole('link', { name: say('desk.records.edit'), exact: true }));
  await page.locator('.record-form').waitFor();
}

/** Publishes the record that is open. */
async function publish(day: Day): Promise<void> {
  const { page, hands, diary, say } = day;
  await seen(day, say('desk.edit.no-faults'));
  await hands.press(button(day, say('desk.publish.publish')));
  await page.locator('.publish .primary:enabled').waitFor();
  await diary.look('what would be published');
  await hands.press(button(day, say('desk.publish.do')));
  await seen(day, say('desk.publish.done'));
}

/** Puts the new statement among the key points of a topic. */
export async function changeKeyPoints(day: Day): Promise<void> {
  const { page, hands, diary } = day;
  const [topic] = TOPICS;
  await diary.step('opens a topic as a form', async () => await openForm(day, topic));
  await diary.step('makes the statement a key point', async () => {
    const list = page.getByRole('group', { name: capital(fieldLabel('keyPoints', day.language)), exact: true });
    await hands.press(
      page
        .locator('.record-form nav')
        .getByRole('button', { name: fieldLabel('keyPoints', day.language), exact: true }),
    );
    const remove = list.locator('.ordered-list .small-button');
    if ((await list.locator('.offered').count()) === 0) await hands.press(remove.last());
    await hands.write(list.getByRole('searchbox'), STATEMENTS.cargoes.right[day.language]);
    await hands.press(list.locator('.offered button').first());
    await list.locator('.ordered-list', { hasText: STATEMENTS.cargoes.right[day.language] }).waitFor();
  });
  await diary.step('publishes the topic', async () => await publish(day));
}

/** Retracts a topic, with the reason. */
export async function retract(day: Day): Promise<void> {
  const { page, hands, diary, language, say } = day;
  await diary.step('retracts a topic, with why', async () => {
    await openForm(day, RETRACTED);
    const status = page.getByLabel(capital(fieldLabel('status', language)), { exact: true });
    await hands.choose(status, valueName('retracted', say));
    const retraction = page.getByRole('group', { name: capital(fieldLabel('retraction', language)), exact: true });
    if ((await retraction.count()) === 0) await hands.press(button(day, fieldLabel('retraction', language)));
    await retraction.waitFor();
    await diary.look('a retraction being written');
    for (const one of ['en', 'zh'] as const)
      await hands.write(page.locator(`[data-path="retraction.what.${one}"]`), SAID.retraction[one]);
    await publish(day);
  });
}

/** Confirms a topic. */
export async function review(day: Day): Promise<void> {
  const { page, hands, diary, say } = day;
  const waiting = page.locator('article[aria-labelledby^="review-"]');
  const named = (words: string) => waiting.getByRole('button', { name: words, exact: false });
  /** Opens the first topic that waits: nothing can be said of one that was not opened. */
  const openFirst = async (): Promise<void> => {
    await hands.press(named(say('desk.today.open')).first());
    await named(say('desk.review.right')).first().waitFor();
  };
  await diary.step('opens a topic that waits for a review', async () => {
    await hands.open(say('desk.pages.today'));
    await openFirst();
  });
  await diary.step('confirms a topic that is still right', async () => {
    await hands.press(named(say('desk.review.right')).first());
    await button(day, say('desk.inbox.undo')).waitFor();
    await named(say('desk.review.right')).waitFor({ state: 'detached' });
  });
}

/** The afternoon: a statement is corrected, key points and a topic are changed, topics are reviewed, a question is added, a relationship is made. */
import { fieldLabel, capital } from '../../src/records/field-labels.ts';
import { TEXT as ADD } from '../../src/desk/web/documents/documents-messages.ts';
import { TEXT as BEGIN } from '../../src/desk/web/edit/begin-messages.ts';
import { TEXT as EDIT } from '../../src/desk/web/edit/edit-messages.ts';
import { TEXT as FORM, valueName } from '../../src/desk/web/form/form-messages.ts';
import { TEXT as PUBLISH } from '../../src/desk/web/edit/publish/publish-messages.ts';
import { TEXT as QUESTIONS } from '../../src/desk/web/questions/questions-messages.ts';
import { TEXT as READ } from '../../src/desk/web/reading/reading-messages.ts';
import { TEXT as RECORDS } from '../../src/desk/web/records/records-messages.ts';
import { TEXT as REVIEW } from '../../src/desk/web/review/review-messages.ts';
import { button, seen, type Day } from './day.ts';
import { RETRACTED, SAID, STATEMENTS, TITLE, TOPICS } from './words.ts';

/** Corrects a statement that was published, with what was wrong. */
export async function correct(day: Day): Promise<void> {
  const { page, hands, diary, language, t } = day;
  const { cargoes } = STATEMENTS;
  await diary.step('opens the document again and changes the statement', async () => {
    await hands.open(t(ADD.heading));
    await hands.press(page.getByRole('link', { name: t(TITLE), exact: true }));
    await hands.press(page.getByRole('button', { name: cargoes[language] }));
    await hands.write(page.locator('#reading-says-en'), cargoes.right.en);
    await hands.write(page.locator('#reading-says-zh'), cargoes.right.zh);
    await seen(day, t(READ.right));
    await hands.press(button(day, t(READ['save-change'])));
    await hands.press(button(day, t(READ.publish)));
  });
  await diary.step('says that it is a correction, and what was wrong', async () => {
    await hands.check(page.getByRole('radio', { name: t(PUBLISH.correction) }));
    await hands.write(page.getByLabel(t(PUBLISH['reason-en'])), cargoes.why.en);
    await hands.write(page.getByLabel(t(PUBLISH['reason-zh'])), cargoes.why.zh);
    await page.locator('.publish .primary:enabled').waitFor();
  });
  await diary.step('publishes the correction', async () => {
    await hands.press(button(day, t(PUBLISH.do)));
    await seen(day, t(READ.published));
  });
}

/** Opens the form of a topic, from its page. */
async function openForm({ page, hands, t, language }: Day, topic: (typeof TOPICS)[number] | typeof RETRACTED) {
  await hands.find(t(topic));
  await hands.press(page.getByRole('link', { name: RECORDS[language].edit, exact: true }));
  await page.locator('.record-form').waitFor();
}

/** Publishes the record that is open. */
async function publish(day: Day): Promise<void> {
  const { page, hands, diary, t } = day;
  await seen(day, t(EDIT['no-faults']));
  await hands.press(button(day, t(PUBLISH.publish)));
  await page.locator('.publish .primary:enabled').waitFor();
  await diary.look('what would be published');
  await hands.press(button(day, t(PUBLISH.do)));
  await seen(day, t(PUBLISH.done));
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
    const remove = list.locator('.sortable .small-button');
    if ((await list.locator('.offered').count()) === 0) await hands.press(remove.last());
    await hands.write(list.getByRole('searchbox'), STATEMENTS.cargoes.right[day.language]);
    await hands.press(list.locator('.offered button').first());
    await list.locator('.sortable', { hasText: STATEMENTS.cargoes.right[day.language] }).waitFor();
  });
  await diary.step('publishes the topic', async () => await publish(day));
}

/** Retracts a topic, with the reason. */
export async function retract(day: Day): Promise<void> {
  const { page, hands, diary, t, language } = day;
  await diary.step('retracts a topic, with why', async () => {
    await openForm(day, RETRACTED);
    const status = page.getByLabel(capital(fieldLabel('status', language)), { exact: true });
    await hands.choose(status, t(valueName('retracted')));
    const retraction = page.getByRole('group', { name: capital(fieldLabel('retraction', language)), exact: true });
    if ((await retraction.count()) === 0) await hands.press(button(day, fieldLabel('retraction', language)));
    await retraction.waitFor();
    await diary.look('a retraction being written');
    for (const one of ['en', 'zh'] as const)
      await hands.write(page.locator(`[data-path="retraction.what.${one}"]`), SAID.retraction[one]);
    await publish(day);
  });
}

/** Confirms a topic, and sends another one back. */
export async function review(day: Day): Promise<void> {
  const { page, hands, diary, t } = day;
  const named = (words: { readonly en: string; readonly zh: string }) =>
    page.getByRole('button', { name: t(words), exact: false });
  await diary.step('opens the list of reviews', async () => {
    await hands.open(t(REVIEW.heading));
    await named(REVIEW.right).first().waitFor();
  });
  await diary.step('confirms a topic that is still right', async () => {
    await hands.press(named(REVIEW.right).first());
    await button(day, t(QUESTIONS.undo)).waitFor();
  });
  await diary.step('sends a topic back that needs work', async () => {
    await hands.press(named(REVIEW.work).first());
    await hands.write(page.locator('textarea'), t(SAID.note));
    await hands.press(button(day, t(REVIEW.send)));
    await page
      .locator('.review-words', { hasText: t(SAID.note) })
      .first()
      .waitFor();
  });
}

/** Adds a question to a topic. */
export async function addQuestion(day: Day): Promise<void> {
  const { page, hands, diary, t } = day;
  const question = t(SAID.question);
  await diary.step('tries a question', async () => {
    await hands.open(t(QUESTIONS.heading));
    await hands.write(page.getByLabel(t(QUESTIONS.box), { exact: true }), question);
    await hands.press(button(day, t(QUESTIONS.explain)));
    await page.getByRole('button', { name: t(QUESTIONS['as-question-of'](question)) }).waitFor();
  });
  await diary.step('adds it to a topic', async () => {
    await hands.choose(page.getByLabel(t(QUESTIONS['to-question'](question))), t(TOPICS[0]));
    await hands.press(page.getByRole('button', { name: t(QUESTIONS['try-of'](question)) }));
    await seen(day, t(QUESTIONS['would-find'].question));
    await diary.look('a question that is tried');
    await hands.press(page.getByRole('button', { name: t(QUESTIONS['as-question-of'](question)) }));
    await seen(day, t(QUESTIONS.added(question, t(TOPICS[0]))));
  });
}

/** Makes a relationship of two countries. */
export async function makeRelationship(day: Day): Promise<void> {
  const { page, hands, diary, t } = day;
  await diary.step('makes a relationship', async () => {
    await hands.open(t({ en: 'Edit', zh: '编辑' }));
    await hands.press(page.locator('summary', { hasText: t(BEGIN.new) }));
    await hands.choose(page.getByLabel(t(BEGIN.first)), t({ en: 'France', zh: '法国' }));
    await hands.choose(page.getByLabel(t(BEGIN.second)), t({ en: 'Germany', zh: '德国' }));
    await diary.look('two countries');
    await hands.press(button(day, t(BEGIN.make)));
    await seen(day, t(BEGIN['made-heading']));
  });
  await diary.step('looks through what was made', async () => {
    await hands.press(page.locator('.callout.good a').first());
    await page.locator('.record-form').waitFor();
  });
  await diary.step('opens a draft of one of its topics', async () => {
    await page.goBack();
    await hands.press(page.locator('.callout.good a').nth(1));
    await page.locator('.record-form').waitFor();
    await page.getByText(t(FORM.what)).first().waitFor();
  });
}

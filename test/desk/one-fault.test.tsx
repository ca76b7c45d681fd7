/** One fault by its code: in the terminal and on the desk, in both languages. */
import { PassThrough } from 'node:stream';
import { parseHTML } from 'linkedom';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { FaultText } from '../../src/desk/web/components/fault-text.tsx';
import { LanguageContext } from '../../src/desk/web/language.ts';
import type { Fault } from '../../src/records/fault.ts';
import type { Language } from '../../src/records/schema.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { folderOf, NOW, recordFiles, topicRecord } from '../support/records.ts';

const TOPIC = 'north-south/topics/grain-corridor.yaml';
/** The records with a topic that names another one that is not there, and their only fault. */
function broken(): { readonly folder: string; readonly fault: Fault } {
  const folder = folderOf(recordFiles({ [TOPIC]: topicRecord('grain corridor', { related: ['nowhere'] }) }));
  const [fault, ...others] = checkCatalogue(folder, NOW).faults;
  if (fault === undefined || others.length > 0) throw new Error('there is to be one fault');
  return { folder, fault: { ...fault, file: TOPIC } };
}

const EN = 'there is no topic nowhere; add north-south/topics/nowhere.yaml or correct the id';
const ZH = '没有主题nowhere；请添加north-south/topics/nowhere.yaml或改正编号';

test('is found once, as a code with what differs', () => {
  expect(broken().fault).toMatchObject({
    field: 'related.0',
    code: 'no-topic',
    params: { topic: 'nowhere', file: 'north-south/topics/nowhere.yaml' },
  });
});

test('in the terminal', async () => {
  const { folder, fault } = broken();
  const errors = new PassThrough();
  const said: string[] = [];
  errors.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const io = { env: { BRIEFS_DIR: folder }, input: process.stdin, output: new PassThrough(), errors, now: () => NOW };
  expect(await run(['check'], io)).toBe(1);
  expect(said.join('')).toContain(`${TOPIC}:${fault.line}:${fault.column}  related.0: ${EN}\n`);
});

test.each<[Language, string, string]>([
  ['en', 'related topics 1: ', EN],
  ['zh', '相关主题 1：', ZH],
])('on the desk, in %s', (language, field, words) => {
  const { fault } = broken();
  const markup = renderToStaticMarkup(
    <LanguageContext value={language}>
      <FaultText fault={fault} />
    </LanguageContext>,
  );
  expect(parseHTML(`<body>${markup}</body>`).document.querySelector('span')?.textContent).toBe(`${field}${words}`);
});

/** What is wrong around a statement that is written: its own document first, other records folded. */
import { parseHTML } from 'linkedom';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { finding } from '../../../src/records/fault.ts';
import { OtherRecordsFaults } from '../../../src/desk/web/reading/faults-elsewhere.tsx';
import { LanguageContext } from '../../../src/desk/web/language.ts';

const OWN = 'north-south/documents/harbour-notes.yaml';
const TOPIC = 'north-south/topics/tea-trade.yaml';
const fault = (file: string, field: string) => ({ file, line: 1, column: 1, field, ...finding('missing') });

function shown(faults: readonly ReturnType<typeof fault>[], title?: string, language: 'en' | 'zh' = 'en') {
  const markup = renderToStaticMarkup(
    <LanguageContext value={language}>
      <OtherRecordsFaults faults={faults} own={OWN} titleOf={() => title} />
    </LanguageContext>,
  );
  return parseHTML(`<body>${markup}</body>`).document;
}

test('the many faults of a topic that was only begun are one line, by its title and with their number', () => {
  const faults = [fault(OWN, 'url'), fault(TOPIC, 'summary'), fault(TOPIC, 'questions'), fault(TOPIC, 'keyPoints')];
  const document = shown(faults, 'Tea trade');
  const lines = [...document.querySelectorAll('.callout > ul > li')];
  expect(lines).toHaveLength(2);
  expect(lines[1]?.querySelector('a')?.getAttribute('href')).toBe(
    '#/topics/north-south/tea-trade?view=edit&field=summary',
  );
  expect(lines[1]?.querySelector('a')?.textContent).toBe('Tea trade');
  expect(lines[1]?.querySelector('summary')?.textContent).toBe('3 faults');
  expect(lines[1]?.querySelectorAll('details li')).toHaveLength(3);
  expect(shown(faults, '茶叶贸易', 'zh').querySelector('.callout > ul')?.textContent).toContain('茶叶贸易 3处错误');
});

test('a single one is told at once, and where there is none nothing is', () => {
  const document = shown([fault(TOPIC, 'summary')]);
  expect(document.querySelector('details')).toBeNull();
  expect(document.querySelector('li')?.textContent).toMatch(/^north-south\/topics\/tea-trade\.yaml .*is missing/u);
  expect(shown([]).querySelector('.callout')).toBeNull();
});

/** Faults in the files of messages are told with file, key and remedy, before anything is sent. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { localeFaults } from '../../src/locales/check-locales.ts';
import en from '../../src/locales/en.json' with { type: 'json' };
import zh from '../../src/locales/zh.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'locales-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (locale: unknown): string => (typeof locale === 'string' ? locale : JSON.stringify(locale));

/** The faults of two files, without the folder. */
function faultsOf(english: unknown, chinese: unknown): string[] {
  writeFileSync(join(folder, 'en.json'), written(english));
  writeFileSync(join(folder, 'zh.json'), written(chinese));
  return localeFaults(folder).map((fault) => fault.replaceAll(`${folder}/`, ''));
}

test('the files of the bot have none', () => {
  expect(localeFaults()).toEqual([]);
});

const { 'alerts.title': _, ...untitled } = zh;

test.each([
  ['a file that is no JSON', '{"alerts.title": }', /^zh\.json: cannot be read as JSON \(.+\)\. Correct it/u],
  ['a list', '[]', 'zh.json: must be one JSON object of keys and messages. Correct it, or restore the file'],
  ['a missing message', untitled, 'zh.json: “alerts.title” is missing, which en.json has: write it'],
  [
    'a blank message',
    { ...zh, 'alerts.title': ' ' },
    'zh.json: “alerts.title” must be a text that is not empty. Write the message',
  ],
  [
    'a number for a message',
    { ...zh, 'alerts.title': 1 },
    'zh.json: “alerts.title” must be a text that is not empty. Write the message',
  ],
  [
    'an unknown key',
    { ...zh, 'alerts.titel': '甲' },
    'zh.json: “alerts.titel” is unknown: no other language has it. Remove it, or correct the key',
  ],
  [
    'a brace that stays open',
    { ...zh, 'alerts.goesOn': '“{name”' },
    /^zh\.json: “alerts\.goesOn” is no ICU message \(.+\)\. Look for a brace/u,
  ],
  [
    'a missing parameter',
    { ...zh, 'alerts.goesOn': '已恢复' },
    'zh.json: “alerts.goesOn” has no {name}: it takes {name}. Add it to the message',
  ],
  [
    'an unknown parameter',
    { ...zh, 'alerts.goesOn': '“{name}{nmae}”' },
    'zh.json: “alerts.goesOn” has the parameter {nmae}, which is unknown: it takes {name}. Correct its name',
  ],
  [
    'a parameter where none is given',
    { ...zh, 'alerts.title': '{name}' },
    'zh.json: “alerts.title” has the parameter {name}, which is unknown: it takes none. Correct its name',
  ],
  [
    'a text that is counted',
    { ...zh, 'alerts.goesOn': '{name, plural, other {甲}}' },
    'zh.json: “alerts.goesOn” uses {name} wrongly: it is no number. Use it as it is',
  ],
  [
    'a text that is selected by',
    { ...zh, 'alerts.goesOn': '{name, select, a {甲} other {乙}}' },
    'zh.json: “alerts.goesOn” uses {name} wrongly: it is not one of a few words. Use it as it is',
  ],
])('%s is told with its place and what to do', (_name, chinese, expected) => {
  const found = faultsOf(en, chinese);
  expect(found).toHaveLength(1);
  const isAsExpected = typeof expected === 'string' ? found[0] === expected : expected.test(found[0] ?? '');
  expect({ found, isAsExpected }).toEqual({ found, isAsExpected: true });
});

test('a parameter that no code gives is a fault in the first language too', () => {
  const title = 'A digest of {person} needs you';
  expect(faultsOf({ ...en, 'alerts.title': title }, zh)).toEqual([
    'en.json: “alerts.title” has the parameter {person}, which is unknown: it takes none. Correct its name',
  ]);
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import type { Brief } from '../../src/records/schema.ts';
import {
  topicRecord,
  DOCUMENT,
  folderOf,
  NOW,
  recordFiles,
  documentRecord,
  STATEMENTS,
  type Fields,
} from '../support/records.ts';
import { STEERING } from '../support/terminal.ts';

type Ran = { readonly code: number; readonly output: string; readonly errors: string };
type Options = {
  readonly files?: Parameters<typeof folderOf>[0];
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Whether errors go to a terminal. */
  readonly terminal?: boolean;
};

/** Runs a command over a folder of made-up records, and returns what it wrote. */
async function ran(
  args: readonly string[],
  { files = twoBriefs(), env = {}, input = '', terminal = false }: Options = {},
): Promise<Ran> {
  const streams = { output: new PassThrough(), errors: new PassThrough() };
  const said = { output: '', errors: '' };
  for (const name of ['output', 'errors'] as const)
    streams[name].on('data', (chunk: Buffer) => void (said[name] += chunk.toString('utf8')));
  const stdin = new PassThrough();
  stdin.end(input);
  const code = await run(args, {
    env: { BRIEFS_DIR: folderOf(files), ...env },
    input: stdin,
    output: streams.output,
    errors: Object.assign(streams.errors, { isTTY: terminal }),
    now: () => NOW,
  });
  return { code, ...said };
}

function twoBriefs(): Parameters<typeof folderOf>[0] {
  return recordFiles({
    'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
    'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
      status: 'retracted',
      retraction: { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } },
    }),
    'north-south/topics/secret-plan.yaml': topicRecord('secret plan', { status: 'draft' }),
  });
}

const EVIL = '\u001B[31mred\u009B2J\u0007\u202E';

describe('topics', () => {
  test('lists what is published by id, title and summary', async () => {
    expect(await ran(['topics'])).toEqual({
      code: 0,
      output:
        'grain-corridor  The grain corridor: What is known of the grain corridor\ntea-trade       The tea trade: What is known of the tea trade\n',
      errors: '',
    });
  });
  test('says nothing where all are drafts, and still holds', async () => {
    const files = recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'draft' }),
    });
    expect(await ran(['topics'], { files })).toMatchObject({ code: 0, errors: '' });
  });
});

describe('brief', () => {
  test('shows a brief as text of 80 columns', async () => {
    const { code, output, errors } = await ran(['brief', 'grain-corridor']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(
      /^The grain corridor\n\nNorthland–Southland · Sources end September 1, 2026; nothing read since/u,
    );
    expect(output.split('\n').every((line) => line.length <= 80)).toBe(true);
  });
  test('shows the typed record as JSON', async () => {
    const { output } = await ran(['brief', 'Grain-Corridor', '--as', 'json']);
    const record = JSON.parse(output) as Brief;
    expect(record).toMatchObject({ id: 'grain-corridor', relationship: 'north-south', status: 'published' });
    expect(record.statements.map(({ id }) => id)).toEqual(
      Object.values(STATEMENTS).map(({ id }) => `harbour-notes/${id}`),
    );
  });
  test('resolves each statement of the JSON: its document, whole citations, how it stands and who tells it', async () => {
    const { output } = await ran(['brief', 'grain-corridor', '--as', 'json']);
    const { statements } = JSON.parse(output) as { readonly statements: readonly Fields[] };
    const [fact, , measure, commitment] = statements;
    expect(fact).toMatchObject({
      id: 'harbour-notes/hands-shaken',
      document: 'harbour-notes',
      kind: 'reported-fact',
      text: { en: 'The ministers met in the customs house.' },
      citations: [{ source: 'harbour-notes', paragraph: 2, find: 'Ministers of both sides' }],
      told: { by: 'none', parties: [], alike: [], differently: [], origins: 1 },
    });
    expect(fact).not.toHaveProperty('standing');
    expect(measure).toMatchObject({ standing: { kind: 'measure', state: 'end-passed', until: { on: '2026-10-31' } } });
    expect(commitment).toMatchObject({ standing: { kind: 'commitment', state: 'open', until: { on: '2026-11' } } });
  });
  test('shows the whole of it, or one section', async () => {
    expect((await ran(['brief', 'grain-corridor', '--full'])).output).toMatch(
      /^The grain corridor\n[^]*The grain corridor: Gaps\n[^]*What changed: The grain corridor\n/u,
    );
    expect((await ran(['brief', 'north-south/grain-corridor', '--section', 'gaps'])).output).toMatch(
      /^The grain corridor: Gaps\n\nWhat the sources do not say\n/u,
    );
  });
  test.each(['slack', 'discord'])('shows the messages of %s as JSON', async (as) => {
    const { code, output } = await ran(['brief', 'grain-corridor', '--as', as]);
    expect(code).toBe(0);
    expect(JSON.stringify(JSON.parse(output))).toContain('The envoy likened the corridor to a bridge.');
  });
  test('is in Chinese, or says that it is not', async () => {
    expect((await ran(['brief', 'grain-corridor', '--language', 'zh'])).output).toContain('本简报暂无中文版');
  });
  test('tells that a brief was retracted', async () => {
    expect((await ran(['brief', 'old-ferry'])).output).toContain(
      '! This brief was retracted on October 2, 2026: It sank.',
    );
  });
  test.each(['tea-trad', 'secret-plan', 'constructor', '__proto__'])(
    'fails for %s, which there is not',
    async (topic) => {
      const { code, output, errors } = await ran(['brief', topic]);
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toContain(`attache: there is no topic "${topic}".`);
    },
  );
  test('tells which id may have been meant', async () => {
    expect((await ran(['brief', 'tea-trad'])).errors).toBe(
      'attache: there is no topic "tea-trad". Did you mean tea-trade? `attache topics` lists them all.\n',
    );
  });
});

describe('ask', () => {
  test('answers as in chat', async () => {
    expect((await ran(['ask', 'what about the tea trade'])).output).toMatch(/^The tea trade\n/u);
    expect((await ran(['ask', 'what', 'about', 'the', 'tea', 'trade'])).output).toMatch(/^The tea trade\n/u);
    expect((await ran(['ask', 'sources tea-trade'])).output).toMatch(/^The tea trade: Sources\n/u);
    expect((await ran(['ask', 'help'])).output).toMatch(/^How to ask\n/u);
    expect((await ran(['ask', '帮助'])).output).toMatch(/^如何提问\n/u);
    expect((await ran(['ask', '帮助', '--language', 'en'])).output).toMatch(/^How to ask\n/u);
  });
  test('says that there is nothing, which is no failure', async () => {
    const { code, output } = await ran(['ask', 'who won the cup final']);
    expect(code).toBe(0);
    expect(output).toContain('Nothing here on');
  });
  test.each([
    ['what about the tea trade', { result: 'found', topic: 'tea-trade', choices: [], statements: [], nearest: [] }],
    ['sources tea-trade', { result: 'found', topic: 'tea-trade', choices: [], statements: [], nearest: [] }],
    ['what about the secret plan', { result: 'none', topic: null, choices: [], statements: [], nearest: [] }],
    ['help', { result: 'none', topic: null, choices: [], statements: [], nearest: [] }],
    ['constructor tea-trade', expect.objectContaining({ result: expect.stringMatching(/^(?:found|near|none)$/u) })],
  ])('tells as JSON what %j finds', async (question, expected) => {
    const { output } = await ran(['ask', question, '--as', 'json']);
    const { question: asked, ...found } = JSON.parse(output) as { readonly question: string };
    expect(asked).toBe(question);
    expect(found).toEqual(expected);
  });
  test('answers with the topics of a message from standard input, or names them as JSON', async () => {
    const input = 'Northland and Southland met.\nFirst the grain corridor, they said, then the tea trade talks.\n';
    const { code, output } = await ran(['ask', '--message'], { input });
    expect(code).toBe(0);
    expect(output).toMatch(/^What the file says on this message\n/u);
    expect(output).toContain('type: grain-corridor · tea-trade · topics');
    expect(JSON.parse((await ran(['ask', '--message', '--as', 'json'], { input })).output)).toEqual({
      topics: ['tea-trade', 'grain-corridor'],
    });
    expect((await ran(['ask', '--message', '--language', 'zh'], { input: '' })).output).toMatch(/^没有相关内容\n/u);
  });
  test.each([
    ['--message', 'tea'],
    ['--lines', '--message'],
    ['--lines', '--language', 'zh'],
  ])('refuses %s beside %s', async (...args) => {
    const { code, errors } = await ran(['ask', ...args]);
    expect(code).toBe(2);
    expect(errors).toContain('reads');
  });
  test('reads questions by the line and writes an object for each, blank ones too, in their order', async () => {
    const questions = ['what about the tea trade', '', 'who won the cup final', '  ', 'grain-corridor', '中文'];
    const { code, output } = await ran(['ask', '--lines'], { input: `${questions.join('\r\n')}\n` });
    expect(code).toBe(0);
    const objects = output
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { readonly question: string; readonly result: string; readonly topic: string | null },
      );
    expect(objects.map(({ question }) => question)).toEqual(questions);
    expect(objects.map(({ topic }) => topic)).toEqual(['tea-trade', null, null, null, 'grain-corridor', null]);
    expect(objects.map(({ result }) => result)).toEqual(['found', 'none', 'none', 'none', 'found', 'none']);
  });
  test('writes nothing for no lines', async () => {
    expect(await ran(['ask', '--lines'])).toEqual({ code: 0, output: '', errors: '' });
  });
});

describe('check', () => {
  test('tells what it checked, and what each side has in each topic', async () => {
    expect(await ran(['check'])).toEqual({
      code: 0,
      output: expect.stringContaining(
        [
          '2 topics, 7 statements, 1 document, 0 relations, 16 questions: no faults. 2 topics overdue for review by a person. 1 warning, below.',
          '',
          'topic           side         docs  newest      fact  pos meas comm assess  rec fcst',
          'grain-corridor  north           0  no document held; a gap of the topic says so',
          '                south           0  no document held; a gap of the topic says so',
          '                independent     1  2026-09-01     1    1    1    1      1    1    1',
          'tea-trade       north           0  no document held; a gap of the topic says so',
          '                south           0  no document held; a gap of the topic says so',
          '                independent     1  2026-09-01     1    1    1    1      1    1    1',
          '',
        ].join('\n'),
      ),
      errors: '',
    });
  });
  test('fails with every fault at its place, and their number', async () => {
    const files = recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { related: ['nowhere', 'here'] }),
    });
    const { code, output, errors } = await ran(['check'], { files });
    expect({ code, output }).toEqual({ code: 1, output: '' });
    const lines = errors.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(
      /\/north-south\/topics\/tea-trade\.yaml:\d+:\d+ {2}related\.0: there is no topic nowhere; add north-south\/topics\/nowhere\.yaml or correct the id$/u,
    );
    expect(lines.at(-1)).toMatch(/^2 faults in /u);
  });
  test('compares citations with the texts that are held', async () => {
    const dataDir = folderOf({
      'documents/north-south/harbour-notes.json': {
        id: 'harbour-notes',
        relationship: 'north-south',
        paragraphs: DOCUMENT,
        readAt: '2026-09-02T08:00:00Z',
        from: 'file',
      },
    });
    const env = { DATA_DIR: dataDir };
    expect((await ran(['check'], { env })).output).toContain(
      'no faults. Citations of 1 document were compared with the held text. 2 topics overdue',
    );
    const statement = { ...STATEMENTS.fact, citations: [{ paragraph: 2, find: 'totally invented words here' }] };
    const statements = Object.values({ ...STATEMENTS, fact: statement });
    const files = recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: statements.map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
      }),
    });
    const { code, output, errors } = await ran(['check'], { files, env });
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(
      /harbour-notes\.yaml:\d+:\d+ {2}statements\.0\.citations\.0\.find: .*nor anywhere in the document/u,
    );
  });
  test.each(['topics', 'brief grain-corridor', 'ask tea', 'ask --lines', 'verify x.txt'])(
    'is what every command but start and draft does first: %s fails over a fault',
    async (line) => {
      const files = recordFiles({
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade', { related: ['nowhere'] }),
      });
      const { code, output, errors } = await ran(line.split(' '), { files });
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toContain('attache: the records have 1 fault:\n');
      expect(errors).toContain('related.0: there is no topic nowhere');
    },
  );
  test('tells a folder that is not there', async () => {
    const { code, errors } = await ran(['check'], { env: { BRIEFS_DIR: '/nowhere/at/all' } });
    expect(code).toBe(1);
    expect(errors).toContain('/nowhere/at/all:1:1  cannot be read');
  });
});

const document = (text: string = DOCUMENT.join('\n\n')): string => {
  const file = join(folderOf({ 'a.txt': '' }), 'document.txt');
  writeFileSync(file, text);
  return file;
};

/** Another document of one paragraph, "Another paragraph.", without statements. */
const other = () =>
  documentRecord({
    url: 'https://example.org/other',
    paragraphs: [fingerprint('Another paragraph.')],
    statements: [],
  });

/** A document whose record is a draft. */
const again = (): string => document(DOCUMENT.map((one) => `${one} Again.`).join('\n'));

describe('verify', () => {
  test('holds a document against its record and counts what holds', async () => {
    const { code, output } = await ran(['verify', document()], { files: recordFiles() });
    expect(code).toBe(0);
    expect(output).toBe(
      'harbour-notes: all 4 paragraphs match their fingerprints; 7 statements: 8 citations and 0 quotations stand where they say; no text of a record shares eight words, or sixteen Chinese characters, in a row with the document.\n',
    );
  });
  test('tells that the paragraphs that must be cited are', async () => {
    const files = recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ mustCite: { from: 1, to: 4 } }),
    });
    expect((await ran(['verify', document()], { files })).output).toContain('; paragraphs 1 to 4 are all cited;');
  });
  test('fails where a paragraph was changed', async () => {
    const { code, errors } = await ran(['verify', document(DOCUMENT.join('\n').replace('Tuesday', 'Monday'))]);
    expect(code).toBe(1);
    expect(errors).toContain('harbour-notes paragraph 2: the text differs from what was cited');
  });
  test('finds which source a document is of', async () => {
    const files = recordFiles({ 'north-south/documents/a-other.yaml': other() });
    expect((await ran(['verify', document()], { files })).output).toMatch(/^harbour-notes: /u);
    expect(await ran(['verify', document('Something else.')], { files })).toMatchObject({
      code: 2,
      errors: expect.stringContaining('no document record fits this file; name one with --source'),
    });
    expect(await ran(['verify', document('Something else.'), '--source', 'a-other'], { files })).toMatchObject({
      code: 1,
      errors: expect.stringContaining('a-other paragraph 1: the text differs'),
    });
  });
  test.each([
    ['no document', () => ['verify'], 'name one document'],
    ['two documents', () => ['verify', 'a', 'b'], 'name one document'],
    ['a document that is not there', () => ['verify', '/nowhere.txt'], '/nowhere.txt cannot be read: ENOENT'],
    ['a folder', () => ['verify', folderOf({})], 'cannot be read: EISDIR'],
    ['an empty document', () => ['verify', document(' \n')], 'has no paragraph'],
    [
      'a source that there is not',
      () => ['verify', document(), '--source', 'nowhere'],
      'there is no source "nowhere"; see briefs/*/documents',
    ],
  ])('takes %s for misuse', async (_what, args, message) => {
    expect(await ran(args())).toMatchObject({ code: 2, output: '', errors: expect.stringContaining(message) });
  });
  describe('a draft', () => {
    const paragraphs = DOCUMENT.map((one) => fingerprint(`${one} Again.`));
    const record = documentRecord({ url: 'https://example.org/drafted', paragraphs, statements: [] });
    const drafted = `# relationship: north-south\n${JSON.stringify(record)}`;
    test('is held against the document where it lies, and told as what it is', async () => {
      const files = { ...recordFiles(), 'drafts/drafted.yaml': drafted };
      const { code, output } = await ran(['verify', again()], { files });
      expect(code).toBe(0);
      expect(output).toMatch(/^drafted: all 4 paragraphs match their fingerprints; 0 statements/u);
      expect(output).toMatch(/drafted is a draft, \S+drafts\/drafted\.yaml, and not in service yet\.\n$/u);
      expect(await ran(['verify', document(), '--source', 'drafted'], { files })).toMatchObject({
        code: 1,
        errors: expect.stringContaining('drafted: only 0 of 4 paragraphs are in the document'),
      });
    });
    test('that cannot be read as a record is named with what to mend', async () => {
      const files = { ...recordFiles(), 'drafts/drafted.yaml': drafted.replace('"language":"en",', '') };
      expect(await ran(['verify', again(), '--source', 'drafted'], { files })).toMatchObject({
        code: 1,
        errors: expect.stringMatching(
          /the draft drafted cannot be read as a record yet; mend it first:\n\S+ {2}language: is missing/u,
        ),
      });
      const more = { ...files, 'north-south/documents/a-other.yaml': other() };
      expect(await ran(['verify', again()], { files: more })).toMatchObject({
        code: 2,
        errors: expect.stringContaining('Drafts with faults were not looked at: drafted'),
      });
    });
  });
  test('takes the record of its name for that of a document, whatever is in it', async () => {
    const files = recordFiles({ 'north-south/documents/a-other.yaml': other() });
    const file = join(folderOf({ 'a-other.txt': DOCUMENT.join('\n') }), 'a-other.txt');
    expect(await ran(['verify', file], { files })).toMatchObject({
      code: 1,
      errors: expect.stringContaining('a-other: only 0 of 1 paragraphs are in the document'),
    });
  });
  test('takes a document that is not UTF-8 for misuse', async () => {
    const file = document();
    writeFileSync(file, Buffer.from('caf\u00E9 au lait', 'latin1'));
    expect(await ran(['verify', file])).toMatchObject({
      code: 2,
      errors: expect.stringContaining('is neither text in UTF-8, nor HTML, nor a PDF'),
    });
  });
});

/** A folder of the made-up documents, and of files that are none. */
const documents = (over: Parameters<typeof folderOf>[0] = {}): string =>
  folderOf({
    'harbour-notes.txt': DOCUMENT.join('\n'),
    'a-other.html': '<p>Another paragraph.</p>',
    'README.md': '# Notes',
    'sources.yaml': 'a: b',
    ...over,
  });

describe('verify --all', () => {
  const files = recordFiles({
    'north-south/documents/a-other.yaml': other(),
    'north-south/documents/left-out.yaml': { ...other(), url: 'https://example.org/left-out' },
  });
  test('holds each document of a folder against the record of its name, and names what has no counterpart', async () => {
    const folder = documents({ 'stray.txt': 'One.', 'old/harbour-notes.txt': 'Two.' });
    expect(await ran(['verify', '--all', folder], { files })).toEqual({
      code: 0,
      output: [
        'checked: 2 documents of 5 paragraphs, 7 statements',
        'stand where they say: 8 citations, 0 quotations',
        'no fault; no text of a record shares eight words, or sixteen Chinese characters, in a row with one of them',
        'records without a document here: 1 (left-out)',
        'files here without a record: 2 (old/harbour-notes.txt, stray.txt)',
        '',
      ].join('\n'),
      errors: '',
    });
  });
  test('says nothing of counterparts where each has one', async () => {
    const all = documents({ 'left-out.md': 'Another paragraph.' });
    const { code, output } = await ran(['verify', '--all', all], { files });
    expect(code).toBe(0);
    expect(output).toContain('checked: 3 documents of 6 paragraphs');
    expect(output).not.toMatch(/without/u);
  });
  test('fails with every fault of every document, and still counts what holds', async () => {
    const folder = documents({
      'harbour-notes.txt': DOCUMENT.join('\n').replace('a bridge', 'a link'),
      'a-other.html': null,
      'a-other.pdf': 'no PDF',
    });
    const { code, output, errors } = await ran(['verify', '--all', folder], { files });
    expect(code).toBe(1);
    expect(errors).toContain('harbour-notes paragraph 4: the text differs from what was cited');
    expect(errors).toContain('harbour-notes paragraph 4: harbour-notes/envoy-bridge: "a bridge between neighbours"');
    expect(errors).toContain('a-other.pdf is no PDF, though it is named so');
    expect(errors).toContain('3 faults in 2 of 2 documents.');
    expect(output).toContain('stand where they say: 7 citations');
    expect(output).not.toContain('no fault');
  });
  test('shows how far it is on one line of a terminal, and removes it', async () => {
    const { errors } = await ran(['verify', '--all', documents()], { files, terminal: true });
    expect(errors).toBe('\r\u001B[K1 of 2: a-other\r\u001B[K2 of 2: harbour-notes\r\u001B[K');
  });
  test.each([
    ['a folder that is not there', () => ['--all', '/nowhere'], '/nowhere cannot be listed: ENOENT'],
    ['a folder without documents', () => ['--all', folderOf({ 'x.txt': 'x' })], 'holds no document of a record'],
    ['a folder and a document', () => ['--all', documents(), 'a.txt'], '--all takes a folder, and nothing beside it'],
    ['a folder and a source', () => ['--all', documents(), '--source', 'x'], '--all takes a folder, and nothing'],
  ])('takes %s for misuse', async (_what, args, message) => {
    expect(await ran(['verify', ...args()], { files })).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining(message),
    });
  });
});

describe('misuse', () => {
  test.each([
    ['no command', [], 'npm run -s attache -- COMMAND'],
    ['an unknown command', ['fly'], 'attache: there is no command "fly".'],
    ['a command named like a part of the language', ['constructor'], 'attache: there is no command "constructor".'],
    ['an unknown option', ['topics', '--colour'], "attache: Unknown option '--colour'"],
    ['an argument where none is taken', ['check', 'x'], 'attache: Unexpected argument'],
    ['no topic', ['brief'], 'attache: name one topic'],
    ['two topics', ['brief', 'a', 'b'], 'attache: name one topic'],
    [
      'a section that there is not',
      ['brief', 'tea-trade', '--section', 'rumours'],
      'attache: there is no section "rumours"; they are key-points, sides, disagreements,',
    ],
    [
      'a section beside all of them',
      ['brief', 'tea-trade', '--full', '--section', 'gaps'],
      'attache: --full shows every section',
    ],
    [
      'a section of the JSON',
      ['brief', 'tea-trade', '--as', 'json', '--section', 'gaps'],
      'attache: --as json gives the whole topic',
    ],
    ['no question', ['ask', ' '], 'attache: ask what?'],
    ['a question beside --lines', ['ask', 'x', '--lines'], 'attache: --lines reads its questions from standard input'],
    [
      'a form beside --lines',
      ['ask', '--lines', '--as', 'json'],
      'attache: --lines reads its questions from standard input',
    ],
    [
      'a language beside --lines',
      ['ask', '--lines', '--language', 'zh'],
      'attache: --lines reads its questions from standard input',
    ],
    [
      'a language that there is not',
      ['topics', '--language', 'fr'],
      'attache: there is no language "fr"; --language takes en or zh',
    ],
    [
      'a form that there is not',
      ['brief', 'tea-trade', '--as', 'pdf'],
      'attache: there is no form "pdf"; --as takes text, json, slack or discord',
    ],
    [
      'a form named like a part of the language',
      ['ask', 'tea', '--as', 'constructor'],
      'attache: there is no form "constructor"',
    ],
    ['an option without its value', ['brief', 'tea-trade', '--as'], 'attache: Option '],
  ])('of %s is told with what to do, and is 2', async (_what, args, message) => {
    const { code, output, errors } = await ran(args);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors).not.toContain('    at ');
  });

  test.each(['help', '--help', '-h'])('is not to ask for %s', async (word) => {
    const { code, output, errors } = await ran([word]);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    for (const command of ['start', 'brief', 'ask', 'topics', 'check', 'verify', 'digest'])
      expect(output).toMatch(new RegExp(`^  ${command}\\b`, 'mu'));
  });
  test.each(['start', 'brief', 'ask', 'topics', 'check', 'verify', 'digest'])(
    'is not to ask for the help of %s',
    async (command) => {
      expect(await ran([command, '--help'])).toMatchObject({
        code: 0,
        output: expect.stringMatching(new RegExp(`^${command}\\b`, 'u')),
        errors: '',
      });
    },
  );
});

describe('what is shown', () => {
  test.each([
    ['an unknown command', [EVIL]],
    ['an unknown topic', ['brief', EVIL]],
    ['a question', ['ask', EVIL]],
    ['a question as JSON', ['ask', EVIL, '--as', 'json']],
    ['an unknown option', ['ask', `--${EVIL}`]],
    ['an unknown form', ['ask', 'tea', '--as', EVIL]],
    ['an unknown language', ['ask', 'tea', '--language', EVIL]],
    ['a document that is not there', ['verify', `/nowhere/${EVIL}`]],
  ])('of %s cannot steer the terminal', async (_what, args) => {
    const { output, errors } = await ran(args);
    expect(`${output}${errors}`).toContain('red');
    expect(`${output}${errors}`).not.toMatch(STEERING);
  });
  test('of the faults of a record cannot steer the terminal either', async () => {
    const aliases = { en: [`a ${EVIL}`, `b ${EVIL}`] };
    for (const args of [['check'], ['topics']]) {
      const files = recordFiles({
        [`north-south/topics/tea-trade.yaml`]: topicRecord('tea trade', { aliases, [EVIL]: 1 }),
        [`north-south/${EVIL}.yaml`]: 'x: [',
      });
      const { errors } = await ran(args, { files });
      expect(errors).toContain('red');
      expect(errors).not.toMatch(STEERING);
    }
  });
  test('as JSON is the question as it was asked, written in escapes', async () => {
    const { output } = await ran(['ask', EVIL, '--as', 'json']);
    expect(JSON.parse(output)).toMatchObject({ question: EVIL });
    const lines = await ran(['ask', '--lines'], { input: `${EVIL}\n` });
    expect(JSON.parse(lines.output)).toMatchObject({ question: EVIL });
    expect(lines.output).not.toMatch(STEERING);
  });
  test('holds no token that somebody typed by mistake', async () => {
    const token = ['xo', 'xb-123456789012-abcdefgh'].join('');
    for (const args of [[token], ['brief', token, 'x'], ['topics', '--language', token], ['start', token]])
      expect((await ran(args)).errors).not.toContain('abcdefgh');
    expect((await ran(['start'], { env: { LOG_LEVEL: token } })).errors).not.toContain('abcdefgh');
  });
});

describe('start', () => {
  test('without a token answers what is piped in, says how to connect, and ends with the input', async () => {
    const { code, output, errors } = await ran(['start'], { input: 'tea-trade\n' });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^Attaché has 3 briefs\..*\nNo chat is connected\./u);
    expect(output).toContain('\nThe tea trade\n');
  });
  test('tells every fault of the settings, and starts nothing', async () => {
    const { code, output, errors } = await ran(['start'], {
      env: { LOG_LEVEL: 'loud', SLACK_BOT_TOKEN: 'x', DISCORD_GUILD_ID: 'y' },
    });
    expect({ code, output }).toEqual({ code: 1, output: '' });
    for (const variable of ['LOG_LEVEL', 'SLACK_BOT_TOKEN', 'DISCORD_GUILD_ID'])
      expect(errors).toContain(`  ${variable} `);
  });
  test('leaves no handler of signals behind', async () => {
    const before = process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');
    await ran(['start'], { input: 'tea-trade\n' });
    expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('export', () => {
  test.each([
    ['md', '# The grain corridor'],
    ['html', '<!doctype html>'],
    ['json', '{\n  "topic": {'],
    ['ics', 'BEGIN:VCALENDAR'],
    ['atom', '<?xml version="1.0"'],
    ['svg', '<svg '],
  ])('gives a topic as %s', async (form, beginning) => {
    const { code, output, errors } = await ran(['export', 'grain-corridor', '--as', form]);
    expect({ code, errors, beginning: output.slice(0, beginning.length) }).toEqual({ code: 0, errors: '', beginning });
    expect(output).not.toMatch(/secret/iu);
  });

  test('says of a topic that was retracted when and why, and of a draft or another form that there is none', async () => {
    expect(await ran(['export', 'old-ferry'])).toMatchObject({
      code: 1,
      output: '',
      errors: 'attache: The topic was retracted on 2026-10-02. It sank.\n',
    });
    expect(await ran(['export', 'old-ferry', '--as', 'atom'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Retracted on October 2, 2026. It sank.'),
    });
    expect(await ran(['export', 'secret-plan'])).toMatchObject({
      code: 1,
      errors: 'attache: There is no topic "secret-plan". `attache topics` lists them all.\n',
    });
    expect(await ran(['export', 'grain-corridor', '--as', 'pdf'])).toMatchObject({ code: 2 });
    expect(await ran(['export'])).toMatchObject({ code: 2 });
  });
});

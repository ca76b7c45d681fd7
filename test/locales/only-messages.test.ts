/** With a made-up locale in which no message has a word, chats and the desk show only words of the records, of names and of dates: no sentence comes from elsewhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../../src/conversation/answer-request.ts';
import { flagForm, notStoredReply, storedReply } from '../../src/conversation/flags/flags.ts';
import { listReply } from '../../src/conversation/digests/list-reply.ts';
import { logReply } from '../../src/conversation/digests/log-reply.ts';
import { createdReply, previewReply } from '../../src/conversation/digests/status-reply.ts';
import { parseSubscriptionInput } from '../../src/conversation/digests/subscription-input.ts';
import { alertReply } from '../../src/digest/alert.ts';
import { briefView } from '../../src/desk/server/records/brief.ts';
import { sourceView } from '../../src/desk/server/records/source.ts';
import { statusView } from '../../src/desk/server/records/status.ts';
import { DocumentStatements } from '../../src/desk/web/documents/document-statements.tsx';
import { editable, Paragraphs } from '../../src/desk/web/documents/paragraphs.tsx';
import { LanguageContext } from '../../src/desk/web/language.ts';
import { PersonContext, type PersonHere } from '../../src/desk/web/person.ts';
import { Statement } from '../../src/desk/web/records/statement.tsx';
import { ReplyView } from '../../src/desk/web/reply/reply-view.tsx';
import { RIGHTS } from '../../src/people/roles.ts';
import en from '../../src/locales/en.json' with { type: 'json' };
import { installLocales } from '../../src/locales/messages.ts';
import zh from '../../src/locales/zh.json' with { type: 'json' };
import { render as renderConsole } from '../../src/chat/console/render.ts';
import { commands } from '../../src/chat/discord/commands/commands.ts';
import { formModal } from '../../src/chat/discord/render/form.ts';
import { render as renderDiscord } from '../../src/chat/discord/render/render.ts';
import { installPage } from '../../src/chat/slack/install/page.ts';
import { SCOPES } from '../../src/chat/slack/install/scopes.ts';
import { composeDigestHelp, helpEntriesOf } from '../../src/conversation/help.ts';
import { DEFAULT_SETTINGS, settingsForm } from '../../src/conversation/channel-settings/channel-settings.ts';
import { digestForm } from '../../src/conversation/digests/form.ts';
import { formView } from '../../src/chat/slack/render/form.ts';
import { homeView } from '../../src/chat/slack/render/home.ts';
import { pickerView } from '../../src/chat/slack/render/picker.ts';
import { render as renderSlack } from '../../src/chat/slack/render/render.ts';
import { importDocument } from '../../src/records/import/import-document.ts';
import { unreadable, UnreadableDocument, unreadableText } from '../../src/records/import/unreadable-document.ts';
import type { Brief, Language } from '../../src/records/schema.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { BriefRequest } from '../../src/reply/button.ts';
import { SECTIONS } from '../../src/reply/section.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { digestContext, digestOf } from '../support/digest.ts';
import { wordlessLocale } from '../support/marked-locale.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { faultWords } from '../../src/records/fault.ts';
import { catalogueOf, documentRecord, folderOf, NOW, recordFiles, topicRecord } from '../support/records.ts';

const files = recordFiles();
const topic = 'grain-corridor';
let catalogue: Catalogue;
let brief: Brief;
const digest = digestOf([topic]);
const formsIn = (language: Language) => [
  flagForm(brief, language),
  digestForm({ subscription: undefined, channel: 'C01GEN', zone: undefined }, { catalogue, language }),
  settingsForm(DEFAULT_SETTINGS, language),
];

beforeAll(() => installLocales({ en: wordlessLocale(en), zh: wordlessLocale(zh) }));
beforeEach(() => {
  catalogue ??= catalogueOf(files);
  brief = catalogue.briefs.get(topic)!;
});
afterAll(() => installLocales({ en, zh }));

/** Whoever reads the records reads these: their words, what is typed, ids, places, and how dates and languages are called. */
const KNOWN = new Set(
  `${JSON.stringify(files)} ${SECTIONS.join(' ')} ${SCOPES.join(' ')} ${topic} zzqx
  January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec
  official news commentary think-tank data draft published retracted
  New York Beijing UTC English 中文 slack discord GEN TEST sections status tracks dates brief related topics help news abcd 北京 纽约`
    .toLowerCase()
    .split(/[^\p{L}]+/u),
);

/** What people see in a payload: no ids, addresses and kinds of elements. */
const UNSEEN = new Set([
  'type',
  'action_id',
  'block_id',
  'value',
  'custom_id',
  'url',
  'callback_id',
  'private_metadata',
  'style',
  'initial_option_id',
  'channel_id',
  'user_id',
  'conversation',
  'initial_conversation',
  'initial_time',
  'selected_date',
  'name',
  'emoji_name',
  'fallback_id',
  'include',
]);

function textsOf(value: unknown, key = ''): string[] {
  if (UNSEEN.has(key)) return [];
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}

/** The words in a payload that are of no record, name or date. */
function strange(payload: unknown): string[] {
  const text = textsOf(payload)
    .join('\n')
    .replaceAll(/(?:https?|slack):\/\/[^\s)>|]+/gu, ' ')
    // By which Slack writes a moment in words of its own.
    .replaceAll(/\{(?:date_short_pretty|time)\}|<!date/gu, ' ')
    .replaceAll(/&\w+;/gu, ' ');
  return [...new Set(text.split(/[^\p{L}]+/u))].filter((word) => word.length > 1 && !KNOWN.has(word.toLowerCase()));
}

/** What commands and their options are for, as Discord is told it in a language. */
function descriptionsOf(value: unknown, language: Language): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
    if (name === 'description') return language === 'en' ? [String(one)] : [];
    if (name === 'description_localizations')
      return language === 'zh' ? [String((one as Readonly<Record<string, unknown>>)['zh-CN'])] : [];
    return descriptionsOf(one, language);
  });
}

const LANGUAGES = ['en', 'zh'] as const;
const ADMIN: PersonHere = { name: 'zzqx', role: 'admin', rights: RIGHTS.admin, isMachine: false };
const REQUESTS: readonly BriefRequest[] = [
  { type: 'brief', topic },
  { type: 'sections', topic },
  ...SECTIONS.map((section) => ({ type: 'section', section, topic }) as const),
  { type: 'related', topic },
  { type: 'topics' },
  { type: 'help' },
  { type: 'welcome' },
  { type: 'news' },
  { type: 'ask', question: 'zzqx' },
  { type: 'ask', question: 'tell me about the grain corridor' },
  { type: 'message', text: 'zzqx' },
  { type: 'brief', topic: 'zzqx' },
];
const replies = (language: Language, platform: 'slack' | 'terminal'): readonly Reply[] => {
  const context = digestContext(catalogue, language);
  const owned = { ...digest, language };
  const read = parseSubscriptionInput(
    { topics: 'zzqx', days: 'zzqx', time: 'zzqx', zone: 'zzqx', language: 'zzqx', whenQuiet: 'zzqx' },
    undefined,
    { catalogue, reader: language, now: NOW },
  );
  return [
    ...REQUESTS.map((request) =>
      answer(request, {
        catalogue,
        now: NOW,
        language,
        audience: 'asker',
        helpEntries: helpEntriesOf(platform, language),
      }),
    ),
    createdReply('subscribed', owned, [], context),
    previewReply(undefined, owned, context),
    listReply([owned], [], context),
    logReply([], [owned], context),
    alertReply({ reason: 'no-permission', detail: 'invite:attache' }, owned, catalogue),
    alertReply({ reason: 'no-history', detail: '' }, owned, catalogue),
    notStoredReply([{ field: 'text', message: '' }], language),
    storedReply(brief, language),
    composeDigestHelp('slack', language),
    {
      title: '',
      language,
      audience: 'asker',
      actions: [],
      blocks: read.ok
        ? []
        : read.faults.map(({ message }) => ({ type: 'note', tone: 'plain', text: message }) as const),
    },
  ];
};

describe.each(LANGUAGES)('in %s, no sentence comes from elsewhere', (language) => {
  test('in a terminal', () => {
    for (const reply of replies(language, 'terminal')) expect(strange(renderConsole(reply))).toEqual([]);
  });

  test('in the messages of Slack', () => {
    for (const reply of replies(language, 'slack')) expect(strange(renderSlack(reply))).toEqual([]);
  });

  test('in the messages of Discord', () => {
    for (const reply of replies(language, 'slack')) expect(strange(renderDiscord(reply))).toEqual([]);
  });

  test('in the Home tab, the forms and the install page of Slack', () => {
    const home = homeView({
      catalogue,
      language,
      now: NOW,
      zone: undefined,
      digests: [{ ...digest, language }],
      from: 0,
      newSince: { at: NOW.subtract({ hours: 14 * 24 }), isFirstLook: true },
      keepsQuestions: false,
    });
    const views = [home, pickerView(catalogue, language), ...formsIn(language).map((form) => formView(form, 'C01GEN'))];
    for (const view of views) expect(strange(view)).toEqual([]);
    const page = installPage('https://slack.example/', language).replaceAll(/<style>.*?<\/style>|<[^>]+>/gsu, ' ');
    expect(strange(page)).toEqual([]);
  });

  test('in the forms of Discord', () => {
    for (const form of formsIn(language)) expect(strange(formModal(form))).toEqual([]);
  });

  test('on the pages of the desk', () => {
    const view = { catalogue, language, now: NOW };
    const [page, source] = [briefView(topic, view)!, sourceView('harbour-notes', view)!];
    const text = (node: ReactNode): string =>
      renderToStaticMarkup(
        createElement(LanguageContext, { value: language }, createElement(PersonContext, { value: ADMIN }, node)),
      ).replaceAll(/<[^>]+>/gu, ' ');
    const statements = page.groups.flatMap((group) => group.statements);
    expect(statements.length).toBeGreaterThan(3);
    const shown = [
      ...statements.map((statement) => createElement(Statement, { statement })),
      ...(page.card === undefined ? [] : [createElement(ReplyView, { reply: page.card })]),
      createElement(DocumentStatements, { paragraphs: source.paragraphList, at: undefined }),
      createElement(Paragraphs, {
        paragraphs: editable([{ text: 'zzqx', furniture: 'cookies' }]),
        language,
        onChange: () => undefined,
      }),
    ];
    for (const one of shown) expect(strange(text(one))).toEqual([]);
    expect(strange(statusView(view))).toEqual([]);
  });

  test('in what the commands of Discord say of themselves', () => {
    const said = descriptionsOf(commands(new Map()), language);
    expect(said.length).toBeGreaterThan(30);
    expect(strange(said)).toEqual([]);
  });

  test('in the faults of records', () => {
    const broken = {
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', {
        status: 'zzqx',
        title: {},
        keyPoints: ['zzqx', 'harbour-notes/zzqx'],
        zzqx: 1,
        reviewEveryDays: -1,
      }),
      'north-south/documents/harbour-notes.yaml': documentRecord({
        url: 'zzqx',
        kind: 'zzqx',
        publishedOn: '2099-01-01',
      }),
    };
    const { faults } = checkCatalogue(folderOf(recordFiles(broken)), NOW);
    expect(faults.length).toBeGreaterThan(6);
    for (const fault of faults) {
      const { field, message } = faultWords(fault, language);
      expect(strange(`${field} ${message}`)).toEqual([]);
    }
  });

  test('in why a document cannot be read', async () => {
    const file = 'zzqx.pdf';
    const bytes = new TextEncoder().encode('zzqx');
    const error: unknown = await importDocument({ bytes, name: file }).catch((thrown: unknown) => thrown);
    const whys = [
      ...(error instanceof UnreadableDocument ? [error.why] : []),
      unreadable('pages', { file, count: 700, most: 500 }),
      unreadable('status', { file, status: 404, remedy: 'other' }),
      unreadable('busy', { file, waiting: 8, what: 'addresses' }),
    ];
    expect(whys).toHaveLength(4);
    for (const why of whys) expect(strange(unreadableText(why, language).replaceAll(file, ''))).toEqual([]);
  });
});

test('no page of the desk has a sentence of its own', () => {
  const folder = join(import.meta.dirname, '../../src/desk/web');
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const written = [
        ...text.matchAll(/>\s*(\p{L}[^<>{}=();]*)<\//gu),
        ...text.matchAll(/(?:aria-label|title|alt|placeholder|label)="([^"]*)"/gu),
      ];
      return written.map(([, words = '']) => words.trim());
    });
  // Names, a command, and how an address begins.
  expect(new Set(own)).toEqual(new Set(['Attaché', 'English', 'attache watch hold', 'https://', '中文']));
});

/** The whole of a topic to hand out: each statement with its source, nothing of drafts. */
import { describe, expect, test } from 'vitest';
import { briefHtml, briefJson, briefMarkdown } from '../../src/exits/brief.ts';
import { NotGiven, listStatements } from '../../src/exits/lookup.ts';
import { formatDay } from '../../src/records/dates.ts';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import { catalogueOf, NOW, OWN, ownCatalogue, recordFiles, topicRecord } from '../support/records.ts';
import { lookUp } from './cited.ts';

const LANGUAGES = ['en', 'zh'] as const;
const catalogue = ownCatalogue();
const topics = ['energy', 'taiwan', 'busan-summit'];
const all = LANGUAGES.flatMap((language) => topics.map((topic) => [topic, language] as const));
const given = (language: 'en' | 'zh') => ({ catalogue, language, now: NOW });

describe('the whole of a topic', () => {
  test.each(all)('as JSON has every statement with what it cites: %s, %s', (topic, language) => {
    const found = lookUp(JSON.parse(briefJson(given(language), topic)), catalogue);
    expect(found.faults).toEqual([]);
    expect(found.statements).toBeGreaterThanOrEqual(catalogue.briefs.get(topic)?.statements.length ?? Infinity);
  });

  test.each(all)(
    'as Markdown and HTML has each statement followed by a note that is there: %s, %s',
    (topic, language) => {
      const unescaped = briefMarkdown(given(language), topic).replaceAll(/\\(?=[\\`*_[\]<>#|~])/gu, '');
      const html = briefHtml(given(language), topic)
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      const notes = new Set(unescaped.match(/^\[\^\d+\](?=:)/gmu));
      const cited = new Set(unescaped.match(/\[\^\d+\](?!:)/gu));
      expect(notes).toEqual(cited);
      const noteIn = new Map<string, string>([
        ...[...html.matchAll(/<li id="note-(\d+)">(.*?)<\/li>/gu)].map(([, number = '', note = '']) => [
          `html ${number}`,
          note,
        ]),
        ...[...unescaped.matchAll(/^\[\^(\d+)\]: (.*)$/gmu)].map(([, number = '', note = '']) => [
          `md ${number}`,
          note,
        ]),
      ] as [string, string][]);
      // Each place that a statement rests on: its paragraph beside it, and in the note of its document who published it when, and the words.
      const missing: unknown[] = [];
      for (const { text, quote, citations } of listStatements(given(language), topic).items)
        for (const [form, told, mark] of [
          [
            'html',
            html.split(`${text}<sup>`)[1]?.split('</sup>')[0],
            /<a href="#note-(\d+)">\d+ ¶(\d+(?:, \d+)*)<\/a>/gu,
          ],
          [
            'md',
            unescaped.split(`${text}[^`)[1]?.split('\n')[0]?.replace(/^/u, '[^'),
            /\[\^(\d+)\] ¶(\d+(?:, \d+)*)/gu,
          ],
        ] as const)
          for (const { document, paragraph, selector } of citations) {
            const found = [...(told ?? '').matchAll(mark)].some(([, number = '', paragraphs = '']) => {
              const note = noteIn.get(`${form} ${number}`) ?? '';
              const words = selector.exact.replaceAll('“', '‘').replaceAll('”', '’');
              return (
                paragraphs.split(', ').includes(String(paragraph)) &&
                note.includes(document.title) &&
                note.includes(document.publisher) &&
                note.includes(formatDay(document.publishedOn, language)) &&
                note.includes(document.address) &&
                note.includes(`¶${paragraph}`) &&
                (selector.exact === quote || note.includes(words))
              );
            });
            if (!found) missing.push([form, text, document.id, paragraph]);
          }
      expect(missing).toEqual([]);
      for (const [, number] of html.matchAll(/href="#note-(\d+)"/gu))
        expect(html).toContain(`<li id="note-${number}">`);
      expect(html).not.toMatch(/<script|https?:[^"<]*\.(?:js|css)"/u);
    },
  );

  test.each([
    ['md', briefMarkdown],
    ['html', briefHtml],
    ['json', briefJson],
  ])('that was retracted is refused as %s, with day and reason, and so is one that there is not', (_, form) => {
    const retraction = { id: 'gone', on: '2026-10-02', what: { en: 'It never was.' } };
    const records = catalogueOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'retracted', retraction }),
      }),
    );
    const context = { catalogue: records, language: 'en', now: NOW } as const;
    expect(() => form(context, 'grain-corridor')).toThrow(
      expect.objectContaining({ code: 'gone', gone: { on: '2026-10-02', reason: 'It never was.' } }),
    );
    expect(() => form(context, 'no/such')).toThrow(NotGiven);
  });
});

const reach = (html: string): string => /<p class="reach">(.*?)<\/p>/u.exec(html)?.[1] ?? '';

describe('what is printed', () => {
  test('says whose documents reach how far, of its own pair alone', () => {
    const drawn = 'Drawn November 24, 2026.';
    const china = 'China–U.S. documents to October 10, 2026';
    const india = /^India–U\.S\. documents to \w+ \d+, 2026\. Drawn November 24, 2026\.$/u;
    expect(reach(briefHtml(given('en'), 'taiwan'))).toBe(`${china}. ${drawn}`);
    expect(reach(briefHtml(given('zh'), 'taiwan'))).toBe('中美资料截至2026年10月10日，绘于2026年11月24日。');
    expect(briefMarkdown(given('en'), 'taiwan')).toContain(`\n\n${china}. ${drawn}\n\n`);
    const both = { ...given('en'), catalogue: createCatalogue(valuesOf(createRecordLoader(OWN).read())) };
    expect(reach(briefHtml(both, 'in-us/russian-oil'))).toMatch(india);
  });
});

/** The whole of a topic to hand out: what it comes to, both sides, measures and promises, each statement, what changed, documents; as Markdown, HTML or JSON, with links as footnotes. Pure. */
import { messages } from '../locales/messages.ts';
import { topicNamed } from '../records/catalogue.ts';
import { dayOf, formatDay } from '../records/dates.ts';
import type { Language } from '../records/schema.ts';
import { STATEMENT_KINDS } from '../records/schema.ts';
import { fileEnd } from '../reply/compose/tracks.ts';
import { citationText } from './cited-text.ts';
import { escapeMarkup } from './markup.ts';
import { documentObjects, newsObjects, statementObjects, topicObject, type ModelContext } from './model.ts';
import { pictureOf, picturesOf } from './picture.ts';
import { DocumentSchema, type CitationObject, type DocumentObject, type DocumentRef } from './schemas.ts';

/** A text, what stands before it in bold and behind it in small, and what it rests on. */
type Item = {
  readonly label?: string;
  readonly text: string;
  readonly aside?: string;
  readonly citations?: readonly CitationObject[];
  readonly address?: string;
};
type Section = {
  readonly heading: string;
  /** Groups of items, each under a heading of its own unless that is empty. */
  readonly groups: readonly { readonly heading: string; readonly items: readonly Item[] }[];
  readonly hasPicture?: boolean;
};
type Whole = {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly reach: string;
  readonly sections: readonly Section[];
};

/** Returns the whole of a topic as one JSON object, of the same objects as every exit; throws `NotGiven` for an unknown or retracted topic. */
export function briefJson(given: ModelContext, topic: string): string {
  const whole = {
    topic: topicObject(topic, given),
    statements: statementObjects(given, topic).items,
    history: changes(given, topic),
    // Their statements are told above.
    documents: documentObjects(given, topic).items.map((document) =>
      DocumentSchema.omit({ statements: true }).strip().parse(document),
    ),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** What was written, changed and put right, newest first. */
const changes = (given: ModelContext, topic: string) =>
  newsObjects(given, { topic }).items.filter(({ type }) => CHANGES.has(type));

const CHANGES: ReadonlySet<string> = new Set(['new', 'update', 'correction', 'reworded', 'withdrawn']);

const sectionOf = (heading: string, items: readonly Item[]): Section => ({ heading, groups: [{ heading: '', items }] });

function wholeOf(asked: ModelContext, topic: string): Whole {
  const object = topicObject(topic, asked);
  const given = { ...asked, language: object.language };
  const { language } = given;
  const t = messages(language);
  const statements = statementObjects(given, topic).items;
  const searched = (documents: readonly DocumentRef[]): string =>
    t('export.searched', {
      documents: documents.map((one) => `${one.publisher}, ${formatDay(one.publishedOn, language)}`).join('; '),
    });
  const sections: Section[] = [
    sectionOf(t('reply.bottomLine'), [object.bottomLine]),
    sectionOf(t('reply.whyItMatters'), [object.whyItMatters]),
    {
      ...sectionOf(
        t('export.tracks'),
        object.tracks.map(({ title, state, text, citations }) => ({
          label: title,
          text,
          aside: state.text,
          citations,
        })),
      ),
      hasPicture: true,
    },
    {
      heading: t('sections.names.disagreements'),
      groups: object.disagreements.map(({ question, sides, state }) => ({
        heading: question,
        items: [
          ...sides.map((side) => ({
            label: side.name,
            text: side.text,
            ...('citations' in side ? { citations: side.citations } : { aside: searched(side.searched) }),
          })),
          { text: state },
        ],
      })),
    },
    {
      heading: t('export.statements', { count: statements.length }),
      groups: STATEMENT_KINDS.map((kind) => ({
        heading: t(`export.kinds.${kind}`),
        items: statements
          .filter((statement) => statement.kind === kind)
          .map(({ who, when, text, state, quote, corrections, citations }) => ({
            label: `${who}, ${when.text}`,
            text,
            aside: [
              state?.text ?? '',
              quote === null ? '' : `“${quote}”`,
              ...corrections.map(({ on, what }) => t('feed.put', { day: formatDay(on, language), reason: what })),
            ]
              .filter((part) => part !== '')
              .join(' · '),
            citations,
          })),
      })),
    },
    sectionOf(
      t('sections.names.watch'),
      object.watch.map(({ text, wouldChange, citations }) => ({ text, aside: wouldChange, citations })),
    ),
    sectionOf(
      t('sections.names.gaps'),
      object.gaps.map((gap) => ({ text: gap.text, aside: searched(gap.searched) })),
    ),
    sectionOf(
      t('sections.names.changes'),
      changes(given, topic).map((item) => ({
        label: formatDay(item.on, language),
        text: item.text,
        citations: 'citations' in item ? item.citations : [],
      })),
    ),
    sectionOf(
      t('sections.names.sources'),
      documentObjects(given, topic).items.map((document) => documentItem(document, given)),
    ),
  ];
  return {
    id: object.id,
    title: object.title,
    language,
    reach: t('picture.reach', {
      day: formatDay(fileEnd(object.relationship, given.catalogue), language),
      today: formatDay(dayOf(given.now), language),
    }),
    sections: sections
      .map((section): Section =>
        Object.assign(section, { groups: section.groups.filter(({ items }) => items.length > 0) }),
      )
      .filter(({ groups }) => groups.length > 0),
  };
}

function documentItem(document: DocumentObject, { language }: ModelContext): Item {
  const t = messages(language);
  return {
    label: document.title,
    text: [
      ...document.authors.map(({ name }) => name),
      document.publisher,
      t(`reply.kindOfSource.${document.kind}`),
      t('reply.published', { day: formatDay(document.publishedOn, language) }),
      t('reply.accessed', { day: formatDay(document.accessedOn, language) }),
    ].join(' · '),
    aside: document.disclosure,
    address: document.address,
  };
}

/** Numbers citations by their links, as they are first asked for. */
function footnotes(language: Language) {
  const notes = new Map<string, { readonly number: number; readonly text: string; readonly link: string }>();
  return {
    numbersOf: (citations: readonly CitationObject[]): number[] => [
      ...new Set(
        citations.map((citation) => {
          const { link } = citation;
          return notes.getOrInsertComputed(link, () => ({
            number: notes.size + 1,
            text: citationText(citation, language),
            link,
          })).number;
        }),
      ),
    ],
    all: () => [...notes.values()],
  };
}

/** Returns the whole of a topic as Markdown, with its links as footnotes; throws `NotGiven` for an unknown or retracted topic. */
export function briefMarkdown(given: ModelContext, topic: string): string {
  const whole = wholeOf(given, topic);
  const notes = footnotes(whole.language);
  const item = ({ label, text, aside = '', citations = [], address }: Item): string => {
    const marks = notes.numbersOf(citations).map((number) => `[^${number}]`);
    const about = aside === '' ? '' : ` *${escapeMarkdown(aside)}*`;
    const where = address === undefined ? '' : ` <${address}>`;
    return `${label === undefined ? '' : `**${escapeMarkdown(label)}:** `}${escapeMarkdown(text)}${marks.join('')}${about}${where}`;
  };
  const sections = whole.sections.flatMap(({ heading, groups }) => [
    `## ${escapeMarkdown(heading)}`,
    ...groups.flatMap((group) => [
      ...(group.heading === '' ? [] : [`### ${escapeMarkdown(group.heading)}`]),
      group.items.length === 1 ? item(group.items[0] as Item) : group.items.map((one) => `- ${item(one)}`).join('\n'),
    ]),
  ]);
  return [
    `# ${escapeMarkdown(whole.title)}`,
    escapeMarkdown(whole.reach),
    ...sections,
    notes
      .all()
      .map(({ number, text, link }) => `[^${number}]: ${escapeMarkdown(text)} <${link}>`)
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/gu, '\\$&');

/** On paper a picture has so many rows: two have room on a page. */
const ROWS_A_PICTURE = 6;
/** The widths of the text on a page, on paper and on a telephone. */
const PAGE_WIDTH = 680;
const PAPER_WIDTH = 672;
const NARROW_WIDTH = 358;

/** Returns the whole of a topic as a page that needs nothing else and prints well, with the picture of its measures and promises; throws `NotGiven` for an unknown or retracted topic. */
export function briefHtml(given: ModelContext, topic: string): string {
  const whole = wholeOf(given, topic);
  const { language, title } = whole;
  const notes = footnotes(language);
  const item = ({ label, text, aside = '', citations = [], address }: Item): string => {
    const marks = notes
      .numbersOf(citations)
      .map((number) => `<a href="#note-${number}">${number}</a>`)
      .join(' ');
    const about = aside === '' ? '' : ` <small>${escapeMarkup(aside)}</small>`;
    const where =
      address === undefined ? '' : ` <a class="address" href="${escapeMarkup(address)}">${escapeMarkup(address)}</a>`;
    const lead = label === undefined ? '' : `<b>${escapeMarkup(label)}</b> `;
    return `${lead}${escapeMarkup(text)}${marks === '' ? '' : `<sup>${marks}</sup>`}${about}${where}`;
  };
  const pictures = (): string => {
    const brief = topicNamed(given.catalogue, topic);
    if (brief === undefined) return '';
    const drawn = { ...given, language };
    return [
      `<div class="wide">${pictureOf(brief, drawn, PAGE_WIDTH)}</div>`,
      `<div class="narrow">${pictureOf(brief, drawn, NARROW_WIDTH)}</div>`,
      `<div class="paper">${picturesOf(brief, drawn, PAPER_WIDTH, ROWS_A_PICTURE).join('')}</div>`,
    ].join('');
  };
  const sections = whole.sections.map(({ heading, groups, hasPicture }) => {
    const parts = groups.map((group) => {
      const items =
        group.items.length === 1
          ? `<p>${item(group.items[0] as Item)}</p>`
          : `<ul>${group.items.map((one) => `<li>${item(one)}</li>`).join('')}</ul>`;
      return `${group.heading === '' ? '' : `<h3>${escapeMarkup(group.heading)}</h3>`}${items}`;
    });
    return `<section><h2>${escapeMarkup(heading)}</h2>${hasPicture === true ? pictures() : ''}${parts.join('')}</section>`;
  });
  const last = notes
    .all()
    .map(
      ({ number, text, link }) =>
        `<li id="note-${number}">${escapeMarkup(text)} <a class="address" href="${escapeMarkup(link)}">${escapeMarkup(link)}</a></li>`,
    );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeMarkup(title)}</h1>
<p class="reach">${escapeMarkup(whole.reach)}</p>
${sections.join('\n')}
<section class="notes"><h2>${escapeMarkup(messages(language)('export.notes'))}</h2><ol>${last.join('')}</ol></section>
</body>
</html>
`;
}

const STYLE = `
@page { margin: 18mm 16mm; @bottom-center { content: counter(page) ' / ' counter(pages); font: 9pt sans-serif; color: #5a5f68; } }
body { max-width: ${PAGE_WIDTH}px; margin: 0 auto; padding: 1rem; color: #1d1f23; background: #ffffff; font: 1rem/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; border-bottom: 1px solid #dcd8cf; } h3 { font-size: 1rem; margin-bottom: 0.25rem; }
h2, h3 { break-after: avoid; } li, p { break-inside: avoid; orphans: 3; widows: 3; } ul { padding-left: 1.2rem; } li { margin: 0.3rem 0; }
small, .reach, .address { color: #5a5f68; } .address { font-size: 0.75rem; } .notes { font-size: 0.8rem; } sup { line-height: 0; } sup a { text-decoration: none; }
a { color: #1f5fa8; } svg { display: block; max-width: 100%; height: auto; break-inside: avoid; } .narrow, .paper { display: none; }
@media screen and (max-width: 640px) { .wide { display: none; } .narrow { display: block; } }
@media print { body { font-size: 10pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } .wide { display: none; } .paper { display: block; } .notes ol { columns: 2; column-gap: 2rem; padding-left: 1.6rem; font-size: 7pt; line-height: 1.3; } .notes .address { font-size: 6pt; } }
`;

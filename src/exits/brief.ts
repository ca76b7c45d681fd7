/** What is handed out: the whole of a topic as Markdown, HTML or JSON, with a note a document. Pure. */
import { messages } from '../locales/messages.ts';
import { topicNamed } from '../records/catalogue.ts';
import { formatDay } from '../records/dates.ts';
import { type Language, STATEMENT_KINDS } from '../records/schema.ts';
import { pick } from '../views/text.ts';
import { names } from '../views/marks.ts';
import { quoted } from './cited-text.ts';
import { escapeMarkup } from './markup.ts';
import { listDocuments, listNews, listStatements, findTopic, type LookupContext } from './lookup.ts';
import { picturesOf, reachText } from './picture.ts';
import { DocumentSchema } from '../views/document.ts';
import type { CitationView, DocumentRef } from '../views/citation.ts';
import type { StatementView } from '../views/statement.ts';
import type { TrackView } from '../views/track.ts';

/** A text, what stands before it in bold and behind it in small, and what it rests on; or several under what stands before them all. */
type Item = {
  readonly label?: string;
  readonly text: string;
  readonly aside?: string;
  readonly citations?: readonly CitationView[];
  /** The documents in which it was looked for. */
  readonly searched?: readonly DocumentRef[];
  readonly items?: readonly Item[];
};
type Section = {
  readonly heading: string;
  /** Groups of items, each under a heading of its own unless that is empty. */
  readonly groups: readonly { readonly heading: string; readonly items: readonly Item[] }[];
  /** On paper in two columns: what is looked up rather than read through. */
  readonly isDense?: boolean;
  /** The topic whose picture stands above. */
  readonly picture?: string | undefined;
};
type Whole = {
  readonly title: string;
  readonly language: Language;
  readonly reach: string;
  readonly sections: readonly Section[];
};

/** Returns the whole of a topic as one JSON object, of the same objects as every exit; throws `NotGiven` for an unknown or retracted topic. */
export function briefJson(given: LookupContext, topic: string): string {
  const whole = {
    topic: findTopic(topic, given),
    statements: listStatements(given, topic).items,
    history: changes(given, topic),
    // Their statements are told above.
    documents: listDocuments(given, topic).items.map((document) =>
      DocumentSchema.omit({ statements: true }).strip().parse(document),
    ),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** What was written, changed and put right, newest first. */
const changes = (given: LookupContext, topic: string) =>
  listNews(given, { topic }).items.filter(({ type }) => CHANGES.has(type));

const CHANGES: ReadonlySet<string> = new Set(['new', 'update', 'correction', 'reworded', 'withdrawn']);

const sectionOf = (heading: string, items: readonly Item[], more: Partial<Section> = {}): Section => ({
  heading,
  groups: [{ heading: '', items }],
  ...more,
});

/** Returns sections in which something stands. */
const filled = (sections: readonly Section[]): Section[] =>
  sections
    .map((section): Section =>
      Object.assign({}, section, { groups: section.groups.filter(({ items }) => items.length > 0) }),
    )
    .filter(({ groups }) => groups.length > 0);

function topicWhole(asked: LookupContext, topic: string): Whole {
  const object = findTopic(topic, asked);
  const { language, bottomLine } = object;
  const given = { ...asked, language };
  const t = messages(language);
  const statements = listStatements(given, topic).items;
  return {
    title: object.title,
    language,
    reach: reachText([object.relationship], given),
    sections: filled([
      sectionOf(
        bottomLine.asOf === null
          ? t('reply.bottomLine')
          : t('digest.bottomLine', { topic: t('reply.bottomLine'), asOf: formatDay(bottomLine.asOf, language) }),
        [bottomLine],
      ),
      sectionOf(t('reply.whyItMatters'), [object.whyItMatters]),
      sectionOf(t('export.tracks'), object.tracks.map(trackItem), { isDense: true, picture: topic }),
      {
        heading: t('sections.names.disagreements'),
        groups: object.disagreements.map(({ question, sides, state }) => ({
          heading: question,
          items: [...sides.map(({ name, ...side }) => ({ label: name, ...side })), { text: state }],
        })),
      },
      statementSection(t('export.statements', { count: statements.length }), statements, language),
      sectionOf(
        t('sections.names.watch'),
        object.watch.map(({ text, wouldChange, citations }) => ({ text, aside: wouldChange, citations })),
      ),
      sectionOf(t('sections.names.gaps'), object.gaps),
      sectionOf(
        t('sections.names.changes'),
        changes(given, topic).map((item) => ({
          label: formatDay(item.on, language),
          text: item.text,
          citations: 'citations' in item ? item.citations : [],
        })),
      ),
    ]),
  };
}

/** How a measure or promise stands; the statement that says so is told with the others. */
const trackItem = ({ title, state, citations }: TrackView): Item => ({
  label: title,
  text: state.text,
  citations,
});

/** Statements by kind; those of one speaker and day stand under these once. */
function statementSection(heading: string, statements: readonly StatementView[], language: Language): Section {
  const t = messages(language);
  return {
    heading,
    isDense: true,
    groups: STATEMENT_KINDS.map((kind) => ({
      heading: t(`export.kinds.${kind}`),
      items: [
        ...Map.groupBy(
          statements.filter((one) => one.kind === kind),
          ({ who, when }) => t('reply.dated', { who, day: when.text }),
        ),
      ].map(([label, own]): Item => {
        const items = own.map((one) => statementItem(one, language));
        return Object.assign({ label, text: '' }, items.length === 1 ? items[0] : { items });
      }),
    })),
  };
}

function statementItem({ text, state, quote, corrections, citations }: StatementView, language: Language): Item {
  const t = messages(language);
  return {
    text,
    aside: [
      state?.text ?? '',
      quote === null ? '' : `“${quote}”`,
      ...corrections.map(({ on, what }) => t('feed.put', { day: formatDay(on, language), reason: what })),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    // What is quoted here is not quoted in its note again.
    citations: citations.map((one) =>
      one.selector.exact === quote ? { ...one, selector: { ...one.selector, exact: '' } } : one,
    ),
  };
}

/** A document with the places in it that are cited, under its number. */
type Note = {
  readonly number: number;
  readonly document: DocumentRef;
  /** By their links. */
  readonly places: Map<string, { readonly paragraph: number; readonly words: string }>;
};

/** Numbers documents as they are first cited, and gathers what of each is. */
function footnotes() {
  const notes = new Map<string, Note>();
  const noteOf = (document: DocumentRef): Note =>
    notes.getOrInsertComputed(document.id, () => ({ number: notes.size + 1, document, places: new Map() }));
  return {
    noteOf,
    /** Returns the notes that citations belong to, each with the paragraphs that they are in. */
    cite: (citations: readonly CitationView[]) =>
      [...Map.groupBy(citations, ({ document }) => document.id).values()].map((own) => {
        const { number, places } = noteOf((own[0] as CitationView).document);
        for (const { link, paragraph, selector } of own) places.getOrInsert(link, { paragraph, words: selector.exact });
        return {
          number,
          paragraphs: [...new Set(own.map(({ paragraph }) => paragraph))].toSorted((a, b) => a - b).join(', '),
        };
      }),
    /** Returns all notes; what a publisher is is told with the first of it. */
    all: () => {
      const first = new Map([...notes.values()].toReversed().map(({ document }) => [document.publisher, document.id]));
      return [...notes.values()].map(({ number, document, places }) => ({
        number,
        document,
        places: [...places].toSorted(([, a], [, b]) => a.paragraph - b.paragraph),
        isFirst: first.get(document.publisher) === document.id,
      }));
    },
  };
}

type Notes = ReturnType<typeof footnotes>;

/** Who stands behind a document, when it was published and read, and once what its publisher is. */
function aboutDocument({ document, isFirst }: ReturnType<Notes['all']>[number], given: LookupContext): string {
  const { catalogue, language } = given;
  const t = messages(language);
  const source = catalogue.sources.get(document.id);
  if (source === undefined) return document.publisher;
  return [
    names(source, t, language),
    document.publisher,
    t(`reply.kindOfSource.${source.kind}`),
    t('reply.published', { day: formatDay(source.publishedOn, language) }),
    t('reply.accessed', { day: formatDay(source.accessedOn, language) }),
    ...(isFirst ? [pick(source.disclosure, language)] : []),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const placeText = ({ paragraph, words }: { readonly paragraph: number; readonly words: string }): string =>
  words === '' ? `¶${paragraph}` : `¶${paragraph} ${quoted(words)}`;

/** Returns the whole of a topic as Markdown, with a footnote a document; throws `NotGiven` for an unknown or retracted topic. */
export function briefMarkdown(given: LookupContext, topic: string): string {
  const { title, reach, sections, language } = topicWhole(given, topic);
  const t = messages(language);
  const notes = footnotes();
  const item = ({ label, text, aside = '', citations = [], searched = [], items = [] }: Item): string => {
    const marks = notes.cite(citations).map(({ number, paragraphs }) => `[^${number}] ¶${paragraphs}`);
    const documents = searched.map((one) => `[^${notes.noteOf(one).number}]`).join(' ');
    return [
      label === undefined ? '' : `**${escapeMarkdown(label)}:**`,
      `${escapeMarkdown(text)}${marks.join(' ')}`,
      aside === '' ? '' : `*${escapeMarkdown(aside)}*`,
      documents === '' ? '' : t('export.searched', { documents }),
    ]
      .filter((part) => part !== '')
      .join(' ')
      .concat(...items.map((one) => `\n  - ${item(one)}`));
  };
  const told = sections.flatMap(({ heading, groups }) =>
    [`## ${escapeMarkdown(heading)}`].concat(
      groups.flatMap(({ heading: its, items: [first, ...more] }) => [
        ...(its === '' ? [] : [`### ${escapeMarkdown(its)}`]),
        more.length === 0 ? item(first as Item) : [first as Item, ...more].map((one) => `- ${item(one)}`).join('\n'),
      ]),
    ),
  );
  return [
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(reach),
    ...told,
    notes
      .all()
      .map((note) => {
        const { number, document, places } = note;
        const about = escapeMarkdown(`${document.title} · ${aboutDocument(note, { ...given, language })}`);
        const cited = places.map(([link, place]) => `[${escapeMarkdown(placeText(place))}](<${link}>)`).join('; ');
        return `[^${number}]: ${about} <${document.address}> ${cited}`.trimEnd();
      })
      .join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>#|~]/gu, '\\$&');

/** On paper a picture has so many rows: two have room on a page. */
const ROWS_A_PICTURE = 9;
/** The widths in which a picture is drawn for a page, for a telephone, and for paper, where it is made smaller. */
const PAGE_WIDTH = 680;
const NARROW_WIDTH = 358;
const PAPER_WIDTH = 900;

/** Returns the whole of a topic as a page that needs nothing else and prints well, with the picture of its measures and promises; throws `NotGiven` for an unknown or retracted topic. */
export const briefHtml = (given: LookupContext, topic: string): string => html(given, topicWhole(given, topic));

const noteLink = (number: number, text: string): string => `<a href="#note-${number}">${text}</a>`;

function html(asked: LookupContext, { title, reach, sections, language }: Whole): string {
  const given = { ...asked, language };
  const t = messages(language);
  const notes = footnotes();
  const item = ({ label, text, aside = '', citations = [], searched = [], items = [] }: Item): string => {
    const marks = notes.cite(citations).map(({ number, paragraphs }) => noteLink(number, `${number} ¶${paragraphs}`));
    const documents = searched.map((one) => notes.noteOf(one)).map(({ number }) => noteLink(number, String(number)));
    return [
      label === undefined ? '' : `<b>${escapeMarkup(label)}</b> `,
      escapeMarkup(text),
      marks.length === 0 ? '' : `<sup>${marks.join('; ')}</sup>`,
      aside === '' ? '' : ` <small>${escapeMarkup(aside)}</small>`,
      documents.length === 0 ? '' : ` <small>${t('export.searched', { documents: documents.join(', ') })}</small>`,
      items.length === 0 ? '' : `<ul>${items.map((one) => `<li>${item(one)}</li>`).join('')}</ul>`,
    ].join('');
  };
  const told = sections.map(({ heading, groups, isDense, picture }) => {
    const parts = groups.map((group) => {
      const items =
        group.items.length === 1
          ? `<div class="one">${item(group.items[0] as Item)}</div>`
          : `<ul>${group.items.map((one) => `<li>${item(one)}</li>`).join('')}</ul>`;
      return `${group.heading === '' ? '' : `<h3>${escapeMarkup(group.heading)}</h3>`}${items}`;
    });
    const brief = picture === undefined ? undefined : topicNamed(given.catalogue, picture);
    const drawn = (name: string, width: number, rows?: number): string =>
      brief === undefined ? '' : `<div class="${name}">${picturesOf(brief, given, width, rows).join('')}</div>`;
    return [
      `<section><h2>${escapeMarkup(heading)}</h2>`,
      drawn('wide', PAGE_WIDTH),
      drawn('narrow', NARROW_WIDTH),
      `<div${isDense === true ? ' class="dense"' : ''}>${parts.join('')}</div>`,
      // On paper the list fills the page, where a picture might not have room.
      drawn('paper', PAPER_WIDTH, ROWS_A_PICTURE),
      '</section>',
    ].join('');
  });
  const last = notes.all().map((note) => {
    const { number, document, places } = note;
    const cited = places.map(([at, place]) => `<a href="${escapeMarkup(at)}">${escapeMarkup(placeText(place))}</a>`);
    const address = escapeMarkup(document.address);
    return `<li id="note-${number}"><b>${escapeMarkup(document.title)}</b> ${escapeMarkup(aboutDocument(note, given))} <a class="address" href="${address}">${address}</a> <span>${cited.join('; ')}</span></li>`;
  });
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="reach">${escapeMarkup(reach)}</p>
${told.join('\n')}
<section class="notes"><h2>${escapeMarkup(t('export.notes'))}</h2><ol>${last.join('')}</ol></section>
</main>
</body>
</html>
`;
}

const STYLE = `
@page { margin: 16mm 14mm 18mm; @bottom-center { content: counter(page) ' / ' counter(pages); font: 9pt sans-serif; color: #5a5f68; } }
body { max-width: ${PAGE_WIDTH}px; margin: 0 auto; padding: 1rem; color: #1d1f23; background: #ffffff; font: 1rem/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; border-bottom: 1px solid #dcd8cf; } h3 { font-size: 1rem; margin: 0.8rem 0 0.25rem; }
h2, h3, li > b:has(+ ul) { break-after: avoid; } li, p, .one { orphans: 3; widows: 3; } ul { padding-left: 1.2rem; margin: 0.3rem 0; } li { margin: 0.3rem 0; }
small, .reach, .address { color: #5a5f68; } .address { font-size: 0.75rem; } .notes { font-size: 0.8rem; } sup { line-height: 0; } sup a { text-decoration: none; }
a { color: #1f5fa8; } .notes span a { color: inherit; text-decoration: none; } svg { display: block; max-width: 100%; height: auto; break-inside: avoid; } .narrow, .paper { display: none; }
@media screen and (max-width: 640px) { .wide { display: none; } .narrow { display: block; } }
@media print { body { font-size: 9.5pt; line-height: 1.4; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } .wide { display: none; } .paper { display: block; } .dense, .notes ol { columns: 2; column-gap: 6mm; } .dense { font-size: 8.5pt; line-height: 1.35; } .dense ul { padding-left: 1rem; margin: 0.1rem 0; list-style: disc; } .dense li { margin: 0.15rem 0; } .dense > :first-child { margin-top: 0; } .dense > ul { padding-left: 0; list-style: none; } .notes ol { padding-left: 1.6rem; font-size: 7pt; line-height: 1.3; } .notes .address { font-size: 6pt; } }
`;

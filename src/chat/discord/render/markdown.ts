/** Writes each block as Discord's markdown, every text of it escaped and every citation linked to its paragraph. */
import { afterLead, listedChoices, type Block, type ListItem, type PostedMessage } from '../../../reply/reply.ts';
import { BETWEEN_MARKS, type CitationMark } from '../../../views/marks.ts';
import { menuShowsAll } from './rows.ts';
import { weight } from '../limits.ts';
import { escape, link } from './escape.ts';

/** An address longer than this is linked without the words it should open at; the paragraph number is shown anyway. */
const MAX_URL_CHARACTERS = 512;
/** What the links of one text may take; marks beyond it are shown without, since each is linked at its own statement. */
const MAX_LINKS_WEIGHT = 800;
/** What the list above a menu may take; a longer one is left to the menu, which says the same. */
const MAX_LIST_WEIGHT = 2_600;

/** Where citations lead: to the cited words, to the document, or nowhere, where there is no room for more. */
export type CitationLinks = 'words' | 'document' | 'none';

/** Returns a block as markdown, empty if there is nothing in it. */
export function markdown(block: Block, links: CitationLinks): string {
  // A heading over a single paragraph would take a third of a phone's room for it.
  if (block.type === 'summary' && block.text.trim() !== '')
    return [bold(block.heading), itemsOf(block, links)].filter((part) => part !== '').join(' — ');
  return lines('heading' in block ? heading(block.heading) : '', itemsOf(block, links));
}

/** Returns a block as markdown without its heading. */
export function itemsOf(block: Block, links: CitationLinks): string {
  switch (block.type) {
    case 'summary':
      return escape(block.text) + citations(block.marks, links);
    case 'badge':
      return lines(block.warning === undefined ? '' : warning(block.warning), ...block.items.map(small));
    case 'claims':
      return lines(
        ...block.claims.map(({ state = '', lead, text, detail, marks }) => {
          const details = escape(detail.filter((part) => part !== '').join(' · ')).trim();
          const stated = state.trim() === '' ? '' : `${bold(state)} `;
          const said = `${stated}${lead === undefined ? '' : `${citations([lead], links).trim()}${afterLead(lead)}`}`;
          return `- ${said}${escape(text)}${citations(marks, links)}${details === '' ? '' : ` · *${details}*`}`;
        }),
      );
    case 'watch':
      return lines(
        ...block.items.flatMap(({ text, expected, wouldChange, marks }) => [
          `- ${escape(text)}${citations(marks, links)}`,
          ...[expected ?? '', wouldChange].filter((part) => part !== '').map((part) => `  - ${escape(part)}`),
        ]),
      );
    case 'points':
      return lines(
        ...block.items.map(({ label, text, marks }) => {
          const parts = [bold(label), escape(text)].filter((part) => part !== '');
          return `- ${parts.join(' — ')}${citations(marks, links)}`;
        }),
      );
    case 'gaps':
      return lines(...block.items.map((item) => `- ${escape(item)}`));
    case 'sources':
      return lines(
        ...block.items.flatMap((item) => [
          `- ${linked(item.title, item.url)}`,
          ...[item.detail, item.disclosure].filter((part) => part !== '').map(small),
        ]),
      );
    case 'list':
      return lines(...block.items.map(listEntry));
    case 'choices': {
      const list =
        menuShowsAll(block.choices) && block.named !== true && block.choices.some(({ detail }) => detail !== '')
          ? lines(...listedChoices(block.choices, true).map(listEntry))
          : '';
      return lines(bold(block.prompt), weight(list) > MAX_LIST_WEIGHT ? '' : list);
    }
    case 'note':
      return [
        `${block.tone === 'warning' && block.text.trim() !== '' ? warning(block.text) : escape(block.text)}${citations(block.marks ?? [], links)}`,
        block.link === undefined ? '' : link(escape(block.link.label), block.link.url),
      ]
        .filter((part) => part !== '')
        .join(' ');
  }
}

/** Returns the first line of a message. */
export function title(text: string): string {
  return `## ${escape(text).trim()}`;
}

/** Returns a text in bold. */
export function bold(text: string): string {
  return text.trim() === '' ? '' : `**${escape(text).trim()}**`;
}

/** Returns a line in small print. */
export function small(text: string): string {
  return `-# ${escape(text)}`;
}

const lines = (...parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join('\n');
const heading = (text: string): string => (text.trim() === '' ? '' : `### ${escape(text).trim()}`);
const warning = (text: string): string => `⚠️ ${bold(text)}`;

function listEntry({ label, channel, person, detail, at, post }: ListItem): string {
  const text = [
    channel === undefined ? '' : reference(channel),
    person === undefined ? '' : personReference(person),
    escape(detail).trim(),
    at === undefined ? '' : moment(at),
    post === undefined ? '' : postAddress(post),
  ].filter((part) => part !== '');
  return `- ${[bold(label), text.join(' · ')].filter((part) => part !== '').join(' — ')}`;
}

/** A moment as Discord shows it: how long until then or since, and by the reader's own clock when the pointer rests on it. https://docs.discord.com/developers/reference#message-formatting-timestamp-styles */
const moment = (at: number): string => `<t:${Math.floor(at / 1_000)}:R>`;

/** The address of a message, which Discord shows as a link that jumps there; empty where its ids are none of Discord's. */
const postAddress = ({ workspace, channel, message }: PostedMessage): string =>
  [workspace, channel, message].every((id) => /^\d{15,21}$/u.test(id))
    ? `https://discord.com/channels/${workspace}/${channel}/${message}`
    : '';

/** A channel as Discord shows it, by its name; of all mentions this one notifies nobody. https://docs.discord.com/developers/reference#message-formatting */
const reference = (channel: string): string => (/^\d{15,21}$/u.test(channel) ? `<#${channel}>` : escape(channel));

/** A person as Discord shows them, by name: no message of ours lets a mention notify anybody. */
const personReference = (person: string): string => (/^\d{15,21}$/u.test(person) ? `<@${person}>` : escape(person));

/** A title that opens its source; brackets in it would end the link early, so there an arrow does. */
function linked(text: string, url: string): string {
  const shown = escape(text).trim();
  const address = url.length > MAX_URL_CHARACTERS ? '' : url;
  return shown === '' || /[[\]]/u.test(shown) ? `${shown} (${link('↗', address)})` : link(shown, address);
}

/** The citations behind a text. */
function citations(marks: readonly CitationMark[], links: CitationLinks): string {
  if (marks.length === 0) return '';
  let taken = 0;
  const shown = marks.map((mark) => {
    const label = escape(mark.text);
    const address = addressOf(mark, links);
    const linkedLabel = address === '' ? label : link(label, address);
    taken += weight(linkedLabel);
    return taken > MAX_LINKS_WEIGHT ? label : linkedLabel;
  });
  return ` ${shown.join(BETWEEN_MARKS)}`;
}

/** The address that a citation leads to; empty where it leads nowhere. */
function addressOf({ url }: CitationMark, links: CitationLinks): string {
  if (links === 'none') return '';
  const address = links === 'document' || url.length > MAX_URL_CHARACTERS ? (url.split('#', 1)[0] ?? '') : url;
  return address.length > MAX_URL_CHARACTERS ? '' : address;
}

/** The neutral reply: what the bot says, as what it is and never as how it looks. Plain text only; each renderer escapes. */
import type { Language, StatementKind } from '../records/schema.ts';
import type { ButtonAction, OpenButton, Openable } from './button.ts';
import type { CitationMark } from '../views/marks.ts';

/** Returns what stands between who said it and what was said: a colon of Chinese has its own space. */
export const afterLead = ({ text }: Pick<CitationMark, 'text'>): string => (text.endsWith('：') ? '' : ' ');

/** One statement of a record, in one language. */
export type Claim = {
  /** That of the statement, `BOTTOM_LINE` for a bottom line, or empty for what else is told in a line. */
  readonly id: string;
  readonly kind: StatementKind;
  /** What is said before it in bold, such as how a measure stands; the text says the rest. */
  readonly state?: string | undefined;
  readonly text: string;
  /** Who said it, when and where, before the text of what somebody said or thinks; undefined where `marks` say it behind the text. */
  readonly lead?: CitationMark | undefined;
  /** How it stands today, who disputes it, the likelihood, confidence or horizon that the source gives, and the exact words. */
  readonly detail: readonly string[];
  readonly marks: readonly CitationMark[];
};

export type SourceItem = {
  readonly number: number;
  readonly title: string;
  /** Authors, publisher, kind and date. */
  readonly detail: string;
  readonly disclosure: string;
  readonly url: string;
};

export type Action = {
  readonly label: string;
  readonly target: ButtonAction;
  readonly primary?: boolean | undefined;
  /** What pressing it leads to a choice of: a platform with menus offers that at once instead. */
  readonly choices?: readonly Choice[] | undefined;
  /** What the person is asked before it is done. */
  readonly confirm?: string | undefined;
  /** The number of the list item that it belongs to, counted from 1 over all lists of the reply. */
  readonly group?: number | undefined;
};

export type Choice = { readonly label: string; readonly detail: string; readonly target: OpenButton };

/** More choices than so many are longer than a screen with all that is said of them. */
const MAX_DETAILED_CHOICES = 6;

/** Returns the list that stands above a menu of choices: of many, their names only where the menu says the rest whole. */
export const listedChoices = (choices: readonly Choice[], isWholeInMenu: boolean): ListItem[] =>
  choices.map(({ label, detail }) => ({
    label,
    detail: isWholeInMenu && choices.length > MAX_DETAILED_CHOICES ? '' : detail,
  }));

/** One line of a list: what it is about, a channel where it is about one, and what there is to say. */
export type ListItem = {
  readonly label: string;
  /** The platform's id of a channel: shown as a reference that leads there and pings nobody, by the id where there is none. */
  readonly channel?: string | undefined;
  /** The platform's id of a person: shown by name, and notified of nothing. */
  readonly person?: string | undefined;
  readonly detail: string;
  /** A moment that it tells, in milliseconds since 1970: shown by the reader's own clock too, where the platform can. */
  readonly at?: number | undefined;
  /** A posted message that it tells of: shown as a link there, where the platform can. */
  readonly post?: PostedMessage | undefined;
};

/** A message that stands in a channel, by the platform's ids. */
export type PostedMessage = { readonly workspace: string; readonly channel: string; readonly message: string };

export type Block =
  | {
      readonly type: 'summary';
      readonly heading: string;
      readonly text: string;
      readonly marks: readonly CitationMark[];
    }
  | { readonly type: 'badge'; readonly items: readonly string[]; readonly warning?: string | undefined }
  /** Statements of one kind by one speaker; the heading says both, and is repeated wherever the block is continued. */
  | { readonly type: 'claims'; readonly heading: string; readonly claims: readonly Claim[] }
  | {
      readonly type: 'watch';
      readonly heading: string;
      readonly items: readonly {
        readonly text: string;
        readonly expected?: string | undefined;
        readonly wouldChange: string;
        readonly marks: readonly CitationMark[];
      }[];
    }
  /** Texts side by side, each behind a label, such as what each party says. */
  | {
      readonly type: 'points';
      readonly heading: string;
      readonly items: readonly {
        readonly label: string;
        readonly text: string;
        readonly marks: readonly CitationMark[];
      }[];
    }
  | { readonly type: 'gaps'; readonly heading: string; readonly items: readonly string[] }
  | { readonly type: 'sources'; readonly heading: string; readonly items: readonly SourceItem[] }
  | { readonly type: 'list'; readonly heading: string; readonly items: readonly ListItem[] }
  | {
      readonly type: 'choices';
      readonly prompt: string;
      readonly choices: readonly Choice[];
      /** What stands before names them already: a menu of them is enough. */
      readonly named?: boolean | undefined;
    }
  | {
      readonly type: 'note';
      readonly text: string;
      readonly tone: 'plain' | 'warning';
      /** What the text rests on, behind it. */
      readonly marks?: readonly CitationMark[] | undefined;
      /** Where to go from there, behind the text. */
      readonly link?: NoteLink | undefined;
    };

export type NoteLink = { readonly label: string; readonly url: string };

/** What a reply is about, by ids only. */
export type ReplySubject = {
  readonly topic?: string | undefined;
  /** The statements that it shows, in their order. */
  readonly statements: readonly string[];
  readonly track?: string | undefined;
  /** The disagreement of the topic that it shows, by its place in the record. */
  readonly disagreement?: number | undefined;
};

/** What became of what was asked: counted by operators, never shown. */
export type ReplyOutcome = 'choices' | 'nothing' | 'fault';

export type Reply = {
  readonly title: string;
  /** Omitted where it was answered. */
  readonly outcome?: ReplyOutcome | undefined;
  readonly language: Language;
  readonly audience: 'asker' | 'everyone';
  readonly blocks: readonly Block[];
  readonly actions: readonly Action[];
  /** What asks for this reply again: the button for its next page carries it. */
  readonly again?: Openable | undefined;
  /** What it is about, for what is asked after it. */
  readonly about?: ReplySubject | undefined;
  /** An id that the posted message carries, by which it is found again in its channel. */
  readonly marker?: string | undefined;
};

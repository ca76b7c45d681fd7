/** What is read of a document: its paragraphs, those that look like no part of it, and what it says of itself. */
import type { Language } from '../schema.ts';

/** Why a paragraph is proposed for dropping. */
export const BOILERPLATE_KINDS = [
  'cookies',
  'sharing',
  'navigation',
  'advertisement',
  'copyright',
  'running-head',
  'page-number',
  'title-again',
] as const;
export type BoilerplateKind = (typeof BOILERPLATE_KINDS)[number];

/** A paragraph, of one line and not empty; `furniture` is set where it looks like no part of the document. */
export type ImportedParagraph = { readonly text: string; readonly furniture?: BoilerplateKind | undefined };

/** What a document says of itself; only what it does say. `publishedOn` is a day, YYYY-MM-DD. */
export type ProposedDetails = {
  readonly title?: string | undefined;
  readonly publisher?: string | undefined;
  readonly authors: readonly string[];
  readonly publishedOn?: string | undefined;
  readonly language: Language;
  readonly url?: string | undefined;
};

export const FORMATS = ['text', 'html', 'pdf', 'docx'] as const;

export type ImportedDocument = {
  readonly format: (typeof FORMATS)[number];
  readonly paragraphs: readonly ImportedParagraph[];
  readonly proposed: ProposedDetails;
};

/** The bytes of a document, and what faults call it. `charset` and `address` are told by the server that it was fetched from. */
export type DocumentBytes = {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly charset?: string;
  readonly address?: string;
};

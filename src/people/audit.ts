/** The audit list: who did what when. */
import type { Account } from './roles.ts';

export const AUDIT_ACTS = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'account-added',
  'account-removed',
  'role-changed',
  'link-made',
  'sessions-ended',
  'provider-tied',
  'records-published',
  'publishing-undone',
  'draft-saved',
  'draft-removed',
  'document-added',
  'text-held',
  'text-kept',
  'text-removed',
  'topic-reviewed',
  'item-decided',
  'date-answered',
  'source-switched',
  'chat-tied',
  'chat-untied',
  'flag-done',
  'flag-reopened',
  'question-dropped',
  'question-kept',
  'token-made',
  'token-withdrawn',
] as const;

export type AuditAct = (typeof AUDIT_ACTS)[number];

export type AuditEntry = {
  readonly id: string;
  readonly at: Temporal.Instant;
  /** The id of the person's account; empty for the command line. */
  readonly person: string;
  /** The name that the person had then. */
  readonly name: string;
  readonly act: AuditAct;
  /** What it was done to: a person's name, a record's file, the text of a command. */
  readonly about: string;
  readonly detail: string;
};

/** What is done, to be written with who did it when. */
export type NewAuditEntry = Pick<AuditEntry, 'act'> & Partial<Pick<AuditEntry, 'about' | 'detail'>>;

export type AuditFilter = {
  readonly act?: AuditAct | undefined;
  readonly from?: Temporal.Instant | undefined;
  readonly until?: Temporal.Instant | undefined;
};

/** How long entries are kept. */
export const AUDIT_DAYS = 730;

const MAX_TEXT = 500;

/** Returns the audit entry of what a person did. */
export const entryOf = (
  { id: person, name }: Pick<Account, 'id' | 'name'>,
  { act, about = '', detail = '' }: NewAuditEntry,
  at: Temporal.Instant,
  id: string,
): AuditEntry => ({ id, at, person, name, act, about: about.slice(0, MAX_TEXT), detail: detail.slice(0, MAX_TEXT) });

/** Returns a function that makes the audit entry of what a person does now. */
export const createAuditWriter =
  ({ now, newId }: { readonly now: () => Temporal.Instant; readonly newId: () => string }) =>
  (by: Pick<Account, 'id' | 'name'>, deed: NewAuditEntry): AuditEntry =>
    entryOf(by, deed, now(), newId());

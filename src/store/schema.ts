/**
 * The tables of the store, the same on both engines, as queries see them (columns.ts says how values stand in them): booleans are 1 and 0, lists are JSON texts.
 * Some names say less than they hold:
 * - `places`: what channels have set;
 * - `home_looks`: when people last looked at their Home tab;
 * - `model_requests`: how many questions went to the model on a day;
 * - `conversations`: what the last answers were about, for a day;
 * - `heard`: the news that channels have received;
 * - `people`: the accounts of the desk;
 * - `generations`: the runs of the database server, after each of which its last commits may be lost.
 */
import type { ColumnType } from 'kysely';
import type { Language } from '../records/schema.ts';
import type { AlertReason, PauseReason, Subscription } from '../digest/subscription.ts';
import type { Delivery } from '../digest/delivery/delivery.ts';
import type { Flag } from '../people/inbox.ts';
import type { ChannelSettings } from '../conversation/channel-settings/channel-settings.ts';
import type { TokenPlace } from '../people/access-tokens.ts';
import type { AuditAct } from '../people/audit.ts';
import type { LinkEnd } from '../people/accounts.ts';
import type { Role } from '../people/roles.ts';
import type { WatchItem } from '../watch/items.ts';

export type SubscriptionRow = {
  id: string;
  platform: string;
  workspace: string;
  channel: string;
  topics: string;
  schedule: string;
  language: Subscription['language'];
  whenQuiet: Subscription['whenQuiet'];
  owner: string;
  createdAt: Temporal.Instant;
  pausedBecause: PauseReason | undefined;
  pausedDetail: string;
  dueAt: Temporal.Instant | undefined;
  baseline: string;
  introduced: number;
  rotated: string | undefined;
};

export type DeliveryRow = {
  id: string;
  kind: Delivery['kind'];
  subscription: string;
  platform: string;
  workspace: string;
  channel: string;
  slot: string;
  slotAt: Temporal.Instant;
  late: number;
  state: Delivery['state'];
  attempts: number;
  nextAt: Temporal.Instant | undefined;
  /** The process that holds the claim; null where there is none. */
  claimedBy: string | undefined;
  /** Whether sending has begun under the current claim. */
  begun: number;
  begunAt: Temporal.Instant | undefined;
  settledAt: Temporal.Instant | undefined;
  message: string | undefined;
  reason: string;
  carried: string | undefined;
  /** The message that it replies to; null where it stands in the channel itself. */
  inReplyTo: string | undefined;
  /** 1 while the other deliveries of its channel wait for it: it is claimed, or a look-up is pending that may show whether it arrived. At most one per channel; always a digest: the others carry no news. */
  holds: number;
  /** 1 where the database may have forgotten that it was sent: it is looked up before it is sent. */
  lookFirst: number;
  /** How often in a row its content was begun to be composed, and no message came of it. */
  compositions: number;
};

/** An alert to an owner, beside the delivery of the same id. */
export type AlertRow = {
  id: string;
  subscription: string;
  owner: string;
  reason: AlertReason;
  detail: string;
  createdAt: Temporal.Instant;
};

/** An installation in a workspace, with its tokens encrypted. */
export type InstallationRow = { platform: string; workspace: string; sealed: string; installedAt: Temporal.Instant };

/** A recall of the message of another delivery, beside the delivery of the same id. */
export type RecallRecord = { id: string; correction: string; messageOf: string };

/** A flag; one that is posted to the curators has the delivery of the same id. */
export type FlagRow = {
  id: string;
  topic: string;
  statement: string;
  text: string;
  link: string;
  language: Flag['language'];
  platform: string;
  workspace: string;
  channel: string;
  person: string;
  createdAt: Temporal.Instant;
  doneAt: Temporal.Instant | undefined;
};

/** A shared card, beside the delivery of the same id. */
export type ShareRow = {
  id: string;
  topic: string;
  request: string;
  language: Language;
  person: string;
  name: string;
  deletedAt: Temporal.Instant | undefined;
};

export type ChannelSettingsRow = {
  platform: string;
  workspace: string;
  channel: string;
  language: Language | undefined;
  audience: ChannelSettings['audience'];
  model: 'off' | undefined;
};

/** When a person looked at the news of their Home tab: since when they are told, null for the first time, and when that began. */
export type HomeLookRow = {
  platform: string;
  workspace: string;
  person: string;
  newSince: Temporal.Instant | undefined;
  lookedAt: Temporal.Instant;
};

/** What an answer was about, under the key of its message, its thread, or who asked. */
export type ConversationRow = {
  platform: string;
  workspace: string;
  channel: string;
  key: string;
  person: string;
  /** JSON. */
  about: string;
  saidAt: Temporal.Instant;
};

/** The one row that tells which run of the server wrote last. What it may have forgotten is looked up from `look_at` on: of slots before that, so that the clocks of server and process may differ by the time between. */
export type GenerationRow = { name: typeof GENERATION; mark: string; lookAt: Temporal.Instant };

/** A person of the desk; `name_key` is what is the same for names that look alike, `subject` what the sign-in provider calls them. */
export type PersonRow = {
  id: string;
  name: string;
  nameKey: string;
  role: Role;
  subject: string | undefined;
  createdAt: Temporal.Instant;
  removedAt: Temporal.Instant | undefined;
};

/** A link that signs in once; of nobody where it makes the first admin. */
export type PersonLinkRow = {
  id: string;
  hash: string;
  person: string | undefined;
  expiresAt: Temporal.Instant;
  /** Null while it is open. */
  ended: LinkEnd | undefined;
  /** How many wrong codes of it were tried. */
  wrong: number;
};

export type SessionRow = { hash: string; person: string; createdAt: Temporal.Instant; seenAt: Temporal.Instant };

export type AuditRow = {
  id: string;
  at: Temporal.Instant;
  person: string;
  name: string;
  act: AuditAct;
  about: string;
  detail: string;
};

/** What a person said of a day that has passed, by what it was the day of. */
export type DateAnswerRow = { key: string; askOn: string; answeredBy: string; answeredAt: Temporal.Instant };

/** Whose an identity in a chat is. */
export type ChatTieRow = { platform: string; identity: string; person: string; name: string; tiedAt: Temporal.Instant };

/** A code that ties an identity once, by its hash. */
export type TieCodeRow = { hash: string; person: string; expiresAt: Temporal.Instant };

/** A record as a person has changed it, not published yet; without a text where the change was dropped. */
export type WatchSourceRow = {
  relationship: string;
  source: string;
  /** Whether a person has switched it on or off; null where the file alone says. */
  switched: number | undefined;
  gapFrom: string | undefined;
  state: string;
};

/** What is known of the text of a document, as JSON; what people say of it has columns of its own. */
export type DocumentTextRow = {
  relationship: string;
  document: string;
  wanted: number;
  state: string;
  version: string;
  decided: string;
  decidedBy: string;
};

export type UncheckedCitationRow = {
  statement: string;
  source: string;
  paragraph: number;
  find: string;
  publishedBy: string;
  publishedAt: Temporal.Instant;
};

export type AccessTokenRow = {
  id: string;
  name: string;
  place: TokenPlace;
  hash: string;
  madeBy: string;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  usedAt: Temporal.Instant | undefined;
  withdrawnAt: Temporal.Instant | undefined;
};

export type WatchItemRow = {
  id: string;
  relationship: string;
  source: string;
  party: string;
  address: string;
  addressKey: string;
  guid: string;
  titleKey: string;
  fingerprint: string;
  title: string;
  /** Empty where none is known, so that it can be ordered by. */
  day: string;
  modified: string;
  summary: string;
  language: WatchItem['language'];
  firstSeen: Temporal.Instant;
  lastSeen: Temporal.Instant;
  state: WatchItem['state'];
  reason: string;
  copyOf: string;
  looksLike: string;
  decidedBy: string;
  decidedAt: Temporal.Instant | undefined;
  revisedAt: Temporal.Instant | undefined;
  topics: string;
  score: number;
  textState: WatchItem['text'];
  textFault: string;
};

export type WatchRevisionRow = {
  item: string;
  number: number;
  seenAt: Temporal.Instant;
  title: string;
  day: string;
  summary: string;
};

export type ChangeRow = {
  person: string;
  folder: string;
  file: string;
  version: string | undefined;
  base: string | undefined;
  text: string | undefined;
  writer: string;
  number: number;
  updatedAt: Temporal.Instant;
};

type Rows = {
  attache_schema: { version: string; createdAt: Temporal.Instant };
  subscriptions: SubscriptionRow;
  deliveries: DeliveryRow;
  shares: ShareRow;
  /** What the message of a sent delivery shows, in which version. */
  shown: { delivery: string; shown: string; version: string };
  recalls: RecallRecord;
  /** The keys of news that a channel has received: one row per key. */
  heard: { platform: string; workspace: string; channel: string; key: string };
  alerts: AlertRow;
  events: { id: string; seenAt: Temporal.Instant };
  leases: { name: string; holder: string; untilAt: Temporal.Instant };
  replicas: { id: string; seenAt: Temporal.Instant };
  installations: InstallationRow;
  flags: FlagRow;
  /** Unanswered questions by day: one row per text. */
  questions: { day: string; text: string; count: number };
  places: ChannelSettingsRow;
  generations: GenerationRow;
  home_looks: HomeLookRow;
  /** Requests to the model by day (UTC): those of each workspace, and under '' those of all. */
  model_requests: { day: string; workspace: string; count: number };
  people: PersonRow;
  people_links: PersonLinkRow;
  sessions: SessionRow;
  audit: AuditRow;
  chat_ties: ChatTieRow;
  tie_codes: TieCodeRow;
  changes: ChangeRow;
  conversations: ConversationRow;
  watch_sources: WatchSourceRow;
  watch_items: WatchItemRow;
  watch_revisions: WatchRevisionRow;
  date_answers: DateAnswerRow;
  document_texts: DocumentTextRow;
  unchecked_citations: UncheckedCitationRow;
  access_tokens: AccessTokenRow;
};

/** What is undefined in a row is null in its column, and is set to null. */
type Table<Row> = {
  [Name in keyof Row]: undefined extends Row[Name]
    ? ColumnType<Row[Name], Row[Name] | null, Exclude<Row[Name], undefined> | null>
    : Row[Name];
};
export type Tables = { [Name in keyof Rows]: Table<Rows[Name]> };

/** The name of the one row of generations. */
export const GENERATION = 'store';

/** The slots of deliveries that a person requested, as a LIKE pattern. */
export const REQUESTED_SLOTS = 'now-%';

/** The unique index that allows one delivery in progress per channel, across all processes. */
export const ONE_PER_CHANNEL = 'deliveries_one_a_place';

/** What the desk is handed: what a chat is, and the rooms that only the desk opens. */
import type { Bot, HealthPage } from '../chat/platform.ts';
import type { ModelChooser } from '../conversation/model-chooser.ts';
import type { DeliveryLog } from '../conversation/digests/delivery-log.ts';
import type { ImpactQuery } from '../digest/impact.ts';
import type { AccessTokens } from '../people/access-tokens.ts';
import type { Accounts } from '../people/accounts.ts';
import type { UnpublishedChanges } from '../people/unpublished-changes.ts';
import type { CuratorsInbox } from '../people/inbox.ts';
import type { ChatTies } from '../people/chat-ties.ts';
import type { DateAnswerStore } from '../people/passed-dates.ts';
import type { Reviews } from '../people/reviews.ts';
import type { Today } from '../people/today.ts';
import type { DocumentImport } from '../records/import/import-document.ts';
import type { RecordEditor } from '../records/publish/record-editor-contract.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { DocumentTexts } from '../watch/document-texts.ts';
import type { Watch } from '../watch/port.ts';
import type { TextStore } from '../watch/text-store.ts';

export type DeskBot = Bot & {
  readonly catalogue: () => Catalogue;
  /** What curators may do with the records; undefined where nobody curates. */
  readonly recordEditor: RecordEditor | undefined;
  /** What curators add documents with; undefined where nobody curates. */
  readonly documents: DocumentImport | undefined;
  /** What sources have published, and how they do; undefined where nothing is watched. */
  readonly watch: Watch | undefined;
  /** The texts of documents, as they are fetched and read again; undefined where none are. */
  readonly texts: DocumentTexts | undefined;
  /** What is kept of texts that were given as files, and of citations that were published without a text. */
  readonly textNotes: Pick<TextStore, 'uncheckedCitations' | 'noteUnchecked'>;
  /** What changed records would do to readers and channels. */
  readonly impact: ImpactQuery;
  /** The deliveries of all channels. */
  readonly deliveryLog: DeliveryLog;
  /** The people of the desk. */
  readonly accounts: Accounts;
  /** The tokens by which programs read. */
  readonly accessTokens: AccessTokens;
  /** What they have changed in records and not published. */
  readonly unpublishedChanges: UnpublishedChanges;
  /** What waits for a curator. */
  readonly curatorsInbox: CuratorsInbox;
  /** What people who review can do. */
  readonly reviews: Reviews;
  /** What waits for whoever curates. */
  readonly today: Today;
  /** What was said of days that have passed. */
  readonly dateAnswers: DateAnswerStore;
  /** Whose the identities in chats are. */
  readonly chatTies: ChatTies;
  /** What may choose among candidates; undefined where no model is set up. */
  readonly chooser: ModelChooser | undefined;
  /** Returns the health page at a path such as /healthz, or undefined where there is none, and never rejects; undefined where nothing is measured. */
  readonly health: ((path: string) => Promise<HealthPage | undefined>) | undefined;
};

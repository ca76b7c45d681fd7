/** The records of a kind that nobody is answered with: drafts, and in repair mode what is out of service for faults. */
import { api, useGet } from '../api.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice } from '../route.ts';
import { useLanguage } from '../language.ts';
import type { RecordText } from './records-messages.ts';
import type { RecordListView } from '../../server/edit.ts';

type DraftsProps = { readonly kind: 'topic' | 'document'; readonly labels: RecordText };

/** Lists the drafts for those who may write them. */
export function Drafts(props: DraftsProps) {
  const may = useMay();
  return may('curate') && <DraftList {...props} />;
}

/** Lists them where there are any, or where the list is narrowed to them, and apart from them what is out of service. */
function DraftList({ kind, labels }: DraftsProps) {
  const [show] = useChoice('show');
  const [response] = useGet('records', (options) => api.curate.records.$get({}, options));
  // Where nobody curates, there are none.
  const { drafts, broken } = unservedOf(kind, response.state === 'loaded' ? response.answer : { records: [] });
  return (
    <>
      {show === '' && broken.length > 0 && <OutOfService broken={broken} labels={labels} />}
      {(show === 'drafts' || (show === '' && drafts.length > 0)) && <OwnDrafts drafts={drafts} labels={labels} />}
    </>
  );
}

type OutOfServiceProps = Pick<Unserved, 'broken'> & Pick<DraftsProps, 'labels'>;

/** What faults keep out of service is no draft: it was in service, or is meant to be. */
function OutOfService({ broken, labels }: OutOfServiceProps) {
  return (
    <section aria-labelledby="out-of-service">
      <h2 id="out-of-service">
        {labels.outOfService} <span className="quiet">{broken.length}</span>
      </h2>
      <p className="quiet">{labels.outOfServiceLead}</p>
      <ul className="list divided">
        {broken.map(({ name, record }) => (
          <li key={name}>
            {record === undefined ? name : <a href={hrefOf('edit', `${record.folder}/${record.file}`)}>{name}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}

type OwnDraftsProps = Pick<Unserved, 'drafts'> & Pick<DraftsProps, 'labels'>;

function OwnDrafts({ drafts, labels }: OwnDraftsProps) {
  const language = useLanguage();
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">
        {labels.drafts} <span className="quiet">{drafts.length}</span>
      </h2>
      <p className="quiet">{drafts.length === 0 ? labels.noDrafts : labels.draftsLead}</p>
      <ul className="list divided">
        {drafts.map(({ folder, file, title }) => (
          <li key={`${folder}/${file}`}>
            <a href={hrefOf('edit', `${folder}/${file}`)}>
              {title?.[language] ?? title?.en ?? file.replace(/\.yaml$/u, '')}
            </a>{' '}
            <span className="quiet small">{folder}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type ListedRecord = RecordListView['records'][number];
type Kind = 'topic' | 'document';

type Unserved = {
  readonly drafts: readonly ListedRecord[];
  /** Each by its relationship and its id, with its record where the list has it. */
  readonly broken: readonly { readonly name: string; readonly record: ListedRecord | undefined }[];
};

/** A topic that has no title in service is a draft; what stands in the folder of drafts are documents that were read in. */
const IS_DRAFT: Readonly<Record<Kind, (entry: ListedRecord) => boolean>> = {
  topic: ({ kind, title }) => kind === 'topic' && title === undefined,
  document: ({ kind }) => kind === 'draft',
};

/** Returns the records of a kind that are not in service, those out of service for faults apart. */
export function unservedOf(kind: Kind, { records, withheld }: Pick<RecordListView, 'records' | 'withheld'>): Unserved {
  const names = (kind === 'topic' ? withheld?.topics : withheld?.documents) ?? [];
  const byName = new Map(records.filter((one) => one.kind === kind).map((record) => [nameOf(record), record] as const));
  const broken = new Set(names);
  return {
    drafts: records.filter((record) => IS_DRAFT[kind](record) && !broken.has(nameOf(record))),
    broken: [...broken].map((name) => ({ name, record: byName.get(name) })),
  };
}

/** The name of a record, such as cn-us/energy, by the folder and the file that it stands in. */
const nameOf = ({ folder, file }: ListedRecord): string =>
  `${folder.slice(0, folder.lastIndexOf('/'))}/${file.replace(/\.yaml$/u, '')}`;

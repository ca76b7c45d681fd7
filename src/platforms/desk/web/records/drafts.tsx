/** The records that are not in service, with the ways to their editor. */
import type { RecordListView } from '../../server/edit.ts';
import { api, useGet } from '../api.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice } from '../route.ts';
import { useLanguage } from '../text.ts';
import type { RecordText } from './text.ts';

type ListedRecord = RecordListView['records'][number];

/** A topic that has no title in service is a draft; what stands in the folder of drafts are documents that were read in. */
const IS_DRAFT: Readonly<Record<'topic' | 'document', (entry: ListedRecord) => boolean>> = {
  topic: ({ kind, title }) => kind === 'topic' && title === undefined,
  document: ({ kind }) => kind === 'draft',
};

type DraftsProps = { readonly kind: 'topic' | 'document'; readonly labels: RecordText };

/** Lists the drafts for those who may write them. */
export function Drafts(props: DraftsProps) {
  const may = useMay();
  return may('curate') && <DraftList {...props} />;
}

/** Lists them where there are any, or where the list is narrowed to them. */
function DraftList({ kind, labels }: DraftsProps) {
  const language = useLanguage();
  const [show] = useChoice('show');
  const [response] = useGet('records', (options) => api.curate.records.$get({}, options));
  // Where nobody curates, there are none.
  const records = response.state === 'loaded' ? response.answer.records : [];
  const drafts = records.filter(IS_DRAFT[kind]);
  if (show !== 'drafts' && (show !== '' || drafts.length === 0)) return null;
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

/** The records of a kind that nobody is answered with yet: drafts. */
import { useState } from 'react';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { RecordListView } from '../../server/edit.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { useMay } from '../person.ts';
import { recordHref } from '../route.ts';

type UnservedProps = { readonly kind: 'topic' | 'document' };

/** Lists them for those who may write them, where there are any. */
export function Unserved(props: UnservedProps) {
  const may = useMay();
  return may('curate') && <UnservedLists {...props} />;
}

function UnservedLists({ kind }: UnservedProps) {
  const [response, reload] = useGet('records', (options) => api.curate.records.$get({}, options));
  // Where nobody curates, there are none.
  const drafts = draftsOf(kind, response.state === 'loaded' ? response.answer : { records: [] });
  return drafts.length > 0 && <Drafts drafts={drafts} reload={reload} />;
}

function Drafts({ drafts, reload }: { readonly drafts: readonly ListedRecord[]; readonly reload: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault>();
  const remove = async ({ folder, file }: ListedRecord): Promise<void> => {
    if (!confirm(t('desk.records.remove-draft-sure'))) return;
    const opened = await receive(api.curate.record.$get({ query: { folder, file } }));
    const texts = [{ folder, file, text: null, version: opened.version }];
    await receive(api.curate.publish.$post({ json: { texts } }));
    reload();
  };
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">
        {t('desk.records.drafts')} <span className="quiet">{drafts.length}</span>
      </h2>
      <p className="quiet">{t('desk.records.drafts-about')}</p>
      {fault && <Fault fault={fault} />}
      <ul className="list divided">
        {drafts.map((draft) => {
          const { folder, file, title, becomes } = draft;
          const name = title?.[language] ?? title?.en ?? file.replace(/\.yaml$/u, '');
          return (
            <li key={pathOf(draft)} className="actions">
              <span className="grow">
                <a href={recordHref(becomes ?? pathOf(draft))}>{name}</a>{' '}
                <span className="quiet small">{becomes ?? folder}</span>
              </span>
              {becomes !== undefined && (
                <button
                  type="button"
                  aria-label={`${t('desk.records.remove-draft')}: ${name}`}
                  onClick={() => void remove(draft).catch((error: unknown) => setFault(faultOf(error)))}
                >
                  {t('desk.records.remove-draft')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type ListedRecord = RecordListView['records'][number];
type Kind = UnservedProps['kind'];

/** A topic that has no title in service is a draft; so is what stands in the folder of drafts and becomes one of the kind. */
const isDraft = (kind: Kind, entry: ListedRecord): boolean =>
  entry.kind === 'draft'
    ? (entry.becomes?.includes(`/${kind}s/`) ?? kind === 'document')
    : kind === 'topic' && entry.kind === 'topic' && entry.title === undefined;

/** Returns the drafts of a kind; what faults keep out of service is none. */
export function draftsOf(
  kind: Kind,
  { records, withheld }: Pick<RecordListView, 'records' | 'withheld'>,
): readonly ListedRecord[] {
  const names = new Set(kind === 'topic' ? withheld?.topics : withheld?.documents);
  return records.filter((record) => isDraft(kind, record) && !names.has(nameOf(record)));
}

/** The name of a record, such as cn-us/energy, by the folder and the file that it stands in. */
const nameOf = ({ folder, file }: ListedRecord): string =>
  `${folder.slice(0, folder.lastIndexOf('/'))}/${file.replace(/\.yaml$/u, '')}`;

/** The record of what is followed of a relationship, edited. */
import { RELATIONSHIP_FILE, TRACKS_FILE } from '../../../records/folder.ts';
import { PageHead } from '../components/page-head.tsx';
import { useAllTitles } from '../edit/change-set.ts';
import RecordPane from '../edit/record-pane.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { useTranslate } from '../language.ts';
import { hrefOf, recordHref } from '../route.ts';

export default function TracksRecord({ relationship }: { readonly relationship: string }) {
  const t = useTranslate();
  const file = `${relationship}/${TRACKS_FILE}`;
  const titleOf = useAllTitles();
  // Before the first is written there is no such record yet.
  const title = titleOf(file) ?? titleOf(`${relationship}/${RELATIONSHIP_FILE}`) ?? relationship;
  useRecordTitle(title);
  return (
    <article className="record">
      <PageHead
        title={title}
        name={t('desk.records.views')}
        views={[
          { href: hrefOf('status'), label: t('desk.records.read'), isOpen: false },
          { href: recordHref(file), label: t('desk.records.edit'), isOpen: true },
        ]}
      />
      <RecordPane at={file} onSaved={() => undefined} />
    </article>
  );
}

/** The first page: what waits for whoever curates. */
import '../components/data-table.css';
import { Inbox } from '../inbox/inbox.tsx';
import { useTranslate } from '../language.ts';
import { Review } from '../review/review.tsx';

export default function Today() {
  const t = useTranslate();
  return (
    <>
      <h1>{t('desk.pages.today')}</h1>
      <p className="quiet lead">{t('desk.review.about')}</p>
      <Review />
      <Inbox />
    </>
  );
}

/** Documents whose pages read otherwise now, or are gone: each leads to its page, where somebody decides. */
import type { FindingView } from '../../server/documents/texts.ts';
import { FindingSummary } from '../documents/finding.tsx';
import { useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';
import { Section, SectionList } from './section.tsx';

export function Texts({ texts }: { readonly texts: readonly FindingView[] }) {
  const t = useTranslate();
  return (
    <Section id="texts" heading={t('desk.today.texts')} lead={t('desk.today.texts-about')} count={texts.length}>
      <SectionList items={texts} keyOf={({ id }) => id}>
        {(finding) => (
          <article>
            <h3>
              <a href={hrefOf('documents', finding.id)}>{finding.title}</a>
            </h3>
            <p className="small">
              <FindingSummary finding={finding} />
            </p>
            {finding.counts.gone > 0 && (
              <ul className="small">
                {finding.statements
                  .filter(({ citations }) => citations.some(({ state }) => state === 'gone'))
                  .map(({ id, text }) => (
                    <li key={id}>{text}</li>
                  ))}
              </ul>
            )}
            <p className="actions">
              <a href={hrefOf('documents', finding.id)}>
                {t('desk.today.texts-look')}
                <span className="unseen">: {finding.title}</span>
              </a>
            </p>
          </article>
        )}
      </SectionList>
    </Section>
  );
}

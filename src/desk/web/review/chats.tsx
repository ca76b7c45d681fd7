/** The accounts in chats of a person: who they are known as there, and the code by which they become known. */
import './review.css';
import { useState } from 'react';
import type { ChatTieView, TieCodeView } from '../../server/review.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { Moment } from '../components/status-banner.tsx';
import { RowFault, useRequest } from '../inbox/use-action.tsx';
import { useLanguage, useTranslate } from '../language.ts';

const PLATFORMS: Readonly<Record<string, string>> = { slack: 'Slack', discord: 'Discord' };

export function Chats() {
  const t = useTranslate();
  const language = useLanguage();
  const [response, reload] = useGet('chats', (options) => api.review.chats.$get({}, options));
  const [code, setCode] = useState<TieCodeView>();
  const [fault, send] = useRequest();
  const untie = ({ platform, identity, name }: ChatTieView): void => {
    if (!confirm(t('desk.review.ask-untie', { name }))) return;
    // It ends this session too.
    send(api.review.untied.$post({ json: { platform, identity } }), () => location.assign('/sign-in'));
  };
  return (
    <details>
      <summary>{t('desk.review.chats')}</summary>
      <p className="quiet lead">{t('desk.review.chats-about')}</p>
      <Loaded response={response} reload={reload}>
        {({ chats }) =>
          chats.length > 0 && (
            <>
              <h3>{t('desk.review.tied')}</h3>
              <ul className="list divided">
                {chats.map((chat) => (
                  <li key={`${chat.platform} ${chat.identity}`} className="review-tie">
                    <span>
                      {PLATFORMS[chat.platform] ?? chat.platform} · {chat.name}{' '}
                      <span className="quiet small">
                        {t('desk.review.since')} <Moment at={chat.tiedAt} />
                      </span>
                    </span>
                    <button
                      type="button"
                      aria-label={t('desk.review.untie-of', { name: chat.name })}
                      onClick={() => untie(chat)}
                    >
                      {t('desk.review.untie')}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      <div className="actions">
        <button type="button" onClick={() => send(api.review.code.$post({ json: { language } }), setCode)}>
          {t('desk.review.code')}
        </button>
      </div>
      <div aria-live="polite">
        {fault && <RowFault fault={fault} />}
        {code && (
          <div className="callout good lead">
            <p>{t('desk.review.code-is')}</p>
            <p>
              <code className="review-code">/brief link {code.code}</code>
            </p>
          </div>
        )}
      </div>
    </details>
  );
}

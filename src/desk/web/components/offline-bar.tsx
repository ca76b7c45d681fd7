/** Says that the server does not answer, and asks until it does. */
import { useEffect } from 'react';
import { api, receive } from '../api.ts';
import { useKeptRecords } from '../kept/kept.ts';
import { noteConnectivity, useConnectivity } from '../connectivity.ts';
import { useLanguage } from '../text.ts';

const TEXT = {
  lost: { en: 'The bot does not answer.', zh: '机器人没有响应。' },
  kept: {
    en: 'What you write in records stays in this page and is sent as soon as the bot is back; keep it open.',
    zh: '您在记录中写下的内容保留在此页面中，恢复连接后会立即发送；请勿关闭页面。',
  },
  trying: { en: 'Trying again …', zh: '正在重试…' },
} as const;
const EVERY_MS = 1_500;

export function OfflineBar() {
  const language = useLanguage();
  const isReached = useConnectivity();
  const isWriting = useKeptRecords().length > 0;
  useEffect(() => {
    // The browser may know before anything is asked.
    const lost = (): void => noteConnectivity(false);
    addEventListener('offline', lost);
    return () => removeEventListener('offline', lost);
  }, []);
  useEffect(() => {
    if (isReached) return undefined;
    const ask = (): void => void receive(api.about.$get({})).catch(() => undefined);
    const timer = setInterval(ask, EVERY_MS);
    addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      removeEventListener('online', ask);
    };
  }, [isReached]);
  return (
    <div className="status-banner offline-bar" role="status">
      {!isReached && (
        <div className="callout warning">
          <p>
            <strong>{TEXT.lost[language]}</strong> {isWriting && TEXT.kept[language]}{' '}
            <span className="quiet">{TEXT.trying[language]}</span>
          </p>
        </div>
      )}
    </div>
  );
}

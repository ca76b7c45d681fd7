/** What sources have published: what bears on topics first, with what to do; what bears on none is told in titles, by source. Several are ticked and decided at once. */
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { DecidedView, ItemsView, ItemView, SourceView } from '../../server/today/routes.ts';
import { api, receive, useGet } from '../api.ts';
import { DayOf } from '../components/day.tsx';
import { Loaded } from '../components/loaded.tsx';
import { External } from '../components/external.tsx';
import { RowFault, useRequest, type QuestionAction } from '../inbox/use-action.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';
import { loadOfTab, saveOfTab } from '../storage.ts';
import { Section, SectionList } from './section.tsx';

type ItemState = 'new' | 'later';

type NewItemsProps = {
  /** Null where nothing is watched. */
  readonly items: ItemsView | null;
  readonly later: number;
  readonly sources: readonly SourceView[];
  readonly onDone: QuestionAction;
  /** Asks for more of them, behind those that are there. */
  readonly onMore: () => void;
};

/** Whether an item bears on a topic, is like what is known, or was begun with. */
const isNear = ({ topics, copies, draft }: ItemView): boolean =>
  topics.length > 0 || copies.length > 0 || draft !== null;

export function NewItems({ items, later, sources, onDone, onMore }: NewItemsProps) {
  const t = useTranslate();
  const all = items?.items ?? [];
  const near = all.filter(isNear);
  const others = all.filter((item) => !isNear(item));
  const total = items?.total ?? 0;
  return (
    <>
      {total === 0 && <Nothing sources={sources} />}
      <Section id="items" heading={t('desk.today.items')} count={total}>
        <Several items={all} state="new" onDone={onDone}>
          {(choice) => (
            <>
              <SectionList items={near} keyOf={({ id }) => id}>
                {(item) => <Item item={item} state="new" choice={choice} onDone={onDone} />}
              </SectionList>
              <Unrelated items={others} choice={choice} onDone={onDone} />
            </>
          )}
        </Several>
        <More shown={all.length} total={total} onMore={onMore} />
      </Section>
      {later > 0 && (
        <details>
          <summary>{t('desk.today.set-aside', { count: later })}</summary>
          <SetAside onDone={onDone} />
        </details>
      )}
    </>
  );
}

/** Why there is nothing new. */
function Nothing({ sources }: { readonly sources: readonly SourceView[] }) {
  const t = useTranslate();
  const on = sources.filter(({ isOn }) => isOn);
  const why =
    sources.length === 0
      ? 'no-watch'
      : on.length === 0
        ? 'all-off'
        : on.every(({ state }) => state === 'failing' || state === 'dead')
          ? 'all-fail'
          : 'no-items';
  return (
    <section aria-labelledby="today-items">
      <h2 id="today-items">{t('desk.today.items')}</h2>
      <p className="quiet">{t(`desk.today.${why}`)}</p>
    </section>
  );
}

/** So many are shown at first, and so many more at each press. */
export const ITEMS_AT_FIRST = 30;
export const MORE_ITEMS = 100;

function More({
  shown,
  total,
  onMore,
}: Pick<NewItemsProps, 'onMore'> & { readonly shown: number; readonly total: number }) {
  const t = useTranslate();
  if (shown >= total) return null;
  return (
    <p>
      <button type="button" onClick={onMore}>
        {t('desk.today.more-items', { count: total })}
      </button>
    </p>
  );
}

/** What was set aside for later. */
function SetAside({ onDone }: Pick<NewItemsProps, 'onDone'>) {
  const language = useLanguage();
  const [most, setMost] = useState(ITEMS_AT_FIRST);
  // By one name whatever their number: what is there stays while more is on its way.
  const [response, reload] = useGet(`later ${language}`, (options) =>
    api.today.items.$get({ query: { language, state: 'later', most: String(most) } }, options),
  );
  const onItem: QuestionAction = (notice, undo) => {
    reload();
    onDone(notice, undo);
  };
  const onMore = (): void => {
    setMost(most + MORE_ITEMS);
    reload();
  };
  return (
    <Loaded response={response} reload={reload}>
      {({ items, total }) => (
        <>
          <Several items={items} state="later" onDone={onItem}>
            {(choice) => (
              <SectionList items={items} keyOf={({ id }) => id}>
                {(item) => <Item item={item} state="later" choice={choice} onDone={onItem} />}
              </SectionList>
            )}
          </Several>
          <More shown={items.length} total={total} onMore={onMore} />
        </>
      )}
    </Loaded>
  );
}

type DecideAs = 'new' | 'later' | 'not-ours' | 'item' | 'document';

/** Decides items, and takes back what of them was decided here. */
function useDecide(onDone: QuestionAction) {
  const language = useLanguage();
  const [fault, send] = useRequest();
  const decide = (
    ids: readonly string[],
    as: DecideAs,
    detail: string,
    before: ItemState,
    said: (answer: DecidedView) => string,
  ): void => {
    const post = (
      of: readonly string[],
      to: DecideAs,
      what: string,
      from?: ItemState | 'not-ours' | 'same-as' | 'document',
    ) =>
      api.today.decide.$post({
        json: { ids: [...of], language, as: to, detail: what, ...(from !== undefined && { from }) },
      });
    const now = as === 'item' ? 'same-as' : as;
    send(post(ids, as, detail), (answer) => {
      const { decided } = answer;
      onDone(said(answer), decided.length === 0 ? undefined : () => receive(post(decided, before, '', now)));
    });
  };
  return [fault, decide] as const;
}

/** What several items are decided by. */
type Choice = {
  /** Whether there are several: one alone has its own buttons. */
  readonly isOffered: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly onTick: (id: string) => void;
  /** Decides those that are named; of `stay` more it is told that they stay. */
  readonly decide: (ids: readonly string[], as: 'new' | 'later' | 'not-ours', detail: string, stay?: number) => void;
};

/** So many others who decided before are named. */
const MAX_NAMED = 5;

/** Items that can be ticked, with what is done about all that are: it stays in sight. */
function Several({
  items,
  state,
  onDone,
  children,
}: {
  readonly items: readonly ItemView[];
  readonly state: ItemState;
  readonly onDone: QuestionAction;
  readonly children: (choice: Choice) => ReactNode;
}) {
  const t = useTranslate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const [fault, decide] = useDecide(onDone);
  // What somebody else has decided meanwhile is not there any more.
  const ids = items.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  const count = ids.length;
  const choice: Choice = {
    isOffered: items.length > 1,
    chosen,
    onTick: (id) => setChosen(chosen.symmetricDifference(new Set([id]))),
    decide: (of, as, detail, stay = 0) =>
      decide(of, as, detail, state, ({ decided, others, begun }) => {
        setChosen((before) => before.difference(new Set(of)));
        setAsking(false);
        // What was pressed is gone: from here the keyboard goes on.
        bar.current?.focus();
        return [
          t(`desk.today.done-many-${as}`, { count: decided.length }),
          ...(others.length === 0 ? [] : [t('desk.today.done-others', { count: others.length })]),
          ...others.slice(0, MAX_NAMED),
          ...(begun + stay === 0 ? [] : [t('desk.today.done-stay', { count: begun + stay })]),
        ].join(' ');
      }),
  };
  const other = state === 'new' ? 'later' : 'new';
  const told = <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>;
  return (
    <>
      {choice.isOffered ? (
        <div ref={bar} className="today-several" role="group" tabIndex={-1} aria-label={t('desk.today.several')}>
          <div className="actions small">
            <span className="grow" aria-live="polite">
              {t('desk.today.ticked', { count })}
            </span>
            <button type="button" disabled={count === 0} onClick={() => choice.decide(ids, other, '')}>
              {t(other === 'later' ? 'desk.today.later' : 'desk.today.back-new')}
            </button>
            <button type="button" disabled={count === 0} aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
              {t('desk.today.not-ours')}
            </button>
          </div>
          {isAsking && count > 0 && (
            <WhyNot
              label={t('desk.today.why-many', { count })}
              onWhy={(why) => choice.decide(ids, 'not-ours', why)}
              onCancel={() => setAsking(false)}
            />
          )}
          {told}
        </div>
      ) : (
        told
      )}
      {children(choice)}
    </>
  );
}

/** Arrow keys lead from a tick to the next one, and back. */
function onTickKey(event: KeyboardEvent<HTMLInputElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>('.today-tick input')].filter((one) => one.checkVisibility());
  all[all.indexOf(event.currentTarget) + step]?.focus();
}

/** Ticks an item. */
function Tick({ item: { id, title }, choice }: { readonly item: ItemView; readonly choice: Choice }) {
  const t = useTranslate();
  if (!choice.isOffered) return null;
  return (
    <label className="today-tick">
      <input type="checkbox" checked={choice.chosen.has(id)} onChange={() => choice.onTick(id)} onKeyDown={onTickKey} />
      <span className="unseen">{t('desk.today.tick-of', { title })}</span>
    </label>
  );
}

const WHY = ['why-pair', 'why-nothing', 'why-kind'] as const;

type ItemProps = {
  readonly item: ItemView;
  readonly state: ItemState;
  readonly choice: Choice;
  readonly onDone: QuestionAction;
};

function Item({ item, state, choice, onDone }: ItemProps) {
  const t = useTranslate();
  const [isAsking, setAsking] = useState(false);
  const [fault, decide] = useDecide(onDone);
  const { id, relationship, title, address, language, source, party, day, topics, bears, copies, draft, revised } =
    item;
  const one = [id];
  return (
    <article className="today-item" aria-labelledby={`item-${id}`}>
      <Tick item={item} choice={choice} />
      <h3 id={`item-${id}`} lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {address === '' ? (
          title
        ) : (
          <External href={address} rel="noreferrer nofollow">
            {title}
          </External>
        )}
      </h3>
      <p className="meta small">
        {party !== '' && <span>{party}</span>}
        <span>{source}</span>
        {day && (
          <span>
            <DayOf day={day} />
          </span>
        )}
        {revised && <span>{t('desk.today.revised', { day: revised.said })}</span>}
      </p>
      {topics.length > 0 && (
        <p className="meta small">
          <span>
            <span className="quiet">{t('desk.today.bears')}</span>{' '}
            {topics.map((topic, at) => (
              <span key={topic.id}>
                {at > 0 && t('reply.listed')}
                <a href={hrefOf('topics', topic.id)}>{topic.title}</a>
              </span>
            ))}
          </span>
          {bears.map(({ what, text, topic }) => (
            <span key={`${what} ${text}`}>
              <span className="badge">{t(`desk.today.bears-${what}`)}</span>{' '}
              <a href={what === 'track' ? hrefOf('status', '', { topic }) : hrefOf('topics', topic)}>{text}</a>
            </span>
          ))}
        </p>
      )}
      {item.fault !== '' && <p className="quiet small">{t('desk.today.unread-text', { why: item.fault })}</p>}
      {copies.map((copy) => {
        const same =
          copy.as === 'item'
            ? t('desk.today.same-entry', { source: copy.title })
            : t('desk.today.same', { title: copy.title });
        return (
          <p key={copy.id} className="actions small">
            <span className="badge">{t('desk.today.looks-like')}</span>
            <button
              type="button"
              aria-label={t('desk.today.same-of', { same, title })}
              onClick={() => decide(one, copy.as, copy.id, state, () => t('desk.today.done-same', { title }))}
            >
              {same}
            </button>
          </p>
        );
      })}
      <div className="actions small">
        {draft === null ? (
          <a
            className="button primary"
            href={hrefOf('documents', 'add', { relationship, item: id })}
            aria-label={t('desk.today.read-of', { title })}
          >
            {t('desk.today.read')}
          </a>
        ) : (
          <a
            className="button primary"
            href={hrefOf('documents', draft)}
            aria-label={t('desk.today.go-on-of', { title })}
          >
            {t('desk.today.go-on')}
          </a>
        )}
        {state === 'new' ? (
          <button
            type="button"
            aria-label={t('desk.today.later-of', { title })}
            onClick={() => decide(one, 'later', '', state, () => t('desk.today.done-later', { title }))}
          >
            {t('desk.today.later')}
          </button>
        ) : (
          <button
            type="button"
            aria-label={t('desk.today.back-new-of', { title })}
            onClick={() => decide(one, 'new', '', state, () => t('desk.today.back-new'))}
          >
            {t('desk.today.back-new')}
          </button>
        )}
        <button
          type="button"
          aria-expanded={isAsking}
          aria-label={t('desk.today.not-ours-of', { title })}
          onClick={() => setAsking(!isAsking)}
        >
          {t('desk.today.not-ours')}
        </button>
      </div>
      {isAsking && (
        <WhyNot
          label={t('desk.today.why-not', { title })}
          onWhy={(why) => decide(one, 'not-ours', why, state, () => t('desk.today.done-not-ours', { title }))}
          onCancel={() => setAsking(false)}
        />
      )}
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </article>
  );
}

/** Asks why an item, or several, are not ours: by one press, or in words. */
function WhyNot({
  label,
  onWhy,
  onCancel,
}: {
  readonly label: string;
  readonly onWhy: (why: string) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslate();
  const [why, setWhy] = useState('');
  return (
    <form
      className="actions card"
      aria-label={label}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onWhy(why.trim());
      }}
    >
      {WHY.map((one, at) => (
        // The form was asked for by a press.
        <button key={one} type="button" autoFocus={at === 0} onClick={() => onWhy(t(`desk.today.${one}`))}>
          {t(`desk.today.${one}`)}
        </button>
      ))}
      <input
        className="grow"
        aria-label={t('desk.today.why-hint')}
        placeholder={t('desk.today.why-hint')}
        maxLength={400}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
      />
      <button type="submit">{t('desk.today.save')}</button>
      <button type="button" onClick={onCancel}>
        {t('desk.today.cancel')}
      </button>
    </form>
  );
}

/** The name under which this tab keeps which titles were opened. */
const OPENED = 'today-opened';

/** The titles of what bears on no topic, by source: each can be read all the same, and all that were not opened can be decided at once. */
function Unrelated({
  items,
  choice,
  onDone,
}: Pick<ItemProps, 'choice' | 'onDone'> & { readonly items: readonly ItemView[] }) {
  const t = useTranslate();
  const [opened, setOpened] = useState(() => {
    const before = loadOfTab(OPENED);
    return Array.isArray(before) ? before.map(String) : [];
  });
  if (items.length === 0) return null;
  const open = (id: string): void => {
    // What is decided is not here any more.
    const now = [...items.flatMap((item) => (opened.includes(item.id) ? item.id : [])), id];
    saveOfTab(OPENED, now);
    setOpened(now);
  };
  const closed = items.filter(({ id }) => !opened.includes(id));
  return (
    <details>
      <summary>{t('desk.today.bears-nothing', { count: items.length })}</summary>
      {[...Map.groupBy(items, ({ source }) => source)].map(([source, own]) => (
        <section key={source}>
          <h3 className="quiet small">
            {source} {own.length}
          </h3>
          <ul className="list today-list today-titles">
            {own.map((item) => (
              <li key={item.id}>
                {opened.includes(item.id) ? (
                  <Item item={item} state="new" choice={choice} onDone={onDone} />
                ) : (
                  <p className="actions small">
                    <Tick item={item} choice={choice} />
                    <span className="grow" lang={item.language === 'zh' ? 'zh-CN' : 'en'}>
                      {item.title} <span className="quiet">{item.day?.said}</span>
                    </span>
                    <button
                      type="button"
                      aria-label={t('desk.today.open-of', { title: item.title })}
                      onClick={() => open(item.id)}
                    >
                      {t('desk.today.open')}
                    </button>
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {closed.length > 0 && (
        <button
          type="button"
          onClick={() =>
            choice.decide(
              closed.map(({ id }) => id),
              'not-ours',
              t('desk.today.nothing-here'),
              items.length - closed.length,
            )
          }
        >
          {t('desk.today.none-ours')}
        </button>
      )}
    </details>
  );
}

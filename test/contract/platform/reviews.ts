/** What every chat platform does with reviews: privately, for the person that an identity is tied to, bound to what was shown. */
import { messages } from '../../../src/locales/messages.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { createChatTies } from '../../../src/people/chat-ties.ts';
import type { Role } from '../../../src/people/roles.ts';
import { entryOf } from '../../../src/people/audit.ts';
import type { Brief } from '../../../src/records/schema.ts';
import { encodeButton } from '../../../src/reply/button.ts';
import { topicVersion } from '../../../src/people/review-queue.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { ownCatalogue } from '../../support/records.ts';
import type { PlatformDriver, PlatformSession, Shown } from './driver.ts';

const t = messages('en');
const own = ownCatalogue();
const RIGHT = t('review.rightOf', { title: 'Energy' });
const READ = t('review.readOf', { title: 'Energy' });
const WORK = t('review.workOf', { title: 'Energy' });
const NOW = Temporal.Instant.from('2026-11-03T12:00:00Z');
const ANN = { id: 'ann', name: 'Ann' };

export function reviewsContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
    session.replaceRecords(waiting());
  });
  let entries = 0;
  const entry = () => entryOf(ANN, { act: 'account-added' }, NOW, `e${++entries}`);
  /** Returns a code that the desk shows to Ann. */
  const codeOf = async (role: Role = 'reviewer'): Promise<string> => {
    const store = session.store();
    await store.addAccount({ ...ANN, role, createdAt: NOW }, entry());
    const ties = createChatTies({ store, now: () => Temporal.Instant.from('2026-11-03T11:50:00Z'), newId: () => 'c1' });
    return (await ties.newCode({ ...ANN, role }))?.code ?? '';
  };
  /** Has the manager be Ann; returns what waits. */
  const asAnn = async (role?: Role): Promise<Shown> => {
    const linked = await session.command(`link ${await codeOf(role)}`);
    expect(linked).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(linked.text).toContain(t('review.linked', { name: 'Ann' }));
    return await session.command('review');
  };

  const reviewed = () => session.store().auditEntries({ act: 'topic-reviewed' }, 9);
  describe('reviews', () => {
    test('are shown to nobody whom the desk does not know, and a code ties one identity, once', async () => {
      const unknown = await session.command('review');
      expect(unknown).toMatchObject({ isPrivate: true, pings: false, faults: [], labels: [] });
      expect(unknown.text).toContain('You are not linked to a person');
      expect((await session.command('link')).text).toContain('get a code under');
      expect((await session.command('link AAAAA-1AAAA')).text).toContain('This code does not work');
      const code = await codeOf();
      expect((await session.command(`link ${code.toLowerCase()}`)).text).toContain(t('review.linked', { name: 'Ann' }));
      expect((await session.command(`link ${code}`, 'stranger')).text).toContain('This code does not work');
      expect((await session.command('review', 'stranger')).text).toContain('You are not linked to a person');
      expect(session.log()).not.toContain(code);
    });

    test('in public are refused, and a code that others may have seen is made useless', async () => {
      const code = await codeOf();
      expect((await session.mention('review')).text).toContain('type it as a command');
      expect((await session.mention(`link ${code}`)).text).toContain('so it was cancelled');
      expect((await session.command(`link ${code}`)).text).toContain('This code does not work');
    });

    test('are confirmed by one press, with the name and the day, and what waits next is shown', async () => {
      const shown = await asAnn();
      expect(shown).toMatchObject({ isPrivate: true, pings: false, faults: [] });
      expect(shown.text).toContain('review overdue since');
      // Nobody says that it is right before it was opened.
      expect(shown.labels).toContain(READ);
      expect(shown.labels).not.toContain(RIGHT);
      const [first, second] = await (await shown.click(READ)).clickTwice(RIGHT);
      for (const answer of [first, second]) {
        expect(answer).toMatchObject({ pings: false, faults: [] });
        expect(answer?.text).toMatch(/is still right, says Ann on November 3, 2026|have confirmed “Energy” today/u);
        expect(answer?.labels).not.toContain(RIGHT);
      }
      expect(await reviewed()).toMatchObject([{ about: 'energy', name: 'Ann' }]);
      expect((await session.command('review')).text).toContain(t('review.nothing'));
    });

    test('are read before, and confirmed below what was read', async () => {
      const shown = await asAnn();
      const read = await shown.click(READ);
      expect(read).toMatchObject({ pings: false, faults: [] });
      expect(read.text).toContain('File to');
      expect(read.labels).toEqual(expect.arrayContaining([RIGHT, WORK]));
      expect((await read.click(RIGHT)).text).toContain('is still right');
    });

    test('that were confirmed are taken back by who confirmed them, for some minutes', async () => {
      const shown = await asAnn();
      const confirmed = await (await shown.click(READ)).click(RIGHT);
      expect(confirmed.text).toContain('You can undo that within 10 minutes');
      const undone = await confirmed.click(t('review.undo'));
      expect(undone.text).toContain(t('review.undone', { title: 'Energy' }));
      expect(undone.labels).toContain(READ);
      expect(await session.store().auditEntries({ act: 'publishing-undone' }, 9)).toMatchObject([{ about: 'energy' }]);
      const again = await (await undone.click(READ)).click(RIGHT);
      for (let minute = 0; minute < 11; minute += 1) session.aMinuteLater();
      expect((await again.click(t('review.undo'))).text).toContain('This can no longer be undone');
    });

    test('are bound to what was shown: what has changed is shown as it stands, and confirmed by its own button', async () => {
      const shown = await (await asAnn()).click(READ);
      session.replaceRecords(waiting((brief) => ({ ...brief, whyItMatters: brief.bottomLine, bottomLine: PUT_RIGHT })));
      const changed = await shown.click(RIGHT);
      expect(changed.text).toContain('nothing was recorded');
      expect(changed.text).toContain(PUT_RIGHT.text.en);
      expect((await shown.clickId(buttonId('work'))).text).toContain('nothing was recorded');
      expect(await reviewed()).toEqual([]);
      expect((await (await changed.click(READ)).click(RIGHT)).text).toContain('is still right');
    });

    test('that need work leave one note on the desk, in the reviewer’s words, however often it is sent', async () => {
      const shown = await (await asAnn()).click(READ);
      expect((await shown.fill(WORK, 'The figure is of 2024.')).text).toContain('Noted that “Energy” needs work');
      expect((await shown.fill(WORK, 'The figure is of 2024.')).text).toContain('You have said so of “Energy” already');
      expect(await session.store().openReviewNotes(9)).toMatchObject([
        { topic: 'energy', by: 'Ann', statement: '', text: 'The figure is of 2024.' },
      ]);
      expect((await session.command('review')).labels).not.toContain(READ);
    });

    test('need the right to at the press, not only when they were shown', async () => {
      const shown = await (await asAnn()).click(READ);
      await session.store().addAccount({ id: 'bo', name: 'Bo', role: 'admin', createdAt: NOW }, entry());
      await session.store().changeRole(ANN.id, 'curator', entry());
      const refused = await shown.click(RIGHT);
      expect(refused.text).toContain('Ann may not review: that needs the role reviewer or admin. Ask Bo.');
      expect(await reviewed()).toEqual([]);
      await session.store().removeAccount(ANN.id, entry());
      expect((await shown.clickId(buttonId('work'))).text).toContain('You are not linked to a person');
      expect(await session.store().openReviewNotes(9)).toEqual([]);
    });
  });
}

const versionOf = ({ briefs }: Catalogue): string => {
  const brief = briefs.get('energy');
  return brief === undefined ? '' : topicVersion(brief);
};

const PUT_RIGHT = { text: { en: 'Put right by somebody.' }, restsOn: [] };

/** A button of a message whose place another has taken. */
const buttonId = (answer: 'right' | 'work'): string =>
  encodeButton({ verb: 'review', answer, topic: 'energy', version: versionOf(waiting()), language: 'en' });

const REVIEWED = '2026-11-02';

/** Returns a topic of which nothing has changed since it was reviewed. */
const asReviewed = (brief: Brief): Brief => ({
  ...brief,
  verified: { on: REVIEWED, by: { kind: 'person', name: 'Cleo' } },
  asOf: REVIEWED,
  readOn: REVIEWED,
  reviewEveryDays: 90,
  history: brief.history.filter(({ on }) => on <= REVIEWED),
  corrections: [],
  statements: brief.statements.map((one) => Object.assign({}, one, { corrections: [] })),
});

/** Returns the records with energy alone waiting for a review. */
function waiting(change: (brief: Brief) => Brief = (brief) => brief): Catalogue {
  const program = { on: '2026-01-02', by: { kind: 'program', name: 'attache verify' } } as const;
  const briefs = [...own.briefs].map(([id, brief]): [string, Brief] => [
    id,
    id === 'energy' ? change({ ...asReviewed(brief), readOn: '2026-01-01', verified: program }) : asReviewed(brief),
  ]);
  const sources = new Map([...own.sources].map(([id, source]) => [id, { ...source, accessedOn: REVIEWED }]));
  return { ...own, sources, briefs: new Map(briefs) };
}

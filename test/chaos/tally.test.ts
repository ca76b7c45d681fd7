/** The tally finds each kind of breach, planted one at a time in a run in which all went well. */
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import { tally, type Tallied } from './tally.ts';
import { NOTICE, OWNER_NOTICE } from './chat.ts';
import { timesIn } from './people.ts';

const MINUTE = 60_000;
const AT = Temporal.Instant.from('2027-03-14T07:00Z');
const at = AT.epochMilliseconds;

const delivery = (id: string, over: Partial<Delivery> = {}): Delivery => ({
  id,
  kind: 'digest',
  subscription: 's1',
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  slot: '2027-03-14T07:00Z',
  slotAt: AT,
  late: false,
  state: 'sent',
  attempts: 1,
  nextAt: undefined,
  begunAt: AT,
  settledAt: AT,
  message: '1',
  reason: '',
  carried: { keys: ['k1'], briefs: [], introduces: false, rotates: undefined },
  inReplyTo: undefined,
  ...over,
});
const message = (marker: string) => ({ marker, channel: 'C1', at });

/** A digest that a person was promised, one of the harness's own, a share and an answer: all of them arrived once. */
const answer = delivery('a1', { kind: 'answer', subscription: '', slot: 'answer/1' });
const share = delivery('p1', { kind: 'share', subscription: '', slot: 'source' });
const WELL: Tallied & { readonly ledger: NonNullable<Tallied['ledger']> } = {
  expected: [{ subscription: 's2', slot: 'now-1', addedAt: at }],
  deliveries: [
    delivery('d1'),
    delivery('d2', {
      subscription: 's2',
      slot: 'now-1',
      carried: { keys: ['k2'], briefs: [], introduces: false, rotates: undefined },
    }),
  ],
  answers: new Map([
    ['a1', answer],
    ['p1', share],
  ]),
  messages: ['d1', 'd2', 'a1', 'p1'].map(message),
  subscribed: new Set(['s1']),
  ledger: {
    promises: [{ subscription: 's1', at, askedAt: at - 3 * MINUTE }],
    done: [],
    pressed: [{ delivery: 'p1', askedAt: at, isTold: true }],
    asked: [{ deliveries: ['a1', 'a2'], times: 2, askedAt: at, taken: 'taken' }],
    subscriptions: new Set(['s1']),
  },
  end: at + MINUTE,
};
const NOTHING = { lost: [], doubled: [], toldTwice: [], unexplained: [], unknown: [], wrong: [] };
const without = (...ids: readonly string[]) => WELL.messages.filter(({ marker }) => !ids.includes(marker));
const rows = (...all: readonly Delivery[]) => ({ deliveries: all });
const [first, second] = WELL.deliveries as readonly [Delivery, Delivery];

describe('tally', () => {
  test('finds nothing where all came once', () => {
    expect(tally(WELL)).toMatchObject({ ...NOTHING, kept: 1, news: 4, explained: new Map() });
  });

  test.each([
    ['a digest that never came', 'lost', { messages: without('d2') }],
    ['a share that was told and never came', 'lost', { messages: without('p1') }],
    [
      'a message that was taken and not answered',
      'lost',
      { messages: without('a1'), answers: new Map([['p1', share]]) },
    ],
    ['an event answered twice', 'doubled', { messages: [...WELL.messages, message('a1')] }],
    ['a digest posted twice', 'doubled', { messages: [...WELL.messages, message('d1')] }],
    ['news told twice', 'toldTwice', rows(first, { ...second, carried: first.carried })],
    ['a promised time without a row', 'unexplained', { ...rows(second), messages: without('d1') }],
    ['a promised digest that never came, though its row says sent', 'unexplained', { messages: without('d1') }],
    ['an outcome left unknown', 'unknown', rows({ ...first, state: 'unknown' as const }, second)],
    ['a message of no delivery', 'wrong', { messages: [...WELL.messages, message('other')] }],
    ['a digest that nobody ordered', 'wrong', { subscribed: new Set<string>() }],
    ['a message whose row calls it missed', 'wrong', rows({ ...first, state: 'missed' as const }, second)],
  ] as const)('finds %s', (_, kind, planted: Partial<Tallied>) => {
    const found = tally({ ...WELL, ...planted });
    expect(found[kind]).toHaveLength(1);
  });

  test('explains what a person called off, a row that says why, and what the database has lost, and nothing else', () => {
    const gone = { ...rows(second), messages: without('d1') };
    const done = [{ subscription: 's1', type: 'pause', askedAt: at - MINUTE, until: at - MINUTE }] as const;
    const paused = tally({ ...WELL, ...gone, ledger: { ...WELL.ledger, done } });
    expect(paused).toMatchObject({
      unexplained: [],
      explained: new Map([['promised: called off by a person before', 1]]),
    });
    // Before it was promised.
    const early = [{ subscription: 's1', type: 'pause', askedAt: at - 9 * MINUTE, until: at - 8 * MINUTE }] as const;
    expect(tally({ ...WELL, ...gone, ledger: { ...WELL.ledger, done: early } }).unexplained).toHaveLength(1);
    const skipped = rows({ ...first, state: 'skipped', reason: 'nothing-new: none' }, second);
    expect(tally({ ...WELL, ...skipped, messages: without('d1') })).toMatchObject({
      unexplained: [],
      explained: new Map([['promised: skipped, nothing-new', 1]]),
    });
    const lapses = [{ from: at - 4 * MINUTE, to: at - 2 * MINUTE }];
    expect(tally({ ...WELL, ...gone, lapses }).unexplained).toStrictEqual([]);
    expect(
      tally({ ...WELL, ...gone, lapses: [{ from: at - 9 * MINUTE, to: at - 8 * MINUTE }] }).unexplained,
    ).toHaveLength(1);
    // Its row may be lost, but no message is doubled for that.
    const twice = [...WELL.messages, message('d1')];
    expect(tally({ ...WELL, messages: twice, lapses }).doubled).toHaveLength(1);
  });

  test('explains a share whose card another press had posted, and shows a message without a marker', () => {
    const pressed = [{ delivery: 'p2', askedAt: at, isTold: true, wasThere: true }];
    const shared = tally({ ...WELL, ledger: { ...WELL.ledger, pressed: [...WELL.ledger.pressed, ...pressed] } });
    expect(shared).toMatchObject({ lost: [], explained: new Map([['share: another press had posted the card', 1]]) });
    const unmarked = { ...message(''), text: 'Busy.' };
    expect(tally({ ...WELL, messages: [...WELL.messages, unmarked] }).wrong).toEqual([
      '1 messages with the marker "", which no delivery has: Busy.',
    ]);
    const notice = message(`${OWNER_NOTICE}x`);
    const told = tally({ ...WELL, messages: [...WELL.messages, notice, unmarked] });
    expect(told.wrong).toEqual(['1 messages with the marker "", which no delivery has: Busy.']);
    expect(told.explained).toEqual(new Map([["an owner was told of somebody else's act", 1]]));
  });

  test('counts what tells a person that there is no answer, each once', () => {
    const notice = message(`${NOTICE}1/0`);
    const told = { ...WELL, messages: [...WELL.messages, notice] };
    expect(tally(told)).toMatchObject({ ...NOTHING, explained: new Map([['told that it is not answered', 1]]) });
    expect(tally({ ...told, messages: [...told.messages, notice] }).doubled).toHaveLength(1);
  });

  test('explains a message whose process ended, or whose writer was told, and an answer whose claim the database lost', () => {
    const [asked] = WELL.ledger.asked;
    const unanswered = { messages: without('a1'), answers: new Map([['p1', share]]) };
    for (const taken of ['ended', 'told', 'not taken'] as const) {
      const ledger = { ...WELL.ledger, asked: [{ deliveries: ['a1', 'a2'], times: 2, askedAt: at, ...asked, taken }] };
      expect(tally({ ...WELL, ...unanswered, ledger })).toMatchObject(NOTHING);
    }
    const twice = { ...WELL, messages: [...WELL.messages, message('a1')] };
    expect(tally({ ...twice, lapses: [{ from: at - MINUTE, to: at + MINUTE }] }).doubled).toStrictEqual([]);
    expect(tally({ ...twice, lapses: [{ from: at - 9 * MINUTE, to: at - 8 * MINUTE }] }).doubled).toHaveLength(1);
  });

  test('reads the times that an answer names, also at a change of the clocks', () => {
    const zone = { zone: 'America/New_York' };
    expect(timesIn('1: Sun March 14, 2027, 03:05 (New York)', zone)).toStrictEqual([
      Temporal.Instant.from('2027-03-14T07:05Z').epochMilliseconds,
    ]);
    // Of the hour that comes twice it is the first.
    expect(
      timesIn('Sun November 7, 2027, 01:30 (New York) · Mon November 8, 2027, 01:30 (New York)', zone),
    ).toStrictEqual([
      Temporal.Instant.from('2027-11-07T05:30Z').epochMilliseconds,
      Temporal.Instant.from('2027-11-08T06:30Z').epochMilliseconds,
    ]);
  });
});

/** The form of a digest, against what Slack documents of views, with few topics and with very many; what was filled in is read back. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../../src/search/catalogue.ts';
import type { Subscription } from '../../../../src/digest/subscription.ts';
import { FORM, formErrors, formView, parseForm } from '../../../../src/chat/slack/render/form.ts';
import { digestForm, type DigestFormContent } from '../../../../src/conversation/digests/form.ts';
import type { NameContext } from '../../../../src/digest/digest-name.ts';
import { noteReply } from '../../../../src/conversation/digests/short-replies.ts';
import { doneView } from '../../../../src/chat/slack/events/form.ts';
import { ownIds } from '../../../support/records.ts';
import { realBot } from '../harness.ts';
import { checkView } from './view-check.ts';

const { briefs, relationships } = realBot().bot.conversation.catalogue();
const [brief] = briefs.values();
if (brief === undefined) throw new Error('there are no records');

const many = (count: number): Pick<Catalogue, 'briefs' | 'relationships'> => ({
  relationships,
  briefs: new Map(
    Array.from({ length: count }, (_, index) => {
      const id = `topic-${index}`;
      return [id, { ...brief, id, title: { en: `${'Long <title> & more '.repeat(6)}${index}`, zh: `标题${index}` } }];
    }),
  ),
});

const subscription: Subscription = {
  id: 'abcd2345',
  channelRef: { platform: 'slack', workspace: 'T01TEST', channel: 'C02' },
  topics: ['energy'],
  schedule: { days: ['mon', 'fri'], time: '17:30', zone: 'Asia/Shanghai' },
  language: 'zh',
  whenQuiet: 'rotate',
  owner: 'U1',
  createdAt: Temporal.Instant.from('2026-11-24T12:00:00Z'),
  pausedBecause: undefined,
  pausedDetail: '',
  dueAt: undefined,
  baseline: [],
  introduced: false,
  rotated: undefined,
};

type Opened = Partial<DigestFormContent> & Partial<NameContext>;

/** Returns the form of a digest as it is opened, with some of that replaced. */
function viewOf({ catalogue = { briefs, relationships }, language = 'en', ...over }: Opened = {}) {
  const content = { subscription: undefined, channel: 'C01GEN', zone: undefined, ...over };
  return formView(digestForm(content, { catalogue, language }), content.channel);
}

describe.each(['en', 'zh'] as const)('the form in %s', (language) => {
  test.each([0, 1, 100, 101, 120])('keeps within what Slack takes with %i topics', (count) => {
    for (const one of [undefined, subscription]) {
      const view = viewOf({ catalogue: many(count), language, zone: 'Europe/Brussels', subscription: one });
      expect(checkView(view)).toEqual([]);
    }
  });

  test('with more topics than a menu holds has a field for their names', () => {
    expect(elementsOf(viewOf({ catalogue: many(120), language }))).toMatchObject({
      topics: { type: 'plain_text_input' },
    });
  });

  test('that is done keeps within what Slack takes', () => {
    expect(checkView(doneView(noteReply('queued', language, 'abcd2345'), language))).toEqual([]);
  });
});

test('a new form knows the channel and the zone, and takes Mondays at nine', () => {
  const view = viewOf({ zone: 'Europe/Brussels' });
  expect(view.callback_id).toBe(FORM);
  expect(elementsOf(view)).toMatchObject({
    channel: { initial_conversation: 'C01GEN' },
    days: { initial_options: [{ value: 'mon' }] },
    time: { initial_time: '09:00' },
    zone: { initial_value: 'Europe/Brussels' },
    whenQuiet: { initial_option: { value: 'skip' } },
  });
  expect(elementsOf(view)['topics']).not.toHaveProperty('initial_options');
  expect(checkView(view)).toEqual([]);
  const offered = elementsOf(view)['topics']?.['options'] as readonly { readonly value: string }[];
  expect(offered.map(({ value }) => value).toSorted()).toEqual(['all', ...ownIds()].toSorted());
});

test('in a direct message no channel is chosen beforehand', () => {
  const view = viewOf({ channel: 'D01' });
  expect(elementsOf(view)['channel']).not.toHaveProperty('initial_conversation');
  expect(elementsOf(view)['zone']).not.toHaveProperty('initial_value');
});

test('a form that changes a digest is filled with what it is, its own channel too', () => {
  const view = viewOf({ zone: 'Europe/Brussels', subscription });
  const elements = elementsOf(view);
  expect(elements).toMatchObject({
    topics: { initial_options: [{ value: 'energy' }] },
    days: { initial_options: [{ value: 'mon' }, { value: 'fri' }] },
    time: { initial_time: '17:30' },
    zone: { initial_value: 'Beijing' },
    language: { initial_option: { value: 'zh' } },
    whenQuiet: { initial_option: { value: 'rotate' } },
  });
  expect(elements).toMatchObject({ channel: { initial_conversation: 'C02' } });
  expect(parseForm(view.private_metadata ?? '', {})).toMatchObject({
    button: { verb: 'digest', action: 'change', subscription: 'abcd2345', language: 'en' },
    channel: 'C01GEN',
  });
});

describe.each(['en', 'zh'] as const)('a form for a digest of which a topic is published no longer (%s)', (language) => {
  const gone = {
    relationships,
    briefs: new Map([...briefs, ['energy', { ...brief, id: 'energy', status: 'retracted' as const }]]),
  };
  const formOf = (topics: Subscription['topics']) =>
    viewOf({ catalogue: gone, language, subscription: { ...subscription, topics } });

  test.each([[['energy']], [['energy', 'outlook']], [['burnt-record']]])(
    'offers %s as chosen, so that sent unchanged it does not come back as all topics, and says what happened',
    (topics) => {
      const form = formOf(topics);
      expect(checkView(form)).toEqual([]);
      const { topics: menu } = elementsOf(form);
      const chosen = (menu?.['initial_options'] ?? []) as readonly { readonly value: string }[];
      expect(chosen.map(({ value }) => value).toSorted()).toEqual(topics);
      expect(JSON.stringify(form)).toMatch(language === 'zh' ? /已不再发布：/u : /No longer published: /u);
    },
  );

  test('is as ever where all its topics are published', () => {
    for (const topics of ['all', ['outlook']] as const)
      expect(JSON.stringify(formOf(topics))).not.toMatch(/已不再发布：|No longer published: /u);
  });
});

describe('what was filled in', () => {
  const metadata = JSON.stringify({ form: 'attache1/digest/weekly//en', channel: 'C01GEN' });

  test('is read field by field', () => {
    const values = {
      channel: { channel: { type: 'conversations_select', selected_conversation: 'C09' } },
      topics: {
        topics: { type: 'multi_static_select', selected_options: [options('energy'), options('ai-governance')] },
      },
      days: { days: { type: 'checkboxes', selected_options: [options('mon'), options('sun')] } },
      time: { time: { type: 'timepicker', selected_time: '21:30' } },
      zone: { zone: { type: 'plain_text_input', value: '北京' } },
      language: { language: { type: 'static_select', selected_option: options('zh') } },
      whenQuiet: { whenQuiet: { type: 'radio_buttons', selected_option: options('rotate') } },
    };
    expect(parseForm(metadata, values)).toEqual({
      button: { verb: 'digest', action: 'weekly', subscription: '', language: 'en' },
      channel: 'C01GEN',
      values: {
        channel: 'C09',
        topics: 'energy,ai-governance',
        days: 'mon,sun',
        time: '21:30',
        zone: '北京',
        language: 'zh',
        whenQuiet: 'rotate',
      },
    });
  });

  test('with no topic chosen is of none, and without the field leaves them as they are', () => {
    const none = { topics: { topics: { type: 'multi_static_select', selected_options: [] } } };
    expect(parseForm(metadata, none)?.values['topics']).toBe('');
    expect(parseForm(metadata, {})?.values['topics']).toBeUndefined();
  });
});

test('faults stand at their fields, several of one field together', () => {
  const faults = [
    { field: 'channel', message: 'One.' },
    { field: 'zone', message: 'Two.' },
  ] as const;
  expect(formErrors([...faults, { field: 'zone', message: 'Three.' }], { verb: 'digest' })).toEqual({
    channel: 'One.',
    zone: 'Two. Three.',
  });
});

const options = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value });

type Json = Readonly<Record<string, unknown>>;
const elementsOf = ({ blocks }: { readonly blocks: readonly object[] }): Record<string, Json> =>
  Object.fromEntries(
    (blocks as readonly Json[]).flatMap(({ block_id, element }) =>
      element === undefined ? [] : [[String(block_id), element as Json]],
    ),
  );

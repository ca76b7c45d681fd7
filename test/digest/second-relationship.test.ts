/** Digests of the project's own records beside those of a second, made-up relationship. */
import { describe, expect, test } from 'vitest';
import type { Subscription } from '../../src/digest/subscription.ts';
import { ownCatalogue } from '../support/records.ts';
import { bothRelationships } from '../support/second-relationship.ts';
import { digestOf } from './records.ts';

const SECOND = /is-no|iceland|norw|mackerel|bergen|geysir|fjord|two shores/iu;
const FIRST = /china|chinese|cn-us|united states|beijing|trump|xi jinping|white house/iu;

/** A channel's first digest, and its news. */
const KINDS = [
  ['the first digest', { introduced: false }],
  ['a digest of news', { introduced: true }],
] as const;

describe.each(KINDS)('%s', (_kind, over) => {
  test.each<[string, Subscription['topics']]>([
    ['the first relationship', ['cn-us']],
    ['a topic of the first that both have', ['energy']],
  ])('of %s is what it is without the second', (_of, topics) => {
    const digest = digestOf(bothRelationships(), { subscription: { ...over, topics } });
    expect(digest?.reply.blocks.length).toBeGreaterThan(0);
    expect(digest).toEqual(digestOf(ownCatalogue(), { subscription: { ...over, topics } }));
    expect(JSON.stringify(digest)).not.toMatch(SECOND);
  });

  test.each<[string, Subscription['topics']]>([
    ['the second relationship', ['is-no']],
    ['a topic of the second that both have', ['northern-energy']],
  ])('of %s has nothing of the first', (_of, topics) => {
    const digest = digestOf(bothRelationships(), { subscription: { ...over, topics } });
    expect(JSON.stringify(digest)).toMatch(SECOND);
    expect(JSON.stringify(digest)).not.toMatch(FIRST);
  });
});

test('a digest of all topics is of both', () => {
  const title = digestOf(bothRelationships())?.reply.title;
  expect(title).toMatch(/^November 24, China and the United States, Iceland and Norway: /u);
});

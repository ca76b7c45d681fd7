/** What every chat platform does with commands, mentions and clicks. */
import { beforeEach, expect, test } from 'vitest';
import { answerTexts } from '../../../src/reply/texts/answer.ts';
import { replyTexts } from '../../../src/reply/texts/reply.ts';
import { sectionTexts } from '../../../src/reply/texts/sections.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const en = replyTexts('en');
const zh = replyTexts('zh');
const said = answerTexts('en');

/** What a hostile or careless person types, and what of it the answer repeats: the words that nothing here knows, all of it where each is known; mentions and addresses are no part of a question. */
const HOSTILE = [
  ['@everyone @here', ['@everyone @here']],
  ['@everyone @here zzqx', ['zzqx']],
  ['<!channel> <!here> <@U1> <@U1|x> <#C1|general> zzqx', ['zzqx']],
  ['<@123456789012345678> <@&123456789012345678> </brief:1> zzqx', ['zzqx']],
  ['*b* **b** _i_ __u__ ~s~ ~~s~~ `c` ||d||', ['*b* **b** _i_ __u__ ~s~ ~~s~~ `c` ||d||']],
  ['[safe](x) <https://evil.example|safe> &lt;b&gt; &amp;', ['lt', 'gt', 'amp']],
  ['> # the -# of', ['> # the -# of']],
  ['zzqx :smile: <t:0:R>', ['zzqx', 'smile']],
] as const;

export function answersContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  test('answers a command privately', async () => {
    const answer = await session.command('energy');
    expect(answer).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(answer.text).toContain('Energy');
    expect(answer.text).toContain(en.bottomLine);
    expect(answer.labels).toContain(en.share);
    expect(session.posted()).toEqual([]);
  });

  test('answers a mention in the open, once, with nothing to share', async () => {
    const answer = await session.mention('energy');
    expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
    expect(answer.text).toContain(en.bottomLine);
    expect(answer.labels).not.toContain(en.share);
    expect(session.posted()).toHaveLength(1);
  });

  test.each(['attache0/open/brief/energy/1/en', 'attache1/open/brief/../1/en', 'attache1/digest/explode/a1/en', 'x'])(
    'says of a button that it no longer knows (%s) that it is stale',
    async (id) => {
      const stale = await (await session.command('energy')).clickId(id);
      expect(stale).toMatchObject({ text: en.staleButton, isPrivate: true, faults: [] });
    },
  );

  test.each(HOSTILE)('repeats %j as text, pinging nobody, in private and in the open', async (hostile, repeated) => {
    for (const answer of [await session.command(hostile), await session.mention(hostile)]) {
      expect(answer).toMatchObject({ pings: false, faults: [] });
      expect(answer.text).toContain(said.nothingOn(said.quoted(repeated)));
    }
  });

  test('answers in the language that who asks reads the platform in', async () => {
    expect((await session.command('energy', 'chinese')).text).toContain(zh.bottomLine);
    expect((await session.command('energy')).text).toContain(en.bottomLine);
  });

  test('answers a question in Chinese in Chinese', async () => {
    expect((await session.command('能源合作')).text).toContain(zh.bottomLine);
    expect((await session.mention('能源合作')).text).toContain(zh.bottomLine);
  });

  test('answers a click privately, and leaves the message as it is', async () => {
    const open = await session.mention('energy');
    const { sources } = sectionTexts('en').names;
    const opened = await open.click(sources);
    expect(opened).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(opened.text).toContain(en.about('Energy', sources));
    expect(session.posted().map(({ text }) => text)).toEqual([open.text]);
  });

  test('welcomes once where it is brought into, in the open', async () => {
    const greetings = await session.join();
    expect(greetings).toHaveLength(1);
    expect(greetings[0]).toMatchObject({ pings: false, faults: [] });
    expect(greetings[0]?.text).toMatch(/Attaché is in this (?:channel|server)/u);
  });
}

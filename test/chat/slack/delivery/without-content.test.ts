import { expect, test } from 'vitest';
import { withoutContent } from '../../../../src/chat/slack/delivery/outcome.ts';

// The shapes of the errors of Slack's kit, whose classes only its own code makes.
const answered = (over: object, message = 'An HTTP protocol error occurred: statusCode = 500'): Error =>
  Object.assign(new Error(message), over);

const ASKED = 'what somebody asked';

test.each([
  [
    'a status',
    answered({ code: 'slack_webapi_http_error', statusCode: 500, headers: { echo: ASKED }, body: ASKED }),
    'Slack answered 500: slack_webapi_http_error',
  ],
  [
    'an error of Slack',
    answered({ code: 'slack_webapi_platform_error', data: { error: 'not_in_channel', echo: ASKED } }),
    'Slack answered: not_in_channel',
  ],
  [
    'a whole document for an error',
    answered(
      { code: 'slack_webapi_platform_error', data: { error: `<html>${ASKED}` } },
      `An API error occurred: <html>${ASKED}`,
    ),
    'Slack answered: slack_webapi_platform_error',
  ],
  [
    'no answer',
    answered({ code: 'slack_webapi_request_error', original: new Error(ASKED) }, `A request error occurred: ${ASKED}`),
    'Slack answered: slack_webapi_request_error',
  ],
])('of %s the log is told how Slack answered, and nothing of what', (_what, error, message) => {
  const told = withoutContent(error);
  expect(told).toMatchObject({ message });
  expect(String((told as Error).stack)).toContain('without-content.test.ts');
  expect(JSON.stringify([told, (told as Error).stack, Object.entries(told as object)])).not.toContain(ASKED);
});

test('an error that is not of Slack stays as it is', () => {
  const error = new Error('ours');
  expect(withoutContent(error)).toBe(error);
});

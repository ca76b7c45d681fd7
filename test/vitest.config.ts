/** Two sorts of tests: `unit` needs nothing but this process, `e2e` (files named *.e2e.test.ts) real sockets, databases, browsers and processes; a few of these measure their process and have one each, as `e2e-alone`. */
import { defineConfig } from 'vitest/config';
import { startClock } from './support/clock.ts';
import { PATIENCE_MS } from './support/patience.ts';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = new URL('..', import.meta.url).pathname;

// The processes of the suite load the clock before everything else, and hand it on.
startClock();

/** What these hold to a limit is of the whole process: for how long it is held up, its memory, its user. */
const ALONE = [
  'test/app/check-thread.e2e.test.ts',
  'test/app/documents/strangers.e2e.test.ts',
  'test/chat/slack/connection/http.e2e.test.ts',
  'test/store/sqlite/sqlite.e2e.test.ts',
];

// Servers of other people start as processes: on a busy machine that takes its time.
const PATIENT = { testTimeout: 240_000, hookTimeout: 240_000 };

/** What takes longest, and most of it of the processor, wherever it stands: these files begin in this order. */
const LONGEST = [
  '/compose/answer.',
  '/questions',
  '/finder.',
  '/chaos/',
  '/contract',
  '/five-statements.',
  '/today.',
  '/records/page.',
  '/edit/',
  '/people.',
  '/desk/',
  '/cli/',
  '/watchdog.',
];

const PROJECTS = ['e2e', 'e2e-alone', 'unit'];

const rankOf = ({ moduleId }: TestSpecification): number => LONGEST.findIndex((part) => moduleId.includes(part));

/** Returns each file with its place in a list, from 0 to 1. */
const spread = (files: readonly TestSpecification[]): (readonly [TestSpecification, number])[] =>
  files.map((file, at) => [file, at / files.length]);

/** The longest begin early, so that none is left running alone in the end; between them stand the others, of which much is waiting, so that no processor is idle. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      PROJECTS.flatMap((project) => {
        const own = files.filter((file) => file.project.name === project);
        const long = own.filter((file) => rankOf(file) !== -1).toSorted((one, other) => rankOf(one) - rankOf(other));
        const others = own.filter((file) => rankOf(file) === -1);
        return [...spread(long), ...spread(others)].toSorted(([, one], [, other]) => one - other).map(([file]) => file);
      }),
    );
  }
}

export default defineConfig({
  root,
  test: {
    sequence: { sequencer: LongestFirst },
    // One more than a small machine has processors: much of the end-to-end tests is waiting.
    maxWorkers: 3,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.e2e.test.{ts,tsx}'],
          setupFiles: ['test/support/unit-guard.ts'],
          // Nothing that one file does is left over for the next, and what they import is loaded once.
          isolate: false,
          testTimeout: 240_000,
          expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.{ts,tsx}'],
          exclude: ALONE,
          globalSetup: ['test/support/unpack-browser.ts'],
          setupFiles: ['test/support/patient-waits.ts'],
          // As above: to load discord.js, Bolt and the stores takes longer than the tests of most files.
          isolate: false,
          ...PATIENT,
        },
      },
      {
        root,
        test: { name: 'e2e-alone', include: ALONE, setupFiles: ['test/support/patient-waits.ts'], ...PATIENT },
      },
    ],
  },
});

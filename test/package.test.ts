import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

type Versions = Readonly<Record<string, string>>;
type Package = {
  readonly version: string;
  readonly scripts: Versions;
  readonly dependencies: Versions;
  readonly devDependencies: Versions;
  readonly optionalDependencies: Versions;
  readonly overrides: Versions;
};
const own = JSON.parse(read('package.json')) as Package;
const peers = JSON.parse(read('test/peers/package.json')) as Pick<Package, 'optionalDependencies'>;
const lock = JSON.parse(read('package-lock.json')) as {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly integrity?: string; readonly link?: boolean; readonly resolved?: string }
    >
  >;
};

// This file names packages without importing them.
const code = (pattern: string): string =>
  globSync(pattern, { cwd: ROOT })
    .filter((file) => !import.meta.filename.endsWith(file))
    .map(read)
    .join('\n');
const source = code('src/**/*.{ts,tsx}');
const tests = code('test/**/*.{ts,tsx}');

/** Whether a file imports a package, or finds where it is installed. */
const names = (text: string, name: string): boolean =>
  new RegExp(`(?:\\b(?:from|import) |\\b(?:import|resolve)\\()'${name}['/]|node_modules/${name}/`, 'u').test(text);

/** Packages that no file imports, and why they are here. */
const UNIMPORTED: Readonly<Record<string, string>> = {
  '@types/http-cache-semantics': 'types of http-cache-semantics',
  '@types/js-yaml': 'types of js-yaml',
  '@types/node': 'types of what node: provides',
  '@types/pg': 'types of pg',
  '@types/react': 'types of react',
  '@types/react-dom': 'types of react-dom',
  '@types/ws': 'types of ws',
  'attache-test-peers': 'brings the servers that exist for one sort of machine only',
  knip: 'npm run knip',
  oxfmt: 'npm run format',
  oxlint: 'npm run lint',
  'oxlint-tsgolint': 'what oxlint --type-aware runs',
  typescript: 'npm run types',
};

describe('every package', () => {
  test.each(
    Object.entries({
      ...own.dependencies,
      ...own.devDependencies,
      ...own.optionalDependencies,
      ...own.overrides,
      ...peers.optionalDependencies,
    }),
  )('%s is wanted in exactly one version: %s', (name, version) => {
    expect(version).toMatch(name === 'attache-test-peers' ? /^file:test\/peers$/u : /^\d+\.\d+\.\d+(?:-[\w.]+)?$/u);
  });

  test.each(Object.entries({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies }))(
    '%s %s is the version that is locked',
    (name, version) => {
      const locked = lock.packages[`node_modules/${name}`];
      const wanted = version.startsWith('file:') ? { link: true, resolved: version.slice(5) } : { version };
      expect(locked).toMatchObject(wanted);
      expect(locked?.integrity ?? 'sha512-').toMatch(/^sha512-/u);
    },
  );

  test.each(Object.keys(own.dependencies))('%s is used by the bot', (name) => {
    expect(names(source, name)).toBe(true);
  });

  test.each(Object.keys(own.devDependencies))('%s is used by the tests or the scripts', (name) => {
    const imported = names(`${tests}\n${Object.values(own.scripts).join('\n')}`, name);
    expect({ name, imported }).toEqual({ name, imported: UNIMPORTED[name] === undefined });
  });

  test.each(Object.keys(own.optionalDependencies))('%s brings the same Node.js as the others', (name) => {
    expect(name).toMatch(/^node-(?:bin-)?(?:linux|darwin|win)-/u);
    expect(new Set(Object.values(own.optionalDependencies)).size).toBe(1);
  });

  test('is needed by one side only', () => {
    expect(Object.keys(own.dependencies).filter((name) => name in own.devDependencies)).toEqual([]);
    const testsOnly = Object.keys(own.devDependencies).filter(
      (name) => UNIMPORTED[name] === undefined && names(source, name),
    );
    expect(testsOnly).toEqual([]);
  });
});

describe('every script', () => {
  test.each(Object.entries(own.scripts).filter(([, line]) => line.includes('node.sh')))(
    '%s that runs Node.js hands its signals on and checks the version first',
    (_name, line) => {
      const steps = line.split(' && ');
      expect(steps.at(-1)).toMatch(/^exec /u);
      for (const step of steps) {
        expect(step).toMatch(/^(?:exec )?sh src\/cli\/node\.sh /u);
        const [, file = ''] = /node\.sh (?:--\S+ )*(\S+)/u.exec(step) ?? [];
        expect(() => read(file)).not.toThrow();
      }
    },
  );
});

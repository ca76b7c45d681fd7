import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { platforms } from '../src/app/platforms.ts';
import { VARIABLES } from '../src/app/settings.ts';

const ROOT = join(import.meta.dirname, '..');
const example = readFileSync(join(ROOT, '.env.example'), 'utf8');

/** What a terminal says about itself: read, but not set by whoever runs the bot. */
const TERMINAL = new Set([
  'CI',
  'KITTY_WINDOW_ID',
  'KONSOLE_VERSION',
  'TEAMCITY_VERSION',
  'TERM',
  'TERM_PROGRAM',
  'VTE_VERSION',
  'WT_SESSION',
]);

/** The variables that .env.example names, set or commented out. */
const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]*)=/gmu)].map(([, name]) => name ?? '');

/** The variables that a source reads from something called env, by member or by destructuring. */
function variablesRead(source: string): string[] {
  const found: string[] = [];
  const { program } = parseSync('a.ts', source);
  new Visitor({
    MemberExpression: (node) => {
      const { object, property } = node;
      const env =
        object.type === 'Identifier'
          ? object.name
          : object.type === 'MemberExpression' && object.property.type === 'Identifier'
            ? object.property.name
            : '';
      const name =
        property.type === 'Identifier'
          ? property.name
          : property.type === 'Literal' && typeof property.value === 'string'
            ? property.value
            : '';
      if (env === 'env' && /^[A-Z][A-Z0-9_]*$/u.test(name)) found.push(name);
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== 'ObjectPattern' || init?.type !== 'Identifier' || init.name !== 'env') return;
      for (const property of id.properties)
        if (property.type === 'Property' && property.key.type === 'Identifier') found.push(property.key.name);
    },
  }).visit(program);
  return found;
}

const sources = globSync('src/**/*.ts', { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), 'utf8'));
const read = new Set(sources.flatMap((source) => variablesRead(source)).filter((name) => !TERMINAL.has(name)));

let variables: string[] = [];
beforeAll(async () => {
  variables = [...(await platforms()).values()].flatMap((platform) => platform.variables);
});

describe('.env.example', () => {
  test('names every variable that the code reads, and no other', () => {
    expect(named.toSorted()).toEqual([...read].toSorted());
  });
  test('names every variable of every platform', () => {
    expect(variables.length).toBeGreaterThan(5);
    expect(named).toEqual(expect.arrayContaining(variables));
  });
  test('names what is known at the start, and no other', () => {
    expect([...new Set([...VARIABLES, ...variables])].toSorted()).toEqual(named.toSorted());
  });
  test('names each variable once and explains it in the lines before', () => {
    expect(new Set(named).size).toBe(named.length);
    const blocks = example.split(/\n{2,}/u).filter((block) => /^(?:# )?[A-Z][A-Z0-9_]*=/mu.test(block));
    for (const block of blocks) expect(block).toMatch(/^# \S.{20,}/u);
  });
  test('holds no value that is in force, so that a copy of it changes nothing', () => {
    for (const line of example.split('\n')) expect(line).toMatch(/^(?:#.*|[A-Z][A-Z0-9_]*=|)$/u);
  });
  test('is the only such file in the repository: .env is ignored', () => {
    expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('.env');
  });
});

describe('every platform', () => {
  test('declares the variables that its own files read, and which of them are secret', async () => {
    for (const [name, platform] of await platforms()) {
      const own = new Set(
        globSync(`src/{chat/,}${name}/**/*.ts`, { cwd: ROOT })
          .flatMap((file) => variablesRead(readFileSync(join(ROOT, file), 'utf8')))
          .filter((variable) => !TERMINAL.has(variable)),
      );
      expect({ name, variables: platform.variables.toSorted() }).toEqual({ name, variables: [...own].toSorted() });
      const secret = platform.variables.filter((variable) => /TOKEN|SECRET|PASSWORD|KEY/u.test(variable));
      expect(platform.secrets.toSorted()).toEqual(secret.toSorted());
    }
  });
});

test('variables are found in every way of reading them', () => {
  expect(
    variablesRead(
      "env.ALPHA; io.env.BETA; process.env['GAMMA']; const { DELTA: d, OTHER } = env; environment.NOT; env.not",
    ),
  ).toEqual(['ALPHA', 'BETA', 'GAMMA', 'DELTA', 'OTHER']);
});

describe('the compose file', () => {
  const { services } = parse(readFileSync(join(ROOT, 'compose.yaml'), 'utf8')) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };

  test.each(Object.entries(services))('gives %s no rights that it does not need, and limits it', (_name, service) => {
    expect(service).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], pids_limit: 200 });
    expect(service.mem_limit).toBe(service.memswap_limit);
    expect(service).not.toHaveProperty('privileged');
  });
});

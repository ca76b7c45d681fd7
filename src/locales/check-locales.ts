/** Checks the files of messages before they are used, so that nobody is ever sent a blank or a broken sentence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorMessage } from '../shared/errors.ts';
import { kindsOfExample, parametersOf, type ParameterKind, type ParameterKinds } from './message-parameters.ts';
import examples from './parameters.json' with { type: 'json' };

const FILES = ['en.json', 'zh.json'] as const;

/** Returns what is wrong in the files of messages in a folder, one line each: file, key, what to do. */
export function localeFaults(folder: string = import.meta.dirname): string[] {
  const faults: string[] = [];
  const locales = FILES.map((file) => readMessages(folder, file, faults));
  const [english, ...others] = locales;
  if (faults.length > 0 || english === undefined) return faults;
  const wanted = new Map(Object.entries(examples).map(([key, example]) => [key, kindsOfExample(example)]));
  for (const [file, messages] of [
    [FILES[0], english] as const,
    ...others.map((one, i) => [FILES[i + 1]!, one!] as const),
  ]) {
    const add = (key: string, text: string): void => void faults.push(`${join(folder, file)}: “${key}” ${text}`);
    for (const key of english.keys()) if (!messages.has(key)) add(key, `is missing, which ${FILES[0]} has: write it`);
    for (const [key, message] of messages) {
      if (!english.has(key)) add(key, `is unknown: no other language has it. Remove it, or correct the key`);
      else for (const text of messageFaults(message, wanted.get(key) ?? {})) add(key, text);
    }
  }
  return faults;
}

/** Returns the messages of a file by key; notes as a fault what is no flat object of texts. */
function readMessages(folder: string, file: string, faults: string[]): ReadonlyMap<string, string> | undefined {
  const path = join(folder, file);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    faults.push(`${path}: cannot be read as JSON (${errorMessage(error)}). Correct it, or restore the file`);
    return undefined;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    faults.push(`${path}: must be one JSON object of keys and messages. Correct it, or restore the file`);
    return undefined;
  }
  const messages = new Map<string, string>();
  for (const [key, message] of Object.entries(content))
    if (typeof message === 'string' && message.trim() !== '') messages.set(key, message);
    else faults.push(`${path}: “${key}” must be a text that is not empty. Write the message`);
  return messages;
}

/** Returns what is wrong in a message that the code gives certain parameters. */
function messageFaults(message: string, given: ParameterKinds): string[] {
  let used: ParameterKinds;
  try {
    used = parametersOf(message);
  } catch (error) {
    return [
      `is no ICU message (${errorMessage(error)}). Look for a brace that is not closed, or a plural without “other”`,
    ];
  }
  const names = Object.keys(given);
  const list = names.length === 0 ? 'it takes none' : `it takes ${names.map((name) => `{${name}}`).join(', ')}`;
  return [
    ...Object.keys(used).flatMap((name) =>
      name in given ? [] : [`has the parameter {${name}}, which is unknown: ${list}. Correct its name`],
    ),
    ...names.flatMap((name) => (name in used ? [] : [`has no {${name}}: ${list}. Add it to the message`])),
    ...Object.entries(used).flatMap(([name, kind]) => {
      const problem = name in given ? kindProblem(kind, given[name]!) : undefined;
      return problem === undefined ? [] : [`uses {${name}} wrongly: ${problem}`];
    }),
  ];
}

/** Returns why a parameter of one kind cannot be used as another, with what to do; undefined where it can. */
function kindProblem(used: ParameterKind, given: ParameterKind): string | undefined {
  if (used === 'number') return given === 'number' ? undefined : 'it is no number. Use it as it is';
  if (used === 'text')
    return given === 'text' || given === 'number' ? undefined : 'it is no text. Use it in a “select”';
  const options = used === 'boolean' ? ['true', 'false', 'other'] : used;
  const known = given === 'boolean' ? ['true', 'false', 'other'] : typeof given === 'string' ? [] : given;
  if (known.length === 0) return 'it is not one of a few words. Use it as it is';
  const unknown = options.filter((option) => option !== 'other' && !known.includes(option));
  const missing = options.includes('other')
    ? []
    : known.filter((option) => option !== 'other' && !options.includes(option));
  if (unknown.length > 0) return `it is never ${unknown.join(' or ')}. It is one of ${known.join(', ')}`;
  return missing.length > 0 ? `it has no words for ${missing.join(' and ')}. Add them` : undefined;
}

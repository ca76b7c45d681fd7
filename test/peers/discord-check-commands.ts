/** Discord's documented limits on application commands, as a bulk overwrite meets them. */
import { checkChoiceList } from './discord-check.ts';
import { checkList, checkText, checkWhole, lengthOf, type Path } from './discord-check-values.ts';
import { fields, type Fields, list, type Problem, textFrom } from './discord-types.ts';

const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u;
const SUBCOMMAND = 1;
const GROUP = 2;
/** How many commands of each type an app may have: slash, user and message commands. */
const MAX: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

/** Checks a whole set of commands, each and together, for an app that can be installed in these ways. */
export function checkCommands(value: unknown, installs: readonly number[] = [0, 1]): Problem[] {
  const problems: Problem[] = [];
  if (!Array.isArray(value))
    return [{ path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }];
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  for (const [index, each] of value.entries()) {
    const command = fields(each);
    const type = typeof command['type'] === 'number' ? command['type'] : 1;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    checkCommand(problems, [index], command, type);
    checkInstalls(problems, [index, 'integration_types'], command['integration_types'], installs);
    const key = `${type} ${String(command['name'])}`;
    if (seen.has(key)) {
      const message = 'Application command names must be unique';
      problems.push({ path: [index, 'name'], code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message });
    }
    seen.add(key);
  }
  for (const [type, count] of counts) {
    if (count <= (MAX[type] ?? 0)) continue;
    problems.push({
      path: [],
      code: 'BASE_TYPE_MAX_LENGTH',
      message: `Must be ${MAX[type] ?? 0} or fewer in length.`,
    });
  }
  return problems;
}

function checkCommand(problems: Problem[], path: Path, command: Fields, type: number): void {
  if (type !== 1 && type !== 2 && type !== 3) {
    problems.push({
      path: [...path, 'type'],
      code: 'BASE_TYPE_CHOICES',
      message: 'Value must be one of (1, 2, 3, 4).',
    });
    return;
  }
  if (type === 1) {
    checkNamed(problems, path, command);
    checkOptions(problems, path, command['options'], 0);
  } else {
    checkText(problems, [...path, 'name'], command['name'], { min: 1, max: 32 });
    checkLocalizations(problems, [...path, 'name_localizations'], command['name_localizations'], 32);
    if (typeof command['description'] === 'string' && command['description'] !== '') {
      const message = 'Context menu commands cannot have description';
      problems.push({ path: [...path, 'description'], code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', message });
    }
  }
  for (const [name, most] of [
    ['contexts', 2],
    ['integration_types', 1],
  ] as const) {
    if (command[name] === undefined || command[name] === null) continue;
    for (const [index, each] of checkList(problems, [...path, name], command[name], 1, most + 1).entries()) {
      checkWhole(problems, [...path, name, index], each, 0, most);
    }
  }
  const permissions = command['default_member_permissions'];
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(textFrom(permissions))) {
    problems.push({
      path: [...path, 'default_member_permissions'],
      code: 'NUMBER_TYPE_COERCE',
      message: 'Value is not int.',
    });
  }
  if (sizeOf(command) > 8000) {
    problems.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message: 'Command exceeds maximum size (8000)' });
  }
}

/** A command may only be for ways of installing that the application supports; how Discord words its refusal is not documented. */
function checkInstalls(problems: Problem[], path: Path, value: unknown, installs: readonly number[]): void {
  for (const [index, type] of list(value).entries()) {
    if (typeof type !== 'number' || installs.includes(type)) continue;
    const message = `The application cannot be installed in the way ${type}.`;
    problems.push({ path: [...path, index], code: 'APPLICATION_COMMAND_INTEGRATION_TYPE_INVALID', message });
  }
}

/** Checks the name and the description of a slash command or an option, in every language. */
function checkNamed(problems: Problem[], path: Path, value: Fields): void {
  checkName(problems, [...path, 'name'], value['name']);
  checkText(problems, [...path, 'description'], value['description'], { min: 1, max: 100 });
  checkLocalizations(problems, [...path, 'name_localizations'], value['name_localizations'], 32, true);
  checkLocalizations(problems, [...path, 'description_localizations'], value['description_localizations'], 100);
}

function checkName(problems: Problem[], path: Path, value: unknown): void {
  const name = checkText(problems, path, value, { min: 1, max: 32 });
  if (name !== '' && (!NAME.test(name) || name !== name.toLowerCase())) {
    const message = 'Command name is invalid';
    problems.push({ path, code: 'APPLICATION_COMMAND_INVALID_NAME', message });
  }
}

function checkLocalizations(problems: Problem[], path: Path, value: unknown, max: number, isName = false): void {
  for (const [locale, text] of Object.entries(fields(value))) {
    if (!LOCALES.has(locale)) {
      problems.push({
        path: [...path, locale],
        code: 'BASE_TYPE_CHOICES',
        message: 'Value must be one of the known locales.',
      });
    }
    if (text === null) continue;
    if (isName) checkName(problems, [...path, locale], text);
    else checkText(problems, [...path, locale], text, { min: 1, max });
  }
}

function checkOptions(problems: Problem[], path: Path, value: unknown, depth: number): void {
  const at = [...path, 'options'];
  const names = new Set<string>();
  let sawOptional = false;
  const options = checkList(problems, at, value, 0, 25);
  const kinds = new Set(options.map((each) => isSubcommand(fields(each)['type'])));
  if (kinds.size > 1) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    problems.push({ path: at, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
  }
  for (const [index, each] of options.entries()) {
    const option = fields(each);
    const here = [...at, index];
    const { type, name } = option;
    checkNamed(problems, here, option);
    checkWhole(problems, [...here, 'type'], type ?? -1, 1, 11);
    if (typeof name === 'string' && names.has(name)) {
      const message = 'Option name must be unique';
      problems.push({ path: [...here, 'name'], code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message });
    }
    names.add(String(name));
    checkDistinct(problems, here, option, options);
    if (isSubcommand(type)) {
      // A group holds subcommands, a subcommand holds values; neither goes deeper.
      if (depth > 1 || (depth === 1 && type === GROUP)) {
        problems.push({
          path: [...here, 'type'],
          code: 'BASE_TYPE_CHOICES',
          message: 'Subcommands cannot be nested that deep',
        });
      } else checkOptions(problems, here, option['options'], type === GROUP ? 1 : 2);
      continue;
    }
    if (depth === 1) {
      problems.push({ path: [...here, 'type'], code: 'BASE_TYPE_CHOICES', message: 'A group holds subcommands only' });
    }
    if (option['required'] === true && sawOptional) {
      const message = 'Required options must be placed before non-required options';
      problems.push({ path: here, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message });
    }
    if (option['required'] !== true) sawOptional = true;
    checkChoiceList(problems, [...here, 'choices'], option['choices']);
    if (option['autocomplete'] === true && list(option['choices']).length > 0) {
      const message = 'Autocomplete options cannot have choices';
      problems.push({ path: [...here, 'choices'], code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID', message });
    }
    checkWhole(problems, [...here, 'min_length'], option['min_length'], 0, 6000);
    checkWhole(problems, [...here, 'max_length'], option['max_length'], 1, 6000);
  }
}

/** A localized name must not be that of another option beside it, neither in its language nor by default. */
function checkDistinct(problems: Problem[], path: Path, option: Fields, all: readonly unknown[]): void {
  const others = all.map(fields).filter((other) => other !== option && other['name'] !== option['name']);
  for (const [locale, name] of Object.entries(fields(option['name_localizations']))) {
    const taken = others.flatMap((other) => [other['name'], fields(other['name_localizations'])[locale]]);
    if (name === null || !taken.includes(name)) continue;
    const message = 'Option name must be unique';
    const at = [...path, 'name_localizations', locale];
    problems.push({ path: at, code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message });
  }
}

function isSubcommand(type: unknown): boolean {
  return type === SUBCOMMAND || type === GROUP;
}

/** The characters that count for a command's size: of each text its longest language. */
function sizeOf(value: Fields): number {
  const longest = (name: string) => {
    const texts = [value[name], ...Object.values(fields(value[`${name}_localizations`]))];
    return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? lengthOf(text) : 0)));
  };
  let total = longest('name') + longest('description');
  if (typeof value['value'] === 'string') total += lengthOf(value['value']);
  for (const child of [...list(value['options']), ...list(value['choices'])]) total += sizeOf(fields(child));
  return total;
}

/** What the code uses of Slack, read from the code itself: what it registers with Bolt, and which methods of the Web API it calls. */
import { globSync, readFileSync } from 'node:fs';
import { parseSync, Visitor, type Expression } from 'oxc-parser';
import { listenForUninstall, type UninstallOptions } from '../../../src/chat/slack/events/uninstall.ts';
import { listen } from '../../../src/chat/slack/events/listen.ts';
import type { SlackContext } from '../../../src/chat/slack/connection/context.ts';
import { realBot } from './harness.ts';

type Registered = {
  readonly commands: string[];
  readonly events: string[];
  /** Each as `TYPE CALLBACK_ID`. */
  readonly shortcuts: string[];
  readonly options: string[];
  readonly views: string[];
  readonly actions: string[];
};

const note = (list: string[]) => (what: unknown) => void list.push(nameOf(what));

/** Returns what is registered, in order, that of many workspaces included. */
export function registered(): Registered {
  const found: Registered = { commands: [], events: [], shortcuts: [], options: [], views: [], actions: [] };
  const recorder = {
    command: note(found.commands),
    event: note(found.events),
    shortcut: note(found.shortcuts),
    options: note(found.options),
    view: note(found.views),
    action: note(found.actions),
    error: () => {},
  };
  const self = { userId: 'U0BOT', botId: 'B0BOT', name: 'attache' };
  const slack = { bot: realBot().bot, self, ending: new AbortController().signal };
  // Registering calls nothing of Slack's.
  listen(recorder, slack as unknown as SlackContext, 'members');
  listenForUninstall(recorder, {} as unknown as UninstallOptions);
  return found;
}

function nameOf(what: unknown): string {
  if (typeof what === 'string') return what;
  const { type, callback_id: id, action_id: action } = what as Readonly<Record<string, string | undefined>>;
  return [type, id ?? action].filter(Boolean).join(' ');
}

/** Returns the methods of the Web API that the code calls, such as chat.postMessage, in order. */
export function methodsCalled(folder = 'src/chat/slack'): string[] {
  const methods = new Set<string>();
  for (const file of globSync(`${folder}/**/*.ts`)) {
    const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
    if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
    new Visitor({
      CallExpression: ({ callee }) => {
        const path = pathOf(callee);
        const method = path.slice(path.lastIndexOf('client') + 1);
        // What has one name is of the socket's client.
        if (path.includes('client') && method.length > 1) methods.add(method.join('.'));
      },
    }).visit(program);
  }
  return [...methods].toSorted();
}

function pathOf(expression: Expression): string[] {
  if (expression.type === 'Identifier') return [expression.name];
  if (expression.type !== 'MemberExpression' || expression.property.type !== 'Identifier') return [];
  return [...pathOf(expression.object), expression.property.name];
}

/** The environment from which settings are parsed. */
import type { Environment } from '../chat/platform.ts';

/** Returns an environment in which empty variables, as in a copied .env.example, count as not set, and white space around values is removed. */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
}

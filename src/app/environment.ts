/** The environment as settings are read from it. */
import type { Environment } from '../platforms/platform.ts';

/** Returns an environment in which variables that are set to nothing, as in a copied .env.example, count as not set, and white space around values is dropped. */
export function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || value.trim() === '' ? [] : [[name, value.trim()]],
    ),
  );
}

/** Writes the JSON Schemas of the records into briefs/, where the first line of each record names them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schema.ts';

const folder = join(import.meta.dirname, '..', '..', 'briefs');

for (const [name, content] of jsonSchemas()) writeFileSync(join(folder, name), content);

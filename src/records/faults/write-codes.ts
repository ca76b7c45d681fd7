/** Writes the codes of faults into docs/curating.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFaultCodes } from './codes.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'curating.md');

writeFileSync(page, withFaultCodes(readFileSync(page, 'utf8')));

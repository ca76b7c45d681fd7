/** Keeps records again and again in one folder, of a length of its own; the other writer does the same. Arguments: folder, times, hash. */
import { createRecordCache } from '../../../src/records/cache/cache.ts';

const [folder = '', times = '', hash = ''] = process.argv.slice(2);
const cache = createRecordCache([folder], 'code');
const records = { briefs: [], sources: [], relationships: [], filling: hash.repeat(50_000) };
for (let left = Number(times); left > 0; left -= 1) cache.keep(hash, '2026-11-25', records);

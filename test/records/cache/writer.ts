/** Saves records of its own length repeatedly under one hash, while another writer does the same. Arguments: folder, times, filling. */
import { createRecordCache } from '../../../src/records/cache/start-cache.ts';

const [folder = '', times = '', filling = ''] = process.argv.slice(2);
const cache = createRecordCache([folder], 'code');
const records = { documents: [], topics: [], relationships: [], filling: filling.repeat(50_000) };
for (let left = Number(times); left > 0; left -= 1) cache.save('abc', '2026-11-25', records);

/** The store's contract on PostgreSQL. */
import { describe } from 'vitest';
import './compare-instants.ts';
import { storeContract } from './contract.ts';
import { postgres } from './engines.ts';

describe('the store on PostgreSQL', () => {
  storeContract(postgres());
});

/** The store's contract on SQLite. */
import { describe } from 'vitest';
import './compare-instants.ts';
import { storeContract } from './contract.ts';
import { sqlite } from './engines.ts';

describe('the store on SQLite', () => {
  storeContract(sqlite());
});

// As a process that serves has it; a part of the contract, since each test starts a thread.
describe('the store on SQLite in a thread of its own', () => {
  storeContract(sqlite({ apart: true }), ['planning', 'shares', 'answers', 'generations']);
});

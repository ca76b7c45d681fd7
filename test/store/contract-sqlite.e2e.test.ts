/** The store's contract on SQLite. */
import { describe } from 'vitest';
import './compare-instants.ts';
import { storeContract } from './contract.ts';
import { answerContract } from './contract/answers.ts';
import { generationContract } from './contract/generations.ts';
import { planningContract } from './contract/planning.ts';
import { shareContract } from './contract/shares.ts';
import { sqlite } from './engines.ts';

describe('the store on SQLite', () => {
  storeContract(sqlite());
});

// As a process that serves has it; a part of the contract, since each test starts a thread.
describe('the store on SQLite in a thread of its own', () => {
  const engine = sqlite({ apart: true });
  planningContract(engine);
  shareContract(engine);
  answerContract(engine);
  generationContract(engine);
});

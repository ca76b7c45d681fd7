/** The store's contract, which both engines keep. */
import { boardContract } from './contract/board.ts';
import { changeContract } from './contract/changes.ts';
import { costContract } from './contract/cost.ts';
import { deliveryContract } from './contract/deliveries.ts';
import { generationContract } from './contract/generations.ts';
import { installationContract } from './contract/installations.ts';
import { logContract } from './contract/log.ts';
import { lookContract } from './contract/looks.ts';
import { inboxContract } from './contract/inbox.ts';
import { modelContract } from './contract/model.ts';
import { channelContract } from './contract/channels.ts';
import { pageContract } from './contract/pages.ts';
import { peopleContract } from './contract/people.ts';
import { planningContract } from './contract/planning.ts';
import { processContract } from './contract/processes.ts';
import { olderContract } from './contract/older.ts';
import { recallContract } from './contract/recalls.ts';
import { replicaContract } from './contract/replicas.ts';
import { answerContract } from './contract/answers.ts';
import { reviewContract } from './contract/reviews.ts';
import { shareContract } from './contract/shares.ts';
import { subscriptionContract } from './contract/subscriptions.ts';
import type { EngineUnderTest } from './engines.ts';

/** Tells what a store is held to on an engine, as tests. */
export function storeContract(engine: EngineUnderTest): void {
  subscriptionContract(engine);
  planningContract(engine);
  deliveryContract(engine);
  shareContract(engine);
  answerContract(engine);
  generationContract(engine);
  recallContract(engine);
  olderContract(engine);
  lookContract(engine);
  installationContract(engine);
  channelContract(engine);
  boardContract(engine);
  logContract(engine);
  pageContract(engine);
  replicaContract(engine);
  processContract(engine);
  inboxContract(engine);
  peopleContract(engine);
  reviewContract(engine);
  changeContract(engine);
  costContract(engine);
  modelContract(engine);
}

/** The store's contract, which both engines keep. */
import { describe } from 'vitest';
import { changeContract } from './contract/changes.ts';
import { conversationContract } from './contract/conversations.ts';
import { costContract } from './contract/cost.ts';
import { deliveryContract } from './contract/deliveries.ts';
import { generationContract } from './contract/generations.ts';
import { installationContract } from './contract/installations.ts';
import { logContract } from './contract/log.ts';
import { lookContract } from './contract/looks.ts';
import { inboxContract } from './contract/inbox.ts';
import { modelContract } from './contract/model.ts';
import { modelRequestContract } from './contract/model-requests.ts';
import { channelContract } from './contract/channels.ts';
import { pageContract } from './contract/pages.ts';
import { peopleContract } from './contract/people.ts';
import { planningContract } from './contract/planning.ts';
import { processContract } from './contract/processes.ts';
import { recallContract } from './contract/recalls.ts';
import { replicaContract } from './contract/replicas.ts';
import { answerContract } from './contract/answers.ts';
import { accessTokenContract } from './contract/access-tokens.ts';
import { reviewContract } from './contract/reviews.ts';
import { schemaContract } from './contract/schema.ts';
import { shareContract } from './contract/shares.ts';
import { textContract } from './contract/texts.ts';
import { watchContract } from './contract/watch.ts';
import { subscriptionContract } from './contract/subscriptions.ts';
import type { EngineUnderTest } from './engines.ts';

const CONTRACTS: Readonly<Record<string, (engine: EngineUnderTest) => void>> = {
  schema: schemaContract,
  subscriptions: subscriptionContract,
  planning: planningContract,
  deliveries: deliveryContract,
  shares: shareContract,
  answers: answerContract,
  generations: generationContract,
  recalls: recallContract,
  looks: lookContract,
  'model requests': modelRequestContract,
  conversations: conversationContract,
  installations: installationContract,
  channels: channelContract,
  log: logContract,
  pages: pageContract,
  replicas: replicaContract,
  processes: processContract,
  inbox: inboxContract,
  people: peopleContract,
  reviews: reviewContract,
  'access tokens': accessTokenContract,
  changes: changeContract,
  watch: watchContract,
  texts: textContract,
  cost: costContract,
  model: modelContract,
};

/** Tells what a store is held to on an engine, as tests; only some parts of it where they are named. */
export function storeContract(engine: EngineUnderTest, only = Object.keys(CONTRACTS)): void {
  // Each in a suite of its own: what one does before its tests would else be done before those of all.
  describe.each(only)('%s', (name) => {
    CONTRACTS[name]?.(engine);
  });
}

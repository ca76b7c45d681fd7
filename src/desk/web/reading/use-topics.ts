/** The topics that a statement can name: those in service, and those that are being written, which are published with it. */
import { useMemo } from 'react';
import type { Translated } from '../../../records/schema.ts';
import { useChangeSet } from '../edit/change-set.ts';
import { withTopics } from '../form/offered.ts';

type OfferedTopic = { readonly id: string; readonly title: Translated };

/** Returns the topics in service and those of the change set. */
export function useTopics(relationship: string, inService: readonly OfferedTopic[]): readonly OfferedTopic[] {
  const set = useChangeSet();
  return useMemo(() => withTopics(inService, set, relationship), [inService, set, relationship]);
}

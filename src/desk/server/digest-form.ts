/** The form of a digest: its options and their present values. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { digestFormValues, topicChoices, type DigestFormValues } from '../../conversation/digests/form.ts';
import type { FilledSettings } from '../../conversation/digests/subscription-input.ts';

type FormChoice = { readonly value: string; readonly label: string; readonly chosen: boolean };

/** A choice below the title of its relationship, where there are several. */
type TopicChoice = FormChoice & { readonly group?: string | undefined };

export type DigestForm = Omit<DigestFormValues, 'topics' | 'zone'> & {
  /** The digest to change; undefined for a new one. */
  readonly id: string | undefined;
  readonly language: Language;
  /** An empty choice means all topics, including future ones. */
  readonly topics: readonly TopicChoice[];
  readonly zone: string;
  /** What the person is told above it; empty where there is nothing to tell. */
  readonly note: string;
};

/** Returns the form, filled with the digest's settings, or with the defaults and the person's own time zone. */
export function digestForm(
  { catalogue, language, zone }: { readonly catalogue: Catalogue; readonly language: Language; readonly zone: string },
  subscription: Subscription | undefined,
  filled: FilledSettings = {},
  note = '',
): DigestForm {
  const { briefs } = catalogue;
  const { topics, ...values } = digestFormValues({ subscription, filled, zone, language });
  const { relationships, published, unpublished } = topicChoices(topics, { catalogue, language });
  const hasSeveral = relationships.length > 1;
  const relationshipOf = (id: string): string => briefs.get(id)?.relationship ?? id;
  const groupOf = (id: string): string | undefined => {
    const relationship = relationships.find((one) => one.id === relationshipOf(id));
    return hasSeveral && relationship !== undefined
      ? messages(language)('reply.topicsOf', { relationship: relationship.label })
      : undefined;
  };
  const offered = [
    ...relationships.flatMap((relationship) => [
      // The relationship itself stands for all that it has and will have.
      ...(hasSeveral ? [relationship] : []),
      ...published.filter(({ id }) => relationshipOf(id) === relationship.id),
    ]),
    ...(hasSeveral ? [] : relationships.filter(({ chosen }) => chosen)),
    ...unpublished,
  ];
  return {
    ...values,
    id: subscription?.id,
    language,
    topics: offered.map(({ id, value, label, chosen }) => ({ value, label, chosen, group: groupOf(id) })),
    zone: values.zone ?? zone,
    note,
  };
}

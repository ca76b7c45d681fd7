/** The roles of the people at the desk, and what each may do. */
export const ROLES = ['reader', 'curator', 'reviewer', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** What somebody may do at the desk. */
export type Right =
  /** Reading records, asking, flagging. */
  | 'read'
  /** Managing the digests of the desk's channel and what is shared in it. */
  | 'manage'
  /** Writing and publishing records, and emptying the inbox. */
  | 'curate'
  /** Looking at the deliveries of all channels and at what the bot measures. */
  | 'operate'
  /** Confirming that a topic is still right. */
  | 'review'
  /** Adding, changing and removing people, and reading what was done. */
  | 'administer';

/** What each role may do: the one place that says so. */
export const RIGHTS = {
  reader: ['read'],
  curator: ['read', 'manage', 'curate', 'operate'],
  reviewer: ['read', 'manage', 'curate', 'operate', 'review'],
  admin: ['read', 'manage', 'curate', 'operate', 'review', 'administer'],
} as const satisfies Readonly<Record<Role, readonly Right[]>>;

/** Returns whether somebody of a role may do something. */
export function may({ role }: { readonly role: Role }, right: Right): boolean {
  const rights: readonly Right[] = RIGHTS[role];
  return rights.includes(right);
}

/** Returns the roles that may do something, those with the fewest rights first. */
export const rolesThatMay = (right: Right): readonly Role[] => ROLES.filter((role) => may({ role }, right));

/** Who may review a topic: anybody with the right to, or only another person than its author. */
export type ReviewPolicy = 'anybody' | 'other-person';

/** Returns whether a person, by id, may review what an author wrote. */
export const mayReview = (
  person: { readonly id: string; readonly role: Role },
  author: string,
  policy: ReviewPolicy,
): boolean => may(person, 'review') && (policy === 'anybody' || person.id !== author);

/** Returns the role of a name, or undefined where there is none of it. */
export const asRole = (name: string | undefined): Role | undefined => ROLES.find((role) => role === name);

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

/** Who may review a topic: anybody with the right to, or only another person than those who wrote it. */
const REVIEW_POLICIES = ['anybody', 'other-person'] as const;

export type ReviewPolicy = (typeof REVIEW_POLICIES)[number];

/** Returns the policy of a name, whatever its case; `anybody` where none is named, undefined where there is none of the name. */
export const asReviewPolicy = (name = 'anybody'): ReviewPolicy | undefined =>
  REVIEW_POLICIES.find((one) => one === name.toLowerCase());

/** Returns the role of a name, or undefined where there is none of it. */
export const asRole = (name: string | undefined): Role | undefined => ROLES.find((role) => role === name);

/** What every tab of the desk is given. */

export type TabProps = {
  /** What stands behind the tab's name in the address: `topics/ai-governance` opens the tab `topics` at `ai-governance`. */
  readonly at: string;
};

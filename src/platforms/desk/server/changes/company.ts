/** Who has which record open, in this process: each open page is one entry as long as its stream lasts. */

/** A page that has a record open. */
export type OpenPage = { readonly writer: string; readonly person: string; readonly name: string };

/** What is heard at a record. */
export type CompanyEvent =
  /** Somebody has opened or left it. */
  | { readonly kind: 'company' }
  /** A page has written a change of a person's. */
  | { readonly kind: 'kept'; readonly person: string; readonly writer: string; readonly number: number };

export type Company = {
  /** Opens a record for a page, and hears of it until what is returned is called. */
  readonly open: (at: string, page: OpenPage, hear: (event: CompanyEvent) => void) => () => void;
  /** Returns the names of the other people who have a record open, each once, in the order in which they came; and whether the page's own person has it open in another one. */
  readonly beside: (
    at: string,
    page: Pick<OpenPage, 'writer' | 'person'>,
  ) => { readonly names: readonly string[]; readonly isTwice: boolean };
  /** Tells the other pages of a record that a page has written a change. */
  readonly tell: (at: string, event: Extract<CompanyEvent, { kind: 'kept' }>) => void;
};

type Listener = OpenPage & { readonly hear: (event: CompanyEvent) => void };

/** Returns a register in which nobody has anything open. */
export function createCompany(): Company {
  const pages = new Map<string, Set<Listener>>();
  const hearAll = (at: string, event: CompanyEvent, but?: string): void => {
    for (const { writer, hear } of pages.get(at) ?? []) if (writer !== but) hear(event);
  };
  return {
    open: (at, page, hear) => {
      const listener = { ...page, hear };
      const own = pages.get(at) ?? new Set();
      pages.set(at, own.add(listener));
      hearAll(at, { kind: 'company' });
      return () => {
        own.delete(listener);
        if (own.size === 0 && pages.get(at) === own) pages.delete(at);
        hearAll(at, { kind: 'company' });
      };
    },
    beside: (at, { writer, person }) => {
      const all = [...(pages.get(at) ?? [])];
      const others = all.filter((one) => one.person !== person).map((one) => [one.person, one.name] as const);
      return {
        names: [...new Map(others).values()],
        isTwice: all.some((one) => one.person === person && one.writer !== writer),
      };
    },
    tell: (at, event) => hearAll(at, event, event.writer),
  };
}

/** Tells whether an expression takes time that grows exponentially with a text: where two ways lead through the same characters back to where they parted, each further turn doubles what is tried before a text is refused. */
import { CharBase, CharSet, JS, type Concatenation, type Element, type NoParent } from 'refa';

/** A point of an expression: it takes one of some characters and leads on, or leads on to several at once. */
type Point = {
  /** The characters that it takes, by the numbers of their sets; undefined where it takes none. */
  readonly takes?: ReadonlySet<number>;
  readonly to: readonly Point[];
  /** What must not follow there. */
  readonly not?: Point;
};
/** What waits for a character: a point, with all that must not follow. */
type State = {
  readonly at: Point;
  readonly forbidden: ReadonlySet<Point>;
  /** By each character the states that follow, and in how many ways. */
  readonly next: Map<number, Map<State, number>>;
};
/** A way without a character: to a point that takes one or to the end, past what must not follow. */
type Way = { readonly at: Point; readonly nots: readonly Point[] };

const END: Point = { to: [] };
/** A part that may be repeated more often counts as repeated for ever: the tenth doubling is felt. */
const MAX_REPEATED = 8;

/** Returns whether an expression is exponential, at worst also where it never is because of what is looked back at, or because nothing after it can fail. */
export function isExponential({ source, flags }: Pick<RegExp, 'source' | 'flags'>): boolean {
  const states = statesOf(source, flags);
  return circles(states).some(isAmbiguous);
}

function statesOf(source: string, flags: string): State[] {
  const start = startOf(source, flags);
  const ids = new Map<Point, number>();
  const idOf = (point: Point): number => ids.getOrInsertComputed(point, () => ids.size);
  const known = new Map<string, State>();
  const states: State[] = [];
  const enter = (forbidden: readonly Point[], { at, nots }: Way): State | undefined => {
    const all = [...forbidden, ...nots.flatMap((not) => waysFrom(not)).map((way) => way.at)];
    if (at === END || all.includes(END)) return undefined;
    const key = [idOf(at), ...new Set(all.map(idOf).toSorted((a, b) => a - b))].join(' ');
    return known.getOrInsertComputed(key, () => {
      const state = { at, forbidden: new Set(all), next: new Map() };
      states.push(state);
      return state;
    });
  };
  for (const way of waysFrom(start)) enter([], way);
  for (const { at, forbidden, next } of states)
    for (const character of at.takes ?? []) {
      const going = [...forbidden].filter(({ takes }) => takes?.has(character) === true);
      const forbiddenNext = going.flatMap(({ to }) => to.flatMap((point) => waysFrom(point)).map((way) => way.at));
      const reached = new Map<State, number>();
      for (const way of at.to.flatMap((point) => waysFrom(point))) {
        const state = enter(forbiddenNext, way);
        if (state !== undefined) reached.set(state, (reached.get(state) ?? 0) + 1);
      }
      next.set(character, reached);
    }
  return states;
}

/** Returns every way from a point on; what repeats nothing goes no further round, as in the language. */
function waysFrom(point: Point, past: readonly Point[] = [], nots: readonly Point[] = []): Way[] {
  if (point.takes !== undefined || point === END) return [{ at: point, nots }];
  if (past.includes(point)) return [];
  const all = point.not === undefined ? nots : [...nots, point.not];
  return point.to.flatMap((to) => waysFrom(to, [...past, point], all));
}

function startOf(source: string, flags: string): Point {
  const parsed = JS.Parser.fromLiteral({ source, flags }).parse({ backreferences: 'unknown' });
  const { alternatives } = parsed.expression;
  const sets = setsIn(alternatives);
  const base = new CharBase([CharSet.all(sets[0]?.maximum ?? parsed.maxCharacter), ...sets]);
  const oneOf = (set: CharSet, to: Point): Point => ({ takes: new Set(base.split(set)), to: [to] });
  const either = (parts: readonly NoParent<Concatenation>[], to: Point): Point => ({
    to: parts.map(({ elements }) => elements.reduceRight<Point>((next, element) => pointOf(element, next), to)),
  });
  const pointOf = (element: NoParent<Element>, to: Point): Point => {
    switch (element.type) {
      case 'CharacterClass':
        return oneOf(element.characters, to);
      case 'Alternation':
        return either(element.alternatives, to);
      case 'Quantifier':
        return repeated(element, (next) => either(element.alternatives, next), to);
      case 'Assertion': {
        if (element.kind === 'behind') return to;
        if (element.negate) return { to: [to], not: either(element.alternatives, END) };
        const [only, ...others] = element.alternatives.flatMap(({ elements }) => elements);
        const isOne = only?.type === 'CharacterClass' && others.length === 0;
        return isOne ? { to: [to], not: oneOf(only.characters.negate(), END) } : to;
      }
      case 'Unknown':
        return to;
    }
  };
  return either(alternatives, END);
}

function repeated(
  { min, max }: { readonly min: number; readonly max: number },
  once: (to: Point) => Point,
  after: Point,
): Point {
  let point = after;
  if (max > MAX_REPEATED) {
    const to: Point[] = [];
    const again: Point = { to };
    to.push(once(again), after);
    point = { to: [...to] };
  } else for (let times = min; times < max; times++) point = { to: [once(point), after] };
  for (let times = 0; times < Math.min(min, MAX_REPEATED); times++) point = once(point);
  return point;
}

const setsIn = (parts: readonly NoParent<Concatenation>[]): CharSet[] =>
  parts.flatMap(({ elements }) =>
    elements.flatMap((element) =>
      element.type === 'CharacterClass'
        ? [element.characters]
        : 'alternatives' in element
          ? setsIn(element.alternatives)
          : [],
    ),
  );

/** Returns the states that lead back to themselves, together with those that they do so by (Tarjan). */
function circles(states: readonly State[]): State[][] {
  const order = new Map<State, number>();
  const open: State[] = [];
  const found: State[][] = [];
  const visit = (state: State): number => {
    const own = order.size;
    order.set(state, own);
    open.push(state);
    let oldest = own;
    for (const reached of state.next.values())
      for (const next of reached.keys())
        if (!order.has(next)) oldest = Math.min(oldest, visit(next));
        else if (open.includes(next)) oldest = Math.min(oldest, order.get(next) ?? own);
    if (oldest === own) found.push(open.splice(open.indexOf(state)));
    return oldest;
  };
  for (const state of states) if (!order.has(state)) visit(state);
  return found;
}

/** Returns whether two different ways by the same characters part in a circle and meet again. */
function isAmbiguous(circle: readonly State[]): boolean {
  const number = new Map(circle.map((state, index) => [state, index]));
  const pairOf = (one: number, other: number): number => one * circle.length + other;
  const same = circle.map((_, index) => pairOf(index, index));
  const from = new Map<number, number[]>();
  const reached = new Set(same);
  for (const pair of reached) {
    const [one, other] = [circle[Math.floor(pair / circle.length)], circle[pair % circle.length]];
    for (const [character, nexts] of one?.next ?? [])
      for (const [next, ways] of nexts)
        for (const second of other?.next.get(character)?.keys() ?? []) {
          const [first, last] = [number.get(next), number.get(second)];
          if (first === undefined || last === undefined) continue;
          if (one === other && first === last && ways > 1) return true;
          from.getOrInsertComputed(pairOf(first, last), () => []).push(pair);
          reached.add(pairOf(first, last));
        }
  }
  const meets = new Set(same);
  for (const pair of meets) for (const before of from.get(pair) ?? []) meets.add(before);
  return meets.size > same.length;
}

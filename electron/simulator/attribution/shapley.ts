/** What one player adds to the whole, fairly shared. */
export interface ShapleyShare {
  readonly value: number;
  /** Standard error of a sampled value; 0 for an exact one. */
  readonly standardError: number;
}

/** Who takes part: true for a member. */
export type Membership = (player: number) => boolean;

/** Up to this many players all subsets are valued: 2^12 = 4,096. */
export const mostExactPlayers = 12;

/**
 * Shapley values: what each player adds to the whole, averaged over all orders in which they could join. They sum to
 * `valueOf(all) − valueOf(none)`.
 * Source: L. S. Shapley, A value for n-person games (1953): φᵢ = Σ over S without i of |S|!(n−|S|−1)!/n! · (v(S∪i) − v(S)).
 * @param players 0 to 12.
 * @param valueOf worth of a set of players. Called once for each set.
 */
export function exactShapley(players: number, valueOf: (takesPart: Membership) => number): readonly ShapleyShare[] {
  if (players > mostExactPlayers) throw new RangeError(`${players} players have too many subsets.`);
  const sets = 2 ** players;
  const worth = Float64Array.from({ length: sets }, (_none, set) => valueOf((player) => (set & (1 << player)) !== 0));
  const weights = Array.from({ length: players }, (_none, size) => weightOf(size, players));
  return Array.from({ length: players }, (_none, player) => {
    const bit = 1 << player;
    let value = 0;
    for (let set = 0; set < sets; set += 1) {
      if ((set & bit) !== 0) continue;
      value += (weights[bitCount(set)] ?? 0) * ((worth[set | bit] ?? 0) - (worth[set] ?? 0));
    }
    return { value, standardError: 0 };
  });
}

/**
 * Shapley values from random orders, each walked forwards and backwards (antithetic pairs), with standard errors. Every
 * order's contributions sum to the whole, so the values do too.
 * Source: J. Castro, D. Gómez, J. Tejada, Polynomial calculation of the Shapley value based on sampling (2009).
 * @param players any number.
 * @param pairs orders drawn, 2 or more; each costs 2 × players values.
 * @param random numbers in [0, 1).
 */
export function sampledShapley(
  players: number,
  valueOf: (takesPart: Membership) => number,
  pairs: number,
  random: () => number,
): readonly ShapleyShare[] {
  const sums = new Float64Array(players);
  const squares = new Float64Array(players);
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = shuffled(players, random);
    const contributions = new Float64Array(players);
    for (const walk of [order, order.toReversed()]) {
      const joined = new Set<number>();
      const takesPart: Membership = (player) => joined.has(player);
      let before = valueOf(takesPart);
      for (const player of walk) {
        joined.add(player);
        const after = valueOf(takesPart);
        contributions[player] = (contributions[player] ?? 0) + (after - before) / 2;
        before = after;
      }
    }
    contributions.forEach((value, player) => {
      sums[player] = (sums[player] ?? 0) + value;
      squares[player] = (squares[player] ?? 0) + value * value;
    });
  }
  return Array.from(sums, (sum, player) => {
    const value = sum / pairs;
    const variance = Math.max(0, (squares[player] ?? 0) / pairs - value * value) * (pairs / (pairs - 1));
    return { value, standardError: Math.sqrt(variance / pairs) };
  });
}

/** |S|!·(n−|S|−1)!/n! */
function weightOf(size: number, players: number): number {
  let weight = 1 / players;
  for (let step = 1; step <= size; step += 1) weight *= step / (players - step);
  return weight;
}

function bitCount(set: number): number {
  let bits = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

/** Fisher and Yates. */
function shuffled(players: number, random: () => number): number[] {
  const order = Array.from({ length: players }, (_none, player) => player);
  for (let last = players - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [atLast, atOther] = [order[last], order[other]];
    if (atLast === undefined || atOther === undefined) throw new Error('A shuffle left its list.');
    order[last] = atOther;
    order[other] = atLast;
  }
  return order;
}

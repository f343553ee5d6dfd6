/**
 * Queues with many servers. Everything goes through the recursion of Erlang's loss formula, which never forms a factorial:
 * B(0) = 1, B(c) = a·B(c−1) ÷ (c + a·B(c−1)). It is exact and stable for any number of servers.
 * Source: A. K. Erlang's formulas in recursive form (Kleinrock, Queueing Systems I, 3.6).
 */

/**
 * Share of requests that find every server taken and go elsewhere at once (Erlang B).
 * @param servers whole number ≥ 0.
 * @param load offered load, erlangs ≥ 0.
 */
export function erlangB(servers: number, load: number): number {
  return lossAfter(1, 0, servers, load);
}

/** Continues the recursion: B(`to`) from B(`from`) = `loss`. So a scan over servers costs no more than its last step. */
export function lossAfter(loss: number, from: number, to: number, load: number): number {
  if (load === 0) return to > 0 ? 0 : loss;
  let blocked = loss;
  for (let servers = from + 1; servers <= to; servers += 1) {
    const offered = load * blocked;
    blocked = offered / (servers + offered);
  }
  return blocked;
}

/**
 * Share of requests that must wait when all wait for their turn (Erlang C): B ÷ (1 − ρ(1 − B)). 1 when the load reaches
 * the servers: the queue then grows without end.
 */
export function erlangC(servers: number, load: number): number {
  if (load === 0) return 0;
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/**
 * Share of requests that wait longer than a time, all waiting for their turn: C·e^(−(c−a)·t/s).
 * @param serviceSeconds mean time that a request holds a server.
 */
export function lateShare(servers: number, load: number, waitSeconds: number, serviceSeconds: number): number {
  if (load >= servers) return load === 0 ? 0 : 1;
  return erlangC(servers, load) * Math.exp((-(servers - load) * waitSeconds) / serviceSeconds);
}

/**
 * Share of requests turned away when at most `places` may wait: with B = Erlang B and ρ = a ÷ c,
 * B·ρ^q ÷ (1 + B·Σᵢ₌₁…q ρⁱ), the loss of M/M/c/(c+q). 0 places is Erlang B; endless places below full load is Erlang C's
 * queue, which turns nobody away.
 * @param blocked Erlang B of the servers at the load.
 */
export function lossWithWaiting(blocked: number, servers: number, load: number, places: number): number {
  if (servers === 0) return 1;
  const ratio = load / servers;
  const last = ratio ** places;
  const waiting = Math.abs(ratio - 1) < 1e-12 ? places : (ratio * (1 - last)) / (1 - ratio);
  // Far above full load the powers overflow: everything beyond the servers is turned away.
  if (!Number.isFinite(waiting)) return 1 - 1 / ratio;
  return (blocked * last) / (1 + blocked * waiting);
}

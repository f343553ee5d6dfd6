/** Bit k set = `all[k]` is among the names. */
export function bitsOf<Name>(names: readonly Name[], all: readonly Name[]): number {
  let bits = 0;
  for (const name of names) bits |= 1 << all.indexOf(name);
  return bits;
}

/** Gives out scenario identifiers: lower-case letters, digits and hyphens, at most 64 long, each only once. */
export class Identifiers {
  readonly #taken = new Set<string>();

  /** An identifier that resembles a name: `Support, EU` becomes `support-eu`, a second one `support-eu-2`. */
  create(name: string, fallback: string): string {
    const slug = name
      .normalize('NFKD')
      // Accents become letters' marks of their own, which an identifier cannot hold.
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 56)
      .replaceAll(/^-+|-+$/g, '');
    const base = slug === '' ? fallback : slug;
    let identifier = base;
    for (let count = 2; this.#taken.has(identifier); count += 1) identifier = `${base}-${count}`;
    this.#taken.add(identifier);
    return identifier;
  }
}

/**
 * An object with some properties that are worked out when they are first read, and then kept. They are its own and are
 * listed, so that copies, JSON and messages between threads hold them like any other.
 *
 * Getters of an object literal would look the same, but each literal makes new functions, and an engine keeps a hidden
 * class for each of them: with it lives all that the function holds, until memory is next swept as a whole. In the frames
 * of a slider that came to a megabyte each. Here all objects share one getter for each name.
 * @param computations of the properties to work out, by name.
 */
export function withLazyProperties<Known extends object, Lazy extends object>(
  known: Known,
  computations: { readonly [Name in keyof Lazy]: () => Lazy[Name] },
): Known & Readonly<Lazy> {
  return new LazyObject(known, computations) as unknown as Known & Readonly<Lazy>;
}

class LazyObject {
  readonly #computations: Readonly<Record<string, () => unknown>>;
  readonly #kept: Record<string, unknown> = {};

  constructor(known: object, computations: Readonly<Record<string, () => unknown>>) {
    this.#computations = computations;
    Object.assign(this, known);
    for (const name of Object.keys(computations)) Object.defineProperty(this, name, sharedProperty(name));
  }

  static read(of: LazyObject, name: string): unknown {
    const kept = of.#kept;
    if (!(name in kept)) kept[name] = of.#computations[name]?.();
    return kept[name];
  }
}

const properties = new Map<string, PropertyDescriptor>();

/** The same property, with the same getter, for every object. */
function sharedProperty(name: string): PropertyDescriptor {
  let property = properties.get(name);
  if (property === undefined) {
    property = {
      enumerable: true,
      get(this: LazyObject): unknown {
        return LazyObject.read(this, name);
      },
    };
    properties.set(name, property);
  }
  return property;
}

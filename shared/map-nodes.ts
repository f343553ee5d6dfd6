/**
 * A copy of a JSON value with some of its nodes replaced, whatever fields they stand in.
 * @param change gives the node to put in a node's place, or undefined to look further inside it.
 * @param path of the value; empty for the document itself.
 */
export function mapNodes(node: unknown, change: (node: unknown, path: string) => unknown, path = ''): unknown {
  const changed = change(node, path);
  if (changed !== undefined) return changed;
  if (Array.isArray(node)) return node.map((item: unknown, index) => mapNodes(item, change, `${path}[${index}]`));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, mapNodes(value, change, path === '' ? key : `${path}.${key}`)]),
  );
}

/** A node of a tree of differences. */
export interface TreeNode<Node> {
  /** Path of keys, unique in the tree. */
  readonly id: string;
  /** 0 = a workload. */
  readonly level: number;
  readonly children: readonly Node[];
}

/** The nodes to show, parents before children, given which are open. */
export function visibleNodes<Node extends TreeNode<Node>>(
  nodes: readonly Node[],
  open: ReadonlySet<string>,
): readonly Node[] {
  return nodes.flatMap((node) => [node, ...(open.has(node.id) ? visibleNodes(node.children, open) : [])]);
}

/** Ids of every node that has children, parents before children. */
export function branchIds<Node extends TreeNode<Node>>(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ id, children }) => (children.length === 0 ? [] : [id, ...branchIds(children)]));
}

/** Ids of the branches that start closed: below the calls, so that the first look fits on a screen. */
export function deepBranches<Node extends TreeNode<Node>>(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ id, level, children }) => [
    ...(level >= 1 && children.length > 0 ? [id] : []),
    ...deepBranches(children),
  ]);
}

import { useMemo, useState } from 'react';
import { branchIds, deepBranches, visibleNodes, type TreeNode } from './tree-nodes.ts';

/** Which branches of a tree are open, and what is in sight. */
export interface OpenBranches<Node> {
  /** Parents before children. */
  readonly visible: readonly Node[];
  isOpen(id: string): boolean;
  toggle(id: string): void;
  readonly isAllOpen: boolean;
  /** Opens everything, or closes everything when all is open. */
  toggleAll(): void;
}

/** Opens and closes the branches of a tree: down to the calls at first. A branch that comes later is open. */
export function useOpenBranches<Node extends TreeNode<Node>>(tree: readonly Node[]): OpenBranches<Node> {
  const branches = useMemo(() => branchIds(tree), [tree]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(deepBranches(tree)));
  const open = useMemo(() => new Set(branches.filter((id) => !closed.has(id))), [branches, closed]);
  const isAllOpen = open.size === branches.length;
  return {
    visible: visibleNodes(tree, open),
    isOpen: (id) => open.has(id),
    toggle(id) {
      const next = new Set(closed);
      if (!next.delete(id)) next.add(id);
      setClosed(next);
    },
    isAllOpen,
    toggleAll: () => setClosed(isAllOpen ? new Set(branches) : new Set()),
  };
}

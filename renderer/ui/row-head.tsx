import type { ReactNode } from 'react';

/** The name of an input's row and what belongs to it. Plain elements: it is rendered in every frame of the row's slider. */
export function RowHead(props: {
  readonly label: string;
  /** What the input means, in one sentence; shown on the name. */
  readonly help?: string | undefined;
  /** Menus and buttons after the name. */
  readonly children: ReactNode;
}): ReactNode {
  const { label, help, children } = props;
  return (
    <div className="row-head">
      <span className="row-head-name" title={help ?? label}>
        {label}
      </span>
      {children}
    </div>
  );
}

import { memo, type ReactNode } from 'react';
import type { Quantity } from '#shared/domain/quantity.ts';
import { DistributionInputs } from './distribution-inputs.tsx';
import { InputNote } from './input-note.tsx';
import { RangeMenu } from './range-inputs.tsx';
import { RowHead } from './row-head.tsx';
import { ShareField, type ShareFieldProps } from './share-field.tsx';
import { useLatest } from './use-latest.ts';

interface ShareQuantityFieldProps extends Omit<ShareFieldProps, 'value' | 'onEdit'> {
  readonly value: Quantity;
  readonly onEdit: (value: Quantity) => void;
}

/** A row for a share that may be a range: slider and number in per cent, the bounds of the range, or what was measured. */
export function ShareQuantityField(props: ShareQuantityFieldProps): ReactNode {
  const onEdit = useLatest(props.onEdit);
  const onDone = useLatest(props.onDone);
  return <ShareQuantityRow {...props} onEdit={onEdit} onDone={onDone} />;
}

const ShareQuantityRow = memo(function ShareQuantityRow(props: ShareQuantityFieldProps): ReactNode {
  const { label, path, help, value, error, action, onEdit, onDone } = props;
  const menu = (
    <>
      {action}
      <RangeMenu
        isShare
        label={label}
        path={path}
        unit="share"
        value={value}
        onPick={(next) => {
          onEdit(next);
          onDone();
        }}
      />
    </>
  );
  if (typeof value === 'number') return <ShareField {...props} value={value} action={menu} />;
  return (
    <div className="slider-row">
      <RowHead label={label} help={help}>
        {menu}
        <InputNote path={path} label={label} />
      </RowHead>
      <DistributionInputs
        isShare
        label={label}
        unit={value.kind === 'empirical' ? 'share' : 'per cent'}
        value={value}
        error={error === undefined || error === false ? undefined : label}
        onEdit={onEdit}
        onDone={onDone}
      />
    </div>
  );
});

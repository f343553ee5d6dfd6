import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { DropZone } from '../../ui/drop-zone.tsx';

/** Where a usage file is dropped or picked. */
export function FileDrop(): ReactNode {
  const inspectFile = useApp((state) => state.inspectFile);
  const isReading = useApp(({ draft }) => draft.step === 'reading');
  return (
    <DropZone
      title="Drop a usage file here"
      hint="A request trace, OpenAI’s completions usage export, or any CSV with a time and token columns; also as .gz."
      label="Usage file"
      isReading={isReading}
      onFile={(file) => void inspectFile(file)}
    />
  );
}

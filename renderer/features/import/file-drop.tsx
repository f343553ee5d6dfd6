import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { DropZone } from '../../ui/drop-zone.tsx';

/** Where usage files and folders are dropped or picked. */
export function FileDrop(): ReactNode {
  const takeFiles = useApp((state) => state.takeFiles);
  const isReading = useApp(({ draft }) => draft.step === 'reading');
  const isElectron = useApp(({ hostKind }) => hostKind === 'electron');
  return (
    <DropZone
      title="Drop usage files or folders here"
      hint="Exports and bills of providers and clouds, request logs, folders of agent logs, any CSV, TSV or JSON lines; also as .gz."
      label="Usage file"
      several
      keepsFolders={isElectron}
      isReading={isReading}
      onFiles={(files) => void takeFiles(files)}
    />
  );
}

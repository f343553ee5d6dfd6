/** A file that was dropped or picked. */
export interface PickedFile {
  readonly file: File;
  /** True for a folder that is handed over as it is. */
  readonly isFolder: boolean;
}

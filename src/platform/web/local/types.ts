export interface LocalFile {
  /** Relative to the model's folder, with forward slashes. */
  readonly name: string
  readonly file: File
}

/** A folder, or single files, from the user's disk. */
export interface PickedFiles {
  /** The folder's name; for single files, the name of the graph file. */
  readonly id: string
  readonly files: readonly LocalFile[]
  /** Null when the browser cannot save the folder for the next visit. */
  readonly handle: FileSystemDirectoryHandle | null
}

/** FileSystemDirectoryHandle with iteration and permissions, which TypeScript's DOM library does not have. */
export interface FolderHandle {
  readonly kind: 'directory'
  readonly name: string
  values(): AsyncIterable<FolderHandle | FileHandle>
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>
  isSameEntry?(other: FileSystemHandle): Promise<boolean>
}

export interface FileHandle {
  readonly kind: 'file'
  readonly name: string
  getFile(): Promise<File>
}

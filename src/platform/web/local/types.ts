export interface LocalFile {
  /** Relative to the model's folder, with forward slashes. */
  readonly name: string
  readonly file: File
}

/** A folder, or loose files, from this disk. */
export interface PickedFiles {
  /** The folder's name; of loose files, the graph's. */
  readonly id: string
  readonly files: readonly LocalFile[]
  /** Where the browser can remember the folder. */
  readonly handle: FileSystemDirectoryHandle | null
}

/** TypeScript's DOM library lacks iteration and permissions (File System Access). */
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

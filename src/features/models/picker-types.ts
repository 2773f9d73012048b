/** What the model dialog can do. */
import type { HeadsRef, HubHost, Provider } from '../../host/calls'
import type { PickedFiles } from '../../platform/web/local/types'
import type { Pooling } from '../../engine/model/types'
import type { PickerTab } from './picker'

export type { PickedFiles }

export interface PickerActions {
  openPicker(target?: 'main' | 'second', tab?: PickerTab): void
  closePicker(): void
  setPickerTab(tab: PickerTab): void
  setAddress(address: string): void
  setHubHost(host: HubHost): void
  setHubToken(token: string): void
  /** Looks for what the address field names: a repository, a page of it, a folder's URL. The one request asked for. */
  findAddress(): void
  findSite(id: string): void
  findFiles(picked: PickedFiles): void
  /** A remembered folder; asks the browser for permission, so only from a click. */
  findFolder(key: string): Promise<void>
  findStored(key: string): void
  /** Stops looking. */
  cancelFind(): void
  chooseGraph(file: string): void
  choosePooling(pooling: Pooling | null): void
  /** Head files from this disk, or from a repository; null: the model's own only. */
  setHeads(heads: HeadsRef | null): void
  /** Loads what was found as the model of the page, or as the second of a comparison; closes the dialog. */
  loadFound(provider?: Provider): void
  refreshStored(): void
  deleteStored(key: string): void
  forgetFolder(key: string): void
}

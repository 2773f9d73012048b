/** Actions of the model dialog. */
import type { HeadsRef, HubHost, Provider } from '../../host/calls'
import type { PickedFiles } from '../../platform/web/local/types'
import type { ChosenPooling, OutputRole } from '../../engine/model/types'
import type { PickerTab } from './picker'

export type { PickedFiles }

export interface PickerActions {
  openPicker(target?: 'main' | 'second', tab?: PickerTab): void
  /** Opens the dialog where bge-m3 is nearest: it shows which files there are, how large and how exact. Asks no other server. */
  adviseModel(): Promise<void>
  closePicker(): void
  setPickerTab(tab: PickerTab): void
  setAddress(address: string): void
  setHubHost(host: HubHost): void
  setHubToken(token: string): void
  /**
   * Looks for the model that the address field names: a repository, a page of it, or the URL of a folder. Only this
   * action sends a request to another host before the load.
   */
  findAddress(): void
  findSite(id: string): void
  findFiles(picked: PickedFiles): void
  /**
   * Looks for a model in a remembered folder. The browser asks the user for permission, so this must be called in a
   * click handler.
   */
  findFolder(key: string): Promise<void>
  findStored(key: string): void
  /** Cancels the search. */
  cancelFind(): void
  chooseGraph(file: string): void
  /** @param name null: no output is this */
  nameOutput(role: OutputRole, name: string | null): void
  choosePooling(pooling: ChosenPooling | null): void
  /** Sets head files from this disk or from a repository; null: only those of the model are used. */
  setHeads(heads: HeadsRef | null): void
  /**
   * Closes the dialog, and takes the found model as the page's model, which is then loaded, or as model 2 of a
   * comparison.
   */
  loadFound(provider?: Provider): void
  refreshStored(): void
  deleteStored(key: string): void
  forgetFolder(key: string): void
}

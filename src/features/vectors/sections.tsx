/** The sections of the tab "vectors", in their order. A new one is a line here, a name in SECTIONS and its words. */
import type { ComponentType } from 'react'
import type { Section } from './types'
import { WhySection } from '../why/WhySection'
import { DownloadSection } from '../exports/DownloadSection'
import { RequestSection } from '../requests/RequestSection'
import { EndpointSection } from '../endpoint/EndpointSection'

export const SECTION_VIEWS: readonly { readonly name: Section; readonly View: ComponentType }[] = [
  { name: 'download', View: DownloadSection },
  { name: 'request', View: RequestSection },
  { name: 'endpoint', View: EndpointSection },
  { name: 'why', View: WhySection },
]

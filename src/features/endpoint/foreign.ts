import type { ForeignReply } from '../../formats/reply/types'
import { DIALECTS } from '../../formats/request'
import type { EndpointResult, EndpointSide } from './types'

/** The vectors of both texts as one reply for the section "why", and where they come from. */
export const foreignOf = (result: EndpointResult): readonly [reply: ForeignReply, from: string] => [
  joined(result),
  `${DIALECTS[result.server.dialect].label}, ${result.server.baseUrl}`,
]

function joined({ a, b }: EndpointResult): ForeignReply {
  const item = ({ asked, input }: EndpointSide, label: string) => ({
    ...asked.reply.items[0]!,
    label,
    text: input,
  })
  return { ...a.asked.reply, items: [item(a, 'A'), ...(b ? [item(b, 'B')] : [])] }
}

/** The one model of this server, in the form of OpenAI's API. */
import type { Handler } from 'hono'
import { refuse } from './replies'
import type { Served } from './routes'

const modelOf = ({ info }: Served) => ({ id: info.id, object: 'model', created: 0, owned_by: 'm3scope' })

export const modelsHandler =
  (served: Served): Handler =>
  (c) =>
    c.json({ object: 'list', data: [modelOf(served)] })

/** Clients write the slash of a name as it is, or as %2F. */
export const modelHandler =
  (served: Served): Handler =>
  (c) => {
    const asked = c.req.param('id') ?? ''
    if (asked === served.info.id) return c.json(modelOf(served))
    const name = asked.length <= 200 ? asked : `${asked.slice(0, 200)}…`
    return refuse(
      c,
      404,
      'model_not_found',
      `The model "${name}" does not exist here. This server has one: "${served.info.id}".`,
      { field: 'model' },
    )
  }

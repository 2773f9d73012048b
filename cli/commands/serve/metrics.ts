/** What the engine did since the start, as Prometheus asks for it. */
import { readFileSync } from 'node:fs'
import type { Handler } from 'hono'
import { Monitor } from '../../../src/engine/monitor/monitor'
import { PROMETHEUS_TYPE, prometheusText } from '../../../src/engine/monitor/prometheus'
import type { Served } from './routes'

export const metricsHandler = ({ info, monitor = new Monitor() }: Served): Handler => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const build = {
    version,
    model: info.id,
    modelHash: info.hash,
    provider: info.runtime.provider,
  }
  return (c) => {
    c.header('Content-Type', PROMETHEUS_TYPE)
    c.header('Cache-Control', 'no-store')
    return c.body(prometheusText(monitor.snapshot(), build))
  }
}

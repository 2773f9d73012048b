import type { Recorder } from '../engine/monitor/recorder'
import type { FromEngine } from './calls'

/** A message, with what the engine did since the one before. Called when the message is sent: those that are dropped take nothing along. */
export function withNotes(recorder: Recorder, message: FromEngine): FromEngine {
  const observed = recorder.take()
  return observed ? { ...message, observed } : message
}

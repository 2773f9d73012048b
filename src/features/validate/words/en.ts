import { answer } from './en/answer'
import { data } from './en/data'
import { live } from './en/live'
import { report } from './en/report'
import { run } from './en/run'
import { triage } from './en/triage'

/** One file for each folder of the feature. */
export const validate = { data, run, answer, triage, live, report }

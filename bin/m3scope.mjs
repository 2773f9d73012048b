#!/usr/bin/env node
// The terminal runs the page's own TypeScript, without a build.
import { register } from 'tsx/esm/api'

register()
await import('../cli/main.ts')

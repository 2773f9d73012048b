import type { Arguments, CommandName } from './arguments'

type Command = (options: Arguments) => Promise<void>

/** Each loads what it needs and no more: a process begins with it. */
export const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  tokenize: async () => (await import('./tokenize')).tokenize,
  encode: async () => (await import('./encode')).encode,
  score: async () => (await import('./score')).score,
  sentences: async () => (await import('./sentences')).sentences,
  attention: async () => (await import('./attention')).attention,
  certify: async () => (await import('./certify')).certify,
  curl: async () => (await import('./curl')).curl,
  export: async () => (await import('./export')).exportVectors,
  compare: async () => (await import('./compare')).compare,
  serve: async () => (await import('./serve')).serve,
  why: async () => (await import('./why')).why,
  replay: async () => (await import('./replay')).replay,
}

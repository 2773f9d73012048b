/**
 * Every schema of src/ is made with zod/mini: a bundle keeps only the checks that it uses. Messages are English, as in zod
 * itself; zod/mini alone says "Invalid input" of everything.
 */
import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'

z.config(en())

export { z }

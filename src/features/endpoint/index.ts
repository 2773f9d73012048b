/** The exports of the live endpoint for other features. */
export { CorsHelp, CorsWays } from './CorsHelp'

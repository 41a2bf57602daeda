/** The clinic's words in its languages: `m.site_title({}, { locale })`. Made from `messages/` by `scripts/words.ts`. */
export { m } from './words/messages.js'

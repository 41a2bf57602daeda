export type { ReviewState } from './review-state.ts'
export { jsonLdText, type PageForMachines, type PagePlace, structuredData } from './structured-data.ts'

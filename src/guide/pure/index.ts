export type { ReviewState } from './review-state.ts'
export { type PageForMachines, type PagePlace, structuredData } from './structured-data.ts'

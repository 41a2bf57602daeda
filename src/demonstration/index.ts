export { demonstrationOwner } from './made-up-clinic.ts'
export { openDemonstration } from './open-demonstration.ts'

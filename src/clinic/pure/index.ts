export { type Act, acts, may, type Role } from './rights.ts'

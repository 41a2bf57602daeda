export { leastCharacters, type PasswordFault, passwordFault } from './weigh-password.ts'

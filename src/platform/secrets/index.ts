export { loadOrMakeSecret } from './secret.ts'

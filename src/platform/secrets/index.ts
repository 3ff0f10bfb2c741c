export { type Sealer, sealerFrom } from './seal.ts'
export { loadOrMakeSecret } from './secret.ts'

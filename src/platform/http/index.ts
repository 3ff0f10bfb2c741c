export { clientAddress } from './client-address.ts'
export { type Listening, listenOn, mustBeFree } from './listen.ts'
export { securityHeaders } from './security-headers.ts'
export { staticFiles } from './static-files.ts'

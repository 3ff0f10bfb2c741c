// Everything the tests fake, which is the outside world only.
export * from './outside-ap.ts'
export * from './outside-ftp.ts'
export * from './outside-imap.ts'
export * from './outside-sftp.ts'
export * from './outside-weather.ts'
export * from './outside-web.ts'
export * from './weather-shapes.ts'

export { type Config, configFrom } from './config.ts'

export { run } from './run.ts'
export { askerAt } from './terminal.ts'

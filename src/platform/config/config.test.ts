import { describe, expect, it } from 'vitest'
import { configFrom } from './config.ts'

describe('the environment', () => {
  it('may be empty: everything has a default', () => {
    const config = configFrom({})
    expect(config.siteUrl.href).toBe('http://localhost:3000/')
    expect(config.dataDir).toMatch(/^\/.*\/data$/)
    expect(config.databaseUrl).toBeUndefined()
  })
  it('makes the site’s address from host and port', () => {
    expect(configFrom({ PORT: '8080', HOST: '0.0.0.0' }).siteUrl.href).toBe('http://localhost:8080/')
  })
  it('takes an empty variable as unset', () => {
    expect(configFrom({ DATABASE_URL: '', PORT: '' }).port).toBe(3000)
  })
  it('reports every problem at once, each with its name', () => {
    const wrong = () => configFrom({ PORT: 'http', DATABASE_URL: 'mysql://x', MAIL_URL: 'x', LOG_LEVEL: 'loud' })
    for (const name of ['PORT', 'DATABASE_URL', 'MAIL_URL', 'LOG_LEVEL']) expect(wrong).toThrow(new RegExp(name))
  })
  it('lets the command line choose the port', () => {
    expect(configFrom({ PORT: '1' }, { port: 4000 }).port).toBe(4000)
  })
})

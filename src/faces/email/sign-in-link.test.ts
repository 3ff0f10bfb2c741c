import { describe, expect, it } from 'vitest'
import { signInLinkEmail } from './index.ts'

const link = 'https://sentinel.example/newsroom/sign-in?token=abc_DEF-123'
const asked = { paperName: 'The Inland Sentinel', link, expires: '15 minutes', kind: 'email' } as const

describe('the letter with a sign-in link', () => {
  it('has the whole link and how long it works in both twins', () => {
    const { html, text } = signInLinkEmail(asked)
    expect(text).toContain(`\n${link}\n`)
    expect(text).toContain('works once, within 15 minutes')
    expect(html.split(`href="${link}"`)).toHaveLength(3)
    expect(html).toContain('works once, within 15 minutes')
  })
  it('names the paper in its subject', () => {
    expect(signInLinkEmail(asked).subject).toBe('Sign in to The Inland Sentinel')
    expect(signInLinkEmail({ ...asked, kind: 'invite' }).subject).toBe('Your way into The Inland Sentinel newsroom')
    expect(signInLinkEmail({ ...asked, paperName: 'Bugle', kind: 'invite' }).subject).toBe(
      'Your way into the Bugle newsroom',
    )
  })
  it('carries its styles on its elements and asks nothing of the network', () => {
    const { html } = signInLinkEmail(asked)
    expect(html).toMatch(/<a class="button"[^>]*style="[^"]*background: #16150f/)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html).not.toMatch(/<img|<script|<link|url\(/)
  })
  it('shows a paper’s name as it is, whatever is in it', () => {
    const { html } = signInLinkEmail({ ...asked, paperName: 'News & <b>Views</b>' })
    expect(html).toContain('News &amp; &lt;b&gt;Views&lt;/b&gt;')
    expect(html).not.toContain('<b>Views')
  })
})

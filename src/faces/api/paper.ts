import { Hono } from 'hono'
import { arrange, dropSection, getPaper, Nameplate, rename } from '#domains/paper'
import { countInSection, lastBylines, lastTopics, listStories } from '#domains/stories'
import { transaction } from '#platform/db'
import { Refusal } from '#platform/refusal'
import { NameplateRequest, type PaperView, SectionsRequest, type Suggestions } from './contract.ts'
import type { ApiNeeds, Env } from './needs.ts'
import { viewOfPaper } from './views.ts'

/** GET and PUT /paper, PUT /paper/sections, DELETE /paper/sections/:id, GET /suggest. */
export function paperRoutes({ db, clock, siteUrl }: ApiNeeds): Hono<Env> {
  const api = new Hono<Env>()

  api.get('/paper', async (c) => c.json<PaperView>(viewOfPaper(await getPaper(db), siteUrl)))
  api.put('/paper', async (c) => {
    const nameplate = Nameplate.parse(NameplateRequest.parse(await c.req.json()))
    await transaction(db, (tx) => rename({ db: tx, by: c.var.actor, at: clock() }, nameplate))
    return c.json<PaperView>(viewOfPaper(await getPaper(db), siteUrl))
  })
  api.put('/paper/sections', async (c) => {
    const { sections } = SectionsRequest.parse(await c.req.json())
    const plans = sections.map(({ id, ...section }) => (id === undefined ? section : { ...section, id }))
    await transaction(db, (tx) => arrange({ db: tx, by: c.var.actor, at: clock() }, plans))
    return c.json<PaperView>(viewOfPaper(await getPaper(db), siteUrl))
  })
  api.delete('/paper/sections/:id', async (c) => {
    const id = c.req.param('id')
    if (!/^\d{1,18}$/.test(id)) throw new Refusal('not-found', 'section.not-found', 'There is no such section.')
    await transaction(db, (tx) =>
      dropSection({ db: tx, by: c.var.actor, at: clock() }, id, async ({ name }) => {
        const count = await countInSection(tx, id)
        if (count === 0) return
        const stories = count === 1 ? 'One story stands' : `${count.toLocaleString('en-US')} stories stand`
        const whose = count === 1 ? 'it' : 'them'
        throw new Refusal(
          'conflict',
          'section.has-stories',
          `${stories} in ${name}, published or in work. Give ${whose} another section first: the list of stories can show one section alone.`,
        )
      }),
    )
    return c.json<PaperView>(viewOfPaper(await getPaper(db), siteUrl))
  })

  api.get('/suggest', async (c) => {
    const q = (c.req.query('q') ?? '').replaceAll('\u0000', '').slice(0, 100)
    const items = await suggestions(c.req.query('kind') ?? '', q)
    return c.json<Suggestions>({ items })
  })

  async function suggestions(kind: string, q: string): Promise<Suggestions['items']> {
    switch (kind) {
      case 'byline':
        return (await lastBylines(db, q)).map(({ name, title, agency }) => ({
          value: name,
          label: name,
          hint: title || agency,
        }))
      case 'agency':
        return [...new Set((await lastBylines(db, q, 50)).map((byline) => byline.agency))]
          .filter((agency) => agency.toLowerCase().includes(q.toLowerCase()) && agency !== '')
          .map((agency) => ({ value: agency, label: agency, hint: '' }))
      case 'topic':
        return (await lastTopics(db, q)).map((name) => ({ value: name, label: name, hint: '' }))
      case 'story':
        return (await listStories(db, { q, state: 'published', size: 10 })).items.map((line) => ({
          value: line.id,
          label: line.headline,
          hint: line.slugline,
        }))
      default:
        return []
    }
  }

  return api
}

import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Block, Body, Copy, type PhotoUse, photosIn, textOf, wordsIn } from '#domains/stories/shared'
import { type PhotoRef, readSample, type SampleBlock, type SampleStory } from './read.ts'
import { drawScene, SCENE_KEYS } from './scenes/index.ts'

const FIRST_START = new Date('2026-11-24T18:00:00Z')
const { paper, staff, stories } = await readSample(resolve(import.meta.dirname, '../../../../sample'), FIRST_START)
const slugs = paper.sections.flatMap((section) => [section.slug, ...section.sections.map((below) => below.slug)])
const photos: PhotoRef[] = stories.flatMap((story) => [
  ...(story.lead ? [story.lead] : []),
  ...story.body.flatMap((block) =>
    block.type === 'photo' ? [block.photo] : block.type === 'gallery' ? block.photos : [],
  ),
])

const wordsOf = stories.map((story) => wordsIn(bodyOf(story)))

/** A picture as a story uses it, once its scene has been drawn and uploaded. */
function used({ sceneKey, ...ref }: PhotoRef): PhotoUse {
  return { photoId: String(1_000 + SCENE_KEYS.indexOf(sceneKey)), ...ref }
}

function blockOf(block: SampleBlock): Block {
  if (block.type === 'photo') return { type: 'photo', photo: used(block.photo) }
  return block.type === 'gallery' ? { ...block, photos: block.photos.map(used) } : block
}

function bodyOf(story: SampleStory): Body {
  return story.body.map(blockOf)
}

/** Everything a reader can see of the sample, as text. */
const prose = stories.flatMap((story) => [
  story.headline, story.deck, story.kicker, ...story.topics, textOf(bodyOf(story)),
  ...story.body.flatMap((block) => (block.type === 'pullquote' ? [block.text, block.cite] : [])),
  ...story.corrections.map((correction) => correction.text),
  ...(story.lead ? [story.lead.caption, story.lead.alt] : []),
  ...story.bylines.flatMap((byline) => [byline.name, byline.title]),
]) // biome-ignore format: a list of parts

// Words that give away a writer from elsewhere: AP style is American.
const BRITISH =
  /\b(cheque|colour|favour|neighbour|harbour|labour|centre|metre|theatre|kilometre|litre|grey|tyre|kerb|programme|travelled|cancelled|organis\w*|realis\w*|recognis\w*|apologis\w*|licence|defence|towards|whilst|maths|plough|mould|storeys?|enquir\w*|per cent|percent)\b/i

describe('the sample paper', () => {
  it('has at least 60 stories, and four or more in every section and subsection', () => {
    expect(stories.length).toBeGreaterThanOrEqual(60)
    const thin = slugs.filter((slug) => stories.filter((story) => story.section === slug).length < 4)
    expect(thin).toEqual([])
  })

  it('puts every story in a section it has', () => {
    expect(stories.filter((story) => !slugs.includes(story.section)).map((story) => story.key)).toEqual([])
  })

  it('repeats no key, headline or slugline', () => {
    for (const field of ['key', 'headline', 'slugline'] as const) {
      expect(new Set(stories.map((story) => story[field])).size, field).toBe(stories.length)
    }
  })

  it('points only to related stories that exist, never to itself', () => {
    const keys = new Set(stories.map((story) => story.key))
    const broken = stories.flatMap((story) => story.related.filter((key) => !keys.has(key) || key === story.key))
    expect(broken).toEqual([])
  })

  it('makes copy the stories domain accepts, with a byline or an agency', () => {
    for (const { lead, section, body, related: _, ...story } of stories) {
      const copy = {
        ...story,
        sectionId: String(slugs.indexOf(section)),
        lead: lead && used(lead),
        body: body.map(blockOf),
      }
      expect(() => Copy.parse(copy), story.key).not.toThrow()
      expect(story.agency !== '' || story.bylines.some((byline) => byline.name !== ''), story.key).toBe(true)
    }
  })

  it('exchanges every scene in the text for an uploaded photo', () => {
    const bodies = stories.map(bodyOf)
    expect(bodies.every((body) => Body.safeParse(body).success)).toBe(true)
    expect(bodies.flatMap(photosIn).every((photo) => Number(photo.photoId) >= 1_000)).toBe(true)
  })

  it('uses every kind of block', () => {
    const kinds = new Set(stories.flatMap((story) => story.body.map((block) => block.type)))
    expect([...kinds].sort()).toEqual([
      'correction',
      'embed',
      'gallery',
      'heading',
      'list',
      'paragraph',
      'photo',
      'preformatted',
      'pullquote',
      'quote',
      'table',
    ])
  })

  it('has at least 34 stories with a lead picture, some in every section', () => {
    const illustrated = stories.filter((story) => story.lead)
    expect(illustrated.length).toBeGreaterThanOrEqual(34)
    expect(slugs.filter((slug) => !illustrated.some((story) => story.section === slug))).toEqual([])
  })

  it('gives every picture a caption that is a sentence, a creator, a credit and a description', () => {
    const wanting = photos.filter(
      ({ caption, creator, credit, alt }) => !/[.!?]$/.test(caption) || !creator || !credit || alt.length < 30,
    )
    expect(wanting).toEqual([])
  })

  it('shows no lead picture twice', () => {
    const leads = stories.flatMap((story) => (story.lead ? [story.lead.sceneKey] : []))
    expect(leads.filter((key, index) => leads.indexOf(key) !== index)).toEqual([])
  })

  it('corrects at least five stories, each after it was published', () => {
    const corrected = stories.filter((story) => story.corrections.length > 0)
    expect(corrected.length).toBeGreaterThanOrEqual(5)
    expect(corrected.every((story) => story.corrections.every(({ hoursAgo }) => hoursAgo < story.hoursAgo))).toBe(true)
  })

  it('takes about 10 stories from agencies, a few of them without a writer’s name', () => {
    const agency = stories.filter((story) => story.agency !== '')
    expect(agency.length).toBeGreaterThanOrEqual(9)
    expect(agency.filter((story) => story.bylines.every((byline) => byline.name === '')).length).toBeGreaterThanOrEqual(
      3,
    )
  })

  it('signs its own stories with people on the staff, save in Opinion and one roundup', () => {
    const names = new Set(staff.map((person) => person.name))
    const strangers = stories
      .filter((story) => story.agency === '' && story.section !== 'opinion' && story.key !== 'prep-roundup')
      .flatMap((story) => story.bylines.filter((byline) => !names.has(byline.name)))
    expect(strangers).toEqual([])
  })

  it('is today’s paper: newest within the hour, several today, the oldest under four weeks', () => {
    const ages = stories.map((story) => story.hoursAgo)
    expect(Math.min(...ages)).toBeLessThan(1)
    expect(ages.filter((age) => age < 12).length).toBeGreaterThanOrEqual(8)
    expect(Math.max(...ages)).toBeLessThan(24 * 28)
  })

  it('mixes long stories, middling ones and briefs', () => {
    expect(wordsOf.filter((words) => words >= 500).length).toBeGreaterThanOrEqual(9)
    expect(wordsOf.filter((words) => words >= 200 && words < 500).length).toBeGreaterThanOrEqual(28)
    expect(wordsOf.filter((words) => words < 200).length).toBeGreaterThanOrEqual(15)
    expect(Math.min(...wordsOf)).toBeGreaterThanOrEqual(70)
  })

  it('is set with curly quotes and real dashes', () => {
    expect(prose.filter((text) => /["']|--/.test(text))).toEqual([])
  })

  it('opens and closes its quotation marks in pairs within a paragraph', () => {
    const odd = prose
      .flatMap((text) => text.split('\n'))
      .filter((text) => (text.match(/“/g) ?? []).length !== (text.match(/”/g) ?? []).length)
    expect(odd).toEqual([])
  })

  it('is spelled as Americans spell, and writes % as AP does', () => {
    expect(prose.filter((text) => BRITISH.test(text)).map((text) => BRITISH.exec(text)?.[0])).toEqual([])
  })

  it('leaves no token unexpanded', () => {
    expect(JSON.stringify(stories)).not.toContain('{{')
  })
})

describe('the sample’s pictures', () => {
  it('come from at least 22 scenes, and most of what is drawn is shown', () => {
    expect(SCENE_KEYS.length).toBeGreaterThanOrEqual(22)
    expect(new Set(photos.map((photo) => photo.sceneKey)).size).toBeGreaterThanOrEqual(45)
  })

  it('are the same every time they are drawn, and differ from one another', () => {
    const drawn = SCENE_KEYS.map((key) => drawScene(key).svg)
    expect(new Set(drawn).size).toBe(SCENE_KEYS.length)
    expect(drawScene('falls-dusk').svg).toBe(drawn[SCENE_KEYS.indexOf('falls-dusk')])
  })

  it('are 1800 by 1200, portraits 1000 by 1250, and need no fonts', () => {
    for (const key of SCENE_KEYS) {
      const { svg, width, height } = drawScene(key)
      expect([width, height], key).toEqual(key.startsWith('portrait-') ? [1000, 1250] : [1800, 1200])
      expect(svg, key).not.toMatch(/<text|NaN|undefined/)
    }
  })

  it('cannot be drawn from a key that is not in the catalog', () => {
    expect(() => drawScene('toString')).toThrow('There is no scene called toString')
  })
})

import { describe, expect, it } from 'vitest'
import { furnitureOf, isAboutWriter } from './furniture.ts'

describe('furniture', () => {
  it.each([
    ['Advertisement', 'an advertisement'],
    ['Story continues below advertisement', 'an advertisement'],
    ['Facebook Twitter Email Print', 'a sharing button'],
    ['Share this story', 'a sharing button'],
    ['Skip to main content', 'a control of the page'],
    ['Arrow-right Camera', 'a control of the page'],
    ['5 min read', 'a control of the page'],
    ['Partly Cloudy Night 35° Partly Cloudy', 'the weather'],
    ['54°F', 'the weather'],
    ['We use cookies to give you the best experience.', 'a cookie notice'],
    ['Subscribe to continue reading.', 'a paywall'],
    ['You have 2 free articles remaining.', 'a paywall'],
    ['Sign up for our free newsletter', 'a newsletter sign-up'],
    ['Get the day’s headlines delivered to your inbox.', 'a newsletter sign-up'],
    ['Local journalism is essential.', 'an appeal'],
    ['Support local journalism by becoming a member today.', 'an appeal'],
    ['Give directly to our forums fund.', 'an appeal'],
    ['Read more: Boys fall to Ritter', 'related stories'],
    ['Related', 'related stories'],
    ['Most Popular', 'related stories'],
    ['12 comments', 'comments'],
    ['© 2021 The Courier', 'a legal notice'],
    ['All rights reserved.', 'a legal notice'],
    ['Tags: owls, birds', 'tags'],
    ['Jane Doe can be reached at (509) 555-0100.', 'about the writer'],
    ['jdoe@example.com', 'about the writer'],
    ['* * *', 'a control of the page'],
  ])('%j is %s', (text, kind) => {
    expect(furnitureOf(text)?.kind).toBe(kind)
  })

  it.each([
    '“No.”',
    'Nobody slept.',
    'The weather was bad.',
    'Bake at 350° for 40 minutes.',
    'He gave $50 to the fund and asked for no receipt.',
    'The newsletter goes to 400 homes, the club said.',
    'She subscribed to the paper for 60 years.',
    'Support for the levee has grown since the flood, the poll found.',
    'The council will share the cost with the county.',
    'Comments from neighbors ran nine to one against the plan.',
    'Print is not dead, the publisher said.',
    'The privacy policy of the school district was written in 1998.',
    'Local journalism students won three prizes.',
    'More than 60 people came.',
    'Read the report, the judge told them, and then come back.',
  ])('is not %j', (text) => {
    expect(furnitureOf(text)).toBeUndefined()
  })

  it('includes a note about the writer, but not a sentence that begins with another name', () => {
    expect(isAboutWriter('Jane Doe is a retired bus driver.', ['Jane Doe'])).toBe(true)
    expect(isAboutWriter('Jane Doe said no.', ['Jane Doe'])).toBe(false)
    expect(isAboutWriter('John Roe is a retired bus driver.', ['Jane Doe'])).toBe(false)
  })
})

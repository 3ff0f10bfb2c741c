import type { Block, Copy, PhotoUse } from '#domains/stories/shared'

const p = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] })
const cell = (text: string) => ({ runs: [{ text }] })
const head = (text: string) => ({ runs: [{ text }], header: true as const })

function photo(photoId: string, nth: number): PhotoUse {
  return {
    photoId,
    caption: `Photo ${nth} of the harvest.`,
    creator: 'Ivo Marsh',
    credit: 'The Inland Sentinel',
    alt: `A combine crosses field ${nth}.`,
  }
}

/** A story that has every kind of block, with pictures from the library. */
export function everythingInOne(sectionId: string, photoIds: readonly string[]): Partial<Copy> {
  const uses = photoIds.map((id, nth) => photo(id, nth + 1))
  const [lead, inText, ...gallery] = uses
  if (!lead || !inText || gallery.length < 2) throw new Error('It takes four photos.')
  return {
    headline: 'Harvest ends with everything in one story',
    deck: 'Yields were up, prices were down, and the elevators stayed open late.',
    kicker: 'Farming',
    slugline: 'HARVEST',
    sectionId,
    topics: ['Wheat', 'Harvest'],
    bylines: [
      { name: 'Odessa Quill', title: 'Staff writer', agency: '' },
      { name: 'Pat Lind', title: '', agency: 'Associated Press' },
    ],
    dateline: { place: 'Ritter, Wash.', agency: 'AP' },
    lead,
    body: [
      {
        type: 'paragraph',
        runs: [
          { text: 'The last ' },
          { text: 'truck', bold: true },
          { text: ' of the ' },
          { text: 'season', italic: true },
          { text: ' was weighed on ' },
          { text: 'Friday', link: 'https://grain.example/friday' },
          { text: '.' },
        ],
      },
      { type: 'heading', level: 2, runs: [{ text: 'Prices fell' }] },
      p('They have not been lower since the drought.'),
      { type: 'photo', photo: inText },
      { type: 'heading', level: 3, runs: [{ text: 'By the bushel' }] },
      { type: 'list', ordered: false, items: [[{ text: 'Soft white' }], [{ text: 'Hard red' }]] },
      { type: 'list', ordered: true, items: [[{ text: 'Cut it' }], [{ text: 'Haul it' }]] },
      { type: 'quote', paragraphs: [[{ text: 'We ran until the dew came.' }]], cite: 'Rae Odom, farmer' },
      { type: 'pullquote', text: 'It beats last year.', cite: 'Rae Odom' },
      {
        type: 'table',
        caption: 'What a bushel brought',
        rows: [
          [head('Week'), head('Soft white'), head('Hard red'), head('Durum'), head('Barley, by the ton')],
          [cell('First'), cell('$5.60'), cell('$6.10'), cell('$8.05'), cell('$140')],
          [cell('Second'), cell('$5.45'), cell('$6.02'), cell('$8.00'), cell('$138')],
        ],
      },
      {
        type: 'preformatted',
        text: 'Ritter   61 bu.\nSprague  58 bu. on the river road, where the rain came late and the road was washed out twice',
      },
      { type: 'gallery', title: 'The last day', photos: gallery },
      { type: 'embed', url: 'https://www.youtube.com/watch?v=abcdefghijk', title: 'The last load' },
      { type: 'embed', url: 'https://elsewhere.example/chart', title: 'A chart of yields' },
      { type: 'correction', text: 'A caption misnamed the elevator.', on: '2026-01-02' },
      p(
        'A sentence with one long word, Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, in it.',
      ),
    ],
  }
}

import { describe, expect, it } from 'vitest'
import { type Moment, takenAt } from './taken.ts'

const xmp = (text: string): Moment => ({ from: 'xmp', text })
const iim = (text: string): Moment => ({ from: 'iim', text })
const exif = (text: string): Moment => ({ from: 'exif', text })

describe('when a picture was taken', () => {
  it('is an instant where the zone is known', () => {
    expect(takenAt([xmp('2026-11-20T08:15:30-08:00')])).toBe('2026-11-20T16:15:30Z')
    expect(takenAt([iim('20261120T081530+0000')])).toBe('2026-11-20T08:15:30Z')
  })
  it('is what the clock showed where no zone is known', () => {
    expect(takenAt([xmp('2026-11-20T08:15:30.137')])).toBe('2026-11-20T08:15:30')
    expect(takenAt([exif('2026-11-20T08:15')])).toBe('2026-11-20T08:15:00')
  })
  it('is a day where only the day is known', () => {
    expect(takenAt([xmp('1985-11-25'), exif('2010-04-21T16:50:46')])).toBe('1985-11-25')
  })
  it('takes the time of day from elsewhere, if that is the same day', () => {
    expect(takenAt([xmp('2026-11-20'), exif('2026-11-20T08:15:30')])).toBe('2026-11-20T08:15:30')
  })
  it('does not believe the +00:00 that software adds to a wall time', () => {
    expect(takenAt([xmp('2026-11-20T08:15:30'), iim('20261120T081530+0000')])).toBe('2026-11-20T08:15:30')
  })
  it('believes it when the camera names the same instant in its own zone', () => {
    expect(takenAt([xmp('2026-11-20T08:15:30'), iim('20261120T081530+0000'), exif('2026-11-20T10:15:30+02:00')])).toBe(
      '2026-11-20T08:15:30Z',
    )
  })
  it('is empty when nothing usable is said', () => {
    expect(takenAt([])).toBe('')
    expect(
      takenAt([xmp(''), exif('0000-00-00T00:00:00'), iim('99999999'), exif('    :  :     :  :  '), xmp('2026-02-31')]),
    ).toBe('')
  })
  it('passes over a zone or a time that cannot be', () => {
    expect(takenAt([xmp('2026-11-20T08:15:30+99:00')])).toBe('2026-11-20T08:15:30')
    expect(takenAt([xmp('2026-11-20T28:15:30Z')])).toBe('2026-11-20')
  })
})

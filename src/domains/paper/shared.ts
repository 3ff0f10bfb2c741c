export { isZone, Nameplate, type Paper } from './nameplate.ts'
export { childrenOf, lineage, type Section, topSections, withDescendants } from './section.ts'
export { apDate, apDateTime, apTime, dayIn, instantOf, longDate, nextDay, wallTimeOf, weekdayOf } from './wall-time.ts'

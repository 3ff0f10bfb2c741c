export { type ApLinks, apLinks } from '#wire/formats/index.ts'
export { PARSER_VERSION, readWire, WIRE_MAX_BYTES, wireMustFit } from '#wire/reading/read.ts'
export type { Coded, Signal, WireFormat, WireItem, WirePhoto, WireStatus, WireType } from './item.ts'

import { describe, expect, it } from 'vitest'
import { xmp } from '#kit/pictures'
import { findXmp, readXmp } from './xmp.ts'

const read = (properties: string) => Object.fromEntries(readXmp(Buffer.from(xmp(properties))))

describe('an XMP packet', () => {
  it('gives properties written as elements and as attributes, by whatever prefix', () => {
    const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <r:Description r:about="" xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:City="Cheney Falls" ps:Credit="AP &amp; others">
      <ps:Headline>The mill</ps:Headline></r:Description>
      <r:Description r:about="" xmlns:d="http://purl.org/dc/elements/1.1/"><d:creator><r:Seq><r:li>Ana</r:li><r:li>Ben</r:li></r:Seq></d:creator></r:Description>
      </r:RDF></x:xmpmeta>`
    expect(Object.fromEntries(readXmp(Buffer.from(packet)))).toEqual({
      'photoshop:City': ['Cheney Falls'],
      'photoshop:Credit': ['AP & others'],
      'photoshop:Headline': ['The mill'],
      'dc:creator': ['Ana', 'Ben'],
    })
  })
  it('passes over properties of other namespaces that have the same name, and structures', () => {
    const other = 'xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    expect(
      read(`<ext:City ${other}>Elsewhere</ext:City>
        <ext:LocationCreated ${other}><rdf:Bag><rdf:li rdf:parseType="Resource"><photoshop:City>Inside</photoshop:City></rdf:li></rdf:Bag></ext:LocationCreated>
        <photoshop:Country><rdf:Description><rdf:value>Iceland</rdf:value></rdf:Description></photoshop:Country>`),
    ).toEqual({ 'photoshop:Country': ['Iceland'] })
  })
  it('that breaks off says what stands before the break', () => {
    const whole = xmp('<photoshop:Credit>AP</photoshop:Credit><photoshop:City>Cheney Falls</photoshop:City>')
    const cut = whole.slice(0, whole.indexOf('Cheney'))
    expect(readXmp(Buffer.from(cut)).get('photoshop:Credit')).toEqual(['AP'])
    for (let length = 0; length < whole.length; length += 11) readXmp(Buffer.from(whole.slice(0, length)))
  })
  it('in UTF-16, or among other bytes, is found', () => {
    const packet = xmp('<photoshop:City>São Paulo</photoshop:City>')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(packet, 'utf16le')])
    expect(readXmp(utf16).get('photoshop:City')).toEqual(['São Paulo'])
    const file = Buffer.concat([Buffer.from([0xff, 0xd8, 0, 1]), Buffer.from(packet), Buffer.from([0, 1, 2])])
    expect(readXmp(findXmp(file)).get('photoshop:City')).toEqual(['São Paulo'])
    expect(findXmp(Buffer.from('nothing'))).toBeUndefined()
  })
  it('nested without end says nothing more', () => {
    const deep = `${'<rdf:li>'.repeat(20_000)}x${'</rdf:li>'.repeat(20_000)}`
    expect(read(`<photoshop:Credit>AP</photoshop:Credit><photoshop:City>${deep}</photoshop:City>`)).toMatchObject({
      'photoshop:Credit': ['AP'],
    })
  })
})

// A process of its own that receives generated items: node wire-receiver.ts CONNECTION SOURCE COUNT FROM. Says "begun" after its first file.
import { receive } from '#domains/wire'
import { workOf } from '#kit/cast'
import { aWireItem } from '#kit/wire'
import { connect, transaction } from '#platform/db'

const PER_FILE = 20
const [connectionString = '', sourceId = '', count = '0', from = '0'] = process.argv.slice(2)
const { db, close } = connect({ connectionString }, { max: 1 })
const items = Array.from({ length: Number(count) }, (_, nth) =>
  aWireItem({ id: `crowd ${nth}`, headline: `Item ${nth}`, paragraphs: [`Text of item ${nth}.`] }),
)
const mine = [...items.slice(Number(from)), ...items.slice(0, Number(from))]
let received = 0
for (let at = 0; at < mine.length; at += PER_FILE) {
  const file = mine.slice(at, at + PER_FILE)
  const done = await transaction(db, (tx) =>
    receive(workOf(tx), { sourceId, bytes: Buffer.from(JSON.stringify(file)), items: file }),
  )
  received += done.received.length
  if (at === 0) process.stdout.write('begun\n')
}
process.stdout.write(`${received}\n`)
await close()

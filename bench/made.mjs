// Records of made-up reports, read from their texts: sixty a day from 2020 on, of some outlets more than of others, one in ten of them a
// copy of a report of the days before.
import {copyOf, edtfOf, randomFrom, reportOf} from "./reports.mjs"

const FIRST_DAY = Date.UTC(2020, 0, 1) / 86_400_000
const A_DAY = 60
/// What is kept by one transaction and compared by another.
const GROUP = 128
/// Reports that may still be copied.
const MOST_COPIED = 600

/// Keeps and compares reports until the record has so many; `load` gives a module of the built program.
export async function fillRecord(store, count, load, onThousand = () => {}) {
  const [{openReader, readReport}, {openWorld}, {searchTerms}, {linkRecords}] = await Promise.all([
    load("pipeline.js"),
    load("link/index.js"),
    load("lang/ar/index.js"),
    load("intake/index.js"),
  ])
  const reader = openReader()
  const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
  const random = randomFrom(7)
  const recent = []
  for (let done = 0; done < count; ) {
    const records = []
    for (; records.length < GROUP && done < count; done++) {
      const day = FIRST_DAY + Math.floor(done / A_DAY)
      const fresh = reportOf(1000 + Math.floor(random() * 1700), random, day)
      const before = random() < 0.1 ? recent[Math.floor(random() * recent.length)] : undefined
      const text = before && before.day < day ? copyOf(before.text, fresh, random).text : fresh
      if (recent.push({text: fresh, day}) > MOST_COPIED) recent.shift()
      const outlet = `outlet-${1 + Math.floor(40 * random() ** 2)}.example`
      const published = edtfOf(day)
      records.push(readReport({source: `bench/${done}.txt`, url: `https://${outlet}/${done}`, outlet, text, published}, reader))
    }
    await store.keepReports(records)
    await linkRecords(store, records, world)
    onThousand(done)
  }
}

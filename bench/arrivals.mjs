// Whole reports as a program gives them to a record, as many as are wanted: the first ones are read from texts, those after them are made
// from those, with other ids, days and words of their own, and, for joining, other names and numbers (`traits.mjs`). Nothing that was made
// is held, so that memory which grows is the record's.
import {edtfOf, randomFrom, reportOf} from "./reports.mjs"
import {traitsMaker} from "./traits.mjs"

export const FIRST_DAY = Date.UTC(1990, 0, 1) / 86_400_000
const MADE_DAY = Date.UTC(2020, 0, 1) / 86_400_000

/// So many are read from texts of so many bytes (from, to); so many come a day.
export async function reportMaker(load, {read, aDay, bytes: [least, most], seed = 17}) {
  const [{openReader, readReport}, {openWorld, traitsOf}, {searchTerms}, {contentId, press}, {readingDigest}] = await Promise.all([
    load("pipeline.js"),
    load("link/index.js"),
    load("lang/ar/index.js"),
    load("support/index.js"),
    load("record/index.js"),
  ])
  const reader = openReader()
  const world = openWorld({language: reader.language, knowledge: reader.knowledge, terms: searchTerms})
  const random = randomFrom(seed)
  const pool = []
  for (let n = 0; n < read; n++) {
    const day = MADE_DAY + Math.floor(n / aDay)
    const record = readReport(
      {source: `${n}.txt`, text: reportOf(least + Math.floor(random() * (most - least)), random, day), published: edtfOf(day)},
      reader,
    )
    pool.push({record, traits: traitsOf(record, world), day})
  }
  const maker = await traitsMaker(
    load,
    pool.map((p) => p.traits),
    random,
  )
  /// Times move with the day of publication, so that what is told of lies around it.
  const moved = (time, by) => {
    const day = time && /^\d{4}-\d\d-\d\d$/.test(time.edtf) ? Date.parse(time.edtf) / 86_400_000 : undefined
    return day === undefined ? time : {...time, edtf: edtfOf(day + by)}
  }
  /// The report with a number, as an arrival, with what it is compared by.
  return (n) => {
    const turn = Math.floor(n / pool.length)
    // Another order in each turn, so that neighbours differ.
    const {record, traits, day: was} = pool[(n * 7 + turn * 13) % pool.length]
    const day = FIRST_DAY + Math.floor(n / aDay)
    const id = contentId("r", n)
    const idOf = new Map([...record.events, ...record.statements, ...record.figures].map((c, i) => [c.id, contentId("c", id, i)]))
    const again = maker.again(traits, turn, id, day)
    const claim = (c) => ({...c, id: idOf.get(c.id)})
    const source = `https://outlet-${n % 40}.example/${edtfOf(day)}/${n}`
    const made = {
      ...record,
      report: {...record.report, id, source, url: source, published: {edtf: edtfOf(day), basis: "given", why: []}},
      events: record.events.map((e) => ({...claim(e), time: moved(e.time, day - was)})),
      statements: record.statements.map(claim),
      figures: record.figures.map((f) => ({...claim(f), period: moved(f.period, day - was)})),
    }
    const bytes = Buffer.from(`${n}\n${record.report.text}`)
    return {
      arrival: {
        source: `outlet-${n % 40}`,
        item: source,
        record: made,
        raw: {
          pressed: press(bytes),
          at: `${edtfOf(day)}T12:00:00.000Z`,
          source: `outlet-${n % 40}`,
          name: source,
          media: "text/plain",
          charset: null,
          published: null,
        },
        code: null,
        detail: null,
        ms: 20,
      },
      traits: {
        ...again,
        events: again.events.map((e, i) => ({...e, id: idOf.get(traits.events[i].id)})),
        figures: again.figures.map((f, i) => ({...f, id: idOf.get(traits.figures[i].id)})),
      },
      digest: readingDigest(made),
      bytes: bytes.length,
    }
  }
}

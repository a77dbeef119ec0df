// Why an item was missed: each miss of the score under its cause, so that work goes where the misses are.  What stands for what is asked of
// match.mjs.  A thing read that stands for no gold item explains one miss at most (a frame of another type, words cut elsewhere, another
// unit) and is told again as too much only where it explains none.
import {interval, within} from "./edtf.mjs"
import {inter, match, NO_RECORD, unitClass} from "./match.mjs"

/// The causes of each family, in the order in which a table of equal counts has them, and what each means.
export const CAUSES = {
  report: {"not read": "no record of that report"},
  published: {"none told": "no day of publication", wrong: "outside what a careful reader accepts"},
  entities: {
    "name not found": "nothing read has one of its names",
    "names taken together": "its names went to another, which has more of them",
    kind: "found, as a thing of another kind",
    "one taken for two": "a second thing of the names of one",
    "false name": "what is no name in gold",
  },
  events: {
    "no frame": "no event was read at its words, or only those of other gold events",
    "one for several": "what was read of its type at its words stands for another gold event",
    "other type": "an event of another type was read at its words",
    "participants: nobody found": "nobody takes part in what was read",
    "participants: one side missing": "who was found is right, an actor is missing",
    "participants: target missing": "who was found is right, only those acted upon are missing",
    "participants: one too many": "all of them, and somebody besides",
    "participants: state for a person": "a country or a place where gold has a person",
    "participants: person for a state": "a person where gold has a country or a place",
    "participants: body for another": "a body where gold has a person, country or place, or these where gold has a body",
    "participants: somebody else": "another of the same kind",
    "participants: exchanged": "the actor told as the one acted upon, or the other way about",
    "place missing": "no place",
    "place wrong": "another place",
    "time: none told": "no time",
    "time: told where none is": "a time where gold has none",
    "time: day missing": "gold has a day, what was read holds it but is wider",
    "time: too coarse": "what was read holds the time of gold, and is wider",
    "time: too fine": "what was read lies within the time of gold",
    "time: wrong day": "a day, and another one",
    "time: wrong": "a time that is neither within the other",
    status: "another status",
    "told twice": "one more event of a type and words that a found one has",
    "too much": "an event that is none in gold",
  },
  statements: {
    "not found": "nothing was read at its words",
    "clause boundary": "what was read there shares less than half of the words, or runs into another statement",
    "speaker not known": "no speaker",
    "speaker wrong": "another speaker",
    "carrier missing": "none of those who carried it",
    kind: "direct for indirect, or the other way about",
    "too much": "a statement that is none in gold",
  },
  figures: {
    "not found": "no such amount",
    unit: "the amount, with another unit",
    metric: "another metric",
    measure: "a level for a change, or the other way about",
    sign: "a rise for a fall, or the other way about",
    "party missing": "who was found is right, somebody is missing",
    "party wrong": "somebody else",
    "parties exchanged": "from and to are exchanged",
    "period missing": "no period",
    "period wrong": "another period",
    "too much": "a figure that is none in gold",
  },
  cleaning: {"boilerplate left": "what is no part of the report", "text lost": "words of the report that gold rests on"},
}

/// The misses of one report: { family, cause, report, item, what, words }. `item` is the same where one item has several causes.
export function causesOf(gold, record) {
  const m = match(gold, record ?? NO_RECORD)
  const found = []
  for (const [family, tell] of Object.entries({entities, events, statements, figures})) {
    const say = (cause, item, what, words) =>
      found.push({family, cause, report: gold.id, item: `${gold.id} ${family} ${item}`, what, words})
    tell(gold, m, say)
  }
  const say = (family, cause, what, words) => found.push({family, cause, report: gold.id, item: `${gold.id} ${what}`, what, words})
  if (!record) say("report", "not read", gold.id, "")
  published(gold, record ?? NO_RECORD, say)
  if (record) cleaning(gold, m, say)
  return found
}

/// Misses by cause, most frequent first: { family, cause, means, count, alone, misses }. `alone` counts items that have no other cause.
export function byCause(misses) {
  const flaws = new Map()
  for (const {item} of misses) flaws.set(item, (flaws.get(item) ?? 0) + 1)
  return Object.entries(CAUSES)
    .flatMap(([family, causes]) =>
      Object.entries(causes).map(([cause, means]) => {
        const own = misses.filter((x) => x.family === family && x.cause === cause)
        return {family, cause, means, count: own.length, alone: own.filter((x) => flaws.get(x.item) === 1).length, misses: own}
      }),
    )
    .filter((c) => c.count > 0)
    .sort((a, b) => b.count - a.count)
}

/// The lines for a reader: the causes with their counts, then each with its misses.
export function causesText(causes) {
  const head = causes.map((c) => `${String(c.count).padStart(5)} ${String(c.alone).padStart(6)}  ${c.family}: ${c.cause}`)
  const line = (x) => `  ${x.report}  ${x.what}${x.words ? `  «${x.words}»` : ""}\n`
  const lists = causes.map((c) => `${c.family}: ${c.cause} (${c.count}): ${c.means}\n${ofWhich(c)}${c.misses.map(line).join("")}`)
  return `count  alone  cause\n${head.join("\n")}\n\n${lists.join("\n")}`
}

/// How many are of which type of event, which metric of a figure: the first word of what was missed.
function ofWhich({family, misses}) {
  if (!["events", "figures"].includes(family)) return ""
  const counts = new Map()
  for (const {what} of misses) {
    const type = what.split(" ", 1)[0]
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  const told = [...counts].sort((a, b) => b[1] - a[1]).map(([type, n]) => `${type} ${n}`)
  return `  (${told.join(", ")})\n`
}

/// The rows of a table in Markdown.
export const causesTable = (causes) =>
  ["| family | cause | count | alone | which is |", "|---|---|--:|--:|---|"]
    .concat(causes.map((c) => `| ${c.family} | ${c.cause} | ${c.count} | ${c.alone} | ${c.means} |`))
    .join("\n")

function published(g, rec, say) {
  const accepted = g.published?.accept ?? g.published?.edtf
  const [a, p] = [interval(accepted), interval(rec.report?.published?.edtf)]
  if (a && !(p && within(p, a)))
    say("published", p ? "wrong" : "none told", `published ${accepted} / ${rec.report?.published?.edtf ?? "—"}`, "")
}

function cleaning(g, {clean}, say) {
  for (const b of g.boilerplate ?? []) if (clean.asked(b) && clean.keeps(b)) say("cleaning", "boilerplate left", "boilerplate", b)
  for (const e of [...g.events, ...g.figures]) if (!clean.keeps(e.evidence)) say("cleaning", "text lost", "text", e.evidence)
}

function entities(g, m, say) {
  const {pred, of, extra, kindOk} = m.entities
  const taken = new Set(of.values())
  g.entities.forEach((e, i) => {
    const j = of.get(i)
    if (e.optional || (j !== undefined && kindOk(e, pred[j]))) return
    if (j !== undefined) return say("kind", i, `${e.key} ${e.kind} / ${pred[j].kind}`, e.mentions[0])
    // What has one of its names in full, and stands for another.
    const other = pred.find((p, k) => taken.has(k) && m.shareName(e.key, p.id))
    say(other ? "names taken together" : "name not found", i, `${e.key} ${e.kind}${other ? ` / ${other.id}` : ""}`, e.mentions[0])
  })
  for (const j of extra) {
    const e = pred[j],
      second = g.entities.find((x) => m.same(x.key, e.id))
    say(second ? "one taken for two" : "false name", `+${j}`, `${e.kind}${second ? ` ${second.key}` : ""} / ${e.id}`, m.pNames(e.id)[0])
  }
}

function events(g, m, say) {
  const {pred, of, spans, pspans, partF, turned, placeOk, timeOk, typeOk, statusOk, who, pwho} = m.events
  const left = new Set(m.events.extra)
  const touches = (a, b) => a.some((x) => b.some((y) => inter(x, y) > 0))
  const told = (e) => `${e.type} ${pwho(e).join("+")}`
  g.events.forEach((e, i) => {
    if (e.optional) return
    const j = of.get(i),
      words = e.evidence
    const gold = `${e.type} ${who(e).join("+")}`
    if (j === undefined) {
      const other = [...left].find((k) => touches(spans(e), pspans(pred[k])))
      const shared = [...of.values()].some((k) => typeOk(e, pred[k]) && touches(spans(e), pspans(pred[k])))
      if (other === undefined) return say(shared ? "one for several" : "no frame", i, gold, words)
      left.delete(other)
      return say("other type", i, `${gold} / ${told(pred[other])}`, words)
    }
    const p = pred[j]
    if (turned(e, p)) say("participants: exchanged", i, `${gold} / ${told(p)}`, words)
    if (partF(e, p) < 0.8) say(`participants: ${participantsCause(e, p, m)}`, i, `${gold} / ${told(p)}`, words)
    if (!placeOk(e, p)) say(p.place ? "place wrong" : "place missing", i, `${e.type} @${e.place} / ${p.place ?? "—"}`, words)
    const time = p.time?.edtf ?? p.time ?? null
    if (!timeOk(e, p))
      say(`time: ${timeCause([e.time, ...(e.accept?.time ?? [])], time)}`, i, `${e.type} ${e.time} / ${time ?? "—"}`, words)
    if (!statusOk(e, p)) say("status", i, `${e.type} ${e.status} / ${p.status}`, words)
  })
  for (const j of left) {
    const p = pred[j]
    const twice = [...of].some(([i, k]) => pred[k].type === p.type && touches([...spans(g.events[i]), ...pspans(pred[k])], pspans(p)))
    say(twice ? "told twice" : "too much", `+${j}`, told(p), p.evidence?.[0]?.quote ?? "")
  }
}

/// What is wrong with those who take part, where their F1 is too low.
function participantsCause(e, p, m) {
  const {who, pwho} = m.events
  const missing = who(e).filter((k) => !pwho(p).some((id) => m.same(k, id)))
  const surplus = pwho(p).filter((id) => !who(e).some((k) => m.same(k, id)))
  if (!pwho(p).length) return "nobody found"
  if (!surplus.length)
    return missing.every((k) => e.target?.includes(k) && !e.participants?.includes(k)) ? "target missing" : "one side missing"
  if (!missing.length) return "one too many"
  const kindOf = (x) => (["country", "place"].includes(x?.kind) ? "state" : x?.kind)
  const wanted = new Set(missing.map((k) => kindOf(m.gEnt.get(k)))),
    got = new Set(surplus.map((id) => kindOf(m.pEnt.get(id))))
  if ([...wanted].some((k) => got.has(k))) return "somebody else"
  if (wanted.has("person") && got.has("state")) return "state for a person"
  if (wanted.has("state") && got.has("person")) return "person for a state"
  return wanted.has("organization") || got.has("organization") ? "body for another" : "somebody else"
}

/// How a time that is not right differs from the first of those that are.
function timeCause(accepted, told) {
  const p = interval(told),
    intervals = accepted.map(interval)
  const g = intervals.find((x) => x && p && (within(x, p) || within(p, x))) ?? intervals.find(Boolean)
  if (!p) return "none told"
  if (!g) return "told where none is"
  const isDay = ([a, b]) => a === b
  if (within(g, p)) return isDay(g) ? "day missing" : "too coarse"
  if (within(p, g)) return "too fine"
  return isDay(p) ? "wrong day" : "wrong"
}

function statements(g, m, say) {
  const {pred, of, spans, pspans, speakerOk, viaOk, kindOk} = m.statements
  const left = new Set(m.statements.extra)
  g.statements.forEach((s, i) => {
    if (s.optional) return
    const j = of.get(i),
      speaker = s.speaker ?? s.speakerText
    if (j === undefined) {
      const shared = pred.map((_, k) => (spans[i] && pspans[k] ? inter(spans[i], pspans[k]) : 0))
      const most = (places) => places.filter((k) => shared[k] > 0).sort((a, b) => shared[b] - shared[a])[0]
      const other = most([...left]) ?? most([...of.values()])
      if (other === undefined) return say("not found", i, speaker, s.content)
      left.delete(other)
      return say("clause boundary", i, `${speaker} / «${pred[other].content.quote}»`, s.content)
    }
    const p = pred[j]
    if (!speakerOk(s, p))
      say(p.speaker ? "speaker wrong" : "speaker not known", i, `${speaker} / ${p.speaker ?? p.speakerText ?? "—"}`, s.content)
    if (!viaOk(s, p)) say("carrier missing", i, `${s.via.join("+")} / ${(p.via ?? []).join("+") || "—"}`, s.content)
    if (!kindOk(s, p)) say("kind", i, `${s.kind} / ${p.kind}`, s.content)
  })
  for (const j of left) say("too much", `+${j}`, pred[j].speaker ?? pred[j].speakerText ?? "—", pred[j].content?.quote ?? "")
}

function figures(g, m, say) {
  const {pred, of, close, directed, judge} = m.figures
  const left = new Set(m.figures.extra)
  g.figures.forEach((f, i) => {
    if (f.optional) return
    const j = of.get(i),
      words = f.evidence
    const gold = `${f.metric} ${f.value} ${f.unit}`
    if (j === undefined) {
      const other = [...left].find(
        (k) => close(Math.abs(pred[k].value), Math.abs(f.value)) && unitClass(pred[k].unit) !== unitClass(f.unit),
      )
      if (other === undefined) return say("not found", i, gold, words)
      left.delete(other)
      return say("unit", i, `${gold} / ${pred[other].unit}`, words)
    }
    const p = pred[j],
      ok = judge(f, p)
    for (const field of ["metric", "measure", "sign"])
      if (!ok[field]) say(field, i, `${gold} ${field === "sign" ? "" : f[field]} / ${field === "sign" ? p.value : p[field]}`, words)
    const [P, Q] = [f.parties ?? [], p.parties ?? []]
    const parties = `${gold} ${P.join(">")} / ${Q.join(">") || "—"}`
    if (!ok.parties) {
      const all = P.every((k) => Q.some((id) => m.same(k, id)))
      const surplus = Q.some((id) => !P.some((k) => m.same(k, id)))
      say(directed(f) && all ? "parties exchanged" : surplus ? "party wrong" : "party missing", i, parties, words)
    }
    const period = p.period?.edtf ?? p.period ?? null
    if (!ok.period) say(period ? "period wrong" : "period missing", i, `${gold} ${f.period} / ${period ?? "—"}`, words)
  })
  for (const j of left) say("too much", `+${j}`, `${pred[j].metric} ${pred[j].value} ${pred[j].unit}`, pred[j].evidence?.[0]?.quote ?? "")
}

#!/usr/bin/env node
// Scores records against gold reports.
//   node score/score.mjs --gold DIR [--gold DIR …] --records FILE.jsonl [--links LINKS.json] [--json] [--misses]
// DIR holds gold files as samples/gold/GUIDE.md describes them. FILE holds one record a line (docs/record-format.md), whose
// report.source ends in the gold id (g001.txt, g001.json or g001). LINKS.json is what the program says across reports; the gold for it is
// each DIR's own LINKS.json.  What the lines mean: README.md.  Exit 0; 2 when the input cannot be read.
import {existsSync, readFileSync} from "node:fs"
import {basename, join} from "node:path"
import {interval, overlaps, within} from "./edtf.mjs"
import {goldFiles, match, NO_RECORD, recordsById} from "./match.mjs"

const CORE = new Set("visit meeting call summit agreement sanction aid coerce assault mobilize cooperate".split(" "))
const args = process.argv.slice(2)
const all = (flag) => args.flatMap((a, i) => (a === flag ? [args[i + 1]] : []))
const golds = all("--gold"),
  recordsFile = all("--records")[0]
if (!golds.length || !recordsFile) {
  console.error("usage: score.mjs --gold DIR --records FILE.jsonl [--links LINKS.json] [--json] [--misses]")
  process.exit(2)
}
process.on("uncaughtException", (e) => {
  console.error(e.stack)
  process.exit(2)
})
const showMisses = args.includes("--misses")

const tally = () => ({tp: 0, gold: 0, pred: 0})
const prf = ({tp, gold, pred}) => {
  const p = pred ? tp / pred : gold ? 0 : 1,
    r = gold ? tp / gold : 1
  return {p, r, f1: p + r ? (2 * p * r) / (p + r) : 0, tp, gold, pred}
}
const T = {}
const t = (k) => (T[k] ??= tally())
const R = {}
const ratio = (k, ok) => {
  const x = (R[k] ??= {ok: 0, n: 0})
  x.n++
  if (ok) x.ok++
}
const misses = []
const itemOf = {event: new Map(), figure: new Map()} // 'g001#0' -> the gold item
const standsFor = {event: new Map(), figure: new Map()} // claim 'g001/e_…' -> 'g001#0', the gold item that it stands for; not where that is optional

// ---- input
const records = recordsById(readFileSync(recordsFile, "utf8"))
const files = golds.flatMap(goldFiles)
let missing = 0

for (const file of files.sort()) {
  const g = JSON.parse(readFileSync(file, "utf8"))
  const r = records.get(g.id)
  if (!r) {
    missing++
    misses.push(`${g.id}: no record`)
  }
  const rec = r ?? NO_RECORD
  const {pNames, clean, entities, events, statements, figures} = match(g, rec)

  // publication date
  const acc = interval(g.published?.accept ?? g.published?.edtf)
  if (acc) {
    const p = interval(rec.report?.published?.edtf)
    ratio("published right", p && within(p, acc))
    ratio("published compatible", p && overlaps(p, acc))
    if (!(p && within(p, acc)))
      misses.push(`${g.id}: published ${rec.report?.published?.edtf ?? "—"} for ${g.published.accept ?? g.published.edtf}`)
  }
  // cleaning
  if (r) {
    for (const b of g.boilerplate ?? []) if (clean.asked(b)) ratio("boilerplate removed", !clean.keeps(b))
    for (const e of [...g.events, ...g.figures]) ratio("article text kept", clean.keeps(e.evidence))
  }
  // entities
  {
    const {pred: pe, of, extra, kindOk} = entities
    const x = t("entities")
    x.pred += pe.length
    g.entities.forEach((e, i) => {
      const j = of.get(i)
      if (e.optional) {
        if (j !== undefined) x.pred--
        return
      }
      x.gold++
      if (j !== undefined && kindOk(e, pe[j])) x.tp++
      else misses.push(`${g.id}: entity ${e.kind} ${e.mentions[0]}`)
    })
    for (const j of extra) misses.push(`${g.id}: entity+ ${pe[j].kind} ${pNames(pe[j].id)[0]}`)
  }
  // events
  {
    const {pred: pe, of, extra, pwho, partF, turned, placeOk, timeOf, timeOk, statusOk} = events
    const bucket = (type) => (CORE.has(type) ? "core" : "verbal")
    const heading = new Map([...of].map(([i, j]) => [j, bucket(g.events[i].type)])) // a match counts under the gold type, also where another type is accepted
    pe.forEach((e, j) => {
      for (const k of ["found", "right"]) t(`events ${heading.get(j) ?? bucket(e.type)} ${k}`).pred++
    })
    g.events.forEach((e, i) => {
      const b = bucket(e.type),
        j = of.get(i)
      itemOf.event.set(`${g.id}#${i}`, e)
      if (e.optional) {
        if (j !== undefined) for (const k of ["found", "right"]) t(`events ${b} ${k}`).pred--
        return
      }
      t(`events ${b} found`).gold++
      t(`events ${b} right`).gold++
      if (j === undefined) {
        misses.push(`${g.id}: event ${e.type} ${e.participants.join("+")} @${e.place} ${e.time} «${e.evidence}»`)
        return
      }
      t(`events ${b} found`).tp++
      standsFor.event.set(`${g.id}/${pe[j].id}`, `${g.id}#${i}`)
      const p = pe[j],
        pf = partF(e, p),
        time = timeOf(e, p)
      ratio(`${b} participants F1≥.8`, pf >= 0.8)
      ratio(`${b} place`, placeOk(e, p))
      ratio(`${b} time`, timeOk(e, p))
      ratio(`${b} status`, statusOk(e, p))
      if (e.target?.length) ratio(`${b} actor and target`, !turned(e, p))
      if (pf >= 0.8 && !turned(e, p) && placeOk(e, p) && timeOk(e, p) && statusOk(e, p)) t(`events ${b} right`).tp++
      else
        misses.push(
          `${g.id}: event~ ${e.type} «${e.evidence.slice(0, 60)}» participants ${pf.toFixed(2)}${turned(e, p) ? " actor and target exchanged" : ""} place ${placeOk(e, p) ? "ok" : `${e.place}≠${pNames(p.place)[0]}`} time ${time} ${e.time}/${p.time?.edtf ?? p.time} status ${e.status}/${p.status}`,
        )
    })
    for (const j of extra)
      misses.push(
        `${g.id}: event+ ${pe[j].type} ${pwho(pe[j])
          .map((id) => pNames(id)[0])
          .join("+")} «${pe[j].evidence?.[0]?.quote ?? ""}»`,
      )
  }
  // statements
  {
    const {pred: ps, of, extra, speakerOk, viaOk, kindOk} = statements
    t("statements found").pred += ps.length
    t("statements right").pred += ps.length
    g.statements.forEach((s, i) => {
      const j = of.get(i)
      if (s.optional) {
        if (j !== undefined) for (const k of ["found", "right"]) t(`statements ${k}`).pred--
        return
      }
      t("statements found").gold++
      t("statements right").gold++
      if (j === undefined) {
        misses.push(`${g.id}: statement ${s.speaker ?? s.speakerText} «${s.content.slice(0, 70)}»`)
        return
      }
      t("statements found").tp++
      const p = ps[j]
      if (speakerOk(s, p)) t("statements right").tp++
      else
        misses.push(
          `${g.id}: statement~ speaker ${s.speaker ?? s.speakerText} / ${pNames(p.speaker)[0] ?? "—"} «${s.content.slice(0, 50)}»`,
        )
      if (s.via?.length) ratio("statement via", viaOk(s, p))
      ratio("statement kind", kindOk(s, p))
    })
    for (const j of extra)
      misses.push(`${g.id}: statement+ ${pNames(ps[j].speaker)[0] ?? "—"} «${(ps[j].content?.quote ?? "").slice(0, 70)}»`)
  }
  // figures
  {
    const {pred: pf, of, extra, judge} = figures
    t("figures found").pred += pf.length
    t("figures right").pred += pf.length
    g.figures.forEach((f, i) => {
      const j = of.get(i)
      itemOf.figure.set(`${g.id}#${i}`, f)
      if (f.optional) {
        if (j !== undefined) for (const k of ["found", "right"]) t(`figures ${k}`).pred--
        return
      }
      t("figures found").gold++
      t("figures right").gold++
      if (j === undefined) {
        misses.push(`${g.id}: figure ${f.metric} ${f.value} ${f.unit} ${f.period} «${f.evidence}»`)
        return
      }
      t("figures found").tp++
      standsFor.figure.set(`${g.id}/${pf[j].id}`, `${g.id}#${i}`)
      const p = pf[j],
        ok = judge(f, p)
      for (const [k, v] of Object.entries(ok)) ratio(`figure ${k}`, v)
      if (Object.values(ok).every(Boolean)) t("figures right").tp++
      else
        misses.push(
          `${g.id}: figure~ ${f.value} ${f.unit} ${Object.entries(ok)
            .filter(([, v]) => !v)
            .map(([k]) => k)
            .join(",")} (${f.metric} ${f.period} ${(f.parties ?? []).join(">")} / ${p.metric} ${p.period?.edtf ?? p.period})`,
        )
    })
    for (const j of extra)
      misses.push(`${g.id}: figure+ ${pf[j].metric} ${pf[j].value} ${pf[j].unit} «${pf[j].evidence?.[0]?.quote ?? ""}»`)
  }
}

// ---- across reports: pairs that belong together, of reports and of the gold items that claims stand for. A gold pair is missed where
// no claim stands for one of the two. Optional items and links, other claims and reports outside the gold directory count neither way.
const linksFile = all("--links")[0]
if (linksFile) {
  const L = {stories: [], copies: [], events: [], agreements: [], contradictions: [], ...JSON.parse(readFileSync(linksFile, "utf8"))}
  const goldId = new Map(
    [...records].flatMap(([id, r]) => [
      [r.report.id, id],
      [r.report.source, id],
    ]),
  )
  const rid = (x) => goldId.get(x) ?? basename(String(x)).replace(/\.(txt|json|html|md)$/, "")
  const pairs = (sets) =>
    new Set(sets.flatMap((set) => [...new Set(set)].sort().flatMap((a, i, s) => s.slice(i + 1).map((b) => `${a} = ${b}`))))
  /** Gold sets are { items: [{ ref, optional }], optional }, predicted ones lists of refs; `free` are sets whose pairs count neither way. */
  const comparePairs = (name, gold, predicted, free = []) => {
    const G = pairs(gold.filter((s) => !s.optional).map((s) => s.items.filter((x) => !x.optional).map((x) => x.ref)))
    const either = pairs([...gold.map((s) => s.items.map((x) => x.ref)), ...free])
    const P = new Set([...pairs(predicted)].filter((k) => G.has(k) || !either.has(k)))
    const x = t(name)
    x.gold += G.size
    x.pred += P.size
    for (const k of G) P.has(k) ? x.tp++ : misses.push(`${name}: missed ${k}`)
    for (const k of P) if (!G.has(k)) misses.push(`${name}: wrong ${k}`)
  }
  for (const dir of golds) {
    const goldLinks = join(dir, "LINKS.json")
    if (!existsSync(goldLinks)) continue
    const gold = {
      clusters: [],
      copies: [],
      sameEvents: [],
      lifeCycles: [],
      agreements: [],
      contradictions: [],
      ...JSON.parse(readFileSync(goldLinks, "utf8")),
    }
    const reports = new Set(goldFiles(dir).map((f) => basename(f, ".json"))),
      here = (ref) => reports.has(ref?.split("#")[0])
    const refOf = (c, kind) => standsFor[kind].get(`${rid(c.report)}/${c[kind]}`)
    const refs = (claims, kind) => (claims ?? []).map((c) => refOf(c, kind)).filter(here)
    const setOf = (s, list, kind) => ({
      optional: s.optional,
      items: list.map((x) => ({ref: x[kind], optional: x.optional || itemOf[kind].get(x[kind])?.optional})),
    })

    comparePairs(
      "across stories",
      gold.clusters.filter((c) => c.scope === "story").map((c) => ({...c, items: c.reports.map((ref) => ({ref}))})),
      L.stories.map((s) => s.reports.map(rid).filter(here)),
    )
    const copies = L.copies.map((c) => [rid(c.original), rid(c.copy)]).filter((c) => c.every(here))
    comparePairs(
      "across copies",
      gold.copies.map((c) => ({...c, items: [{ref: c.original}, {ref: c.copy}]})),
      copies,
    )
    for (const c of gold.copies) {
      const told = copies.filter((x) => x.includes(c.original) && x.includes(c.copy))
      if (told.length)
        ratio(
          "copy direction",
          told.every((x) => x[0] === c.original),
        )
    }
    // the states of one life may be one event or several, as where a visit took place long after it was put off
    comparePairs(
      "across events",
      gold.sameEvents.map((s) => setOf(s, s.events, "event")),
      L.events.map((e) => refs(e.claims, "event")),
      gold.lifeCycles.map((l) => l.states.map((s) => s.event)),
    )
    for (const k of ["agreements", "contradictions"])
      comparePairs(
        `across ${k}`,
        gold[k].map((s) => setOf(s, s.figures, "figure")),
        L[k].map((s) => refs(s.figures, "figure")),
      )

    // lives: the changes from one status to the next. Gold states of one status in a row are one step, which any of their claims may
    // tell. The predicted life that has most of the steps in order is compared; whatever else it tells is wrong.
    for (const life of gold.lifeCycles.filter((l) => !l.optional)) {
      const steps = []
      for (const s of life.states) s.status === steps.at(-1)?.[0].status ? steps.at(-1).push(s) : steps.push([s])
      const statuses = (s) => [s.status, ...(itemOf.event.get(s.event)?.accept?.status ?? [])]
      const stepOf = (x) => steps.findIndex((step) => step.some((s) => s.event === refOf(x, "event") && statuses(s).includes(x.status)))
      const rising = (told) => {
        const n = []
        told.forEach((k, i) => {
          n[i] = k < 0 ? 0 : 1 + Math.max(0, ...n.filter((_, j) => told[j] < k))
        })
        return Math.max(...n)
      }
      const best = L.events
        .map((e) =>
          (e.life ?? [])
            .filter((x) => here(refOf(x, "event")))
            .map(stepOf)
            .filter((k, i, told) => k < 0 || k !== told[i - 1]),
        )
        .filter((told) => told.some((k) => k >= 0))
        .map((told) => ({right: rising(told) - 1, told: told.length - 1}))
        .sort((a, b) => b.right - a.right || a.told - b.told)[0] ?? {right: 0, told: 0}
      const x = t("across lives")
      x.gold += steps.length - 1
      x.tp += best.right
      x.pred += best.told
      if (best.right < Math.max(steps.length - 1, best.told))
        misses.push(`across lives: ${life.key} ${best.right} of ${steps.length - 1} changes, ${best.told} told`)
    }
  }
}

const out = {reports: files.length, missing, f1: Object.fromEntries(Object.entries(T).map(([k, v]) => [k, prf(v)])), ratios: R}
if (args.includes("--json")) console.log(JSON.stringify(out, null, 2))
else {
  console.log(`reports ${files.length}, without a record ${missing}`)
  const pc = (x) => (100 * x).toFixed(1).padStart(6)
  console.log("                          precision recall     F1   (right / gold / predicted)")
  for (const [k, v] of Object.entries(out.f1).sort())
    console.log(`${k.padEnd(26)}${pc(v.p)} ${pc(v.r)} ${pc(v.f1)}   (${v.tp} / ${v.gold} / ${v.pred})`)
  for (const [k, v] of Object.entries(R).sort()) console.log(`${k.padEnd(26)}${pc(v.ok / v.n)}                 (${v.ok} / ${v.n})`)
}
if (showMisses) console.error(misses.join("\n"))

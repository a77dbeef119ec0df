// Which item of a record stands for which item of the gold, and which of its fields are right: what the score counts (score.mjs) and what
// the causes of misses are worked out from (causes.mjs).
import {readdirSync} from "node:fs"
import {basename, join} from "node:path"
import {compare} from "./edtf.mjs"

// ---- text comparison: Arabic letters folded, everything but letters and digits a space
export const fold = (s) =>
  (s ?? "")
    .normalize("NFKC")
    .replace(/[\u064B-\u065F\u0670\u0640\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ؤ/g, "و")
    .replace(/ئ/g, "ي")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
const words = (s) => fold(s).split(" ").filter(Boolean)
const bare = (w) => w.replace(/^(?:[وف]?(?:ب?ال|لل|[بلك])|[وف])(?=.{3})/, "")
const bag = (s) => new Set(words(s).map(bare))
const sameName = (a, b) => {
  const x = bag(a),
    y = bag(b)
  if (!x.size || !y.size) return false
  const [small, big] = x.size <= y.size ? [x, y] : [y, x]
  return [...small].every((w) => big.has(w))
}
/** Character span of a quotation in a text, both folded; null when it is not there. */
export const spanIn = (foldedText, quote) => {
  const q = fold(quote)
  if (!q) return null
  const i = foldedText.indexOf(q)
  return i < 0 ? null : [i, i + q.length]
}
export const inter = (a, b) => Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]))
const iou = (a, b) => {
  const i = inter(a, b)
  return i / (a[1] - a[0] + b[1] - b[0] - i)
}

// ---- units: money, per cent, physical measures and durations must agree; whatever is counted (people, drones, agreements) is one class
const PHYSICAL = /^(m3|bcm|bbl|boe|t|kg|km2?|ha|m|mw|gw|mwh|gwh|twh|kwh|btu|mmbtu)(\/.*)?$/i
export const unitClass = (u) => {
  const s = (u ?? "").trim()
  return /^[A-Z]{3}$/.test(s) || s === "%"
    ? s
    : PHYSICAL.test(s)
      ? s.toLowerCase().replace(/\/.*/, "")
      : /^(year|month|week|day|hour|minute)s?$/.test(s)
        ? s.replace(/s$/, "")
        : "count"
}

// ---- greedy one-to-one assignment by descending affinity
function assign(gold, pred, affinity) {
  const pairs = []
  gold.forEach((g, i) => {
    pred.forEach((p, j) => {
      const a = affinity(g, p)
      if (a > 0) pairs.push([a, i, j])
    })
  })
  pairs.sort((a, b) => b[0] - a[0])
  const gi = new Map(),
    pj = new Set()
  for (const [, i, j] of pairs)
    if (!gi.has(i) && !pj.has(j)) {
      gi.set(i, j)
      pj.add(j)
    }
  return {of: gi, extra: pred.map((_, j) => j).filter((j) => !pj.has(j))}
}

/// The gold files of a directory.
export const goldFiles = (dir) =>
  readdirSync(dir)
    .filter((name) => /^[a-z]+-?\d+\.json$/.test(name))
    .sort()
    .map((name) => join(dir, name))

/// Records, one a line, by the gold id that their source ends in.
export function recordsById(lines) {
  const records = lines
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line))
  return new Map(records.map((r) => [basename(r.report.source ?? r.report.id ?? "").replace(/\.(txt|json|html|md)$/, ""), r]))
}

/// What stands for a report that was not read.
export const NO_RECORD = {report: {}, entities: [], events: [], statements: [], figures: []}

/// The gold of a report beside its record. Each family says what was predicted (`pred`), which of it stands for which gold item (`of`,
/// places), and what is left over (`extra`, places).
export function match(g, rec) {
  const text = fold(g.text)
  const gEnt = new Map(g.entities.map((e) => [e.key, e]))
  const pEnt = new Map((rec.entities ?? []).map((e) => [e.id, e]))
  const pNames = (id) => {
    const e = pEnt.get(id)
    return e ? [...(e.mentions ?? []).map((m) => m.quote), e.name?.ar, e.name?.en].filter(Boolean) : []
  }
  const gNames = (key) => {
    const e = gEnt.get(key)
    return e ? [...e.mentions, e.en, e.ar].filter(Boolean) : [key]
  }
  // A predicted entity stands for the one gold entity that fits its names best: most names equal, then kind; names that only
  // contain one another («China» in «Customs of China») count where none is equal.
  const bagKey = (s) => [...bag(s)].sort().join(" ")
  const fitOf = (key, e) => {
    const G = gNames(key),
      keys = new Set(G.map(bagKey)),
      P = pNames(e.id)
    const equal = new Set(P.map(bagKey).filter((b) => b && keys.has(b))).size
    const score = equal ? 1 + equal : G.some((a) => P.some((b) => sameName(a, b))) ? 1 : 0
    return score && score + (gEnt.get(key)?.kind === e.kind ? 0.5 : 0)
  }
  const home = new Map(
    [...pEnt.values()].map((e) => {
      const fits = g.entities.map((x) => [x.key, fitOf(x.key, e)]),
        best = Math.max(...fits.map((f) => f[1]))
      return [e.id, new Set(best ? fits.filter((f) => f[1] === best).map((f) => f[0]) : [])]
    }),
  )
  const same = (key, id) => home.get(id)?.has(key) ?? false
  /// Whether one name of both is the same, word for word.
  const shareName = (key, id) => {
    const keys = new Set(gNames(key).map(bagKey))
    return pNames(id).some((name) => bagKey(name) && keys.has(bagKey(name)))
  }
  const cleaned = fold(rec.report?.text)
  const clean = {
    /// Lines of a few letters may be words of the report too: they are not asked for.
    asked: (line) => fold(line).length >= 8,
    keeps: (words) => cleaned.includes(fold(words)),
  }
  const sides = {g, rec, text, same, pEnt}
  return {
    text,
    same,
    gEnt,
    pEnt,
    gNames,
    pNames,
    shareName,
    clean,
    entities: matchEntities(sides),
    events: matchEvents(sides),
    statements: matchStatements(sides),
    figures: matchFigures(sides),
  }
}

function matchEntities({g, pEnt, same}) {
  const pred = [...pEnt.values()].filter((e) => ["person", "organization", "country", "place"].includes(e.kind))
  const kindOk = (ge, pe) =>
    [ge.kind, ...(ge.accept?.kind ?? []), ...(["country", "place"].includes(ge.kind) ? ["country", "place"] : [])].includes(pe.kind)
  return {pred, kindOk, ...assign(g.entities, pred, (x, y) => (same(x.key, y.id) ? 1 + (x.kind === y.kind ? 1 : 0) : 0))}
}

function matchEvents({g, rec, text, same}) {
  const spans = (e) => [e.evidence, ...(e.also ?? [])].map((q) => spanIn(text, q)).filter(Boolean)
  const pspans = (e) => (e.evidence ?? []).map((m) => spanIn(text, m.quote)).filter(Boolean)
  const who = (e) => [...(e.participants ?? []), ...(e.target ?? [])]
  const pwho = (e) => (e.participants ?? []).map((p) => p.entity ?? p)
  const partF = (ge, pe) => {
    const G = who(ge),
      P = pwho(pe)
    if (!G.length && !P.length) return 1
    const tp = G.filter((k) => P.some((id) => same(k, id))).length
    const pr = P.length ? P.filter((id) => G.some((k) => same(k, id))).length / P.length : 0,
      rc = G.length ? tp / G.length : 0
    return pr + rc ? (2 * pr * rc) / (pr + rc) : 0
  }
  // the one acted upon told as the actor, or the actor as the one acted upon; not where each side does it to the other
  const turned = (ge, pe) =>
    ge.target?.length > 0 &&
    (pe.participants ?? []).some(
      (p) =>
        (p.role === "actor" && ge.target.some((k) => !ge.participants.includes(k) && same(k, p.entity))) ||
        (p.role === "target" && ge.participants.some((k) => !ge.target.includes(k) && same(k, p.entity))),
    )
  const placeOk = (ge, pe) =>
    ge.place == null ||
    [ge.place, ...(ge.accept?.place ?? [])].some((k) => (k == null ? pe.place == null : pe.place != null && same(k, pe.place)))
  const RANK = ["wrong", "coarse", "close", "same"]
  const timeOf = (ge, pe) =>
    RANK[Math.max(...[ge.time, ...(ge.accept?.time ?? [])].map((x) => RANK.indexOf(compare(pe.time?.edtf ?? pe.time, x))))]
  const typeOk = (ge, pe) => ge.type === pe.type || (ge.accept?.type ?? []).includes(pe.type)
  const statusOk = (ge, pe) => ge.status === pe.status || (ge.accept?.status ?? []).includes(pe.status)
  const affinity = (ge, pe) => {
    if (!typeOk(ge, pe)) return 0
    const touch = spans(ge).some((a) => pspans(pe).some((b) => inter(a, b) > 0)) ? 1 : 0
    const pf = partF(ge, pe)
    const time = timeOf(ge, pe)
    if (!touch && !(pf >= 0.5 && time !== "wrong")) return 0
    return touch + pf + (placeOk(ge, pe) ? 0.5 : 0) + (time === "same" ? 0.5 : time === "wrong" ? 0 : 0.25)
  }
  const pred = rec.events ?? []

  const timeOk = (ge, pe) => ["same", "close"].includes(timeOf(ge, pe))
  return {pred, spans, pspans, who, pwho, partF, turned, placeOk, timeOf, timeOk, typeOk, statusOk, ...assign(g.events, pred, affinity)}
}

function matchStatements({g, rec, text, same}) {
  const pred = rec.statements ?? []
  const pspans = pred.map((s) => spanIn(text, s.content?.quote))
  const spans = g.statements.map((s) => spanIn(text, s.content))
  const a = assign(
    g.statements.map((s, i) => ({s, span: spans[i]})),
    pred.map((s, j) => ({s, span: pspans[j]})),
    (x, y) => (x.span && y.span && iou(x.span, y.span) >= 0.5 ? iou(x.span, y.span) : 0),
  )
  const speakerOk = (s, p) => [s.speaker, ...(s.accept?.speaker ?? [])].some((k) => (k ? p.speaker && same(k, p.speaker) : !p.speaker))
  const viaOk = (s, p) => !s.via?.length || s.via.some((v) => (p.via ?? []).some((id) => same(v, id)))
  const kindOk = (s, p) => p.kind === s.kind || (s.accept?.kind ?? []).includes(p.kind)
  return {pred, spans, pspans, speakerOk, viaOk, kindOk, ...a}
}

function matchFigures({g, rec, same}) {
  const pred = rec.figures ?? []
  const close = (a, b) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
  const a = assign(g.figures, pred, (x, y) =>
    close(Math.abs(y.value), Math.abs(x.value)) && unitClass(y.unit) === unitClass(x.unit)
      ? 1 +
        (x.metric === y.metric ? 0.5 : 0) +
        (x.measure === y.measure ? 0.5 : 0) +
        (compare(y.period?.edtf ?? y.period, x.period) === "same" ? 0.5 : 0)
      : 0,
  )
  /// Whether exports are told, which run from one to the other.
  const directed = (f) => [f.metric, ...(f.accept?.metric ?? [])].includes("exports") && f.parties?.length === 2
  /// Which of its fields are right.
  const judge = (f, p) => {
    const among = (k, v) => [f[k], ...(f.accept?.[k] ?? [])].includes(v)
    const periods = [f.period, ...(f.accept?.period ?? [])].map((x) => compare(p.period?.edtf ?? p.period, x))
    const P = f.parties ?? [],
      Q = p.parties ?? []
    return {
      metric: among("metric", p.metric),
      measure: among("measure", p.measure),
      sign: Math.sign(p.value) === Math.sign(f.value),
      period: f.period == null || periods.some((x) => x === "same" || x === "close"),
      parties: P.every((k, n) => (directed(f) ? same(k, Q[n]) : Q.some((id) => same(k, id)))),
    }
  }
  return {pred, close, directed, judge, ...a}
}

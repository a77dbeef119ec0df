import type {Marks} from "../../annotate/index.ts"
import type {Word} from "../../lang/index.ts"
import {NUMBER, PUNCT, WORD, civilOf, type DayRange} from "../../model/index.ts"
import {BEHIND, PART, lasts, traitsOf, type DatedEvent, type DatedFacts, type EventName} from "./facts.ts"
import {isBefore, isBehind, isDone, isHoped, tenseAt, type Happening, type Named, type Scene, type Tense, type Told} from "./scene.ts"

/// The parts of a name stand no farther apart than this, in words.
const NAME_REACH = 20

/// A happening whose day is known, where the text names it.
export type KnownDay = {
  readonly from: number
  readonly to: number
  readonly sentence: number
  readonly range: DayRange
  readonly en: string
}

/// The happenings of the knowledge base that a text names and that can only be one: «الغزو الروسي لأوكرانيا».
export function knownDays(marks: Marks, facts: DatedFacts): KnownDay[] {
  const out: KnownDay[] = []
  for (const n of FOUND.get(marks) ?? findEvents(marks, facts, ownTraits(marks, facts))) {
    const e = n.events.length === 1 ? facts.events[n.events[0] as number] : undefined
    if (e && !e.yearly && e.kind !== "visit" && e.kind !== "planned")
      out.push({from: n.from, to: n.to, sentence: n.sentence, range: e.range, en: e.en})
  }
  return out
}

function ownTraits({tokens, words}: Marks, facts: DatedFacts): Uint16Array {
  const own = new Uint16Array(tokens.count)
  for (let i = 0; i < own.length; i++)
    if (tokens.kind[i] === WORD) own[i] = traitsOf(words[i] as Word, facts).own
    else if (tokens.kind[i] === NUMBER && facts.partsAt(tokens.folded[i] as string)) own[i] = PART
  return own
}

/// What was found for the day of publication serves the days of acts as well.
const FOUND = new WeakMap<Marks, readonly Named[]>()

/// Every name of a dated event: one walk, each word looked up with and without its attached particles.
export function findEvents(marks: Marks, facts: DatedFacts, own: Uint16Array): readonly Named[] {
  const found = walkFor(marks, facts, own)
  FOUND.set(marks, found)
  return found
}

function walkFor(marks: Marks, facts: DatedFacts, own: Uint16Array): readonly Named[] {
  const {tokens, sentences} = marks
  const {spots} = facts
  const out: Named[] = []
  for (let n = 0; n < sentences.length; n++) {
    const s = sentences[n] as {from: number; to: number}
    const walk = ++spots.walks
    let byName: Map<EventName, Named> | undefined
    for (let i = s.from; i < s.to; i++) {
      if (!((own[i] as number) & PART)) continue
      const open = facts.partsAt(tokens.folded[i] as string)
      if (!open) continue
      for (const part of open) {
        let k = i + 1
        let fits = true
        for (let w = 1; w < part.words.length && fits; w++) {
          while (k < s.to && tokens.kind[k] === PUNCT && !/[.؟!؛:]/.test(tokens.folded[k] as string) && k < i + 12) k++
          const here = k < s.to ? (tokens.folded[k] as string) : ""
          const want = part.words[w] as string
          fits =
            here === want ||
            (here.length === want.length + 1 && here.length > 2 && here.endsWith(want) && "وبلف".includes(here[0] as string))
          k++
        }
        if (!fits) continue
        spots.from[part.part] = i
        spots.to[part.part] = k
        spots.walk[part.part] = walk
        const names = facts.namesOf[part.part] as readonly EventName[]
        const rests = facts.restOf[part.part] as Int32Array
        for (let m = 0; m < names.length; m++) {
          if (spots.walk[rests[m] as number] !== walk) continue
          const name = names[m] as EventName
          const {parts} = name
          let at = i
          let to = k
          let near = true
          for (let x = 0; x < parts.length && near; x++) {
            const p = parts[x] as number
            const first = spots.from[p] as number
            near = spots.walk[p] === walk && i - first <= NAME_REACH
            // One word is not two parts of a name.
            for (let z = 0; z < x && near; z++) near = spots.from[parts[z] as number] !== first
            if (first < at) at = first
            if ((spots.to[p] as number) > to) to = spots.to[p] as number
          }
          if (!near) continue
          byName ??= new Map()
          const old = byName.get(name)
          if (old && old.to - old.from <= to - at) continue
          byName.set(name, {events: [name.event], from: at, to, sentence: n, quote: marks.text.slice(tokens.start[at], tokens.end[to - 1])})
        }
      }
    }
    if (!byName) continue
    // Rows that share a name are one mention of several events.
    // Of names for one event that overlap, the shorter span stands.
    const here: {events: number[]; from: number; to: number; sentence: number; quote: string}[] = []
    for (const x of [...byName.values()].sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
      const same = here.find(
        (h) => h.from < x.to && x.from < h.to && ((h.from === x.from && h.to === x.to) || h.events.some((e) => x.events.includes(e))),
      )
      if (same)
        for (const e of x.events) {
          if (!same.events.includes(e)) same.events.push(e)
        }
      else here.push({...x, events: [...x.events]})
    }
    out.push(...here)
  }
  return out
}

/// A date this near a name, in words, may be its date; one that counts from the publication stands nearer.
export const NEAR_EVENT = 10
export const COUNTED_BEFORE = 2
export const COUNTED_AFTER = 4

/// «التقى بالرئيس الصيني بعد أيام من رحلات إلى موسكو»: another journey than the name's.
function isParted({plain}: Omit<Scene, "happenings">, e: Named): boolean {
  for (let i = e.from + 1; i < e.to; i++) if ((plain[i] as number) & BEHIND) return true
  return false
}

/// Nobody speaks of it before it is there.
export const isSudden = (x: DatedEvent): boolean => x.kind === "news" || lasts(x)

/// A name whose parts stand farther apart than this, in words, may be of several things.
export const CLOSE = 8

/// «انضمت فنلندا إلى الناتو», not «طلب انضمام فنلندا» and not «قالت إن فنلندا قد تنضم».
function isTaken(scene: Pick<Scene, "marks">, e: Named): boolean {
  if (e.to - e.from > CLOSE) return false
  for (let i = e.from; i < e.to; i++) if (isDone(scene, i)) return true
  return false
}

export function readHappenings(scene: Omit<Scene, "happenings">): Happening[] {
  const {facts, told} = scene
  const bySentence = new Map<number, Told[]>()
  for (const t of told) {
    const at = bySentence.get(t.sentence)
    if (at) at.push(t)
    else bySentence.set(t.sentence, [t])
  }
  return scene.named
    .filter((e) => facts.events[e.events[0] as number]?.kind !== "yearly")
    .filter((e) => facts.events[e.events[0] as number]?.kind !== "visit" || !isParted(scene, e))
    .flatMap((e): Happening[] => {
      const near = (bySentence.get(e.sentence) ?? []).filter(
        (t) => (t.date.from >= e.to ? t.date.from - e.to : t.date.to <= e.from ? e.from - t.date.to : 0) <= NEAR_EVENT,
      )
      let among = e.events.map((n) => facts.events[n] as DatedEvent).filter((x) => x.kind !== "yearly")
      const behind = isBehind(scene, e)
      let tense: Tense = behind ? "past" : isBefore(scene, e) ? "none" : tenseAt(scene, {...e, inside: true}, e.sentence)
      let agrees = false
      // A date beside the name tells which of several is meant, and that it is this one.
      for (const t of near) {
        const said = t.date.said
        const at = said.is === "between" ? said.last : said.is === "part" || said.is === "since" ? said.of : said
        if (at.is !== "date" || at.hijri || (at.m === undefined && at.y === undefined)) continue
        const fits = among.filter((x) => {
          const [c, l] = [civilOf(x.range.first), civilOf(x.range.last)]
          return (
            (at.y === undefined || at.y === c.y) &&
            (at.m === undefined || at.m === c.m || at.m === l.m) &&
            (at.m === undefined || at.d === undefined || Math.abs(at.d - l.d) <= 2 || Math.abs(at.d - c.d) <= 2)
          )
        })
        if (fits.length === 0) continue
        among = fits
        agrees ||= at.m !== undefined
        if (at.m !== undefined && t.tense !== "none" && !behind) tense = t.tense
      }
      if (!agrees && !behind && among.some((x) => x.kind === "awaited") && !isTaken(scene, e)) return []
      if (!agrees && among.every(isSudden) && isHoped(scene, e)) return []
      return [{...e, among, tense, behind, agrees, near}]
    })
}

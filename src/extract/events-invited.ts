import type {Marks} from "../annotate/index.ts"
import {type Mention, PUNCT, type Span} from "../model/index.ts"
import {itemAt} from "../support/index.ts"
import type {Filler, RawEvent, Role} from "./events-model.ts"

const INVITING = new Set(["بدعوه", "وبدعوه", "لدعوه", "دعوه"])
/// «تلبية لدعوة», «استجابة لدعوة»
const ANSWERING = new Set(["تلبيه", "استجابه"])
/// «لدعوة وجهها إليه أمير قطر»
const SENT = new Set(["وجهها", "وجهتها"])
const TO_HIM = new Set(["اليه", "اليها", "اليهم", "له", "لها"])
const REACH = 30
/// «قبل دعوة رئيس الوزراء», «تلقى دعوة من الملك»: who is asked to come.
const RECEIVING = new Set("قبل تلقي تسلم لبي استجاب رفض اعتذر".split(" "))
/// «سلم الأمير دعوة من الملك»: whom it is brought to.
const BRINGING = new Set("سلم نقل حمل ابلغ".split(" "))
/// «يحضر المنتدى بدعوة من …»
const ATTENDING = /^summit\.verb\.(?:حضر|شارك)$/

/// «يصل الرئيس إلى مينسك الأحد بدعوة من نظيره ألكسندر لوكاشينكو»: who asked those to come of whose visit the sentence tells. The invitation
/// has no day but that of the visit, which is not its own.
export function invitations(marks: Marks, events: readonly RawEvent[]): RawEvent[] {
  const {tokens, mentions} = marks
  const out: RawEvent[] = []
  for (const m of mentions) {
    const at = invitingBefore(marks, m)
    if (at < 0) continue
    const guests = guestsAt(marks, events, at, m.index)
    if (guests.length === 0) continue
    const fillers: {role: Role; filler: Filler}[] = [{role: "actor", filler: {kind: "mention", mention: m.index, rel: "من"}}]
    for (const filler of guests) fillers.push({role: "target", filler})
    const evidence: Span = {start: tokens.start[at] as number, end: tokens.end[m.to - 1] as number}
    out.push({
      type: "request",
      frame: "request.invited.دعوة",
      predicate: -1,
      token: at,
      sentence: marks.sentenceAt[at] as number,
      status: "",
      fillers,
      own: 1,
      place: -1,
      date: -1,
      main: at,
      evidence,
      confidence: 0.6,
      why: [{step: "frame", says: "request.invited.دعوة: «بدعوة من …»"}],
      deed: undefined,
      counted: undefined,
    })
  }
  return out
}

/// An invitation told by its noun is for who takes it.
export function invited({predicates}: Marks, event: RawEvent): RawEvent {
  const noun = event.type === "request" ? itemAt(predicates, event.predicate) : undefined
  const over = noun?.cls === "n" && noun.lemma === "دعوه" ? itemAt(predicates, noun.governor) : undefined
  if (over?.cls !== "v" || event.fillers.some((f) => f.role === "target")) return event
  const rel = RECEIVING.has(over.lemma) ? "subj" : BRINGING.has(over.lemma) && noun?.governorRel !== "subj" ? "obj" : ""
  const used = new Set(event.fillers.map((f) => (f.filler.kind === "mention" ? f.filler.mention : -1)))
  const guests = over.args.filter((a) => a.rel === rel && a.mention >= 0 && !used.has(a.mention))
  if (guests.length === 0) return event
  const targets = guests.map((a) => ({role: "target" as Role, filler: {kind: "mention" as const, mention: a.mention, rel}}))
  return {...event, fillers: [...event.fillers, ...targets]}
}

/// The word of inviting right before who invites, over what it is called and by whom it was sent; -1 for none.
function invitingBefore({tokens, words}: Marks, m: Mention): number {
  if ((m.kind === "place" && m.prep !== "من") || m.joined) return -1
  let at = m.from - 1
  if (tokens.folded[at] === "من") at--
  else if (TO_HIM.has(tokens.folded[at] ?? "") || SENT.has(tokens.folded[at] ?? "")) {
    if (TO_HIM.has(tokens.folded[at] ?? "")) at--
    if (!SENT.has(tokens.folded[at] ?? "")) return -1
    at--
  }
  if (words[at]?.nouns.length && words[at]?.nouns.every((r) => r.lemma.pos === "adj")) at--
  const word = itemAt(tokens.folded, at)
  if (at < 0 || !word || tokens.kind[m.from - 1] === PUNCT || !INVITING.has(word)) return -1
  const before = tokens.folded[at - 1] ?? ""
  return (word === "لدعوه" && !ANSWERING.has(before)) || (word === "دعوه" && before !== "علي") ? -1 : at
}

/// Those who come: the visitors told last before in the sentence.
function guestsAt({sentenceAt}: Marks, events: readonly RawEvent[], at: number, inviter: number): readonly Filler[] {
  for (let n = events.length - 1; n >= 0; n--) {
    const e = events[n] as RawEvent
    if (!(e.type === "visit" || ATTENDING.test(e.frame)) || e.token > at || e.sentence !== sentenceAt[at] || at - e.token > REACH) continue
    return e.fillers.flatMap(({role, filler}) =>
      role === "actor" && !(filler.kind === "mention" && filler.mention === inviter) ? [filler] : [],
    )
  }
  return []
}

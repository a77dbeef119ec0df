/// A type of event: PLOVER's ontology (Open Event Data Alliance, 2021), its CONSULT split by mode, with the nearest CAMEO code.
export type EventType = {
  readonly name: string
  readonly says: string
  readonly plover: {readonly type: string; readonly mode: string | null}
  readonly cameo: string
  /// Core types are told from facts alone; verbal ones are acts of speech and stance.
  readonly family: "core" | "verbal"
  /// Whether both sides do the same thing (a meeting) or one does it to the other (an accusation).
  readonly mutual: boolean
  /// Words for a reader: Arabic and English.
  readonly label: {readonly ar: string; readonly en: string}
}

const define = (
  name: string,
  family: "core" | "verbal",
  mutual: boolean,
  plover: string,
  mode: string | null,
  cameo: string,
  ar: string,
  says: string,
): EventType => ({
  name,
  says,
  family,
  mutual,
  cameo,
  plover: {type: plover, mode},
  label: {ar, en: name},
})

export const EVENT_TYPES = [
  define("visit", "core", false, "CONSULT", "visit", "042", "زيارة", "An official or delegation travels to a country or city."),
  define("meeting", "core", true, "CONSULT", null, "043", "لقاء", "Talks in person between named parties."),
  define(
    "call",
    "core",
    true,
    "CONSULT",
    "phone",
    "041",
    "اتصال",
    "A conversation by phone or video, or an exchange of letters or messages.",
  ),
  define(
    "summit",
    "core",
    true,
    "CONSULT",
    "multilateral",
    "046",
    "قمة",
    "A summit, forum, conference or council session is held or attended.",
  ),
  define(
    "agreement",
    "core",
    true,
    "AGREE",
    null,
    "057",
    "اتفاق",
    "An agreement, memorandum, contract or joint declaration is signed or concluded.",
  ),
  define(
    "cooperate",
    "core",
    true,
    "COOPERATE",
    null,
    "060",
    "تعاون",
    "Joint exercise or project, resumed relations, extradition, deliveries under contract.",
  ),
  define("aid", "core", false, "AID", null, "070", "مساعدة", "Economic, military or humanitarian aid is given or pledged."),
  define(
    "sanction",
    "core",
    false,
    "SANCTION",
    null,
    "163",
    "عقوبات",
    "Sanctions, embargo, boycott, expulsion of diplomats, cutting of relations.",
  ),
  define("mobilize", "core", false, "MOBILIZE", null, "150", "حشد", "Troop or weapons deployment, mobilisation, military readiness."),
  define("coerce", "core", false, "COERCE", null, "170", "إكراه", "Arrest, warrant, seizure, ban, crackdown."),
  define("assault", "core", false, "ASSAULT", null, "190", "هجوم", "Armed attack, invasion, incursion, bombing, battle."),
  define("support", "verbal", false, "SUPPORT", null, "051", "تأييد", "An actor backs, praises or pledges support to another."),
  define(
    "concede",
    "verbal",
    false,
    "CONCEDE",
    null,
    "080",
    "تنازل",
    "Easing of sanctions, cease-fire accepted, prisoners released, demand accepted.",
  ),
  define("request", "verbal", false, "REQUEST", null, "020", "طلب", "Asks, appeals, proposes, invites, demands."),
  define(
    "accuse",
    "verbal",
    false,
    "ACCUSE",
    null,
    "112",
    "اتهام",
    "Criticises, blames, condemns, accuses, complains, opens an investigation.",
  ),
  define("reject", "verbal", false, "REJECT", null, "120", "رفض", "Refuses, denies, vetoes, declines."),
  define("threaten", "verbal", false, "THREATEN", null, "130", "تهديد", "Warns of or threatens action."),
  define("protest", "verbal", false, "PROTEST", null, "140", "احتجاج", "Demonstrations, strikes."),
  define("retreat", "verbal", false, "RETREAT", null, "087", "انسحاب", "Withdrawal, surrender."),
] as const satisfies readonly EventType[]

const byName = new Map<string, EventType>(EVENT_TYPES.map((t) => [t.name, t]))

export function eventType(name: string): EventType {
  const found = byName.get(name)
  if (!found) throw new Error(`no event type "${name}": expected one of ${[...byName.keys()].join(", ")}`)
  return found
}

import type {AnyClaim} from "../store.ts"

/// Who has a part in a claim, and which.
export function partsOf({family, claim}: AnyClaim): readonly (readonly [entity: string, role: string])[] {
  switch (family) {
    case "event":
      return [
        ...claim.participants.map((p) => [p.entity, p.role] as const),
        ...claim.attribution.map((a) => [a, "attribution"] as const),
        ...(claim.place ? [[claim.place, "place"] as const] : []),
      ]
    case "statement":
      return [...(claim.speaker ? [[claim.speaker, "speaker"] as const] : []), ...claim.via.map((v) => [v, "via"] as const)]
    case "figure":
      return [...claim.parties.map((p) => [p, "party"] as const), ...claim.source.map((s) => [s, "source"] as const)]
  }
}

/// Each once, in the order of their ids.
export const entitiesIn = (claim: AnyClaim): string[] => [...new Set(partsOf(claim).map(([entity]) => entity))].sort()

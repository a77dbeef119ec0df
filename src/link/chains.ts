import type {Copy} from "./copies.ts"
import type {Traits} from "./traits.ts"

/// A chain of transmission: from who said it first to where it was read last. Ids of entities, names of outlets; a report that
/// names nobody stands for itself.
export type Chain = readonly string[]

/// The chain of one claim: whom the text credits for it, the agencies the report credits for itself, the outlet that printed it.
/// Of a copy: the chain of what was copied, and then the copier.
export function chainOf(
  claim: {readonly by: readonly string[]; readonly sentence: number},
  report: Traits,
  copies: ReadonlyMap<string, Copy>,
  reportOf: (id: string) => Traits | undefined,
): Chain {
  const own = report.outlet ?? report.report
  const copy = copies.get(report.report)
  const original = copy && reportOf(copy.original)
  // What a copy adds of its own is its own.
  const twin = copy?.sentences.find(([, j]) => j === claim.sentence)
  if (original && twin) {
    const before = chainOf({by: claim.by, sentence: twin[0]}, original, copies, reportOf)
    return unique([...before, ...report.agencies, own])
  }
  return unique([...claim.by, ...report.agencies, own])
}

const unique = (chain: readonly string[]): string[] => [...new Set(chain)]

/// Chains with different roots are independent: copies and a common agency count once.
export const independentSources = (chains: readonly Chain[]): number => new Set(chains.map((c) => c[0])).size

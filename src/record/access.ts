import type {Piece, Slice} from "./lists.ts"

/// Who may do what over HTTP, and what was done. A token is known by its digest only: whoever reads the file cannot use what is in it.

/// Each may do what those before it may: read; add reports; decide; see who did what.
export const ROLES = ["read", "write", "review", "admin"] as const
export type Role = (typeof ROLES)[number]
export const mayAct = (role: Role | null, needs: Role): boolean => role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needs)

export type Token = {
  readonly name: string
  readonly role: Role
  readonly made: string
  /// When it was taken back; null while it stands.
  readonly revoked: string | null
}

/// One attempt to change something, allowed or not.
export type Act = {
  readonly at: string
  readonly by: string | null
  readonly role: Role | null
  /// Name of the route or command, and what it was about.
  readonly does: string
  readonly of: string
  /// The code of HTTP it was answered with.
  readonly status: number
  /// The address it came from, or `cli`.
  readonly from: string
}
export type KeptAct = Act & {readonly seq: number}

export interface Access {
  /// False where a token of this name stands.
  addToken(token: Omit<Token, "revoked">, digest: string): Promise<boolean>
  /// False where none of this name stands.
  revokeToken(name: string, at: string): Promise<boolean>
  /// All of them, in the order in which they were made.
  tokens(): Promise<readonly Token[]>
  /// The token with this digest, where it stands.
  tokenOf(digest: string): Promise<Token | undefined>
  /// Whether any stands.
  hasTokens(): Promise<boolean>
  /// Of attempts that were refused the last 10,000 are kept; of others all.
  note(act: Act): Promise<void>
  /// The latest first.
  acts(piece?: Piece): Promise<Slice<KeptAct>>
}

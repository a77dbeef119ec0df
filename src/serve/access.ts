import {createHash, randomBytes} from "node:crypto"
import type {Role, Store} from "../record/index.ts"
import {failure} from "../support/index.ts"

/// A secret nobody can guess, told once; the record keeps its digest. (A secret of 256 random bits needs no slow hash: there is nothing
/// to try.)
export async function addToken(store: Store, name: string, role: Role, at: string): Promise<string> {
  const secret = `isnad_${randomBytes(32).toString("base64url")}`
  if (!(await store.access.addToken({name, role, made: at}, digestOfToken(secret)))) throw failure("token-taken", name)
  return secret
}

export const digestOfToken = (secret: string): string => createHash("sha256").update(`isnad-token ${secret}`).digest("hex")

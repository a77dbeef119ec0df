import {dirname, isAbsolute, resolve} from "node:path"
import {failure} from "../support/index.ts"
import {GATHER, type Gather, type Source, type SourceSettings, sourceFrom} from "./settings.ts"
import type {AddedSource} from "../record/index.ts"

/// Sources of the configuration file together with those that were set up by command.
///
/// What a command adds is kept in the record: no program rewrites a file that people write and review, and on several machines it is the
/// record that is shared. Where both have a name, the file is what somebody wrote down, and it holds.
export type Listed = {readonly source: Source; readonly from: "file" | "record"; readonly hides: boolean}

/// `tables` is the content of the file, as it was read.
export function gatherFrom(
  tables: {readonly [name: string]: unknown},
  path: string,
): {readonly gather: Gather; readonly sources: readonly Source[]} {
  const read = GATHER.safeParse(tables.gather ?? {})
  if (!read.success) {
    const [issue] = read.error.issues
    throw failure("config-wrong", path, `gather.${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`)
  }
  const given = tables.source ?? []
  if (!Array.isArray(given)) throw failure("config-wrong", path, "sources are written as [[source]], with two brackets")
  const sources = given.map((one) => beside(sourceFrom(one, path, read.data.allow), path))
  const names = new Set<string>()
  for (const {name} of sources) {
    if (names.has(name)) throw failure("config-wrong", path, `two sources are named ${name}`)
    names.add(name)
  }
  return {gather: read.data, sources}
}

/// Paths in a file are relative to that file.
const beside = (source: Source, file: string): Source =>
  source.path === undefined || isAbsolute(source.path) ? source : {...source, path: resolve(dirname(file), source.path)}

/// All sources by name.
export function listed(file: readonly Source[], added: readonly AddedSource[], allow: readonly string[]): readonly Listed[] {
  const names = new Set(file.map((s) => s.name))
  const kept = added.filter((a) => !names.has(a.name)).map((a) => sourceFrom(JSON.parse(a.settings), "the record", allow))
  const hidden = new Set(added.map((a) => a.name))
  return [
    ...file.map((source): Listed => ({source, from: "file", hides: hidden.has(source.name)})),
    ...kept.map((source): Listed => ({source, from: "record", hides: false})),
  ].sort((a, b) => (a.source.name < b.source.name ? -1 : 1))
}

export type {SourceSettings}

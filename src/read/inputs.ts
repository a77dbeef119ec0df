import {stat} from "node:fs/promises"
import {isAbsolute, resolve} from "node:path"
import {type Issue, issueOf} from "../support/index.ts"
import {KNOWN_ENDING} from "./formats.ts"

/// What the words on the command line stand for: files in a stable order, each once, and what could not be found.
/// `passed` are files of no known sort that lay between the others.
export type Inputs = {readonly files: readonly InputFile[]; readonly issues: readonly Issue[]; readonly passed: readonly Issue[]}
export type InputFile = {readonly path: string; readonly bytes: number}

/// The name that stands for standard input.
export const STDIN = "-"

/// Files are taken whatever their ending; folders (recursively) and patterns give the files of known endings. Hidden files and
/// `node_modules` are passed over.
export async function findInputs(words: readonly string[]): Promise<Inputs> {
  const files = new Map<string, InputFile>()
  const issues: Issue[] = []
  const passed: Issue[] = []
  for (const word of words) {
    if (word === STDIN) {
      files.set(STDIN, {path: STDIN, bytes: 0})
      continue
    }
    const found = await statOf(word)
    if (found.kind === "file") add(word, found.bytes)
    else if (found.kind === "folder") await addAll(["**/*"], word, word)
    else if (found.kind === "missing" && (await globbing()).isDynamicPattern(word))
      await addAll([word.replaceAll("\\", "/")], undefined, word)
    else
      issues.push(
        issueOf(found.kind === "missing" ? "input-missing" : "input-unreadable", word, found.kind === "missing" ? undefined : found.why),
      )
  }
  return {files: [...files.values()], issues, passed}

  /// A file named in two ways is one file, under the name it had first.
  function add(path: string, bytes: number): void {
    const key = resolve(path)
    if (!files.has(key)) files.set(key, {path, bytes})
  }

  async function addAll(patterns: string[], cwd: string | undefined, word: string): Promise<void> {
    let paths: string[]
    const {glob} = await globbing()
    try {
      paths = await glob(patterns, {
        ...(cwd === undefined ? {} : {cwd}),
        dot: false,
        absolute: cwd === undefined && isAbsolute(word),
        ignore: ["**/node_modules/**"],
        expandDirectories: false,
      })
    } catch (error) {
      issues.push(issueOf("input-unreadable", word, error instanceof Error ? error.message : undefined))
      return
    }
    const known = paths.filter((p) => KNOWN_ENDING.test(p)).sort(byName)
    if (known.length === 0) issues.push(issueOf("input-none", word))
    const at = (p: string): string => (cwd === undefined ? p : `${cwd.replace(/\/+$/, "")}/${p}`)
    for (const p of paths.filter((x) => !KNOWN_ENDING.test(x)).sort(byName)) passed.push(issueOf("input-other", at(p)))
    for (const p of known) {
      const path = at(p)
      const found = await statOf(path)
      if (found.kind === "file") add(path, found.bytes)
      else if (found.kind === "unreadable") issues.push(issueOf("input-unreadable", path, found.why))
    }
  }
}

/// Loaded where it is needed: a plain file is read without it, and starting is most of the time that takes.
const globbing = () => import("tinyglobby")

/// By code unit, not by locale: the order is the same on every machine.
const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type Found =
  | {readonly kind: "file"; readonly bytes: number}
  | {readonly kind: "folder"}
  | {readonly kind: "missing"}
  | {readonly kind: "unreadable"; readonly why: string}

async function statOf(path: string): Promise<Found> {
  try {
    const s = await stat(path)
    if (s.isDirectory()) return {kind: "folder"}
    // A pipe or /dev/stdin has no size, and is read until it ends.
    return {kind: "file", bytes: s.isFile() ? s.size : 0}
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return code === "ENOENT" || code === "ENOTDIR" ? {kind: "missing"} : {kind: "unreadable", why: code ?? "unknown"}
  }
}

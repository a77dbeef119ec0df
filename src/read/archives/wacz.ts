import type {Readable} from "node:stream"
import {promisify} from "node:util"
import yauzl from "yauzl"
import {type Issue, issueOf} from "../../support/index.ts"
import {unpacked} from "../bytes.ts"
import {type ArchivedPage, readWarc} from "./warc.ts"

/// The pages of a WACZ: a ZIP whose `archive/` holds WARC files. Its other parts (index, thumbnails) are not needed.
export async function* readWacz(where: string, from: string | Uint8Array, limit: number): AsyncGenerator<ArchivedPage | Issue> {
  const options = {lazyEntries: true, autoClose: false, validateEntrySizes: true} as const
  let zip: yauzl.ZipFile
  try {
    zip =
      typeof from === "string"
        ? await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(from, options)
        : await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(Buffer.from(from), options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith("E")) throw error
    yield issueOf("archive-broken", where, (error as Error).message)
    return
  }
  let any = false
  try {
    for await (const entry of entries(zip)) {
      if (!/^archive\/.*\.warc(?:\.gz)?$/i.test(entry.fileName)) continue
      any = true
      const here = `${where}/${entry.fileName.slice("archive/".length)}`
      const stream = await promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip))(entry)
      const damages: string[] = []
      for await (const found of readWarc(
        here,
        unpacked(stream, (detail) => damages.push(detail)),
        limit,
      ))
        yield found
      for (const detail of damages) yield issueOf("packed-broken", here, detail)
    }
    if (!any) yield issueOf("archive-broken", where, "no archive/*.warc in it")
  } catch (error) {
    yield issueOf("archive-broken", where, (error as Error).message)
  } finally {
    zip.close()
  }
}

/// The entries of a ZIP one by one, as they are asked for.
async function* entries(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (;;) {
    const entry = await new Promise<yauzl.Entry | undefined>((done, failed) => {
      const end = (give: () => void) => {
        zip.off("entry", onEntry).off("end", onEnd).off("error", onError)
        give()
      }
      const onEntry = (e: yauzl.Entry) => end(() => done(e))
      const onEnd = () => end(() => done(undefined))
      const onError = (error: Error) => end(() => failed(error))
      zip.on("entry", onEntry).on("end", onEnd).on("error", onError)
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}
